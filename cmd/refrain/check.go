package main

import (
	"fmt"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/pipeline"
)

func (a *app) checkCommand() *cobra.Command {
	var state string
	var doubtful bool
	cmd := &cobra.Command{
		Use:   "check [KEY…]",
		Short: "Say for each document what was read, how it was decided, and what is doubtful",
		Long: `Print for each stored document what was read and what is doubtful: its kind,
symbol, State, cycle and session and how each was decided; the numbers of its
paragraphs and recommendations and those missing; the positions and the
documents that state them; totals stated elsewhere beside the count; names of
States that were not resolved; pages without text, odd characters and text by
OCR; the same file under two names, other files under the same symbol, and
corrections.

KEY is a symbol or a document's key; without any, all documents are checked.

Exit status: 0 done, 3 no such document.`,
		Example: `  refrain check A/HRC/27/10
  refrain check --state SVN
  refrain check --doubtful
  refrain check --json | jq 'select(.doubts)'`,
		RunE: func(_ *cobra.Command, args []string) error { return a.check(args, state, doubtful) },
	}
	cmd.Flags().StringVar(&state, "state", "", "only documents on this `State` (a code such as PRK, or a name)")
	cmd.Flags().BoolVar(&doubtful, "doubtful", false, "only documents with something doubtful")
	return cmd
}

func (a *app) check(keys []string, state string, doubtful bool) error {
	w, err := a.open()
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
	checks, absent, err := pipeline.Checks(w, keys)
	if err != nil {
		return err
	}
	printed := 0
	for _, c := range checks {
		c.Doubts = append(c.Doubts, c.Text.Doubtful()...)
		if code != "" && c.State != code || doubtful && len(c.Doubts) == 0 {
			continue
		}
		printed++
		if a.json {
			a.writeJSON(c)
		} else {
			a.printAccount(c)
		}
	}
	for _, k := range absent {
		fmt.Fprintf(a.err, "refrain: no document %s in this workspace\nhint: `refrain status` lists the documents\n", clean(k))
	}
	if printed == 0 && !doubtful || len(absent) > 0 {
		return errNothing
	}
	if !a.json && !a.quiet {
		fmt.Fprintf(a.err, "\n%s checked\n", count(printed, "document"))
	}
	return nil
}

// printAccount tells one document's account.
func (a *app) printAccount(c pipeline.Check) {
	row := func(name, text string) {
		if text != "" {
			fmt.Fprintf(a.out, "  %-10s %s\n", name, wrap(text, a.width(), 13))
		}
	}
	fmt.Fprintf(a.out, "\n%s  %s\n", a.bold(c.Key), c.Kind)
	row("decided", decidedLine(c))
	row("read from", fmt.Sprintf("%s (%s), %s", printable(c.File), c.Engine, count(c.Pages, "page")))
	if c.Matrix != "" {
		row("with", "the matrix "+c.Matrix)
	}
	row("passages", kindsLine(c.Passages))
	for _, r := range c.Numbers {
		row("numbers", numbersLine(r))
	}
	row("positions", positionsLine(c.Positions))
	for _, s := range c.Stated {
		if s.Total+s.Supported+s.Noted > 0 && s.Agrees {
			row("stated", fmt.Sprintf("%s: the totals agree with the count", s.Source))
		}
	}
	if n := len(c.Text.Machine); n > 0 {
		row("OCR", fmt.Sprintf("%s of %d read by a machine", count(n, "page"), c.Pages))
	}
	for _, d := range c.Doubts {
		row("doubtful", d)
	}
	if len(c.Doubts) == 0 {
		row("doubtful", "nothing")
	}
}

// decidedLine says what the document is and how each fact was decided.
func decidedLine(c pipeline.Check) string {
	how := func(value, field string) string {
		if by := c.Decided[field]; by != "" {
			return value + " (by " + by + ")"
		}
		return value
	}
	parts := []string{how(string(c.Kind), "kind")}
	if c.Symbol != "" {
		parts = append(parts, how("symbol "+c.Symbol, "symbol"))
	} else {
		parts = append(parts, "no symbol")
	}
	switch {
	case c.State != "":
		parts = append(parts, how("State "+c.State, "state"))
	case len(c.Concerns) > 0:
		parts = append(parts, "States "+strings.Join(c.Concerns, " "))
	default:
		parts = append(parts, "no State")
	}
	if c.Cycle > 0 {
		parts = append(parts, how(fmt.Sprintf("cycle %d", c.Cycle), "cycle"))
	}
	if c.Session > 0 {
		parts = append(parts, how(fmt.Sprintf("session %d", c.Session), "session"))
	}
	if c.Date != "" {
		parts = append(parts, how("dated "+c.Date, "date"))
	}
	return strings.Join(append(parts, how("language "+c.Language, "language")), " · ")
}

func kindsLine(kinds map[string]int) string {
	var names []string
	for k := range kinds {
		names = append(names, k)
	}
	sort.Strings(names)
	var out []string
	for _, k := range names {
		out = append(out, fmt.Sprintf("%d %s", kinds[k], k))
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, ", ")
}

func numbersLine(r pipeline.NumberRun) string {
	s := fmt.Sprintf("%s %s to %s, %d", r.Of, r.First, r.Last, r.Count)
	if r.Of != "paragraphs" {
		s = fmt.Sprintf("recommendations %s to %s, %d", r.First, r.Last, r.Count)
	}
	if len(r.Missing) == 0 {
		return s + ", without a gap"
	}
	return s + ", missing: " + strings.Join(r.Missing, ", ")
}

func positionsLine(counts []pipeline.PositionCount) string {
	var out []string
	for _, c := range counts {
		word := string(c.Position)
		if c.Position == "" {
			word = "no position found"
		}
		if c.Partial {
			word += " in part"
		}
		if c.Source != "" && c.Position != corpus.Position("") {
			word += " by " + c.Source
		}
		out = append(out, fmt.Sprintf("%d %s", c.Count, word))
	}
	return strings.Join(out, ", ")
}
