package index

import (
	"context"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"refrain/corpus/exact"
)

// flat is a query of fields without frequencies: keywords, concepts, words as
// they stand. Bleve multiplies their frequency, 0, by a norm that is infinite,
// and what comes of it is no number; so they are asked for without scores, and
// each hit gets the same one: boost times what a rare word weighs. With boost 0
// they choose passages and do not rank them.
type flat struct {
	query.Query
	boost float64
}

// flatNorm stands for the length of a passage, which these fields do not have:
// that of one with six such words.
const flatNorm = .4

// Searcher is the searcher of the query without scores, or one that gives
// every hit the same.
func (f flat) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	o.Score, o.Explain, o.IncludeTermVectors = "none", false, false
	s, err := f.Query.Searcher(ctx, r, m, o)
	if err != nil || f.boost == 0 {
		return s, err
	}
	n, err := r.DocCount()
	if err != nil {
		s.Close()
		return nil, err
	}
	return &flatSearcher{Searcher: s, boost: f.boost, idf: 1 + exact.Log(float64(n)/float64(s.Count()+1))}, nil
}

type flatSearcher struct {
	search.Searcher
	boost, idf, score float64
}

// Weight is what a word of this rarity weighs.
func (s *flatSearcher) Weight() float64 { return s.boost * s.idf * s.boost * s.idf }

// SetQueryNorm fixes the score of every hit.
func (s *flatSearcher) SetQueryNorm(norm float64) {
	s.score = s.boost * s.idf * s.idf * flatNorm * norm
}

// Next is the next hit with its score.
func (s *flatSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	return s.scored(s.Searcher.Next(ctx))
}

// Advance is the hit at id or after it, with its score.
func (s *flatSearcher) Advance(ctx *search.SearchContext, id bleveindex.IndexInternalID) (*search.DocumentMatch, error) {
	return s.scored(s.Searcher.Advance(ctx, id))
}

func (s *flatSearcher) scored(d *search.DocumentMatch, err error) (*search.DocumentMatch, error) {
	if d != nil {
		d.Score = s.score
	}
	return d, err
}
