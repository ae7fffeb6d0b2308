package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"refrain/corpus"
)

// scripts are texts that run from right to left, take several units a letter,
// or stack marks; every format holds them unchanged.
const scripts = "توصية بإلغاء عقوبة الإعدام · המלצה · 建议废除死刑 · 𠜎 · é ệ̃ · ไทย · 👩‍👩‍👧 · a\u00adb"

// hostiles are texts that some program would take for something else.
var hostiles = []string{
	`=HYPERLINK("http://example.org","SAMPLE")`, "+1+cmd|' /C calc'!A0 SAMPLE", "-2+3 SAMPLE", "@SUM(1) SAMPLE", "\tSAMPLE tab", "SAMPLE \x00\x07\x1b[31m\x7f\u0085 control",
	"SAMPLE \u202egnp.exe\u202c turned", "SAMPLE </script><script>alert(1)</script> <img src=x onerror=alert(1)> ]]> &amp; {{.}}",
	"SAMPLE [a](javascript:alert(1)) | *b* `c` # d\n\n# e", "SAMPLE \"quoted\", with; marks\nand lines", scripts, "SAMPLE long " + strings.Repeat("длинный ", 9000),
}

// hostile is the fixture with such texts as the items, as passages, and in the
// names of documents.
func hostile() Input {
	in := fixture()
	in.Question.Title = `=SAMPLE <b>title</b> : \ / ? * [ ] ' that is longer than the thirty-one characters of a sheet's name`
	in.Items = in.Items[:1]
	base := in.Items[0].Links[0]
	in.Items[0].Item.Text = hostiles[0]
	in.Items[0].Links = nil
	for i, s := range hostiles {
		l := base
		l.Rank, l.ID = i+1, base.ID+"~"+number(i+1)
		l.Passage.ID, l.Passage.Text, l.Passage.Ask = l.ID, s, s
		l.Passage.ByPrinted = []string{"=SAMPLE State"}
		l.Passage.File = "=SAMPLE|cmd.pdf"
		l.Why = []string{"@shared words: " + scripts}
		in.Items[0].Links = append(in.Items[0].Links, l)
	}
	in.Question.Items = []corpus.Passage{in.Items[0].Item}
	return in
}

func hostileBytes(t *testing.T, format string, o Options) []byte {
	t.Helper()
	f, err := FormatOf(format, "")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, Build(hostile()), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// plainly is a text as formats for reading hold it.
func plainly(s string) string { return strings.Join(strings.Fields(visible(s)), " ") }

func TestHostileHTML(t *testing.T) {
	root, err := html.Parse(bytes.NewReader(hostileBytes(t, "html", Options{})))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(all(root, "script")); n != 1 {
		t.Errorf("%d scripts", n)
	}
	if len(all(root, "img")) > 0 {
		t.Error("an image was taken in")
	}
	for _, a := range all(root, "a") {
		if strings.HasPrefix(attr(a, "href"), "javascript:") {
			t.Error("a link runs a script")
		}
	}
	text := strings.Join(strings.Fields(textOf(root)), " ")
	for _, s := range hostiles {
		if !strings.Contains(text, plainly(s)) {
			t.Errorf("the page lacks %.40q", s)
		}
	}
}

func TestHostileTables(t *testing.T) {
	read := func(data []byte) []string {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, row := range rows[1:] {
			texts = append(texts, row[22])
		}
		if rows[0][22] != "text" {
			t.Fatalf("column 22 is %s", rows[0][22])
		}
		return texts
	}
	plain, excel := read(hostileBytes(t, "csv", Options{})), read(hostileBytes(t, "csv", Options{Excel: true}))
	for i, s := range hostiles {
		if plain[i] != s {
			t.Errorf("CSV holds %.60q for %.60q", plain[i], s)
		}
		if strings.TrimPrefix(excel[i], "'") != s || strings.ContainsAny(excel[i][:1], "=+-@\t") {
			t.Errorf("CSV for Excel holds %.60q for %.60q", excel[i], s)
		}
	}
	i := 0
	for _, line := range bytes.Split(bytes.TrimSpace(hostileBytes(t, "jsonl", Options{})), []byte("\n")) {
		var l struct{ Type, Text string }
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		if l.Type == "link" {
			if l.Text != hostiles[i] {
				t.Errorf("JSON holds %.60q for %.60q", l.Text, hostiles[i])
			}
			i++
		}
	}
	if i != len(hostiles) {
		t.Errorf("JSON has %d links", i)
	}
}

func TestHostileMarkdown(t *testing.T) {
	text := string(hostileBytes(t, "md", Options{}))
	if bad := regexp.MustCompile(`<script|<img|[^\\]\]\(javascript|\n# e`).FindString(text); bad != "" {
		t.Errorf("Markdown holds %q as a mark", bad)
	}
	if !strings.Contains(text, scripts) {
		t.Error("Markdown lacks a script")
	}
}

func TestHostileWord(t *testing.T) {
	doc := parts(t, hostile())["word/document.xml"]
	var text strings.Builder
	for d := xml.NewDecoder(strings.NewReader(doc)); ; {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := tok.(type) {
		case xml.CharData:
			text.Write(x)
		case xml.StartElement:
			if x.Name.Local == "tab" || x.Name.Local == "br" {
				text.WriteByte(' ')
			}
		}
	}
	all := strings.Join(strings.Fields(text.String()), " ")
	for _, s := range hostiles {
		want := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if r < 0x20 && r != '\n' && r != '\t' || r == 0x7f {
				return -1
			}
			return r
		}, s)), " ")
		if !strings.Contains(all, want) {
			t.Errorf("Word lacks %.60q", s)
		}
	}
	if !strings.Contains(doc, `<w:bidi/>`) && !strings.Contains(doc, `<w:rtl/>`) {
		t.Error("nothing runs from right to left")
	}
}

