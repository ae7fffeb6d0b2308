package main

import (
	"fmt"
	"io"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/dossier"
	"refrain/pipeline/report/word"
)

// writing are the flags of commands that write a dossier.
type writing struct {
	state, out, format, styles string
	excel                      bool
}

// dossierOf loads what a dossier about a State is made of. A State on which
// nothing is stored has none.
func (a *app) dossierOf(w *store.Workspace, state string) (dossier.Asked, error) {
	in, err := a.about(w, state)
	if err == nil && len(in.Documents) == 0 {
		fmt.Fprintf(a.err, "refrain: no document on %s is stored: nothing was searched\nhint: ingest the documents on it first\n", in.StateName)
		err = errNothing
	}
	return in, err
}

// about is [app.dossierOf] also where nothing is stored.
func (a *app) about(w *store.Workspace, state string) (dossier.Asked, error) {
	states, err := gazetteer(w)
	if err != nil {
		return dossier.Asked{}, err
	}
	if state, err = resolveState(states, state); err != nil {
		return dossier.Asked{}, err
	}
	docs, err := pipeline.DocumentsOn(w, state)
	if err != nil {
		return dossier.Asked{}, err
	}
	in := dossier.Asked{State: state, StateName: states.Name(state), Documents: docs, Version: version, Date: a.now().Format(time.DateOnly)}
	for _, d := range docs {
		in.Sample = in.Sample || d.Sample
	}
	for _, r := range corpus.ReviewsOf(state, docs, in.Date) {
		if r.Document == "" {
			in.Missing = append(in.Missing, r.Name())
		}
	}
	return in, nil
}

// writeSheet prints a sheet, or writes it to a file in the format of its
// suffix.
func (a *app) writeSheet(s *dossier.Sheet, f writing) error {
	if f.out == "" && f.format == "" {
		a.printSheet(s)
		return nil
	}
	format, err := dossier.FormatOf(f.format, f.out)
	if err != nil {
		return &usageError{a.bySetting("format", err)}
	}
	opt := dossier.Options{Excel: f.excel}
	if opt.Template, err = readTemplate(f.styles, format.Name); err != nil {
		return err
	}
	return a.writeOut(f.out, format.Binary, func(w io.Writer) error { return format.Write(w, s, opt) })
}

// printSheet prints the groups with their rows.
func (a *app) printSheet(s *dossier.Sheet) {
	if s.Sample {
		fmt.Fprintln(a.out, a.bold("SAMPLE: invented States, invented text."))
	}
	fmt.Fprintf(a.out, "%s\n%s\n", a.bold(clean(s.Title)), wrap(s.Notice, a.width(), 0))
	for _, g := range s.Groups {
		fmt.Fprintf(a.out, "\n%s\n", a.bold(wrap(g.Title, a.width(), 0)))
		if g.Note != "" {
			fmt.Fprintf(a.out, "  %s\n", a.dim(wrap(g.Note, a.width(), 2)))
		}
		for _, r := range g.Rows {
			a.printRow(s.Columns, r)
		}
	}
	fmt.Fprintf(a.out, "\n%s searched", count(len(s.Documents), "document"))
	if len(s.Missing) > 0 {
		fmt.Fprintf(a.out, "; missing: %s", wrap(list(s.Missing), a.width(), 0))
	}
	fmt.Fprintln(a.out, ".")
}

// printRow prints one passage: its citation with the facts, and its words.
func (a *app) printRow(cols []dossier.Column, r dossier.Row) {
	cell := map[string]string{}
	for i, c := range cols {
		cell[c.Key] = r.Cells[i]
	}
	var facts []string
	for _, key := range []string{"what", "position", "review"} {
		if cell[key] != "" {
			facts = append(facts, cell[key])
		}
	}
	fmt.Fprintf(a.out, "  · %s", wrap(cell["cite"], a.width(), 4))
	if len(facts) > 0 {
		fmt.Fprintf(a.out, " [%s]", clean(list(facts)))
	}
	fmt.Fprintf(a.out, "\n    %s\n", a.dim(cut(cell["text"], 2*a.width())))
}

// list joins with commas.
func list(parts []string) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += ", "
		}
		out += p
	}
	return out
}

// wordStyles reads the template of an outline.
func wordStyles(name string) (*word.Template, error) { return readTemplate(name, "docx") }
