package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/pipeline"
	"refrain/pipeline/match"
)

// evaluation are the flags of eval.
type evaluation struct {
	letter, judged, before, key string
	wrong                       bool
	q                           asking
}

func (a *app) evalCommand() *cobra.Command {
	var e evaluation
	cmd := &cobra.Command{
		Use:   "eval GOLD [SHEET]",
		Short: "Compare links, themes and positions with what readers judged",
		Long: `Compare what the program says with gold. What is compared follows from the
columns of the file:

  item, symbol, para, grade   judged pairs (2 = the same concern, 1 = related;
                              pairs that are not listed count as neither): ranking,
                              tiers, calibration, false alarms, cells, verdicts,
                              beside plain Bleve and plain BM25. --items names what
                              asked: a letter, a stored document, a list of items.
  heading, target, paras      official headings: the themes of recommendations
  symbol, para, position      positions of recommendations
  cycle, rec, position        the same by the matrices of a State (--state)
  pair, grade                 two readers' coding sheets, see ` + "`refrain sample`" + `:
                              agreement, and estimates of precision, recall and the
                              repeat rate; --key names the key of the sample

With the word "judgments" in place of a file the tiers are compared with what
readers decided in this workspace (see refrain review), on those links alone.

--changes compares the links with an earlier run's, as match --json printed them.`,
		Example: `  refrain eval judged.tsv --items items.tsv --state SVN
  refrain eval judged.tsv --items A/HRC/WG.6/29/BRB/2 --judged paragraphs.txt
  refrain eval judged.tsv --items prk-2019 --changes links-of-last-week.jsonl
  refrain eval judgments --items prk-2019
  refrain eval sheet-1.csv sheet-2.csv --key key.csv`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error { return a.eval(cmd.Context(), args, e) },
	}
	f := cmd.Flags()
	f.StringVar(&e.letter, "items", "", "the `letter`, document or list whose items were judged")
	f.StringVar(&e.judged, "judged", "", "a `file` with the numbers of the items that were judged, one a line (default: all)")
	f.BoolVar(&e.wrong, "wrong", false, "name the filled cells that the judged pairs do not bear out")
	f.StringVar(&e.before, "changes", "", "a `file` of links of an earlier run: list those gained and lost since")
	f.StringVar(&e.key, "key", "", "the key `file` of a sample (default: key.csv beside the sheet)")
	f.StringVar(&e.q.state, "state", "", "the `State` a list of items, or a matrix, is about")
	f.StringVar(&e.q.encoder, "encoder", "", "a `command` that turns texts into vectors (see cmd/refrain-encode): measure the ranking with it too")
	return cmd
}

func (a *app) eval(ctx context.Context, files []string, e evaluation) error {
	if files[0] == judgmentsName && e.letter == "" {
		return &usageError{fmt.Errorf("judgments need --items, the letter, document or list that asked")}
	}
	if files[0] == judgmentsName {
		return a.evalJudgments(ctx, e.letter, e.q)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		return fmt.Errorf("reading gold: %w", err)
	}
	form, err := match.FormOf(files[0], data)
	switch {
	case err != nil:
		return err
	case form == match.GoldSheet:
		return a.evalSheets(files, data, e.key)
	case len(files) > 1:
		return &usageError{fmt.Errorf("%s holds %s: only coding sheets come in two", files[0], form)}
	case form == match.GoldPairs:
		return a.evalPairs(ctx, files[0], data, e)
	}
	return a.evalOfficial(form, files[0], data, e.q.state)
}

func (a *app) evalPairs(ctx context.Context, goldFile string, data []byte, o evaluation) error {
	if o.letter == "" {
		return &usageError{fmt.Errorf("judged pairs need --items, the letter, document or list that asked: see `refrain eval --help`")}
	}
	gold, err := match.ReadGold(goldFile, data)
	if err != nil {
		return err
	}
	judged, err := readJudged(o.judged)
	if err != nil {
		return err
	}
	o.q.scope.Against = gold.Documents
	ans, err := a.resolveIn(ctx, o.letter, o.q)
	if err != nil {
		return err
	}
	e, err := match.New(ans.asked.Documents).Evaluate(ctx, ans.asked.Question, gold, judged)
	if err != nil {
		return err
	}
	var changes []match.Change
	if o.before != "" {
		before, err := os.ReadFile(o.before)
		if err != nil {
			return fmt.Errorf("reading links: %w", err)
		}
		if changes, err = match.ChangesSince(o.before, before, e.Answers, gold); err != nil {
			return err
		}
	}
	cells, err := a.scoreCells(ctx, ans.asked, gold, judged)
	if err != nil {
		return err
	}
	if o.q.encoder != "" {
		if err := e.AskSecond(ctx, gold, pipeline.EncoderCommand{Line: o.q.encoder}); err != nil {
			return err
		}
	}
	if a.json {
		a.writeJSON(e)
		a.writeJSON(cells)
		for _, c := range changes {
			a.writeJSON(c)
		}
		return nil
	}
	if err := e.Write(a.out); err != nil {
		return err
	}
	if err := cells.Write(a.out, o.wrong); err != nil || o.before == "" {
		return err
	}
	return match.WriteChanges(a.out, changes)
}

// written is a score that can be printed.
type written interface{ Write(w io.Writer) error }

func (a *app) writeScore(s written) error {
	if a.json {
		a.writeJSON(s)
		return nil
	}
	return s.Write(a.out)
}

// evalOfficial compares themes or positions with official documents.
func (a *app) evalOfficial(form match.GoldForm, name string, data []byte, state string) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	if state, err = resolveState(corpus.World(), state); err != nil {
		return err
	}
	docs, err := pipeline.Documents(w)
	if err != nil {
		return err
	}
	if form == match.GoldHeadings {
		s, err := match.ScoreHeadings(docs, name, data)
		if err != nil {
			return err
		}
		return a.writeScore(s)
	}
	if form == match.GoldMatrix && state == "" {
		return &usageError{fmt.Errorf("%s numbers recommendations by cycle: name the State with --state", name)}
	}
	s, err := match.ScorePositions(docs, state, name, data)
	if err != nil {
		return err
	}
	return a.writeScore(s)
}

// evalSheets estimates from two readers' sheets.
func (a *app) evalSheets(files []string, first []byte, keyFile string) error {
	if len(files) != 2 {
		return &usageError{fmt.Errorf("%s is a coding sheet: name the second reader's too", files[0])}
	}
	second, err := os.ReadFile(files[1])
	if err != nil {
		return fmt.Errorf("reading sheet: %w", err)
	}
	if keyFile == "" {
		keyFile = filepath.Join(filepath.Dir(files[0]), "key.csv")
	}
	keyData, err := os.ReadFile(keyFile)
	if err != nil {
		return fmt.Errorf("reading the key of the sample (--key names it): %w", err)
	}
	key, err := match.ReadKey(keyFile, keyData)
	if err != nil {
		return err
	}
	one, err := match.ReadSheet(files[0], first)
	if err != nil {
		return err
	}
	two, err := match.ReadSheet(files[1], second)
	if err != nil {
		return err
	}
	r, err := match.EstimateFrom(key, one, two)
	if err != nil {
		return err
	}
	return a.writeScore(r)
}

// readJudged reads item numbers, one a line; lines that begin with # are notes.
func readJudged(file string) ([]string, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the list of judged items: %w", err)
	}
	return strings.Fields(dropNotes(string(data))), nil
}

// dropNotes leaves out the lines that begin with #.
func dropNotes(s string) string {
	var b strings.Builder
	for _, line := range strings.Split(s, "\n") {
		if !strings.HasPrefix(line, "#") {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
