package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"refrain/index"
	"refrain/pipeline"
)

func (a *app) rebuildCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: "Build the index again from the stored documents",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, err := a.open()
			if err != nil {
				return err
			}
			unlock, err := w.Lock(a.now())
			if err != nil {
				return err
			}
			defer unlock()
			if err := a.buildIndex(cmd.Context(), w); err != nil {
				return err
			}
			if !a.quiet {
				fmt.Fprintln(a.err, "the index is built from the stored documents")
			}
			return nil
		},
	}
}

func (a *app) verifyCommand() *cobra.Command {
	var readData bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that documents and index are whole",
		Long: `Check every stored document against its hash, that every file of the index is
there with its size and checksum; with --read-data also the hash of every byte of
index and sources. Exit status 12 means damage. An index that is behind the
documents is said to be so; ` + "`refrain rebuild`" + ` brings it up to date.`,
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
	docs, err := pipeline.Source(w)
	if err != nil {
		return err
	}
	for _, err := range docs.Each {
		if err != nil {
			return err
		}
	}
	if err := index.Verify(w.Dir, readData); err != nil {
		return err
	}
	x, err := index.Open(w.Dir)
	if err != nil {
		return err
	}
	defer x.Close()
	if x.Corpus() != index.CorpusHash(docs.Heads) {
		// A run that was stopped between storing and indexing leaves this.
		fmt.Fprintln(a.err, "note: the index is whole and of an earlier state of the documents: run `refrain rebuild`")
	}
	if readData {
		if err := w.VerifySources(); err != nil {
			return err
		}
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s and the index are whole\n", count(len(docs.Heads), "document"))
	}
	return nil
}
