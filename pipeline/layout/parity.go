package layout

import (
	"math"

	"refrain/corpus"
)

// level gives the lines of even pages the margin of odd ones: reports of 2008
// and 2009 are bound, and their text stands 26 to 42 points further in on every
// second page. An indent is compared with another page's only after that. The
// pages given are left as they are.
func level(pages []corpus.Page) []corpus.Page {
	var left [2]map[float64]int
	left[0], left[1] = map[float64]int{}, map[float64]int{}
	for _, p := range pages {
		for _, l := range p.Lines {
			if l.Size > 0 && l.X1-l.X0 > p.Width/2 {
				left[p.Number%2][math.Round(l.X0)] += len(l.Text)
			}
		}
	}
	shift := mode(left[0]) - mode(left[1])
	if len(left[0]) == 0 || len(left[1]) == 0 || math.Abs(shift) < 5 || math.Abs(shift) > 60 {
		return pages
	}
	out := append([]corpus.Page(nil), pages...)
	for i := range out {
		if out[i].Number%2 == 1 {
			continue
		}
		out[i].Lines = append([]corpus.Line(nil), out[i].Lines...)
		for k := range out[i].Lines {
			out[i].Lines[k].X0 -= shift
			out[i].Lines[k].X1 -= shift
		}
	}
	return out
}
