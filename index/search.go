package index

import (
	"context"
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus"
)

// Index is an open generation. Several may read at once.
type Index struct {
	x        bleve.Index
	manifest *Manifest
}

// Query is a search.
type Query struct {
	// Text is what a person typed, in the search language.
	Text string
	// From hits are skipped, Size returned; 10 where Size is 0.
	From, Size int
	// Sort is "relevance" (or empty), "date" or "symbol".
	Sort string
	// Facets are the fields whose values are counted over all hits.
	Facets []string
	// Highlight asks for Fragments.
	Highlight bool
	// States resolves names of States; nil means [corpus.World].
	States *corpus.Gazetteer
}

// Result is what a search found.
type Result struct {
	Total uint64
	// Loose says that the query was taken for a passage: a hit need not have
	// all of its words.
	Loose  bool
	Hits   []Hit
	Facets map[string][]Count
}

// Hit is one passage found.
type Hit struct {
	ID string
	// Score is rounded to six significant digits; equal scores stand in the
	// order of ids.
	Score   float64
	Passage corpus.Passage
	// Fragments are the text around the words met.
	Fragments []Fragment
}

// Fragment is a piece of text, marked where a word was met.
type Fragment struct {
	Text   string
	Marked bool
}

// Count is one value of a facet.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// deadline bounds every search.
const deadline = 2 * time.Second

// Close closes the index.
func (x *Index) Close() error { return x.x.Close() }

// Count is the number of passages.
func (x *Index) Count() uint64 { return uint64(x.manifest.Passages) }

// Corpus is the hash of the documents that the index was made of.
func (x *Index) Corpus() string { return x.manifest.Corpus }

// Search runs a query. Errors of the query itself are [SyntaxError].
func (x *Index) Search(ctx context.Context, q Query) (*Result, error) {
	if q.Size == 0 {
		q.Size = 10
	}
	if q.From < 0 || q.Size < 0 || q.From+q.Size > maxWindow {
		return nil, fmt.Errorf("searching: passages after the first %d are not listed: narrow the query", maxWindow)
	}
	if q.States == nil {
		q.States = corpus.World()
	}
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, search.MaxTermSearchersKey, maxTerms), deadline)
	defer cancel()
	pq, err := x.query(ctx, q)
	if err != nil {
		return nil, err
	}
	if !pq.ranked && (q.Sort == "" || q.Sort == "relevance") {
		q.Sort = "symbol"
	}
	r, err := x.window(ctx, pq.Query, q)
	if err != nil {
		return nil, searchError(ctx, err)
	}
	return x.result(r, q, pq)
}

// searchError words the errors of a search that went too far.
func searchError(ctx context.Context, err error) error {
	switch {
	case ctx.Err() == context.DeadlineExceeded:
		return fmt.Errorf("searching took longer than %s: use fewer words or longer beginnings before *", deadline)
	case strings.Contains(err.Error(), "TooManyClauses") || strings.Contains(err.Error(), "too many"):
		return fmt.Errorf("searching: a * or ~ in the query stands for more than %d words: write a longer beginning", maxTerms)
	}
	return fmt.Errorf("searching: %w", err)
}

// query parses the text; a pasted id, symbol or citation goes to its place.
func (x *Index) query(ctx context.Context, q Query) (parsed, error) {
	if p := placeQuery(q.Text); p != nil {
		return parsed{Query: p}, nil
	}
	return parseQuery(q.Text, source{
		states:  q.States,
		near:    func(text, field string, slop int) ([]string, error) { return x.near(ctx, text, field, slop) },
		passage: x.Passage,
	})
}

