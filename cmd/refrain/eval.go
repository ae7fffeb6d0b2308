package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"refrain/pipeline/match"
)

func (a *app) evalCommand() *cobra.Command {
	var q asking
	var letter, judged string
	var wrong bool
	cmd := &cobra.Command{
		Use:   "eval GOLD",
		Short: "Compare the matcher's ranking and tiers with judged pairs",
		Long: `Compare the matcher with judged pairs: a tab-separated file with the columns
item, symbol, para, grade (2 = the same concern, 1 = related; pairs that are not
listed count as neither). Plain BM25 is printed beside it.

--items names what asked: a letter, a stored document, or a list of items.

With the word "judgments" in place of a file the tiers are compared with what
readers decided in this workspace (see refrain review), on those links alone.`,
		Example: `  refrain eval judged.tsv --items items.tsv --state SVN
  refrain eval judged.tsv --items A/HRC/WG.6/29/BRB/2 --judged paragraphs.txt
  refrain eval judgments --items prk-2019`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == judgmentsName {
				return a.evalJudgments(cmd.Context(), letter, q)
			}
			return a.eval(cmd.Context(), args[0], letter, judged, wrong, q)
		},
	}
	cmd.Flags().StringVar(&letter, "items", "", "the `letter`, document or list whose items were judged")
	cmd.Flags().StringVar(&judged, "judged", "", "a `file` with the numbers of the items that were judged, one a line (default: all)")
	cmd.Flags().BoolVar(&wrong, "wrong", false, "name the filled cells that the judged pairs do not bear out")
	cmd.Flags().StringVar(&q.state, "state", "", "the `State` a list of items is about")
	_ = cmd.MarkFlagRequired("items")
	return cmd
}

func (a *app) eval(ctx context.Context, goldFile, letter, judgedFile string, wrong bool, q asking) error {
	data, err := os.ReadFile(goldFile)
	if err != nil {
		return fmt.Errorf("reading gold: %w", err)
	}
	gold, err := match.ReadGold(goldFile, data)
	if err != nil {
		return err
	}
	judged, err := readJudged(judgedFile)
	if err != nil {
		return err
	}
	q.scope.Against = gold.Documents
	ans, err := a.resolveIn(ctx, letter, q)
	if err != nil {
		return err
	}
	e, err := match.New(ans.asked.Documents).Evaluate(ctx, ans.asked.Question, gold, judged)
	if err != nil {
		return err
	}
	cells, err := a.scoreCells(ctx, ans.asked, gold, judged)
	if err != nil {
		return err
	}
	if a.json {
		a.writeJSON(e)
		a.writeJSON(cells)
		return nil
	}
	if err := e.Write(a.out); err != nil {
		return err
	}
	return cells.Write(a.out, wrong)
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
