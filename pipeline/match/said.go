package match

import (
	"regexp"
	"slices"
	"strings"

	"refrain/corpus"
)

// hear finds the sentences by which a passage of a treaty body or of a
// compilation raises an item: the one that agrees best (of a passage that
// agrees as a whole all), and each other that asks or is concerned and would be
// a strong link by itself. A sentence that only welcomes raises nothing: where
// the best one does, the link is no surer than another that asks; where there is
// none that would be likely, the link's passage is a welcome.
func (l *Link) hear(item *entry, c *candidate) {
	p := c.e.p
	if l.Strength == Weak || p.Kind != corpus.PassageCompilation && p.Kind != corpus.PassageObservation {
		return
	}
	said := sentences(p.Text)
	worth := make([]float64, len(said))
	best, top, inside := -1, 0.0, false
	treaties := c.f != nil && c.f[lBest+fTreatyAny] > 0
	for i, s := range said {
		w := sentenceWorth(item, c.e, said, i)
		worth[i] = w
		in := l.holds(s)
		if best < 0 || in && !inside || in == inside && w > top {
			best, top, inside = i, w, in
		}
	}
	if best < 0 {
		return
	}
	if corpus.Welcomes(said[best]) {
		l.hearBeside(said, worth)
		return
	}
	for i, s := range said {
		if i == best || !corpus.Welcomes(s) && (l.holds(s) && (treaties || c.ub == 0) || strengthAt(worth[i]) == Strong && corpus.Asks(s)) {
			l.Said = append(l.Said, s)
		}
	}
}

// hearBeside is for a passage whose best sentence is a welcome: the link then
// rests on what else asks, and is no surer than that.
func (l *Link) hearBeside(said []string, worth []float64) {
	top := 0.0
	for i, s := range said {
		if !corpus.Welcomes(s) && corpus.Asks(s) && atLeast(strengthAt(worth[i]), Likely) {
			l.Said = append(l.Said, s)
			top = max(top, worth[i])
		}
	}
	if l.Said == nil {
		l.Passage.Role = corpus.RoleWelcome
		return
	}
	l.ToText = strings.TrimRight(strings.Join(l.Said, ". "), ". ")
	if *l.Probability > top {
		l.Probability, l.Strength = &top, strengthAt(top)
	}
}

// holds reports whether the part that agrees best stands in a sentence, or the
// sentence in it.
func (l *Link) holds(s string) bool {
	return strings.Contains(s, l.ToText) || strings.Contains(l.ToText, strings.TrimRight(s, ". "))
}

// sentenceWorth is the probability of a sentence being a repeat by itself; one
// that speaks of "such persons" is read with those before it.
func sentenceWorth(item, passage *entry, said []string, i int) float64 {
	text := said[i]
	for k := i; k > 0 && backRE.MatchString(said[k]); k-- {
		text = said[k-1] + ". " + text
	}
	f, _, _ := judge(item, passage.reader.entry(&corpus.Passage{ID: passage.p.ID, Text: text, Headings: passage.p.Headings}))
	return probability(score(&f))
}

var backRE = regexp.MustCompile(`\b(?:such|these|those) [a-z]+`)

// tiers are the strengths from sure to unsure.
var tiers = []Strength{Strong, Likely, Possible, Weak}

func atLeast(s, bound Strength) bool { return slices.Index(tiers, s) <= slices.Index(tiers, bound) }
