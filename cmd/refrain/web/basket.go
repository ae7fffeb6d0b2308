package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/store"
	"refrain/pipeline/report"
	"refrain/pipeline/report/word"
)

// basketPage is the basket of passages to cite.
type basketPage struct {
	base
	Cards  []card
	Gone   []string // ids that are no longer here
	Notes  []noteView
	Files  []string
	Length int
}

// noteView is the basket in one style of citation.
type noteView struct{ Name, Text string }

// noteStyles are the styles that the page shows; the others are files.
var noteStyles = []struct{ style, name string }{
	{"un-note", "UN footnote, with the recommending States"}, {"un-footnote", "Note of an OHCHR compilation"}, {"inline", "In brackets, in the text"}, {"oscola", "OSCOLA"},
}

// basketFile is one line of the table of downloads.
type basketFile struct {
	suffix, kind string
	write        func(a *App, w io.Writer, s *shelf, ps []corpus.Passage) error
}

var basketFiles = []basketFile{
	{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (*App).basketWord},
	{".ris", "application/x-research-info-systems", styled("ris")},
	{".bib", "application/x-bibtex", styled("bibtex")},
	{".json", "application/vnd.citationstyles.csl+json", styled("csl-json")},
	{".csv", "text/csv; charset=utf-8", (*App).basketCSV},
	{".md", "text/markdown; charset=utf-8", styled("markdown")},
}

func (a *App) basket(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "basket", "Basket")
	defer done()
	if err != nil {
		return err
	}
	p := basketPage{base: b}
	ps, gone, err := a.collected(b.shelf)
	if err != nil {
		return err
	}
	p.Gone, p.Length = gone, len(ps)
	for _, x := range ps {
		p.Cards = append(p.Cards, b.shelf.card(x))
	}
	for _, n := range noteStyles {
		var out bytes.Buffer
		if err := styled(n.style)(a, &out, b.shelf, ps); err != nil {
			continue // a style that cannot cite one of them
		}
		if text := strings.TrimSpace(out.String()); text != "" && len(ps) > 0 {
			p.Notes = append(p.Notes, noteView{n.name, text})
		}
	}
	for _, f := range basketFiles {
		p.Files = append(p.Files, f.suffix)
	}
	return a.render(w, http.StatusOK, "basket", p)
}

// collected are the passages of the basket, and the ids that are not here.
func (a *App) collected(s *shelf) (ps []corpus.Passage, gone []string, err error) {
	d, err := a.cfg.Workspace.Desk()
	if err != nil {
		return nil, nil, err
	}
	for _, id := range d.Basket {
		p, err := s.passage(id)
		if err != nil {
			gone = append(gone, id)
			continue
		}
		ps = append(ps, p)
	}
	return ps, gone, nil
}

// styled writes passages in a style of the citation engine.
func styled(name string) func(*App, io.Writer, *shelf, []corpus.Passage) error {
	return func(_ *App, w io.Writer, s *shelf, ps []corpus.Passage) error {
		style, err := cite.StyleOf(name, "")
		if err != nil {
			return err
		}
		shelf := cite.NewShelf(s.heads, nil)
		cs := cite.Make(ps, cite.Options{States: name == "un-note", Corr: shelf.Corrigenda()})
		return style.Write(w, cite.Notes{Citations: cs, Records: shelf.Records(ps)})
	}
}

// basketNotice says what a file of the basket is: a reader's choice, no link.
const basketNotice = "Passages that a reader collected, as a program read them. This is not a United Nations document."

func (a *App) basketCSV(w io.Writer, _ *shelf, ps []corpus.Passage) error {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	rows := [][]string{{"cite", "symbol", "para", "text", "by", "position", "state", "mechanism", "cycle", "year", "official", "id", "notice", "version", "date"}}
	for _, p := range ps {
		// People open it in a spreadsheet, so it is disarmed; programs read the API.
		rows = append(rows, report.Guard([]string{p.Cite, p.Symbol, p.Para, p.Text, strings.Join(p.ByPrinted, "|"), string(p.Position), p.State, string(p.Mechanism),
			numberOrNone(p.Cycle), numberOrNone(p.Year), cite.Official(p), p.ID,
			basketNotice, a.cfg.Version, a.cfg.Now().Format(time.DateOnly)}, true))
	}
	return c.WriteAll(rows)
}

func numberOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// basketWord writes the passages as quotations, each with its citation in a
// footnote of Word's own, and the joined note at the end.
func (a *App) basketWord(w io.Writer, s *shelf, ps []corpus.Passage) error {
	made := "Refrain " + a.cfg.Version + ", " + a.cfg.Now().Format(time.DateOnly)
	d := &word.Document{Title: "Passages", Made: a.cfg.Now(), Margin: 1134,
		Footer: []word.Paragraph{word.Text(word.FooterText, basketNotice+"\t"+made)},
		Blocks: []word.Block{word.Text(word.Title, "Passages"), word.Text(word.Notice, basketNotice+" "+made+".")}}
	for _, p := range ps {
		note := []word.Run{{Text: p.Cite, URL: cite.Official(p)}, {Text: "."}}
		d.Blocks = append(d.Blocks, word.Paragraph{Runs: []word.Run{{Text: p.Text, Note: note}}})
	}
	var joined bytes.Buffer
	if err := styled("un-note")(a, &joined, s, ps); err == nil && len(ps) > 1 {
		d.Blocks = append(d.Blocks, word.Text(word.Heading1, "As one note"), word.Paragraph{Runs: []word.Run{{Text: strings.TrimSpace(joined.String())}}})
	}
	return d.Write(w)
}

// basketDownload gives the basket as a file.
func (a *App) basketDownload(w http.ResponseWriter, r *http.Request) error {
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	ps, _, err := a.collected(s)
	if err != nil {
		return err
	}
	for _, f := range basketFiles {
		if "basket"+f.suffix != r.PathValue("file") {
			continue
		}
		var b bytes.Buffer
		if err := f.write(a, &b, s, ps); err != nil {
			return err
		}
		w.Header().Set("Content-Type", f.kind)
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "refrain-basket"+f.suffix))
		_, err := w.Write(b.Bytes())
		return err
	}
	return notFound("There is no such file")
}

// changeBasket puts a passage in, takes it out, or moves it.
func (a *App) changeBasket(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	id, do := r.PostFormValue("id"), r.PostFormValue("do")
	if do == "add" {
		if _, err := s.passage(id); err != nil {
			return err
		}
	}
	err = a.changeDesk(func(d *store.Desk) error { return rearrange(d, do, id) })
	if err != nil {
		return err
	}
	http.Redirect(w, r, localPath(r.PostFormValue("back")), http.StatusSeeOther)
	return nil
}

// rearrange changes the order of the basket.
func rearrange(d *store.Desk, do, id string) error {
	at := -1
	for i, x := range d.Basket {
		if x == id {
			at = i
		}
	}
	swap := func(i, j int) {
		if i >= 0 && j >= 0 && i < len(d.Basket) && j < len(d.Basket) {
			d.Basket[i], d.Basket[j] = d.Basket[j], d.Basket[i]
		}
	}
	switch do {
	case "add":
		if at >= 0 {
			return nil
		}
		if len(d.Basket) >= maxBasket {
			return &problem{http.StatusConflict, fmt.Sprintf("The basket is full: it holds %d passages", maxBasket), "Take some out first."}
		}
		d.Basket = append(d.Basket, id)
	case "remove":
		if at >= 0 {
			d.Basket = append(d.Basket[:at:at], d.Basket[at+1:]...)
		}
	case "up":
		swap(at, at-1)
	case "down":
		swap(at, at+1)
	case "clear":
		d.Basket = nil
	default:
		return &problem{http.StatusBadRequest, "The basket cannot do that", "Go back and use the buttons of the page."}
	}
	return nil
}
