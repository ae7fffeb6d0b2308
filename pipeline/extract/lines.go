package extract

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
)

// rawLine is the glyphs on one baseline: n from the first of the page's glyphs
// to the last.
type rawLine struct {
	gs             []glyph
	y, size        float64
	n, first, last int
}

// lineBuilder clusters the glyphs of pages by baseline. It keeps its memory
// from page to page.
type lineBuilder struct {
	lines []rawLine
	owner []int32
	gs    []glyph
	w     lineWriter
	text  []byte
}

// build gives a page its lines, top to bottom, and its text.
func (b *lineBuilder) build(page *corpus.Page, gs []glyph) {
	b.assign(page, gs)
	b.spread(gs)
	slices.SortStableFunc(b.lines, func(a, b rawLine) int { return cmp.Compare(b.y, a.y) })
	page.Lines = make([]corpus.Line, 0, len(b.lines))
	at := 0
	b.text = b.text[:0]
	for i := range b.lines {
		ln, ok := b.line(&b.lines[i], page.Height)
		if !ok {
			continue
		}
		if len(b.text) > 0 {
			b.text = append(b.text, '\n')
			at++
		}
		ln.Start = at
		b.text = append(b.text, ln.Text...)
		at += utf8.RuneCountInString(ln.Text)
		page.Lines = append(page.Lines, ln)
	}
	page.Text = string(b.text)
}

// assign finds the baseline of every glyph; a glyph outside the page has none.
func (b *lineBuilder) assign(page *corpus.Page, gs []glyph) {
	b.lines, b.owner = b.lines[:0], b.owner[:0]
	hidden, last := 0, -1
	for i := range gs {
		g := &gs[i]
		if g.hidden {
			hidden++
		}
		if g.size < 0.5 || math.IsNaN(g.y) || g.x0 < -50 || g.x0 > page.Width+50 || g.y < -20 || g.y > page.Height+20 {
			b.owner = append(b.owner, -1)
			continue
		}
		if last < 0 || math.Abs(b.lines[last].y-g.y) > 0.01 {
			last = b.baseline(g, i)
		}
		l := &b.lines[last]
		l.n, l.last = l.n+1, i
		if g.size > l.size && !isBlank(g.text) {
			l.size, l.y = g.size, g.y
		}
		b.owner = append(b.owner, int32(last))
	}
	page.Hidden = len(gs) > 0 && hidden*2 > len(gs)
}

// baseline is the nearest of the sixty lines begun last, or a new one.
func (b *lineBuilder) baseline(g *glyph, at int) int {
	best, near := -1, 0.0
	for i := len(b.lines) - 1; i >= 0 && i >= len(b.lines)-60; i-- {
		l := &b.lines[i]
		if d := math.Abs(l.y - g.y); d <= 0.5*min(max(l.size, g.size), 14) && (best < 0 || d < near) {
			best, near = i, d
		}
	}
	if best < 0 {
		b.lines = append(b.lines, rawLine{y: g.y, size: g.size, first: at})
		best = len(b.lines) - 1
	}
	return best
}

// spread lays the glyphs of each line side by side, where they are not yet.
func (b *lineBuilder) spread(gs []glyph) {
	b.gs = b.gs[:0]
	for i := range b.lines {
		l := &b.lines[i]
		if l.gs = gs[l.first : l.last+1]; l.n == len(l.gs) {
			continue
		}
		from := len(b.gs)
		for k := l.first; k <= l.last; k++ {
			if b.owner[k] == int32(i) {
				b.gs = append(b.gs, gs[k])
			}
		}
		l.gs = b.gs[from:]
	}
}

// line turns the glyphs of one baseline into a line of text; ok is false for
// a line without visible glyphs.
func (b *lineBuilder) line(l *rawLine, height float64) (ln corpus.Line, ok bool) {
	inOrder := true
	for i := 1; i < len(l.gs) && inOrder; i++ {
		inOrder = l.gs[i-1].x0 <= l.gs[i].x0
	}
	if !inOrder {
		sort.SliceStable(l.gs, func(i, j int) bool { return l.gs[i].x0 < l.gs[j].x0 })
	}
	if ln.Size = l.commonSize(); ln.Size == 0 {
		return ln, false
	}
	w, gs := &b.w, l.gs
	*w = lineWriter{y: l.y, size: ln.Size, raised: -1, text: w.text[:0]}
	if w.rtl = rightToLeft(gs); w.rtl {
		gs = readingOrder(gs)
	}
	for i := range gs {
		w.glyph(&gs[i])
	}
	w.endRaised()
	ln.X0, ln.X1, ln.Raised = w.x0, w.x1, w.marks
	if w.rtl {
		ln.X0, ln.X1 = l.gs[0].x0, l.gs[len(l.gs)-1].x1
	}
	ln.Text = norm.NFC.String(string(bytes.TrimRight(w.text, " ")))
	ln.Bold, ln.Italic = w.bold*2 > w.all, w.italic*2 > w.all
	ln.Y = height - l.y
	return ln, ln.Text != ""
}

