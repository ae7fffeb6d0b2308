package check

import (
	"fmt"

	"refrain/corpus/pattern"
)

var (
	// "was raised twice", "recommended three times"
	timesRE = pattern.New(`(?i)\b(?:recommend\w*|urged|told|asked|called for|raised|made|came up|come up|repeated|requested|reiterated)(?: [^.;:()]{0,30}?)? (?:(at least|no (?:fewer|less) than|more than|over|some|about) )?(once|twice|thrice|(?:` + numberWords + `) times)\b`)
	onceOf  = map[string]int{"once": 1, "twice": 2, "thrice": 3}
)

// example reports whether a sentence gives its citations as examples: "see, for
// example, A/…". States that are examples of many ("including Norway") are not.
func (r *run) example(s statement) bool {
	for _, m := range exampleRE.FindAllStringIndex(s.text, -1) {
		after := s.text[m[1]:min(len(s.text), m[1]+200)]
		ms := mentions(r.States, after)
		if len(ms) > 0 && len(after[:ms[0].start]) < 12 || groupOfRE.MatchString(after[:min(len(after), 24)]) {
			continue
		}
		return true
	}
	return false
}

// times checks "recommended twice" against the recommendations, documents and
// reviews cited: any of the three may be meant.
func (r *run) times(s statement, c clause) {
	ps := onlyRecommendations(passagesOf(c.near))
	if len(ps) == 0 || !wholeOf(c.near) {
		return
	}
	for _, m := range timesRE.FindAllStringSubmatchIndex(c.text, -1) {
		if inQuotation(c, m[4]) || inCitation(s, c, m[4]) {
			continue
		}
		words := group(c.text, m, 2)
		said := onceOf[words]
		if said == 0 {
			said = numberOf(words[:len(words)-len(" times")])
		}
		keys := map[string]bool{}
		for _, p := range ps {
			keys[p.Key] = true
		}
		f := Finding{What: Count, Result: Wrong, IDs: ids(ps), Says: recommendations(len(ps)) + " cited, of " + documents(len(keys)), Right: fmt.Sprintf("%s times", count(len(ps)))}
		for _, n := range []int{len(ps), len(onlyRecommendations(passagesOf(c.cites))), len(keys), len(byOf(ps))} {
			holds, ok := enough(group(c.text, m, 1), said, n)
			if !ok {
				return
			}
			if holds {
				f.Result, f.Right = Correct, ""
			}
		}
		r.add(s.block, c.start+m[4], c.start+m[5], f)
	}
}

func documents(n int) string {
	if n == 1 {
		return "one document"
	}
	return count(n) + " documents"
}
