package web

import (
	"net/url"

	"refrain/corpus"
)

// statesJSON lists the States that documents here are on, by name.
type statesJSON struct {
	noticeJSON
	States []stateHeadJSON `json:"states"`
}

type stateHeadJSON struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Documents int    `json:"documents"`
	Link      string `json:"link"`
}

// stateJSON is what the documents here hold on one State.
type stateJSON struct {
	noticeJSON
	State   stateHeadJSON  `json:"state"`
	Reviews []reviewJSON   `json:"reviews"`
	Cycles  []cycleJSON    `json:"cycles"`
	Themes  []themeJSON    `json:"themes"`
	Changes []changeJSON   `json:"changes"`
	Letters []questionJSON `json:"letters"`
	// Cited are concluding observations that documents here cite and that are
	// not here.
	Cited []string `json:"cited"`
}

// reviewJSON is a review event; Document is empty where it is missing here, and
// Missing says how it is known.
type reviewJSON struct {
	Name      string           `json:"name"`
	Mechanism corpus.Mechanism `json:"mechanism"`
	Year      int              `json:"year"`
	Cycle     int              `json:"cycle,omitempty"`
	Symbol    string           `json:"symbol,omitempty"`
	Document  string           `json:"document,omitempty"`
	Hash      string           `json:"hash,omitempty"`
	Missing   string           `json:"missing,omitempty"`
}

// cycleJSON counts the recommendations of a UPR cycle by position.
type cycleJSON struct {
	Cycle           int `json:"cycle"`
	Recommendations int `json:"recommendations"`
	Supported       int `json:"supported"`
	Noted           int `json:"noted"`
	Pending         int `json:"pending"`
	None            int `json:"none"`
}

// themeJSON counts the passages under a heading by review event.
type themeJSON struct {
	Theme  string           `json:"theme"`
	Counts []themeCountJSON `json:"counts"`
}

type themeCountJSON struct {
	Review   string `json:"review"`
	Passages int    `json:"passages"`
}

// changeJSON is a recommendation made twice and answered otherwise.
type changeJSON struct {
	Before passageJSON `json:"before"`
	After  passageJSON `json:"after"`
}

func (a *App) apiStates(c call) (any, error) {
	n := map[string]int{}
	for _, h := range c.shelf.heads {
		n[h.State]++
	}
	out := &statesJSON{noticeJSON: c.shelf.notice(textNotice), States: []stateHeadJSON{}}
	for _, code := range c.shelf.statesHere() {
		out.States = append(out.States, stateHeadJSON{code, c.shelf.stateName(code), n[code], "/state/" + url.PathEscape(code)})
	}
	return out, nil
}

func (a *App) apiState(c call) (any, error) {
	s := c.shelf
	code, err := s.stateCode("state", c.path("state"))
	if err != nil {
		return nil, err
	}
	p, heads, err := a.statePage(c.ctx, base{shelf: s}, code)
	if err != nil {
		return nil, err
	}
	changes, err := a.changes(s, heads[0])
	if err != nil {
		return nil, err
	}
	out := &stateJSON{noticeJSON: s.notice(linkNotice), State: stateHeadJSON{p.Code, p.Name, p.Docs, "/state/" + url.PathEscape(p.Code)}, Reviews: []reviewJSON{},
		Cycles: []cycleJSON{}, Themes: []themeJSON{}, Changes: []changeJSON{}, Letters: []questionJSON{}, Cited: []string{}}
	for _, r := range p.Reviews {
		x := reviewJSON{Name: r.Name(), Mechanism: r.Mechanism, Year: r.Year, Cycle: r.Cycle, Symbol: r.Symbol, Document: r.Document, Missing: r.Missing}
		if r.Document != "" {
			x.Hash = documentID(r.Document)
		}
		out.Reviews = append(out.Reviews, x)
	}
	for _, r := range p.Cycles {
		out.Cycles = append(out.Cycles, cycleJSON{r.Cycle, r.All, r.Supported, r.Noted, r.Pending, r.None})
	}
	for _, r := range p.Themes {
		x := themeJSON{Theme: r.Theme, Counts: []themeCountJSON{}}
		for i, cell := range r.Cells {
			x.Counts = append(x.Counts, themeCountJSON{p.Columns[i].Name, cell.N})
		}
		out.Themes = append(out.Themes, x)
	}
	for _, x := range changes {
		out.Changes = append(out.Changes, changeJSON{passageJSONOf(x.Before.Passage), passageJSONOf(x.After.Passage)})
	}
	for _, l := range p.Letters {
		out.Letters = append(out.Letters, questionJSONOf(l))
	}
	for _, x := range p.Cited {
		out.Cited = append(out.Cited, x.Symbol)
	}
	return out, nil
}
