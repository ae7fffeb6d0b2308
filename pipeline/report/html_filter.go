package report

import (
	"slices"
	"sort"

	"refrain/corpus"
)

// section is a run of items below one heading; Head is empty where an item has
// none.
type section struct {
	Head     string
	Concerns []Concern
}

// sections groups the items by their last heading, in the letter's order.
func (r *Report) sections() []section {
	var out []section
	for _, c := range r.Concerns {
		h := headWord(c.Item)
		if n := len(out); n == 0 || out[n-1].Head != h {
			out = append(out, section{Head: h})
		}
		last := &out[len(out)-1]
		last.Concerns = append(last.Concerns, c)
	}
	return out
}

// standings are what a verdict can say, in the order in which a reader may
// choose them.
var standings = []string{"Raised more than once", "Raised once", "To be verified", "No passage found", "Nothing searched"}

// standing is the kind of an item's verdict.
func standing(c Concern) string {
	switch {
	case c.searched() == 0:
		return standings[4]
	case len(c.Voices) > 1:
		return standings[0]
	case len(c.Voices) == 1:
		return standings[1]
	case len(c.Unsure) > 0:
		return standings[2]
	}
	return standings[3]
}

// foundBy lists the mechanisms and bodies with a counted passage for an item,
// whether in their own document or in a compilation.
func foundBy(c Concern) []string {
	var out []string
	for i, e := range c.in.Events {
		cell := c.Cells[i]
		switch {
		case cell.Passages == 0:
		case e.Lane == LaneStakeholder:
			out = add(out, "Stakeholders")
		case e.Lane == LaneCompilation:
			for _, b := range cell.Bodies {
				out = add(out, b)
			}
		default:
			out = add(out, string(e.Mechanism))
		}
	}
	return out
}

// choices are what the items of a report can be filtered by; a list of fewer
// than two offers no choice.
type choices struct{ Heads, Standings, Mechanisms []string }

func (r *Report) choices() choices {
	var c choices
	have := map[string]bool{}
	for _, x := range r.Concerns {
		if h := headWord(x.Item); h != "" {
			c.Heads = add(c.Heads, h)
		}
		have[standing(x)] = true
		for _, m := range foundBy(x) {
			c.Mechanisms = add(c.Mechanisms, m)
		}
	}
	for _, s := range standings {
		if have[s] {
			c.Standings = append(c.Standings, s)
		}
	}
	sort.SliceStable(c.Mechanisms, func(i, j int) bool {
		a, b := c.Mechanisms[i], c.Mechanisms[j]
		if first := string(corpus.UPR); (a == first) != (b == first) {
			return a == first
		}
		if (a == "Stakeholders") != (b == "Stakeholders") {
			return b == "Stakeholders"
		}
		return a < b
	})
	return c
}

// silent reports whether a report has columns that were not searched, and
// others.
func (r *Report) silent() bool {
	searched := func(e Event) bool { return e.Searched }
	return slices.ContainsFunc(r.Events, searched) && slices.ContainsFunc(r.Events, func(e Event) bool { return !e.Searched })
}
