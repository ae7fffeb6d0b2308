package main

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write golden files anew")

// goldens are the golden files of testdata/golden, each with the command whose
// output it holds; OUT stands for the file or folder that the command writes.
var goldens = []struct{ name, args string }{
	{"report.html", "report letter.txt -o OUT"},
	{"report.docx", "report letter.txt -o OUT"},
	{"report.xlsx", "report letter.txt -o OUT"},
	{"report.csv", "report letter.txt -o OUT"},
	{"excel.csv", "report letter.txt --excel -o OUT"},
	{"report.jsonl", "report letter.txt -o OUT"},
	{"report.md", "report letter.txt -o OUT"},
	{"report.jsonld", "report letter.txt -o OUT"},
	{"upr-info.csv", "report letter.txt --format upr-info -o OUT"},
	{"uwazi.csv", "report letter.txt --format uwazi -o OUT"},
	{"datapackage", "report letter.txt --format datapackage -o OUT"},
	{"outline.docx", "outline --state XAA --since 2016 --template letter -o OUT"},
	{"outline.html", "outline --state XAA --since 2016 --template letter -o OUT"},
	{"compare.html", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"compare.docx", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"compare.csv", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"compare.jsonl", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"compare.md", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"compare.txt", "compare letter.txt A/HRC/42/9001"},
	{"timeline.html", "timeline --state XAA --theme privacy -o OUT"},
	{"timeline.docx", "timeline --state XAA --theme privacy -o OUT"},
	{"timeline.csv", "timeline --state XAA --theme privacy -o OUT"},
	{"timeline.jsonl", "timeline --state XAA --theme privacy -o OUT"},
	{"timeline.md", "timeline --state XAA --theme privacy -o OUT"},
	{"timeline.txt", "timeline --state XAA --theme privacy"},
	{"match.txt", "match letter.txt"},
	{"cite-un-note.txt", "cite --style un-note " + cited},
	{"cite-un-footnote.txt", "cite --style un-footnote " + cited},
	{"cite-inline.txt", "cite --style inline " + cited},
	{"cite-oscola.txt", "cite --style oscola " + cited},
	{"cite-ris.txt", "cite --style ris " + cited},
	{"cite-bibtex.txt", "cite --style bibtex " + cited},
	{"cite-csl-json.txt", "cite --style csl-json " + cited},
	{"cite-markdown.txt", "cite --style markdown --quote " + cited},
	{"cite-html.txt", "cite --style html --quote " + cited},
	{"cite-item.txt", "cite --item 2 letter.txt"},
	{"cite-heading.txt", "cite --heading Children --state XAA"},
}

// cited are passages of each kind that has a form of its own: a range, plain
// numbers, concluding observations, an item of the letter.
const cited = "A/HRC/27/9001#29.1 A/HRC/27/9001#29.2 A/HRC/27/9001#29.3 A/HRC/13/9001#31.3 A/HRC/42/9001#27.3 CRC/C/XAA/CO/1#9 hc-letter:XAA:2019-12-02#13"

// TestGoldens holds what every format and style gives on the sample to golden
// files, so that a change of an output is a difference one can read. Write them
// anew, and read the difference, with
//
//	go test ./cmd/refrain -run Goldens -update
//
// Word documents stand there as the XML of their parts, workbooks as their
// cells, data packages as their files; the program's version is masked.
func TestGoldens(t *testing.T) {
	g := newGoldenRun(t)
	dir := g.dir
	for _, c := range goldens {
		t.Run(c.name, func(t *testing.T) {
			g.t = t
			out := filepath.Join(dir, c.name)
			printed := g.run(g.args(c.args, out)...)
			if _, err := os.Stat(out); err == nil {
				printed = readable(t, out)
			}
			sameAsGolden(t, c.name+".golden", g.mask(printed))
		})
	}
}

// goldenRun runs commands in one workspace.
type goldenRun struct {
	t        *testing.T
	dir, bin string
}

