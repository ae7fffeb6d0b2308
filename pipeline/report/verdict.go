package report

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// Disclaimer stands with every verdict of repetition.
const Disclaimer = "This says nothing about implementation."

// verdict writes the plain words. It says what the documents searched carry,
// no more.
func (c *Concern) verdict() {
	counted := withoutStakeholders(c.Earlier)
	switch {
	case len(counted) == 0:
		c.Verdict = fmt.Sprintf("No %spassage found in %s%s.", c.earlier(), quantity(c.searched(), "document"), c.notSearched())
	case len(counted) == 1:
		c.Verdict = "Raised once among the documents searched: " + counted[0].Passage.Cite + "."
	default:
		c.Verdict = c.raised(counted) + "."
	}
	if len(counted) > 0 {
		c.Notes = append(c.Notes, Disclaimer)
	}
	c.searchedNone(counted)
	if c.unreviewedOnce(counted) {
		c.Notes = append(c.Notes, "To be verified: it rests on one link that no reader has confirmed.")
	}
	c.withoutContinue(counted)
	for _, p := range positions(counted) {
		c.Notes = append(c.Notes, "Positions, "+p+".")
	}
	c.changes(counted)
	c.others()
}

func withoutStakeholders(links []match.Link) []match.Link {
	var out []match.Link
	for _, l := range links {
		if l.Passage.Mechanism != corpus.Stakeholders {
			out = append(out, l)
		}
	}
	return out
}

// searchedNone names the earlier reviews that were searched and have none.
func (c *Concern) searchedNone(counted []match.Link) {
	if len(counted) == 0 {
		return
	}
	var none []string
	for i, e := range c.in.Events {
		if e.When == match.Earlier && e.Searched && e.Lane == LaneReview && c.Cells[i].Passages == 0 {
			none = append(none, e.Name+" ("+e.Symbol+")")
		}
	}
	if len(none) > 0 {
		c.Notes = append(c.Notes, "Searched, no passage found: "+strings.Join(none, ", ")+".")
	}
}

func (c *Concern) unreviewedOnce(counted []match.Link) bool {
	return len(counted) == 1 && counted[0].Reviewed == nil
}

// raised says in which cycles and by whom.
func (c *Concern) raised(counted []match.Link) string {
	years, searched := c.cycles()
	when := c.earlier()
	var parts []string
	if len(years) > 0 {
		s := fmt.Sprintf("in %d of the %d %sUPR cycles searched (%s)", len(years), searched, when, strings.Join(years, ", "))
		if searched == 1 {
			s = fmt.Sprintf("in the one %sUPR cycle searched (%s)", when, years[0])
		}
		if n := len(statesOf(upr(counted))); n > 0 {
			s += ", by " + quantity(n, "State")
		}
		parts = append(parts, s)
	}
	if b := c.bodies(counted); b != "" {
		parts = append(parts, "by "+b)
	}
	out := "Raised " + strings.Join(parts, ", and ")
	if len(years) == 0 && searched > 0 {
		out += fmt.Sprintf("; no passage found in the %s searched", quantity(searched, when+"UPR cycle"))
	}
	return out
}

// earlier is the word for passages before the letter; a list without a date
// has no before.
func (c *Concern) earlier() string {
	if c.in.undated() {
		return ""
	}
	return "earlier "
}

// undated reports whether the question has neither date nor cycle.
func (r *Report) undated() bool { return r.Question.Date == "" && r.Question.Cycle == 0 }

// cycles lists the years of earlier UPR reviews with a counted passage, and
// how many earlier ones were searched.
func (c *Concern) cycles() (years []string, searched int) {
	for i, e := range c.in.Events {
		if e.Lane != LaneReview || e.Mechanism != corpus.UPR || e.When != match.Earlier || !e.Searched {
			continue
		}
		searched++
		if c.Cells[i].Passages > 0 {
			years = append(years, fmt.Sprint(e.Year))
		}
	}
	return years, searched
}

// bodies names the treaty bodies and others, with years: "CRC (2009, 2017)";
// those known through a compilation say so.
func (c *Concern) bodies(counted []match.Link) string {
	own, reported := map[string][]string{}, map[string][]string{}
	for _, l := range counted {
		year := fmt.Sprint(l.Passage.Year)
		switch {
		case l.Passage.DocKind == corpus.KindCompilation:
			for _, b := range l.Passage.SpeaksFor {
				reported[b] = add(reported[b], year)
			}
		case l.Passage.Kind != corpus.PassageRecommendation && l.Passage.Mechanism != "":
			own[string(l.Passage.Mechanism)] = add(own[string(l.Passage.Mechanism)], year)
		}
	}
	parts := withYears(own, "")
	parts = append(parts, withYears(reported, "as reported in the compilation of ")...)
	return cite.List(parts)
}

func add(years []string, y string) []string {
	for _, have := range years {
		if have == y {
			return years
		}
	}
	return append(years, y)
}

func withYears(m map[string][]string, prefix string) []string {
	var names, out []string
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		sort.Strings(m[n])
		out = append(out, n+" ("+prefix+strings.Join(m[n], ", ")+")")
	}
	return out
}

