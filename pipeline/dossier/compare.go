package dossier

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// mostReplies bounds the passages in which the State speaks of one item.
const mostReplies = 5

// whenWords say what a passage is to the letter by its time.
var whenWords = map[match.When]string{match.Earlier: "raised before", match.SameReview: "in the same review", match.Later: "taken up since"}

// Own reports whether a document of a kind holds what the State itself says.
func Own(k corpus.Kind) bool {
	return k == corpus.KindNationalReport || k == corpus.KindMidTermReport || k == corpus.KindAddendum
}

// stateSays is what a row with the State's own words is.
const stateSays = "the State says"

// Compare says of each item of a letter what came of it in another document:
// which passages take it up, who raised it, with what position; and what the
// State says it did, in its own words and as its own. taken are the links of
// the items to that document, says those to the State's documents.
func Compare(in Asked, q match.Question, with *corpus.Document, taken, says []match.ItemLinks) *Sheet {
	s := in.sheet(titleOf(q)+" and "+with.CiteAs, "What came of each item", "")
	s.Columns = []Column{{"what", "What", 12}, {"cite", "Citation", 24}, {"by", "By", 14}, {"position", "Position", 12}, {"text", "Passage", 56}, {"review", "Link", 16}, {"id", "Passage id", 14}}
	s.Glance = []string{"Item", "Found again", "Position", "The State speaks of it"}
	s.Facts = append(s.Facts, [2]string{"Compared", titleOf(q) + " with " + with.CiteAs})
	found, replied := 0, 0
	for i, it := range taken {
		g := Group{Key: it.Number, Title: it.Number + ". " + it.Item.Text}
		var up, own []match.Link
		if up = repeats(it.Links); Own(with.Kind) {
			own, up = up, nil
		}
		for _, l := range up {
			g.Rows = append(g.Rows, linkRow(whenWords[l.When], l))
		}
		if i < len(says) {
			own = append(own, besides(own, statements(says[i].Links))...)
		}
		for _, l := range own {
			g.Rows = append(g.Rows, linkRow(stateSays, l))
		}
		g.Note = note(it.Item, up, own, with)
		g.Glance = glance(up, own, with)
		found += min(len(up), 1)
		replied += min(len(own), 1)
		s.Groups = append(s.Groups, g)
	}
	if !Own(with.Kind) {
		s.Facts = append(s.Facts, [2]string{"Found again", fmt.Sprintf("%d of %s", found, quantity(len(taken), "item"))})
	}
	s.Facts = append(s.Facts, [2]string{"The State speaks of", fmt.Sprintf("%d of %s", replied, quantity(len(taken), "item"))})
	s.Notice = report.Notice + " " + s.confirmed() + " What the State says is quoted as its statement. " + report.Disclaimer
	return s
}

// besides are the links that are not among others.
func besides(others, links []match.Link) []match.Link {
	return slices.DeleteFunc(slices.Clone(links), func(l match.Link) bool {
		return slices.ContainsFunc(others, func(o match.Link) bool { return o.ID == l.ID })
	})
}

// glance are an item's cells in the overview.
func glance(up, own []match.Link, with *corpus.Document) []string {
	ps := passagesOf(up)
	cells := []string{"none", positionCounts(ps), "nothing found"}
	if n := len(up); n > 0 {
		cells[0] = quantity(n, "passage")
		if states := statesOf(ps); states > 0 {
			cells[0] += ", " + quantity(states, "State")
		}
	}
	if Own(with.Kind) {
		cells[0] = "–"
	}
	if n := len(own); n > 0 {
		cells[2] = quantity(n, "passage")
	}
	return cells
}

func passagesOf(links []match.Link) []corpus.Passage {
	var ps []corpus.Passage
	for _, l := range links {
		ps = append(ps, l.Passage)
	}
	return ps
}

func titleOf(q match.Question) string {
	if q.Symbol != "" {
		return q.Symbol
	}
	return q.Title
}

