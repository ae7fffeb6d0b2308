package report

import (
	"fmt"
	"slices"
	"strings"

	"refrain/pipeline/match"
)

// repeated counts the parts of a compound item, or the instruments it asks for,
// that what enters the verdict repeats; all is 0 where it has no parts. An
// instrument asked for generically counts.
func (c *Concern) repeated() (n, all int, noun string) {
	if len(c.Asks) > 1 {
		for _, a := range c.Asks {
			if a.Found != match.NotFound {
				n++
			}
		}
		return n, len(c.Asks), "instruments"
	}
	counted := idsOf(c.Voices)
	for _, p := range c.Parts {
		if among(counted, p.Passages) > 0 {
			n++
		}
	}
	return n, len(c.Parts), "parts"
}

// inPart qualifies a verdict that holds for some of an item's parts alone.
func (c *Concern) inPart() string {
	if n, all, noun := c.repeated(); n > 0 && n < all {
		return fmt.Sprintf(", for %d of the item’s %d %s", n, all, noun)
	}
	return ""
}

// partsFound says of a compound item which of its demands the counted passages
// repeat, and for which none was found.
func (c *Concern) partsFound() {
	if len(c.Parts) == 0 || len(c.Voices) == 0 {
		return
	}
	counted, unsure := idsOf(c.Voices), idsOf(c.Unsure)
	var found, likely, none []string
	for _, p := range c.Parts {
		n := among(counted, p.Passages)
		m := among(counted, p.Likely) + among(unsure, p.Passages) + among(unsure, p.Likely)
		switch {
		case n > 0:
			found = append(found, fmt.Sprintf("“%s” (%s)", p.Text, quantity(n, "passage")))
		case m > 0:
			likely = append(likely, fmt.Sprintf("“%s” (%s)", p.Text, quantity(m, "likely passage")))
		default:
			none = append(none, "“"+p.Text+"”")
		}
	}
	for _, g := range []struct {
		words string
		parts []string
	}{{"Parts of the item that are repeated", found}, {"Parts to be verified", likely}, {"Parts for which no passage was found", none}} {
		if len(g.parts) > 0 {
			c.note("%s: %s.", g.words, strings.Join(g.parts, "; "))
		}
	}
}

func idsOf(vs []Voice) map[string]bool {
	ids := map[string]bool{}
	for _, l := range linksOf(vs) {
		ids[l.ID] = true
	}
	return ids
}

func among(set map[string]bool, ids []string) int {
	n := 0
	for _, id := range ids {
		if set[id] {
			n++
		}
	}
	return n
}

// asksFound says of each treaty an item asks for how it was asked for.
func (c *Concern) asksFound() {
	if len(c.Asks) < 2 {
		return
	}
	names := map[match.Found][]string{}
	for _, a := range c.Asks {
		names[a.Found] = append(names[a.Found], a.Label)
	}
	var parts []string
	for _, f := range []match.Found{match.ByName, match.Generically} {
		if len(names[f]) > 0 {
			parts = append(parts, fmt.Sprintf("asked for %s: %s", f, commas(names[f])))
		}
	}
	if n := names[match.NotFound]; len(n) > 0 {
		parts = append(parts, "no passage found that asks for: "+commas(n))
	}
	s := strings.Join(parts, "; ")
	c.note("Of the %d instruments, %s.", len(c.Asks), s)
}

// joined keeps the State's sentences on the treaties that an item asks for.
func (r *Report) joined(asks []match.Ask) []match.Joining {
	var out []match.Joining
	for _, j := range r.joinings {
		for _, a := range asks {
			if slices.Contains(j.Treaties, a.Treaty) {
				out = append(out, j)
				break
			}
		}
	}
	slices.SortStableFunc(out, func(x, y match.Joining) int { return x.Passage.Year - y.Passage.Year })
	return out
}

// stateSaid quotes what the State said of joining the treaties asked for.
func (c *Concern) stateSaid() {
	var parts []string
	for _, j := range c.Joined {
		parts = append(parts, fmt.Sprintf("“%s” (%s)", strings.TrimSpace(j.Text), j.Passage.Cite))
	}
	if len(parts) > 0 {
		c.note("The State’s own words on joining them, no status being held here: %s.", strings.Join(parts, "; "))
	}
	parts = nil
	for _, k := range c.Claims {
		parts = append(parts, fmt.Sprintf("“%s” (%s)", strings.TrimRight(strings.TrimSpace(k.Text), "."), k.Passage.Cite))
	}
	if len(parts) > 0 {
		c.note("What the State says was done, its own statement, not verified and not counted: %s.", strings.Join(parts, "; "))
	}
}
