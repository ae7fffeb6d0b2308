package check

import (
	"strings"

	"refrain/corpus/pattern"
)

// relativeRE is an answer told of what stands before it: "(A/…, para. 91), which
// the State supported", "a recommendation that it accepted", "all of which the
// Government noted". Its groups are what leads it, the subject and the verb.
var relativeRE = pattern.New(`(?i)((?:^|[,;)\]–—(\s])\s?(?:and |but )?(?:(?:both|all|each|neither|none|most|some|two|three) of )?which|\b(?:a|an|the|this|these|those|both|all|two|three)? ?(?:recommendations?|proposals?|calls?)(?: that| which)?) ((?:[\pL(][\pL’'.)-]*,? ){1,9}?)(?:(?:has|had|have) )?` +
	adverbs + `(` + negated + `|(?:has |had |have )?(?:` + answered + `|supports|accepts|notes|rejects|endorses)` + partWord + `)\b`)

// relativeEndRE is what may follow the verb where its object stands before it.
var relativeEndRE = pattern.New(`(?i)^(?:\s*$|[.,;:)(\]\[–—¹²³⁰⁴-⁹]| [–—(\[]| (?:and|but|while|although|though|at|when|after|only|without|(?:in|of|since) (?:19|20)\d\d|in (?:part|full|principle|its (?:reply|addendum|response)))\b)`)

// genericRE are words for the State under review.
var genericRE = pattern.New(`(?i)^(?:the |its |that )?(?:government|state(?: under review| concerned| party)?|delegation|country|authorities|it|they)$`)

// relativeClaims finds the answers that are told of what stands before them.
func (r *run) relativeClaims(c clause) []claim {
	var out []claim
	for _, m := range relativeRE.FindAllStringSubmatchIndex(c.text, -1) {
		head, subject, verb := c.text[m[2]:m[3]], strings.TrimRight(c.text[m[4]:m[5]], " ,"), c.text[m[6]:m[7]]
		after := c.text[m[7]:]
		if !relativeEndRE.MatchString(after) || notAnswer.MatchString(after) || !r.standsFor(c, m[4], m[4]+len(subject)) {
			continue
		}
		cl := meaning(claim{start: m[4], end: m[7], words: verb})
		if w := strings.ToLower(head); strings.Contains(w, "neither of") || strings.Contains(w, "none of") {
			cl = meaning(claim{start: m[4], end: m[7], words: "neither " + verb})
		} else if strings.Contains(w, "some of") || strings.Contains(w, "most of") || strings.Contains(w, "two of") || strings.Contains(w, "three of") {
			continue // of which, is not said
		}
		out = append(out, cl)
	}
	return out
}

// standsFor reports whether a subject is the State under review: by its name, or
// by a word for it.
func (r *run) standsFor(c clause, start, end int) bool {
	var ms []mention
	for _, m := range mentions(r.States, c.text) {
		if m.start >= start && m.start < end {
			ms = append(ms, m)
		}
	}
	if len(ms) > 0 {
		before := strings.TrimSpace(c.text[start:ms[0].start])
		return len(ms) == 1 && ms[0].end == end && delegatedRE.MatchString(before) &&
			(r.reviews(c.cites, ms[0].code) || r.reviews(c.prev, ms[0].code))
	}
	return genericRE.MatchString(c.text[start:end])
}

// delegatedRE is what may stand before the name of a State that answers.
var delegatedRE = pattern.New(`(?i)^(?:the)?(?: ?(?:government|delegation|authorities) of(?: the)?)?$`)

// onwardRE is what stands between a citation and a claim about it that follows
// at once: "(A/…, para. 125.1), which did not enjoy its support, …".
var onwardRE = pattern.New(`(?i)^[\s,;)\]–—]*(?:and |but )?(?:which|that|and|but|both|all|also|both also|(?:(?:both|all|each|neither|none) of )(?:which|them)|(?:a|both|two|three|all)? ?recommendations?(?: that| which)?)?\s*$`)
