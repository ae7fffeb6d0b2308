package check_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"refrain/pipeline/check"
)

// odtDraft makes an OpenDocument text of a body.
func odtDraft(t *testing.T, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(w, "application/vnd.oasis.opendocument.text")
	if w, err = z.Create("content.xml"); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(w, `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>`+body+`</office:text></office:body></office:document-content>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFormats reads one draft in every format: the note, the row of the table
// and the deleted number are understood in each.
func TestFormats(t *testing.T) {
	drafts := map[string]string{
		"draft.odt": string(odtDraft(t, `<text:tracked-changes><text:deletion><text:p>118.77</text:p></text:deletion></text:tracked-changes>
<text:p>Mockland recommended<text:s text:c="2"/>it.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A/HRC/27/9001, para. 118.1.</text:p></text:note-body></text:note> More.</text:p>
<table:table><table:table-row><table:table-cell><text:p>Testovia</text:p></table:table-cell><table:table-cell><text:p>A/HRC/27/9001, para. 118.1<office:annotation><text:p>A/HRC/27/9001, para. 118.99</text:p></office:annotation></text:p></table:table-cell></table:table-row></table:table>`)),
		"draft.html": `<!doctype html><html><head><title>A/HRC/27/9001, para. 118.99</title></head><body><p>Mockland recommended it.<a href="#n1"><sup>1</sup></a> More <del>A/HRC/27/9001, para. 118.77</del>.</p>
<table><tr><td>Testovia</td><td>A/HRC/27/9001, para. 118.1</td></tr></table><p id="n1"><a href="#r1">1</a> A/HRC/27/9001, para. 118.1.</p></body></html>`,
		"draft.md":  "Mockland recommended it.[^a] More.\n\n| By | Where |\n|---|---|\n| Testovia | A/HRC/27/9001, para. 118.1 |\n\n[^a]: A/HRC/27/9001, para. 118.1.\n",
		"draft.txt": "Mockland recommended it.(1) More of Testovia (A/HRC/27/9001, para. 118.1).\n\n(1) A/HRC/27/9001, para. 118.1.\n",
	}
	k := &check.Checker{Shelf: fixture(), States: world}
	for name, text := range drafts {
		d, err := check.Read(name, []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r, err := k.Check(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		var wrong []string
		for _, f := range r.Findings {
			if f.Result == check.Wrong {
				wrong = append(wrong, f.Text)
			}
		}
		want := "Mockland Testovia"
		if name == "draft.txt" {
			want = "Mockland"
		}
		if got := strings.Join(wrong, " "); got != want {
			t.Errorf("%s: wrong are %q, want %q", name, got, want)
		}
	}
	for data, want := range map[string]string{`{\rtf1 A/HRC/27/9001}`: "RTF", "%PDF-1.7": "PDF", "PK\x03\x04nothing": "damaged", "\xd0\xcf\x11\xe0\xa1": "(.doc)", " ": "empty"} {
		if _, err := check.Read("draft", []byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", data, err)
		}
	}
}
