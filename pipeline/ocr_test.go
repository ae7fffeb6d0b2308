package pipeline

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"refrain/corpus"
	"refrain/corpus/realdocs"
	"refrain/pipeline/extract"
)

// onlyLetters drops what a reader cannot misread.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// TestScannedLetter reads the letter to Slovenia of 13 May 2020, seven pages
// of pictures: every item of its annex, in order, under its headings, letter
// by letter.
func TestScannedLetter(t *testing.T) {
	if testing.Short() {
		t.Skip("recognises seven pages")
	}
	root := realdocs.Dir(t)
	ocr, err := extract.FindOCR(context.Background())
	if err != nil {
		t.Skip(err)
	}
	path := filepath.Join(root, "corpus/svn/cycle3/Letter-OHCHR-HC-Slovenia.pdf")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	opt := Options{Reader: here{}}
	if _, o := ReadDocument(context.Background(), opt, path, "letter.pdf", "x", data); o == nil || o.Status != NeedsOCR || !strings.Contains(o.Hint, "--ocr") {
		t.Errorf("without OCR the outcome is %+v", o)
	}
	opt.OCR = ocr
	doc, o := ReadDocument(context.Background(), opt, path, "letter.pdf", "x", data)
	if o != nil {
		t.Fatalf("%+v", o)
	}
	if doc.Key != "hc-letter:SVN:2020-05-13" || doc.Kind != corpus.KindLetter || doc.State != "SVN" || doc.Cycle != 3 || !doc.Machine {
		t.Errorf("read as %s, %s, %s, cycle %d, machine %v", doc.Key, doc.Kind, doc.State, doc.Cycle, doc.Machine)
	}
	f, err := os.Open(filepath.Join(root, "eval/svn-annex.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rd := csv.NewReader(f)
	rd.Comma, rd.LazyQuotes, rd.FieldsPerRecord = '\t', true, -1
	rows, err := rd.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	if len(doc.Passages) != len(rows) {
		t.Fatalf("%d items, want %d", len(doc.Passages), len(rows))
	}
	for i, row := range rows {
		p := doc.Passages[i]
		if p.Para != row[0] {
			t.Errorf("item %s comes as %s", row[0], p.Para)
		}
		want := strings.Join(strings.Fields(row[1]+" "+row[2]+" "+row[3]), " ")
		if got := strings.Join(p.Headings, " "); onlyLetters(got) != onlyLetters(want) {
			t.Errorf("item %s stands under %q, want %q", row[0], got, want)
		}
		if onlyLetters(p.Text) != onlyLetters(row[4]) {
			t.Errorf("item %s:\n got %s\nwant %s", row[0], p.Text, row[4])
		}
		if !p.Machine || !strings.Contains(p.Cite, "OCR") || p.Page == 0 {
			t.Errorf("item %s is cited as %q, page %d, machine %v", row[0], p.Cite, p.Page, p.Machine)
		}
	}
}