func TestHostileWorkbook(t *testing.T) {
	f := openBook(t, hostileBytes(t, "xlsx", Options{}))
	for _, name := range f.GetSheetList() {
		if len(utf16.Encode([]rune(name))) > 31 || strings.ContainsAny(name, `:\/?*[]`) {
			t.Errorf("a sheet is called %q", name)
		}
	}
	texts := columnOf(t, f, sheetLinks, "Passage")
	rows, err := f.GetRows(sheetLinks)
	if err != nil {
		t.Fatal(err)
	}
	for y := range rows {
		for x := range rows[y] {
			at := cell(x+1, y+1)
			if formula, err := f.GetCellFormula(sheetLinks, at); err != nil || formula != "" {
				t.Errorf("%s is a formula: %q, %v", at, formula, err)
			}
			if n := len(utf16.Encode([]rune(rows[y][x]))); n > maxCell {
				t.Errorf("%s holds %d units", at, n)
			}
			if kind, err := f.GetCellType(sheetLinks, at); err != nil || strings.HasPrefix(rows[y][x], "=") && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
				t.Errorf("%s is no text: %v, %v", at, kind, err)
			}
		}
	}
	for i, s := range hostiles {
		got, want := rows[i+1][texts-1], visible(strings.ReplaceAll(s, "\t", " "))
		if len(want) > maxCell {
			if !strings.HasSuffix(got, cutMark) || !strings.HasPrefix(want, strings.TrimSuffix(got, cutMark)) {
				t.Errorf("the long text ends with %q", got[len(got)-40:])
			}
			continue
		}
		if got != want {
			t.Errorf("a cell holds %.60q for %.60q", got, s)
		}
	}
}

func TestHostilePackage(t *testing.T) {
	files, err := Package(Build(hostile()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch {
		case strings.HasSuffix(f.Name, ".csv"):
			if _, err := csv.NewReader(bytes.NewReader(f.Data)).ReadAll(); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		case strings.HasSuffix(f.Name, ".json"):
			if !json.Valid(f.Data) {
				t.Errorf("%s is no JSON", f.Name)
			}
		case f.Name == "CITATION.cff":
			if !bytes.Contains(f.Data, []byte("title: \"SAMPLE – =SAMPLE <b>title</b>")) {
				t.Errorf("%s:\n%s", f.Name, f.Data)
			}
		}
	}
}
