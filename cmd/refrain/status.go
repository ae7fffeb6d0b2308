package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/store"
)

func (a *app) statusCommand() *cobra.Command {
	var state string
	cmd := &cobra.Command{
		Use:   "status",
		Short: "List the documents by State, cycle and mechanism, and what is absent",
		Long: `List the stored documents by State, and for each State the review events that
took place with the outcome document stored or missing.

Events come from the documents, from a catalogue of the reviews of all States,
and for the UPR from two rules: every Member State was reviewed once in each of
cycles 1 to 3, and the order of review was kept from cycle 2 on. With --state
the missing documents are listed by symbol; "by rule" are those whose symbol
follows from the session of a review (A/HRC/WG.6/20/SVN/1 to 3) or from the
report's (Add.1), and which nobody has seen here; ` + "`refrain fetch`" + ` gets them.`,
		Example: `  refrain status
  refrain status --state PRK
  refrain status --json`,
		Args: flagsAlone,
		RunE: func(*cobra.Command, []string) error { return a.status(state) },
	}
	cmd.Flags().StringVar(&state, "state", "", "only this `State` (a code such as PRK, or a name)")
	return cmd
}

// stateStatus is one State's row of `status --json`.
type stateStatus struct {
	State     string           `json:"state"`
	Name      string           `json:"name"`
	Documents []documentStatus `json:"documents"`
	Reviews   []corpus.Review  `json:"reviews"`
	Cited     []corpus.Cited   `json:"cited_not_stored,omitempty"`
	// Missing are the documents that are known to exist, or belong to a review
	// by the rules for symbols, and are not stored; with --state only.
	Missing []corpus.Known     `json:"missing,omitempty"`
	docs    []*corpus.Document // heads
}

