package check

import (
	"fmt"
	"strings"

	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// letterDateRE is the date of a letter that a draft cites.
var letterDateRE = pattern.New(`(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})`)

// months by name.
var monthOf = map[string]int{"January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8,
	"September": 9, "October": 10, "November": 11, "December": 12}

// letter checks the citation of a letter of the High Commissioner by its date
// and the State it went to; false where it is the letter of somebody else.
func (r *run) letter(c *checked, f *Finding) bool {
	m := letterDateRE.FindStringSubmatch(c.Stem)
	if m == nil {
		f.Result, f.Says = CannotCheck, "the letter has no date"
		return true
	}
	f.What = Date
	var day, year int
	fmt.Sscan(m[1], &day)
	fmt.Sscan(m[3], &year)
	date := fmt.Sprintf("%04d-%02d-%02d", year, monthOf[m[2]], day)
	state, named := r.letterState(c)
	v, others := r.Shelf.Letter(state, date)
	if v == nil && !named {
		// The State was guessed: a letter of this date to any other is meant.
		if v, _ = r.Shelf.Letter("", date); v == nil && !slipOfDate(date, others) {
			others = nil
		}
	}
	if !r.namesCommissioner(c) && (v == nil || state == "") && !slipOfDate(date, others) {
		return false // a letter of somebody else
	}
	switch {
	case v != nil:
		c.whole, c.doc = true, v
		f.Says = v.CiteAs
		for _, part := range c.Parts {
			p, ok := v.Passage(part.First)
			if !ok && strings.Contains(part.First.Other, "bullet") {
				f.Result, f.Says, c.whole = Wrong, "the annex of that letter has no such bullet", false
			}
			if ok {
				c.passages = append(c.passages, p)
			}
		}
	case len(others) == 1 && state != "":
		if f.Result = Wrong; slipOfDate(date, others) {
			f.Right = others[0].CiteAs
		}
		f.Says = "the letter to " + r.States.Name(state) + " that is here is dated " + cite.LongDate(others[0].Date)
	default:
		f.Result, f.Says = CannotCheck, "no letter of the High Commissioner of this date is in this workspace"
		f.Get = "letters are published on the OHCHR page of each State’s review; put the file in a folder and ingest it"
	}
	return true
}

// namesCommissioner reports whether the High Commissioner is named near the
// citation of a letter.
func (r *run) namesCommissioner(c *checked) bool {
	text := r.draft.Blocks[c.block].Text
	return strings.Contains(text[max(0, c.Start-letterNear):min(len(text), c.End+letterNear)], "High Commissioner")
}

// letterNear is how far, in bytes, the High Commissioner may be named from a letter.
const letterNear = 160

// slipOfDate reports whether a date differs in its day, month or year alone
// from that of one letter that is here.
func slipOfDate(date string, letters []*cite.Volume) bool {
	for _, v := range letters {
		a, b := strings.Split(date, "-"), strings.Split(v.Date, "-")
		same := 0
		for i := range min(len(a), len(b)) {
			if a[i] == b[i] {
				same++
			}
		}
		if same == 2 && len(letters) == 1 {
			return true
		}
	}
	return false
}

// letterState is the State a letter went to: named in the citation, else the
// only one named in the block, else that of the documents cited most.
// named is false where the text around does not say it.
func (r *run) letterState(c *checked) (state string, named bool) {
	if ms := mentions(r.States, c.Stem); len(ms) > 0 {
		return ms[len(ms)-1].code, true
	}
	// What stands right after it: "… to the Minister … of X".
	after := r.draft.Blocks[c.block].Text[c.End:]
	if ms := mentions(r.States, after[:min(len(after), 160)]); len(ms) > 0 && strings.HasPrefix(strings.TrimSpace(after), "to ") {
		return ms[0].code, true
	}
	codes := map[string]bool{}
	text := r.draft.Blocks[c.body].Text
	at := min(c.at, len(text))
	for _, m := range mentions(r.States, text[max(0, at-longestOpen):min(len(text), at+longestOpen)]) {
		codes[m.code] = true
	}
	if len(codes) == 1 {
		for code := range codes {
			return code, true
		}
	}
	return r.draftState(), false
}

// draftState is the State that the draft is about: that of the documents cited most.
func (r *run) draftState() string {
	if r.about0 == nil {
		s := r.mostCited()
		r.about0 = &s
	}
	return *r.about0
}

// mostCited is the State of the documents that the draft cites most.
func (r *run) mostCited() string {
	n, best := map[string]int{}, ""
	for _, x := range findCitations(r.draft, r.States) {
		if v := r.Shelf.Volume(x.symbol); v != nil && v.State != "" {
			if n[v.State]++; n[v.State] > n[best] {
				best = v.State
			}
		}
	}
	return best
}
