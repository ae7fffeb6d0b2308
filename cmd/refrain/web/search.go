package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/index"
)

// pageSizes are how many passages, or documents of a grouped search, a page may
// have; the first is the usual.
var pageSizes = []int{20, 50, 100}

// maxListed is how many passages of a search can be paged through.
const maxListed = 10000

// request is a search as an address says it.
type request struct {
	Text, Sort string
	Group      bool
	Page, Size int
	Since      int // only of documents read after this number
	Filters    []index.Filter
}

// requestOf reads the address.
func requestOf(v url.Values) request {
	q := request{Text: strings.TrimSpace(v.Get("q")), Sort: v.Get("sort"), Group: v.Get("group") == "document", Page: 1, Size: pageSizes[0]}
	if n, err := strconv.Atoi(v.Get("size")); err == nil && slices.Contains(pageSizes, n) {
		q.Size = n
	}
	if n, err := strconv.Atoi(v.Get("page")); err == nil && n > 1 {
		q.Page = min(n, maxListed/q.Size)
	}
	if n, err := strconv.Atoi(v.Get("since")); err == nil && n > 0 {
		q.Since = n
	}
	switch q.Sort {
	case "date", "newest", "symbol":
	default:
		q.Sort = ""
	}
	for _, f := range facetKinds {
		var values []string
		for _, x := range v[f.Field] {
			if x = strings.ToLower(strings.TrimSpace(x)); x != "" && len(values) < 100 {
				values = append(values, x)
			}
		}
		if len(values) > 0 {
			q.Filters = append(q.Filters, index.Filter{Field: f.Field, Values: values})
		}
	}
	return q
}

// values are the address of a request; page 1 and the usual order are left out.
func (q request) values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("q", q.Text)
	set("sort", q.Sort)
	if q.Group {
		v.Set("group", "document")
	}
	if q.Since > 0 {
		v.Set("since", strconv.Itoa(q.Since))
	}
	for _, f := range q.Filters {
		v[f.Field] = f.Values
	}
	if q.Size > 0 && q.Size != pageSizes[0] {
		v.Set("size", strconv.Itoa(q.Size))
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
	return v
}

func (q request) link() string {
	if s := q.values().Encode(); s != "" {
		return "/search?" + s
	}
	return "/search"
}

// without is the request with one value of a filter taken off.
func (q request) without(field, value string) request {
	out := q
	out.Page, out.Filters = 1, nil
	for _, f := range q.Filters {
		var rest []string
		for _, v := range f.Values {
			if f.Field != field || v != value {
				rest = append(rest, v)
			}
		}
		if len(rest) > 0 {
			out.Filters = append(out.Filters, index.Filter{Field: f.Field, Values: rest})
		}
	}
	return out
}

// Query is the address part that a kept search has.
func (q request) Query() string { q.Page = 1; return q.values().Encode() }

func (q request) at(page int) string { q.Page = page; return q.link() }

// Sorted is the address of the first page in another order.
func (q request) Sorted(by string) string { q.Sort, q.Page = by, 1; return q.link() }

// Sized is the address of the first page with n hits a page.
func (q request) Sized(n int) string { q.Size, q.Page = n, 1; return q.link() }

// Sizes are the sizes of a page that can be chosen.
func (q request) Sizes() []int { return pageSizes }

// Grouped is the address of the first page, by document or by passage.
func (q request) Grouped(yes bool) string { q.Group, q.Page = yes, 1; return q.link() }

// chip is a filter that is on, with the address of the search without it.
type chip struct{ Name, Value, Off string }

// searchPage is what the page of a search shows.
type searchPage struct {
	base
	Request   request
	Chips     []chip
	Facets    []facetView
	Cards     []card
	Groups    []groupView
	Total     int
	Documents int
	All       int // passages in the workspace
	First     int
	Last      int
	Prev      string
	Next      string
	Like      *card
	Loose     bool
	Uneven    string
	Small     string
	Named     string
	Hint      string
	Wrong     *wrongQuery
	Saved     []savedView
	Letters   []letterLink
	Landing   bool
	Kosovo    bool
}

// groupView is a document of a grouped search.
type groupView struct {
	Name, Link, About string
	Count             int
	More              string
	Cards             []card
}

// wrongQuery points at the character of a query that is wrong.
type wrongQuery struct {
	Before, At, After, Reason, Hint string
	// Fix is the query put right, FixLink its search; "" where there is none.
	Fix, FixLink string
}

// home is the search page before anything was asked.
func (a *App) home(w http.ResponseWriter, r *http.Request) error { return a.searching(w, r, true) }

func (a *App) search(w http.ResponseWriter, r *http.Request) error {
	return a.searching(w, r, len(r.URL.Query()) == 0)
}

func (a *App) searching(w http.ResponseWriter, r *http.Request, landing bool) error {
	b, done, err := a.base(r, "search", "Search")
	defer done()
	if err != nil {
		return err
	}
	q := requestOf(r.URL.Query())
	p := searchPage{base: b, Request: q, Landing: landing}
	p.Query = q.Text
	if q.Text != "" {
		p.Title = q.Text + " – Search"
	}
	if p.shelf.x == nil {
		return a.render(w, http.StatusOK, "search", p)
	}
	p.All = int(p.shelf.x.Count())
	if landing {
		p.Letters = a.lettersOf(p.shelf, "")
		if p.Saved, err = a.savedViews(r, p.shelf); err != nil {
			return err
		}
	}
	status := http.StatusOK
	if err := a.find(r, &p); err != nil {
		var e *index.SyntaxError
		if !errors.As(err, &e) {
			return err
		}
		p.Wrong, status = pointAt(e), http.StatusBadRequest
	}
	if q.Since > 0 {
		all := q
		all.Since, all.Page = 0, 1
		p.Chips = append(p.Chips, chip{"Read", "since it was kept", all.link()})
	}
	for _, f := range q.Filters {
		k := facetNamed(f.Field)
		for _, v := range f.Values {
			p.Chips = append(p.Chips, chip{k.Name, k.label(p.shelf, v), q.without(f.Field, v).link()})
		}
	}
	return a.render(w, status, "search", p)
}

