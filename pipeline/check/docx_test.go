package check_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"refrain/pipeline/check"
)

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// wordDraft makes a Word file of a body, with a footnote, a comment of a person
// and parts that must not change.
func wordDraft(t *testing.T, body string, extra map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml":          `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>`,
		"_rels/.rels":                  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>`,
		"word/document.xml":            `<?xml version="1.0"?><w:document ` + wordNS + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
		"word/footnotes.xml":           `<?xml version="1.0"?><w:footnotes ` + wordNS + `><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A/HRC/27/9001, para. 118.44.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"docProps/custom.bin":          "\x00\x01 left alone",
	}
	for name, data := range extra {
		parts[name] = data
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/footnotes.xml", "word/comments.xml", "docProps/custom.bin"} {
		if data, ok := parts[name]; ok {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.WriteString(w, data)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// wordBody has citations over runs, deleted text, an entity, a tab, a text box
// with its fallback, a drawing, a table and a footnote.
const wordBody = `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Draft</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Testovia recommended it (A/HRC/</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>27/9001, para</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>. 118.44 &amp; more</w:t></w:r></w:ins><w:r><w:t>).</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>See A/HRC/27/9001, para. 118.45, and A/HRC/27/9001, para. 118.46.</w:t><w:tab/><w:t>After</w:t></w:r></w:p>
<w:p><w:r><w:t>Mockland recommended it.</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:drawing><a:p><a:r><a:t>A/HRC/27/9001, para. 118.99</a:t></a:r></a:p></w:drawing></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:hyperlink><w:r><w:t>A/HRC/27/9001, para. 118.47</w:t></w:r></w:hyperlink></w:p></w:tc></w:tr></w:tbl>`

func readZip(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

var (
	oursRE  = regexp.MustCompile(`<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>`)
	seamRE  = regexp.MustCompile(`</w:t></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t xml:space="preserve">`)
	spaceRE = regexp.MustCompile(`<w:t xml:space="preserve">`)
)

// commented checks a Word draft and returns it with comments, and the findings.
func commented(t *testing.T, data []byte) ([]byte, *check.Report) {
	t.Helper()
	d, err := check.Read("draft.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := (&check.Checker{Shelf: fixture(), States: world}).Check(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.WriteComments(&b, time.Unix(1764000000, 0), false); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), r
}

// TestComments returns the draft itself: the same text in the same runs, the
// findings as comments at their places, every other part byte for byte.
func TestComments(t *testing.T) {
	data := wordDraft(t, wordBody, nil)
	out, r := commented(t, data)
	was, is := readZip(t, data), readZip(t, out)
	for name, text := range was {
		if !strings.HasPrefix(name, "word/document") && !strings.HasPrefix(name, "word/_rels") && name != "[Content_Types].xml" && is[name] != text {
			t.Errorf("%s was changed", name)
		}
	}
	var texts []string
	for _, f := range r.Findings {
		if f.Result == check.Wrong {
			texts = append(texts, f.Text)
		}
	}
	want := "A/HRC/27/9001, para. 118.44 | A/HRC/27/9001, para. 118.45 | A/HRC/27/9001, para. 118.46 | A/HRC/27/9001, para. 118.47 | A/HRC/27/9001, para. 118.44"
	if got := strings.Join(texts, " | "); got != want {
		t.Errorf("findings\n got %s\nwant %s", got, want)
	}
	doc := is["word/document.xml"]
	if n := strings.Count(doc, "<w:commentReference"); n != strings.Count(is["word/comments.xml"], "<w:comment ") || n < 5 {
		t.Errorf("%d references", n)
	}
	for name, text := range is {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			if err := wellFormed(text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	// Without our marks and seams the part is what it was.
	bare := spaceRE.ReplaceAllString(seamRE.ReplaceAllString(oursRE.ReplaceAllString(doc, ""), ""), "<w:t>")
	if old := spaceRE.ReplaceAllString(was["word/document.xml"], "<w:t>"); bare != old {
		t.Errorf("the text was changed:\n%s\n%s", bare, old)
	}
	if !strings.Contains(doc, `<w:commentRangeStart w:id="`) || !strings.Contains(is["[Content_Types].xml"], "comments+xml") || !strings.Contains(is["word/_rels/document.xml.rels"], `Id="rId8"`) {
		t.Error("the comments are not joined to the document")
	}
	again, _ := commented(t, data)
	if !bytes.Equal(again, out) {
		t.Error("two runs give other bytes")
	}
}

// TestCommentsKept leaves a person's comments in place.
func TestCommentsKept(t *testing.T) {
	old := `<?xml version="1.0"?><w:comments ` + wordNS + `><w:comment w:author="A Person" w:id="4"><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:comment></w:comments>`
	out, _ := commented(t, wordDraft(t, wordBody, map[string]string{"word/comments.xml": old}))
	got := readZip(t, out)["word/comments.xml"]
	if !strings.Contains(got, "Mine") || !strings.Contains(got, `w:id="5" w:author="Refrain"`) || wellFormed(got) != nil {
		t.Errorf("comments %s", got)
	}
}

func wellFormed(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestLibreOffice opens a checked draft without repair.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed:", err)
	}
	if testing.Short() {
		t.Skip("short")
	}
	dir := t.TempDir()
	out, _ := commented(t, wordDraft(t, wordBody, nil))
	files := map[string][]byte{"made": out}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "odt", "--outdir", dir}
	for name, data := range files {
		path := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if msg, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, msg)
	}
	for name, data := range files {
		odt, err := os.ReadFile(filepath.Join(dir, name+".odt"))
		if err != nil {
			t.Fatal(name, err)
		}
		content := readZip(t, odt)["content.xml"]
		n := strings.Count(readZip(t, data)["word/comments.xml"], "<w:comment ")
		if got := strings.Count(content, "<office:annotation "); got != n || n == 0 {
			t.Errorf("%s: LibreOffice reads %d comments of %d", name, got, n)
		}
	}
}

// FuzzComments puts comments into any body that is well formed: the result is
// well formed, and without our marks it is the body again.
func FuzzComments(f *testing.F) {
	f.Add(wordBody)
	f.Add(`<w:p><w:r><w:t>Testovia recommended A/HRC/27/9001, para. 118.1 </w:t><w:br/><w:t>&#65;/HRC/27/9001, para. 118.9</w:t></w:r></w:p>`)
	f.Add(`<w:p><w:r><w:t><![CDATA[A/HRC/27/9001, para. 118.9]]></w:t></w:r><w:r/><w:r><w:t/></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		data := wordDraft(t, body, nil)
		if wellFormed(readZip(t, data)["word/document.xml"]) != nil {
			return
		}
		d, err := check.Read("draft.docx", data)
		if err != nil {
			return
		}
		r, err := (&check.Checker{Shelf: fixture(), States: world}).Check(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := r.WriteComments(&b, time.Unix(0, 0), true); err != nil {
			t.Fatal(err)
		}
		is := readZip(t, b.Bytes())
		for _, name := range []string{"word/document.xml", "word/comments.xml"} {
			if err := wellFormed(is[name]); err != nil && is[name] != "" {
				t.Fatalf("%s: %v\n%s", name, err, is[name])
			}
		}
	})
}
