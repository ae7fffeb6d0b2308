package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/corpus/cite"
	"refrain/pipeline/match"
	"refrain/pipeline/report/word"
)

// rowLines is about how many lines of the fourth column go into one row; what
// is more goes on in a further row, so that rows stay whole and pages fill. A
// line of the column holds about lineChars characters, a page pageLines.
const (
	rowLines  = 12
	pageLines = 44
	lineChars = 58
)

// A report with more than manyLinks links prints fewQuoted passages of a group
// whole and cites the others; a table ends with the item that makes it longer
// than tableRows rows. LibreOffice 7.4 took more than ten minutes to lay out one
// table of 6,000 passages.
const (
	manyLinks = 600
	fewQuoted = 5
	tableRows = 60
)

// itemBlocks are the items in the form of OHCHR's thematic lists, with the
// earlier passages in the fourth column.
func (r *Report) itemBlocks() []word.Block {
	out := []word.Block{word.Paragraph{Style: word.Heading1, NewPage: true, Runs: []word.Run{{Text: "The items"}}}}
	t := r.itemTable()
	theme := "\x00"
	for _, c := range r.Concerns {
		if len(t.Rows) > tableRows {
			out, t = append(out, t), r.itemTable()
		}
		if h := headWord(c.Item); h != theme {
			theme = h
			if h != "" {
				t.Rows = append(t.Rows, themeRow(h))
			}
		}
		t.Rows = append(t.Rows, r.itemRows(c)...)
	}
	return append(out, t)
}

// itemTable is a table of items without any.
func (r *Report) itemTable() word.Table {
	return word.Table{Widths: listWidths, Description: "Items with the passages that raise the same concern",
		Rows: []word.Row{headRow("Item and its source", r.secondColumn(), "What the documents searched carry", r.fourthColumn())}}
}

func (r *Report) secondColumn() string {
	for _, c := range r.Concerns {
		if c.Item.Position != "" {
			return "Position"
		}
	}
	return "Raised in"
}

func (r *Report) fourthColumn() string {
	if r.undated() {
		return "Passages that raise the same concern"
	}
	return "Earlier passages that raise the same concern"
}

func themeRow(theme string) word.Row {
	return word.Row{Cells: []word.Cell{{Span: len(listWidths), Fill: "C6D9F1", Paragraphs: []word.Paragraph{word.Text(word.Theme, "Theme: "+theme)}}}}
}

// itemRows are the rows of one item: the first with all columns, further ones
// with passages that do not fit on its page.
func (r *Report) itemRows(c Concern) []word.Row {
	item, said := itemParagraphs(c), saidParagraphs(c)
	var rows []word.Row
	for i, ps := range chunk(passageParagraphs(c), max(rowLines, height(item), height(said))) {
		row := word.Row{Cells: []word.Cell{{Paragraphs: item}, {Paragraphs: raisedParagraphs(c)}, {Paragraphs: said}, {Paragraphs: ps}}}
		if i > 0 {
			row.Cells = []word.Cell{word.Plain(word.Small, c.Number+". (continued)"), {}, {}, {Paragraphs: ps}}
		}
		for _, cell := range row.Cells {
			row.Splits = row.Splits || height(cell.Paragraphs) > pageLines
		}
		rows = append(rows, row)
	}
	return rows
}

// itemParagraphs are the first column: the item and where it stands.
func itemParagraphs(c Concern) []word.Paragraph {
	p := c.Item
	out := []word.Paragraph{{Style: word.Cells, Bookmark: "item " + c.Number, Runs: []word.Run{{Text: c.Number + ". ", Bold: true}, {Text: p.Text}}}}
	if p.PositionSource != "" {
		out = append(out, labelled("Source of Position: ", p.PositionSource))
	}
	if p.Cite != "" && p.Key != "" {
		out = append(out, word.Paragraph{Style: word.Small, Runs: []word.Run{{Text: "Source: ", Bold: true}, {Text: p.Cite, URL: cite.Official(p)}}})
	}
	return out
}

func labelled(name, text string) word.Paragraph {
	return word.Paragraph{Style: word.Small, Runs: []word.Run{{Text: name, Bold: true}, {Text: text}}}
}

// raisedParagraphs are the second column: the item's own position, and the
// events in which a passage was found.
func raisedParagraphs(c Concern) []word.Paragraph {
	var out []word.Paragraph
	if c.Item.Position != "" {
		out = append(out, word.Text(word.Cells, capital(positionShort(c.Item))))
	}
	for i, e := range c.in.Events {
		if cell := c.Cells[i]; cell.Passages > 0 && e.When == match.Earlier {
			out = append(out, word.Paragraph{Style: word.Small, Runs: []word.Run{{Text: e.Name + "\n"}, {Text: sign[cell.Fill], Style: word.Sign}, {Text: fmt.Sprintf(" %d", cell.Passages), Bold: true}}})
		}
	}
	if len(out) == 0 {
		out = append(out, word.Paragraph{Style: word.Small, Runs: []word.Run{{Text: sign[None], Style: word.Sign}, {Text: " none found"}}})
	}
	return out
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// saidParagraphs are the third column: the verdict, what was noted beside, and
// the themes.
func saidParagraphs(c Concern) []word.Paragraph {
	out := []word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: c.Verdict, Bold: true}}}}
	for _, n := range c.Notes {
		out = append(out, word.Text(word.Small, n))
	}
	for _, f := range []struct {
		name string
		list []string
	}{{"Themes: ", c.Item.OHCHRThemes}, {"Groups of persons: ", c.Item.Persons}, {"SDGs: ", c.Item.SDGs}, {"Themes as the program reads it: ", c.Item.Themes}} {
		if len(f.list) > 0 {
			out = append(out, labelled(f.name, strings.Join(f.list, "; ")))
		}
	}
	return out
}

