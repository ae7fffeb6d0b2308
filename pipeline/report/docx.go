package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"refrain/pipeline/report/word"
)

// listWidths are the columns of OHCHR's thematic lists of recommendations of
// cycles 3 and 4, in twips; the sheet is A4 landscape with margins of 720.
var listWidths = []int{4435, 1134, 5017, 4592}

// listWidth is the width of the whole table, listMargin that of the margins.
const (
	listWidth  = 15178
	listMargin = 720
)

// writeDOCX writes a Word document: a front page (what was searched, the
// verdicts in numbers, the grid), sentences to paste with footnotes, the items in
// the form of OHCHR's thematic lists, and what was searched.
func writeDOCX(w io.Writer, r *Report, o Options) error {
	d := r.wordDocument("where each concern was raised before", o.Template)
	d.Blocks = append(d.Blocks, r.front()...)
	d.Blocks = append(d.Blocks, r.gridBlocks()...)
	d.Blocks = append(d.Blocks, r.sentenceBlocks()...)
	d.Blocks = append(d.Blocks, r.itemBlocks()...)
	d.Blocks = append(d.Blocks, r.coverageBlocks()...)
	return d.Write(w)
}

// wordDocument is an empty document with what every one carries.
func (r *Report) wordDocument(subject string, t *word.Template) *word.Document {
	made, err := time.Parse(time.DateOnly, r.Date)
	if err != nil {
		made = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	page := []word.Run{{Text: "\tPage "}, {Field: "PAGE", Text: "1"}, {Text: " of "}, {Field: "NUMPAGES", Text: "1"}}
	return &word.Document{Title: r.title(), Subject: subject, Made: made, Landscape: true, Margin: listMargin, Template: t,
		Header: []word.Paragraph{{Style: word.HeaderText, Runs: append([]word.Run{{Text: r.title(), Bold: true}}, page...)}},
		Footer: []word.Paragraph{word.Text(word.FooterText, Notice+" "+r.confirmed()+" "+Disclaimer+"\tRefrain "+r.Version+", "+r.Date)},
		Blocks: []word.Block{word.Text(word.Title, r.title()), word.Text(word.Subtitle, strings.ToUpper(subject[:1])+subject[1:])}}
}

// title is the question's title, marked where it is the sample's.
func (r *Report) title() string {
	if r.Sample {
		return "SAMPLE – " + r.Question.Title
	}
	return r.Question.Title
}

// confirmed says how many links a reader confirmed.
func (r *Report) confirmed() string {
	return fmt.Sprintf("%d of %s confirmed by a reader.", r.Reviewed, quantity(r.Links, "link"))
}

// front is the first page: what this is, what was searched, and the verdicts
// in numbers.
func (r *Report) front() []word.Block {
	notice := word.Paragraph{Style: word.Notice, Runs: []word.Run{{Text: Notice, Bold: true}, {Text: " " + r.confirmed() + " " + Disclaimer}}}
	if r.Sample {
		notice.Runs = append([]word.Run{{Text: "SAMPLE: invented States, invented text. ", Bold: true}}, notice.Runs...)
	}
	facts := word.Table{Widths: []int{3400, listWidth - 3400}, Plain: true, Description: "What was asked and what was searched"}
	lines := r.facts()
	if r.Links > manyLinks {
		lines = append(lines, [2]string{"Quoted here", fmt.Sprintf("of each item’s passages that count at most %d, the surest; the others are cited; the workbook and the web page quote all", fewQuoted)})
	}
	for _, f := range lines {
		facts.Rows = append(facts.Rows, word.Row{Cells: []word.Cell{
			{Paragraphs: []word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: f[0], Bold: true}}}}}, word.Plain(word.Cells, f[1])}})
	}
	return []word.Block{notice, facts}
}

// facts are the lines of the front page: name and value. The README of the
// workbook has the same.
func (r *Report) facts() [][2]string {
	var out [][2]string
	add := func(name, value string) {
		if value != "" {
			out = append(out, [2]string{name, value})
		}
	}
	add("State under review", r.State)
	if r.Question.Date != "" {
		dated := r.Question.Date
		if r.Question.Cycle > 0 {
			dated += fmt.Sprintf(", following the UPR of cycle %d", r.Question.Cycle)
		}
		add("Dated", dated)
	}
	add("Items", fmt.Sprint(len(r.Concerns)))
	for _, f := range r.verdictNumbers() {
		add(f[0], f[1])
	}
	searched := quantity(len(r.Coverage.Documents), "document")
	if n := r.Coverage.Passages; n > 0 {
		searched += fmt.Sprintf(", %s in scope", quantity(n, "passage"))
	}
	add("Searched", searched+" (listed at the end)")
	add("Not searched", missingNames(r))
	add("Made by", "Refrain "+r.Version+" on "+r.Date+", corpus "+r.Coverage.Hash)
	return out
}

