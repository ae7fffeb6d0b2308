package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/index"
)

// searchJSON is a page of a search.
type searchJSON struct {
	noticeJSON
	Query string `json:"query"`
	Page  int    `json:"page"`
	// Total counts passages, Documents the documents of a grouped search.
	Total     int  `json:"total"`
	Documents int  `json:"documents,omitempty"`
	Loose     bool `json:"loose,omitempty"`
	// Uneven says that a field holds for one side of OR alone.
	Uneven bool        `json:"uneven,omitempty"`
	Hits   []hitJSON   `json:"hits"`
	Groups []groupJSON `json:"groups,omitempty"`
	Facets []facetJSON `json:"facets,omitempty"`
	// Notes say what a reader of the answer must know, such as that no
	// passage here has the value of a filter.
	Notes []string `json:"notes,omitempty"`
	Prev  string   `json:"prev,omitempty"`
	Next  string   `json:"next,omitempty"`
}

// hitJSON is a passage found.
type hitJSON struct {
	Rank      int            `json:"rank"`
	Score     float64        `json:"score"`
	Fragments []fragmentJSON `json:"fragments,omitempty"`
	passageJSON
}

type fragmentJSON struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked"`
}

type groupJSON struct {
	Key   string    `json:"key"`
	Hash  string    `json:"hash"`
	Name  string    `json:"name"`
	Count int       `json:"count"`
	Hits  []hitJSON `json:"hits"`
}

type facetJSON struct {
	Field  string      `json:"field"`
	Name   string      `json:"name"`
	Values []valueJSON `json:"values"`
}

type valueJSON struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// searchParams are the parameters of a search: those of its page, and facets.
func searchParams() []string {
	out := []string{"q", "page", "size", "sort", "group", "since", "facets"}
	for _, k := range facetKinds {
		out = append(out, k.Field)
	}
	return out
}

func (a *App) apiSearch(c call) (any, error) { return c.shelf.searchJSON(c.ctx, c.query) }

// searchJSON runs a search as an address says it. What the address says wrongly
// is an error here; a page leaves it out.
func (s *shelf) searchJSON(ctx context.Context, v url.Values) (*searchJSON, error) {
	facets, err := s.checkSearch(v)
	if err != nil {
		return nil, err
	}
	if s.x == nil {
		return nil, &problem{http.StatusConflict, "Nothing has been imported yet", "Run `refrain ingest FOLDER`, or `refrain demo` for a sample."}
	}
	q := requestOf(v)
	iq := index.Query{Text: q.Text, Browse: true, Filters: slices.Clone(q.Filters), Sort: q.Sort, Group: q.Group, From: (q.Page - 1) * q.Size,
		Size: q.Size, Highlight: true, States: s.states, Facets: facets}
	if q.Since > 0 {
		iq.Filters = append(iq.Filters, index.Filter{Field: "key", Values: s.readSince(q.Since)})
	}
	found, err := s.x.Search(ctx, iq)
	if err != nil {
		return nil, err
	}
	out := &searchJSON{noticeJSON: s.notice(textNotice), Query: q.Text, Page: q.Page, Total: int(found.Total), Documents: found.Documents, Loose: found.Loose, Uneven: found.Uneven, Hits: s.hits(iq.From, found.Hits)}
	for _, g := range found.Groups {
		name := g.Key
		key := g.Key
		if h := s.byKey[g.Key]; h != nil {
			name, key = nameOf(h), h.Key
		}
		out.Groups = append(out.Groups, groupJSON{key, documentID(key), name, g.Count, s.hits(0, g.Hits)})
	}
	out.Facets = s.facetsJSON(facets, found)
	if out.Notes, err = s.notes(ctx, q, found); err != nil {
		return nil, err
	}
	shown, all := len(out.Hits), out.Total
	if q.Group {
		shown, all = len(out.Groups), out.Documents
	}
	page := func(n int) string {
		w := url.Values{}
		for k, x := range v {
			w[k] = x
		}
		w.Set("page", fmt.Sprint(n))
		return apiRoot + "/search?" + w.Encode()
	}
	if q.Page > 1 {
		out.Prev = page(q.Page - 1)
	}
	if shown > 0 && iq.From+shown < all && q.Page < maxListed/q.Size {
		out.Next = page(q.Page + 1)
	}
	return out, nil
}

// notes are what a reader of an answer must know.
func (s *shelf) notes(ctx context.Context, q request, found *index.Result) (notes []string, err error) {
	if found.Loose {
		notes = append(notes, "These passages are like the text, the nearest first; not each has all of its words.")
	}
	if found.Uneven {
		notes = append(notes, index.UnevenNotice+".")
	}
	if found.Named != "" {
		notes = append(notes, index.StateNotice(found.Named, found.Code)+".")
	}
	if found.Small != "" {
		notes = append(notes, index.SmallNotice(found.Small)+".")
	}
	if found.Total == 0 {
		empty, err := s.emptyFilters(ctx, q.Filters)
		if err != nil {
			return nil, err
		}
		notes = append(notes, empty...)
		if q.Text != "" {
			notes = append(notes, capital(s.x.Hint(q.Text, s.states))+".")
		}
	}
	if namesKosovo(found) {
		notes = append(notes, kosovoNote)
	}
	return notes, nil
}

