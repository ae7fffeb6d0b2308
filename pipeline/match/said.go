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
	if Welcomes(said[best]) {
		l.hearBeside(said, worth)
		return
	}
	for i, s := range said {
		if i == best || !Welcomes(s) && (l.holds(s) && (treaties || c.ub == 0) || strengthAt(worth[i]) == Strong && asksRE.MatchString(s)) {
			l.Said = append(l.Said, s)
		}
	}
}

// hearBeside is for a passage whose best sentence is a welcome: the link then
// rests on what else asks, and is no surer than that.
func (l *Link) hearBeside(said []string, worth []float64) {
	top := 0.0
	for i, s := range said {
		if !Welcomes(s) && asksRE.MatchString(s) && atLeast(strengthAt(worth[i]), Likely) {
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

// Words of a welcome, and words by which a sentence asks, worries or tells what
// is missing: with one of them it is no mere welcome.
const steps = `adoption|ratification|accession|enactment|entry into force|establishment|accreditation|re-accreditation|approval|promulgation|` +
	`creation|introduction|launch|amendments?|revision|signature|signing|appointment|abolition|repeal|criminalization|withdrawal|` +
	`progress|improvements?|achievements?|efforts|measures taken|steps taken|positive (?:steps|measures|developments)`

var (
	welcomesRE = regexp.MustCompile(`(?i)\b(?:welcom(?:es?|ed)|commend(?:s|ed)|applaud(?:s|ed)|congratulat(?:es?|ed)|prais(?:es?|ed)|appreciat(?:es?|ed)|` +
		`(?:notes?|noted|taken note|took note|acknowledged|recogni[sz]ed)(?:,? with (?:appreciation|satisfaction|interest),?)?(?: of)?(?: the| its)?(?: [\p{L}’-]+){0,3}? (?:` + steps + `)|` +
		`(?:notes?|noted) with (?:appreciation|satisfaction)|` +
		`noted that [^.;]{0,120}\b(?:had|has|was|were|have)(?: been)? (?:recently |also |already )?(?:adopted|enacted|ratified|acceded to|established|created|abolished))\b`)
	asksRE = regexp.MustCompile(`(?i)\b(?:concern(?:s|ed)?|recommend(?:s|ed|ing|ation to|ations? that)?|urg(?:es?|ed|ing)|encourag(?:es?|ed)|call(?:s|ed|ing)? (?:on|upon|for)|request(?:s|ed)?|invit(?:es?|ed)|` +
		`ask(?:s|ed)|advis(?:es?|ed)|suggest(?:s|ed)?|stress(?:es|ed)|emphasi[sz](?:es|ed)|reiterat\w+|should|must|regret\w*|deplor\w+|worr(?:y|ied|ying)|alarm\w*|troubl\w+|disturb\w+)\b`)
	missingRE = regexp.MustCompile(`(?i)\b(?:lack(?:s|ed|ing)?|absence|however|but|although|though|despite|notwithstanding|nevertheless|nonetheless|whereas|yet|remain(?:s|ed|ing)?|persist\w*|` +
		`needed|needs? (?:to|for)|still|not|nor|cannot|without|insufficient\w*|inadequa\w+|limit(?:s|ed|ing)?|restrict\w*|exclud\w+|fail(?:s|ed|ure)?|delay\w*|continu(?:es|ed|ing)|only|unable|shortcomings?|challenges|low|high (?:number|rate))\b`)
	noneRE = regexp.MustCompile(`\bno [a-z]`) // not "Protocol No. 12"
)

// Welcomes reports whether a sentence does no more than welcome or note what
// was done: an adoption, a ratification, progress. One that also asks, is
// concerned or says what is missing does more.
func Welcomes(s string) bool {
	return welcomesRE.MatchString(s) && !asksRE.MatchString(s) && !missingRE.MatchString(s) && !noneRE.MatchString(s)
}
