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

// rowLines is the least room that an item's first row has for passages, in
// lines; what is more goes on in rows of its own that use the whole width. A
// line of the fourth column holds about lineChars characters, one across the
// third and fourth wideChars, a page pageLines lines.
const (
	rowLines  = 12
	pageLines = 44
	lineChars = 58
	wideChars = 120
)

// A report with more than manyLinks links prints of what counts fewQuoted
// passages an item whole and cites the others; a table ends with the item that
// makes it longer than tableRows rows. LibreOffice 7.4 took more than ten
// minutes to lay out one table of 6,000 passages.
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

// itemRows are the rows of one item: the first with all columns and as many
// passages as it has room for, then a row a passage.
func (r *Report) itemRows(c Concern) []word.Row {
	item, raised, said := itemParagraphs(c), raisedParagraphs(c), saidParagraphs(c)
	room := max(rowLines, height(item, lineChars), height(said, lineChars), 2*len(raised))
	var beside []word.Paragraph
	entries, used := entriesOf(c), 0
	for len(entries) > 0 {
		ps := entries[0].narrow()
		used += height(ps, lineChars)
		if len(beside) > 0 && used > room {
			break
		}
		beside, entries = append(beside, ps...), entries[1:]
	}
	rows := []word.Row{{Cells: []word.Cell{{Paragraphs: item}, {Paragraphs: raised}, {Paragraphs: said}, {Paragraphs: beside}}}}
	for len(entries) > 0 {
		lists := 1 // citations that follow each other share a row
		for entries[0].link == nil && lists < len(entries) && entries[lists].link == nil {
			lists++
		}
		rows, entries = append(rows, wide(c.Number, entries[:lists])...), entries[lists:]
	}
	for i := range rows {
		for _, cell := range rows[i].Cells {
			chars := lineChars
			if cell.Span > 1 {
				chars = wideChars
			}
			rows[i].Splits = rows[i].Splits || height(cell.Paragraphs, chars) > pageLines
		}
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
	for _, n := range c.Beyond() {
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

// entry is what is said of one passage, or a list of passages that are cited
// and not quoted.
type entry struct {
	// title stands above the first passage of a group that does not count.
	title string
	link  *match.Link
	list  word.Paragraph // where link is nil
}

// entriesOf lists the passages of an item in the order of its groups.
func entriesOf(c Concern) []entry {
	var out []entry
	for _, g := range c.Groups() {
		switch {
		case g.Counted || !g.Fold:
			out = append(out, c.groupEntries(g)...)
		case len(c.Possible) > 0 && g.Links[0].ID == c.Possible[0].ID:
			out = append(out, entry{list: word.Text(word.Small, quantity(len(g.Links), "possible link")+" to be checked by a reader: in the workbook and the web page.")})
		default:
			out = append(out, entry{list: labelled(g.Title+": ", citeAll(passagesOf(g.Links))+".")})
		}
	}
	if len(out) == 0 {
		out = []entry{{list: word.Text(word.Small, "None found.")}}
	}
	return out
}

// groupEntries are the passages of a group, under its title where they do not
// count.
func (c *Concern) groupEntries(g Group) []entry {
	title := g.Title
	if !strings.HasSuffix(title, "not counted") {
		title += ", not counted"
	}
	whole, cited := c.quoted(g)
	var out []entry
	for i := range whole {
		e := entry{link: &whole[i]}
		if i == 0 && !g.Counted {
			e.title = title
		}
		out = append(out, e)
	}
	switch {
	case len(cited) == 0:
	case len(whole) == 0:
		out = append(out, entry{list: labelled(title+": ", citeAll(passagesOf(cited))+".")})
	default:
		out = append(out, entry{list: labelled(fmt.Sprintf("And %d more: ", len(cited)), citeAll(passagesOf(cited))+".")})
	}
	return out
}

// narrow is an entry in the fourth column.
func (e entry) narrow() []word.Paragraph {
	if e.link == nil {
		return []word.Paragraph{e.list}
	}
	ps := []word.Paragraph{headParagraph(*e.link), word.Text(word.Cells, "“"+e.link.Passage.Text+"”"), word.Text(word.Small, linkFacts(*e.link))}
	if e.title != "" {
		ps = append([]word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: e.title + ":", Bold: true}}}}, ps...)
	}
	return ps
}

// wide is a passage in a row of its own, the citation with what is known of the
// link across the first two columns, the words across the others; or lists of
// citations across all of them.
func wide(number string, entries []entry) []word.Row {
	of := word.Run{Text: "To item " + number + " · "}
	whole := func(fill string, ps ...word.Paragraph) word.Row {
		return word.Row{Cells: []word.Cell{{Span: len(listWidths), Fill: fill, Paragraphs: ps}}}
	}
	e := entries[0]
	if e.link == nil {
		var ps []word.Paragraph
		for _, l := range entries {
			ps = append(ps, l.list)
		}
		ps[0].Runs = append([]word.Run{of}, ps[0].Runs...)
		return []word.Row{whole("", ps...)}
	}
	facts := word.Paragraph{Style: word.Small, Runs: []word.Run{of, {Text: linkFacts(*e.link)}}}
	row := word.Row{Cells: []word.Cell{{Span: 2, Paragraphs: []word.Paragraph{headParagraph(*e.link), facts}},
		{Span: 2, Paragraphs: []word.Paragraph{word.Text(word.Cells, "“"+e.link.Passage.Text+"”")}}}}
	if e.title == "" {
		return []word.Row{row}
	}
	return []word.Row{whole("F2F2F2", word.Paragraph{Style: word.Small, KeepNext: true, Runs: []word.Run{of, {Text: e.title + ":", Bold: true}}}), row}
}

// quoted parts the links of a group into those that are printed whole, the
// confirmed and the surest first, and those that are only cited; both stay in
// their order. A long report cites what does not count.
func (c *Concern) quoted(g Group) (whole, cited []match.Link) {
	links := g.Links
	switch {
	case c.in.Links > manyLinks && !g.Counted:
		return nil, links
	case c.in.Links <= manyLinks || len(links) <= fewQuoted:
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

// linkFacts are the position of a passage, whom it reports, and how the program
// saw it.
func linkFacts(l match.Link) string {
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
	return strings.Join(append(facts, string(l.Strength)+", "+relationWords[l.Relation]), " · ")
}

// headParagraph is the citation of a passage with the link's state of review.
func headParagraph(l match.Link) word.Paragraph {
	p := l.Passage
	head := word.Paragraph{Style: word.Cells, Runs: []word.Run{{Text: p.Cite, URL: cite.Official(p)}, {Text: "  "}}}
	if confirmed(l) {
		head.Runs = append(head.Runs, word.Run{Text: sign[Confirmed], Style: word.Sign}, word.Run{Text: " confirmed by a reader", Style: word.Confirmed})
		return head
	}
	head.Runs = append(head.Runs, word.Run{Text: sign[Unreviewed], Style: word.Sign}, word.Run{Text: " " + statusOf(l), Style: word.Unreviewed})
	return head
}

// height is about how many lines paragraphs take, so many characters a line.
func height(ps []word.Paragraph, chars int) int {
	n := 0
	for _, p := range ps {
		length := 0
		for _, r := range p.Runs {
			length += utf8.RuneCountInString(r.Text)
		}
		n += 1 + length/chars
	}
	return n
}
