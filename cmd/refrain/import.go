package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus/store"
	"refrain/pipeline"
)

// importFlags are the flags of `import`.
type importFlags struct {
	columns         map[string]string
	replace, noCopy bool
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Take in exports of databases: UHRI, UPR Info, Uwazi, any table",
		Long: `Take the rows of exports into the workspace (files, or folders of files), as
JSON, JSON Lines, CSV in any encoding and with any line ends, XLSX or XLS:

  Universal Human Rights Index   its JSON and XLSX, also re-keyed by others
  UPR Info                       its CSV, XLS and XLSX
  Uwazi collections              their CSV
  any table                      with a column for the text and one for the
                                 symbol; --map says which columns are meant

Rows become passages of the documents they name by symbol, and join what was or
will be read from the documents themselves: a paragraph is there once, with the
index's themes, persons and SDGs. UPR Info gives no symbol and no number; its
rows join the recommendation with the same State, session, recommending State
and words, and add UPR Info's issues, action and response as its own labels.
What finds no recommendation is kept, marked, and left out of matching.

Every input gets one status: imported, unchanged, skipped or failed; rows that
cannot be taken in are named with the reason, the first few here and all with
--json. A later import of the same kind of export leads, paragraph by paragraph;
--replace forgets the earlier ones.

Exit status: 0 done, 1 the workspace could not be written, 2 usage, 4 some
inputs failed, 11 another process writes to the workspace.`,
		Example: `  refrain import uhri-export.json
  refrain import upr-info.csv
  refrain import observations.csv --map text=Paragraph,symbol=Document,para=No`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.importRows(cmd.Context(), args, f) },
	}
	fl := cmd.Flags()
	fl.StringToStringVar(&f.columns, "map", nil, "which column means what: `text=COLUMN,symbol=COLUMN,…` (text, symbol, para, state, by, position, date, themes, persons, sdgs, headings, session, cycle, body, id)")
	fl.Lookup("map").DefValue = "" // help would print []
	fl.BoolVar(&f.replace, "replace", false, "forget earlier imports of the same kinds of export")
	fl.BoolVar(&f.noCopy, "no-copy", false, "keep no copy of the files in the workspace")
	return cmd
}

func (a *app) importRows(ctx context.Context, paths []string, f importFlags) error {
	w, err := a.openOrCreate()
	if err != nil {
		return err
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	states, err := gazetteer(w)
	if err != nil {
		return err
	}
	outcomes, err := pipeline.Import(ctx, w, paths, pipeline.ImportOptions{Map: f.columns, Replace: f.replace, NoCopy: f.noCopy,
		States: states, Progress: a.rowsRead, Done: a.printImport})
	if err != nil {
		return fmt.Errorf("importing: %w", err)
	}
	if err := a.buildIndex(ctx, w); err != nil {
		return err
	}
	return a.importSummary(w, outcomes)
}

// rowsRead shows on a terminal how far a long file is read.
func (a *app) rowsRead(path string, rows int) {
	if !a.quiet && isTerminal(a.err) {
		fmt.Fprintf(a.err, "\r%s: %d rows read", printable(path), rows)
	}
}

// shownRows is how many skipped rows a status names.
const shownRows = 3

func (a *app) printImport(o pipeline.ImportOutcome) {
	if !a.quiet && isTerminal(a.err) {
		fmt.Fprint(a.err, "\r\x1b[K")
	}
	if a.json {
		a.writeJSON(o)
		return
	}
	if a.quiet && o.Status != pipeline.Failed {
		return
	}
	line := fmt.Sprintf("%-9s  %s", o.Status, printable(o.Path))
	switch o.Status {
	case pipeline.Imported:
		line += fmt.Sprintf(": %s, %d of %s taken into %s, %d joined to passages read from documents, %d skipped",
			o.Source, o.Taken, count(o.Rows, "row"), count(o.Documents, "document"), o.Joined, len(o.Skipped))
	case pipeline.Unchanged:
		line += fmt.Sprintf(": %s, %s", o.Source, count(o.Documents, "document"))
	}
	if o.Reason != "" {
		line += " — " + o.Reason
	}
	out := a.out
	if o.Status == pipeline.Failed {
		out = a.err
	}
	fmt.Fprintln(out, oneLine(line))
	if o.Hint != "" {
		fmt.Fprintf(out, "           hint: %s\n", clean(o.Hint))
	}
	for _, s := range o.Skipped[:min(shownRows, len(o.Skipped))] {
		fmt.Fprintf(out, "           row %d skipped: %s\n", s.Row, clean(s.Reason))
	}
	if n := len(o.Skipped) - shownRows; n > 0 {
		fmt.Fprintf(out, "           and %d more rows (all with --json)\n", n)
	}
	a.flush()
}

// importSummary ends a run with counts and the next command.
func (a *app) importSummary(w *store.Workspace, outcomes []pipeline.ImportOutcome) error {
	n := map[pipeline.Status]int{}
	taken, joined := 0, 0
	for _, o := range outcomes {
		n[o.Status]++
		taken += o.Taken
		joined += o.Joined
	}
	if !a.quiet {
		var parts []string
		for _, s := range []pipeline.Status{pipeline.Imported, pipeline.Unchanged, pipeline.Skipped, pipeline.Failed} {
			parts = append(parts, fmt.Sprintf("%d %s", n[s], s))
		}
		fmt.Fprintf(a.err, "\n%s: %s; %s taken in, %d joined\n", count(len(outcomes), "input"), strings.Join(parts, ", "), count(taken, "row"), joined)
		fmt.Fprintf(a.err, "next: refrain status%s\n", a.dirFlag())
	}
	if n[pipeline.Failed] > 0 {
		return errSomeFailed
	}
	return nil
}
