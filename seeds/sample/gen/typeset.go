package main

import "strings"

// Places on the page, in points from the top left, measured on reports of the
// Working Group of 2010 and 2014.
const (
	leftEdge, rightEdge = 56.6, 538.6 // running heads, contents
	textLeft, textRight = 113.4, 482.0
	indent              = 28.4
	firstLine           = 95.0  // baseline of the first line of text
	lastLine            = 722.0 // no text or footnote below it
	lastOnCover         = 706.0 // the same above the cover's job number
	leading             = 12.0
	noteLeading         = 10.5
)

// shape is how a kind of block is set.
type shape struct {
	face
	numberX, firstX, restX float64
	numberFont             font
	before                 float64 // space above, beyond the leading
	keep                   float64 // room that must be left for what follows
}

var shapes = map[kind]shape{
	heading1:   {face{bold, 14}, 84.8, textLeft, textLeft, bold, 18, 60},
	heading2:   {face{bold, 12}, 87.6, textLeft, textLeft, bold, 14, 50},
	heading3:   {face{bold, 10}, textLeft, textLeft, textLeft, bold, 8, 40},
	numbered:   {face{roman, 10}, textLeft, textLeft + indent, textLeft, roman, 6, 0},
	lead:       {face{bold, 10}, textLeft, textLeft + indent, textLeft, roman, 6, 30},
	plainRec:   {face{bold, 10}, textLeft + indent, textLeft + 2*indent, textLeft + indent, roman, 6, 0},
	dotted:     {face{bold, 10}, textLeft + indent, 184.2, textLeft + indent, roman, 6, 0},
	subItem:    {face{roman, 10}, textLeft + indent, textLeft + 2*indent, textLeft, roman, 6, 0},
	unnumbered: {face{roman, 10}, textLeft, textLeft + indent, textLeft, roman, 6, 0},
	bullet:     {face{roman, 10}, 147.4, 158, 158, roman, 2, 0},
}

// entry is a line of the table of contents.
type entry struct {
	block       block
	page        int
	first, last string // numbers of the paragraphs under the heading
}

// setter puts blocks on pages.
type setter struct {
	doc     *document
	pages   []*page
	y       float64 // baseline of the last line set
	notes   []*note // footnotes of the current page
	entries []entry
	flow    bool // the text follows the title on the cover
}

// typeset makes the pages of a document.
func typeset(d *document) ([]*page, error) {
	s := &setter{doc: d}
	if err := s.cover(); err != nil {
		return nil, err
	}
	contents := -1
	if d.head["contents"] == "yes" {
		s.endPage()
		contents = len(s.pages)
		s.newPage()
	}
	if !s.flow {
		s.endPage()
		s.newPage()
	}
	for _, b := range d.blocks {
		s.block(b)
	}
	s.endPage()
	if contents >= 0 {
		s.contents(s.pages[contents])
	}
	return s.pages, nil
}

func (s *setter) page() *page { return s.pages[len(s.pages)-1] }

// newPage begins a page with its running heads. Even pages are left pages.
func (s *setter) newPage() {
	p := &page{}
	s.pages = append(s.pages, p)
	sampleHead(p)
	n := len(s.pages)
	if symbol := s.doc.head["symbol"]; n%2 == 0 {
		p.text(leftEdge, 65.7, bold, 9, symbol)
		p.text(leftEdge, 755.6, bold, 9, itoa(n))
	} else {
		p.right(rightEdge, 65.7, bold, 9, symbol)
		p.right(rightEdge, 755.6, bold, 9, itoa(n))
	}
	p.rule(leftEdge, rightEdge, 71, 0.5)
	s.y = firstLine - leading
}

// sampleHead says on every page what the document is.
func sampleHead(p *page) {
	p.centre(pageWidth/2, 36, bold, 9, "SAMPLE – invented text, not a United Nations document")
}

