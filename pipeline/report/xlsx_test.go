package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"refrain/pipeline/match"
)

// workbookOf writes a workbook, over an earlier one where old is not nil.
func workbookOf(t *testing.T, in Input, old []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeXLSX(&b, Build(in), Options{Existing: old}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openBook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func saved(t *testing.T, f *excelize.File) []byte {
	t.Helper()
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// columnOf finds a column of a sheet by its heading, from 1.
func columnOf(t *testing.T, f *excelize.File, sheet, name string) int {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range rows[0] {
		if h == name {
			return i + 1
		}
	}
	t.Fatalf("%s has no column %q: %q", sheet, name, rows[0])
	return 0
}

func set(t *testing.T, f *excelize.File, sheet, column string, row int, v string) {
	t.Helper()
	if err := f.SetCellStr(sheet, cell(columnOf(t, f, sheet, column), row), v); err != nil {
		t.Fatal(err)
	}
}

func cellText(t *testing.T, f *excelize.File, sheet, column string, row int) string {
	t.Helper()
	s, err := f.GetCellValue(sheet, cell(columnOf(t, f, sheet, column), row))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWorkbook(t *testing.T) {
	in := fixture()
	in.Items[0].Item.Text = "=HYPERLINK(\"http://example.org\") \x01 SAMPLE " + strings.Repeat("длинный ", 6000)
	data := workbookOf(t, in, nil)
	if !bytes.Equal(data, workbookOf(t, in, nil)) {
		t.Error("two writes differ")
	}
	f := openBook(t, data)
	if got := strings.Join(f.GetSheetList(), " "); got != "README Items Links Grid Documents Coverage" {
		t.Errorf("sheets %s", got)
	}
	text := cellText(t, f, sheetItems, "Text", 2)
	formula, err := f.GetCellFormula(sheetItems, cell(columnOf(t, f, sheetItems, "Text"), 2))
	if err != nil || formula != "" || !strings.HasPrefix(text, "=HYPERLINK") || !strings.HasSuffix(text, cutMark) {
		t.Errorf("text %.40q…, formula %q, %v", text, formula, err)
	}
	validations, err := f.GetDataValidations(sheetLinks)
	if err != nil || len(validations) != 1 || !strings.Contains(validations[0].Formula1, "same concern,related,neither") {
		t.Errorf("drop-down: %v, %v", validations, err)
	}
	notice, err := f.GetCellValue(sheetReadme, "A3")
	if err != nil || !strings.Contains(notice, "not a United Nations document") || !strings.Contains(notice, "0 of 9 links confirmed") {
		t.Errorf("README says %q, %v", notice, err)
	}
}

// TestWorkbookKeepsWriters holds that a file that is made again keeps writers'
// columns, columns they added, decisions that were not taken in yet, and, on a
// sheet of its own, what stood in rows that are gone.
func TestWorkbookKeepsWriters(t *testing.T) {
	f := openBook(t, workbookOf(t, fixture(), nil))
	set(t, f, sheetItems, "Our assessment", 3, "SAMPLE mine")
	set(t, f, sheetItems, "Evidence", 4, "SAMPLE of an item that goes")
	if err := f.SetCellStr(sheetItems, cell(len(itemColumns)+1, 1), "Priority"); err != nil {
		t.Fatal(err)
	}
	set(t, f, sheetItems, "Priority", 3, "high")
	set(t, f, sheetLinks, "Decision", 2, "related")
	set(t, f, sheetLinks, "Note", 2, "SAMPLE note")
	in := fixture()
	in.Items = append(in.Items[:2], in.Items[3])
	again := openBook(t, workbookOf(t, in, saved(t, f)))
	for _, want := range []struct {
		sheet, column string
		row           int
		text          string
	}{
		{sheetItems, "Our assessment", 3, "SAMPLE mine"}, {sheetItems, "Priority", 3, "high"}, {sheetLinks, "Decision", 2, "related"},
		{sheetLinks, "Note", 2, "SAMPLE note"}, {sheetKept, "Value", 2, "SAMPLE of an item that goes"},
	} {
		if got := cellText(t, again, want.sheet, want.column, want.row); got != want.text {
			t.Errorf("%s, %s: %q, want %q", want.sheet, want.column, got, want.text)
		}
	}
	third := openBook(t, workbookOf(t, in, saved(t, again)))
	if got := cellText(t, third, sheetKept, "Value", 2); got != "SAMPLE of an item that goes" {
		t.Errorf("the third file has lost what the second kept: %q", got)
	}
}

func TestWorkbookOfOtherItems(t *testing.T) {
	in := fixture()
	for i := range in.Items {
		in.Items[i].Item.Text += " other"
	}
	var b bytes.Buffer
	for _, old := range [][]byte{[]byte("not a workbook"), workbookOf(t, in, nil)} {
		if err := writeXLSX(&b, Build(fixture()), Options{Existing: old}); !errors.Is(err, ErrOtherWorkbook) {
			t.Errorf("got %v", err)
		}
	}
}

// TestDecisions holds that decisions are read back whatever was sorted, added
// or deleted.
func TestDecisions(t *testing.T) {
	in := fixture()
	in.Items[0].Links[0].Reviewed = &match.Judgment{Grade: 2, By: "Reader One"}
	f := openBook(t, workbookOf(t, in, nil))
	stored := 0
	for row := 2; row <= 11; row++ {
		if cellText(t, f, sheetLinks, "As stored", row) != "" {
			stored = row
		}
	}
	if stored == 0 {
		t.Fatal("the stored decision is not in the file")
	}
	rows := []int{}
	for row := 2; len(rows) < 3; row++ {
		if row != stored {
			rows = append(rows, row)
		}
	}
	set(t, f, sheetLinks, "Decision", rows[0], " Same concern ")
	set(t, f, sheetLinks, "Reader", rows[0], "Reader Two")
	set(t, f, sheetLinks, "Decision", rows[1], "perhaps")
	set(t, f, sheetLinks, "Decision", rows[2], "undecided")
	want := cellText(t, f, sheetLinks, "Link id", rows[0])
	for _, gone := range []string{"Passage", "Item text", "Why"} {
		letter, err := excelize.ColumnNumberToName(columnOf(t, f, sheetLinks, gone))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.RemoveCol(sheetLinks, letter); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.InsertRows(sheetLinks, 1, 2); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetName(sheetLinks, "My links"); err != nil {
		t.Fatal(err)
	}
	got, bad, err := ReadDecisions(saved(t, f))
	if err != nil || len(got) != 3 || len(bad) != 1 || bad[0].Value != "perhaps" || !strings.HasPrefix(bad[0].Cell, "My links!") {
		t.Fatalf("%+v, %+v, %v", got, bad, err)
	}
	for _, d := range got {
		switch {
		case d.StoredBy != "" && d.Changed():
			t.Errorf("a row that nobody touched is a change: %+v", d)
		case d.StoredBy == "" && d.FromHash+"-"+d.ToHash == want && (d.Grade != 2 || d.Reader != "Reader Two" || !d.Changed()):
			t.Errorf("%+v", d)
		}
	}
}

func FuzzReadDecisions(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(_ *testing.T, data []byte) { _, _, _ = ReadDecisions(data) })
}
