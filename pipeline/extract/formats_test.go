package extract

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"refrain/corpus"
	"refrain/pipeline/extract/hostile"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// wordXML wraps the paragraphs of a Word part.
func wordXML(root, inside string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?><w:` + root + " " + wordSpace + ">" + inside + "</w:" + root + ">")
}

func para(style, inside string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return "<w:p>" + style + "<w:r>" + inside + "</w:r></w:p>"
}

func run(s string) string { return `<w:t xml:space="preserve">` + s + "</w:t>" }

// lines are the lines of a file, those of tables with row and cell.
func linesOf(t *testing.T, data []byte) string {
	t.Helper()
	res, err := Read(context.Background(), "x", data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range res.Pages {
		for _, l := range p.Lines {
			out = append(out, l.Text)
		}
	}
	return strings.Join(out, "|")
}

// TestWordFiles reads what a Word file can hide: deleted text, hyphens and
// breaks as elements, tables, the running head.
func TestWordFiles(t *testing.T) {
	body := para("Heading1", run("SAMPLE head")) +
		para("", run("1.")+"<w:tab/>"+run("SAMPLE asylum")+"<w:noBreakHyphen/>"+run("seekers")) +
		"<w:p><w:del><w:r><w:delText>old</w:delText></w:r><w:r>" + run("gone") + "</w:r></w:del><w:ins><w:r>" + run("new") + "</w:r></w:ins></w:p>" +
		para("", run("one")+"<w:br/>"+run("two")) +
		"<w:tbl><w:tr><w:tc>" + para("", run("a")) + "</w:tc><w:tc>" + para("", run("b")) + "</w:tc></w:tr><w:tr><w:tc>" + para("", run("c")) + "</w:tc></w:tr></w:tbl>"
	data := hostile.DOCX(hostile.Part{Name: "word/document.xml", Data: wordXML("document", "<w:body>"+body+"</w:body>")},
		hostile.Part{Name: "word/header1.xml", Data: wordXML("hdr", para("", run("SAMPLE running head")))})
	if got, want := linesOf(t, data), "SAMPLE running head|SAMPLE head|1. SAMPLE asylum-seekers|new|one|two|a|b|c"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	res, _ := Read(context.Background(), "x", data)
	l := res.Pages[0].Lines
	if l[1].Style != "Heading1" || l[7].Row != 1 || l[7].Cell != 1 || l[8].Row != 2 || l[8].Cell != 0 {
		t.Errorf("styles and cells %+v", l)
	}
}

// TestWordNumbers counts the paragraphs that Word numbers itself, by style and
// by mark, with sub-items, a list that begins anew, and bullets.
func TestWordNumbers(t *testing.T) {
	lists := `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>` +
		`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`
	styles := `<w:style w:styleId="ParaNo"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="ParaNoSmall"><w:basedOn w:val="ParaNo"/></w:style>`
	item := func(list, lvl, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + lvl + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r>` + run(text) + "</w:r></w:p>"
	}
	body := para("ParaNo", run("SAMPLE one")) + para("ParaNoSmall", run("two")) + item("1", "1", "a") + item("1", "2", "i") + item("1", "2", "ii") + item("1", "1", "b") +
		para("ParaNo", run("three")) + item("1", "1", "a again") + item("2", "0", "dot") + item("0", "0", "none") + item("3", "0", "anew") + para("ParaNo", run("on"))
	data := hostile.DOCX(hostile.Part{Name: "word/document.xml", Data: wordXML("document", "<w:body>"+body+"</w:body>")},
		hostile.Part{Name: "word/numbering.xml", Data: wordXML("numbering", lists)}, hostile.Part{Name: "word/styles.xml", Data: wordXML("styles", styles)})
	want := "5. SAMPLE one|6. two|(a) a|(i) i|(ii) ii|(b) b|7. three|(a) a again|• dot|none|1. anew|2. on"
	if got := linesOf(t, data); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for n, want := range map[int]string{4: "IV", 9: "IX", 1994: "MCMXCIV"} {
		if got := roman(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}

// TestWordNotes reads foot- and endnotes behind the text, under the numbers
// that they are printed with, and raises their marks.
func TestWordNotes(t *testing.T) {
	body := para("", run("SAMPLE text")+`<w:footnoteReference w:id="7"/>`+run(" goes on")+`<w:endnoteReference w:id="3"/>`) + para("", run("more")+`<w:footnoteReference w:id="2"/>`)
	notes := `<w:footnote w:id="-1">` + para("", run("separator")) + `</w:footnote><w:footnote w:id="7">` + para("", run("SAMPLE first")) + para("", run("goes on")) +
		`</w:footnote><w:footnote w:id="2">` + para("", run("second")) + `</w:footnote>`
	data := hostile.DOCX(hostile.Part{Name: "word/document.xml", Data: wordXML("document", "<w:body>"+body+"</w:body>")},
		hostile.Part{Name: "word/footnotes.xml", Data: wordXML("footnotes", notes)},
		hostile.Part{Name: "word/endnotes.xml", Data: wordXML("endnotes", `<w:endnote w:id="3">`+para("", run("SAMPLE end"))+`</w:endnote>`)})
	if got, want := linesOf(t, data), "SAMPLE text1 goes on1|more2|1 SAMPLE first|goes on|2 second|Notes|1 SAMPLE end"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	res, _ := Read(context.Background(), "x", data)
	l := res.Pages[0].Lines
	if len(l[0].Raised) != 2 || l[0].Raised[0].Start != 11 || l[0].Raised[1].Start != 20 || l[2].Style != "footnote" || l[5].Style != "Heading" {
		t.Errorf("marks and styles %+v", l)
	}
	data = hostile.DOCX(hostile.Part{Name: "word/document.xml", Data: wordXML("document", "<w:body>"+body+"</w:body>")},
		hostile.Part{Name: "word/footnotes.xml", Data: wordXML("footnotes", notes)[:150]})
	if res, err := Read(context.Background(), "x", data); err != nil || len(res.Warnings) != 1 || !strings.HasPrefix(res.Warnings[0], corpus.DamagedFile) {
		t.Errorf("of damaged notes: %q, %v", res.Warnings, err)
	}
}

// TestPlainText reads every way in which text reaches a user.
func TestPlainText(t *testing.T) {
	wide := func(order binary.ByteOrder) []byte {
		var out []byte
		for _, u := range utf16.Encode([]rune("\uFEFF1. SAMPLE é\r\n2. ₂\r\n")) {
			out = order.(binary.AppendByteOrder).AppendUint16(out, u)
		}
		return out
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"unix":               {[]byte("1. SAMPLE\n2. two\n"), "1. SAMPLE|2. two|"},
		"dos":                {[]byte("1. SAMPLE\r\n2. two\r\n"), "1. SAMPLE|2. two|"},
		"old Mac":            {[]byte("1. SAMPLE\r2. two\r"), "1. SAMPLE|2. two|"},
		"utf-8 with a mark":  {[]byte("\xef\xbb\xbf1. SAMPLE é\n"), "1. SAMPLE é|"},
		"utf-16 little":      {wide(binary.LittleEndian), "1. SAMPLE é|2. ₂|"},
		"utf-16 big":         {wide(binary.BigEndian), "1. SAMPLE é|2. ₂|"},
		"windows-1252":       {[]byte("1. SAMPLE \x93quoted\x94 d\xe9j\xe0 \x96\n"), "1. SAMPLE “quoted” déjà –|"},
		"decomposed accents": {[]byte("1. SAMPLE e\u0301\n"), "1. SAMPLE é|"},
		"pages":              {[]byte("one SAMPLE\ftwo"), "one SAMPLE|two"},
		"soft hyphens":       {[]byte("dis\u00adcrim\u200bi\ufb01 SAMPLE"), "discrimifi SAMPLE"},
	} {
		if got := linesOf(t, c.data); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestWebPages reads treaty-body pages: paragraphs, tables, lists, entities;
// scripts, styles and the head of the page are no text.
func TestWebPages(t *testing.T) {
	page := "<!DOCTYPE html><html><head><title>SAMPLE title</title><style>p{}</style></head><body><script>var x</script>" +
		"<h2>C. Principal areas of SAMPLE concern</h2><p>12.&nbsp;The Committee is concerned<br>that&hellip; it.</p>\n<table><tr><td>a</td><td>b</td></tr></table>" +
		"<ol><li>(a) one;<li>(b) two.</ol><p>13. <b>The</b> <i>State</i> party\nshould&#160;act.</p></body></html>"
	want := "C. Principal areas of SAMPLE concern|12. The Committee is concerned|that… it.|a|b|(a) one;|(b) two.|13. The State party should act."
	if got := linesOf(t, []byte(page)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	latin := "<html><meta charset=windows-1252><body><p>SAMPLE d\xe9j\xe0</p></body></html>"
	if got := linesOf(t, []byte(latin)); got != "SAMPLE déjà" {
		t.Errorf("windows-1252: %s", got)
	}
}

// TestFilesOfAWordProcessor reads one text as LibreOffice saves it in both
// formats: characters outside Latin, the result of a link, a table, and, where
// the format tells them, numbers that the program counts.
func TestFilesOfAWordProcessor(t *testing.T) {
	start := "SAMPLE: no United Nations document|1. The Committee considered the report of Examplia – its “second” – at two meetings, déjà vu.|" +
		"2. See the page of it.|Position|Supported|"
	for name, end := range map[string]string{"sample.doc": "Counted by the program.|And this.|Права человека.", "sample.docx": "3. Counted by the program.|4. And this.|Права человека."} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if got := linesOf(t, data); got != start+end {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func FuzzWordFile(f *testing.F) {
	f.Add([]byte(para("Heading1", run("SAMPLE")+`<w:footnoteReference w:id="2"/>`)), []byte(`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`))
	f.Fuzz(func(t *testing.T, body, lists []byte) {
		_, _ = Read(context.Background(), "x", hostile.DOCX(hostile.Part{Name: "word/document.xml", Data: wordXML("document", string(body))},
			hostile.Part{Name: "word/numbering.xml", Data: wordXML("numbering", string(lists))}))
	})
}

func FuzzFilters(f *testing.F) {
	f.Add("LZWDecode", 12, 4, []byte{0x80, 0x0b, 0x60, 0x50})
	f.Add("RunLengthDecode", 2, 9, []byte{2, 1, 2, 3, 250, 7, 128})
	f.Fuzz(func(t *testing.T, filter string, predictor, columns int, data []byte) {
		head := fmt.Sprintf("<</Filter/%s/DecodeParms<</Predictor %d/Columns %d>>>>", filter, predictor, columns)
		decodeStream(parseDict([]byte(head)), data)
	})
}
