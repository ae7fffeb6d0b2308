package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	maxFileLines = 400
	maxFuncLines = 60
)

// source is one Go file of ours that is neither a test nor generated.
type source struct {
	pkg, name string // "pipeline/match", "pipeline/match/match.go"
	command   bool   // of package main
	fset      *token.FileSet
	file      *ast.File
}

func (s source) line(p token.Pos) int { return s.fset.Position(p).Line }

// sources parses the files of all systems.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	seen := map[string]bool{}
	for _, pkgs := range listPackages(t) {
		for _, p := range pkgs {
			pkg := strings.TrimPrefix(p.ImportPath, module+"/")
			for _, f := range p.GoFiles {
				name := pkg + "/" + f
				if seen[name] {
					continue
				}
				seen[name] = true
				fset := token.NewFileSet()
				file, err := parser.ParseFile(fset, filepath.Join(p.Dir, f), nil, parser.ParseComments)
				if err != nil {
					t.Fatal(err)
				}
				if !ast.IsGenerated(file) {
					out = append(out, source{pkg, name, p.Name == "main", fset, file})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b source) int { return strings.Compare(a.name, b.name) })
	return out
}

// TestSizes keeps files and functions short enough to read.
func TestSizes(t *testing.T) {
	for _, s := range sources(t) {
		if n := s.fset.File(s.file.Pos()).LineCount(); n > maxFileLines {
			t.Errorf("%s has %d lines, more than %d", s.name, n, maxFileLines)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.line(f.End()) - s.line(f.Pos()) + 1; n > maxFuncLines {
				t.Errorf("%s:%d: %s has %d lines, more than %d", s.name, s.line(f.Pos()), f.Name.Name, n, maxFuncLines)
			}
			if f.Name.Name == "init" && f.Recv == nil {
				t.Errorf("%s:%d: an init function: use a table", s.name, s.line(f.Pos()))
			}
		}
	}
}

// TestDocumented asks for a comment on every exported name and every package.
func TestDocumented(t *testing.T) {
	packageDoc := map[string]bool{}
	for _, s := range sources(t) {
		packageDoc[s.pkg] = packageDoc[s.pkg] || s.file.Doc != nil
		for _, d := range s.file.Decls {
			for _, name := range undocumented(d) {
				t.Errorf("%s:%d: %s has no comment", s.name, s.line(name.Pos()), name.Name)
			}
		}
	}
	for pkg, ok := range packageDoc {
		if !ok {
			t.Errorf("package %s has no comment", pkg)
		}
	}
}

// undocumented returns the exported names of a declaration without a comment
// of their own or of their group.
func undocumented(d ast.Decl) []*ast.Ident {
	var out []*ast.Ident
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
			out = append(out, d.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
					out = append(out, spec.Name)
				}
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					if name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
						out = append(out, name)
					}
				}
			}
		}
	}
	return out
}

// exportedReceiver reports whether a function is no method, or the method of
// an exported type. String, Error and the like explain themselves.
func exportedReceiver(f *ast.FuncDecl) bool {
	if slices.Contains([]string{"Error", "Unwrap", "String", "Len", "Less", "Swap"}, f.Name.Name) {
		return false
	}
	if f.Recv == nil {
		return true
	}
	typ := f.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.IsExported()
}

// loud are the calls and values that only commands may use.
var loud = map[string][]string{
	"os":  {"Exit", "Stdout", "Stderr", "Stdin", "Args"},
	"fmt": {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
}

// TestOnlyCommandsPrint keeps printing, flags and exits in package main.
func TestOnlyCommandsPrint(t *testing.T) {
	for _, s := range sources(t) {
		if s.command || slices.Contains(testsOnly, s.pkg) {
			continue
		}
		for _, i := range s.file.Imports {
			if path := strings.Trim(i.Path.Value, `"`); path == "log" || path == "log/slog" || path == "flag" {
				t.Errorf("%s imports %s", s.name, path)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Obj == nil && slices.Contains(loud[x.Name], n.Sel.Name) {
					t.Errorf("%s:%d uses %s.%s", s.name, s.line(n.Pos()), x.Name, n.Sel.Name)
				}
			case *ast.CallExpr:
				if x, ok := n.Fun.(*ast.Ident); ok && (x.Name == "print" || x.Name == "println") && x.Obj == nil {
					t.Errorf("%s:%d calls %s", s.name, s.line(n.Pos()), x.Name)
				}
			}
			return true
		})
	}
}

