package report

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// readme writes the first sheet: what the file is, what was searched, how to
// decide, and what the columns mean.
func (b *workbook) readme() {
	r, row := b.r, 0
	line := func(style string, cells ...string) {
		row++
		for i, c := range cells {
			b.put(sheetReadme, i+1, row, c)
		}
		if style != "" {
			b.check(b.SetCellStyle(sheetReadme, cell(1, row), cell(1, row), b.styles[style]))
		}
	}
	wide := func(style, text string) {
		line(style, text)
		b.check(b.MergeCell(sheetReadme, cell(1, row), cell(3, row)))
		b.check(b.SetRowHeight(sheetReadme, row, float64(16*(1+len(text)/110))))
	}
	for i, width := range []float64{24, 28, 70} {
		letter, err := excelize.ColumnNumberToName(i + 1)
		b.check(err)
		b.check(b.SetColWidth(sheetReadme, letter, letter, width))
		b.check(b.SetColStyle(sheetReadme, letter, b.styles["wrap"]))
	}
	b.printing(sheetReadme)
	line("title", r.title())
	b.check(b.MergeCell(sheetReadme, "A1", "C1"))
	b.check(b.SetRowHeight(sheetReadme, 1, 42))
	if r.Sample {
		wide("notice", "SAMPLE: invented States, invented text.")
	}
	wide("notice", Notice+" "+r.confirmed()+" "+Disclaimer)
	for _, f := range r.facts() {
		line("bold", f[0], "", f[1])
		b.fit(sheetReadme, []column{{}, {}, {width: 70}}, row, []any{1, 1, f[1]})
	}
	line("")
	line("bold", "How to decide")
	wide("wrap", "Read the passage in its document (the citation opens it), choose a word in the column Decision of the sheet Links, and add a note if you like. "+
		"Sort and filter as you wish; rows and columns may be deleted, but for Decision and Link id.")
	wide("wrap", "refrain review --import FILE.xlsx takes the decisions into the workspace. "+
		"refrain report … -o FILE.xlsx over this file makes it again and keeps your columns, those that you added, and decisions not yet taken.")
	line("")
	line("bold", "Signs of the grid")
	for _, f := range fillOrder {
		line("", "", sign[f], meaning[f])
	}
	line("")
	line("bold", "Sheet", "Column", "Meaning")
	for _, s := range []struct {
		name string
		cols []column
	}{{sheetItems, itemColumns}, {sheetLinks, linkColumns}, {sheetDocuments, documentColumns}, {sheetCoverage, coverageColumns}} {
		for _, c := range s.cols {
			line("", s.name, c.name, c.meaning)
		}
	}
}

// items writes a row for each item; writers' columns come from the earlier file.
func (b *workbook) items() {
	cols := append(append([]column(nil), itemColumns...), b.kept.items.extra()...)
	b.head(sheetItems, cols)
	for i, c := range b.r.Concerns {
		read, all := c.reviewed()
		id := itemID(c.Item)
		values := []any{c.Number, strings.Join(c.Item.Headings, " › "), c.Item.Text, c.Verdict, "", "", "", c.Sentence, c.Footnote,
			strings.Join(c.Notes, "\n"), all, read, strings.Join(b.r.Names(c.States), "; "), c.Item.Cite, id}
		for k, col := range cols {
			if k == len(values) {
				values = append(values, "")
			}
			if col.writer {
				values[k] = b.kept.items.take(id, col.name)
			}
			b.put(sheetItems, k+1, i+2, values[k])
		}
		b.fit(sheetItems, cols, i+2, values)
	}
	b.table(sheetItems, len(cols), len(b.r.Concerns))
	b.printColumns(sheetItems, "Proposed recommendation", cols, len(b.r.Concerns)+1)
}

// links writes a row for each link that is shown or judged.
func (b *workbook) links() {
	cols := append(append([]column(nil), linkColumns...), b.kept.links.extra()...)
	b.head(sheetLinks, cols)
	row := 1
	for i := range b.r.Concerns {
		c := &b.r.Concerns[i]
		for _, l := range c.allWithRefused() {
			row++
			b.link(cols, row, c, l)
		}
	}
	b.table(sheetLinks, len(cols), row-1)
	b.printColumns(sheetLinks, "Relation", cols, row)
	if row == 1 {
		return
	}
	at := func(name string) string {
		for i, c := range cols {
			if c.name == name {
				letter, _ := excelize.ColumnNumberToName(i + 1)
				return letter
			}
		}
		return "A"
	}
	decision := at("Decision")
	list := excelize.NewDataValidation(true)
	list.Sqref = fmt.Sprintf("%s2:%s%d", decision, decision, row)
	b.check(list.SetDropList([]string{decisionWords[2], decisionWords[1], decisionWords[0], undecided}))
	list.SetError(excelize.DataValidationErrorStyleStop, "Decision", "Choose a word of the list, or leave the cell empty.")
	b.check(b.AddDataValidation(sheetLinks, list))
	b.reviewColours("$"+decision+"2", fmt.Sprintf("%s2:%s%d", at("Citation"), at("Reader"), row))
}

