package report

import (
	"fmt"
	"strings"

	"refrain/pipeline/match"
)

// partsFound says of a compound item which of its demands the counted passages
// repeat, and for which none was found.
func (c *Concern) partsFound() {
	if len(c.Parts) == 0 || len(c.Voices) == 0 {
		return
	}
	counted := map[string]bool{}
	for _, l := range linksOf(c.Voices) {
		counted[l.ID] = true
	}
	var found, none []string
	for _, p := range c.Parts {
		n := 0
		for _, id := range p.Passages {
			if counted[id] {
				n++
			}
		}
		if n == 0 {
			none = append(none, "“"+p.Text+"”")
			continue
		}
		found = append(found, fmt.Sprintf("“%s” (%s)", p.Text, quantity(n, "passage")))
	}
	if len(found) > 0 {
		c.note("Parts of the item that are repeated: %s.", strings.Join(found, "; "))
	}
	if len(none) > 0 {
		c.note("Parts for which no passage was found: %s.", strings.Join(none, "; "))
	}
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
