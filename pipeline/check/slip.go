package check

import (
	"slices"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// slipWords is how many words of a quotation tell the document they stand in.
const slipWords = 5

// slipped says of a citation of a document that is not here which stored symbol
// it is one slip away from. Where all else agrees with that document (the State,
// the numbers, and either the quotation or the States that recommended and the
// subject), it is an error; else it is asked.
func (r *run) slipped(c *checked, f *Finding) {
	refs, faults := c.Refs()
	if len(faults) > 0 {
		return
	}
	var like []*cite.Volume
	for _, v := range r.Shelf.Volumes() {
		if v.Symbol == "" || v.Key != v.Symbol || v.Symbol == c.symbol || !slip(c.symbol, v.Symbol) || !r.mayMean(c, v, refs) {
			continue
		}
		if like = append(like, v); len(refs) == 0 {
			continue
		}
		if why := r.bornOut(c, v, refs); why != "" {
			f.Result, f.Get = Wrong, ""
			f.Right = cite.Citation{Symbol: v.Symbol, Stem: v.Symbol, Corr: c.Corr, Parts: c.Parts}.String()
			f.Says = c.symbol + " is not here; it is one slip away from " + v.Symbol + ", which has these numbers, and " + why
			for _, p := range placesIn(v, refs) {
				f.IDs = append(f.IDs, p.ID)
			}
			return
		}
	}
	if len(like) > 1 {
		like = slices.DeleteFunc(like, func(v *cite.Volume) bool { return !r.onlyNames(c, v.State) })
	}
	switch {
	case len(like) != 1:
	case len(refs) == 0:
		f.Says += "; " + like[0].Symbol + ", one slip away, is: is it a slip?"
	default:
		f.Says += "; " + like[0].Symbol + ", one slip away, is, and has these numbers: is it a slip?"
		if r.around(c).near(placesIn(like[0], refs)) {
			f.Right = cite.Citation{Symbol: like[0].Symbol, Stem: like[0].Symbol, Corr: c.Corr, Parts: c.Parts}.String()
		}
	}
}

// seriesRE is a symbol of which all neighbours exist: the three documents that a
// review starts from.
var seriesRE = pattern.New(`^A/HRC/WG\.6/\d+/[A-Z]{3}/[123]$`)

// mayMean reports whether a citation may mean a stored document one slip away:
// one that has all its numbers; for a document as a whole, that of the only State
// which the sentence names. A symbol that is known to be of a State that the
// sentence names is no slip.
func (r *run) mayMean(c *checked, v *cite.Volume, refs []cite.Ref) bool {
	known := corpus.StateOfSymbol(c.symbol)
	switch {
	case known != "" && known != v.State && slices.ContainsFunc(mentions(r.States, r.sentenceOf(c).text), func(m mention) bool { return m.code == known }):
		return false
	case len(refs) == 0:
		return !seriesRE.MatchString(c.symbol) && r.onlyNames(c, v.State)
	}
	return hasAll(v, refs)
}

// onlyNames reports whether the sentence of a citation names one State alone.
func (r *run) onlyNames(c *checked, state string) bool {
	ms := mentions(r.States, r.sentenceOf(c).text)
	return state != "" && len(ms) > 0 && !slices.ContainsFunc(ms, func(m mention) bool { return m.code != state })
}

// bornOut says in words what else in a sentence agrees with a stored document
// that a citation may mean; empty where too little does, or something does not.
func (r *run) bornOut(c *checked, v *cite.Volume, refs []cite.Ref) string {
	ps := placesIn(v, refs)
	s := r.partOf(c)
	by := byOf(ps)
	underReview, recommend := r.draftState() == v.State || corpus.StateOfSymbol(c.symbol) == v.State, 0
	for _, m := range mentions(r.States, s.text) {
		switch {
		case m.code == v.State:
			underReview = true
		case by[m.code]:
			recommend++
		default:
			return "" // of another State
		}
	}
	for _, part := range c.Parts {
		for _, name := range part.States {
			if code, ok := r.States.Resolve(name); !ok || !by[code] {
				return ""
			}
			recommend++
		}
	}
	if v.State == "" || !underReview {
		return ""
	}
	quoted := 0
	for _, q := range quotationsIn(s.text, s.start) {
		if q.n < scareWords || q.insideCitation(s) {
			continue
		}
		if !slices.ContainsFunc(ps, func(p corpus.Passage) bool { return q.in(r.words.of(p)) }) {
			return ""
		}
		quoted += q.n
	}
	switch {
	case quoted >= slipWords:
		return "the words quoted stand there"
	case recommend > 0 && quoted == 0 && r.around(c).near(ps):
		return "the State named recommended this there"
	}
	return ""
}

// partOf is the sentence that a citation supports, from the citation before to
// that after.
func (r *run) partOf(c *checked) statement {
	s := r.sentenceOf(c)
	s.cites = []*checked{c}
	if c.body != c.block {
		return s
	}
	from, to := s.start, s.end
	for _, x := range cite.FindIn(r.States, r.draft.Blocks[c.block].Text) {
		switch {
		case x.End <= c.Start:
			from = max(from, x.End)
		case x.Start >= c.End:
			to = min(to, x.Start)
		}
	}
	if from < to {
		s.text, s.start, s.end = s.text[from-s.start:to-s.start], from, to
	}
	return s
}
