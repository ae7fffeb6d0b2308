package dossier

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/report"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

// page is what every page shows.
type page struct {
	Title, Subject, Notice, Made string
	CSS                          template.CSS
	Sample                       bool
	Facts                        [][2]string
	Documents                    []*corpus.Document
	Missing                      []string
}

// sheetPage is the page of a sheet.
type sheetPage struct {
	page
	Strip  *strip
	Glance []string
	Whole  string // the heading above the groups
	Groups []groupView
}

type groupView struct {
	ID, Name, Title, Note string
	Glance                []string
	Rows                  []rowView
}

// rowView is a passage: where it stands, its words by lines, what is known.
type rowView struct {
	Cite, URL, By, Text string
	State               string // class of the frame: read, open or none
	Lines               []string
	Tags                []tag
}

type tag struct{ Text, Class string }

// render writes a page by one of the templates of page.html.
func render(w io.Writer, name string, data any) error {
	t, err := template.New("page").Funcs(template.FuncMap{"text": report.Visible, "join": strings.Join,
		"odd": func(i int) bool { return i%2 == 1 }}).Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("reading the page's template: %w", err)
	}
	return t.ExecuteTemplate(w, name, data)
}

// newPage is a page with what every one shows.
func (s *Sheet) newPage() page {
	return page{Title: s.title(), Subject: s.Subject, Notice: s.Notice, Made: "Made by " + s.made(), CSS: template.CSS(report.CSS() + pageCSS), Sample: s.Sample,
		Facts: s.lines(), Documents: s.Documents, Missing: s.Missing}
}

// writeHTML writes one file without outside requests and without a script: an
// overview with its strip of time, then the groups with their passages.
func writeHTML(w io.Writer, s *Sheet, _ Options) error {
	p := sheetPage{page: s.newPage(), Glance: s.Glance, Whole: "The passages", Strip: s.strip()}
	if s.column("what") >= 0 {
		p.Whole = "The items"
	}
	for i, g := range s.Groups {
		v := groupView{ID: fmt.Sprintf("g%d", i+1), Name: g.Title, Title: g.Title, Note: g.Note, Glance: g.Glance}
		if name, _, ok := strings.Cut(g.Title, " – "); ok && g.Lane != "" {
			v.Name = name
		} else {
			v.Name = report.Short(v.Name)
		}
		for _, r := range g.Rows {
			v.Rows = append(v.Rows, s.rowView(r))
		}
		p.Groups = append(p.Groups, v)
	}
	return render(w, "sheet", p)
}

// column is the place of a column, -1 where there is none.
func (s *Sheet) column(key string) int {
	return slices.IndexFunc(s.Columns, func(c Column) bool { return c.Key == key })
}

func (s *Sheet) cell(r Row, key string) string {
	if i := s.column(key); i >= 0 {
		return r.Cells[i]
	}
	return ""
}

func (s *Sheet) rowView(r Row) rowView {
	v := rowView{Cite: s.cell(r, "cite"), URL: r.URL, Lines: strings.Split(s.cell(r, "text"), "\n")}
	if by := s.cell(r, "by"); by != "" && !strings.Contains(v.Cite, "("+strings.ReplaceAll(by, "; ", ", ")) {
		v.By = " " + by
	}
	what := s.cell(r, "what")
	for _, t := range []tag{{what, map[bool]string{true: "own"}[what == stateSays]}, {s.cell(r, "position"), ""}} {
		if t.Text != "" {
			v.Tags = append(v.Tags, t)
		}
	}
	if r.Linked {
		v.State = map[bool]string{true: "read", false: "open"}[r.Confirmed]
		v.Tags = append(v.Tags, tag{s.cell(r, "review"), map[bool]string{true: "seen", false: "unreviewed"}[r.Confirmed]})
	}
	return v
}

// strip is the groups in time: a lane for who speaks, a circle a year.
type strip struct {
	Lanes  []lane
	Ticks  []tick
	Marks  []mark
	Height int
}

type lane struct {
	Name string
	Y    int
}

type tick struct {
	X    string
	Year int
}

// mark is the passages of one lane in one year.
type mark struct {
	X        string
	Y, N     int
	R, Shift string
	Says     string
}

// The measures of the strip: pixels of a lane and of the years below, percent
// of the width within which circles stand.
const (
	laneHeight, yearsHeight = 24, 18
	stripLeft, stripRight   = 3.0, 94.0
)

// strip places the groups in time; nil where fewer than two years are there.
func (s *Sheet) strip() *strip {
	counts := map[string]map[int]int{}
	var years []int
	for _, g := range s.Groups {
		if g.Year == 0 || g.Lane == "" {
			continue
		}
		if counts[g.Lane] == nil {
			counts[g.Lane] = map[int]int{}
		}
		counts[g.Lane][g.Year] += len(g.Rows)
		years = append(years, g.Year)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	if len(years) < 2 {
		return nil
	}
	from, to := years[0], years[len(years)-1]
	at := func(y int) float64 {
		return stripLeft + float64(float64(y-from)/float64(to-from)*(stripRight-stripLeft))
	}
	out := &strip{}
	for _, name := range laneNames {
		if counts[name] == nil {
			continue
		}
		y := len(out.Lanes)*laneHeight + laneHeight/2
		out.Lanes = append(out.Lanes, lane{name, y})
		for _, year := range years {
			if n := counts[name][year]; n > 0 {
				r := min(3.5+math.Sqrt(float64(n)), 10)
				out.Marks = append(out.Marks, mark{percent(at(year)), y, n, fmt.Sprintf("%.1f", r), fmt.Sprintf("%.0f", r+3), fmt.Sprintf("%s %d: %s", name, year, quantity(n, "passage"))})
			}
		}
	}
	last := math.Inf(-1)
	for _, year := range years {
		if x := at(year); x-last >= 5 {
			out.Ticks = append(out.Ticks, tick{percent(x), year})
			last = x
		}
	}
	out.Height = len(out.Lanes)*laneHeight + yearsHeight
	return out
}

// percent writes a place with one decimal, so that equal sheets have equal bytes.
func percent(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") + "%" }
