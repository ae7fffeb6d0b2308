package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"refrain/index"
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
		Short: "Check that the index is whole",
		Long: `Check that every file of the index is there with its size; with --read-data
also that every byte is what was written. Exit status 12 means damage.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			w, err := a.open()
			if err != nil {
				return err
			}
			if err := index.Verify(w.Dir, readData); err != nil {
				return err
			}
			if !a.quiet {
				fmt.Fprintln(a.err, "the index is whole")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&readData, "read-data", false, "read and hash every byte")
	return cmd
}
