package web

import (
	"mime"
	"net/http"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// paragraph is a passage in the text of its document.
type paragraph struct {
	card
	Anchor string
	// Headings that begin here; Depth of each is its place in the path.
	NewHeadings []heading
	Marks       []mark
	// After is text of the page between this passage and the next that is in
	// no passage, as read.
	After []rest
	Page  int // a page begins here, 0 where none does
}

type heading struct {
	Text  string
	Level int
}

// mark says that a passage is linked to an item of a letter.
type mark struct {
	Link, Letter, Date, Item, Text, Strength, When string
	Reviewed                                       bool
	letter                                         string // its id in addresses
	link                                           match.Link
}

// documentPage is what the page of a document shows.
type documentPage struct {
	base
	Doc        *corpus.Document
	Name       string
	About      string
	StateLink  string
	StateName  string
	Official   string
	Source     string
	Proof      proof
	Before     []rest // text before the first passage
	Paragraphs []paragraph
	Linked     int
	PrevDoc    *docLink
	NextDoc    *docLink
	Ask        string // the address of this document as a question
	Kosovo     string
}

type docLink struct{ Name, Link, About string }

func (a *App) document(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "documents", "")
	defer done()
	if err != nil {
		return err
	}
	s := b.shelf
	h, err := s.head(r.PathValue("id"))
	if err != nil {
		return err
	}
	d, err := a.library.document(s, h)
	if err != nil {
		return err
	}
	p := documentPage{base: b, Doc: d.Document, Name: nameOf(h), About: s.about(h)}
	p.Title = p.Name
	if h.State != "" {
		p.StateLink, p.StateName = "/state/"+h.State, s.stateName(h.State)
	}
	if h.Symbol != "" && !h.Sample {
		p.Official = cite.OfficialDocument(h.Key, h.Symbol)
	}
	if a.cfg.Workspace.HasSource(h.SHA256) {
		p.Source = "/source/" + documentID(h.Key)
	}
	p.Proof = proofOf(d.Document)
	marks := a.marksOf(r.Context(), s, h)
	p.Before, p.Paragraphs = paragraphs(s, d.Document, marks)
	for _, x := range p.Paragraphs {
		if len(x.Marks) > 0 {
			p.Linked++
		}
	}
	p.PrevDoc, p.NextDoc = s.neighbours(h)
	return a.render(w, http.StatusOK, "document", p)
}

// paragraphs cuts the text of a document into passages in the order of the
// page, with what stands between them.
func paragraphs(s *shelf, d *corpus.Document, marks map[string][]mark) (before []rest, out []paragraph) {
	ps := append([]corpus.Passage(nil), d.Passages...)
	sort.SliceStable(ps, func(i, j int) bool { return placed(ps[i], ps[j]) })
	before, after := restOf(d, ps)
	var path []string
	page := 0
	for i, p := range ps {
		x := paragraph{card: s.card(p), Anchor: anchorOf(p), Marks: marks[p.ID], After: after[i]}
		x.NewHeadings = newHeadings(path, p.Headings)
		path = p.Headings
		if p.Page > page {
			page, x.Page = p.Page, p.Page
		}
		out = append(out, x)
	}
	return before, out
}

// placed orders passages by their place on the pages; those without a place
// keep their order.
func placed(a, b corpus.Passage) bool {
	if a.Page == 0 && b.Page == 0 {
		return a.Span[0] < b.Span[0]
	}
	if a.Page != b.Page {
		return a.Page < b.Page
	}
	return a.Span[0] < b.Span[0]
}

// newHeadings are the headings of path b that were not in path a.
func newHeadings(a, b []string) []heading {
	var out []heading
	same := true
	for i, h := range b {
		if same = same && i < len(a) && a[i] == h; !same {
			out = append(out, heading{h, min(i+2, 5)})
		}
	}
	return out
}

// neighbours are the documents on the same State before and after this one in
// time.
func (s *shelf) neighbours(h *corpus.Document) (prev, next *docLink) {
	var all []*corpus.Document
	for _, x := range s.heads {
		if x.State == h.State {
			all = append(all, x)
		}
	}
	sortByTime(all)
	for i, x := range all {
		if x.Key != h.Key {
			continue
		}
		if i > 0 {
			prev = s.docLink(all[i-1])
		}
		if i+1 < len(all) {
			next = s.docLink(all[i+1])
		}
	}
	return prev, next
}

func (s *shelf) docLink(h *corpus.Document) *docLink {
	return &docLink{nameOf(h), "/document/" + documentID(h.Key), s.about(h)}
}

func sortByTime(docs []*corpus.Document) {
	sort.SliceStable(docs, func(i, j int) bool {
		a, b := docs[i], docs[j]
		if (a.Year == 0) != (b.Year == 0) {
			return b.Year == 0 // those without a date come last
		}
		if a.Year != b.Year {
			return a.Year < b.Year
		}
		if a.Date != b.Date {
			return a.Date < b.Date
		}
		return a.Key < b.Key
	})
}

// documentsPage lists the documents by State.
type documentsPage struct {
	base
	States []stateDocuments
	Count  int
}

type stateDocuments struct {
	Code, Name string
	Docs       []docRow
}

type docRow struct {
	docLink
	Kind, Date string
	Cycle      int
	Passages   int
	Doubts     int
}

func (a *App) documents(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "documents", "Documents")
	defer done()
	if err != nil {
		return err
	}
	s := b.shelf
	p := documentsPage{base: b, Count: len(s.heads)}
	for _, code := range append(s.statesHere(), "") {
		g := stateDocuments{Code: code, Name: "No State"}
		if code != "" {
			g.Name = s.stateName(code)
		}
		var docs []*corpus.Document
		for _, h := range s.heads {
			if h.State == code {
				docs = append(docs, h)
			}
		}
		sortByTime(docs)
		for _, h := range docs {
			g.Docs = append(g.Docs, docRow{*s.docLink(h), kindValue(s, string(h.Kind)), dateOf(h), h.Cycle, h.Count, len(h.Warnings)})
		}
		if len(g.Docs) > 0 {
			p.States = append(p.States, g)
		}
	}
	return a.render(w, http.StatusOK, "documents", p)
}

func dateOf(h *corpus.Document) string {
	if h.Date != "" {
		return h.Date
	}
	if h.Year > 0 {
		return strconv.Itoa(h.Year)
	}
	return ""
}

// source gives the stored bytes of a document: a PDF to look at, anything else
// to keep, so that no page of a stranger runs here.
func (a *App) source(w http.ResponseWriter, r *http.Request) error {
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	h, err := s.head(r.PathValue("id"))
	if err != nil {
		return err
	}
	data, err := a.cfg.Workspace.Source(h.SHA256)
	if err != nil {
		return notFound("The source of this document is not kept here")
	}
	kind, how := "application/octet-stream", "attachment"
	if strings.HasPrefix(string(data[:min(len(data), 5)]), "%PDF-") {
		kind, how = "application/pdf", "inline"
		w.Header().Set("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'") // the browser's own viewer
	}
	name := strings.Map(func(r rune) rune {
		if hiddenRune(r) || strings.ContainsRune(`"\/`, r) {
			return '_'
		}
		return r
	}, filepath.Base(filepath.ToSlash(h.File)))
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": name}))
	_, err = w.Write(data)
	return err
}