// isBlank reports whether a text is white space alone.
func isBlank(s string) bool {
	return s == " " || len(s) > 1 && strings.TrimSpace(s) == ""
}

// commonSize is the size of most visible glyphs, to a tenth of a point; 0 for
// none.
func (l *rawLine) commonSize() float64 {
	type count struct {
		size float64
		n    int
	}
	var buf [8]count
	sizes := buf[:0]
	last := -1
	for i := range l.gs {
		g := &l.gs[i]
		if isBlank(g.text) {
			continue
		}
		if last < 0 || sizes[last].size != g.size {
			last = -1
			for k := range sizes {
				if sizes[k].size == g.size {
					last = k
				}
			}
			if last < 0 {
				sizes = append(sizes, count{size: g.size})
				last = len(sizes) - 1
			}
		}
		sizes[last].n++
	}
	if len(sizes) == 1 {
		return math.Round(sizes[0].size*10) / 10
	}
	rounded := map[float64]int{}
	for _, s := range sizes {
		rounded[math.Round(s.size*10)/10] += s.n
	}
	best, n := 0.0, 0
	for s, c := range rounded {
		if c > n || c == n && s > best {
			best, n = s, c
		}
	}
	return best
}

// lineWriter builds the text of a line from glyphs in order of x.
type lineWriter struct {
	y, size           float64
	text              []byte
	n                 int // code points of text
	x0, x1            float64
	bold, italic, all int
	rtl               bool
	raised            int // where the open superscript run begins, -1 for none
	marks             []corpus.Range
	prev              *glyph
}

// spaceGap is the gap between glyphs, in sizes, that is a space.
const spaceGap = 0.18

// glyph adds one glyph. A wide gap is a space; a glyph
// drawn twice at one place (for boldness) counts once.
func (w *lineWriter) glyph(g *glyph) {
	if isBlank(g.text) {
		w.space()
		if w.prev != nil {
			w.prev = g
		}
		return
	}
	if w.prev != nil && !w.rtl {
		gap := g.x0 - w.prev.x1
		if gap < -0.5*(w.prev.x1-w.prev.x0) && g.text == w.prev.text && math.Abs(g.x0-w.prev.x0) < 0.3*g.size {
			return
		}
		if gap > spaceGap*min(g.size, max(w.prev.size, 1)) {
			w.space()
		}
	} else if w.prev == nil {
		w.x0 = g.x0
	}
	if up := g.size < 0.8*w.size && g.y > w.y+float64(0.12*w.size); !up {
		w.endRaised()
	} else if w.raised < 0 {
		w.raised = w.n
	}
	w.text = append(w.text, g.text...)
	w.n += utf8.RuneCountInString(g.text)
	w.x1, w.prev = g.x1, g
	w.count(g)
}

func (w *lineWriter) count(g *glyph) {
	w.all++
	if g.bold {
		w.bold++
	}
	if g.italic {
		w.italic++
	}
}

func (w *lineWriter) space() {
	if n := len(w.text); n > 0 && w.text[n-1] != ' ' {
		w.text = append(w.text, ' ')
		w.n++
	}
}

// endRaised closes a superscript run.
func (w *lineWriter) endRaised() {
	if w.raised >= 0 {
		end := w.n
		for at := len(w.text); end > w.raised && w.text[at-1] == ' '; at-- {
			end--
		}
		w.marks = append(w.marks, corpus.Range{Start: w.raised, End: end})
		w.raised = -1
	}
}

// ligatures and characters that text is stored without.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "\u00ad", "", "\uf0b7", "•", "\uf02d", "–", "\uf0a7", "▪", "\uf0d8", "➢", "\uf0fc", "✓", "\u0000", "", "\u00a0", " ", "\u200b", "",
	"\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u202d", "", "\u202e", "", "\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "")

// cleanText resolves ligatures and drops control characters.
func cleanText(s string) string {
	s = baseForms(ligatures.Replace(s))
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