// asks are the functions of net/http that send a request.
var asks = []string{"Get", "Post", "PostForm", "Head", "Client", "DefaultClient", "Transport", "NewRequest", "NewRequestWithContext"}

// TestNoRequests holds that the server answers and never asks.
func TestNoRequests(t *testing.T) {
	for _, s := range sources(t) {
		if s.pkg == "pipeline/fetch" {
			continue // the one command that asks, and says so
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "http" && x.Obj == nil && slices.Contains(asks, sel.Sel.Name) {
					t.Errorf("%s:%d uses http.%s", s.name, s.line(n.Pos()), sel.Sel.Name)
				}
			}
			return true
		})
	}
}

// TestNoNetwork allows of net/http, outside the command and pipeline/fetch,
// only the function that names the type of some bytes.
func TestNoNetwork(t *testing.T) {
	for _, s := range sources(t) {
		if s.pkg == "cmd/refrain" || s.pkg == "cmd/refrain/web" || s.pkg == "pipeline/fetch" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "http" && x.Obj == nil && sel.Sel.Name != "DetectContentType" {
					t.Errorf("%s:%d uses http.%s", s.name, s.line(n.Pos()), sel.Sel.Name)
				}
			}
			return true
		})
	}
}

// claims are words that no report may use: they say more than the documents
// searched can carry, or, as "accepted", are the State's own to say.
var claims = regexp.MustCompile(`(?i)\b(never|every|ignored|failed|refused|new|accepted|rejected)\b`)

// TestReportsClaimNothing reads the strings and the templates of the reports.
func TestReportsClaimNothing(t *testing.T) {
	for _, s := range sources(t) {
		if s.pkg != "pipeline/report" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec, *ast.Field:
				return false // paths and tags
			case *ast.CaseClause:
				for _, stmt := range n.Body {
					ast.Inspect(stmt, func(n ast.Node) bool { return claimless(t, s, n) })
				}
				return false // compared, not said
			}
			return claimless(t, s, n)
		})
	}
	templates, err := filepath.Glob(filepath.Join(root(), "pipeline", "report", "*.html"))
	if err != nil || len(templates) == 0 {
		t.Fatal("no template was found:", err)
	}
	unsaid := regexp.MustCompile(`(?s)<style.*?</style>|<script.*?</script>|<[^>]*>|\{\{.*?\}\}`)
	for _, name := range templates {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range claims.FindAllString(unsaid.ReplaceAllString(string(data), " "), -1) {
			t.Errorf("%s says %q", filepath.Base(name), m)
		}
	}
}

// claimless fails on a string that claims too much.
func claimless(t *testing.T, s source, n ast.Node) bool {
	t.Helper()
	if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if m := claims.FindString(lit.Value); m != "" {
			t.Errorf("%s:%d says %q: %s", s.name, s.line(lit.Pos()), m, lit.Value)
		}
	}
	return true
}

// TestNoClock keeps the present out of what the pure packages make.
func TestNoClock(t *testing.T) {
	for _, s := range sources(t) {
		if !slices.Contains(pure, s.pkg) && s.pkg != "pipeline/match" && s.pkg != "pipeline/report" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && (sel.Sel.Name == "Now" || sel.Sel.Name == "Since") {
					t.Errorf("%s:%d reads the clock", s.name, s.line(n.Pos()))
				}
			}
			return true
		})
	}
}