// endPage sets the footnotes of the page.
func (s *setter) endPage() {
	y := s.floor(nil) + noteLeading
	if len(s.notes) > 0 {
		s.page().rule(84.8, 141.8, y-2, 0.5)
	}
	for _, n := range s.notes {
		f := face{roman, 8}
		for i, line := range noteLines(n) {
			y += noteLeading
			if i == 0 {
				s.page().show(104.4, y, 0, run{roman, 5.2, 2.8, n.mark})
			}
			f.draw(s.page(), textLeft, y, 0, line)
		}
	}
	s.notes = nil
}

func noteLines(n *note) [][]word {
	const room = textRight - textLeft
	return breakLines(face{roman, 8}, words(n.text), room, room)
}

// floor is the lowest baseline for text on the page, above its footnotes and
// more.
func (s *setter) floor(more []*note) float64 {
	if len(s.pages) == 1 {
		return lastOnCover - s.noteHeight(more)
	}
	return lastLine - s.noteHeight(more)
}

// noteHeight is the room the page's footnotes take together with more.
func (s *setter) noteHeight(more []*note) float64 {
	h := 0.0
	for _, n := range append(append([]*note(nil), s.notes...), more...) {
		h += float64(noteLeading * float64(len(noteLines(n))))
	}
	if h > 0 {
		h += noteLeading + 4
	}
	return h
}

// block sets one block, over as many pages as it takes.
func (s *setter) block(b block) {
	if b.kind == newPage {
		s.endPage()
		s.newPage()
		return
	}
	s.enter(b)
	sh := shapes[b.kind]
	lines := breakLines(sh.face, words(b.text), textRight-sh.firstX, textRight-sh.restX)
	down := leading
	if b.kind <= heading2 {
		down = sh.size * 1.2
	}
	if s.y > firstLine-leading {
		s.y += sh.before
	}
	for i, line := range lines {
		notes := notesOf(line)
		keep := together(i, len(lines)) * down
		if i == 0 {
			keep = max(keep, sh.keep)
		}
		if s.y+down+keep > s.floor(notes) {
			s.endPage()
			s.newPage()
		}
		s.y += down
		s.notes = append(s.notes, notes...)
		x, stretch := sh.restX, textRight-sh.restX
		if i == 0 {
			s.number(b, sh)
			x, stretch = sh.firstX, textRight-sh.firstX
		}
		if i == len(lines)-1 || b.kind <= heading3 {
			stretch = 0
		}
		sh.draw(s.page(), x, s.y, stretch, line)
	}
	s.placed(b)
}

// together is how many lines must follow line i on its page, so that no page
// begins or ends with a single line of a paragraph.
func together(i, n int) float64 {
	switch {
	case i == 0 && n == 3:
		return 2
	case i == 0 && n > 1, i > 0 && i == n-2:
		return 1
	}
	return 0
}

func notesOf(line []word) []*note {
	var out []*note
	for _, w := range line {
		if w.note != nil {
			out = append(out, w.note)
		}
	}
	return out
}

// number sets what stands before a block's first line.
func (s *setter) number(b block, sh shape) {
	if b.number != "" {
		s.page().text(sh.numberX, s.y, sh.numberFont, sh.size, b.number)
	}
}

// enter notes the first number of paragraphs, and headings once placed.
func (s *setter) enter(b block) {
	if b.kind != numbered && b.kind != lead {
		return
	}
	n := strings.TrimSuffix(b.number, ".")
	deepest := heading3
	for i := len(s.entries) - 1; i >= 0; i-- {
		if e := &s.entries[i]; e.block.kind < deepest {
			deepest = e.block.kind
			if e.first == "" {
				e.first = n
			}
			e.last = n
		}
	}
}

// placed records a heading and its page for the table of contents.
func (s *setter) placed(b block) {
	if b.kind <= heading2 {
		s.entries = append(s.entries, entry{block: b, page: len(s.pages)})
	}
}
