package extract

import (
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
)

// rawLine is the glyphs on one baseline.
type rawLine struct {
	gs   []glyph
	y    float64
	size float64
}

// buildLines clusters the glyphs of a page by baseline, top to bottom, and gives
// the page its lines and text.
func buildLines(page *corpus.Page, gs []glyph) {
	var lines []*rawLine
	hidden := 0
	for _, g := range gs {
		if g.hidden {
			hidden++
		}
		if g.size < 0.5 || math.IsNaN(g.y) || g.x0 < -50 || g.x0 > page.Width+50 || g.y < -20 || g.y > page.Height+20 {
			continue
		}
		var best *rawLine
		for i := len(lines) - 1; i >= 0 && i >= len(lines)-60; i-- {
			l := lines[i]
			if d := math.Abs(l.y - g.y); d <= 0.5*math.Min(math.Max(l.size, g.size), 14) {
				if best == nil || d < math.Abs(best.y-g.y) {
					best = l
				}
			}
		}
		if best == nil {
			best = &rawLine{y: g.y, size: g.size}
			lines = append(lines, best)
		}
		if g.size > best.size && strings.TrimSpace(g.text) != "" {
			best.size, best.y = g.size, g.y
		}
		best.gs = append(best.gs, g)
	}
	page.Hidden = len(gs) > 0 && hidden*2 > len(gs)
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].y > lines[j].y })
	at := 0
	var b strings.Builder
	for _, l := range lines {
		ln, ok := l.line(page.Height)
		if !ok {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			at++
		}
		ln.Start = at
		b.WriteString(ln.Text)
		at += utf8.RuneCountInString(ln.Text)
		page.Lines = append(page.Lines, ln)
	}
	page.Text = b.String()
}

// line turns the glyphs of one baseline into a line of text; ok is false for
// a line without visible glyphs.
func (l *rawLine) line(height float64) (ln corpus.Line, ok bool) {
	sort.SliceStable(l.gs, func(i, j int) bool { return l.gs[i].x0 < l.gs[j].x0 })
	if ln.Size = l.commonSize(); ln.Size == 0 {
		return ln, false
	}
	w := lineWriter{y: l.y, size: ln.Size, raised: -1}
	for i := range l.gs {
		w.glyph(&l.gs[i])
	}
	w.endRaised()
	ln.X0, ln.X1, ln.Raised = w.x0, w.x1, w.marks
	ln.Text = norm.NFC.String(strings.TrimRight(string(w.text), " "))
	ln.Bold, ln.Italic = w.bold*2 > w.all, w.italic*2 > w.all
	ln.Y = height - l.y
	return ln, ln.Text != ""
}

// commonSize is the size of most visible glyphs, 0 for none.
func (l *rawLine) commonSize() float64 {
	sizes := map[float64]int{}
	for _, g := range l.gs {
		if strings.TrimSpace(g.text) != "" {
			sizes[math.Round(g.size*10)/10]++
		}
	}
	best, n := 0.0, 0
	for s, c := range sizes {
		if c > n || c == n && s > best {
			best, n = s, c
		}
	}
	return best
}

// lineWriter builds the text of a line from glyphs in order of x.
type lineWriter struct {
	y, size           float64
	text              []rune
	x0, x1            float64
	bold, italic, all int
	raised            int // where the open superscript run begins, -1 for none
	marks             []corpus.Range
	prev              *glyph
}

// glyph adds one glyph. A gap wider than 0.18 of the size is a space; a glyph
// drawn twice at one place (for boldness) counts once.
func (w *lineWriter) glyph(g *glyph) {
	t := cleanText(g.text)
	switch {
	case t == "":
		return
	case strings.TrimSpace(t) == "":
		w.space()
		if w.prev != nil {
			w.prev = g
		}
		return
	}
	if w.prev != nil {
		gap := g.x0 - w.prev.x1
		if gap < -0.5*g.size && g.text == w.prev.text && math.Abs(g.x0-w.prev.x0) < 0.3*g.size {
			return
		}
		if gap > 0.18*math.Min(g.size, math.Max(w.prev.size, 1)) {
			w.space()
		}
	} else {
		w.x0 = g.x0
	}
	if up := g.size < 0.8*w.size && g.y > w.y+0.12*w.size; !up {
		w.endRaised()
	} else if w.raised < 0 {
		w.raised = len(w.text)
	}
	w.text, w.x1, w.prev = append(w.text, []rune(t)...), g.x1, g
	w.count(g)
}

func (w *lineWriter) count(g *glyph) {
	w.all++
	if g.font.bold {
		w.bold++
	}
	if g.font.italic {
		w.italic++
	}
}

func (w *lineWriter) space() {
	if n := len(w.text); n > 0 && w.text[n-1] != ' ' {
		w.text = append(w.text, ' ')
	}
}

// endRaised closes a superscript run.
func (w *lineWriter) endRaised() {
	if w.raised >= 0 {
		w.marks = append(w.marks, corpus.Range{Start: w.raised, End: len(w.text)})
		w.raised = -1
	}
}

// ligatures and characters that text is stored without.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "\u00ad", "", "\uf0b7", "•", "\u0000", "", "\u00a0", " ", "\u200b", "")

// cleanText resolves ligatures and drops control characters.
func cleanText(s string) string {
	s = ligatures.Replace(s)
	return strings.Map(func(r rune) rune {
		if r < 32 || r >= 0x7f && r < 0xa0 {
			if r == '\t' || r == '\n' || r == '\r' {
				return ' '
			}
			return -1
		}
		return r
	}, s)
}
