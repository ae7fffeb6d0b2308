package layout

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"refrain/corpus"
)

// Blocks cuts pages into blocks: the running text in order, then the footnotes.
func Blocks(pages []corpus.Page) []Block {
	pages = level(pages)
	c := &cutter{measures: measure(pages), open: -1}
	for _, p := range pages {
		c.page(p)
	}
	for i := range c.out {
		c.finish(&c.out[i])
	}
	for i := range c.notes {
		c.notes[i].Text = strings.TrimSpace(c.notes[i].Text)
	}
	return append(c.out, c.notes...)
}

// measures are a document's type size and line spacing, in points; 0 for
// formats without geometry.
type measures struct {
	body, lead float64
}

// measure takes the size and the line gap of most of the text.
func measure(pages []corpus.Page) measures {
	sizes, gaps := map[float64]int{}, map[float64]int{}
	for _, p := range pages {
		for _, l := range p.Lines {
			sizes[math.Round(l.Size*2)/2] += len(l.Text)
		}
	}
	m := measures{body: mode(sizes)}
	for _, p := range pages {
		for i := 1; i < len(p.Lines); i++ {
			a, b := p.Lines[i-1], p.Lines[i]
			if math.Abs(a.Size-m.body) < 0.6 && math.Abs(b.Size-m.body) < 0.6 && b.Y > a.Y+4 {
				gaps[math.Round((b.Y-a.Y)*4)/4]++
			}
		}
	}
	if m.lead = mode(gaps); m.lead == 0 {
		m.lead = m.body * 1.2
	}
	return m
}

// mode is the key with the highest count, the larger of equals.
func mode(counts map[float64]int) float64 {
	best, n := 0.0, 0
	for k, c := range counts {
		if c > n || c == n && k > best {
			best, n = k, c
		}
	}
	return best
}

// cutter builds the blocks of a document.
type cutter struct {
	measures
	out, notes []Block
	open       int // the block that the next line may continue, -1 for none
	inNotes    bool
}

// notesHeadRE heads the endnotes of a document.
var notesHeadRE = regexp.MustCompile(`(?i)^(?:end)?notes$`)

// page takes one page's lines.
func (c *cutter) page(p corpus.Page) {
	var body, notes []corpus.Line
	for _, l := range p.Lines {
		if strings.TrimSpace(l.Text) == "" {
			if l.Size == 0 {
				c.open = -1 // a blank line parts paragraphs of plain text
				body = append(body, l)
			}
			continue
		}
		switch {
		case l.Style == "footnote":
			notes = append(notes, l)
		case !isFurniture(l, p):
			body = append(body, l)
		}
	}
	body, foot := c.splitFootnotes(body, p.Height)
	var prev corpus.Line
	first := true
	for _, l := range body {
		if strings.TrimSpace(l.Text) == "" {
			c.open = -1
			continue
		}
		if c.open < 0 || c.starts(l, prev, first) {
			c.begin(l, p.Number)
		}
		c.out[c.open].add(l, p.Number)
		prev, first = l, false
	}
	c.footnotes(append(foot, notes...), p.Number)
}

// splitFootnotes parts the trailing lines of a smaller size.
func (c *cutter) splitFootnotes(body []corpus.Line, height float64) (text, foot []corpus.Line) {
	k := len(body)
	for c.body > 0 && k > 0 && body[k-1].Size <= c.body-0.8 && (c.inNotes || body[k-1].Y > 0.25*height) {
		k--
	}
	for _, l := range body {
		// After the heading "Notes" whole pages are notes.
		c.inNotes = c.inNotes || notesHeadRE.MatchString(strings.TrimSpace(l.Text))
	}
	return body[:k], body[k:]
}

// starts decides whether a line begins a block.
func (c *cutter) starts(l, prev corpus.Line, first bool) bool {
	b := &c.out[c.open]
	number := numberOf(l.Text)
	same := math.Abs(l.Size-b.Size) < 0.8 && l.Row == b.Row && l.Cell == b.Cell
	switch {
	case !same:
		return true
	case c.body == 0:
		return l.Style != "" || l.Row > 0 || c.startsPlain(l, prev, number)
	case first:
		return c.startsPage(l, b, number)
	}
	if l.Y-prev.Y > 1.25*c.lead || l.Bold != prev.Bold && l.Size > c.body+1 {
		return true
	}
	if number == "" || isSubItem(number) || !endsSentence(prev.Text) && !endsSentence(b.Text) { // of the two, the block has no marks of notes
		return false
	}
	// A number to the left of the lines before, or a heading of the same size
	// that stands in the middle of the page under an unbold paragraph.
	return l.X0 < prev.X0-5 || l.Bold && !prev.Bold && l.X0 > b.X+20
}

// startsPlain decides for text without geometry.
func (c *cutter) startsPlain(l, prev corpus.Line, number string) bool {
	if number != "" && !isSubItem(number) {
		return endsSentence(prev.Text) || !openEnd(prev.Text)
	}
	return number != "" && endsSentence(prev.Text)
}

// startsPage decides for the first line of a page.
func (c *cutter) startsPage(l corpus.Line, b *Block, number string) bool {
	ended := endsSentence(b.Text)
	switch {
	case b.Kind == Heading, l.Bold && !b.Bold:
		return true
	case number != "" && !openEnd(b.Text):
		return ended || !isSubItem(number)
	}
	return ended && startsUpper(l.Text)
}

