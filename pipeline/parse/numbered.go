package parse

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/pattern"
	"refrain/pipeline/layout"
)

// numbered walks a document of numbered paragraphs under headings.
type numbered struct {
	*context
	kind     corpus.PassageKind
	headings []string
	levels   []int
	last     int
	open     int
	x        float64 // the left edge of most numbered paragraphs
	sized    bool    // the format tells sizes, so headings are recognised by type
	done     bool
	headed   bool // the block before was a heading
	marked   bool // the marks of notes are kept
	nextMark int  // the next mark of plain text, which glues marks to words
	// marks are the marks of notes by passage, headNotes those of headings.
	marks     map[int][]mark
	headNotes []headingNote
	digits    int // the level of headings "1.", "2.", 0 before the first
}

// run reads the paragraphs and returns the footnotes and endnotes.
func (n *numbered) run() []layout.Block {
	n.open = -1
	n.measure()
	n.marks, n.nextMark = map[int][]mark{}, 1
	var notes []layout.Block
	for i, b := range n.blocks {
		switch {
		case b.Kind == layout.Footnote || n.done:
			notes = append(notes, b)
		case notesRE.MatchString(b.Text) && n.last > 3 && b.Number == "":
			n.done = true
		case n.isHeading(i, b):
			n.heading(b)
			n.headed = true
			continue
		default:
			n.block(b)
		}
		n.headed = false
	}
	return notes
}

// measure finds out whether the format tells sizes, and where numbered
// paragraphs begin.
func (n *numbered) measure() {
	at := map[float64]int{}
	for _, b := range n.blocks {
		n.sized = n.sized || b.Size > 0
		if plainRE.MatchString(b.Number) && len(b.Text) > 120 {
			at[math.Round(b.X)]++
		}
	}
	most := 0
	for x, k := range at {
		if k > most || k == most && x < n.x {
			most, n.x = k, x
		}
	}
}

// notesRE is the line before the endnotes; annexes end the numbered text too.
var notesRE = pattern.New(`(?i)^(notes?|endnotes?|annex(es)?( [IVX]+)?)\.?$`)

// block takes a paragraph: the next number begins one, anything else goes on.
func (n *numbered) block(b layout.Block) {
	if m := plainRE.FindStringSubmatch(b.Number); m != nil {
		v := atoi(m[1])
		if v == n.last+1 || n.last > 0 && v > n.last && v <= n.last+3 || n.last == 0 && v <= 3 {
			for n.last > 0 && n.last+1 < v && n.missingPara(len(n.doc.Passages)-1, n.last+1) {
				n.last++
			}
			if v > n.last+1 && n.last > 0 {
				n.warn("Paragraph %s not found before paragraph %d (page %d).", rangeText(n.last+1, v-1), v, b.Page)
			}
			n.last = v
			marks := n.blockMarks(&b, 0)
			n.add(n.kind, itoa(v), b, n.headings)
			n.open = len(n.doc.Passages) - 1
			n.marks[n.open] = marks
			return
		}
	}
	if n.open >= 0 {
		p := &n.doc.Passages[n.open]
		shift := utf8.RuneCountInString(p.Text) + 1
		if b.Number != "" {
			shift += utf8.RuneCountInString(b.Number) + 1
		}
		n.marks[n.open] = append(n.marks[n.open], n.blockMarks(&b, shift)...)
		extend(p, b)
	}
}

// blockMarks reads the marks of notes in a block. Plain text glues them to the
// words: they are cut out.
func (n *numbered) blockMarks(b *layout.Block, shift int) []mark {
	if !n.marked {
		return nil
	}
	if n.sized {
		return marksOf(*b, shift)
	}
	text, marks := gluedMarks(b.Text, &n.nextMark)
	b.Text = text
	for i := range marks {
		marks[i].at += shift
	}
	return marks
}

// isHeading recognises a heading by type where the format tells, else by a
// short line that does not end as a sentence between two paragraphs.
func (n *numbered) isHeading(i int, b layout.Block) bool {
	next := i+1 < len(n.blocks) && plainRE.MatchString(n.blocks[i+1].Number) && atoi(strings.TrimSuffix(n.blocks[i+1].Number, ".")) == n.last+1
	if b.Kind == layout.Heading || (n.sized || next || n.headingFollows(i)) && n.numberedHeading(b) {
		return true
	}
	// The themes of a summary are lines in italics.
	if n.sized && next && (b.Italic || b.Bold) && b.Number == "" && b.Text != "" && len(b.Text) < 130 && !endsAsSentence(b.Text) {
		return true
	}
	if n.sized || b.Text == "" || len(b.Text) > 160 {
		return false
	}
	if romanRE.MatchString(b.Number) || letterHeadRE.MatchString(b.Number) {
		return true
	}
	return b.Number == "" && next && !endsAsSentence(b.Text)
}

// numberedHeading recognises "2. Views expressed by Member and observer States":
// a number that is not the next paragraph's, or that stands to the left of
// where paragraphs begin, before words that are no sentence.
func (n *numbered) numberedHeading(b layout.Block) bool {
	if !digitHeadRE.MatchString(b.Number) || b.Text == "" || len(b.Text) > 200 || endsAsSentence(b.Text) {
		return false
	}
	next := atoi(strings.TrimSuffix(b.Number, ".")) == n.last+1
	return !next || b.Bold && n.x > 0 && b.X < n.x-8
}

