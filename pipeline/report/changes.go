package report

import (
	"fmt"
	"regexp"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// mostChanges bounds the changes of position that are told one by one.
const mostChanges = 3

// changes names pairs of recommendations of different reviews that ask the
// same (see [match.Alike]) and were answered otherwise; each is compared with
// the latest before it.
func (c *Concern) changes() {
	var asked []match.Link
	for _, m := range c.Timeline {
		asked = append(asked, upr(m.Cell.Links)...)
	}
	var found []string
	for i, b := range asked {
		for k := i - 1; k >= 0; k-- {
			a := asked[k]
			if a.Passage.Key == b.Passage.Key || !final(a) || !final(b) || !c.in.alike.Same(&asked[k].Passage, &asked[i].Passage) {
				continue
			}
			if before, after := positionShort(a.Passage), positionShort(b.Passage); before != after {
				found = append(found, fmt.Sprintf("%s %d (%s), %s %d (%s)", before, a.Passage.Year, a.Passage.Cite, after, b.Passage.Year, b.Passage.Cite))
			}
			break
		}
	}
	for i, s := range found {
		if i == mostChanges {
			c.note("Further pairs of same recommendations with a changed position: %d.", len(found)-mostChanges)
			return
		}
		c.note("Position changed between same recommendations: %s.", s)
	}
}

func positionShort(p corpus.Passage) string {
	if p.Partial {
		return string(p.Position) + " (in part)"
	}
	return string(p.Position)
}

func final(l match.Link) bool {
	return l.Passage.Position == corpus.Supported || l.Passage.Position == corpus.Noted
}

// continueRE is a recommendation to go on with what is done already.
var continueRE = regexp.MustCompile(`(?i)^(?:to )?(?:further )?(?:continu(?:e|ing)\b|maintain(?:ing)?|pursu(?:e|ing)|persever(?:e|ing)|sustain(?:ing)?|carry on|keep )`)

// Continues reports whether a link's passage asks to go on.
func Continues(l match.Link) bool {
	text := l.Passage.Ask
	if text == "" {
		text = l.Passage.Text
	}
	return continueRE.MatchString(strings.TrimSpace(text))
}

// actionNames are UPR Info's categories of what a recommendation asks, from
// the least to the most.
var actionNames = [6]string{"without a verb that tells", "minimal", "continuing", "considering", "general", "specific"}

// leastForTrend is how many recommendations a review needs before what it asks
// is compared with another's.
const leastForTrend = 3

// demand says whether the demand grew stronger: the median of UPR Info's
// categories, by the verb that opens each recommendation, in the first and the
// last review before the letter with three recommendations or more.
func (c *Concern) demand() {
	var parts []string
	var reviews []Moment
	for _, m := range c.Timeline {
		if m.When != match.Earlier || m.Lane != LaneReview || m.Mechanism != corpus.UPR || !m.Cell.sure() {
			continue
		}
		parts = append(parts, m.Name+": "+m.ActionWords())
		if n := m.asked(); n >= leastForTrend {
			reviews = append(reviews, m)
		}
	}
	if len(parts) < 2 {
		return
	}
	said := "What was asked, by UPR Info’s categories: " + strings.Join(parts, "; ") + "."
	if len(reviews) >= 2 {
		first, last := reviews[0], reviews[len(reviews)-1]
		a, b := first.median(), last.median()
		switch {
		case a == 0 || b == 0: // no one category is in the middle
		case b > a:
			said += fmt.Sprintf(" By the median the demand was stronger in %s (%s) than in %s (%s).", last.Name, actionNames[b], first.Name, actionNames[a])
		case b < a:
			said += fmt.Sprintf(" By the median the demand was weaker in %s (%s) than in %s (%s).", last.Name, actionNames[b], first.Name, actionNames[a])
		}
	}
	c.Notes = append(c.Notes, said)
}

// ActionWords gives "2 considering, 4 specific", the strongest last.
func (m Moment) ActionWords() string {
	var parts []string
	for k := 1; k <= 6; k++ { // those without a verb come last
		if n := m.Actions[k%6]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, actionNames[k%6]))
		}
	}
	return commas(parts)
}

// asked counts the recommendations whose verb tells what they ask.
func (m Moment) asked() int {
	n := 0
	for _, k := range m.Actions[1:] {
		n += k
	}
	return n
}

// median is the middle category; 0 where the two in the middle differ.
func (m Moment) median() int {
	n, seen := m.asked(), 0
	for k := 1; k < len(m.Actions); k++ {
		seen += m.Actions[k]
		switch {
		case 2*seen == n && n > 0:
			return 0
		case 2*seen > n:
			return k
		}
	}
	return 0
}