// missingNames are the review events whose documents are not here.
func missingNames(r *Report) string {
	var names []string
	for _, e := range r.Coverage.Missing {
		names = append(names, e.Name())
	}
	return strings.Join(names, ", ")
}

// verdictNumbers counts the items by what the documents searched carry.
func (r *Report) verdictNumbers() [][2]string {
	var found, unsure, none int
	for _, c := range r.Concerns {
		switch {
		case len(c.Voices) > 0:
			found++
		case len(c.Unsure) > 0:
			unsure++
		default:
			none++
		}
	}
	when := "Raised before"
	if r.undated() {
		when = "Raised"
	}
	return [][2]string{
		{when, quantity(found, "item")},
		{"To be verified", quantity(unsure, "item") + " for which no link is strong or confirmed"},
		{"No passage found", quantity(none, "item")},
	}
}

// sentenceBlocks are the sentences to paste, each with a footnote of Word's own,
// so that a sentence that is copied takes its note along. They stand outside
// the table of items: LibreOffice 7.4 leaves pages empty where unsplittable
// rows hold footnotes.
func (r *Report) sentenceBlocks() []word.Block {
	out := []word.Block{word.Paragraph{Style: word.Heading1, NewPage: true, Runs: []word.Run{{Text: "Sentences to paste, once the passages are read"}}}}
	heading := ""
	for _, c := range r.Concerns {
		if h := headWord(c.Item); h != heading {
			heading = h
			out = append(out, word.Paragraph{Style: word.Heading2, Runs: []word.Run{{Text: h}}})
		}
		sentence := word.Run{Text: c.Sentence}
		if c.Footnote != "" {
			sentence.Note = []word.Run{{Text: c.Footnote}}
		}
		state := word.Run{Text: " [not reviewed]", Style: word.Unreviewed}
		if n, all := c.reviewed(); n > 0 {
			state = word.Run{Text: fmt.Sprintf(" [%d of %s confirmed]", n, quantity(all, "link")), Style: word.Confirmed}
		} else if all == 0 {
			state.Text = ""
		}
		out = append(out, word.Paragraph{Style: word.Small, KeepNext: true, Runs: []word.Run{{Text: c.Number + ". " + shortText(c.Item.Text), To: "item " + c.Number}, state}},
			word.Paragraph{Runs: []word.Run{sentence}})
	}
	return out
}

// reviewed counts the earlier links that a reader confirmed, and all of them.
func (c *Concern) reviewed() (read, all int) {
	for _, l := range c.Earlier {
		all++
		if confirmed(l) {
			read++
		}
	}
	return read, all
}

// coverageBlocks list the documents searched and those that are missing.
func (r *Report) coverageBlocks() []word.Block {
	docs := word.Table{Widths: []int{6400, 2600, 1600, 1400, 3178}, Description: "Documents searched",
		Rows: []word.Row{headRow("Document", "Kind", "Date", "Passages", "File")}}
	for _, d := range r.Coverage.Documents {
		docs.Rows = append(docs.Rows, textRow(d.CiteAs, string(d.Kind), d.Date, fmt.Sprint(passageCount(d)), d.File))
	}
	out := []word.Block{word.Paragraph{Style: word.Heading1, Runs: []word.Run{{Text: "What was searched"}}}, docs}
	if len(r.Coverage.Missing) > 0 {
		t := word.Table{Widths: []int{3000, listWidth - 3000}, Description: "Review events that took place and are missing", Rows: []word.Row{headRow("Event", "Document")}}
		for _, e := range r.Coverage.Missing {
			t.Rows = append(t.Rows, textRow(e.Name(), MissingNote(e)))
		}
		out = append(out, word.Text(word.Heading2, "Review events that took place and are missing"), t)
	}
	if len(r.Coverage.Cited) > 0 {
		t := word.Table{Widths: []int{5000, listWidth - 5000}, Description: "Concluding observations cited and not stored", Rows: []word.Row{headRow("Symbol", "Cited in")}}
		for _, c := range r.Coverage.Cited {
			t.Rows = append(t.Rows, textRow(c.Symbol, strings.Join(c.By, ", ")))
		}
		out = append(out, word.Text(word.Heading2, "Concluding observations that the documents cite and that are not here"), t)
	}
	return out
}

// headRow is a row of headings that is repeated on every page.
func headRow(cells ...string) word.Row {
	row := word.Row{Header: true}
	for _, c := range cells {
		row.Cells = append(row.Cells, word.Cell{Fill: "F2F2F2", Paragraphs: []word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: c, Bold: true}}}}})
	}
	return row
}

func textRow(cells ...string) word.Row {
	var row word.Row
	for _, c := range cells {
		row.Cells = append(row.Cells, word.Plain(word.Cells, c))
	}
	return row
}
