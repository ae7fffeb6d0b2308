package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline"
)

func (a *app) rebuildCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: "Heal the workspace: read damaged documents again and build the index anew",
		Long: `Read the sources again whose documents are missing or damaged, and build the
index from the stored documents. Judgments are kept as they are; lines of
judgments.jsonl that cannot be read are moved to judgments.set-aside.jsonl. A
missing or illegible VERSION is written again. Copies of sources that are
damaged are moved to the folder damaged; ingest or import those files again.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.rebuild(cmd.Context()) },
	}
}

func (a *app) rebuild(ctx context.Context) error {
	w, err := a.openMended()
	if err != nil {
		return err
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	if n, to, err := w.MendJudgments(); err != nil {
		return err
	} else if n > 0 {
		fmt.Fprintf(a.err, "refrain: %s of the judgments could not be read: moved to %s\n", count(n, "line"), to)
	}
	lost, err := a.mendSources(w)
	if err != nil {
		return err
	}
	healErr := a.heal(ctx, w)
	if healErr != nil && !errors.Is(healErr, errSomeFailed) {
		return healErr
	}
	if err := a.publishIndex(ctx, w, true); err != nil {
		return err
	}
	if !a.quiet {
		fmt.Fprintln(a.err, "the index is built from the stored documents")
	}
	if lost {
		return errSomeFailed
	}
	return healErr
}

// mendSources moves damaged copies of sources aside and names them; lost says
// that the document of one is gone with it.
func (a *app) mendSources(w *store.Workspace) (lost bool, err error) {
	moved, err := w.MendSources()
	for _, m := range moved {
		name := m.File
		if name == "" {
			name = "a source whose name is lost"
		}
		fmt.Fprintf(a.err, "refrain: the copy of %s is damaged: moved to %s\n", printable(name), m.To)
		if m.Read {
			fmt.Fprintln(a.err, "hint: what was read from it is whole; ingest or import the file again to have a copy")
			continue
		}
		lost = true
		fmt.Fprintln(a.err, "hint: its document is damaged too; ingest the file again")
	}
	return lost, err
}

// openMended opens the workspace, with VERSION written again where it must be.
func (a *app) openMended() (*store.Workspace, error) {
	dir, err := a.workspaceDir()
	if err != nil {
		return nil, err
	}
	mended, err := store.Mend(dir)
	if err != nil {
		return nil, err
	}
	if mended {
		fmt.Fprintln(a.err, "refrain: VERSION was missing or illegible: written again")
	}
	return store.Open(dir)
}

// heal reads damaged documents again from their sources.
func (a *app) heal(ctx context.Context, w *store.Workspace) error {
	pool, err := newPool(1)
	if err != nil {
		return err
	}
	defer pool.Close()
	states, err := gazetteer(w)
	if err != nil {
		var damaged *store.DamagedError
		if !errors.As(err, &damaged) {
			return err
		}
		states = nil // told by the heads of all documents; the world's will do
	}
	outcomes, err := pipeline.Heal(ctx, w, pipeline.Options{Reader: pool, States: states, Done: a.printOutcome})
	if err != nil {
		return fmt.Errorf("healing: %w", err)
	}
	for _, o := range outcomes {
		if o.Status == pipeline.Failed {
			return errSomeFailed
		}
	}
	return nil
}

func (a *app) verifyCommand() *cobra.Command {
	var readData bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that documents and index are whole",
		Long: `Check every stored document against its hash, that every file of the index is
there with its size and checksum; with --read-data also the hash of every byte of
index and sources. All damage is listed;
` + "`refrain rebuild`" + ` heals it where the sources are copied. An index that is behind
the documents is said to be so.`,
		Example: `  refrain verify
  refrain verify --read-data`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.verify(readData) },
	}
	cmd.Flags().BoolVar(&readData, "read-data", false, "read and hash every byte")
	return cmd
}

func (a *app) verify(readData bool) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	damage, err := w.Damage(readData)
	if err != nil {
		return err
	}
	var found []error
	for _, d := range damage {
		found = append(found, d)
	}
	if err := index.Verify(w.Dir, readData); err != nil {
		found = append(found, err)
	}
	if _, err := w.Judgments(); err != nil {
		found = append(found, err)
	}
	if len(found) > 0 {
		return errors.Join(found...)
	}
	heads, err := w.Heads()
	if err != nil {
		return err
	}
	layers := store.Layers(heads)
	x, err := index.Open(w.Dir)
	if err != nil {
		return err
	}
	defer x.Close()
	if w.Torn() {
		fmt.Fprintln(a.err, "note: the last line of judgments.jsonl was left unfinished by a run that was stopped; it was not acknowledged, and the next decision or `refrain rebuild` sets it aside")
	}
	if x.Corpus() != index.CorpusHash(layers) {
		// A run that was stopped between storing and indexing leaves this.
		fmt.Fprintln(a.err, "note: the index is whole and of an earlier state of the documents: run `refrain rebuild`")
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s and the index are whole\n", count(len(layers), "document"))
	}
	return nil
}