// headingFollows reports whether the next block is an unnumbered heading of
// plain text: short, no sentence, before the next paragraph's number.
func (n *numbered) headingFollows(i int) bool {
	if n.sized || i+2 >= len(n.blocks) {
		return false
	}
	head, after := n.blocks[i+1], n.blocks[i+2]
	return head.Number == "" && len(head.Text) <= 160 && !endsAsSentence(head.Text) &&
		plainRE.MatchString(after.Number) && atoi(strings.TrimSuffix(after.Number, ".")) == n.last+1
}

func endsAsSentence(t string) bool {
	t = strings.TrimRight(strings.TrimSpace(t), "0123456789”\" ")
	return t == "" || strings.ContainsRune(".;:,", rune(t[len(t)-1]))
}

var digitHeadRE = pattern.New(`^\d{1,2}\.$`)

// headMarksRE are the marks that plain text puts after a heading: "framework
// 13", "bodies , 1 2", "bodies2".
var headMarksRE = pattern.New(`(?:[\p{L})])((?:\s*,?\s*\d{1,3})+)$`)

// headingMarks parts a heading from the marks of its notes.
func (n *numbered) headingMarks(b layout.Block) (text string, notes []string) {
	text = strings.TrimSpace(strings.TrimRight(b.Text, "*∗ "))
	if n.sized {
		for _, m := range marksOf(b, 0) {
			notes = append(notes, m.note)
		}
		return text, notes
	}
	m := headMarksRE.FindStringSubmatchIndex(text)
	if m == nil {
		return text, nil
	}
	for _, f := range strings.FieldsFunc(text[m[2]:m[3]], func(r rune) bool { return r == ' ' || r == ',' }) {
		notes = append(notes, f)
		n.nextMark = max(n.nextMark, atoi(f)+1)
	}
	return strings.TrimSpace(text[:m[2]]), notes
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// heading keeps the path: roman, letter, number, unnumbered.
func (n *numbered) heading(b layout.Block) {
	level := 4
	switch {
	case romanRE.MatchString(b.Number):
		level = 1
	case letterHeadRE.MatchString(b.Number):
		level = 2
	case digitHeadRE.MatchString(b.Number):
		level = n.digitLevel(b)
	}
	text, notes := n.headingMarks(b)
	if text == "" {
		return
	}
	if len(notes) > 0 {
		n.headNotes = append(n.headNotes, headingNote{text, notes})
	}
	if k := len(n.headings); k > 0 && n.headed && b.Number == "" && (startsLower(text) || !n.sized && strings.IndexAny(text[:1], "0123456789") == 0) {
		// A heading of two lines.
		n.headings = append(append([]string(nil), n.headings[:k-1]...), n.headings[k-1]+" "+text)
		return
	}
	for len(n.levels) > 0 && n.levels[len(n.levels)-1] >= level {
		n.levels, n.headings = n.levels[:len(n.levels)-1], n.headings[:len(n.headings)-1]
	}
	n.levels = append(n.levels, level)
	n.headings = append(append([]string(nil), n.headings...), text)
	n.open = -1
}

// digitLevel is the level of a heading "1.": below whatever is open when the
// first of a series comes, and the same for those that follow.
func (n *numbered) digitLevel(b layout.Block) int {
	if strings.HasPrefix(b.Number, "1.") || n.digits == 0 {
		n.digits = 3
		if k := len(n.levels); k > 0 && n.levels[k-1] == 4 {
			n.digits = n.levels[k-1] + 1
		}
	}
	return n.digits
}

// parseNumbered reads a document of numbered paragraphs that is searchable as
// what it is.
func parseNumbered(c *context) {
	kind := corpus.PassageOther
	if c.doc.Kind == corpus.KindSpecial || c.doc.Kind == corpus.KindInquiry {
		kind = corpus.PassageSpecial
	}
	n := &numbered{context: c, kind: kind}
	n.run()
	if len(c.doc.Passages) == 0 {
		parseLoose(c)
	}
}

// parseStateReport reads a State's own report: its paragraphs are claims.
func parseStateReport(c *context) {
	n := &numbered{context: c, kind: corpus.PassageReply}
	n.run()
	for i := range c.doc.Passages {
		c.doc.Passages[i].Role = corpus.RoleClaim
		c.doc.Passages[i].By = []string{c.doc.State}
	}
	c.replies()
}

// parseLoose keeps a document without numbered paragraphs as text: one passage
// a block, numbered by this program and cited by page.
func parseLoose(c *context) {
	var headings []string
	k := 0
	for _, b := range c.blocks {
		text := strings.TrimSpace(b.Number + " " + b.Text)
		if b.Kind == layout.Heading {
			headings = []string{b.Text}
			continue
		}
		if len(text) < 25 || b.Kind == layout.Footnote {
			continue
		}
		k++
		b.Text = text
		p := c.add(corpus.PassageOther, "t"+itoa(k), b, headings)
		p.Locator = "text block " + itoa(k)
		if b.Page > 0 {
			p.Locator = "p. " + itoa(b.Page)
		}
		if c.doc.Kind == corpus.KindAdvanceQuestion {
			p.Role = corpus.RoleQuestion
		}
	}
}
