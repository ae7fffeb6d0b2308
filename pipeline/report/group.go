package report

import "refrain/pipeline/match"

// Group is a titled list of links of a concern.
type Group struct {
	Title string
	Links []match.Link
	// Counted says that the links enter the verdict, Fold that a reader need
	// not see them at once.
	Counted, Fold bool
}

// Groups lists the links of a concern in the order in which every output shows
// them; empty groups are left out.
func (c *Concern) Groups() []Group {
	var out []Group
	raised := "Raised before"
	if c.in.undated() {
		raised = "Raised in"
	}
	counted := linksOf(c.Voices)
	for _, g := range []Group{
		{raised, counted, true, false},
		{"Likely, to be verified", c.notCounted(counted), false, false},
		{"In the review that the letter follows", c.Same, false, false},
		{"Taken up again since the letter", c.Later, false, false},
		{"Stakeholders, in summaries of their submissions", c.Stakeholders, false, true},
		{"On other States, not counted", c.Elsewhere, false, true},
		{"Progress noted or claimed", c.Progress, false, true},
		{"Related, not counted", c.Related, false, true},
		{"Possible, to be checked by a reader", c.Possible, false, true},
	} {
		if len(g.Links) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// notCounted lists the earlier links that do not enter the verdict.
func (c *Concern) notCounted(counted []match.Link) []match.Link {
	in := map[string]bool{}
	for _, l := range counted {
		in[l.ID] = true
	}
	var out []match.Link
	for _, l := range c.Earlier {
		if !in[l.ID] {
			out = append(out, l)
		}
	}
	return out
}

// disputed counts the links on which readers differ.
func (c *Concern) disputed() int {
	n := 0
	for _, g := range c.Groups() {
		for _, l := range g.Links {
			if Disputed(l) {
				n++
			}
		}
	}
	return n
}

// Disputed reports whether readers judged a link and differ.
func Disputed(l match.Link) bool { return l.Reviewed == nil && len(l.Readers) > 1 }