// searched counts the documents that were searched for this item.
func (c *Concern) searched() int { return len(c.in.Coverage.Documents) }

// notSearched names the earlier review events without a document.
func (c *Concern) notSearched() string {
	var names []string
	for _, e := range c.in.Events {
		if e.When == match.Earlier && !e.Searched {
			names = append(names, e.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "; not searched: " + strings.Join(names, ", ")
}

// withoutContinue gives the count without recommendations to go on.
func (c *Concern) withoutContinue(counted []match.Link) {
	n := 0
	for _, l := range counted {
		if Continues(l) {
			n++
		}
	}
	switch {
	case n == 1 && len(counted) == 1:
		c.Notes = append(c.Notes, "The passage asks to continue what is done already.")
	case n > 0:
		c.Notes = append(c.Notes, fmt.Sprintf("%d of the %d passages ask to continue what is done already; without them %s.",
			n, len(counted), leftover(len(counted)-n)))
	}
}

func leftover(n int) string {
	if n == 0 {
		return "none remains"
	}
	if n == 1 {
		return "1 remains"
	}
	return fmt.Sprintf("%d remain", n)
}

// changes names two recommendations of different reviews that ask the same in
// the same words and were answered otherwise.
func (c *Concern) changes(counted []match.Link) {
	links := upr(counted)
	for i, a := range links {
		for _, b := range links[i+1:] {
			if a.Passage.Year == b.Passage.Year || !final(a) || !final(b) || a.Passage.Position == b.Passage.Position || !sameAsk(a.Passage, b.Passage) {
				continue
			}
			c.Notes = append(c.Notes, fmt.Sprintf("Position changed between same recommendations: %s %d (%s), %s %d (%s).",
				a.Passage.Position, a.Passage.Year, a.Passage.Cite, b.Passage.Position, b.Passage.Year, b.Passage.Cite))
			return
		}
	}
}

// sameAsk reports whether two recommendations have the same words, or all but
// one in eight of them.
func sameAsk(a, b corpus.Passage) bool {
	if corpus.TextHash(a.Ask) == corpus.TextHash(b.Ask) {
		return true
	}
	x, y := wordSet(a.Ask), wordSet(b.Ask)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	all := len(x) + len(y) - both
	return all > 5 && both*8 >= all*7
}

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w] = true
	}
	return out
}

func final(l match.Link) bool {
	return l.Passage.Position == corpus.Supported || l.Passage.Position == corpus.Noted
}

// others counts what stands outside the verdict.
func (c *Concern) others() {
	if n := len(withoutStakeholders(c.Same)); n > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("In the review that the letter follows: %s, not counted as repetition.", quantity(n, "passage")))
	}
	if n := len(withoutStakeholders(c.Later)); n > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("Taken up again since the letter: %s.", quantity(n, "passage")))
	}
	if n := len(c.Earlier) - len(withoutStakeholders(c.Earlier)); n > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("Stakeholders raised it in %s; they do not enter the count.", quantity(n, "passage")))
	}
	if n := len(c.Progress); n > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("Progress noted, or claimed by the State, in %s.", quantity(n, "passage")))
	}
}

// quantity gives "1 document" or "3 documents".
func quantity(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// paste writes the sentence and the footnote that can go into a report.
func (c *Concern) paste() {
	counted := withoutStakeholders(c.Earlier)
	if len(counted) == 0 {
		c.Sentence = fmt.Sprintf("Among the documents searched, no %spassage on this matter was found%s.", c.earlier(), c.notSearched())
		return
	}
	var parts []string
	for i, e := range c.in.Events {
		cell := c.Cells[i]
		if e.When != match.Earlier || cell.Passages == 0 || e.Lane != LaneReview {
			continue
		}
		if e.Mechanism == corpus.UPR {
			parts = append(parts, fmt.Sprintf("in the universal periodic review of %d (%s)", e.Year, c.who(cell)))
		} else {
			parts = append(parts, fmt.Sprintf("by %s in %d", e.Mechanism, e.Year))
		}
	}
	if reported := c.bodies(onlyCompilations(counted)); reported != "" {
		parts = append(parts, "by "+reported)
	}
	if len(parts) == 0 {
		parts = []string{"in the documents cited"}
	}
	before := "before "
	if c.in.undated() {
		before = ""
	}
	c.Sentence = "The same concern was raised " + before + cite.List(parts) + "."
	var ps []corpus.Passage
	for _, l := range counted {
		ps = append(ps, l.Passage)
	}
	c.Footnote = "See " + citeAll(ps) + "."
}

func onlyCompilations(links []match.Link) []match.Link {
	var out []match.Link
	for _, l := range links {
		if l.Passage.DocKind == corpus.KindCompilation {
			out = append(out, l)
		}
	}
	return out
}

// who names up to four recommending States, or counts them.
func (c *Concern) who(cell Cell) string {
	n := len(cell.States)
	switch {
	case n == 0:
		return quantity(cell.Passages, "recommendation")
	case n <= 4:
		return cite.List(c.in.Names(cell.States))
	}
	return quantity(n, "State")
}
