package report

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// paste writes the sentence and the footnote that can go into a report.
func (c *Concern) paste() {
	switch {
	case c.searched() == 0:
		return
	case len(c.Voices)+len(c.Unsure) == 0:
		c.Sentence = fmt.Sprintf("Among the documents searched, no %spassage on this matter was found.", c.earlier())
		c.Footnote = c.searchedNote()
		return
	case len(c.Voices) == 0:
		c.Sentence = fmt.Sprintf("Whether the same concern was raised %sremains to be verified.", c.before())
		c.Footnote = "See " + citeAll(passagesOf(linksOf(c.Unsure))) + "."
		return
	}
	var parts []string
	if s := c.pasteReviews(); s != "" {
		parts = append(parts, s)
	}
	for i, e := range c.in.Events {
		if e.When == match.Earlier && c.Cells[i].sure() && e.Lane == LaneReview && e.Mechanism != corpus.UPR {
			parts = append(parts, fmt.Sprintf("by %s in %d", corpus.BodyName(string(e.Mechanism)), e.Year))
		}
	}
	parts = append(parts, c.pasteReported()...)
	if len(parts) == 0 {
		parts = []string{"in the documents cited"}
	}
	what := "The same concern was"
	if c.inPart() != "" {
		what = "Part of the concern was"
	}
	c.Sentence = what + " raised " + c.before() + listed(parts) + "."
	c.Footnote = c.footnote()
}

// searchedNote tells what a sentence that found none rests on.
func (c *Concern) searchedNote() string {
	var names []string
	for _, d := range c.in.before() {
		names = append(names, d.CiteAs)
	}
	return "Searched: " + cite.List(names) + strings.Replace(c.notSearched(), "; not searched", ". Not searched", 1) + "."
}

func (c *Concern) before() string {
	if c.in.undated() {
		return ""
	}
	return "before "
}

// footnote cites what is strong or confirmed after "See", what is likely after
// "see also".
func (c *Concern) footnote() string {
	var see, also []match.Link
	for _, l := range linksOf(c.Voices) {
		if sure(l) {
			see = append(see, l)
		} else {
			also = append(also, l)
		}
	}
	s := "See " + citeAll(passagesOf(see))
	if len(also) > 0 {
		s += ". See also " + citeAll(passagesOf(also))
	}
	return s + "."
}

// pasteReviews tells the earlier cycles of the universal periodic review.
func (c *Concern) pasteReviews() string {
	var parts []string
	for i, e := range c.in.Events {
		if e.When == match.Earlier && c.Cells[i].sure() && e.Lane == LaneReview && e.Mechanism == corpus.UPR {
			parts = append(parts, fmt.Sprintf("of %d (%s)", e.Year, c.who(c.Cells[i])))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "in the universal periodic " + plural(len(parts), "review ", "reviews ") + cite.List(parts)
}

// pasteReported tells the bodies that compilations report.
func (c *Concern) pasteReported() []string {
	var names, years []string
	for _, v := range c.Voices {
		if v.Through == nil {
			continue
		}
		names = add(names, corpus.BodyName(v.Body))
		for _, y := range v.Through {
			years = add(years, fmt.Sprint(y))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("by %s, as reported in the %s of OHCHR for the universal periodic %s of %s", cite.List(names),
		plural(len(years), "compilation", "compilations"), plural(len(years), "review", "reviews"), cite.List(sorted(years)))}
}

// listed joins parts that hold commas of their own.
func listed(parts []string) string {
	if len(parts) < 2 || len(parts) == 2 && !strings.Contains(parts[0]+parts[1], ", ") {
		return cite.List(parts)
	}
	return strings.Join(parts[:len(parts)-1], "; ") + "; and " + parts[len(parts)-1]
}

// who names up to four recommending States, or counts them: those whose links
// are strong or confirmed.
func (c *Concern) who(cell Cell) string {
	n := len(cell.Sure)
	switch {
	case n == 0:
		return quantity(len(sureOf(cell.Links)), "recommendation")
	case n <= 4:
		return cite.List(c.in.Names(cell.Sure))
	}
	return quantity(n, "State")
}