// groupedLink is a link with the title of its group.
type groupedLink struct {
	match.Link
	group   string
	counted bool
}

// allWithRefused lists the links of a concern in the order of its groups, and
// last those of which a reader said that they are none.
func (c *Concern) allWithRefused() []groupedLink {
	var out []groupedLink
	for _, g := range c.Groups() {
		for _, l := range g.Links {
			out = append(out, groupedLink{l, g.Title, g.Counted})
		}
	}
	for _, it := range c.in.in.Items {
		if it.Item.ID != c.Item.ID || it.Number != c.Number {
			continue
		}
		for _, l := range it.Links {
			if l.Reviewed != nil && l.Reviewed.Grade == 0 {
				out = append(out, groupedLink{l, "Neither, said a reader", false})
			}
		}
	}
	return out
}

func (b *workbook) link(cols []column, row int, c *Concern, l groupedLink) {
	p, id := l.Passage, linkID(c.Item, l.Link)
	by := strings.Join(p.ByPrinted, "; ")
	if len(p.SpeaksFor) > 0 {
		by = strings.Join(p.SpeaksFor, "; ")
	}
	var decision, note, reader, year, probability any = "", "", "", "", ""
	stored := storedDecision(l.Link)
	if l.Reviewed != nil {
		decision, note, reader = decisionWords[l.Reviewed.Grade], l.Reviewed.Note, l.Reviewed.By
	}
	if k := b.kept.links; k.changed(id, stored) {
		decision, note, reader = k.take(id, "Decision"), k.take(id, "Note"), k.take(id, "Reader")
	} else if n := k.take(id, "Note"); n != "" {
		note = n
	}
	if p.Year > 0 {
		year = p.Year
	}
	if l.Probability != nil {
		probability = *l.Probability
	}
	values := []any{c.Number, c.Item.Text, p.Text, p.Cite, decision, note, reader, string(l.Strength), relationWords[l.Relation], l.group,
		map[bool]string{true: "yes", false: "no"}[l.counted], by, positionShort(p), p.PositionSource, year, string(p.Mechanism),
		strings.Join(l.Why, "; "), l.Rank, probability, c.Item.ID, l.ID, stored, id}
	for i, col := range cols {
		if i == len(values) {
			values = append(values, b.kept.links.take(id, col.name))
		}
		b.put(sheetLinks, i+1, row, values[i])
	}
	b.fit(sheetLinks, cols, row, values)
	if url := cite.Official(p); url != "" && row <= maxLinks {
		b.check(b.SetCellHyperLink(sheetLinks, cell(4, row), url, "External"))
		b.check(b.SetCellStyle(sheetLinks, cell(4, row), cell(4, row), b.styles["link"]))
	}
}

// storedDecision is a judgment as the column "As stored" has it.
func storedDecision(l match.Link) string {
	if l.Reviewed == nil {
		return ""
	}
	return decisionWords[l.Reviewed.Grade] + " – " + l.Reviewed.By
}

// grid writes items by review events, a number of passages in each cell, with
// a scale of colour.
func (b *workbook) grid() {
	cols := []column{{"Item", 6, "", false}, {"Text", 50, "", false}}
	for _, e := range b.r.Events {
		name := e.Name
		if e.When == match.SameReview {
			name += " (this review)"
		}
		cols = append(cols, column{name, 11, "", false})
	}
	b.head(sheetGrid, cols)
	for i, c := range b.r.Concerns {
		b.put(sheetGrid, 1, i+2, c.Number)
		b.put(sheetGrid, 2, i+2, shortText(c.Item.Text))
		b.fit(sheetGrid, cols, i+2, []any{c.Number, shortText(c.Item.Text)})
		for k, ce := range c.Cells {
			at := cell(k+3, i+2)
			if ce.Fill == NotSearched {
				b.put(sheetGrid, k+3, i+2, sign[NotSearched])
			} else {
				b.put(sheetGrid, k+3, i+2, ce.Passages)
			}
			b.check(b.SetCellStyle(sheetGrid, at, at, b.styles[string(ce.Fill)]))
		}
	}
	b.check(b.SetPanes(sheetGrid, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}))
	if n := len(b.r.Concerns); n > 0 && len(b.r.Events) > 0 {
		b.check(b.SetConditionalFormat(sheetGrid, "C2:"+cell(len(cols), n+1), []excelize.ConditionalFormatOptions{
			{Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", MinColor: "#FFFFFF", MaxColor: "#F4B183"}}))
	}
}
