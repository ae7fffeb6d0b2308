package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"refrain/corpus"
	"refrain/pipeline"
	"refrain/pipeline/report"
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
	Comparing  bool // the answers are still being compared
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
	Bars  []bar
	Said  string // the bars in words
}

// bar is one bar of a theme's chart. All themes of a page share one scale.
type bar struct{ X, Y, Height int }

// The measures of a chart, in its own units.
const (
	barStep   = 12
	barWidth  = 9
	barHeight = 22
)

// ChartWidth is the width of a theme's chart, in pixels.
func (p statePage) ChartWidth() int { return barStep * len(p.Columns) }

// ChartHeight is the height of a theme's chart, in pixels.
func (p statePage) ChartHeight() int { return barHeight }

// BarWidth is the width of the bar of one review, in pixels.
func (p statePage) BarWidth() int { return barWidth }

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
	p, heads, err := a.statePage(r.Context(), b, r.PathValue("code"))
	if err != nil {
		return err
	}
	if p.Changes, p.Comparing, err = a.changesSoon(b.shelf, heads[0]); err != nil {
		return err
	}
	return a.render(w, http.StatusOK, "state", p)
}

// statePage gathers what the documents here hold on a State, but for the
// answers that changed.
func (a *App) statePage(ctx context.Context, b base, code string) (*statePage, []*corpus.Document, error) {
	s := b.shelf
	code = strings.ToUpper(code)
	var heads []*corpus.Document
	for _, h := range s.heads {
		if h.State == code && code != "" {
			heads = append(heads, h)
		}
	}
	if len(heads) == 0 || s.x == nil {
		return nil, nil, notFound("No document here is on this State")
	}
	p := &statePage{base: b, Code: code, Name: s.stateName(code), Letters: a.lettersOf(s, code), Docs: len(heads),
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
	return p, heads, p.count(ctx, s)
}

// soon is how long a page waits for answers to be compared.
const soon = 1500 * time.Millisecond

// changesSoon gives the answers that changed, or says that they are still being
// compared: a page does not wait for long.
func (a *App) changesSoon(s *shelf, h *corpus.Document) (list []change, comparing bool, err error) {
	type answer struct {
		list []change
		err  error
	}
	ready := make(chan answer, 1)
	go func() {
		list, err := a.changes(s, h)
		ready <- answer{list, err}
	}()
	select {
	case x := <-ready:
		return x.list, false, x.err
	case <-time.After(soon):
		return nil, true, nil
	}
}

// changes are the recommendations that two reviews made alike and that the
// State answered otherwise. They are looked for once a generation.
func (a *App) changes(s *shelf, h *corpus.Document) ([]change, error) {
	return s.changed.get(h.State, func() ([]change, error) {
		docs, err := pipeline.DocumentsAbout(a.cfg.Workspace, h.State)
		if err != nil {
			return nil, err
		}
		pairs, err := report.AnsweredOtherwise(context.Background(), docs, h.State)
		if err != nil {
			return nil, err
		}
		out := []change{}
		for _, pair := range pairs {
			out = append(out, change{s.card(pair[0]), s.card(pair[1])})
		}
		return out, nil
	})
}
