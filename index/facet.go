package index

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Filter keeps the hits that have one of the values in a field. Filters add
// nothing to a score. Counts of the filtered field itself are made as if its
// filter were not there, so that a reader sees what one more value would bring.
type Filter struct {
	// Field is a name of the search language ("state", "year"), Values are
	// exact values of it, as [Count] gives them.
	Field  string
	Values []string
}

// uncounted are the fields whose values nobody counts.
var uncounted = []string{"para", fieldWider}

// column is one field: refs[start[d]:start[d+1]] are the numbers of the values
// of document d.
type column struct {
	values []string
	number map[string]uint32
	start  []uint32
	refs   []uint32
}

func (c *column) of(doc uint64) []uint32 {
	if doc+1 >= uint64(len(c.start)) {
		return nil
	}
	return c.refs[c.start[doc]:c.start[doc+1]]
}

// first is the first value of a document, empty if it has none.
func (c *column) first(doc uint64) string {
	if refs := c.of(doc); len(refs) > 0 {
		return c.values[refs[0]]
	}
	return ""
}

// countedFields are the fields with a column.
func countedFields() []string {
	return slices.DeleteFunc(slices.Concat(keywordFields, numberFields), func(f string) bool { return slices.Contains(uncounted, f) })
}

// FacetFields are the fields whose values can be counted, by name.
func FacetFields() []string {
	fields := countedFields()
	slices.Sort(fields)
	return fields
}

// readValues reads the ids of all documents and the values of their fields,
// which it gathers from the lists of documents that have each value.
func readValues(ctx context.Context, r bleveindex.IndexReader) (names []string, by map[string]*column, err error) {
	ids, err := r.DocIDReaderAll()
	if err != nil {
		return nil, nil, err
	}
	defer ids.Close()
	id, err := ids.Next()
	for ; err == nil && id != nil; id, err = ids.Next() {
		for uint64(len(names)) < id.Value() {
			names = append(names, "")
		}
		name, err := r.ExternalID(id)
		if err != nil {
			return nil, nil, err
		}
		names = append(names, name)
	}
	by = map[string]*column{}
	for _, f := range countedFields() {
		if err == nil {
			by[f], err = readValuesOf(ctx, r, f, len(names))
		}
	}
	return names, by, err
}

// readValuesOf reads the values of one field of n documents; of each document
// they are sorted.
func readValuesOf(ctx context.Context, r bleveindex.IndexReader, name string, n int) (*column, error) {
	dict, err := r.FieldDict(name)
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	c := &column{start: make([]uint32, n+1)}
	var docs []uint32 // that have the values, one value after the other
	var ends []int
	entry, err := dict.Next()
	for ; err == nil && entry != nil; entry, err = dict.Next() {
		if docs, err = appendHolders(ctx, r, docs, entry.Term, name, n); err != nil {
			return nil, err
		}
		if len(ends) == 0 && len(docs) == 0 || len(ends) > 0 && len(docs) == ends[len(ends)-1] {
			continue // a value of documents that were deleted
		}
		c.values, ends = append(c.values, entry.Term), append(ends, len(docs))
	}
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		c.start[d+1]++
	}
	for d := range n {
		c.start[d+1] += c.start[d]
	}
	next := slices.Clone(c.start)
	c.refs = make([]uint32, len(docs))
	value := uint32(0)
	for i, d := range docs {
		for i >= ends[value] {
			value++
		}
		c.refs[next[d]] = value
		next[d]++
	}
	return c, nil
}

// appendHolders appends the documents that have a value in a field.
func appendHolders(ctx context.Context, r bleveindex.IndexReader, docs []uint32, value, name string, n int) ([]uint32, error) {
	holders, err := r.TermFieldReader(ctx, []byte(value), name, false, false, false)
	if err != nil {
		return docs, err
	}
	defer holders.Close()
	var reuse bleveindex.TermFieldDoc
	for {
		d, err := holders.Next(reuse.Reset())
		if err != nil || d == nil {
			return docs, err
		}
		if doc := d.ID.Value(); doc < uint64(n) {
			docs = append(docs, uint32(doc))
		}
	}
}

