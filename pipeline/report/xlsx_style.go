package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// look is one named style of a workbook. Shade and sign together tell cells
// apart.
type look struct {
	name   string
	font   *excelize.Font
	fill   string // RRGGBB
	centre bool
	// format is the number format; "@" is text.
	format string
}

// looks are the styles of a workbook.
var looks = []look{
	{name: "wrap"},
	{name: "writer", fill: "FFFBE6", format: "@"},
	{name: "head", font: &excelize.Font{Bold: true}, fill: "DCE6F1"},
	{name: "link", font: &excelize.Font{Color: "0B4F8A", Underline: "single"}},
	{name: "title", font: &excelize.Font{Bold: true, Size: 16}},
	{name: "bold", font: &excelize.Font{Bold: true}},
	{name: "notice", font: &excelize.Font{Bold: true}, fill: "FFF7DB"},
	{name: string(Confirmed), font: &excelize.Font{Bold: true, Color: "14532D"}, centre: true, format: `0" ●"`},
	{name: string(Unreviewed), font: &excelize.Font{Color: "000000"}, centre: true, format: `0" ◐"`},
	{name: string(ToVerify), font: &excelize.Font{Italic: true, Color: "7A4B00"}, centre: true, format: `0" ◔"`},
	{name: string(None), font: &excelize.Font{Color: "808080"}, centre: true, format: `0;-0;"○"`},
	{name: string(NotSearched), fill: "E4E4E4", centre: true},
}

func (b *workbook) makeStyles() {
	b.styles = map[string]int{}
	for _, l := range looks {
		font := excelize.Font{Size: 10}
		if l.font != nil {
			font = *l.font
		}
		if font.Size == 0 {
			font.Size = 10
		}
		font.Family = "Calibri"
		s := &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Font: &font}
		if l.centre {
			s.Alignment.Horizontal = "center"
		}
		if l.fill != "" {
			s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
		}
		switch l.format {
		case "":
		case "@":
			s.NumFmt = 49
		default:
			s.CustomNumFmt = &l.format
		}
		id, err := b.NewStyle(s)
		b.check(err)
		b.styles[l.name] = id
	}
}

// reviewColours shades the rows of the links by their decision, so that
// unreviewed links look different from confirmed ones while a reader decides.
func (b *workbook) reviewColours(decision, reference string) {
	for _, c := range []struct{ word, fill, font string }{
		{decisionWords[2], "D9EFD4", "14532D"}, {decisionWords[1], "E8EEF7", "1F3864"}, {decisionWords[0], "E4E4E4", "606060"}, {"", "FFF3D6", "7A4B00"},
	} {
		id, err := b.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: c.font}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c.fill}}})
		b.check(err)
		b.check(b.SetConditionalFormat(sheetLinks, reference, []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: "=" + decision + `="` + c.word + `"`, Format: &id}}))
	}
}

// Lines of text in a row: about charsPerWidth characters of 10-point text to a
// unit of column width, lineHeight points to a line, at most mostLines of them.
const (
	charsPerWidth = 1.15
	lineHeight    = 13.2
	mostLines     = 14
)

// fit sets a row's height to its longest cell: not every program does.
func (b *workbook) fit(sheet string, cols []column, row int, values []any) {
	lines := 1
	for i, v := range values {
		text, ok := v.(string)
		if !ok || i >= len(cols) {
			continue
		}
		n := 0
		for _, part := range strings.Split(text, "\n") {
			n += 1 + int(float64(utf8.RuneCountInString(part))/(cols[i].width*charsPerWidth))
		}
		lines = max(lines, n)
	}
	b.check(b.SetRowHeight(sheet, row, float64(lineHeight*float64(min(lines, mostLines)))+3))
}

// printing sets a sheet up to be printed: landscape A4, as wide as the sheet of
// paper, the headings on every page.
func (b *workbook) printing(sheet string) {
	fit, landscape, paper, wide, high := true, "landscape", 9, 1, 0
	b.check(b.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.check(b.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper, FitToWidth: &wide, FitToHeight: &high}))
	b.check(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet}))
	b.check(b.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&8" + strings.ReplaceAll(Notice, "&", "&&") + "&R&8&P / &N"}))
}

// printColumns prints a wide sheet up to a column: with all of them the words
// would be too small to read.
func (b *workbook) printColumns(sheet, last string, cols []column, rows int) {
	for i, c := range cols {
		if c.name == last {
			letter, err := excelize.ColumnNumberToName(i + 1)
			b.check(err)
			b.check(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", sheet, letter, rows), Scope: sheet}))
		}
	}
}
