package main

import "strings"

// note is a footnote: the mark in the text and what stands at the page's foot.
type note struct{ mark, text string }

// word is text that no line break parts.
type word struct {
	text   string
	note   *note // a footnote hangs on the word
	spaced bool  // a space stands before it
}

// face is how a block's text looks.
type face struct {
	font font
	size float64
}

// markRun is the raised mark of a footnote.
func (f face) markRun(n *note) run { return run{roman, f.size * 0.65, f.size * 0.35, n.mark} }

func (f face) width(w word) float64 {
	sum := width(f.font, f.size, w.text)
	if w.note != nil {
		m := f.markRun(w.note)
		sum += width(m.font, m.size, m.text)
	}
	return sum
}

func (f face) space() float64 { return width(f.font, f.size, " ") }

// words cuts text at spaces and after hyphens. "^{mark:text}" behind a word is
// a footnote.
func words(text string) []word {
	var out []word
	for text != "" {
		text = strings.TrimLeft(text, " ")
		end := strings.IndexByte(text, ' ')
		if at := strings.Index(text, "^{"); at >= 0 && (end < 0 || at < end) {
			inside, rest, _ := strings.Cut(text[at+2:], "}")
			m, t, _ := strings.Cut(inside, ":")
			out = append(out, word{text[:at], &note{m, t}, true})
			text = rest
			continue
		}
		if end < 0 {
			end = len(text)
		}
		out = append(out, atHyphens(text[:end])...)
		text = text[end:]
	}
	return out
}

// atHyphens parts a compound after its hyphens, where a line may end.
func atHyphens(s string) []word {
	var out []word
	spaced := true
	for {
		at := strings.IndexByte(s, '-')
		if at < 2 || at > len(s)-3 || strings.ContainsAny(s, "/0123456789") {
			return append(out, word{s, nil, spaced})
		}
		out = append(out, word{s[:at+1], nil, spaced})
		s, spaced = s[at+1:], false
	}
}

// breakLines fills lines of the given widths, the first and the others.
func breakLines(f face, ws []word, first, rest float64) [][]word {
	var lines [][]word
	var line []word
	used, room := 0.0, first
	for _, w := range ws {
		need := f.width(w)
		if w.spaced && len(line) > 0 {
			need += f.space()
		}
		if len(line) > 0 && used+need > room {
			lines = append(lines, line)
			line, used, room = nil, 0, rest
			need = f.width(w)
		}
		line = append(line, w)
		used += need
	}
	return append(lines, line)
}

// draw shows a line from x on, stretched to the given width unless it is 0.
func (f face) draw(p *page, x, y, stretch float64, line []word) {
	var runs []run
	natural, spaces := 0.0, 0
	text := ""
	flush := func() {
		if text != "" {
			runs = append(runs, run{f.font, f.size, 0, text})
			text = ""
		}
	}
	for i, w := range line {
		if w.spaced && i > 0 {
			text += " "
			natural += f.space()
			spaces++
		}
		text += w.text
		natural += f.width(w)
		if w.note != nil {
			flush()
			runs = append(runs, f.markRun(w.note))
		}
	}
	flush()
	wide := 0.0
	if stretch > 0 && spaces > 0 {
		wide = (stretch - natural) / float64(spaces)
	}
	p.show(x, y, wide, runs...)
}
