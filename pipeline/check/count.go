package check

import (
	"fmt"
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

const numberWords = `\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|thirty|forty|fifty`

var (
	// "14 States", "fourteen Member States", "no fewer than 14 delegations"
	countStatesRE = pattern.New(`(?i)\b(?:a total of )?(?:(at least|no (?:fewer|less) than|more than|fewer than|less than|over|some|about|around|nearly|almost|close to|roughly|approximately|as many as|up to|another|a further|of the|among the|the other|and) )?(` + numberWords + `) (?:(?:UN |United Nations |Member |member |different |recommending |other |more |further )*)(States|delegations|countries|Governments)\b`)
	// "three recommendations", "all 12 recommendations", "182 of the 215 recommendations"
	countRecsRE = pattern.New(`(?i)\b(?:a total of )?(?:(at least|no (?:fewer|less) than|more than|fewer than|less than|over|some|about|around|nearly|almost|close to|roughly|approximately|as many as|up to|another|a further|of the|of|among the|the other|other) )?(` + numberWords + `) (?:(?:of the|of these|of those|other|more|further|similar|such|separate|specific|UPR|supported|accepted|noted|pending) )*(?:recommendations|recs)\b`)
	// what makes a list of citations an example
	exampleRE = pattern.New(`(?i)\be\.g\.|\bfor example\b|\bfor instance\b|\binter alia\b|\bsuch as\b|\bincluding\b|\bamong others\b|\bin particular\b|\bnotably\b`)
	saysRecRE = pattern.New(`(?i)recommend|urge|called|calls? |encourag|suggest|propos|request|told|want|demand|press|\bby\b|\bfrom\b|raised|made`)
)

var wordNumbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

// numberOf reads "14", "fourteen", "twenty-one"; 0 for none.
func numberOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	n := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '-' || r == ' ' }) {
		n += wordNumbers[w]
	}
	return n
}

// count writes a number as people do: in words up to ten.
func count(n int) string {
	for w, k := range wordNumbers {
		if k == n && n <= 10 {
			return w
		}
	}
	return strconv.Itoa(n)
}

// enough compares a number with what a draft says of it: "at least 14" holds
// for 15; the ok is false where the words say nothing that can be checked.
func enough(qualifier string, said, is int) (holds, ok bool) {
	switch q := strings.ToLower(qualifier); {
	case q == "":
		return said == is, true
	case strings.HasPrefix(q, "at least"), strings.HasPrefix(q, "no "):
		return is >= said, true
	case q == "more than", q == "over":
		return is > said, true
	case q == "up to", q == "as many as":
		return is <= said, true
	case q == "fewer than", q == "less than":
		return is < said, true
	}
	return false, false
}

// counts checks how many States and recommendations a clause says there are.
func (r *run) counts(s statement, c clause) {
	if r.example(s) || len(c.cites) == 0 {
		return
	}
	r.times(s, c)
	for _, m := range countStatesRE.FindAllStringSubmatchIndex(c.text, -1) {
		if inCitation(s, c, m[0]) || !saysRecRE.MatchString(c.text) || strings.Contains(strings.ToLower(c.text[m[0]:m[1]]), "other ") ||
			strings.Contains(strings.ToLower(c.text[m[0]:m[1]]), "more ") && group(c.text, m, 1) == "" {
			continue
		}
		r.countStates(s, c, m)
	}
	for _, m := range countRecsRE.FindAllStringSubmatchIndex(c.text, -1) {
		if !inCitation(s, c, m[0]) {
			r.countRecs(s, c, m)
		}
	}
	r.bareCounts(s, c)
}

func group(s string, m []int, n int) string {
	if 2*n >= len(m) || m[2*n] < 0 {
		return ""
	}
	return s[m[2*n]:m[2*n+1]]
}

func (r *run) countStates(s statement, c clause, m []int) {
	said := numberOf(group(c.text, m, 2))
	f := Finding{What: Count, Result: Wrong}
	is := -1
	for _, cs := range [][]*checked{c.cites, c.prev, c.rest, c.near} {
		ps := passagesOf(cs)
		if !anyRecommendation(ps) {
			continue
		}
		n := len(byOf(ps))
		holds, ok := enough(group(c.text, m, 1), said, n)
		if !ok {
			return
		}
		if is < 0 {
			is = n
			f.Says = fmt.Sprintf("the recommendations cited were made by %s: %s", states(n), printedBy(ps))
			f.IDs = ids(ps)
		}
		if holds {
			f.Result = Correct
			f.Says = fmt.Sprintf("%s made the recommendations cited", states(n))
		}
	}
	if is < 0 {
		return
	}
	r.counted(s, c, m, f, fmt.Sprintf("%d %s", is, group(c.text, m, 3)))
}

