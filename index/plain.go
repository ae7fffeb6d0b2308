package index

import (
	"fmt"
	"sort"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// PlainRanking ranks texts for each query as Bleve does out of the box: one
// English text field and a match query, nothing else. Evaluation prints it
// beside our own ranking. Scores are cut to six digits and ties stand in the
// order of the texts, so that one build ranks as another; texts that share no
// word with the query come last.
func PlainRanking(queries, texts []string) ([][]int, error) {
	m := bleve.NewIndexMapping()
	f := bleve.NewTextFieldMapping()
	f.Analyzer, f.Store, f.IncludeInAll = "en", false, false
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.DefaultMapping.AddFieldMappingsAt(fieldBody, f)
	x, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("ranking by Bleve: %w", err)
	}
	defer x.Close()
	batch := x.NewBatch()
	for i, t := range texts {
		if err := batch.Index(strconv.Itoa(i), map[string]any{fieldBody: t}); err != nil {
			return nil, fmt.Errorf("ranking by Bleve: %w", err)
		}
	}
	if err := x.Batch(batch); err != nil {
		return nil, fmt.Errorf("ranking by Bleve: %w", err)
	}
	out := make([][]int, len(queries))
	for i, q := range queries {
		mq := bleve.NewMatchQuery(q)
		mq.SetField(fieldBody)
		r, err := x.Search(bleve.NewSearchRequestOptions(mq, len(texts), 0, false))
		if err != nil {
			return nil, fmt.Errorf("ranking by Bleve: %w", err)
		}
		score := make([]float64, len(texts))
		for _, h := range r.Hits {
			n, err := strconv.Atoi(h.ID)
			if err != nil {
				return nil, fmt.Errorf("ranking by Bleve: %w", err)
			}
			score[n] = round(h.Score)
		}
		order := make([]int, len(texts))
		for k := range order {
			order[k] = k
		}
		sort.SliceStable(order, func(a, b int) bool { return score[order[a]] > score[order[b]] })
		out[i] = order
	}
	return out, nil
}
