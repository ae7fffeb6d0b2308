package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"refrain/pipeline/match"
)

// sampling are the flags of sample.
type sampling struct {
	n    int
	by   []string
	seed uint64
	out  string
	q    asking
}

func (a *app) sampleCommand() *cobra.Command {
	var s sampling
	cmd := &cobra.Command{
		Use:   "sample LETTER… -o FOLDER",
		Short: "Draw pairs for two readers to judge blind",
		Long: `Draw pairs of an item and a passage for two readers to judge, and write a coding
sheet for each (sheet-1.csv, sheet-2.csv) and the key (key.csv). The sheets are
blind: they tell nothing of scores, and hold pairs of low score and pairs that
no link joins. Readers write 2 (the same concern: a report would cite the
passage), 1 (related) or 0 into the column grade. Then

  refrain eval sheet-1.csv sheet-2.csv

gives their agreement, and estimates of precision, recall and the repeat rate.

As many pairs are drawn of each stratum: of strong, likely, possible, weak and
unlinked pairs by score, of each State by state. The same documents and --seed
give the same sample.

` + letterHelp,
		Example: `  refrain sample prk-2019 --n 400 -o coding
  refrain sample A/HRC/43/15 A/HRC/23/11 --n 400 --by score,state -o coding`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.sample(cmd.Context(), args, s) },
	}
	s.q.flags(cmd)
	f := cmd.Flags()
	f.IntVar(&s.n, "n", 400, "draw this `number` of pairs")
	f.StringSliceVar(&s.by, "by", match.Strata, "draw as many from each of these `strata`: score, state")
	f.Uint64Var(&s.seed, "seed", 1, "another `number` gives another sample")
	f.StringVarP(&s.out, "output", "o", "", "the `folder` to write the sheets and the key to")
	_ = cmd.MarkFlagRequired("output")
	return cmd
}

func (a *app) sample(ctx context.Context, letters []string, s sampling) error {
	sampler, err := match.NewSampler(s.n, s.by, s.seed)
	if err != nil {
		return &usageError{err}
	}
	names := []string{"sheet-1.csv", "sheet-2.csv", "key.csv"}
	for _, n := range names {
		if _, err := os.Stat(filepath.Join(s.out, n)); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already: it may hold a reader's work; name another folder", filepath.Join(s.out, n))
		}
	}
	s.q.scope.All = true
	for _, l := range letters {
		ans, err := a.ask(ctx, l, s.q)
		if err != nil {
			return err
		}
		sampler.Add(ans.items)
	}
	drawn := sampler.Draw()
	if len(drawn) == 0 {
		return errors.New("no pair to draw from: nothing was searched")
	}
	if err := os.MkdirAll(s.out, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	for i, n := range names {
		write := func(w io.Writer) error { return match.WriteSheet(w, drawn, i+1) }
		if n == "key.csv" {
			write = func(w io.Writer) error { return match.WriteKey(w, drawn) }
		}
		if err := a.writeOut(filepath.Join(s.out, n), false, write); err != nil {
			return err
		}
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s in %s; keep key.csv from the readers\n", count(len(drawn), "pair"), s.out)
	}
	return nil
}
