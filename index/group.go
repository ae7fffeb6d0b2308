package index

import (
	"context"
	"sort"

	"github.com/blevesearch/bleve/v2"
)

// groupField is what hits are grouped by: the document.
const groupField = "key"

// groupHits is how many hits of a document a group shows.
const groupHits = 3

// DocumentHits is a document with the hits of a grouped search in it.
type DocumentHits struct {
	// Key is the document's key in lower case, Count how many of its passages were met.
	Key   string
	Count int
	// Hits are the first of them in the order asked for.
	Hits []Hit
	best float64
}

// within is the query in one document: asked so, only its passages are looked at.
func (pq parsed) within(key string) parsed {
	pq.Query = bleve.NewConjunctionQuery(pq.Query, quiet(bleve.NewTermQuery(key), groupField))
	return pq
}

// groups lists the documents of a page of a grouped search: those with the
// best hit first, or in the order of keys where another order is asked for.
func (x *Index) groups(ctx context.Context, pq parsed, q Query, t *tally) ([]DocumentHits, int, error) {
	c := t.counts[len(t.counts)-1]
	var all []DocumentHits
	for v, n := range c.n {
		if n > 0 {
			all = append(all, DocumentHits{Key: c.col.values[v], Count: n, best: round(c.best[v])})
		}
	}
	byScore := q.Sort == "" || q.Sort == "relevance"
	sort.Slice(all, func(i, j int) bool {
		if byScore && all[i].best != all[j].best {
			return all[i].best > all[j].best
		}
		return naturalLess(all[i].Key, all[j].Key)
	})
	from := min(q.From, len(all))
	page := all[from:min(from+q.Size, len(all))]
	for i := range page {
		one := q
		one.Group, one.Facets, one.From, one.Size = false, nil, 0, groupHits
		r, err := x.run(ctx, pq.within(page[i].Key), one)
		if err != nil {
			return nil, 0, err
		}
		page[i].Hits = r.Hits
	}
	return page, len(all), nil
}
