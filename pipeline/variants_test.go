package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"refrain/corpus/realdocs"
	"refrain/pipeline/extract"
	"refrain/pipeline/layout"
)

// Traces of what must not be left in running text.
var (
	headRE   = regexp.MustCompile(`\bGE\.\s?\d\d-\d|\*\d{7}\*|[\x{E000}-\x{F8FF}]|^Page \d+\b|^A/HRC/ ?\d+/\d+\*?$|^\d{1,3}$`)
	markedRE = regexp.MustCompile(`[a-z]{3,}\d{1,2}\b`)
)

// TestLayoutOfRealReports holds over every Working Group report at hand that
// running heads, job numbers, barcodes and footnote marks are out of the text,
// and that footnotes are found.
func TestLayoutOfRealReports(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every Working Group report")
	}
	files, err := filepath.Glob(filepath.Join(realdocs.Dir(t), "corpus/wg/*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatal("no reports", err)
	}
	blocks, heads, marks, noted := 0, 0, 0, 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		res, err := extract.Read(context.Background(), f, data)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		notes := false
		for _, b := range layout.Blocks(res.Pages) {
			blocks++
			if notes = notes || b.Kind == layout.Footnote; b.Kind == layout.Footnote || b.Page < 3 {
				continue
			}
			if headRE.MatchString(b.Text) {
				heads++
				t.Logf("%s, page %d: a running head in %.80q", filepath.Base(f), b.Page, b.Text)
			}
			if markedRE.MatchString(b.Text) {
				marks++
				t.Logf("%s, page %d: a mark in %.80q", filepath.Base(f), b.Page, b.Text)
			}
		}
		if notes {
			noted++
		}
	}
	t.Logf("%d reports, %d blocks, footnotes in %d; running heads in %d blocks, marks in %d", len(files), blocks, noted, heads, marks)
	if heads > 0 || marks > 2 || noted*2 < len(files) {
		t.Errorf("running heads in %d blocks, marks in %d, footnotes in %d of %d reports", heads, marks, noted, len(files))
	}
}
