package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/store"
	"refrain/pipeline"
)

func (a *app) showCommand() *cobra.Command {
	var source bool
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show a passage in its place, with its citation",
		Long: `Show a passage with its citation, who said it, the State's position and its
history, and the passages before and after it. ID is a passage's id
("A/HRC/27/10#124.54") or a citation of one paragraph.`,
		Example: `  refrain show "A/HRC/27/10#124.54"
  refrain show "A/HRC/27/10, para. 124.54" --source`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.show(args[0], source) },
	}
	cmd.Flags().BoolVar(&source, "source", false, "print the page the passage came from, with its lines and its exact beginning and end marked")
	return cmd
}

// found is a passage in its document.
type found struct {
	doc *corpus.Document
	at  int
}

func (f found) passage() corpus.Passage { return f.doc.Passages[f.at] }

func (a *app) show(id string, source bool) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	f, err := findPassage(w, id)
	if err != nil {
		return err
	}
	if f.doc == nil {
		return a.sayNotShown(w, id)
	}
	if a.json && source {
		a.writeJSON(sourceJSON{f.passage(), placesOf(f)})
		return nil
	}
	if a.json {
		a.writeJSON(f.passage())
		return nil
	}
	a.printPassage(f)
	if source {
		a.printSource(f)
	}
	return nil
}

// sayNotShown says that a passage is not here, and whether its document is.
func (a *app) sayNotShown(w *store.Workspace, id string) error {
	if ws, err := wants([]string{id}); err == nil && len(ws) == 1 && !ws[0].all {
		shelf, err := pipeline.Shelf(w, []string{ws[0].key}, nil)
		if err != nil {
			return err
		}
		a.sayMissing(shelf, ws)
		return errNothing
	}
	fmt.Fprintf(a.err, "refrain: no passage %s in this workspace\nhint: write the id of one passage, or a citation of one paragraph; `refrain search` finds passages, `refrain passages --doc SYMBOL` lists a document's\n", clean(id))
	return errNothing
}

// findPassage finds a passage by id or by a citation of one paragraph. Only
// documents on the same State are loaded, so that positions can be joined.
func findPassage(w *store.Workspace, id string) (found, error) {
	ids := cite.PassageIDs(id)
	if len(ids) == 0 {
		return found{}, nil
	}
	key, _, _ := strings.Cut(ids[0], "#")
	docs, err := pipeline.DocumentsBeside(w, key)
	if err != nil {
		return found{}, err
	}
	for _, id := range ids {
		for _, d := range docs {
			for i := range d.Passages {
				if strings.EqualFold(d.Passages[i].ID, id) {
					return found{d, i}, nil
				}
			}
		}
	}
	return found{}, nil
}

func (a *app) printPassage(f found) {
	p := f.passage()
	fmt.Fprintf(a.out, "%s\n", a.bold(clean(p.Cite)))
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(a.out, "  %-10s %s\n", name, wrap(value, a.width(), 13))
		}
	}
	row("id", p.ID)
	row("document", documentLine(f.doc))
	row("heading", strings.Join(p.Headings, " › "))
	row("raised by", strings.Join(p.ByPrinted, ", "))
	row("speaks for", strings.Join(p.SpeaksFor, ", "))
	row("source", strings.Join(p.Source, "; "))
	row("position", positionLine(p))
	for _, s := range p.History {
		name := "before"
		if s.Position == "" { // said of it at any time, and settling nothing
			name = "also said"
		}
		row(name, statementLine(s))
	}
	row("answers", strings.Join(p.Answers, ", "))
	row("themes", strings.Join(p.Themes, "; "))
	for _, from := range p.Imported {
		row(importedLine(from))
	}
	row("page", zero(p.Page))
	if p.Machine {
		row("text", "read by OCR: compare it with the page before you quote it")
	}
	fmt.Fprintln(a.out)
	for i := max(f.at-1, 0); i <= f.at+1 && i < len(f.doc.Passages); i++ {
		q := f.doc.Passages[i]
		text := fmt.Sprintf("%s  %s", q.ParaOrPrinted(), q.Text)
		if i == f.at {
			fmt.Fprintf(a.out, "▶ %s\n\n", wrap(text, a.width(), 2))
			continue
		}
		fmt.Fprintf(a.out, "  %s\n\n", a.dim(wrap(cut(text, 400), a.width(), 2)))
	}
}

// importedLine is what an export says of a passage in labels of its own.
func importedLine(from corpus.Imported) (name, value string) {
	var says []string
	if len(from.Issues) > 0 {
		says = append(says, "issues "+strings.Join(from.Issues, ", "))
	}
	if from.Response != "" {
		says = append(says, "response classified as "+strconv.Quote(from.Response)+", which is not the State's wording")
	}
	if len(says) == 0 {
		return "", ""
	}
	return "labels", "of " + from.Source + ": " + strings.Join(says, "; ")
}

func documentLine(d *corpus.Document) string {
	s := corpus.KindName(string(d.Kind))
	if d.Kind == corpus.KindOther {
		s = "document of no known kind"
	}
	if d.File != "" && strings.HasPrefix(d.Key, "upr-info:") {
		s = "list of an export"
	}
	if d.StateName != "" {
		s += " on " + d.StateName
	}
	if d.Cycle > 0 {
		s += fmt.Sprintf(", UPR cycle %d", d.Cycle)
	}
	if d.Session > 0 {
		s += fmt.Sprintf(", session %d", d.Session)
	}
	if d.Date != "" {
		s += ", dated " + d.Date
	}
	return s + ", file " + d.File
}

func positionLine(p corpus.Passage) string {
	if p.Position == "" {
		return ""
	}
	s := positionWord(p)
	if p.PositionText != "" {
		s += " — “" + p.PositionText + "”"
	}
	if p.PositionSource != "" {
		s += " (" + p.PositionSource + ")"
	}
	return s
}

func statementLine(s corpus.Statement) string {
	line := string(s.Position)
	if s.Position == "" {
		line = "statement"
		if s.Scope != "" {
			line += " (" + s.Scope + ")"
		}
	}
	if s.Text != "" {
		line += " — “" + s.Text + "”"
	}
	return line + " (" + s.Source + ")"
}
