package report

import (
	"fmt"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// Fill says what a cell shows.
type Fill string

// The fills of a cell, each with a sign and a shade of its own.
const (
	Confirmed   Fill = "confirmed"    // found, a reader confirmed a link
	Unreviewed  Fill = "unreviewed"   // found by two or more unreviewed links, one of them strong
	ToVerify    Fill = "to-verify"    // rests on one unreviewed link, or on likely ones alone
	None        Fill = "none"         // searched, none found
	NotSearched Fill = "not-searched" // the document is not here
)

// Cell is what one review event says about one item.
type Cell struct {
	Fill Fill
	// Links are the counted links, in document order.
	Links []match.Link
	// Voices are what counts once among them: near-identical recommendations
	// are one, and so is a body, however many of its paragraphs are found.
	Voices []Voice
	// Passages and States count apart; Sure are the States whose links are
	// strong or confirmed. Bodies are the bodies that a compilation reports.
	Passages     int
	States, Sure []string
	Bodies       []string
}

// cell fills one cell.
func (c *Concern) cell(e Event) Cell {
	if !e.Searched {
		return Cell{Fill: NotSearched}
	}
	cell := Cell{Fill: None}
	for _, links := range [][]match.Link{c.Earlier, c.Same, c.Later, c.Stakeholders} {
		for _, l := range links {
			if l.Passage.Key == e.Document {
				cell.Links = append(cell.Links, l)
			}
		}
	}
	cell.Passages = len(cell.Links)
	if e.Lane == LaneReview && e.Mechanism == corpus.UPR {
		cell.States, cell.Sure = c.in.byName(statesOf(cell.Links)), c.in.byName(statesOf(sureOf(cell.Links)))
	}
	if e.Lane != LaneStakeholder {
		cell.Voices = c.in.voices(cell.Links)
	}
	if e.Lane == LaneCompilation {
		cell.Bodies = bodiesOf(cell.Voices)
	}
	cell.Fill = fillOf(cell)
	return cell
}

// fillOf says how sure a cell is, by a rule that was measured on States held
// out of the fit (see docs/METHOD.md): where a strong link is among two or more
// the cell is right, with likely links alone it often is not. Near-identical
// recommendations are one piece of evidence: where one is misread, all are.
func fillOf(c Cell) Fill {
	for _, l := range c.Links {
		if confirmed(l) {
			return Confirmed
		}
	}
	evidence := len(c.Links)
	if len(c.Voices) == 1 && c.Voices[0].Body == string(corpus.UPR) {
		evidence = 1
	}
	switch {
	case evidence == 0:
		return None
	case evidence == 1 || !c.sure():
		return ToVerify
	}
	return Unreviewed
}

// sureOf keeps the links that are strong or confirmed.
func sureOf(links []match.Link) []match.Link {
	var out []match.Link
	for _, l := range links {
		if sure(l) {
			out = append(out, l)
		}
	}
	return out
}

// sure reports whether a cell enters the verdict: one of its links is strong
// or confirmed by a reader.
func (c Cell) sure() bool {
	for _, l := range c.Links {
		if sure(l) {
			return true
		}
	}
	return false
}

func sure(l match.Link) bool { return l.Strength == match.Strong || confirmed(l) }

// bodiesOf lists the bodies that speak, in the order of their codes.
func bodiesOf(vs []Voice) []string {
	var out []string
	for _, v := range vs {
		out = add(out, v.Body)
	}
	return sorted(out)
}

// Moment is one event at which a counted passage was found.
type Moment struct {
	Event
	Cell Cell
	// Names are the names of Cell.Sure, Likely those of its other States.
	Names, Likely []string
	// Positions count the answers to the recommendations, in the order
	// supported, noted, pending, none found.
	Positions []Count
	// Actions counts what is asked, by UPR Info's categories (1 to 5).
	Actions [6]int
	// Continue counts what asks to go on with what is done.
	Continue int
}

// Count is a number of recommendations with one answer.
type Count struct {
	Position corpus.Position
	N        int
}

// timeline lists the events with a counted passage, in the order of the grid.
func (c *Concern) timeline() []Moment {
	var out []Moment
	for i, e := range c.in.Events {
		cell := c.Cells[i]
		if cell.Passages == 0 || e.Lane == LaneStakeholder {
			continue
		}
		m := Moment{Event: e, Cell: cell, Names: c.in.Names(cell.Sure), Likely: c.in.Names(without(cell.States, cell.Sure))}
		answers := map[corpus.Position]int{}
		for _, v := range cell.Voices {
			if v.continues() {
				m.Continue++
			}
			if v.Body != string(corpus.UPR) {
				continue
			}
			answers[v.position().Position]++
			m.Actions[v.Action]++
		}
		for _, p := range []corpus.Position{corpus.Supported, corpus.Noted, corpus.Pending, ""} {
			if answers[p] > 0 {
				m.Positions = append(m.Positions, Count{p, answers[p]})
			}
		}
		out = append(out, m)
	}
	return out
}

// countedPosition says a position after a number. Pending is what the report
// of the Working Group says; the answer may stand in a document that is not here.
var countedPosition = map[corpus.Position]string{corpus.Supported: "supported", corpus.Noted: "noted",
	corpus.Pending: "pending (no later answer found)", "": "without a position found"}

// PositionWords gives "6 noted, 2 pending"; empty where nothing was answered
// because nothing was recommended to the State in a review.
func (m Moment) PositionWords() string {
	var parts []string
	for _, p := range m.Positions {
		parts = append(parts, fmt.Sprintf("%d %s", p.N, countedPosition[p.Position]))
	}
	return commas(parts)
}

// Who says who spoke: the recommending States, or the bodies.
func (m Moment) Who() string {
	switch {
	case m.Lane == LaneCompilation:
		return cite.List(shortBodies(m.Cell.Bodies))
	case m.Mechanism == corpus.UPR:
		if n := len(m.Likely); n > 0 && len(m.Names) == 0 {
			return quantity(n, "State")
		} else if n > 0 {
			return fmt.Sprintf("%s, %d with likely links", quantity(len(m.Names), "State"), len(m.Names)+n)
		}
		return quantity(len(m.Names), "State")
	}
	return string(m.Mechanism)
}
