package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// Disclaimer stands with every verdict of repetition.
const Disclaimer = "This says nothing about implementation."

// verdict writes the plain words. It says what the documents searched carry,
// no more: earlier passages that count, each body and each recommendation
// once; then what is to be verified, and what does not count.
func (c *Concern) verdict() {
	switch {
	case c.searched() == 0:
		c.Verdict = fmt.Sprintf("Nothing was searched: no %sdocument at hand is in scope%s.", c.earlier(), c.notSearched())
		c.others()
		return
	case len(c.Voices) == 0 && len(c.Unsure) == 0:
		c.Verdict = fmt.Sprintf("No %spassage found in %s%s.", c.earlier(), quantity(c.searched(), "document"), c.notSearched())
	case len(c.Voices) == 0:
		c.Verdict = fmt.Sprintf("To be verified: no link is strong, and %s likely: %s.", plural(len(linksOf(c.Unsure)), "one is", "these are"), citeAll(passagesOf(linksOf(c.Unsure))))
	case len(c.Voices) == 1:
		c.Verdict = "Raised once among the documents searched" + c.inPart() + ": " + c.once(c.Voices[0]) + "."
	default:
		c.Verdict = c.raised() + c.inPart() + "."
	}
	if len(c.Voices) > 0 {
		c.certainty()
		c.firstAndLast()
	}
	if len(c.Voices)+len(c.Unsure) > 0 {
		c.toVerify()
		c.searchedNone()
	}
	c.partsFound()
	c.asksFound()
	c.stateSaid()
	c.through()
	c.withoutContinue()
	for _, m := range c.Timeline {
		if w := m.PositionWords(); w != "" && m.When == match.Earlier && m.Cell.sure() {
			c.note("%s%s: %s.", positionsOf, m.Name, w)
		}
	}
	c.changes()
	c.demand()
	c.others()
	if len(c.Voices) > 0 {
		c.note(Disclaimer)
	}
}

// How notes begin that say what can also be seen elsewhere: the positions, the
// passages that are not counted, the instruments asked for.
const (
	positionsOf = "Positions, "
	uncounted   = "To be verified and not counted, "
)

var instrumentsOf = regexp.MustCompile(`^Of the \d+ instruments, `)

// Beside are the notes without those that stand in a table or list of the page:
// of the timeline, of passages, of instruments.
func (c *Concern) Beside() []string {
	return slices.DeleteFunc(c.Beyond(), func(n string) bool { return strings.HasPrefix(n, positionsOf) || instrumentsOf.MatchString(n) })
}

// Beyond are the notes without those that the lists of passages repeat and
// without the disclaimer, which stands once in a document.
func (c *Concern) Beyond() []string {
	return slices.DeleteFunc(slices.Clone(c.Notes), func(n string) bool { return n == Disclaimer || strings.HasPrefix(n, uncounted) })
}

