package web

import (
	"context"
	"fmt"
	"net/url"
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/index"
	"refrain/seeds"
)

// count fills the tables of cycles and themes.
func (p *statePage) count(ctx context.Context, s *shelf) error {
	for cycle := 1; cycle <= 4; cycle++ {
		// Asked in words of the search language, only these passages are looked at.
		text := fmt.Sprintf("state:%s kind:%s document:%s cycle:%d", p.Code, corpus.PassageRecommendation, corpus.KindWGReport, cycle)
		found, err := s.x.Search(ctx, index.Query{Text: text, Size: 1, Facets: []string{"position"}, States: s.states})
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
		kinds := []string{string(corpus.PassageRecommendation), string(corpus.PassageObservation)}
		text := fmt.Sprintf("key:%q kind:%s", key, strings.Join(kinds, ","))
		found, err := s.x.Search(ctx, index.Query{Text: text, Size: 1, Facets: []string{"theme"}, States: s.states})
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
			link := "/search?" + url.Values{"key": {key}, "theme": {c.Value}, "kind": kinds}.Encode()
			p.Themes[i].Cells = append(p.Themes[i].Cells, themeCell{c.Count, link})
		}
	}
	for i := range p.Themes {
		for len(p.Themes[i].Cells) < len(p.Columns) {
			p.Themes[i].Cells = append(p.Themes[i].Cells, themeCell{})
		}
	}
	sortThemes(p.Themes)
	p.chart()
	return nil
}

// chart draws the bars of every theme, on one scale.
func (p *statePage) chart() {
	most := 1
	for _, row := range p.Themes {
		for _, c := range row.Cells {
			most = max(most, c.N)
		}
	}
	for i := range p.Themes {
		row := &p.Themes[i]
		said := make([]string, len(row.Cells))
		for k, c := range row.Cells {
			said[k] = fmt.Sprintf("%s: %d", p.Columns[k].Name, c.N)
			h := (c.N*(barHeight-1) + most - 1) / most
			if c.N > 0 {
				row.Bars = append(row.Bars, bar{barStep * k, barHeight - 1 - h, h})
			}
		}
		row.Said = strings.Join(said, ", ")
	}
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
