package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/pipeline"
)

// passageFilter are the flags of `passages`.
type passageFilter struct {
	doc, state, kind, position string
}

func (a *app) passagesCommand() *cobra.Command {
	var f passageFilter
	cmd := &cobra.Command{
		Use:   "passages",
		Short: "List the stored passages",
		Long: `List the stored passages in the order of documents and paragraphs; with --json
every field of each, one line a passage.`,
		Example: `  refrain passages --doc A/HRC/27/10 --kind upr-recommendation
  refrain passages --state PRK --position pending --json > pending.jsonl`,
		Args: flagsAlone,
		RunE: func(*cobra.Command, []string) error { return a.passages(f) },
	}
	fl := cmd.Flags()
	fl.StringVar(&f.doc, "doc", "", "only this document (`symbol` or key)")
	fl.StringVar(&f.state, "state", "", "only this `State` under review")
	fl.StringVar(&f.kind, "kind", "", "only this `kind` of passage; a beginning such as upr is enough")
	fl.StringVar(&f.position, "position", "", "only recommendations with this `position`: supported, noted, pending")
	return cmd
}

func (a *app) passages(f passageFilter) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	states, err := gazetteer(w)
	if err != nil {
		return err
	}
	if f.state, err = resolveState(states, f.state); err != nil {
		return err
	}
	docs, err := pipeline.Source(w)
	if err != nil {
		return err
	}
	n := 0
	for d, err := range docs.Each {
		if err != nil {
			return err
		}
		if f.skips(d) {
			continue
		}
		for _, p := range d.Passages {
			if !f.keeps(p) {
				continue
			}
			n++
			if a.json {
				a.writeJSON(p)
				continue
			}
			fmt.Fprintf(a.out, "%s\n    %s\n", a.bold(clean(p.Cite)), wrap(p.Text, a.width(), 4))
			if facts := passageFacts(p); facts != "" {
				fmt.Fprintf(a.out, "    %s\n", a.dim(clean(facts)))
			}
		}
	}
	if n == 0 {
		fmt.Fprintln(a.err, "refrain: no such passages in this workspace")
		return errNothing
	}
	if !a.quiet && !a.json {
		fmt.Fprintln(a.err, count(n, "passage"))
	}
	return nil
}

func (f passageFilter) skips(d *corpus.Document) bool {
	return f.state != "" && !d.About(f.state) ||
		f.doc != "" && !strings.EqualFold(d.Key, f.doc) && d.Key != corpus.CanonicalSymbol(f.doc)
}

func (f passageFilter) keeps(p corpus.Passage) bool {
	return strings.HasPrefix(string(p.Kind), f.kind) &&
		(f.position == "" || string(p.Position) == f.position)
}
