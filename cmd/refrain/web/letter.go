package web

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// lettersPage lists what can be asked with.
type lettersPage struct {
	base
	Letters []letterLink
	Others  []askers
	Ask     asking
}

func (a *App) letters(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "letters", "Letters")
	defer done()
	if err != nil {
		return err
	}
	p := lettersPage{base: b, Letters: a.lettersOf(b.shelf, "")}
	if p.Ask, err = a.askingOf(b.shelf); err != nil {
		return err
	}
	p.Others = askersOf(b.shelf)
	return a.render(w, http.StatusOK, "letters", p)
}

// askers are the documents on one State that can ask.
type askers struct {
	Name string
	Docs []letterLink
}

// askersOf groups the documents that can ask by State, each in the order of
// time.
func askersOf(s *shelf) []askers {
	by := map[string][]*corpus.Document{}
	for _, h := range s.heads {
		if h.Kind == corpus.KindWGReport || h.Kind == corpus.KindObservations || h.Kind == corpus.KindCompilation {
			by[h.State] = append(by[h.State], h)
		}
	}
	var out []askers
	for _, code := range append(s.statesHere(), "") {
		if len(by[code]) == 0 {
			continue
		}
		g := askers{Name: "No State"}
		if code != "" {
			g.Name = s.stateName(code)
		}
		sortByTime(by[code])
		for _, h := range by[code] {
			l := letterLinkOf(s, h)
			l.About = kindValue(s, string(h.Kind))
			if h.Year > 0 {
				l.About += fmt.Sprintf(" %d", h.Year)
			}
			g.Docs = append(g.Docs, l)
		}
		out = append(out, g)
	}
	return out
}

// gridPage is a letter: items by review events.
type gridPage struct {
	base
	Report  *report.Report
	Link    string
	Doc     string
	Rows    []gridRow
	Shows   []showLink
	Line    int
	Formats []string
	Waiting int // links that no reader judged
}

// gridRow is an item of the grid; Part is a heading that begins at it.
type gridRow struct {
	Part, Number, Text, Link, Verdict string
	Cells                             []report.Cell
	Waiting                           int
}

// showLink is a choice of rows.
type showLink struct {
	Name, Link string
	Count      int
	On         bool
}

// shows are the choices of rows, by name in addresses.
var shows = []struct {
	name, title string
	keep        func(c *report.Concern) bool
}{
	{"", "all items", func(*report.Concern) bool { return true }},
	{"raised", "raised before", func(c *report.Concern) bool { return len(c.Voices) > 0 }},
	{"verify", "to be verified", func(c *report.Concern) bool { return len(c.Voices) == 0 && len(c.Unsure) > 0 }},
	{"none", "no earlier passage found", func(c *report.Concern) bool { return len(c.Voices)+len(c.Unsure) == 0 }},
	{"later", "taken up again since", func(c *report.Concern) bool { return len(c.Later) > 0 }},
}

func (a *App) letter(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "letters", "")
	defer done()
	if err != nil {
		return err
	}
	rep, _, err := a.reportOf(r, b.shelf)
	if err != nil {
		return err
	}
	p := gridPage{base: b, Report: rep, Link: "/letter/" + r.PathValue("id"), Line: rep.LetterLine(), Formats: reportFormats()}
	p.Title = rep.Question.Title
	if h := b.shelf.byKey[strings.ToLower(rep.Question.Key)]; h != nil {
		p.Doc = "/document/" + documentID(h.Key)
	}
	show := r.URL.Query().Get("show")
	keep := shows[0].keep
	for _, s := range shows {
		l := showLink{Name: s.title, Link: p.Link, On: s.name == show}
		if s.name != "" {
			l.Link += "?show=" + s.name
		}
		for i := range rep.Concerns {
			if s.keep(&rep.Concerns[i]) {
				l.Count++
			}
		}
		if l.On {
			keep = s.keep
		}
		p.Shows = append(p.Shows, l)
	}
	p.Rows, p.Waiting = gridRows(rep, p.Link, keep)
	return a.render(w, http.StatusOK, "letter", p)
}

func gridRows(rep *report.Report, link string, keep func(*report.Concern) bool) (rows []gridRow, waiting int) {
	var path []string
	for i := range rep.Concerns {
		c := &rep.Concerns[i]
		n := waitingIn(c)
		waiting += n
		if !keep(c) {
			continue
		}
		row := gridRow{Number: c.Number, Text: report.Short(c.Item.Text), Link: link + "/" + itemPath(c.Number), Cells: c.Cells, Verdict: c.Verdict, Waiting: n}
		var begin []string
		for _, h := range newHeadings(path, c.Item.Headings) {
			begin = append(begin, h.Text)
		}
		path, row.Part = c.Item.Headings, strings.Join(begin, " › ")
		rows = append(rows, row)
	}
	return rows, waiting
}

// waitingIn counts the links of a concern that count and that nobody judged.
func waitingIn(c *report.Concern) int {
	n := 0
	for _, g := range [][]match.Link{c.Earlier, c.Same, c.Later} {
		for _, l := range g {
			if l.Reviewed == nil {
				n++
			}
		}
	}
	return n
}

// reportSuffix is what the file of a format ends in; tables in the columns of
// others, which no suffix names, carry their name.
func reportSuffix(f report.Format) string {
	if len(f.Suffixes) > 0 {
		return f.Suffixes[0]
	}
	return "." + f.Name + ".csv"
}

func reportFormats() []string {
	var out []string
	for _, f := range report.Formats {
		out = append(out, reportSuffix(f))
	}
	return out
}

// formatTypes are the media types of reports by suffix.
var formatTypes = map[string]string{".html": "text/html; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".jsonl": "application/jsonl", ".md": "text/markdown; charset=utf-8",
	".jsonld": "application/ld+json", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

// download writes a report as a file.
func (a *App) download(w http.ResponseWriter, r *http.Request) error {
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	name, err := a.question(s, r.PathValue("id"))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(report.Formats, func(f report.Format) bool { return r.PathValue("file") == "report"+reportSuffix(f) })
	if at < 0 {
		return notFound("There is no such file")
	}
	f := report.Formats[at]
	suffix := reportSuffix(f)
	rep, _, err := a.report(r.Context(), s, name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := f.Write(&b, rep, report.Options{}); err != nil {
		return err
	}
	kind := formatTypes[suffix[strings.LastIndex(suffix, "."):]]
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="refrain-`+r.PathValue("id")+suffix+`"`)
	_, err = w.Write(b.Bytes())
	return err
}
