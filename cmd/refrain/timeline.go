package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"refrain/pipeline/dossier"
)

func (a *app) timelineCommand() *cobra.Command {
	var f writing
	var theme string
	cmd := &cobra.Command{
		Use:   "timeline --state STATE --theme THEME",
		Short: "Show one theme's history across mechanisms",
		Long: `Show what was said on one theme, in the order of time: recommendations with
their States and the State's position, observations, what compilations and
summaries report, the letter, and what the State itself said.

THEME is a heading of the Office's documents, its id, or a part of it that no
other has. Without -o the history is printed; with -o it is written as HTML,
Markdown, CSV, JSON Lines or Word, by the file's suffix.

Exit status: 0 done, 1 not done, 2 usage, 3 nothing found, 10 no workspace.`,
		Example: `  refrain timeline --state PRK --theme "Right to health"
  refrain timeline --state SVN --theme torture -o torture.html
  refrain timeline --state SVN --theme education --format csv`,
		Args: flagsAlone,
		RunE: func(*cobra.Command, []string) error { return a.timeline(theme, f) },
	}
	fl := cmd.Flags()
	fl.StringVar(&f.state, "state", "", "the `State` under review")
	fl.StringVar(&theme, "theme", "", "the `theme`")
	sheetFlags(cmd, &f)
	_ = cmd.MarkFlagRequired("state")
	_ = cmd.MarkFlagRequired("theme")
	return cmd
}

// sheetFlags are the flags of commands that print a sheet or write it.
func sheetFlags(cmd *cobra.Command, f *writing) {
	fl := cmd.Flags()
	fl.StringVarP(&f.out, "output", "o", "", "the `file` to write; - is standard output (default: print)")
	fl.StringVar(&f.format, "format", "", "the `format`: "+dossier.FormatNames()+" (default: by the file's suffix)")
	fl.StringVar(&f.styles, "template", "", "a Word `file` whose styles, headers and footers a .docx takes")
	fl.BoolVar(&f.excel, "excel", false, "CSV for Excel: with byte-order mark, formulas disarmed")
}

func (a *app) timeline(theme string, f writing) error {
	t, err := dossier.ThemeOf(theme)
	if err != nil {
		return &usageError{err}
	}
	w, err := a.open()
	if err != nil {
		return err
	}
	in, err := a.dossierOf(w, f.state)
	if err != nil {
		return err
	}
	if !a.quiet && !strings.EqualFold(theme, t.Label) {
		fmt.Fprintf(a.err, "%q is taken as the theme %s\n", clean(theme), t.Label)
	}
	s := dossier.Timeline(in, t)
	if len(s.Groups) == 0 {
		fmt.Fprintf(a.err, "refrain: no passage on %s was found in %s on %s\n", t.Label, count(len(in.Documents), "document"), in.StateName)
		return errNothing
	}
	return a.writeSheet(s, f)
}
