package check

import (
	"fmt"
	"regexp"
	"strings"

	"refrain/corpus/cite"
)

// letterDateRE is the date of a letter that a draft cites.
var letterDateRE = regexp.MustCompile(`(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})`)

// months by name.
var monthOf = map[string]int{"January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8,
	"September": 9, "October": 10, "November": 11, "December": 12}

// letter checks the citation of a letter of the High Commissioner by its date
// and the State it went to.
func (r *run) letter(c *checked, f *Finding) {
	m := letterDateRE.FindStringSubmatch(c.Stem)
	if m == nil {
		f.Result, f.Says = CannotCheck, "the letter has no date"
		return
	}
	f.What = Date
	var day, year int
	fmt.Sscan(m[1], &day)
	fmt.Sscan(m[3], &year)
	date := fmt.Sprintf("%04d-%02d-%02d", year, monthOf[m[2]], day)
	state := r.letterState(c)
	v, others := r.Shelf.Letter(state, date)
	switch {
	case v != nil:
		c.whole = true
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
		f.Result, f.Right = Wrong, others[0].CiteAs
		f.Says = "the letter to " + r.States.Name(state) + " that is here is dated " + cite.LongDate(others[0].Date)
	default:
		f.Result, f.Says = CannotCheck, "no letter of the High Commissioner of this date is in this workspace"
		f.Get = "letters are published on the OHCHR page of each State’s review; put the file in a folder and ingest it"
	}
}

// letterState is the State a letter went to: named in the citation, else the
// only one named in the block, else that of the documents cited most.
func (r *run) letterState(c *checked) string {
	if ms := mentions(r.States, c.Stem); len(ms) > 0 {
		return ms[len(ms)-1].code
	}
	// What stands right after it: "… to the Minister … of X".
	after := r.draft.Blocks[c.block].Text[c.End:]
	if ms := mentions(r.States, after[:min(len(after), 160)]); len(ms) > 0 && strings.HasPrefix(strings.TrimSpace(after), "to ") {
		return ms[0].code
	}
	codes := map[string]bool{}
	for _, m := range mentions(r.States, r.draft.Blocks[c.body].Text) {
		codes[m.code] = true
	}
	if len(codes) == 1 {
		for code := range codes {
			return code
		}
	}
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