// newGoldenRun makes the sample's workspace, with a reader's judgments, and the
// letter that asks.
func newGoldenRun(t *testing.T) *goldenRun {
	t.Helper()
	dir := t.TempDir()
	g := &goldenRun{t: t, dir: dir, bin: programCopy(t, dir)}
	g.run("demo", filepath.Join(dir, "demo"))
	letter, err := os.ReadFile(filepath.Join("testdata", "golden", "letter.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), letter, 0o600); err != nil {
		t.Fatal(err)
	}
	// A reader confirms a link on the death penalty, calls one related, and refuses one.
	g.answer("y\nr\nn\nq\n", "review", filepath.Join(dir, "letter.txt"), "--item", "2", "--reader", "SAMPLE Reader")
	return g
}

// args are the words of a command line: OUT is the file to write, and the
// letter stands in the test's folder.
func (g *goldenRun) args(line, out string) []string {
	var args []string
	for _, a := range strings.Fields(line) {
		switch a {
		case "OUT":
			a = out
		case "letter.txt":
			a = filepath.Join(g.dir, a)
		}
		args = append(args, a)
	}
	return args
}

// command is a command in the test's workspace.
func (g *goldenRun) command(args ...string) *exec.Cmd {
	cmd := exec.Command(g.bin, args...)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1764000000", "REFRAIN_DIR="+filepath.Join(g.dir, "demo", "workspace"))
	return cmd
}

// run runs a command and returns its standard output.
func (g *goldenRun) run(args ...string) string { return g.answer("", args...) }

// answer runs a command that reads what a person types.
func (g *goldenRun) answer(typed string, args ...string) string {
	g.t.Helper()
	cmd := g.command(args...)
	cmd.Stdin = strings.NewReader(typed)
	var fault bytes.Buffer
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		g.t.Fatalf("%q: %v\n%s", args, err, fault.String())
	}
	return string(out)
}

// mask takes out what changes with the version, with the trained numbers and
// with the test's folder.
func (g *goldenRun) mask(s string) string {
	s = strings.ReplaceAll(s, g.dir, "DIR")
	s = regexp.MustCompile(`"(score|probability)":[^,}]+`).ReplaceAllString(s, `"$1":…`)
	s = regexp.MustCompile(`,[01]\.\d{3},'?-?\d[\d.e+-]*,`).ReplaceAllString(s, ",…,…,")
	s = regexp.MustCompile(`(?m)^(S\d+\t)[01]\.\d{3}$`).ReplaceAllString(s, "$1…") // the workbook's column Probability
	return regexp.MustCompile(`(?i)(refrain[ "]*(?:version[": ]*)?|"version": ?"|,)`+regexp.QuoteMeta(version)+`\b`).ReplaceAllString(s, "${1}VERSION")
}

// readable is the text of an output: as it is, or what a container holds.
func readable(t *testing.T, path string) string {
	t.Helper()
	fi, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if fi.IsDir() {
		return folderText(t, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	switch filepath.Ext(path) {
	case ".docx":
		return partsText(t, data)
	case ".xlsx":
		return cellsText(t, data)
	case ".html":
		// The style and the script are files of their own in the source.
		return regexp.MustCompile(`(?s)(<(style|script)>).*?(</)`).ReplaceAllString(string(data), "$1…$3")
	}
	return strings.ReplaceAll(string(data), "\r\n", "␍\n")
}

// folderText joins the files of a folder but for checksums, which follow from
// the others, and for the schema, which is a file of the source.
func folderText(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		text := readable(t, filepath.Join(dir, e.Name()))
		switch e.Name() {
		case "report.schema.json", "report.jsonl", "links.csv", "SHA256SUMS": // goldens of their own, or follow
			text = "…\n"
		}
		fmt.Fprintf(&b, "== %s\n%s", e.Name(), regexp.MustCompile(`"(bytes|hash)": ?[^,\n]+`).ReplaceAllString(text, `"$1": …`))
	}
	return b.String()
}

// partsText is the XML of a Word document's parts, a paragraph, row or table a
// line.
func partsText(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	sort.Slice(z.File, func(i, j int) bool { return z.File[i].Name < z.File[j].Name })
	breaks := regexp.MustCompile(`<w:(?:p|tr|tbl|style|footnote|sectPr|tblGrid)[ >]|<Relationship |<Override |<Default |</w:tbl>|<dc`)
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s\n%s\n", f.Name, breaks.ReplaceAllString(string(text), "\n$0"))
	}
	return b.String()
}

// cellsText is what stands in the cells of a workbook, a row a line, with the
// addresses of its links and its lists to choose from.
func cellsText(t *testing.T, data []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, cell := range row {
				name, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				if cell != "" {
					fmt.Fprintf(&b, "%s\t%s\n", name, strings.ReplaceAll(cell, "\n", "⏎"))
				}
				if ok, link, err := f.GetCellHyperLink(sheet, name); err == nil && ok {
					fmt.Fprintf(&b, "%s\t→ %s\n", name, link)
				}
			}
		}
		vs, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vs {
			fmt.Fprintf(&b, "choice %s: %s\n", v.Sqref, v.Formula1)
		}
	}
	return b.String()
}

func sameAsGolden(t *testing.T, name, got string) {
	t.Helper()
	golden := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(data), "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(want) || want[i] != line {
			was := "nothing"
			if i < len(want) {
				was = want[i]
			}
			t.Fatalf("%s:%d: now\n  %.400s\nwas\n  %.400s\nIf this is meant: go test ./cmd/refrain -run Goldens -update", golden, i+1, line, was)
		}
	}
	if n := len(strings.Split(got, "\n")); n != len(want) {
		t.Errorf("%s has %d lines, now %d", golden, len(want), n)
	}
}