// find runs the search and fills the page with what was found.
func (a *App) find(r *http.Request, p *searchPage) error {
	q, s := p.Request, p.shelf
	iq := index.Query{Text: q.Text, Browse: true, Filters: q.Filters, Sort: q.Sort, Group: q.Group, From: (q.Page - 1) * q.Size,
		Size: q.Size, Highlight: true, States: s.states, Facets: facetFields()}
	if p.Landing {
		iq.Size, iq.Group = 1, false
	}
	if q.Since > 0 {
		iq.Filters = append(append([]index.Filter(nil), q.Filters...), index.Filter{Field: "key", Values: s.readSince(q.Since)})
	}
	if id := likeOf(q.Text); id != "" {
		if like, err := s.passage(id); err == nil {
			c := s.card(like)
			p.Like = &c
		}
	}
	found, err := s.x.Search(r.Context(), iq)
	if err != nil {
		return err
	}
	p.Total, p.Documents, p.Loose = int(found.Total), found.Documents, found.Loose
	p.notes(found)
	p.Facets = facetViews(s, q, found)
	for _, field := range []string{"state", "by", "speaker"} {
		for _, c := range found.Facets[field] {
			p.Kosovo = p.Kosovo || c.Value == "xkx"
		}
	}
	if p.Landing {
		return nil
	}
	for _, h := range found.Hits {
		c := s.card(h.Passage)
		c.Fragments = h.Fragments
		p.Cards = append(p.Cards, c)
	}
	for _, g := range found.Groups {
		p.Groups = append(p.Groups, groupViewOf(s, q, g))
	}
	shown, all := len(p.Cards), p.Total
	if q.Group {
		shown, all = len(p.Groups), p.Documents
	}
	if shown > 0 {
		p.First, p.Last = iq.From+1, iq.From+shown
	}
	if q.Page > 1 {
		p.Prev = q.at(q.Page - 1)
	}
	if p.Last > 0 && p.Last < all && q.Page < maxListed/q.Size {
		p.Next = q.at(q.Page + 1)
	}
	return nil
}

// notes says what a reader of the page must know of what was found.
func (p *searchPage) notes(found *index.Result) {
	if found.Uneven {
		p.Uneven = index.UnevenNotice
	}
	if found.Named != "" {
		p.Named = index.StateNotice(found.Named, found.Code)
	}
	if found.Small != "" {
		p.Small = index.SmallNotice(found.Small)
	}
	if found.Total == 0 {
		p.Hint = capital(p.shelf.x.Hint(p.Request.Text, p.shelf.states)) + "."
	}
}

// likeOf is the passage of a query that asks for passages like one, as the link
// "Similar passages" does.
func likeOf(text string) string {
	id, ok := strings.CutPrefix(text, `like:"`)
	if id, closed := strings.CutSuffix(id, `"`); ok && closed && !strings.Contains(id, `"`) {
		return id
	}
	return ""
}

func groupViewOf(s *shelf, q request, g index.DocumentHits) groupView {
	v := groupView{Name: g.Key, Count: g.Count}
	if h := s.byKey[g.Key]; h != nil {
		v.Name, v.Link, v.About = nameOf(h), "/document/"+documentID(h.Key), s.about(h)
	}
	one := q
	one.Group, one.Page = false, 1
	one.Filters = append(append([]index.Filter(nil), q.Filters...), index.Filter{Field: "key", Values: []string{g.Key}})
	v.More = one.link()
	for _, h := range g.Hits {
		c := s.card(h.Passage)
		c.Fragments = h.Fragments
		v.Cards = append(v.Cards, c)
	}
	return v
}

// pointAt cuts a query at the character that is wrong.
func pointAt(e *index.SyntaxError) *wrongQuery {
	r := []rune(e.Query)
	at := min(max(e.At, 0), len(r))
	end := min(at+1, len(r))
	w := &wrongQuery{Before: string(r[:at]), At: string(r[at:end]), After: string(r[end:]), Reason: capital(e.Reason), Hint: capital(e.Hint), Fix: e.Fix}
	if w.Fix != "" {
		w.FixLink = request{Text: w.Fix}.link()
	}
	return w
}

// capital begins a sentence.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// jump goes to the place that a pasted citation, symbol, id or link names; to
// a search where it names none.
func (a *App) jump(w http.ResponseWriter, r *http.Request) error {
	to := strings.TrimSpace(r.URL.Query().Get("to"))
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	http.Redirect(w, r, s.placeOf(r, to), http.StatusSeeOther)
	return nil
}

// placeOf is the address of what a text names.
func (s *shelf) placeOf(r *http.Request, to string) string {
	if h := s.byKey[strings.ToLower(to)]; h != nil {
		return "/document/" + documentID(h.Key)
	}
	if s.x != nil && index.IsPlace(to) && utf8.ValidString(to) {
		found, err := s.x.Search(r.Context(), index.Query{Text: to, Size: 2, States: s.states})
		if err == nil && found.Total == 1 {
			return passageLink(found.Hits[0].Passage)
		}
		if err == nil && found.Total > 1 {
			key := found.Hits[0].Passage.Key
			return "/document/" + documentID(key)
		}
	}
	return request{Text: to, Page: 1}.link()
}
