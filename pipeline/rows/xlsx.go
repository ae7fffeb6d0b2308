package rows

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook: what it may unpack to, and what of it is held in memory
// rather than in a temporary file.
const (
	maxUnpacked  = 4 << 30
	maxInMemory  = 16 << 20
	maxCellChars = 32767
)

// readXLSX reads the first sheet that has rows, row by row.
func readXLSX(f *File, yield func(Row) bool) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Error{fmt.Sprintf("reading the workbook stopped: %.120v", r), "open it in a spreadsheet program and save it as CSV (UTF-8)"}
		}
	}()
	x, err := excelize.OpenFile(f.Path, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory})
	if err != nil {
		if strings.Contains(err.Error(), "<document>") {
			return &Error{"it is a Word document, not rows", "read documents with `refrain ingest`"}
		}
		return &Error{fmt.Sprintf("it is no Excel workbook: %.120v", err), "open it in a spreadsheet program and save it as XLSX or CSV (UTF-8)"}
	}
	defer x.Close()
	for _, sheet := range x.GetSheetList() {
		n, err := readSheet(x, sheet, yield)
		if err != nil || n > 0 {
			return err
		}
	}
	return &Error{"no sheet of the workbook has rows", "name a workbook whose sheet has a header row and rows"}
}

// readSheet reads one sheet and returns how many rows it had. Lines above the
// header, such as a title, have a single cell.
func readSheet(x *excelize.File, sheet string, yield func(Row) bool) (int, error) {
	rows, err := x.Rows(sheet)
	if err != nil {
		return 0, &Error{fmt.Sprintf("sheet %q cannot be read: %.120v", sheet, err), "save the workbook again in a spreadsheet program"}
	}
	defer rows.Close()
	t := &table{yield: yield}
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return t.n, &Error{fmt.Sprintf("sheet %q, row %d: %.120v", sheet, t.n+1, err), "save the workbook again in a spreadsheet program"}
		}
		if !t.add(cells) {
			return t.n, nil
		}
	}
	if err := rows.Error(); err != nil {
		return t.n, &Error{fmt.Sprintf("sheet %q, after row %d: %.120v", sheet, t.n, err), "save the workbook again in a spreadsheet program"}
	}
	return t.n, nil
}

// table turns the lines of a sheet into rows: the first line with two cells or
// more is the header.
type table struct {
	names []string
	n     int
	yield func(Row) bool
}

// add takes one line; it returns false when no more are wanted.
func (t *table) add(cells []string) bool {
	filled := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			filled++
		}
	}
	if t.names == nil {
		if filled > 1 {
			for _, c := range cells {
				t.names = append(t.names, strings.TrimSpace(c))
			}
		}
		return true
	}
	if filled == 0 {
		return true
	}
	t.n++
	r := Row{Number: t.n, Names: t.names}
	for i := range t.names {
		var v []string
		if i < len(cells) && cells[i] != "" {
			v = []string{cells[i]}
			if len([]rune(cells[i])) == maxCellChars {
				r.Problem = fmt.Sprintf("column %q is as long as a cell can be: its text was cut off when the sheet was saved", t.names[i])
			}
		}
		r.Values = append(r.Values, v)
	}
	if r.Problem != "" {
		r.Values = nil
	}
	return t.yield(r)
}