func states(n int) string {
	if n == 1 {
		return "1 State"
	}
	return fmt.Sprintf("%d States", n)
}

// counted adds the finding of a count; a wrong one that a missing document
// could right is one that cannot be checked.
func (r *run) counted(s statement, c clause, m []int, f Finding, right string) {
	switch {
	case f.Result == Wrong && !wholeOf(c.near):
		f.Result = CannotCheck
		f.Says = "a document or number that the sentence cites is not here; without it " + f.Says
	case f.Result == Wrong:
		f.Right = right
	}
	r.add(s.block, c.start+m[0], c.start+m[1], f)
}

// countRecs checks a number of recommendations: those cited, or all of a report
// that is cited as a whole.
func (r *run) countRecs(s statement, c clause, m []int) {
	said := numberOf(group(c.text, m, 2))
	position := positionNear(c.text, m[0], m[1])
	if v := r.reportCited(c.cites); v != nil {
		r.countReport(s, c, m, v, position)
		return
	}
	ps := onlyRecommendations(passagesOf(c.cites))
	if len(ps) == 0 {
		return
	}
	f := Finding{What: Count, Result: Wrong, IDs: ids(ps), Says: recommendations(len(ps)) + " cited"}
	for _, cs := range [][]*checked{c.cites, c.prev, c.rest, c.near} {
		n := len(onlyRecommendations(passagesOf(cs)))
		holds, ok := enough(group(c.text, m, 1), said, n)
		if !ok {
			return
		}
		if holds {
			f.Result, f.Says = Correct, recommendations(n)+" cited"
		}
	}
	// "of the 215 recommendations, these were noted" counts the whole report.
	for _, x := range c.cites {
		if v := r.reportOf(x); v != nil && f.Result == Wrong {
			all, by := totals(v)
			if said == all || said == by[corpus.Supported] || said == by[corpus.Noted] {
				f.Result, f.Says = Correct, totalsText(v)
			}
		}
	}
	r.counted(s, c, m, f, fmt.Sprintf("%d recommendations", len(ps)))
}

func recommendations(n int) string {
	if n == 1 {
		return "one recommendation is"
	}
	return count(n) + " recommendations are"
}

// reportOf is the report of the Working Group that a citation is of, or that
// its addendum belongs to.
func (r *run) reportOf(x *checked) *cite.Volume {
	v := r.Shelf.Volume(x.symbol)
	if v != nil && v.Kind == corpus.KindAddendum {
		v = r.Shelf.Volume(v.Parent)
	}
	if v == nil || v.Kind != corpus.KindWGReport {
		return nil
	}
	return v
}

// reportCited is the one report that citations name as a whole: without
// places, or by the paragraphs that lead its lists.
func (r *run) reportCited(cs []*checked) *cite.Volume {
	var one *cite.Volume
	for _, x := range cs {
		v := r.reportOf(x)
		if v == nil || len(onlyRecommendations(x.passages)) > 0 || one != nil && one != v {
			return nil
		}
		refs, _ := x.Refs()
		for _, ref := range refs {
			if v.Symbol == x.symbol && !v.HasLead(ref) {
				return nil
			}
		}
		one = v
	}
	return one
}

var (
	answeredBeforeRE = pattern.New(`(?i)\b((?:did not |not )?(?:support|accept|note|reject|endorse)(?:ed|d|ing)?) (?:a total of |all |only |the |another |some )?$`)
	answeredAfterRE  = pattern.New(`(?i)^,? ?(?:of (?:them|these|which|those) )?(?:that |which )?(?:(?:were|was|had been|have been|are|did) )((?:not )?(?:fully )?(?:supported|accepted|noted|rejected|enjoy))`)
	// "supported 142 and noted 21", "142 were accepted", "noted the remaining 21"
	bareCountRE = pattern.New(`(?i)\b((?:did not |not )?(?:supported|accepted|noted|rejected|support|accept)) (?:a total of |all |only |the remaining |the other |another )?(` + numberWords + `)\b|\b(` + numberWords + `)(?: (?:of (?:them|these|which|those)|which|it|the State|the Government|recommendations))* (?:(?:were|had been|have been|was) )?((?:(?:not|did not) )?(?:fully )?(?:supported|accepted|noted|rejected|enjoy(?:ed)? (?:its|the|their) support|left (?:pending|for (?:later|further|subsequent|future))|left to be examined))\b`)
)

