package report

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// Fill says what a cell shows.
type Fill string

// The fills of a cell, each with a sign and a shade of its own.
const (
	Confirmed   Fill = "confirmed"    // found, a reader confirmed a link
	Unreviewed  Fill = "unreviewed"   // found by two or more unreviewed links
	ToVerify    Fill = "to-verify"    // rests on one unreviewed link
	None        Fill = "none"         // searched, none found
	NotSearched Fill = "not-searched" // the document is not here
)

// Cell is what one review event says about one item.
type Cell struct {
	Fill Fill
	// Links are the counted links, in document order.
	Links []match.Link
	// Passages and States count apart; Bodies are the bodies that a
	// compilation reports.
	Passages int
	States   []string
	Bodies   []string
}

// Concern is one item with everything found for it.
type Concern struct {
	Item   corpus.Passage
	Number string
	// Cells stand in the order of Report.Events.
	Cells []Cell
	// Earlier, Same and Later are the counted links by time; Related are
	// strong or likely links that do not count; Possible wait for a reader.
	Earlier, Same, Later, Related, Possible, Progress []match.Link
	Asks                                              []match.Ask
	// States are the recommending States of earlier passages, codes in the
	// order of their names.
	States []string
	// Verdict says in plain words what the documents carry; Notes add to it.
	Verdict string
	Notes   []string
	// Sentence and Footnote can be pasted.
	Sentence, Footnote string
	First, Last        int
	in                 *Report
}

// concern sorts the links of an item.
func (r *Report) concern(it match.ItemLinks) Concern {
	c := Concern{Item: it.Item, Number: it.Number, Asks: it.Asks, in: r}
	for _, l := range it.Links {
		switch {
		case l.Reviewed != nil && l.Reviewed.Grade == 0:
			// A reader said that it is none.
		case l.Reviewed != nil && l.Reviewed.Grade == 1:
			c.Related = append(c.Related, l)
		case l.Reviewed != nil && l.Reviewed.Grade == 2:
			c.place(l)
		case l.Strength == match.Possible:
			c.Possible = append(c.Possible, l)
		case !shown(l):
		case l.Passage.Role == corpus.RoleWelcome || l.Passage.Role == corpus.RoleClaim:
			c.Progress = append(c.Progress, l)
		case !repeats(l.Relation):
			c.Related = append(c.Related, l)
		default:
			c.place(l)
		}
	}
	for _, links := range [][]match.Link{c.Earlier, c.Same, c.Later, c.Related} {
		sortByTime(links)
	}
	for _, e := range r.Events {
		c.Cells = append(c.Cells, c.cell(e))
	}
	c.States = r.byName(statesOf(upr(c.Earlier)))
	c.span()
	c.verdict()
	c.paste()
	return c
}

func repeats(rel match.Relation) bool {
	return rel == match.Same || rel == match.Similar || rel == match.BuildUp || rel == match.RefersBack
}

// place puts a counted link in its time.
func (c *Concern) place(l match.Link) {
	switch l.When {
	case match.SameReview:
		c.Same = append(c.Same, l)
	case match.Later:
		c.Later = append(c.Later, l)
	default:
		c.Earlier = append(c.Earlier, l)
	}
}

// sortByTime orders links oldest first, then by document and paragraph.
func sortByTime(links []match.Link) {
	sort.SliceStable(links, func(i, j int) bool {
		a, b := links[i].Passage, links[j].Passage
		if a.Year != b.Year {
			return a.Year < b.Year
		}
		if a.Key != b.Key {
			return a.Key < b.Key
		}
		return cite.CompareNumbers(a.Para, b.Para) < 0
	})
}

// cell fills one cell.
func (c *Concern) cell(e Event) Cell {
	if !e.Searched {
		return Cell{Fill: NotSearched}
	}
	cell := Cell{Fill: None}
	confirmed := false
	for _, links := range [][]match.Link{c.Earlier, c.Same, c.Later} {
		for _, l := range links {
			if l.Passage.Key != e.Document {
				continue
			}
			cell.Links = append(cell.Links, l)
			cell.Passages++
			confirmed = confirmed || l.Reviewed != nil && l.Reviewed.Grade == 2
		}
	}
	if e.Lane == LaneReview && e.Mechanism == corpus.UPR {
		cell.States = c.in.byName(statesOf(cell.Links))
	}
	if e.Lane == LaneCompilation {
		cell.Bodies = bodiesOf(cell.Links)
	}
	switch {
	case confirmed:
		cell.Fill = Confirmed
	case cell.Passages == 1:
		cell.Fill = ToVerify
	case cell.Passages > 1:
		cell.Fill = Unreviewed
	}
	return cell
}

// statesOf lists the recommending States of links, each once.
func statesOf(links []match.Link) []string {
	var out []string
	seen := map[string]bool{}
	for _, l := range links {
		for _, code := range l.Passage.By {
			if !seen[code] && !strings.HasPrefix(code, "?") {
				seen[code] = true
				out = append(out, code)
			}
		}
	}
	return out
}

// bodiesOf lists the bodies that passages of compilations speak for.
func bodiesOf(links []match.Link) []string {
	var out []string
	seen := map[string]bool{}
	for _, l := range links {
		for _, b := range l.Passage.SpeaksFor {
			if !seen[b] {
				seen[b] = true
				out = append(out, b)
			}
		}
	}
	sort.Strings(out)
	return out
}

// byName orders codes by today's names: alphabetical, never ranked.
func (r *Report) byName(codes []string) []string {
	sort.Slice(codes, func(i, j int) bool { return r.in.States.Name(codes[i]) < r.in.States.Name(codes[j]) })
	return codes
}

// Names gives the names of States.
func (r *Report) Names(codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = r.in.States.Name(c)
	}
	return out
}

// upr keeps the links to recommendations.
func upr(links []match.Link) []match.Link {
	var out []match.Link
	for _, l := range links {
		if l.Passage.Kind == corpus.PassageRecommendation {
			out = append(out, l)
		}
	}
	return out
}

// span is the first and last year of the earlier passages.
func (c *Concern) span() {
	for _, l := range c.Earlier {
		if y := l.Passage.Year; y > 0 {
			if c.First == 0 || y < c.First {
				c.First = y
			}
			c.Last = max(c.Last, y)
		}
	}
}

// continueRE is a recommendation to go on with what is done already.
var continueRE = regexp.MustCompile(`(?i)^(continue|maintain|pursue|persevere|sustain|carry on|keep )`)

// Continues reports whether a link's passage asks to go on.
func Continues(l match.Link) bool {
	text := l.Passage.Ask
	if text == "" {
		text = l.Passage.Text
	}
	return continueRE.MatchString(strings.TrimSpace(text))
}

// positions counts the positions of recommendations by review.
func positions(links []match.Link) []string {
	count := map[string]map[corpus.Position]int{}
	var order []string
	for _, l := range upr(links) {
		name := fmt.Sprintf("UPR %d", l.Passage.Year)
		if count[name] == nil {
			count[name] = map[corpus.Position]int{}
			order = append(order, name)
		}
		count[name][l.Passage.Position]++
	}
	var out []string
	for _, name := range order {
		var parts []string
		for _, p := range []corpus.Position{corpus.Supported, corpus.Noted, corpus.Pending, ""} {
			if n := count[name][p]; n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, positionName(p)))
			}
		}
		out = append(out, name+": "+strings.Join(parts, ", "))
	}
	return out
}

func positionName(p corpus.Position) string {
	if p == "" {
		return "without a position found"
	}
	return string(p)
}
