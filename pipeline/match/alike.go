package match

import "refrain/corpus"

// Alike tells which recommendations ask the same, by the rule that joins those
// of one review into a demand (see [Demands]): it serves to compare reviews.
// The zero value is not ready; see [NewAlike].
type Alike struct {
	reader *reader
	units  map[string]*unit // by passage id
}

// NewAlike compares recommendations to a State (alpha-3; empty for none).
func NewAlike(state string) *Alike {
	return &Alike{readerFor(state), map[string]*unit{}}
}

// Same reports whether two passages ask the same.
func (a *Alike) Same(p, q *corpus.Passage) bool {
	return corpus.TextHash(AskOf(p)) == corpus.TextHash(AskOf(q)) || sameDemand(a.unit(p), a.unit(q))
}

func (a *Alike) unit(p *corpus.Passage) *unit {
	u := a.units[p.ID]
	if u == nil {
		u = a.reader.read("", AskOf(p))
		a.units[p.ID] = u
	}
	return u
}
