package check

import (
	"fmt"
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

const (
	// what took place at a review
	atReview = `(?:recommend(?:ed|ations?)|urged|called|calls?|asked|encouraged|requested|suggested|proposed|raised|made|issued|received|did so|done so|put forward|formulated|reiterated|repeated|recalled|reviewed|reviews?|examined|accepted|supported|noted|rejected)`
	month    = `(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?`
	ordinal  = `(first|second|third|fourth|1st|2nd|3rd|4th)`
	cycle    = `(?:UPR |universal periodic review )?(?:UPR|cycle|review|universal periodic review|periodic review|round)\b`
	cited0   = `[,.]? ?(?:\((?:see )?[A-Z]{1,5}/|$)` // a citation, or the call of a note
	at       = `(?:in|during|at|for|of|from)`
	its      = `(?:the |its |her |his |the State[’']s |the country[’']s |\pL+[’']s? )?`
)

// whenForms are the ways in which drafts say when something was recommended. A
// group is a year or the ordinal of a cycle.
var whenForms = []*pattern.Pattern{
	// "In 2014, several States recommended": at the head of a clause with a verb
	pattern.New(`^[\s(]*(?:(?:and|but|already|again|later|then),? )?(?:[Ii]n|[Dd]uring|[Aa]s early as) ` + month + `((?:19|20)\d\d)\b,? (?:[^;:.]{0,80}? )?` + atReview + `\b`),
	// "recommended in 2014", "recommendations made in 2014", "raised again in 2019"
	pattern.New(`(?i)\b` + atReview + `(?: (?:again|once more|already|earlier|twice|three times|recommendations?|made|received|issued|formulated|this|it|the call|the same|the point))? in ` + month + `((?:19|20)\d\d)\b`),
	// "in 2014 by Malaysia", "review of November 2014", "its 2014 review"
	pattern.New(`(?i)\bin ` + month + `((?:19|20)\d\d) by (?:the )?[A-Z]`),
	pattern.New(`(?:^[\s(]*|, )(?:the )?\p{Lu}[\pL ]+, in ` + month + `((?:19|20)\d\d), `),
	pattern.New(`(?i), in (?:the |its )?` + ordinal + `[ -]` + cycle + cited0),
	pattern.New(`(?i)\bback in ` + month + `((?:19|20)\d\d)\b`),
	pattern.New(`(?i)\breview,? (?:of|in|(?:which )?(?:was )?held in|(?:which )?took place in) ` + month + `((?:19|20)\d\d)\b`),
	pattern.New(`(?i)\b` + its + `((?:19|20)\d\d) (?:UPR\b|review|universal periodic review|recommendations?|report of the Working Group)`),
	// "In the second cycle, Norway recommended"
	pattern.New(`(?i)^[\s(]*(?:(?:and|but|already|again|later|then),? )?` + at + ` ` + its + ordinal + `[ -]` + cycle),
	// "recommended in the second cycle", "recommendations of the second cycle"
	pattern.New(`(?i)\b` + atReview + `(?: (?:again|once more|already|earlier|made|received|issued|this|it))? ` + at + ` ` + its + ordinal + `[ -]` + cycle),
	// "its third review took place", "the fourth-cycle report"
	pattern.New(`(?i)` + its + ordinal + `[ -]` + cycle + ` (?:report|recommendations?|took place|was held|outcome)`),
	// "dates from the second cycle"
	pattern.New(`(?i)\b(?:dat(?:es|ed|ing) (?:back )?(?:from|to)|stems? from|stemmed from|goes back to|going back to|come from|comes from|was part of) ` + its + `(?:` + month + `((?:19|20)\d\d)\b|` + ordinal + `[ -]` + cycle + `)`),
	// "already called for a ban in the first cycle (A/…"
	pattern.New(`(?i)\b(?:already|earlier|previously|again|first)\b[^;:.()]{0,80}? ` + at + ` ` + its + ordinal + `[ -]` + cycle + cited0),
}

// sinceForms say from when on something was recommended.
var sinceForms = []*pattern.Pattern{
	pattern.New(`(?i)\bsince ` + month + `((?:19|20)\d\d)\b,? (?:[^;:.]{0,80}? )?(?:has|have) (?:repeatedly |consistently |regularly |again and again )?(?:been )?(?:asked|recommended|urged|called|encouraged|requested|advised|raised)\b`),
	pattern.New(`(?i)\b(?:recommended|asked|urged|raised|called for|requested|repeated)(?: [^;:.()]{0,40}?)? since ` + month + `((?:19|20)\d\d)\b`),
	pattern.New(`(?i)\b(?:recommended|asked|urged|raised|called for|requested|repeated|been)(?: [^;:.()]{0,40}?)? since (?:the |its )?` + ordinal + `[ -]` + cycle),
}

var (
	cycleOf = map[string]int{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
	// before a time that is not that of what is cited
	otherTimeRE = pattern.New(`(?i)\b(?:unlike|than|compared (?:to|with)|as opposed to|contrary to|rather than|by|until|before|after|which|that)\b[^,;]{0,12}$`)
)

// when checks the years and cycles in which a clause says that something was
// recommended against the reviews of what it cites.
func (r *run) when(s statement, c clause) {
	vs := r.reviewsOf(c.near)
	if len(vs) == 0 || !wholeOf(c.near) {
		return
	}
	taken := map[int]bool{}
	for i, forms := range [][]*pattern.Pattern{whenForms, sinceForms} {
		for _, re := range forms {
			for _, m := range re.FindAllStringSubmatchIndex(c.text, -1) {
				first := m[0]
				if m[2] < 0 {
					m = m[2:]
				}
				if i > 0 && !anyRecommendation(passagesOf(c.near)) && len(passagesOf(c.near)) > 0 {
					continue // "what Chile welcomed (A/…, para. 13) had been urged since 2010"
				}
				if taken[m[2]] || inQuotation(c, m[2]) || inCitation(s, c, m[2]) || otherTimeRE.MatchString(ending(c.text[:first])) || r.told(c, c.text[m[2]:m[3]]) {
					continue
				}
				taken[m[2]] = true
				own := vs
				if i > 0 {
					own = vs[:1]
				}
				r.time(s, c, m[2], m[3], own, heldRE.MatchString(c.text[first:m[3]]))
			}
		}
	}
}

// told reports whether the words of what is cited themselves name a time.
func (r *run) told(c clause, time string) bool {
	for _, p := range passagesOf(c.near) {
		if strings.Contains(strings.ToLower(p.Text), strings.ToLower(time)) {
			return true
		}
	}
	return false
}

// reviewsOf are the documents that citations name, the oldest first, where each
// is of a review that has a year; nil where one is not.
func (r *run) reviewsOf(cs []*checked) []*cite.Volume {
	var out []*cite.Volume
	for _, c := range cs {
		v := r.Shelf.Volume(c.symbol)
		if c.letter || v == nil || v.Year == 0 {
			return nil
		}
		if v.Kind == corpus.KindAddendum {
			if v = r.Shelf.Volume(v.Parent); v == nil {
				return nil
			}
		}
		if v.Kind != corpus.KindWGReport && v.Kind != corpus.KindObservations {
			return nil
		}
		i := 0
		for i < len(out) && out[i].Year <= v.Year {
			i++
		}
		out = append(out[:i], append([]*cite.Volume{v}, out[i:]...)...)
	}
	return out
}

// heldRE is a review that was held in a month: then the year is that of its session.
var heldRE = pattern.New(`(?i)review.* (?:in|of) (?:January|February|March|April|May|June|July|August|September|October|November|December) `)

// time compares a year or a cycle with the reviews; held says that it is told
// when the review itself was held.
func (r *run) time(s statement, c clause, from, to int, vs []*cite.Volume, held bool) {
	said := strings.ToLower(c.text[from:to])
	f := Finding{What: Date, Result: Wrong}
	for _, v := range vs {
		if n := cycleOf[said]; n > 0 && (v.Cycle == n || v.Cycle == 0) {
			f.Result = Correct
		} else if y, err := strconv.Atoi(said); err == nil && y >= v.Year && (y == v.Year || !held && y <= lastYear(v)) {
			f.Result = Correct
		}
		f.Says = reviewText(v)
	}
	if f.Result == Wrong {
		f.Right = strconv.Itoa(vs[0].Year)
		if cycleOf[said] > 0 {
			f.Right = []string{"", "first", "second", "third", "fourth", "fifth"}[min(vs[0].Cycle, 5)] + " cycle"
		}
	}
	r.add(s.block, c.start+from, c.start+to, f)
}

// lastYear is the last year in which people place a review: that of its report,
// or of the session of the Council that adopted it.
func lastYear(v *cite.Volume) int {
	year := v.Year
	if s, ok := corpus.SessionByNumber(v.Session); ok && v.Kind == corpus.KindWGReport && len(s.Opens) >= 7 && s.Opens[5:7] >= "10" {
		year++
	}
	if len(v.Date) >= 4 {
		if y, err := strconv.Atoi(v.Date[:4]); err == nil && y > year {
			year = min(y, v.Year+1)
		}
	}
	return year
}

func reviewText(v *cite.Volume) string {
	if v.Cycle > 0 {
		return fmt.Sprintf("%s is of the review of %d, cycle %d", v.Symbol, v.Year, v.Cycle)
	}
	return fmt.Sprintf("%s is of %d", v.Symbol, v.Year)
}