// window asks for the hits up to the end of the page and past it as long as
// scores tie, so that paging does not depend on Bleve's order of equals.
func (x *Index) window(ctx context.Context, bq query.Query, q Query) (*bleve.SearchResult, error) {
	size := q.From + q.Size + 50
	for {
		req := bleve.NewSearchRequestOptions(bq, min(size, maxWindow+50), 0, false)
		req.Fields = []string{fieldStored}
		req.IncludeLocations = q.Highlight
		switch q.Sort {
		case "", "relevance":
			req.SortBy([]string{"-_score", "_id"})
		case "date":
			req.SortBy([]string{"year", "symbol", "_id"})
		case "symbol":
			req.SortBy([]string{"symbol", "_id"})
		default:
			return nil, fmt.Errorf("no order %q: choose relevance, date or symbol", q.Sort)
		}
		for _, f := range q.Facets {
			name := fieldName(f)
			if name == "" || name == fieldBody {
				return nil, fmt.Errorf("no field %q to count by", f)
			}
			req.AddFacet(f, bleve.NewFacetRequest(name, 50))
		}
		r, err := x.x.SearchInContext(ctx, req)
		if err != nil {
			return nil, err
		}
		n := len(r.Hits)
		if size > maxWindow || uint64(n) >= r.Total || n <= q.From+q.Size || round(r.Hits[n-1].Score) != round(r.Hits[q.From+q.Size-1].Score) {
			return r, nil
		}
		size *= 2
	}
}

// round keeps six significant digits: the last bits of a score differ between
// two builds of one corpus.
func round(f float64) float64 {
	if f == 0 || math.IsInf(f, 0) || math.IsNaN(f) {
		return 0
	}
	scale := math.Pow(10, 6-math.Ceil(math.Log10(math.Abs(f))))
	return math.Round(f*scale) / scale
}

// result makes hits of Bleve's matches.
func (x *Index) result(r *bleve.SearchResult, q Query, pq parsed) (*Result, error) {
	out := &Result{Total: r.Total, Loose: pq.loose, Facets: map[string][]Count{}}
	var hits []Hit
	for _, m := range r.Hits {
		h := Hit{ID: m.ID, Score: round(m.Score)}
		packed, _ := m.Fields[fieldStored].(string)
		var err error
		if h.Passage, err = unpackPassage(m.ID, packed); err != nil {
			return nil, err
		}
		if q.Highlight {
			h.Fragments = fragments(h.Passage.Text, termsMet(m), pq.concepts)
		}
		hits = append(hits, h)
	}
	sortHits(hits, q.Sort)
	from := min(q.From, len(hits))
	out.Hits = hits[from:min(from+q.Size, len(hits))]
	for name, f := range r.Facets {
		for _, t := range f.Terms.Terms() {
			out.Facets[name] = append(out.Facets[name], Count{t.Term, t.Count})
		}
		counts := out.Facets[name]
		sort.SliceStable(counts, func(i, j int) bool {
			if counts[i].Count != counts[j].Count {
				return counts[i].Count > counts[j].Count
			}
			return counts[i].Value < counts[j].Value
		})
	}
	return out, nil
}

// sortHits puts hits in their order, ids as people count them.
func sortHits(hits []Hit, by string) {
	sort.SliceStable(hits, func(i, j int) bool {
		a, b := hits[i], hits[j]
		switch {
		case (by == "" || by == "relevance") && a.Score != b.Score:
			return a.Score > b.Score
		case by == "date" && a.Passage.Year != b.Passage.Year:
			return a.Passage.Year < b.Passage.Year
		}
		return naturalLess(a.ID, b.ID)
	})
}

// naturalLess compares with numbers as numbers: "#90.2" before "#90.12".
func naturalLess(a, b string) bool {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if isDigit(a[i]) && isDigit(b[j]) {
			x, n := leadingNumber(a[i:])
			y, m := leadingNumber(b[j:])
			if x != y {
				return x < y
			}
			i, j = i+n, j+m
			continue
		}
		if a[i] != b[j] {
			return a[i] < b[j]
		}
		i, j = i+1, j+1
	}
	return len(a)-i < len(b)-j
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func leadingNumber(s string) (n uint64, length int) {
	for length < len(s) && isDigit(s[length]) && length < 18 {
		n = n*10 + uint64(s[length]-'0')
		length++
	}
	return n, length
}

// Passage returns one passage by id.
func (x *Index) Passage(id string) (corpus.Passage, bool, error) {
	req := bleve.NewSearchRequest(bleve.NewDocIDQuery([]string{id}))
	req.Fields = []string{fieldStored}
	r, err := x.x.Search(req)
	if err != nil {
		return corpus.Passage{}, false, fmt.Errorf("looking up %s: %w", id, err)
	}
	if len(r.Hits) == 0 {
		return corpus.Passage{}, false, nil
	}
	packed, _ := r.Hits[0].Fields[fieldStored].(string)
	p, err := unpackPassage(id, packed)
	return p, err == nil, err
}
