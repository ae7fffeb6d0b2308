package main

import (
	"fmt"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// cover sets the masthead and the title. A box that says SAMPLE stands where
// the emblem would. The organ is printed large: the General Assembly for
// documents of the Human Rights Council, the treaty for its committee.
func (s *setter) cover() error {
	h := s.doc.head
	for _, name := range []string{"symbol", "organ", "date", "body", "session", "title", "job"} {
		if h[name] == "" {
			return fmt.Errorf("reading the head: no %s", name)
		}
	}
	p := &page{}
	s.pages = append(s.pages, p)
	sampleHead(p)
	p.text(119.6, 64, roman, 14, "United Nations")
	p.right(rightEdge, 64, roman, 14, h["symbol"])
	p.rule(leftEdge, rightEdge, 70, 0.5)
	p.box(leftEdge, 78, 111, 122)
	p.centre((leftEdge+111)/2, 104, bold, 11, "SAMPLE")
	p.text(392, 93, roman, 10, "Distr.: General")
	p.text(392, 105, roman, 10, h["date"])
	p.text(392, 129, roman, 10, "Original: English")
	y := 95.0
	f := face{bold, 20}
	for _, line := range breakLines(f, words(h["organ"]), 255, 255) {
		f.draw(p, 119.6, y, 0, line)
		y += 22
	}
	p.rule(leftEdge, rightEdge, 214, 1)
	s.y = max(283, s.body(p)+14)
	s.title(p)
	p.text(leftEdge, 727, roman, 10, h["job"])
	s.flow = h["flow"] == "yes"
	return nil
}

// body sets the lines that say whose document it is and of which session. It
// returns the baseline of the last.
func (s *setter) body(p *page) float64 {
	y := 232.0
	p.text(leftEdge, y, bold, 12, s.doc.head["body"])
	for _, name := range []string{"session", "days", "item", "about"} {
		line := s.doc.head[name]
		if line == "" {
			continue
		}
		y += 12.2
		f := roman
		if name == "session" || name == "about" {
			f = bold
		}
		p.text(leftEdge, y, f, 10, line)
	}
	return y
}

// title sets the title, the State and what follows them on the cover.
func (s *setter) title(p *page) {
	set := func(f face, gap, down float64, text string) {
		if text == "" {
			return
		}
		s.y += gap
		for _, line := range breakLines(f, words(text), 300, 300) {
			s.y += down
			f.draw(p, textLeft, s.y, 0, line)
			s.notes = append(s.notes, notesOf(line)...)
		}
	}
	h := s.doc.head
	set(face{bold, 17}, 0, 18, h["title"])
	set(face{bold, 14}, 14, 16, h["State"])
	set(face{bold, 14}, 14, 16, h["part"])
	set(face{bold, 14}, 12, 16, h["subtitle"])
	s.y += 6
}

// contents sets the table of contents on its page.
func (s *setter) contents(p *page) {
	f := face{roman, 10}
	p.text(leftEdge, 98, bold, 14, "Contents")
	p.right(503.2, 118, italic, 9, "Paragraphs")
	p.right(rightEdge, 118, italic, 9, "Page")
	y := 117.0
	for _, e := range s.entries {
		y += 18
		if e.block.text == "Annex" {
			p.text(leftEdge, y, roman, 10, "Annex")
			continue
		}
		x := textLeft
		if e.block.kind == heading2 && e.block.number != "" {
			x += 21.2
			p.text(textLeft, y, roman, 10, e.block.number)
		} else if e.block.number != "" {
			p.right(99.1, y, roman, 10, e.block.number)
		}
		title := plain(e.block.text) + " "
		dots := int((438 - x - width(f.font, f.size, title)) / width(f.font, f.size, "."))
		p.text(x, y, roman, 10, title+strings.Repeat(".", max(dots, 0)))
		if e.first != "" {
			p.right(503.2, y, roman, 10, span(e.first, e.last))
		}
		p.right(rightEdge, y, roman, 10, itoa(e.page))
	}
}

// plain is text without footnotes.
func plain(text string) string {
	var out []string
	for _, w := range words(text) {
		if !w.spaced && len(out) > 0 {
			out[len(out)-1] += w.text
			continue
		}
		out = append(out, w.text)
	}
	return strings.Join(out, " ")
}

func span(first, last string) string {
	if first == last {
		return first
	}
	return first + "–" + last
}
