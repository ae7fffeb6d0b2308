package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"

	"refrain/corpus"
)

// Index is an open generation. Several may read at once.
type Index struct {
	x        bleve.Index
	manifest *Manifest
	gen      generation
	columns  columns
	passages *Passages
}

// Query is a search.
type Query struct {
	// Text is what a person typed, in the search language.
	Text string
	// Browse takes all passages where Text is empty; otherwise that is an error.
	Browse bool
	// Filters narrow the hits; all must hold.
	Filters []Filter
	// From hits are skipped, Size returned; 10 where Size is 0. In a grouped
	// search they count documents.
	From, Size int
	// Sort is "relevance" (or empty), "date" (oldest first), "newest" or "symbol".
	Sort string
	// Group gives Result.Groups in place of Hits.
	Group bool
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
	Loose bool
	// Uneven says that fields stand with one alternative of OR alone, where a
	// reader may have meant them for all.
	Uneven bool
	// Small is "or" or "not" where it stands in small letters among the words:
	// it is read as a word that asks nothing. See [SmallNotice].
	Small string
	// Named and Code are the first State that the words name, as typed and its
	// code, where documents here are on it and no field chooses documents. See
	// [StateNotice].
	Named, Code string
	Hits        []Hit
	Facets      map[string][]Count
	// Groups are a page of the documents of a grouped search, Documents how
	// many there are.
	Groups    []DocumentHits
	Documents int
}

// Hit is one passage found.
type Hit struct {
	ID string
	// Score weighs the kind of passage and is rounded to six significant
	// digits; equal scores stand in the order of ids.
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

// Generation is the name of the generation that readers use now; it changes
// when an index is published. The error wraps [ErrNoIndex] where there is none.
func Generation(dir string) (string, error) {
	g, err := current(dir)
	if err != nil {
		return "", err
	}
	return g.String(), nil
}

// Generation is what [Generation] said of the generation that is open.
func (x *Index) Generation() string { return x.gen.String() }

// Close closes the index.
func (x *Index) Close() error { return errors.Join(x.x.Close(), x.passages.Close()) }

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
		return nil, fmt.Errorf("searching: only the first 10,000 passages of a search are listed, and passages %d to %d were asked for: ask for earlier ones, or narrow the query", q.From+1, q.From+q.Size)
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
	r, err := x.run(ctx, pq, q)
	if err != nil {
		return nil, searchError(ctx, err)
	}
	return r, nil
}

// run runs a parsed query.
func (x *Index) run(ctx context.Context, pq parsed, q Query) (*Result, error) {
	r, t, err := x.page(ctx, pq, q)
	if err != nil {
		return nil, err
	}
	out := &Result{Total: r.Total, Loose: pq.loose, Uneven: pq.uneven, Small: pq.small, Facets: map[string][]Count{}}
	if !pq.stateAsked && !pq.documents && len(q.Filters) == 0 {
		out.Named, out.Code = pq.ofState, pq.ofCode
	}
	if t != nil {
		out.Facets = t.facets()
	}
	if q.Group {
		out.Groups, out.Documents, err = x.groups(ctx, pq, q, t)
		return out, err
	}
	out.Hits, err = x.hits(r, q, pq)
	return out, err
}

// tooSlow is the error of a search that was stopped; it is a
// [context.DeadlineExceeded].
type tooSlow struct{}

func (tooSlow) Error() string {
	return fmt.Sprintf("searching took longer than %s: use fewer words or longer beginnings before *", deadline)
}

func (tooSlow) Is(err error) bool { return err == context.DeadlineExceeded }

// searchError words the errors of a search that went too far.
func searchError(ctx context.Context, err error) error {
	switch {
	case ctx.Err() == context.DeadlineExceeded:
		return tooSlow{}
	case strings.Contains(err.Error(), "TooManyClauses") || strings.Contains(err.Error(), "too many"):
		return fmt.Errorf("searching: a * or ~ in the query stands for more than %d words: write a longer beginning", maxTerms)
	}
	return fmt.Errorf("searching: %w", err)
}

// query parses the text; a pasted id, symbol or citation goes to its place.
func (x *Index) query(ctx context.Context, q Query) (parsed, error) {
	if q.Browse && strings.TrimSpace(q.Text) == "" {
		return parsed{Query: bleve.NewMatchAllQuery()}, nil
	}
	if p := placeQuery(q.Text); p != nil {
		return parsed{Query: flat{p, 0}, documents: true}, nil
	}
	if p := paraQuery(q.Text); p != nil {
		return parsed{Query: flat{p, 0}}, nil
	}
	return parseQuery(q.Text, source{
		has:     func(field, value string) bool { return x.has(field, value) },
		states:  q.States,
		near:    func(text, field string, slop int) ([]string, error) { return x.near(ctx, text, field, slop) },
		passage: x.Passage,
	})
}

// page asks Bleve for the hits of the page, and counts where q asks for it.
func (x *Index) page(ctx context.Context, pq parsed, q Query) (*bleve.SearchResult, *tally, error) {
	from, size := q.From, q.Size
	if q.Group {
		from, size = 0, 0
	}
	req := bleve.NewSearchRequestOptions(pq.Query, size, from, false)
	req.Fields = []string{fieldPlace}
	req.IncludeLocations = q.Highlight && !q.Group
	order, err := x.sortBy(q.Sort)
	if err != nil {
		return nil, nil, err
	}
	req.SortByCustom(order)
	var t *tally
	skips := once(pq, q) && x.columns.some(fieldRepeats)
	if len(q.Facets)+len(q.Filters) > 0 || q.Group || skips {
		if t, err = x.newTally(q); err != nil {
			return nil, nil, err
		}
		if skips {
			t.skip = x.columns.column(fieldRepeats)
		}
		ctx = t.watch(ctx)
	}
	r, err := x.x.SearchInContext(ctx, req)
	if err == nil && t != nil {
		r.Total = t.total
	}
	return r, t, err
}

// hits makes the page's hits of Bleve's matches.
func (x *Index) hits(r *bleve.SearchResult, q Query, pq parsed) ([]Hit, error) {
	var out []Hit
	for _, m := range r.Hits {
		h := Hit{ID: m.ID}
		place, _ := m.Fields[fieldPlace].(string)
		var err error
		if h.Passage, err = x.passages.at(m.ID, place); err != nil {
			return nil, err
		}
		h.Score = round(m.Score * float64(weightOf(string(h.Passage.Kind))))
		if q.Highlight {
			h.Fragments = fragments(h.Passage.Text, termsMet(m), pq.concepts)
		}
		out = append(out, h)
	}
	return out, nil
}

// Passage returns one passage by id.
func (x *Index) Passage(id string) (corpus.Passage, bool, error) {
	req := bleve.NewSearchRequest(bleve.NewDocIDQuery([]string{id}))
	req.Fields = []string{fieldPlace}
	r, err := x.x.Search(req)
	if err != nil {
		return corpus.Passage{}, false, fmt.Errorf("looking up %s: %w", id, err)
	}
	if len(r.Hits) == 0 {
		return corpus.Passage{}, false, nil
	}
	place, _ := r.Hits[0].Fields[fieldPlace].(string)
	p, err := x.passages.at(id, place)
	return p, err == nil, err
}
