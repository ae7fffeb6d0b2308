package check

import (
	"slices"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// sentenceOf is the sentence that a citation supports, without its citations.
func (r *run) sentenceOf(c *checked) statement {
	text := r.draft.Blocks[c.body].Text
	for _, se := range sentences(text) {
		if c.at >= se[0] && (c.at < se[1] || c.at == se[1] && se[1] == len(text)) && !startsNext(c, se) {
			return statement{block: c.body, start: se[0], end: se[1], text: unwrapped(text[se[0]:se[1]])}
		}
	}
	return statement{block: c.body}
}

// around is the subject of the sentence that a citation supports.
func (r *run) around(c *checked) subject { return subjectOf(r.bare(r.sentenceOf(c), c)) }

// placesIn are the passages of a volume that references name.
func placesIn(v *cite.Volume, refs []cite.Ref) []corpus.Passage {
	var out []corpus.Passage
	for _, ref := range refs {
		if p, ok := v.Passage(ref); ok {
			out = append(out, p)
		}
	}
	return out
}

// bestBy is the recommendation that the States named made in a review of the
// State under review, and that agrees with the words of the clause; of equals
// one of the documents cited, then the first.
func (r *run) bestBy(s statement, c clause, list []mention) (corpus.Passage, bool) {
	if c.cites[len(c.cites)-1].at < c.start && c.cites[0].block == s.block {
		return corpus.Passage{}, false // its subject stands in the clause before
	}
	part := statement{block: s.block, start: c.start, end: c.end, text: c.text}
	want := subjectOf(r.bare(part, c.near...))
	var best corpus.Passage
	most := 0
	for _, v := range r.Shelf.Volumes() {
		if v.Kind != corpus.KindWGReport || !r.reviews(c.cites, v.State) {
			continue
		}
		cited := slices.ContainsFunc(c.cites, func(x *checked) bool { return x.symbol == v.Symbol })
		for _, p := range v.Passages {
			by := byOf([]corpus.Passage{p})
			if len(by) == 0 || slices.ContainsFunc(list, func(m mention) bool { return !by[m.code] }) {
				continue
			}
			n, ok := want.agrees(p)
			if !ok {
				continue
			}
			if n = 2 * n; cited {
				n++
			}
			if n > most {
				best, most = p, n
			}
		}
	}
	if most == 0 && len(want.words) == 1 {
		return r.onlyBy(want, c, list)
	}
	return best, most > 0
}

// onlyBy is, for a sentence whose subject is one word ("Norway asked for an end
// to torture") that what it cites does not have, the recommendation of the States
// named, in the one document cited, that has the word, where it is the only one.
func (r *run) onlyBy(want subject, c clause, list []mention) (only corpus.Passage, found bool) {
	v := c.cites[0].doc
	if v == nil || !want.foreign(passagesOf(c.cites)) || slices.ContainsFunc(c.cites, func(x *checked) bool { return x.symbol != c.cites[0].symbol }) {
		return only, false
	}
	for _, p := range v.Passages {
		by := byOf([]corpus.Passage{p})
		if len(by) == 0 || slices.ContainsFunc(list, func(m mention) bool { return !by[m.code] }) {
			continue
		}
		if n, of := want.shares(p, false); n == 0 || want.instrument != of.instrument {
			continue
		}
		if found {
			return corpus.Passage{}, false
		}
		only, found = p, true
	}
	return only, found
}

// saidBy is the text of a passage without what closes a recommendation: the
// bracket of its States and the end mark.
func saidBy(p corpus.Passage) string {
	if p.Kind == corpus.PassageRecommendation && p.Ask != "" {
		return p.Ask
	}
	return p.Text
}

// withoutStates are the words of a quotation without the bracket of States that
// closes the passage, where the quotation has it or its end.
func withoutStates(quoted []string, p corpus.Passage) []string {
	all, own := wordsOf(p.Text), wordsOf(saidBy(p))
	if len(all) <= len(own) || find(all, own, 0) != 0 {
		return quoted
	}
	bracket := all[len(own):]
	if n := len(quoted) - len(bracket); n > 0 && find(quoted[n:], bracket, 0) == 0 {
		return quoted[:n]
	}
	return quoted
}

// trueWords is the quotation as the passage has it, ready to paste; "" where
// the piece of the passage is longer by more than half, or shares less than half of the
// quotation's words of substance: then it is no correction of it.
func trueWords(q quotation, words []string, p corpus.Passage) string {
	piece := closest(words, saidBy(p))
	have := wordsOf(piece)
	want := stems(words)
	if len(q.parts) == 1 && len(have) > len(words)+len(words)/2+3 || 2*shared(want, have) < len(want) || overlap(words, have) < 0.5 {
		return ""
	}
	return "“" + piece + "” (" + p.Cite + ")"
}

// standsIn says which of the passages that hold a quotation may be meant: those
// of the documents cited, else those of the same State's documents, of them
// those by a State that the sentence names. Two that are left are both named
// and none is offered to paste.
func (r *run) standsIn(s statement, holding []corpus.Passage) (best corpus.Passage, right, says string) {
	narrow := func(keep func(corpus.Passage) bool) bool {
		var out []corpus.Passage
		for _, p := range holding {
			if keep(p) {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			holding = out
		}
		return len(out) > 0
	}
	narrow(func(p corpus.Passage) bool {
		v := r.Shelf.Volume(p.Key)
		return v == nil || v.Kind != corpus.KindMatrix
	})
	cited := narrow(func(p corpus.Passage) bool { return p.Symbol != "" && citesDocument(s, p.Symbol) })
	same := cited || narrow(func(p corpus.Passage) bool {
		v := r.Shelf.Volume(p.Key)
		return v != nil && r.reviews(s.cites, v.State)
	})
	named := mentions(r.States, s.text)
	narrow(func(p corpus.Passage) bool {
		by := byOf([]corpus.Passage{p})
		return slices.ContainsFunc(named, func(m mention) bool { return by[m.code] })
	})
	best = holding[0]
	says = "they stand in " + best.Cite
	var cites []string
	for i, p := range holding {
		if i == 4 {
			cites = append(cites, "others")
			break
		}
		cites = append(cites, p.Cite)
	}
	switch {
	case !same && r.ofReview(s):
		return best, "", says + ", of another State’s review"
	case len(holding) > 1:
		return best, "", "they stand in " + cite.List(cites) + ": which is meant?"
	}
	return best, best.Cite, says
}

// ofReview reports whether a document that a sentence cites is here and of a State.
func (r *run) ofReview(s statement) bool {
	return slices.ContainsFunc(s.cites, func(c *checked) bool {
		v := r.Shelf.Volume(c.symbol)
		return v != nil && v.State != ""
	})
}
