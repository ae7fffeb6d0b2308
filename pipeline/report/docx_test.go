package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"refrain/pipeline/match"
)

// parts reads the parts of a written Word document.
func parts(t *testing.T, in Input) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := writeDOCX(&b, Build(in), Options{}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(data)
	}
	return out
}

// TestWord holds the geometry of OHCHR's thematic lists and what a Word
// document says of itself.
func TestWord(t *testing.T) {
	in := fixture()
	in.Items[0].Links[0].Reviewed = &match.Judgment{Grade: 2}
	p := parts(t, in)
	doc := p["word/document.xml"]
	for _, want := range []string{
		`w:w="16838" w:h="11906" w:orient="landscape"`,
		`<w:gridCol w:w="4435"/><w:gridCol w:w="1134"/><w:gridCol w:w="5017"/><w:gridCol w:w="4592"/>`,
		"Theme: Right to life", "not a United Nations document", "1 of 9 links confirmed by a reader.", "SAMPLE: invented States",
		"confirmed by a reader", "not reviewed", "Raised in 2 of the 2 earlier UPR cycles searched (2009, 2014), by 3 States.",
		"Position: supported", "In the review that the letter follows, not counted:", "corpus ",
	} {
		if !strings.Contains(doc, want) {
			t.Errorf("the document lacks %q", want)
		}
	}
	if strings.Contains(doc, "<script>") || !strings.Contains(p["word/footnotes.xml"], "A/HRC/27/9001, paras. 118.1 and 118.2") {
		t.Error("a script, or no footnote")
	}
	if n := strings.Count(doc, "<w:footnoteReference"); n != 4 {
		t.Errorf("%d footnotes for 4 items", n)
	}
}

// TestManyLinks holds that a long report cites what it does not print whole.
func TestManyLinks(t *testing.T) {
	in := fixture()
	for n := range manyLinks {
		l := in.Items[0].Links[n%4]
		l.ID = fmt.Sprintf("%s~%d", l.ID, n)
		in.Items[0].Links = append(in.Items[0].Links, l)
	}
	if doc := parts(t, in)["word/document.xml"]; !strings.Contains(doc, " more: ") {
		t.Error("nothing is cited short")
	}
}
