package match

import (
	"fmt"
	"io"
	"sort"
)

// Reading is how the program's tiers compare with what readers decided about
// single links. Nothing is said of links that nobody judged.
type Reading struct {
	// Links are those judged, Disputed those of them on which readers differ;
	// these are left out of Tiers.
	Links, Disputed int
	Tiers           []ReadTier
	// Pairs are the links that two readers judged, by the names of the two.
	Pairs []Agreement
}

// ReadTier is what readers said of the judged links of one strength.
type ReadTier struct {
	Strength             Strength
	Links                int
	Direct, Related, Non int
	// Mean is the mean probability; where probabilities mean what they say it
	// is near Direct / Links.
	Mean float64
}

// Agreement is how far two readers agree beyond chance (Cohen's kappa).
type Agreement struct {
	A, B  string
	Links int
	Same  int
	Kappa float64
}

// ReadBy compares links that readers judged, see [Link.Readers].
func ReadBy(answers []ItemLinks) Reading {
	var r Reading
	at := map[Strength]*ReadTier{}
	for _, s := range []Strength{Strong, Likely, Possible, Weak} {
		at[s] = &ReadTier{Strength: s}
	}
	counts := map[[2]string]*[3][3]float64{}
	for _, a := range answers {
		for _, l := range a.Links {
			if len(l.Readers) == 0 {
				continue
			}
			r.Links++
			countPairs(counts, l.Readers)
			if l.Reviewed == nil {
				r.Disputed++
				continue
			}
			at[l.Strength].add(l)
		}
	}
	for _, s := range []Strength{Strong, Likely, Possible, Weak} {
		if t := at[s]; t.Links > 0 {
			t.Mean /= float64(t.Links)
			r.Tiers = append(r.Tiers, *t)
		}
	}
	for names, table := range counts {
		r.Pairs = append(r.Pairs, agreement(names, table))
	}
	sort.Slice(r.Pairs, func(i, j int) bool { return r.Pairs[i].A+"\x00"+r.Pairs[i].B < r.Pairs[j].A+"\x00"+r.Pairs[j].B })
	return r
}

func (t *ReadTier) add(l Link) {
	t.Links++
	if l.Probability != nil {
		t.Mean += *l.Probability
	}
	switch l.Reviewed.Grade {
	case 2:
		t.Direct++
	case 1:
		t.Related++
	default:
		t.Non++
	}
}

func countPairs(counts map[[2]string]*[3][3]float64, readers []Judgment) {
	for i, a := range readers {
		for _, b := range readers[i+1:] {
			x, y := a, b
			if x.By > y.By {
				x, y = y, x
			}
			k := [2]string{x.By, y.By}
			if counts[k] == nil {
				counts[k] = &[3][3]float64{}
			}
			counts[k][x.Grade][y.Grade]++
		}
	}
}

func agreement(names [2]string, table *[3][3]float64) Agreement {
	a := Agreement{A: names[0], B: names[1]}
	for i := range table {
		for _, n := range table[i] {
			a.Links += int(n)
		}
		a.Same += int(table[i][i])
	}
	a.Kappa = weightedKappa(*table, func(i, j int) float64 { return float64(btoi(i != j)) })
	return a
}

// Write prints the comparison as a table for people.
func (r Reading) Write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "links judged by readers: %d; they differ on %d, which are left out below\n", r.Links, r.Disputed)
	for _, t := range r.Tiers {
		fmt.Fprintf(w, "  %-9s %4d judged   same concern %.3f   related %.3f   neither %.3f   mean probability %.2f\n", t.Strength, t.Links,
			share2(t.Direct, t.Links), share2(t.Related, t.Links), share2(t.Non, t.Links), t.Mean)
	}
	for _, p := range r.Pairs {
		fmt.Fprintf(w, "  %s and %s: %d of %d alike, kappa %.2f\n", p.A, p.B, p.Same, p.Links, p.Kappa)
	}
	return err
}
