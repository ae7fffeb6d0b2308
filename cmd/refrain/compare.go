package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/dossier"
	"refrain/pipeline/match"
)

func (a *app) compareCommand() *cobra.Command {
	var f writing
	var q asking
	cmd := &cobra.Command{
		Use:   "compare LETTER REPORT",
		Short: "Say of each item of a letter what came of it in a later document",
		Long: `Say of each item of a letter which passages of a report, or of another letter,
take it up: by whom, in the same review or since, with what position; and what
the State says it did, quoted from its national and mid-term reports and its
replies. What the State says is its statement; this command itself says
nothing about implementation.

` + letterHelp + `
REPORT is the symbol or key of a stored document, a file that is read without
being stored, or the built-in letter.

Without -o the comparison is printed; with -o it is written as HTML, Markdown,
CSV, JSON Lines or Word, by the file's suffix.

Exit status: 0 done, 1 not done, 2 usage, 10 no workspace.`,
		Example: `  refrain compare prk-2019 A/HRC/27/10
  refrain compare prk-2019 a_hrc_42_10.pdf -o since.html
  refrain compare A/HRC/43/15 A/HRC/59/15 -o since.docx
  refrain compare old-letter.pdf hc-letter:SVN:2025-10-01 --format csv`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return a.compare(cmd.Context(), args[0], args[1], q, f) },
	}
	fl := cmd.Flags()
	fl.StringVar(&q.state, "state", "", "the `State` a list of items is about (a letter says it itself)")
	fl.StringVar(&q.date, "dated", "", "the `day` of the letter that a list is from (2019-11-28): what is earlier depends on it")
	fl.IntVar(&q.cycle, "follows", 0, "the UPR `cycle` whose review that letter follows")
	sheetFlags(cmd, &f)
	return cmd
}

func (a *app) compare(ctx context.Context, letter, with string, q asking, f writing) error {
	if err := canWrite(f.out, true); err != nil {
		return err
	}
	if letter == "-" {
		tmp, err := a.stdinFile()
		if err != nil {
			return err
		}
		defer os.RemoveAll(filepath.Dir(tmp))
		letter = tmp
	}
	w, err := a.open()
	if err != nil {
		return err
	}
	doc, stored, err := a.compared(ctx, w, with)
	if err != nil {
		return err
	}
	taken, err := a.takenUp(ctx, w, letter, q, doc, stored)
	if err != nil {
		return err
	}
	q.state = taken.asked.Question.State
	q.scope = match.Options{Kinds: []string{string(corpus.PassageReply)}}
	says, err := a.askIn(ctx, w, letter, q, true)
	if err != nil {
		return err
	}
	in, err := a.about(w, q.state)
	if err != nil {
		return err
	}
	if stored {
		doc = taken.asked.Documents[0]
	} else {
		in.Documents = append(slices.DeleteFunc(in.Documents, func(d *corpus.Document) bool { return d.Key == doc.Key }), doc)
		in.Sample = in.Sample || doc.Sample
	}
	return a.writeSheet(dossier.Compare(in, taken.asked.Question, doc, taken.items, says.items), f)
}

// compared is the document that a letter is compared with: a stored one, of
// which the head is enough here, or a file that is read for it.
func (a *app) compared(ctx context.Context, w *store.Workspace, with string) (*corpus.Document, bool, error) {
	d, err := pipeline.Named(w, with)
	if err != nil || d != nil {
		return d, true, err
	}
	opt, done, err := a.reading(w)
	if err != nil {
		return nil, false, err
	}
	defer done()
	d, err = pipeline.ReadUnstored(ctx, w, opt, with)
	if err == nil && !a.quiet {
		fmt.Fprintf(a.err, "%s: read as %s, %s; it is not stored\n", with, d.CiteAs, count(len(d.Passages), "passage"))
	}
	return d, false, err
}

// takenUp matches a letter with one document.
func (a *app) takenUp(ctx context.Context, w *store.Workspace, letter string, q asking, d *corpus.Document, stored bool) (*answer, error) {
	q.scope = match.Options{Kinds: comparedKinds}
	if dossier.Own(d.Kind) {
		q.scope.Kinds = append(q.scope.Kinds, string(corpus.PassageReply))
	}
	if stored {
		q.scope.Against = []string{d.Key}
	}
	ans, err := a.askIn(ctx, w, letter, q, false)
	if err != nil {
		return nil, err
	}
	asks := ans.asked.Question
	if asks.Key == d.Key {
		return nil, &usageError{fmt.Errorf("%s is the letter itself: compare it with another document", d.CiteAs)}
	}
	if asks.State != "" && d.State != "" && asks.State != d.State {
		return nil, &hinted{fmt.Errorf("%s is on %s, and %s on %s", letter, ans.asked.States.Name(asks.State), d.CiteAs, ans.asked.States.Name(d.State)),
			"compare two documents on the same State"}
	}
	if stored {
		i := slices.IndexFunc(ans.asked.Documents, func(x *corpus.Document) bool { return x.Key == d.Key })
		if i < 0 {
			return nil, &hinted{fmt.Errorf("%s is not among the documents on %s", d.CiteAs, ans.asked.States.Name(asks.State)), "`refrain status` lists the documents"}
		}
		d = ans.asked.Documents[i]
	}
	ans.asked.Only(d)
	if ans.items, err = ans.asked.Match(ctx, q.scope); err != nil {
		return nil, fmt.Errorf("matching %s: %w", letter, err)
	}
	return ans, pipeline.Judge(ctx, w, ans.asked, q.scope, ans.items)
}

// comparedKinds are the passages of a report or a letter that can take up an item.
var comparedKinds = []string{string(corpus.PassageRecommendation), string(corpus.PassageObservation), string(corpus.PassageCompilation),
	string(corpus.PassageSummary), string(corpus.PassageSpecial), string(corpus.PassageItem)}
