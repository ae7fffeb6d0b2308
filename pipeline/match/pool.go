package match

import (
	"context"

	"refrain/corpus"
)

// pool is the passages in scope, made ready, with an index of what they name:
// an item is compared closely only with those that the index says may agree.
type pool struct {
	entries []*entry
	asking  []askingPassage
	words   map[int32][]posting
	conc    map[int32][]posting
}

// posting is a passage that holds a word or concept, with its weight relative
// to all the passage holds.
type posting struct {
	entry  int32
	weight float32
}

// leastAgreement is the bound of close comparison: passages whose words and
// concepts agree less with the item's are ranked by that agreement alone, below
// all others.
const leastAgreement = 0.06

// newPool reads the passages on all processors.
func newPool(ctx context.Context, r *reader, passages []*corpus.Passage) (*pool, error) {
	p := &pool{entries: make([]*entry, len(passages)), words: map[int32][]posting{}, conc: map[int32][]posting{}}
	const chunk = 64
	err := each(ctx, (len(passages)+chunk-1)/chunk, func(c int) {
		for i := c * chunk; i < min(len(passages), (c+1)*chunk); i++ {
			p.entries[i] = r.entry(passages[i])
			p.entries[i].at = int32(i)
		}
	})
	if err != nil {
		return nil, err
	}
	p.asking = asking(p.entries)
	for i, e := range p.entries {
		u := e.whole
		for _, t := range u.words {
			p.words[t.id] = append(p.words[t.id], posting{int32(i), ratio(t.w, u.wordNorm)})
		}
		for _, t := range u.conc {
			p.conc[t.id] = append(p.conc[t.id], posting{int32(i), ratio(t.w, u.concNorm)})
		}
	}
	return p, nil
}

// agreement sums the cosines of words and concepts of the wholes with an
// item's, for all passages.
func (p *pool) agreement(item *entry) []float32 {
	sum := make([]float32, len(p.entries))
	u := item.whole
	for _, t := range u.words {
		w := ratio(t.w, u.wordNorm)
		for _, q := range p.words[t.id] {
			sum[q.entry] += float32(w * q.weight)
		}
	}
	for _, t := range u.conc {
		w := ratio(t.w, u.concNorm)
		for _, q := range p.conc[t.id] {
			sum[q.entry] += float32(w * q.weight)
		}
	}
	return sum
}

// farScore is the score of a passage that was not compared closely.
func farScore(agreement float32) float64 { return -20 + float64(agreement) }
