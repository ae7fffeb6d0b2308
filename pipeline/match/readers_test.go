package match

import (
	"math"
	"strings"
	"testing"
)

func TestReadBy(t *testing.T) {
	p := 0.8
	link := func(s Strength, grades ...int) Link {
		l := Link{Strength: s, Probability: &p}
		for i, g := range grades {
			l.Readers = append(l.Readers, Judgment{Grade: g, By: string(rune('A' + i))})
		}
		if len(grades) == 1 || len(grades) == 2 && grades[0] == grades[1] {
			l.Reviewed = &l.Readers[0]
		}
		return l
	}
	r := ReadBy([]ItemLinks{{Links: []Link{link(Strong, 2, 2), link(Strong, 0, 0), link(Strong, 2, 1), link(Likely, 1), link(Likely), link(Weak, 0, 0)}}})
	if r.Links != 5 || r.Disputed != 1 || len(r.Tiers) != 3 {
		t.Fatalf("%+v", r)
	}
	if s := r.Tiers[0]; s.Links != 2 || s.Direct != 1 || s.Non != 1 || math.Abs(s.Mean-p) > 1e-9 {
		t.Errorf("strong: %+v", s)
	}
	if len(r.Pairs) != 1 || r.Pairs[0].Links != 4 || r.Pairs[0].Same != 3 || math.Abs(r.Pairs[0].Kappa-0.6) > 1e-9 {
		t.Errorf("pairs: %+v", r.Pairs)
	}
	var b strings.Builder
	if err := r.Write(&b); err != nil || !strings.Contains(b.String(), "A and B: 3 of 4 alike, kappa 0.60") {
		t.Errorf("%s %v", b.String(), err)
	}
}
