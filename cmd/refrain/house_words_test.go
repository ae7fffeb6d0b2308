package main_test

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What the program says of States is held to a list of words. It does not call
// a concern new, nor say that something never happened or happens every time;
// a State does not ignore, fail or refuse; its answers are supported, noted or
// pending, and "accepted" and "rejected" stand only in quotations; and nothing
// is said about implementation.

// judging are words that say more of a State's conduct than documents carry.
var judging = regexp.MustCompile(`(?i)\b(new|newly|never|every|ignor(?:e|es|ed|ing)|fail(?:s|ed|ing|ure|ures)?|refus(?:e|es|ed|ing|al)|` +
	`accept(?:s|ed|ance)?|reject(?:s|ed|ion)?|implement(?:s|ed|ing|ation)?|compl(?:y|ies|ied|iance)|violat(?:es?|ed|ions?)|breach(?:es|ed)?)\b`)

// aboutStates are words of sentences that speak of States and what they do.
// "state" alone is often the program's own.
var aboutStates = regexp.MustCompile(`\b(States?|Governments?|delegations?|recommendations?|concerns?|observations|position)\b`)

// allowed are phrases that hold a listed word and are no statement about a
// State's conduct, each with the reason.
var allowed = []struct{ phrase, why string }{
	{"nothing about implementation", "it is the disclaimer itself"},
	{"every recommendation and concern", "what the index holds"},
	{"every State was reviewed", "the name of a basis: each Member State was reviewed once a cycle"},
	{"every Member State was reviewed", "the same"},
	{"every State's human-rights record", "whom the United Nations review"},
	{"every output format", "of the program"},
	{"every passage", "what is compared"},
	{"Times New Roman", "a typeface"},
}

// strict are the packages and files whose words go into reports: there a listed
// word is wrong wherever it stands.
var strict = []string{"pipeline/report/", "pipeline/match/why.go", "pipeline/judged.go", "cmd/refrain/concerns.go", "cmd/refrain/review"}

// reading are the packages whose strings are for reading documents, not for
// people.
var reading = []string{"pipeline/parse", "pipeline/layout", "pipeline/extract", "corpus/concept", "seeds/sample/gen", "pipeline/match/train"}

// TestWords reads what people read: strings, templates and documentation.
func TestWords(t *testing.T) {
	used := map[string]bool{}
	wordsOfStrings(t, used)
	wordsOfPages(t, used)
	for _, a := range allowed {
		if !used[a.phrase] {
			t.Errorf("%q is allowed (%s) and stands nowhere", a.phrase, a.why)
		}
	}
}

func wordsOfStrings(t *testing.T, used map[string]bool) {
	for _, s := range sources(t) {
		if slices.Contains(reading, s.pkg) {
			continue
		}
		exempt := patterns(s.file)
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Field:
				n.Tag = nil
			case *ast.BasicLit:
				if n.Kind != token.STRING || exempt[n] {
					return true
				}
				text, err := strconv.Unquote(n.Value)
				if err == nil && strings.Contains(strings.TrimSpace(text), " ") { // one word is a key or a name
					checkWords(t, used, s.name+":"+strconv.Itoa(s.line(n.Pos())), text, isStrict(s.name))
				}
			}
			return true
		})
	}
}

func isStrict(name string) bool {
	return slices.ContainsFunc(strict, func(p string) bool { return strings.HasPrefix(name, p) })
}

// patterns are the literals of regular expressions and of tables that are read
// with strings.Fields: they match documents, nobody reads them.
func patterns(f *ast.File) map[*ast.BasicLit]bool {
	out := map[*ast.BasicLit]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := ""
		switch fun := call.Fun.(type) {
		case *ast.SelectorExpr:
			name = fun.Sel.Name
			if x, ok := fun.X.(*ast.Ident); ok && x.Name == "pattern" {
				name = "MustCompile"
			}
		case *ast.Ident:
			name = fun.Name
		}
		if name == "MustCompile" || name == "Compile" || name == "Fields" || name == "stringSet" {
			ast.Inspect(call, func(m ast.Node) bool {
				if lit, ok := m.(*ast.BasicLit); ok {
					out[lit] = true
				}
				return true
			})
		}
		return true
	})
	return out
}

func checkWords(t *testing.T, used map[string]bool, where, text string, strict bool) {
	t.Helper()
	if sentence, word := wrongWord(used, text, strict); word != "" {
		t.Errorf("%s: %q in %q", where, word, sentence)
	}
}

// wrongWord finds a listed word in a text and the sentence it stands in: any
// where it is strict, else one in a sentence about States.
func wrongWord(used map[string]bool, text string, strict bool) (sentence, word string) {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\n\n", ". ")), " ")
	for _, a := range allowed {
		if strings.Contains(text, a.phrase) {
			used[a.phrase] = true
			text = strings.ReplaceAll(text, a.phrase, "")
		}
	}
	for _, sentence := range regexp.MustCompile(`[.;:!?]\s|\|`).Split(text, -1) {
		if word := judging.FindString(sentence); word != "" && (strict || aboutStates.MatchString(sentence)) {
			return sentence, word
		}
	}
	return "", ""
}

// TestWordList holds the list itself to examples.
func TestWordList(t *testing.T) {
	for _, c := range []struct {
		text   string
		strict bool
		want   string
	}{
		{"The State refused the recommendation.", false, "refused"},
		{"3 inputs: 1 ingested, 2 failed", false, ""},
		{"a new file; the State's position", false, ""},
		{"raised in every cycle", true, "every"},
		{"a new concern", true, "new"},
		{"This says nothing about implementation.", true, ""},
		{"4 recommendations were implemented", false, "implemented"},
		{"Position: rejected", true, "rejected"},
		{"newspapers, nevertheless, acceptable", true, ""},
	} {
		if _, got := wrongWord(map[string]bool{}, c.text, c.strict); got != c.want {
			t.Errorf("%q: found %q, want %q", c.text, got, c.want)
		}
	}
}

// wordsOfPages reads templates and documentation.
func wordsOfPages(t *testing.T, used map[string]bool) {
	quoted := regexp.MustCompile("(?s)```.*?```|`[^`]*`|“[^”]*”|\"[^\"\n]*\"")
	for _, name := range tracked(t) {
		ext := filepath.Ext(name)
		if ext != ".md" && ext != ".html" || strings.HasPrefix(name, ".") || strings.Contains("/"+name, "/testdata/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root(), filepath.FromSlash(name)))
		if err != nil {
			continue // deleted but not yet committed
		}
		text := string(data)
		if ext == ".md" {
			text = quoted.ReplaceAllString(text, "")
		}
		checkWords(t, used, name, text, isStrict(name))
	}
}