// positionNear is the position that stands with a number of recommendations.
func positionNear(text string, start, end int) corpus.Position {
	if m := answeredBeforeRE.FindStringSubmatch(ending(text[:start])); m != nil {
		return meaning(claim{words: m[1] + "ed"}).position
	}
	if m := answeredAfterRE.FindStringSubmatch(text[end:]); m != nil {
		return meaning(claim{words: m[1]}).position
	}
	for _, w := range []string{"supported", "accepted", "noted", "pending"} {
		if strings.Contains(strings.ToLower(text[start:end]), w) {
			return meaning(claim{words: w}).position
		}
	}
	return ""
}

// countReport compares a number with the totals of a report.
func (r *run) countReport(s statement, c clause, m []int, v *cite.Volume, position corpus.Position) {
	said := numberOf(group(c.text, m, 2))
	qualifier := group(c.text, m, 1)
	if strings.HasPrefix(strings.ToLower(qualifier), "of") && receivedRE.MatchString(c.text[m[1]:]) {
		qualifier = "" // "of the 215 recommendations received"
	}
	f, ok := totalFinding(v, position, qualifier, said)
	if !ok {
		return
	}
	r.add(s.block, c.start+m[0], c.start+m[1], f)
}

// receivedRE makes a number of recommendations that of all.
var receivedRE = pattern.New(`(?i)^ (?:(?:it |that were |which were )?received|made to it|in (?:all|total))\b`)

// totalFinding compares a number with the recommendations of a report, those of
// one position where it is known; without one any of its totals will do.
func totalFinding(v *cite.Volume, position corpus.Position, qualifier string, said int) (Finding, bool) {
	all, by := totals(v)
	f := Finding{What: Count, Result: Wrong, Says: totalsText(v)}
	is := []int{all, by[corpus.Supported], by[corpus.Noted], by[corpus.Pending]}
	f.Right = fmt.Sprintf("%d recommendations", all)
	if position != "" {
		is = []int{by[position]}
		f.Right = strconv.Itoa(by[position])
	}
	for _, n := range is {
		holds, ok := enough(qualifier, said, n)
		if !ok {
			return f, false
		}
		if holds && n > 0 {
			f.Result, f.Right = Correct, ""
		}
	}
	if f.Result == Wrong && (position == corpus.Supported || position == corpus.Noted) && by[corpus.Pending] > 0 {
		f.Result, f.Right, f.Get = CannotCheck, "", get(v.Symbol+"/Add.1")
		f.Says += ": the State’s answers are in none of the documents here"
	}
	return f, all > 0
}

// bareCounts checks "supported 142 and noted 21" against the report cited.
func (r *run) bareCounts(s statement, c clause) {
	v := r.reportCited(c.cites)
	if v == nil {
		return
	}
	for _, m := range bareCountRE.FindAllStringSubmatchIndex(c.text, -1) {
		if countRecsRE.MatchString(c.text[m[0]:min(m[1]+20, len(c.text))]) || countedOtherRE.MatchString(c.text[m[1]:]) {
			continue
		}
		words, number := group(c.text, m, 1)+"ed", group(c.text, m, 2)
		if number == "" {
			words, number = group(c.text, m, 4), group(c.text, m, 3)
		}
		if f, ok := totalFinding(v, meaning(claim{words: words}).position, "", numberOf(number)); ok {
			r.add(s.block, c.start+m[0], c.start+m[1], f)
		}
	}
}

// countedOtherRE is a word after a number that counts something else.
var countedOtherRE = pattern.New(`(?i)^ (?:States|delegations|countries|per|percent|%|years?|treaties|conventions|visits?|requests?|reports?|of the (?:treaties|conventions))|^%|^[.\d]*\d`)

// totalsText says how many recommendations a report has, of each position.
func totalsText(v *cite.Volume) string {
	all, by := totals(v)
	return fmt.Sprintf("%s has %d recommendations%s", v.Symbol, all, positionsText(by))
}

// totals counts the recommendations of a report, and those of each position.
func totals(v *cite.Volume) (all int, by map[corpus.Position]int) {
	by = map[corpus.Position]int{}
	for _, p := range v.Passages {
		if p.Kind == corpus.PassageRecommendation {
			all++
			by[p.Position]++
		}
	}
	return all, by
}

func positionsText(by map[corpus.Position]int) string {
	var out []string
	for _, p := range []corpus.Position{corpus.Supported, corpus.Noted, corpus.Pending} {
		if by[p] > 0 {
			out = append(out, fmt.Sprintf("%d %s", by[p], p))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " (" + strings.Join(out, ", ") + ")"
}
