package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/index"
	"refrain/pipeline"
	"refrain/pipeline/report"
	"refrain/seeds"
)

// statePage is what the documents here hold on one State.
type statePage struct {
	base
	Code, Name string
	Letters    []letterLink
	Reviews    []reviewRow
	Cycles     []cycleRow
	Columns    []themeColumn
	Themes     []themeRow
	Changes    []change
	Cited      []corpus.Cited
	Docs       int
	Search     string
	Kosovo     bool
}

// reviewRow is a review event with its document or what is missing.
type reviewRow struct {
	corpus.Review
	Link    string
	Missing string
}

// cycleRow counts the recommendations of a UPR cycle by position.
type cycleRow struct {
	Cycle, All, Supported, Noted, Pending, None int
	Link                                        string
}

// themeColumn is a document over time, themeRow a theme with its passages in
// each.
type themeColumn struct{ Name, Link string }

type themeRow struct {
	Theme string
	Cells []themeCell
}

type themeCell struct {
	N    int
	Link string
}

// change is a recommendation made twice and answered otherwise.
type change struct{ Before, After card }

func (a *App) state(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "documents", "")
	defer done()
	if err != nil {
		return err
	}
	s, code := b.shelf, strings.ToUpper(r.PathValue("code"))
	var heads []*corpus.Document
	for _, h := range s.heads {
		if h.State == code && code != "" {
			heads = append(heads, h)
		}
	}
	if len(heads) == 0 || s.x == nil {
		return notFound("No document here is on this State")
	}
	p := statePage{base: b, Code: code, Name: s.stateName(code), Letters: a.lettersOf(s, code), Docs: len(heads),
		Search: "/search?state=" + strings.ToLower(code), Kosovo: code == "XKX"}
	p.Title = p.Name
	for _, e := range corpus.ReviewsOf(code, heads, a.cfg.Now().UTC().Format("2006-01-02")) {
		row := reviewRow{Review: e}
		if e.Document != "" {
			row.Link = "/document/" + documentID(e.Document)
		} else {
			row.Missing = report.MissingNote(e)
		}
		p.Reviews = append(p.Reviews, row)
	}
	p.Cited = corpus.CitedMissing(code, heads)
	if err := p.count(r.Context(), s); err != nil {
		return err
	}
	if p.Changes, err = a.changes(s, heads[0]); err != nil {
		return err
	}
	return a.render(w, http.StatusOK, "state", p)
}

// count fills the tables of cycles and themes.
func (p *statePage) count(ctx context.Context, s *shelf) error {
	state := index.Filter{Field: "state", Values: []string{p.Code}}
	for cycle := 1; cycle <= 4; cycle++ {
		filters := []index.Filter{state, {Field: "kind", Values: []string{string(corpus.PassageRecommendation)}}, {Field: "document", Values: []string{string(corpus.KindWGReport)}},
			{Field: "cycle", Values: []string{strconv.Itoa(cycle)}}}
		found, err := s.x.Search(ctx, index.Query{Browse: true, Size: 1, Filters: filters, Facets: []string{"position"}})
		if err != nil {
			return err
		}
		if found.Total == 0 {
			continue
		}
		row := cycleRow{Cycle: cycle, All: int(found.Total), Link: fmt.Sprintf("%s&kind=upr-recommendation&cycle=%d", p.Search, cycle)}
		for _, c := range found.Facets["position"] {
			switch corpus.Position(c.Value) {
			case corpus.Supported:
				row.Supported = c.Count
			case corpus.Noted:
				row.Noted = c.Count
			case corpus.Pending:
				row.Pending = c.Count
			}
		}
		row.None = row.All - row.Supported - row.Noted - row.Pending
		p.Cycles = append(p.Cycles, row)
	}
	return p.countThemes(ctx, s)
}

// countThemes counts themes in the outcome documents, in the order of time.
func (p *statePage) countThemes(ctx context.Context, s *shelf) error {
	rows := map[string]int{}
	for _, e := range p.Reviews {
		if e.Document == "" {
			continue
		}
		key := strings.ToLower(e.Document)
		filters := []index.Filter{{Field: "key", Values: []string{key}}, {Field: "kind", Values: []string{string(corpus.PassageRecommendation), string(corpus.PassageObservation)}}}
		found, err := s.x.Search(ctx, index.Query{Browse: true, Size: 1, Filters: filters, Facets: []string{"theme"}})
		if err != nil {
			return err
		}
		at := len(p.Columns)
		p.Columns = append(p.Columns, themeColumn{e.Name(), e.Link})
		for _, c := range found.Facets["theme"] {
			if themeLabels()[c.Value] == "" {
				continue // a label of another list
			}
			i, ok := rows[c.Value]
			if !ok {
				i = len(p.Themes)
				rows[c.Value] = i
				p.Themes = append(p.Themes, themeRow{Theme: themeValue(s, c.Value)})
			}
			for len(p.Themes[i].Cells) < at {
				p.Themes[i].Cells = append(p.Themes[i].Cells, themeCell{})
			}
			link := "/search?" + url.Values{"key": {key}, "theme": {c.Value}, "kind": {filters[1].Values[0], filters[1].Values[1]}}.Encode()
			p.Themes[i].Cells = append(p.Themes[i].Cells, themeCell{c.Count, link})
		}
	}
	for i := range p.Themes {
		for len(p.Themes[i].Cells) < len(p.Columns) {
			p.Themes[i].Cells = append(p.Themes[i].Cells, themeCell{})
		}
	}
	sortThemes(p.Themes)
	return nil
}

// changes are the recommendations that two reviews made in the same words and
// that the State answered otherwise.
func (a *App) changes(s *shelf, h *corpus.Document) ([]change, error) {
	return s.changed.get(h.State, func() ([]change, error) {
		docs, err := pipeline.DocumentsBeside(a.cfg.Workspace, h.Key)
		if err != nil {
			return nil, err
		}
		var ps []corpus.Passage
		for _, d := range docs {
			if d.Kind == corpus.KindWGReport && d.State == h.State {
				ps = append(ps, d.Passages...)
			}
		}
		var out []change
		for _, pair := range report.AnsweredOtherwise(h.State, ps) {
			out = append(out, change{s.card(pair[0]), s.card(pair[1])})
		}
		return out, nil
	})
}

// sortThemes puts themes in the order of the list of annex headings.
func sortThemes(rows []themeRow) {
	place := map[string]int{}
	for i, line := range strings.Split(seeds.Themes, "\n") {
		if f := strings.Split(line, "\t"); len(f) > 1 {
			place[f[1]] = i
		}
	}
	sort.SliceStable(rows, func(i, j int) bool { return place[rows[i].Theme] < place[rows[j].Theme] })
}
