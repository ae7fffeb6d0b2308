package match

import (
	"regexp"
	"slices"

	"refrain/corpus"
)

// Claim is a sentence in which the State under review says that something was
// done on what an item asks. It is the State's statement; whether it is so, and
// what came of it, it does not show.
type Claim struct {
	Text    string
	Passage *corpus.Passage
}

// Claims finds such sentences. It is made for one question and does not change.
type Claims struct {
	reader    *reader
	sentences []claimed
}

// claimed is a sentence that says that something was done.
type claimed struct {
	Claim
	e *entry
}

// The bounds of what is shown for an item: how many sentences, and how probable
// it is that a sentence speaks of the item's concern.
const (
	mostClaims   = 3
	claimAt      = 0.5
	claimLeadMet = 1   // it names what the item is about first
	longestClaim = 500 // bytes
)

// NewClaims reads the State's own words in the documents on the State of a
// question: its reports and addenda, and what its delegation is reported to
// have said during a review.
func NewClaims(q *Question, docs []*corpus.Document) *Claims {
	c := &Claims{reader: readerFor(q.State)}
	for _, d := range docs {
		if q.State == "" || d.State != q.State || d.Key == q.Key {
			continue
		}
		for i := range d.Passages {
			p := &d.Passages[i]
			if !saidByState(p) || !mayBeDone.MatchString(p.Text) {
				continue
			}
			for _, piece := range splitAt(p.Text, func(i int) bool { return p.Text[i] == ';' }) {
				for _, s := range sentences(piece) {
					s = noteRE.ReplaceAllString(s, "$1")
					if len(s) > longestClaim || !saysDone(s) {
						continue
					}
					e := c.reader.entry(&corpus.Passage{ID: p.ID, Text: s})
					c.sentences = append(c.sentences, claimed{Claim{s, p}, e})
				}
			}
		}
	}
	return c
}

// Of lists the surest sentences on what an item asks, in the order of time. None is given for an item that asks for treaties (see
// [Joinings]), or that is about nothing the lexicon knows.
func (c *Claims) Of(item *corpus.Passage) []Claim {
	it := c.reader.entry(item)
	if it.whole.track == onRatifying || len(specific(it.whole)) == 0 {
		return nil
	}
	type hit struct {
		Claim
		p float64
	}
	var hits []hit
	for i := range c.sentences {
		s := &c.sentences[i]
		if leadMet(it.whole, s.e.whole) < claimLeadMet || s.e.whole.track != it.whole.track {
			continue
		}
		f, _, _ := judge(it, s.e)
		if p := probability(score(&f)); p >= claimAt {
			hits = append(hits, hit{s.Claim, p})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		switch {
		case a.p > b.p:
			return -1
		case a.p < b.p:
			return 1
		}
		return a.Passage.Year - b.Passage.Year
	})
	var out []Claim
	seen := map[string]bool{}
	for _, h := range hits {
		if k := corpus.TextHash(h.Text); len(out) < mostClaims && !seen[k] {
			seen[k] = true
			out = append(out, h.Claim)
		}
	}
	slices.SortStableFunc(out, func(a, b Claim) int { return a.Passage.Year - b.Passage.Year })
	return out
}

// saidByState reports whether a passage is the State's own, or reports what its
// delegation said.
func saidByState(p *corpus.Passage) bool {
	if p.Kind == corpus.PassageReply {
		return true
	}
	if p.Kind != corpus.PassageUPRParagraph || p.Role == corpus.RoleRecommendation {
		return false
	}
	if len(p.By) > 0 {
		return len(p.By) == 1 && p.By[0] == p.State
	}
	n := len(p.Headings)
	return n > 0 && presentationRE.MatchString(p.Headings[n-1]) || delegationRE.MatchString(p.Text)
}

var (
	presentationRE = regexp.MustCompile(`(?i)^(?:[A-Z]\. *)?Presentation by the State`)
	delegationRE   = regexp.MustCompile(`^(?:The|Its|His|Her) (?:[Hh]ead of (?:the )?)?(?:[Dd]elegation|[Mm]inister|Government)\b`)
)

// doneVerbs are participles of acts that end in something being there.
const doneVerbs = `adopted|enacted|amended|established|created|introduced|launched|passed|approved|promulgated|abolished|repealed|` +
	`criminalized|prohibited|banned|set up|strengthened|improved|increased|expanded|extended|implemented|put in place|opened|built|` +
	`constructed|renovated|trained|appointed|developed|reformed|revised|ended|closed|reduced|organized|allocated|founded|inaugurated|lifted`

var (
	mayBeDone = regexp.MustCompile(`\b(?:` + doneVerbs + `|provided|taken|into force|took effect)\b`)
	doneRE    = regexp.MustCompile(`\b(?:(?:was|were|(?:has|have|had)(?: been)?) (?:(?:also|already|recently|further|significantly|\w+ly) )?(?:` + doneVerbs + `)` +
		`|(?:has|have|had) been provided|(?:[Mm]easures|[Ss]teps) (?:has|have|had) been taken|(?:entered|came|has entered|had entered) into force|took effect` +
		`|((?:Government|Parliament|Assembly|Ministry|State|Republic|country|authorities|Minister|Council|Cabinet|it|we|We|It|\p{Lu}\p{Ll}+) (?:(?:also|recently) )?(?:` + doneVerbs + `)))\b`)
	notDoneRE = regexp.MustCompile(`(?i)\b(?:not|nor|no|never|yet to|would|will|shall|should|could|may|might|must|if|unless|until|once|plans?|planned|intends?|` +
		`being|expected|proposed|draft|need(?:ed|s)?|recommend\w*|recommendations?|regret\w*|concern(?:s|ed)?|asked|questions?|wished|claim\w*|alleg\w+)\b`)
	// What a court found is no act of the State, and what has grown or improved of itself none at all.
	foundRE    = regexp.MustCompile(`(?i)\b(?:courts?|tribunals?) (?:has |had |also )?(?:established|found|annulled|abolished|repealed)\b|\b(?:inconsisten\w+|unconstitutional\w*|violations? (?:was|were) (?:established|found))\b|\bexcept\b`)
	outcomeRE  = regexp.MustCompile(`\b(?:has|have|had) (?:\w+ly )?(?:improved|increased|reduced|expanded|extended|developed|strengthened)(?: \w+ly)?(?:$|[.,;]| (?:in|by|from|since|over|during|to|and)\b)`)
	fragmentRE = regexp.MustCompile(`^(?:\p{Ll}|This is |That is )`) // a piece that needs what stands before it
	noteRE     = regexp.MustCompile(`^\d{1,3} (\p{Lu})`)             // the number of a footnote left before a sentence
)

// saysDone reports whether a sentence says that something was done, without a
// word by which it may not have been, or is another's. A participle that a
// preposition follows without a form of "to be" or "to have" before it only
// describes ("a network of Europe established on its initiative").
func saysDone(s string) bool {
	if fragmentRE.MatchString(s) || notDoneRE.MatchString(s) || foundRE.MatchString(s) || outcomeRE.MatchString(s) {
		return false
	}
	for _, m := range doneRE.FindAllStringSubmatchIndex(s, -1) {
		if m[2] < 0 || !prepositionRE.MatchString(s[m[1]:]) {
			return true
		}
	}
	return false
}

var prepositionRE = regexp.MustCompile(`^ (?:on|by|in|for|to|under|at|within|with|from|during|through|as|among|between)\b`)
