package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// tallyOf stands between a count and what was done with it.
const tallyOf = `(?: recommendations| politici[sz]ed ones)?(?: of (?:them|the \d+ recommendations)|,? of which)? (?:(?:had|have|has|were|was|are|which|that|immediately|already|fully|been) )*`

// The wordings of totals: "out of 215 recommendations received, 182 had enjoyed
// the support of X and 33 had been noted" (A/HRC/43/2, 819), "of the 167
// recommendations received, 50 politicized ones had been rejected" (A/HRC/27/10,
// 99), "the 113 recommendations supported during the second cycle".
var (
	tallyTotalRE = pattern.New(`(?i)\b(?:of|out of)(?: a total of)?(?: the| its| all| all the)? (\d{1,3}) recommendations|(?:received|presented with) (\d{1,3}) recommendations|\b(\d{1,3}) recommendations (?:were|had been|was) (?:made|received|formulated)|accepted \d{1,3} out of (\d{1,3})\b`)
	tallyYesRE   = pattern.New(`(?i)\b(\d{1,3})` + tallyOf + `(?:enjoyed the support|accepted|supported)|(?:accepted|supported|support for)(?: a total of)? (\d{1,3})\b`)
	tallyNoRE    = pattern.New(`(?i)\b(\d{1,3})` + tallyOf + `(?:rejected|noted|not supported|not accepted)|(?:rejected|noted|not supported|not accepted|not support|not accept)(?: only| a total of)? (\d{1,3})\b`)
	notYesRE     = pattern.New(`(?i)\bnot (?:been )?(?:accept|support)(?:ed)?\b`)
	tallyWordRE  = pattern.New(`(?i)\b(?:to (?:accept|reject|support)|had (?:duly |only |already )?(?:accepted|rejected|supported|taken note|noted)|(?:was|were|been) (?:duly )?(?:accepted|rejected|supported|taken note of|noted)|(?:accepted|rejected|supported) (?:\d|many|most|all|some|only|the majority))`)
	implementRE  = pattern.New(`(?i)implement`)
	cycleWordRE  = pattern.New(`(?i)\b(first|second|third|fourth|1st|2nd|3rd|4th|previous|last)[ -](?:UPR |universal periodic review |national )?(?:cycle|review|universal periodic review)|\b(first|second|third|previous)-cycle`)
	presentRE    = pattern.New(`(?i)present session|current (?:cycle|review)|this (?:session|review)|present review`)
)

// firstNumber is the first group of a match that is set, as a number.
func firstNumber(m []string) int {
	for _, g := range m[min(1, len(m)):] {
		if g != "" {
			return atoi(g)
		}
	}
	return 0
}

// tallyIn reads the totals of a sentence.
func tallyIn(s string) (t corpus.Tally, ok bool) {
	t.Total = firstNumber(tallyTotalRE.FindStringSubmatch(s))
	// "accepted 78 of the 92 recommendations": the total is no second count.
	t.Supported = firstNumber(tallyYesRE.FindStringSubmatch(notYesRE.ReplaceAllString(s, "refused")))
	t.Noted = firstNumber(tallyNoRE.FindStringSubmatch(s))
	return t, strings.Contains(strings.ToLower(s), "recommendation") && t.Supported+t.Noted > 0
}

// tally keeps the totals that the State, or the President, states on the
// outcome being adopted.
func (s *session) tally(p *corpus.Passage) {
	for _, text := range sentences(p.Text) {
		if t, ok := tallyIn(text); ok && len(namedIn(text)) == 0 {
			t.State, t.Target, t.Text, t.Source, t.Date = s.state, s.target, clip(text), s.source(p), s.dateOr()
			s.doc.Tallies = append(s.doc.Tallies, t)
		}
	}
}

// earlierCycles keeps what the State under review says of the recommendations
// of an earlier cycle, with or without totals; numbers of recommendations it
// names none. In a passage that began to speak of an earlier cycle the next
// sentences go on with it.
func (c *context) earlierCycles() {
	d := c.doc
	for i := range d.Passages {
		p := &d.Passages[i]
		if p.Kind == corpus.PassageRecommendation || d.Kind == corpus.KindWGReport && (!contains(p.By, d.State) && !presents(p) || inConclusions(*p)) {
			continue
		}
		if lower := strings.ToLower(p.Text); !strings.Contains(lower, "recommendation") || !strings.Contains(lower, "cycle") && !strings.Contains(lower, "review") {
			continue
		}
		cycle := 0
		for _, s := range sentences(p.Text) {
			if m := cycleWordRE.FindStringSubmatch(s); m != nil {
				cycle = earlierCycle(strings.ToLower(m[1]+m[2]), d.Cycle)
			}
			if presentRE.MatchString(s) {
				cycle = 0
			}
			if cycle == 0 || cycle >= d.Cycle && d.Kind != corpus.KindLetter || !tallyWordRE.MatchString(s) || implementRE.MatchString(s) || !strings.Contains(strings.ToLower(s), "recommendation") {
				continue
			}
			t, _ := tallyIn(s)
			t.State, t.Cycle, t.Text, t.Source, t.Date = d.State, cycle, clip(s), c.stem()+", "+locatorOf(*p), d.Date
			d.Tallies = append(d.Tallies, t)
		}
	}
}

// presents reports whether a paragraph stands under the State's presentation.
func presents(p *corpus.Passage) bool {
	for _, h := range p.Headings {
		if strings.HasPrefix(strings.ToLower(h), "presentation by the state") {
			return true
		}
	}
	return false
}

// earlierCycle is the cycle that a word means in a document of a cycle.
func earlierCycle(word string, now int) int {
	switch word {
	case "previous", "last":
		return now - 1
	}
	return ordinal(word)
}

// letterTallies keeps the totals that a letter states ("the 113
// recommendations supported during the second cycle").
func (c *context) letterTallies() {
	d := c.doc
	text := strings.Join(strings.Fields(firstText(c.in.Pages, 12000)), " ")
	for _, s := range sentences(supRE.ReplaceAllString(text, "")) {
		m := cycleWordRE.FindStringSubmatch(s)
		t, ok := tallyIn(s)
		if m == nil || !ok {
			continue
		}
		t.State, t.Cycle, t.Text, t.Source, t.Date = d.State, earlierCycle(strings.ToLower(m[1]+m[2]), d.Cycle), clip(s), c.stem(), d.Date
		d.Tallies = append(d.Tallies, t)
	}
}