// years is the year of every document, 0 where there is none.
func years(c *column, n int) []uint16 {
	out := make([]uint16, n)
	for doc := range out {
		for _, v := range c.of(uint64(doc)) {
			y, err := strconv.ParseUint(c.values[v], 10, 16)
			if err == nil {
				out[doc] = uint16(y)
			}
		}
	}
	return out
}

// tally filters and counts the hits of one search.
type tally struct {
	filters []filterColumn
	counts  []*countColumn
	weight  []float32
	skip    *column // passages with a value here are left out
	total   uint64
}

type filterColumn struct {
	field string
	col   *column
	want  map[uint32]bool
}

type countColumn struct {
	name, field string
	col         *column
	n           []int
	best        []float64 // highest score by value, for groups
}

func (x *Index) newTally(q Query) (*tally, error) {
	t := &tally{weight: x.columns.weight}
	for _, f := range q.Filters {
		name := fieldName(f.Field)
		col, err := x.countable(name, f.Field)
		if err != nil {
			return nil, err
		}
		fc := filterColumn{name, col, map[uint32]bool{}}
		for _, v := range f.Values {
			if n, ok := col.number[fold1(v)]; ok {
				fc.want[n] = true
			}
		}
		t.filters = append(t.filters, fc)
	}
	fields := q.Facets
	if q.Group {
		fields = append(append([]string(nil), fields...), groupField)
	}
	for _, f := range fields {
		name := fieldName(f)
		col, err := x.countable(name, f)
		if err != nil {
			return nil, err
		}
		t.counts = append(t.counts, &countColumn{f, name, col, make([]int, len(col.values)), nil})
	}
	if q.Group {
		last := t.counts[len(t.counts)-1]
		last.best = make([]float64, len(last.col.values))
	}
	return t, nil
}

func (x *Index) countable(name, typed string) (*column, error) {
	col := x.columns.column(name)
	if col == nil {
		return nil, fmt.Errorf("no field %q to count by", typed)
	}
	return col, nil
}

// hit counts one hit and reports whether it passes all filters.
func (t *tally) hit(doc uint64, score float64) bool {
	if t.skip != nil && len(t.skip.of(doc)) > 0 {
		return false
	}
	failed, by := 0, ""
	for _, f := range t.filters {
		if !f.passes(doc) {
			if failed++; failed > 1 {
				return false
			}
			by = f.field
		}
	}
	if failed == 0 {
		t.total++
	}
	for _, c := range t.counts {
		if failed > 0 && c.field != by {
			continue
		}
		for _, v := range c.col.of(doc) {
			c.n[v]++
			if c.best != nil {
				c.best[v] = max(c.best[v], score*float64(t.weight[doc]))
			}
		}
	}
	return failed == 0
}

func (f filterColumn) passes(doc uint64) bool {
	for _, v := range f.col.of(doc) {
		if f.want[v] {
			return true
		}
	}
	return false
}

// watch makes a search count its hits in t and drop those that fail a filter.
func (t *tally) watch(ctx context.Context) context.Context {
	var watching search.MakeDocumentMatchHandler = func(sc *search.SearchContext) (search.DocumentMatchHandler, bool, error) {
		keep, load, err := collector.MakeTopNDocumentMatchHandler(sc)
		if err != nil || keep == nil {
			return keep, load, err
		}
		return func(d *search.DocumentMatch) error {
			if d != nil && !t.hit(bleveindex.IndexInternalID(d.IndexInternalID).Value(), d.Score) {
				sc.DocumentMatchPool.Put(d)
				return nil
			}
			return keep(d)
		}, load, nil
	}
	return context.WithValue(ctx, search.MakeDocumentMatchHandlerKey, watching)
}

// facets are the counts, the largest first.
func (t *tally) facets() map[string][]Count {
	out := map[string][]Count{}
	for _, c := range t.counts {
		if c.best != nil {
			continue
		}
		var counts []Count
		for v, n := range c.n {
			if n > 0 {
				counts = append(counts, Count{c.col.values[v], n})
			}
		}
		sort.Slice(counts, func(i, j int) bool {
			if counts[i].Count != counts[j].Count {
				return counts[i].Count > counts[j].Count
			}
			return naturalLess(counts[i].Value, counts[j].Value)
		})
		out[c.name] = counts
	}
	return out
}
