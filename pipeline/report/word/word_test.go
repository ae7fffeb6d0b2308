package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"
)

// sample has every kind of block.
func sample() *Document {
	return &Document{Title: "SAMPLE <list>", Made: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Landscape: true, Margin: 720,
		Header: []Paragraph{Text(HeaderText, "SAMPLE header")}, Footer: []Paragraph{{Style: FooterText, Runs: []Run{{Field: "PAGE", Text: "1"}}}},
		Blocks: []Block{Text(Title, "SAMPLE"), Paragraph{Runs: []Run{{Text: "one & two\x01\ttab\nline", Note: []Run{{Text: "See A/HRC/1/9001."}, {Text: "there", URL: "https://example.org/?a=1&b=2"}}}, {Text: "שלום", Style: Unreviewed}}},
			Table{Widths: []int{1000, 2000}, Rows: []Row{{Header: true, Cells: []Cell{Plain(Cells, "a"), Plain(Cells, "b")}}, {Cells: []Cell{{Span: 2, Fill: "C6D9F1"}}}}},
			Paragraph{Bookmark: "item 4", Runs: []Run{{Text: "x", To: "item 4"}, {Text: "y", URL: "https://example.org/#page=1:~:text=a"}}}}}
}

// unzip reads a package and checks that every XML part is well formed.
func unzip(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
		d := xml.NewDecoder(bytes.NewReader(b))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return out
}

func render(t *testing.T, d *Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDocument(t *testing.T) {
	data := render(t, sample())
	if !bytes.Equal(data, render(t, sample())) {
		t.Error("two writes differ")
	}
	parts := unzip(t, data)
	for _, want := range []struct{ part, text string }{
		{"word/document.xml", `<w:tblHeader/>`}, {"word/document.xml", `<w:cantSplit/>`}, {"word/document.xml", `<w:gridSpan w:val="2"/>`},
		{"word/document.xml", `w:w="16838" w:h="11906" w:orient="landscape"`}, {"word/document.xml", `one &amp; two</w:t><w:tab/>`},
		{"word/document.xml", `<w:footnoteReference w:id="2"/>`}, {"word/document.xml", `<w:bookmarkStart w:id="1" w:name="r_item_4"/>`},
		{"word/document.xml", `<w:hyperlink w:anchor="r_item_4"`}, {"word/document.xml", `<w:rtl/>`}, {"word/footnotes.xml", "See A/HRC/1/9001."},
		{"word/_rels/footnotes.xml.rels", "https://example.org/?a=1&amp;b=2"}, {"word/_rels/document.xml.rels", "https://example.org/#page=1:~:text=a"},
		{"word/styles.xml", `w:lang w:val="en-GB"`}, {"word/refrain-header.xml", "SAMPLE header"}, {"docProps/core.xml", "SAMPLE &lt;list&gt;"},
	} {
		if !strings.Contains(parts[want.part], want.text) {
			t.Errorf("%s lacks %s", want.part, want.text)
		}
	}
}

// TestRelationships holds that every relationship leads to a part with a type.
func TestRelationships(t *testing.T) {
	parts := unzip(t, render(t, sample()))
	for name, text := range parts {
		if strings.Count(text, `Target="`) == 0 || !strings.HasSuffix(name, ".rels") {
			continue
		}
		for _, s := range strings.Split(text, `Target="`)[1:] {
			target, rest, _ := strings.Cut(s, `"`)
			if strings.HasPrefix(rest, ` TargetMode="External"`) {
				continue
			}
			dir := ""
			if strings.HasPrefix(name, "word/") {
				dir = "word/"
			}
			if _, ok := parts[dir+target]; !ok {
				t.Errorf("%s names %s, which is not there", name, target)
			}
		}
	}
}

// templateOf makes a template of a user whose Word speaks German: the ids of
// the styles are in German, the names are not.
func templateOf(t *testing.T) []byte {
	parts := []part{
		{"word/document.xml", wordML + "template.main+xml", []byte(xmlHead + `<w:document ` + wordNS + `><w:body><w:p><w:r><w:t>SAMPLE text of the template</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="first" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr></w:body></w:document>`)},
		{"word/_rels/document.xml.rels", "", []byte(relationsPart([]relation{{"rId1", office + "styles", "styles.xml", false}, {"rId7", office + "header", "header1.xml", false}, {"rId9", office + "customXml", "../customXml/item1.xml", false}}))},
		{"word/styles.xml", wordML + "styles+xml", []byte(xmlHead + `<w:styles ` + wordNS + `><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="Heading 1"/></w:style></w:styles>`)},
		{"word/header1.xml", wordML + "header+xml", []byte(xmlHead + `<w:hdr ` + wordNS + `><w:p><w:r><w:t>SAMPLE office</w:t></w:r></w:p></w:hdr>`)},
		{"word/_rels/header1.xml.rels", "", []byte(relationsPart([]relation{{"rId1", office + "image", "media/logo.png", false}}))},
		{"word/media/logo.png", "", []byte("not really a picture")},
		{"customXml/item1.xml", "", []byte("<x/>")},
		{"_rels/.rels", "", []byte(relationsPart([]relation{{"rId1", office + "officeDocument", "word/document.xml", false}}))},
	}
	var b bytes.Buffer
	if err := writeZip(&b, parts, map[string]string{"xml": "application/xml", "rels": "application/vnd.openxmlformats-package.relationships+xml", "png": "image/png"}, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTemplate(t *testing.T) {
	tmpl, err := ReadTemplate(templateOf(t))
	if err != nil {
		t.Fatal(err)
	}
	d := sample()
	d.Template = tmpl
	d.Blocks = append(d.Blocks, Text(Heading1, "SAMPLE heading"))
	data := render(t, d)
	if !bytes.Equal(data, render(t, d)) {
		t.Error("two writes with one template differ")
	}
	parts := unzip(t, data)
	doc := parts["word/document.xml"]
	for _, want := range []string{`<w:pStyle w:val="berschrift1"/>`, `<w:pStyle w:val="Standard"/>`, `<w:headerReference w:type="first" r:id="rId7"/>`, `<w:titlePg/>`} {
		if !strings.Contains(doc, want) {
			t.Errorf("the document lacks %s", want)
		}
	}
	if strings.Contains(doc, "text of the template") || parts["customXml/item1.xml"] != "" {
		t.Error("the template's text came along")
	}
	if parts["word/media/logo.png"] == "" || !strings.Contains(parts["word/header1.xml"], "SAMPLE office") || parts["word/refrain-header.xml"] != "" {
		t.Error("the template's header is not there, or ours is")
	}
	if s := parts["word/styles.xml"]; !strings.Contains(s, `w:styleId="RefrainNotice"`) || strings.Count(s, `w:val="Normal"`) != 1 {
		t.Error("styles: ours are missing, or one stands twice")
	}
	if !strings.Contains(parts["[Content_Types].xml"], "document.main+xml") {
		t.Error("the document is called a template")
	}
}

func TestTemplateThatIsNone(t *testing.T) {
	var empty bytes.Buffer
	if err := writeZip(&empty, nil, nil, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{nil, []byte("PK"), []byte("%PDF-1.4"), empty.Bytes()} {
		if _, err := ReadTemplate(data); err == nil || !strings.Contains(err.Error(), "not a Word document") {
			t.Errorf("%q: %v", data[:min(len(data), 8)], err)
		}
	}
}

func FuzzReadTemplate(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(_ *testing.T, data []byte) { _, _ = ReadTemplate(data) })
}
