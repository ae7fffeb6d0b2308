package extract

import (
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
)

type rawLine struct {
	gs   []glyph
	y    float64
	size float64
}

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

func (l *rawLine) line(height float64) (corpus.Line, bool) {
	sort.SliceStable(l.gs, func(i, j int) bool { return l.gs[i].x0 < l.gs[j].x0 })
	var ln corpus.Line
	sizes := map[float64]int{}
	for _, g := range l.gs {
		if strings.TrimSpace(g.text) != "" {
			sizes[math.Round(g.size*10)/10]++
		}
	}
	n := 0
	for s, c := range sizes {
		if c > n || c == n && s > ln.Size {
			ln.Size, n = s, c
		}
	}
	if n == 0 {
		return ln, false
	}
	var b []rune
	bold, ital, all := 0, 0, 0
	var prev *glyph
	first := true
	raisedStart := -1
	for i := range l.gs {
		g := &l.gs[i]
		t := cleanText(g.text)
		if t == "" {
			continue
		}
		blank := strings.TrimSpace(t) == ""
		if prev != nil && !blank {
			gap := g.x0 - prev.x1
			if gap < -0.5*g.size && g.text == prev.text && math.Abs(g.x0-prev.x0) < 0.3*g.size {
				continue // drawn twice for boldness
			}
			if gap > 0.18*math.Min(g.size, math.Max(prev.size, 1)) && len(b) > 0 && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		}
		if blank {
			if len(b) > 0 && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
			if prev != nil {
				prev = g
			}
			continue
		}
		raised := g.size < 0.8*ln.Size && g.y > l.y+0.12*ln.Size
		if raised && raisedStart < 0 {
			raisedStart = len(b)
		}
		if !raised && raisedStart >= 0 {
			ln.Raised = append(ln.Raised, corpus.Range{Start: raisedStart, End: len(b)})
			raisedStart = -1
		}
		if first {
			ln.X0 = g.x0
			first = false
		}
		ln.X1 = g.x1
		b = append(b, []rune(t)...)
		all++
		if g.font.bold {
			bold++
		}
		if g.font.italic {
			ital++
		}
		prev = g
	}
	if raisedStart >= 0 {
		ln.Raised = append(ln.Raised, corpus.Range{Start: raisedStart, End: len(b)})
	}
	ln.Text = norm.NFC.String(strings.TrimRight(string(b), " "))
	ln.Bold, ln.Italic = bold*2 > all, ital*2 > all
	ln.Y = height - l.y
	return ln, ln.Text != ""
}

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "\u00ad", "", "\uf0b7", "•", "\u0000", "", "\u00a0", " ", "\u200b", "")

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
