package check

import (
	"strings"

	"refrain/corpus/pattern"
)

// calledIn is the citation as it supports a block: itself, or, for a note that
// is called more than once, a copy placed at its other call; nil for none.
func (c *checked) calledIn(block int) *checked {
	if c.body == block {
		return c
	}
	for _, place := range c.more {
		if place[0] == block {
			again := *c
			again.body, again.at, again.more = place[0], place[1], nil
			return &again
		}
	}
	return nil
}

// positionCellRE is a cell that is a State's answer and nothing else.
var positionCellRE = pattern.New(`(?i)^(?:position: ?)?((?:not |partially |partly )?(?:supported|accepted|noted|rejected)(?: in part| partially)?|pending)[.*]?$`)

// rowCites are the citations of the row that a block is a cell of.
func rowCites(d *Draft, row int, cs []*checked) []*checked {
	var out []*checked
	for _, c := range cs {
		if d.Blocks[c.body].Row == row {
			out = append(out, c)
		}
	}
	return out
}

// rows checks the cells of tables that stand beside a citation: a list of
// States, an answer, a quotation.
func (r *run) rows(cs []*checked) {
	for i, b := range r.draft.Blocks {
		if b.Row == 0 || b.Note != "" {
			continue
		}
		own := rowCites(r.draft, b.Row, cs)
		s := statement{block: i, end: len(b.Text), text: b.Text, cites: own}
		ps := onlyRecommendations(passagesOf(own))
		if len(ps) == 0 || len(onlyIn(own, i)) > 0 {
			continue
		}
		c := clause{end: len(b.Text), text: b.Text, cites: own, near: own, rest: own}
		list := mentions(r.States, b.Text)
		switch m := positionCellRE.FindStringSubmatch(strings.TrimSpace(b.Text)); {
		case m != nil:
			r.add(i, 0, len(b.Text), r.answer(meaning(claim{words: m[1]}), ps))
		case len(list) > 0 && onlyNames(b.Text, list):
			r.recommended(s, c, list)
		default:
			r.quotations(s)
		}
	}
}

// onlyIn are the citations that stand in a block.
func onlyIn(cs []*checked, block int) []*checked {
	var out []*checked
	for _, c := range cs {
		if c.block == block {
			out = append(out, c)
		}
	}
	return out
}

// onlyNames reports whether a text is a list of States and nothing else.
func onlyNames(text string, list []mention) bool {
	at := 0
	for i, m := range list {
		gap := text[at:m.start]
		if i == 0 && strings.Trim(strings.TrimSuffix(strings.ToLower(gap), "the "), " \n(") != "" || i > 0 && !listJoinRE.MatchString(gap) && strings.Trim(gap, " \n/") != "" {
			return false
		}
		at = m.end
	}
	return strings.Trim(text[at:], " \n.)") == ""
}
