package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// The sheets of a workbook, in order.
const (
	sheetReadme    = "README"
	sheetItems     = "Items"
	sheetLinks     = "Links"
	sheetGrid      = "Grid"
	sheetDocuments = "Documents"
	sheetCoverage  = "Coverage"
	sheetKept      = "Kept"
)

// maxCell is the most UTF-16 units a cell of a workbook holds, maxLinks the most
// addresses of a sheet; cutMark ends what was longer.
const (
	maxCell  = 32767
	maxLinks = 65000
	cutMark  = " … [cut: the whole text is in the JSON Lines]"
)

// Decision words in the drop-down of the sheet of links, by grade; undecided
// takes an earlier decision back.
var decisionWords = map[int]string{2: "same concern", 1: "related", 0: "neither"}

const undecided = "undecided"

// column is one column of a sheet: its heading, its width in characters, what
// it means, and whether a writer fills it.
type column struct {
	name    string
	width   float64
	meaning string
	writer  bool
}

// itemColumns are the columns of the sheet of items.
var itemColumns = []column{
	{"Item", 6, "the item's number in the annex", false},
	{"Heading", 24, "the heading it stands under", false},
	{"Text", 48, "the item as printed", false},
	{"Verdict", 40, "what the documents searched carry", false},
	{"Our assessment", 36, "yours: kept when the file is made again", true},
	{"Evidence", 36, "yours: kept when the file is made again", true},
	{"Proposed recommendation", 36, "yours: kept when the file is made again", true},
	{"Sentence to paste", 40, "a sentence for a report, once the passages are read", false},
	{"Footnote", 40, "its footnote", false},
	{"Notes", 48, "positions, what was searched without result, what does not count", false},
	{"Earlier links", 8, "links to earlier passages that may count", false},
	{"Confirmed", 10, "those of them that a reader confirmed", false},
	{"States", 30, "recommending States of what enters the verdict, in the order of names", false},
	{"Source", 30, "where the item stands", false},
	{"Item key", 24, "identifies the item by its text; do not change it", false},
}

// linkColumns are the columns of the sheet of links.
var linkColumns = []column{
	{"Item", 6, "the item's number in the annex", false},
	{"Item text", 36, "the item as printed", false},
	{"Passage", 60, "the passage as printed", false},
	{"Citation", 30, "the passage's citation; the link opens the official document", false},
	{"Decision", 14, "yours: same concern, related, neither; undecided takes a decision back", true},
	{"Note", 24, "yours: why", true},
	{"Reader", 14, "who decided", true},
	{"Strength", 10, "strong, likely or possible: how sure the program is", false},
	{"Relation", 18, "how the two agree", false},
	{"Group", 18, "where the report shows it", false},
	{"Counted", 9, "whether it may enter the verdict", false},
	{"Raised by", 24, "recommending States, or the body that speaks", false},
	{"Position", 14, "the State's answer", false},
	{"Position source", 22, "where the answer stands", false},
	{"Year", 7, "of the review", false},
	{"Mechanism", 12, "UPR, the body, OHCHR or stakeholders", false},
	{"Why", 40, "the evidence in words", false},
	{"Rank", 6, "within the item", false},
	{"Probability", 10, "that a reader would call it the same concern", false},
	{"Item id", 22, "identifies the item", false},
	{"Passage id", 22, "identifies the passage", false},
	{"As stored", 16, "the decision in the workspace when this file was made; do not change it", false},
	{"Link id", 36, "identifies the link by its two texts; do not change it", false},
}

// workbook is a file that is being written.
type workbook struct {
	*excelize.File
	r      *Report
	kept   *kept
	styles map[string]int
	err    error
}

// writeXLSX writes a workbook. Where o.Existing holds an earlier one on the
// same question, what its writers filled in is kept.
func writeXLSX(w io.Writer, r *Report, o Options) error {
	k, err := readKept(o.Existing, r)
	if err != nil {
		return err
	}
	b := &workbook{File: excelize.NewFile(), r: r, kept: k}
	defer b.Close()
	b.makeStyles()
	b.check(b.SetSheetName("Sheet1", sheetReadme))
	for _, s := range []struct {
		name string
		fill func()
	}{{sheetItems, b.items}, {sheetLinks, b.links}, {sheetGrid, b.grid}, {sheetDocuments, b.documents}, {sheetCoverage, b.coverage}} {
		_, err := b.NewSheet(s.name)
		b.check(err)
		s.fill()
	}
	b.leftover()
	b.readme()
	b.check(b.SetDocProps(&excelize.DocProperties{Title: r.title(), Creator: "Refrain", Language: "en-GB",
		Description: Notice, Created: r.Date + "T00:00:00Z", Modified: r.Date + "T00:00:00Z"}))
	if b.err != nil {
		return fmt.Errorf("making the workbook: %w", b.err)
	}
	return b.Write(w)
}

func (b *workbook) check(err error) {
	if err != nil && b.err == nil {
		b.err = err
	}
}

// fits cuts text to what a cell holds and leaves out what XML cannot hold.
func fits(s string) string {
	s = visible(strings.ReplaceAll(s, "\t", " "))
	if len(s) <= maxCell {
		return s
	}
	units := utf16.Encode([]rune(s))
	if len(units) <= maxCell {
		return s
	}
	keep := maxCell - len(utf16.Encode([]rune(cutMark)))
	if utf16.IsSurrogate(rune(units[keep-1])) && units[keep-1] < 0xdc00 {
		keep--
	}
	return string(utf16.Decode(units[:keep])) + cutMark
}

// cell is the name of a cell: column and row from 1.
func cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return "A1"
	}
	return name
}

// put writes a value: text stays text, whatever it begins with.
func (b *workbook) put(sheet string, col, row int, v any) {
	at := cell(col, row)
	switch v := v.(type) {
	case int:
		b.check(b.SetCellInt(sheet, at, int64(v)))
	case float64:
		b.check(b.SetCellFloat(sheet, at, v, 3, 64))
	case string:
		if v != "" {
			b.check(b.SetCellStr(sheet, at, fits(v)))
		}
	}
}

// head writes the headings of a sheet, freezes them and sets the widths.
func (b *workbook) head(sheet string, cols []column) {
	for i, c := range cols {
		b.put(sheet, i+1, 1, c.name)
		letter, err := excelize.ColumnNumberToName(i + 1)
		b.check(err)
		b.check(b.SetColWidth(sheet, letter, letter, c.width))
		style := "wrap"
		if c.writer {
			style = "writer"
		}
		b.check(b.SetColStyle(sheet, letter, b.styles[style]))
		b.check(b.SetCellStyle(sheet, cell(i+1, 1), cell(i+1, 1), b.styles["head"]))
	}
	b.printing(sheet)
	b.check(b.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// table makes rows a table with a filter.
func (b *workbook) table(sheet string, cols, rows int) {
	if rows == 0 {
		return
	}
	b.check(b.AddTable(sheet, &excelize.Table{Range: "A1:" + cell(cols, rows+1), Name: "T" + sheet, StyleName: "TableStyleLight1"}))
}

// linkID identifies a link by hashes of its two texts: what judgments hang on.
func linkID(item corpus.Passage, l match.Link) string {
	return corpus.TextHash(item.Text) + "-" + corpus.TextHash(l.Passage.Text)
}

// itemID identifies an item by its text, so that it is known again when its
// number or its list changes.
func itemID(p corpus.Passage) string { return corpus.TextHash(p.Text) }