// repeats keeps the links that raise the same concern: strong or likely, or
// confirmed by a reader, and none that a reader refused.
func repeats(links []match.Link) []match.Link {
	var out []match.Link
	for _, l := range links {
		sure := l.Strength == match.Strong || l.Strength == match.Likely
		same := l.Relation != match.General && l.Relation != match.Contrary
		switch {
		case l.Reviewed != nil && l.Reviewed.Grade == 2, l.Reviewed == nil && sure && same:
			out = append(out, l)
		}
	}
	inOrder(out)
	return out
}

// statements keeps what the State says about an item after it was raised: the
// surest, in the order of time. The national report for the same review came
// before it; a link that a reader refused is left out.
func statements(links []match.Link) []match.Link {
	var out []match.Link
	for _, l := range links {
		sure := l.Strength == match.Strong || l.Strength == match.Likely
		after := l.When == match.Later || l.When == match.SameReview && l.Passage.DocKind != corpus.KindNationalReport
		if l.Passage.Kind == corpus.PassageReply && after && sure && (l.Reviewed == nil || l.Reviewed.Grade > 0) {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b match.Link) int { return a.Rank - b.Rank })
	out = out[:min(len(out), mostReplies)]
	inOrder(out)
	return out
}

// inOrder orders links by year, document and paragraph.
func inOrder(links []match.Link) {
	slices.SortStableFunc(links, func(a, b match.Link) int {
		p, q := a.Passage, b.Passage
		if p.Year != q.Year {
			return p.Year - q.Year
		}
		if c := strings.Compare(p.Key, q.Key); c != 0 {
			return c
		}
		return cite.CompareNumbers(p.Para, q.Para)
	})
}

func linkRow(what string, l match.Link) Row {
	p := l.Passage
	text := p.Text
	if p.PositionText != "" && !strings.HasPrefix(p.PositionSource, p.Symbol+",") { // the report's own words are not the State's
		text += "\nThe State’s words: “" + elided(p.PositionText, p.Para) + "” (" + p.PositionSource + ")"
	}
	state, confirmed := string(l.Strength)+", not reviewed", l.Reviewed != nil && l.Reviewed.Grade == 2
	if confirmed {
		state = "confirmed by a reader"
	}
	return Row{Cells: []string{what, p.Cite, byOf(p), positionOf(p), text, state, p.ID}, URL: cite.Official(p), Confirmed: confirmed, Linked: true}
}

var (
	// numberListRE is a list of more than four numbers of recommendations.
	numberListRE = regexp.MustCompile(`\d+(?:\.\d+)?(?:(?:[.,;] ?| and |, and |[–-] ?)\d+(?:\.\d+)?){4,}`)
	// Several such lists, or one that the report itself cut, are one.
	manyCutsRE = regexp.MustCompile(`\[…\](?:[.,;]? ?\[…\])+`)
)

// elided leaves out of a statement on many recommendations the numbers of the
// others: "The Government accepts the recommendations […] 118.4 […]".
func elided(text, para string) string {
	short := numberListRE.ReplaceAllStringFunc(text, func(list string) string {
		for _, n := range numberRE.FindAllString(list, -1) {
			if n == para {
				return "[…] " + para + " […]"
			}
		}
		return "[…]"
	})
	return manyCutsRE.ReplaceAllString(short, "[…]")
}

var numberRE = regexp.MustCompile(`\d+(?:\.\d+)?`)

// note says in numbers what was found for an item.
func note(item corpus.Passage, up, own []match.Link, with *corpus.Document) string {
	var parts []string
	if item.Position != "" {
		parts = append(parts, "Position then: "+positionOf(item)+".")
	}
	switch {
	case Own(with.Kind): // it holds the State's words, which follow
	case len(up) == 0:
		parts = append(parts, "No passage of "+with.CiteAs+" was found on it.")
	default:
		parts = append(parts, "Found in "+quantity(len(up), "passage")+countsOf(passagesOf(up))+".")
	}
	if len(own) == 0 {
		parts = append(parts, "No statement of the State on it was found in the documents searched.")
	} else {
		parts = append(parts, "The State speaks of it in "+quantity(len(own), "passage")+".")
	}
	return strings.Join(parts, " ")
}
