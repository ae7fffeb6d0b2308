package report

import (
	"fmt"

	"refrain/corpus/cite"
	"refrain/pipeline/report/word"
)

// shade is the background of a cell of the grid; the sign says the same.
var shade = map[Fill]string{Confirmed: "B7DDB0", Unreviewed: "FFE7A8", ToVerify: "FFF6DC", None: "", NotSearched: "E4E4E4"}

// fillOrder lists the fills for legends.
var fillOrder = []Fill{Confirmed, Unreviewed, ToVerify, None, NotSearched}

// gridEvents is the most columns of events that fit on a sheet.
const gridEvents = 13

// gridBlocks is the grid of items and review events as shaded tables with
// numbers; more events than fit on a sheet go on in a further table.
func (r *Report) gridBlocks() []word.Block {
	if len(r.Events) == 0 {
		return nil
	}
	out := []word.Block{word.Paragraph{Style: word.Heading1, Runs: []word.Run{{Text: "The grid"}}}, r.legend()}
	for from := 0; from < len(r.Events); from += gridEvents {
		out = append(out, r.gridTable(from, min(from+gridEvents, len(r.Events))))
	}
	return out
}

// legend explains signs and numbers.
func (r *Report) legend() word.Paragraph {
	p := word.Paragraph{Style: word.Small}
	for _, f := range fillOrder {
		p.Runs = append(p.Runs, word.Run{Text: sign[f], Style: word.Sign}, word.Run{Text: " " + meaning[f] + "   "})
	}
	text := "In a cell: passages, and below them the recommending States or the bodies. Stakeholders enter no verdict."
	if r.letterLine() >= 0 {
		text += " The heavy line stands at the letter’s date."
	}
	p.Runs = append(p.Runs, word.Run{Text: "\n" + text})
	return p
}

func (r *Report) gridTable(from, to int) word.Table {
	n := to - from
	width := min(1300, 10200/n)
	t := word.Table{Widths: []int{listWidth - n*width}, Tight: true, Description: "Items by review event: passages found"}
	head := headRow("Item")
	for i := from; i < to; i++ {
		e := r.Events[i]
		t.Widths = append(t.Widths, width)
		name := e.Name
		if e.When == "same-review" {
			name += "\n(this review)"
		}
		head.Cells = append(head.Cells, word.Cell{Fill: "F2F2F2", Thick: i == r.letterLine(),
			Paragraphs: []word.Paragraph{{Style: word.Small, Centred: true, Runs: []word.Run{{Text: name, Bold: true}}}}})
	}
	t.Rows = []word.Row{head}
	heading := ""
	for _, c := range r.Concerns {
		if h := headWord(c.Item); h != heading {
			heading = h
			t.Rows = append(t.Rows, word.Row{Cells: []word.Cell{{Span: n + 1, Fill: "C6D9F1",
				Paragraphs: []word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: h, Bold: true, Italic: true}}}}}}})
		}
		row := word.Row{Cells: []word.Cell{{Paragraphs: []word.Paragraph{{Style: word.Small,
			Runs: []word.Run{{Text: c.Number + ". " + shortText(c.Item.Text), To: "item " + c.Number}}}}}}}
		for i := from; i < to; i++ {
			row.Cells = append(row.Cells, gridCell(c.Cells[i], i == r.letterLine()))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func gridCell(c Cell, thick bool) word.Cell {
	p := word.Paragraph{Style: word.Small, Centred: true, Runs: []word.Run{{Text: sign[c.Fill], Style: word.Sign}}}
	if c.Passages > 0 {
		p.Runs = append(p.Runs, word.Run{Text: fmt.Sprintf(" %d", c.Passages), Bold: true})
		if s := cellBy(c); s != "" {
			p.Runs = append(p.Runs, word.Run{Text: "\n" + s})
		}
	}
	return word.Cell{Fill: shade[c.Fill], Thick: thick, Paragraphs: []word.Paragraph{p}}
}

// cellBy says who stands behind a cell: how many States, or which bodies.
func cellBy(c Cell) string {
	switch {
	case len(c.States) > 0:
		return quantity(len(c.States), "State")
	case len(c.Bodies) > 3:
		return quantityOf(len(c.Bodies), "body", "bodies")
	}
	return cite.List(c.Bodies)
}

func quantityOf(n int, one, many string) string { return fmt.Sprintf("%d %s", n, plural(n, one, many)) }