// passageParagraphs are the fourth column, a group of paragraphs a passage.
func passageParagraphs(c Concern) [][]word.Paragraph {
	var out [][]word.Paragraph
	for _, g := range c.Groups() {
		switch {
		case g.Counted || !g.Fold:
			out = append(out, c.wholeGroup(g)...)
		case len(c.Possible) > 0 && g.Links[0].ID == c.Possible[0].ID:
			out = append(out, []word.Paragraph{word.Text(word.Small, quantity(len(g.Links), "possible link")+" to be checked by a reader: in the workbook and the web page.")})
		default:
			out = append(out, []word.Paragraph{labelled(g.Title+": ", citeAll(passagesOf(g.Links))+".")})
		}
	}
	if len(out) == 0 {
		out = [][]word.Paragraph{{word.Text(word.Small, "None found.")}}
	}
	return out
}

// wholeGroup prints the passages of a group, under its title where they do not
// count.
func (c *Concern) wholeGroup(g Group) [][]word.Paragraph {
	var out [][]word.Paragraph
	whole, cited := c.quoted(g.Links)
	for i, l := range whole {
		ps := linkParagraphs(l)
		if i == 0 && !g.Counted {
			ps = append([]word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: g.Title + ", not counted:", Bold: true}}}}, ps...)
		}
		out = append(out, ps)
	}
	if len(cited) > 0 {
		out = append(out, []word.Paragraph{labelled(fmt.Sprintf("And %d more: ", len(cited)), citeAll(passagesOf(cited))+".")})
	}
	return out
}

// quoted parts links into those that are printed whole, the confirmed and the
// surest first, and those that are only cited; both stay in their order.
func (c *Concern) quoted(links []match.Link) (whole, cited []match.Link) {
	if c.in.Links <= manyLinks || len(links) <= fewQuoted {
		return links, nil
	}
	order := slices.Clone(links)
	slices.SortStableFunc(order, func(a, b match.Link) int {
		if x, y := confirmed(a), confirmed(b); x != y {
			return map[bool]int{true: -1, false: 1}[x]
		}
		return cmp.Compare(a.Rank, b.Rank)
	})
	first := map[string]bool{}
	for _, l := range order[:fewQuoted] {
		first[l.ID] = true
	}
	for _, l := range links {
		if first[l.ID] {
			whole = append(whole, l)
		} else {
			cited = append(cited, l)
		}
	}
	return whole, cited
}

// linkParagraphs are one passage: citation with its state of review, the words, the
// position and how the program saw it.
func linkParagraphs(l match.Link) []word.Paragraph {
	p := l.Passage
	facts := []string{}
	if p.Position != "" {
		facts = append(facts, "Position: "+positionWords(p))
	}
	if len(p.SpeaksFor) > 0 {
		facts = append(facts, "Reported from "+cite.List(p.SpeaksFor))
	}
	if len(p.Source) > 0 {
		facts = append(facts, "Source: "+strings.Join(p.Source, "; "))
	}
	facts = append(facts, string(l.Strength)+", "+relationWords[l.Relation])
	head := word.Paragraph{Style: word.Cells, Runs: []word.Run{{Text: p.Cite, URL: cite.Official(p)}, {Text: "  "}}}
	if confirmed(l) {
		head.Runs = append(head.Runs, word.Run{Text: sign[Confirmed], Style: word.Sign}, word.Run{Text: " confirmed by a reader", Style: word.Confirmed})
	} else {
		state := " not reviewed"
		if Disputed(l) {
			state = " readers differ"
		}
		head.Runs = append(head.Runs, word.Run{Text: sign[Unreviewed], Style: word.Sign}, word.Run{Text: state, Style: word.Unreviewed})
	}
	return []word.Paragraph{head, word.Text(word.Cells, "“"+p.Text+"”"), word.Text(word.Small, strings.Join(facts, " · "))}
}

// height is about how many lines paragraphs take in the fourth column.
func height(ps []word.Paragraph) int {
	n := 0
	for _, p := range ps {
		chars := 0
		for _, r := range p.Runs {
			chars += utf8.RuneCountInString(r.Text)
		}
		n += 1 + chars/lineChars
	}
	return n
}

// chunk fills rows with passages, none cut: the first with as many lines as the
// other columns take, the others with rowLines.
func chunk(passages [][]word.Paragraph, room int) [][]word.Paragraph {
	var out [][]word.Paragraph
	var row []word.Paragraph
	lines := 0
	for _, ps := range passages {
		h := height(ps)
		if len(row) > 0 && lines+h > room {
			out, row, lines, room = append(out, row), nil, 0, rowLines
		}
		row, lines = append(row, ps...), lines+h
	}
	return append(out, row)
}