// certainty says on what the verdict rests.
func (c *Concern) certainty() {
	var read, strong, likely int
	for _, l := range linksOf(c.Voices) {
		switch {
		case confirmed(l):
			read++
		case l.Strength == match.Strong:
			strong++
		default:
			likely++
		}
	}
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{read, "confirmed by a reader"}, {strong, "strong"}, {likely, "likely"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	n := read + strong + likely
	if len(parts) > 1 {
		c.note("It rests on %s: %s.", quantity(n, "passage"), commas(parts))
		return
	}
	kind := strings.TrimPrefix(parts[0], fmt.Sprint(n))
	if n > 1 {
		kind = " all" + kind
	}
	c.note("It rests on %s,%s.", quantity(n, "passage"), kind)
}

func (c *Concern) note(format string, a ...any) { c.Notes = append(c.Notes, fmt.Sprintf(format, a...)) }

// once cites what is the only voice.
func (c *Concern) once(v Voice) string {
	where := citeAll(passagesOf(v.Links))
	if len(v.Links) == 1 {
		where = v.Links[0].Passage.Cite
	}
	if v.Through != nil {
		return fmt.Sprintf("by %s, as %s %s", shortBody(v.Body), where, plural(len(v.Links), "reports", "report"))
	}
	return where
}

func passagesOf(links []match.Link) []corpus.Passage {
	out := make([]corpus.Passage, len(links))
	for i, l := range links {
		out[i] = l.Passage
	}
	return out
}

// raised says in which cycles and by whom.
func (c *Concern) raised() string {
	years, searched := c.cycles()
	when := c.earlier()
	var parts []string
	if len(years) > 0 {
		s := fmt.Sprintf("in %d of the %d %sUPR cycles searched (%s)", len(years), searched, when, strings.Join(years, ", "))
		if searched == 1 {
			s = fmt.Sprintf("in the one %sUPR cycle searched (%s)", when, years[0])
		}
		if n := len(c.States); n > 0 {
			s += ", by " + quantity(n, "State")
		}
		if n := len(c.Likely); n > 0 {
			s += fmt.Sprintf(" (%d with likely links)", len(c.States)+n)
		}
		parts = append(parts, s)
	}
	if b := c.ownBodies(); b != "" {
		parts = append(parts, "by "+b)
	}
	if bodies, years := c.reported(); len(bodies) > 0 {
		parts = append(parts, fmt.Sprintf("by %s as OHCHR’s %s (%s)", cite.List(bodies), plural(len(years), "compilation reports", "compilations report"), strings.Join(years, ", ")))
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
		if c.Cells[i].sure() {
			years = append(years, fmt.Sprint(e.Year))
		}
	}
	return years, searched
}

// ownBodies names the bodies whose own documents were found, with the years of
// their reviews: "CRC (2009, 2017)".
func (c *Concern) ownBodies() string {
	years := map[string][]string{}
	var names []string
	for _, v := range c.Voices {
		if v.Through == nil && v.Body != string(corpus.UPR) && v.Body != "" {
			years[v.Body] = add(years[v.Body], fmt.Sprint(v.Year))
			names = add(names, v.Body)
		}
	}
	var out []string
	for _, n := range sorted(names) {
		out = append(out, shortBody(n)+" ("+strings.Join(years[n], ", ")+")")
	}
	return cite.List(out)
}

// reported lists the bodies known through compilations alone and the years of
// these compilations.
func (c *Concern) reported() (bodies, years []string) {
	own := map[string]bool{}
	for _, v := range c.Voices {
		own[v.Body] = own[v.Body] || v.Through == nil
	}
	for _, v := range c.Voices {
		if v.Through == nil {
			continue
		}
		name := shortBody(v.Body)
		if own[v.Body] {
			name += " again"
		}
		bodies = add(bodies, name)
		for _, y := range v.Through {
			years = add(years, fmt.Sprint(y))
		}
	}
	return sorted(bodies), sorted(years)
}

// through says which documents of the bodies the compilations cite.
func (c *Concern) through() {
	var parts []string
	for _, v := range c.Voices {
		if v.Through == nil || v.Source == "" {
			continue
		}
		parts = append(parts, fmt.Sprintf("%s in %s (%s of %s)", v.Body, v.Source, plural(len(v.Through), "compilation", "compilations"), cite.List(yearsOf(v.Through))))
	}
	if len(parts) > 0 {
		c.note("The compilations cite, for what they report: %s.", strings.Join(parts, "; "))
	}
}

func yearsOf(ys []int) []string {
	out := make([]string, len(ys))
	for i, y := range ys {
		out[i] = fmt.Sprint(y)
	}
	return out
}

// searched counts the documents before the letter that were searched.
func (c *Concern) searched() int { return len(c.in.before()) }

// before lists the documents searched that stand before the letter.
func (r *Report) before() []*corpus.Document {
	var out []*corpus.Document
	for _, d := range r.Coverage.Documents {
		when := match.WhenOf(&r.Question, &corpus.Passage{Cycle: d.Cycle, Year: d.Year, Date: d.Date})
		if when == match.Earlier && !elsewhere(r.Question, d.State) {
			out = append(out, d)
		}
	}
	return out
}

// notSearched names the earlier review events without a document.
func (c *Concern) notSearched() string {
	var names []string
	for _, e := range c.in.Events {
		if e.When == match.Earlier && !e.Searched {
			names = append(names, e.Name)
		}
	}
	if n := len(c.in.Coverage.Cited); n > 0 {
		names = append(names, quantity(n, "set")+" of concluding observations that the documents cite")
	}
	if len(names) == 0 {
		return ""
	}
	return "; not searched: " + commas(names)
}

// searchedNone names the earlier reviews that were searched and have none, with
// what a reader may still find there: a link that is no more than possible can be one.
func (c *Concern) searchedNone() {
	var none []string
	for i, e := range c.in.Events {
		if e.When == match.Earlier && e.Searched && e.Lane == LaneReview && c.Cells[i].Passages == 0 {
			name, near := e.Name+" ("+e.Symbol, 0
			for _, l := range slices.Concat(c.Related, c.Possible) {
				if l.Passage.Symbol == e.Symbol {
					near++
				}
			}
			if near > 0 {
				name += ", but for " + quantity(near, "passage") + " related or possible"
			}
			none = append(none, name+")")
		}
	}
	if len(none) > 0 {
		c.note("Searched, no passage found: %s.", commas(none))
	}
}

// toVerify names the earlier events that rest on one unreviewed link, and what
// does not enter the verdict because no link is strong.
func (c *Concern) toVerify() {
	var one []string
	for i, e := range c.in.Events {
		cell := c.Cells[i]
		if e.When == match.Earlier && e.Lane == LaneReview && cell.Fill == ToVerify && cell.sure() {
			one = append(one, e.Name+" ("+citeAll(passagesOf(cell.Links))+")")
		}
	}
	if len(one) > 0 {
		c.note("To be verified, for %s on one link that no reader has confirmed: %s.", plural(len(one), "it rests", "each rests"), strings.Join(one, "; "))
	}
	if len(c.Unsure) > 0 && len(c.Voices) > 0 {
		c.note(uncounted+"for no link there is strong: %s.", citeAll(passagesOf(linksOf(c.Unsure))))
	}
}

func (c *Concern) firstAndLast() {
	if c.First > 0 && c.Last > c.First && !c.in.undated() {
		c.note("First in %d, last in %d, among the documents searched.", c.First, c.Last)
	}
}

// withoutContinue gives the count without what asks to go on.
func (c *Concern) withoutContinue() {
	n := 0
	for _, v := range c.Voices {
		if v.continues() {
			n++
		}
	}
	rest := len(c.Voices) - n
	switch {
	case n == 0:
	case rest == 0 && n == 1:
		c.note("It asks to continue what is done already; without it, none remains.")
	case rest == 0:
		c.note("All %d counted once each ask to continue what is done already; without them, none remains.", n)
	default:
		c.note("Of %d counted once each, %d %s to continue what is done already; without %s, %d.", len(c.Voices), n, plural(n, "asks", "ask"), plural(n, "it", "them"), rest)
	}
}

// others counts what stands outside the verdict.
func (c *Concern) others() {
	if w := c.outside(match.SameReview); w != "" {
		c.note("In the review that the letter follows, not counted as repetition: %s.", w)
	}
	if w := c.outside(match.Later); w != "" {
		c.note("Taken up again since the letter: %s.", w)
	}
	if n := len(c.Stakeholders); n > 0 {
		c.note("Stakeholders raised it in %s of summaries; they do not enter the count.", quantity(n, "paragraph"))
	}
	if n := len(c.Elsewhere); n > 0 {
		c.note("Raised with other States in %s; not counted.", quantity(n, "passage"))
	}
	if n := len(c.Progress); n > 0 {
		c.note("Progress noted, or claimed by the State, in %s; not counted.", quantity(n, "passage"))
	}
	if n := c.disputed(); n > 0 {
		c.note("Readers differ on %s; it stays unreviewed until they agree.", quantity(n, "link"))
	}
}

// outside tells the events of one time: "UPR 2019 (6 passages, 5 States)".
func (c *Concern) outside(when match.When) string {
	var parts []string
	for _, m := range c.Timeline {
		if m.When == when {
			open := ""
			if !m.Cell.sure() {
				open = ", to be verified"
			}
			parts = append(parts, fmt.Sprintf("%s (%s, %s%s)", m.Name, quantity(m.Cell.Passages, "passage"), m.Who(), open))
		}
	}
	return commas(parts)
}