// documentStatus is one document's row.
type documentStatus struct {
	Key      string      `json:"key"`
	Kind     corpus.Kind `json:"kind"`
	Cycle    int         `json:"cycle,omitempty"`
	Session  int         `json:"session,omitempty"`
	Year     int         `json:"year,omitempty"`
	Date     string      `json:"date,omitempty"`
	Passages int         `json:"passages"`
	File     string      `json:"file"`
	SHA256   string      `json:"sha256"`
	Older    bool        `json:"older,omitempty"`
	// Beside says why the document is kept and not searched.
	Beside   string   `json:"beside,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
}

func (a *app) status(state string) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	heads, err := w.Heads()
	if err != nil {
		return err
	}
	states, err := gazetteer(w)
	if err != nil {
		return err
	}
	code, err := resolveState(states, state)
	if err != nil {
		return err
	}
	rows := a.statusRows(heads, states, code)
	if len(rows) == 0 || code != "" && len(rows[0].Documents)+len(rows[0].Reviews) == 0 {
		fmt.Fprintln(a.err, "refrain: no documents stored"+forState(state))
		return errNothing
	}
	if a.json {
		for _, r := range rows {
			a.writeJSON(r)
		}
		return nil
	}
	if !a.quiet {
		fmt.Fprintf(a.out, "workspace %s: %s\n", printable(w.Dir), count(len(store.Current(heads)), "document"))
	}
	// One State, or a workspace of a few, is told in full; many as a table.
	if len(rows) <= 3 {
		for _, r := range rows {
			a.printState(r)
			a.printMissing(r)
		}
		return nil
	}
	a.printStates(rows)
	return nil
}

func forState(state string) string {
	if state == "" {
		return ""
	}
	return " on " + state
}

// resolveState takes a code or a name; empty stays empty.
func resolveState(states *corpus.Gazetteer, s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if up := strings.ToUpper(s); states.Known(up) {
		return up, nil
	}
	if code, ok := states.Understand(s); ok {
		return code, nil
	}
	return "", &usageError{fmt.Errorf("no State %q: give an ISO 3166-1 alpha-3 code such as SVN, or the name the UN uses", s)}
}

// statusRows groups heads by State; documents without a State come last.
func (a *app) statusRows(heads []*corpus.Document, states *corpus.Gazetteer, only string) []stateStatus {
	current, layers := map[*corpus.Document]bool{}, map[*corpus.Document]bool{}
	for _, h := range store.Current(heads) {
		current[h] = true
	}
	for _, h := range store.Layers(heads) {
		layers[h] = true
	}
	by := map[string]*stateStatus{}
	if only != "" {
		by[only] = &stateStatus{State: only, Name: states.Name(only)}
	}
	for _, h := range heads {
		if only != "" && h.State != only || h.Import != "" && !layers[h] {
			continue
		}
		r := by[h.State]
		if r == nil {
			r = &stateStatus{State: h.State, Name: states.Name(h.State)}
			by[h.State] = r
		}
		r.Documents = append(r.Documents, documentStatus{h.Key, h.Kind, h.Cycle, h.Session, h.Year, h.Date,
			h.Count, h.File, h.SHA256, !layers[h], h.Beside, h.Warnings})
		if current[h] {
			r.docs = append(r.docs, h)
		}
	}
	var out []stateStatus
	for code, r := range by {
		if code == "" {
			r.Name = "no State"
		} else {
			r.Reviews = corpus.ReviewsOf(code, r.docs, a.now().Format("2006-01-02"))
			r.Cited = corpus.CitedMissing(code, r.docs)
		}
		if only != "" {
			r.Missing = a.missingDocuments(only, r.docs)
		}
		sort.SliceStable(r.Documents, func(i, j int) bool {
			x, y := r.Documents[i], r.Documents[j]
			if x.Year != y.Year {
				return x.Year < y.Year
			}
			return x.Key < y.Key
		})
		out = append(out, *r)
	}
	sort.Slice(out, func(i, j int) bool {
		x, y := out[i], out[j]
		if (x.State == "") != (y.State == "") {
			return y.State == ""
		}
		return x.Name < y.Name
	})
	return out
}

// printState tells one State in full.
func (a *app) printState(r stateStatus) {
	title := r.Name
	if r.State != "" {
		title += " (" + r.State + ")"
	}
	fmt.Fprintf(a.out, "\n%s\n", a.bold(title))
	t := newTable("", "year", "cycle", "document", "kind", "passages", "file")
	for _, d := range r.Documents {
		mark := ""
		switch {
		case d.Beside != "":
			mark = "beside"
		case d.Older:
			mark = "older"
		}
		t.add(mark, zero(d.Year), zero(d.Cycle), d.Key, string(d.Kind), itoa(d.Passages), d.File)
	}
	if len(r.Documents) > 0 {
		t.write(a.out, a.width())
	}
	for _, d := range r.Documents {
		name := d.Key
		if d.Older {
			name += " (" + clean(d.File) + ")" // not the one searched
		}
		if d.Beside != "" {
			fmt.Fprintf(a.out, "  not searched: %s: %s\n", name, wrap(d.Beside, a.width(), 12))
		}
		for _, warning := range d.Warnings {
			fmt.Fprintf(a.out, "  doubtful: %s: %s\n", name, wrap(warning, a.width(), 12))
		}
	}
	if len(r.Reviews) == 0 {
		return
	}
	fmt.Fprintln(a.out, "\nreview events that took place")
	for _, e := range r.Reviews {
		if e.Document != "" {
			fmt.Fprintf(a.out, "  %-16s stored   %s\n", e.Name(), e.Document)
			continue
		}
		fmt.Fprintf(a.out, "  %-16s missing  %s\n", e.Name(), missingNote(e))
	}
	for _, c := range r.Cited {
		if len(r.Missing) > 0 || slices.ContainsFunc(r.Reviews, func(e corpus.Review) bool { return e.Symbol == c.Symbol }) {
			continue // told above, or among the missing documents
		}
		fmt.Fprintf(a.out, "  %-16s missing  %s, cited in %s\n", "", c.Symbol, strings.Join(c.By, ", "))
	}
}

// missingNote says which document is missing and how its symbol is known.
func missingNote(e corpus.Review) string {
	if e.Symbol == "" && e.Session > 0 && e.Basis != "order of review" {
		return fmt.Sprintf("outcome report of session %d of the Working Group (%s; symbol not known)", e.Session, e.SessionBasis())
	}
	switch e.Basis {
	case "list":
		return e.Symbol + " (symbol from a list, not read in a document)"
	case "order of review":
		return fmt.Sprintf("outcome report of session %d of the Working Group (by the order of review; symbol not known)", e.Session)
	case "every State was reviewed":
		return fmt.Sprintf("outcome report of cycle %d (symbol not known)", e.Cycle)
	}
	return e.Symbol
}

// printStates tells many States in one table.
func (a *app) printStates(rows []stateStatus) {
	t := newTable("State", "", "documents", "passages", "reviews stored", "missing")
	for _, r := range rows {
		passages, missing := 0, 0
		var stored []string
		for _, d := range r.Documents {
			passages += d.Passages
		}
		for _, e := range r.Reviews {
			if e.Document == "" {
				missing++
			} else {
				stored = append(stored, e.Name())
			}
		}
		t.add(r.State, r.Name, itoa(len(r.Documents)), itoa(passages), strings.Join(stored, ", "), zero(missing))
	}
	t.write(a.out, a.width())
	if !a.quiet {
		fmt.Fprintf(a.err, "next: refrain status --state %s%s\n", rows[0].State, a.dirFlag())
	}
}

// zero prints a number, or nothing for 0.
func zero(n int) string {
	if n == 0 {
		return ""
	}
	return itoa(n)
}

// flagsAlone refuses what stands without a flag, and says which is meant where
// it names a State.
func flagsAlone(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	_, ok := corpus.World().Understand(args[0])
	if (ok || corpus.World().Known(strings.ToUpper(args[0]))) && cmd.Flags().Lookup("state") != nil {
		return fmt.Errorf("%q stands without a flag; write --state %q", args[0], args[0])
	}
	return fmt.Errorf("%q stands without a flag; %s takes flags alone", args[0], cmd.CommandPath())
}