func (c *cutter) begin(l corpus.Line, page int) {
	b := Block{Page: page, X: l.X0, Size: l.Size, Bold: l.Bold, Italic: l.Italic, Row: l.Row, Cell: l.Cell, Style: l.Style}
	switch {
	case l.Row > 0:
		b.Kind = Cell
	case l.Size > c.body+1 && l.Bold, strings.HasPrefix(l.Style, "Heading"):
		b.Kind = Heading
	}
	c.out = append(c.out, b)
	c.open = len(c.out) - 1
}

// noteStartRE is the beginning of a footnote whose mark is not raised.
var noteStartRE = regexp.MustCompile(`^(?:\*+|\d{1,3})\s+\S`)

// footnotes groups the small lines at the foot of a page.
func (c *cutter) footnotes(foot []corpus.Line, page int) {
	for i, l := range foot {
		raised := len(l.Raised) > 0 && l.Raised[0].Start == 0
		if i == 0 || raised || noteStartRE.MatchString(l.Text) {
			c.notes = append(c.notes, Block{Kind: Footnote, Page: page, X: l.X0, Size: l.Size})
		}
		c.notes[len(c.notes)-1].addWhole(l, page)
	}
}

// finish parts the number from the text and recognises headings of body size.
func (c *cutter) finish(b *Block) {
	b.Text, b.long = strings.TrimSpace(b.Text), nil
	if b.Number = numberOf(b.Text); b.Number != "" {
		whole := utf8.RuneCountInString(b.Text)
		b.Text = strings.TrimSpace(strings.TrimPrefix(b.Text, b.Number))
		for i := range b.NoteAt {
			b.NoteAt[i] = max(0, b.NoteAt[i]-whole+utf8.RuneCountInString(b.Text))
		}
	}
	if b.Kind == Paragraph && b.Bold && c.body > 0 && len(b.Text) < 200 && b.Size >= c.body-0.2 &&
		!endsSentence(b.Text) && !strings.ContainsAny(b.Number, "0123456789(") {
		b.Kind = Heading
	}
}

// add joins a line to a block, its footnote marks cut out.
func (b *Block) add(l corpus.Line, page int) {
	if len(l.Raised) == 0 {
		b.addWhole(l, page)
		return
	}
	r := []rune(l.Text)
	var kept []rune
	var places []int
	at := 0
	for _, m := range l.Raised {
		end := min(m.End, len(r)) // a run at the end of a line can count the space after it
		if m.Start < at || m.Start >= end {
			continue
		}
		mark := strings.TrimSpace(string(r[m.Start:end]))
		if !noteMarkRE.MatchString(mark) || mark == "2" && strings.HasSuffix(string(r[:m.Start]), "m") {
			continue // "33rd", "No" with a raised o, "km2"
		}
		kept = append(kept, r[at:m.Start]...)
		if r[end-1] == ' ' && len(kept) > 0 && kept[len(kept)-1] != ' ' {
			kept = append(kept, ' ')
		}
		b.Notes = append(b.Notes, mark)
		places = append(places, len(kept))
		at = end
	}
	b.points += utf8.RuneCountInString(b.Text[b.counted:])
	b.counted = len(b.Text)
	before := b.points
	if !joinsTight(b.Text) {
		before++
	}
	for _, p := range places {
		b.NoteAt = append(b.NoteAt, before+p)
	}
	b.join(strings.TrimSpace(string(append(kept, r[at:]...))))
	b.span(l, page, len(r))
}

// noteMarkRE is the mark of a footnote or of several: "12", "1, 2", "**".
var noteMarkRE = regexp.MustCompile(`^(?:\d{1,3}(?:[, ]+\d{1,3})*|[*∗†]+)$`)

// addWhole joins a line as it is.
func (b *Block) addWhole(l corpus.Line, page int) {
	b.join(strings.TrimSpace(l.Text))
	b.span(l, page, utf8.RuneCountInString(l.Text))
}

// join adds to the text of a block; a long one grows in room of its own, so that
// a file that is one paragraph is not copied with each of its lines.
func (b *Block) join(text string) {
	space := " "
	if text == "" || joinsTight(b.Text) {
		space = ""
	}
	if b.long == nil && len(b.Text) < longText {
		b.Text += space + text
		return
	}
	if b.long == nil {
		b.long = &strings.Builder{}
		b.long.WriteString(b.Text)
	}
	b.long.WriteString(space)
	b.long.WriteString(text)
	b.Text = b.long.String()
}

// longText is longer than nearly all paragraphs, in bytes.
const longText = 8 << 10

// joinsTight reports whether the next line follows a text without a space.
func joinsTight(text string) bool {
	return text == "" || strings.HasSuffix(text, "-") || strings.HasSuffix(text, "‑") || strings.HasSuffix(text, "/")
}

func (b *Block) span(l corpus.Line, page, n int) {
	if k := len(b.Spans); k > 0 && b.Spans[k-1].Page == page {
		b.Spans[k-1].End = l.Start + n
		return
	}
	b.Spans = append(b.Spans, corpus.Span{Page: page, Start: l.Start, End: l.Start + n})
}
