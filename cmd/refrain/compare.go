package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/pipeline/dossier"
	"refrain/pipeline/match"
)

func (a *app) compareCommand() *cobra.Command {
	var f writing
	cmd := &cobra.Command{
		Use:   "compare LETTER REPORT",
		Short: "Say of each item of a letter what came of it in a later document",
		Long: `Say of each item of a letter which passages of a report, or of another letter,
take it up: by whom, in the same review or since, with what position; and what
the State says it did, quoted from its national and mid-term reports and its
replies. What the State says is its statement; this command itself says
nothing about implementation.

` + letterHelp + `
REPORT is the symbol or key of a stored document.

Without -o the comparison is printed; with -o it is written as Markdown, CSV,
JSON Lines or Word, by the file's suffix.

Exit status: 0 done, 1 not done, 2 usage, 10 no workspace.`,
		Example: `  refrain compare prk-2019 A/HRC/27/10
  refrain compare A/HRC/43/15 A/HRC/59/15 -o since.docx
  refrain compare old-letter.pdf hc-letter:SVN:2025-10-01 --format csv`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return a.compare(cmd.Context(), args[0], args[1], f) },
	}
	cmd.Flags().StringVar(&f.state, "state", "", "the `State` a list of items is about (a letter says it itself)")
	sheetFlags(cmd, &f)
	return cmd
}

func (a *app) compare(ctx context.Context, letter, with string, f writing) error {
	if err := canWrite(f.out, true); err != nil {
		return err
	}
	if letter == "-" {
		return &usageError{fmt.Errorf("a comparison reads its letter twice: name a file")}
	}
	taken, err := a.ask(ctx, letter, asking{state: f.state, scope: match.Options{Against: []string{with}, Kinds: comparedKinds}})
	if err != nil {
		return err
	}
	state := taken.asked.Question.State
	says, err := a.ask(ctx, letter, asking{state: state, scope: match.Options{Kinds: []string{string(corpus.PassageReply)}}})
	if err != nil {
		return err
	}
	w, err := a.open()
	if err != nil {
		return err
	}
	in, err := a.dossierOf(w, state)
	if err != nil {
		return err
	}
	key := corpus.CanonicalSymbol(with)
	i := slices.IndexFunc(taken.asked.Documents, func(d *corpus.Document) bool {
		return strings.EqualFold(d.Key, with) || d.Symbol != "" && d.Symbol == key
	})
	if i < 0 {
		return &hinted{fmt.Errorf("%s is not among the documents on %s", with, in.StateName), "`refrain status` lists the documents"}
	}
	return a.writeSheet(dossier.Compare(in, taken.asked.Question, taken.asked.Documents[i], taken.items, says.items), f)
}

// comparedKinds are the passages of a report or a letter that can take up an item.
var comparedKinds = []string{string(corpus.PassageRecommendation), string(corpus.PassageObservation), string(corpus.PassageCompilation),
	string(corpus.PassageSummary), string(corpus.PassageSpecial), string(corpus.PassageItem)}