// checkSearch reads the facets asked for, and names what the address says
// wrongly. States may be named in words; they become codes.
func (s *shelf) checkSearch(v url.Values) ([]string, error) {
	var err error
	if x := v.Get("size"); x != "" {
		err = oneOf("size", x, "20", "50", "100")
	}
	if err == nil {
		err = wholeNumber(v, "page", 1, maxListed/requestOf(v).Size)
	}
	if err == nil {
		err = wholeNumber(v, "since", 1, 1<<30)
	}
	if x := v.Get("sort"); err == nil && x != "" {
		err = oneOf("sort", x, "relevance", "date", "newest", "symbol")
	}
	if x := v.Get("group"); err == nil && x != "" {
		err = oneOf("group", x, "document")
	}
	var facets []string
	for _, list := range v["facets"] {
		for _, f := range strings.Split(list, ",") {
			if f = strings.TrimSpace(f); f == "" || slices.Contains(facets, f) {
				continue
			}
			if err == nil {
				err = oneOf("facets", f, facetFields()...)
			}
			facets = append(facets, f)
		}
	}
	for _, field := range []string{"state", "by", "speaker"} {
		for i, x := range v[field] {
			code, bad := s.stateCode(field, x)
			if bad == nil {
				v[field][i] = code
			} else if err == nil {
				err = bad
			}
		}
	}
	return facets, err
}

// stateCode is the code of a State that an address names by code or in words.
func (s *shelf) stateCode(field, name string) (string, error) {
	if code := strings.ToUpper(strings.TrimSpace(name)); s.states.Known(code) || strings.HasPrefix(name, "?") {
		return code, nil
	}
	if code, ok := s.states.Understand(name); ok {
		return code, nil
	}
	return "", &problem{http.StatusBadRequest, fmt.Sprintf("%s is %q, which names no State", field, cutRunes(name, 40)), "Write its code, as in PRK, or its name."}
}

// emptyFilters names the values of filters that no passage here has.
func (s *shelf) emptyFilters(ctx context.Context, filters []index.Filter) ([]string, error) {
	var out []string
	for _, f := range filters {
		for _, v := range f.Values {
			found, err := s.x.Search(ctx, index.Query{Browse: true, Size: 1, States: s.states, Filters: []index.Filter{{Field: f.Field, Values: []string{v}}}})
			if err != nil {
				return nil, err
			}
			if found.Total == 0 {
				out = append(out, fmt.Sprintf("No passage here has %s %q.", f.Field, cutRunes(v, 60)))
			}
			if len(out) >= 10 {
				return out, nil
			}
		}
	}
	return out, nil
}

func namesKosovo(found *index.Result) bool {
	for _, field := range []string{"state", "by", "speaker"} {
		for _, c := range found.Facets[field] {
			if c.Value == "xkx" {
				return true
			}
		}
	}
	return slices.ContainsFunc(found.Hits, func(h index.Hit) bool { return h.Passage.State == "XKX" || slices.Contains(h.Passage.By, "XKX") })
}

func (s *shelf) hits(from int, hits []index.Hit) []hitJSON {
	out := []hitJSON{}
	for i, h := range hits {
		x := hitJSON{Rank: from + i + 1, Score: h.Score, passageJSON: passageJSONOf(h.Passage)}
		for _, f := range h.Fragments {
			x.Fragments = append(x.Fragments, fragmentJSON{f.Text, f.Marked})
		}
		out = append(out, x)
	}
	return out
}

// facetsJSON are the facets asked for, their values in the order of the page:
// States by name, never by count.
func (s *shelf) facetsJSON(fields []string, found *index.Result) []facetJSON {
	var out []facetJSON
	for _, f := range fields {
		k := facetNamed(f)
		v := k.view(s, nil, found.Facets[f])
		x := facetJSON{Field: f, Name: k.Name, Values: []valueJSON{}}
		for _, y := range append(v.Values, v.More...) {
			x.Values = append(x.Values, valueJSON{y.Value, y.Label, y.Count})
		}
		out = append(out, x)
	}
	return out
}

// passageByName finds a passage by id, or by a citation of one paragraph.
func (s *shelf) passageByName(name string) (corpus.Passage, error) {
	for _, id := range cite.PassageIDs(name) {
		p, err := s.passage(id)
		var missing *problem
		if err == nil || !errors.As(err, &missing) {
			return p, err
		}
	}
	return corpus.Passage{}, &problem{http.StatusNotFound, fmt.Sprintf("There is no passage %q here", cutRunes(name, 120)),
		"Search for it; an id is written A/HRC/27/10#124.54, a citation of one paragraph \"A/HRC/27/10, para. 124.54\"."}
}
