package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"refrain/pipeline"
	"refrain/pipeline/dossier"
)

// outlining are the flags of `outline`.
type outlining struct {
	writing
	since, cycle int
	template     string
}

func (a *app) outlineCommand() *cobra.Command {
	var o outlining
	cmd := &cobra.Command{
		Use:   "outline --state STATE --since YEAR -o FILE",
		Short: "Write what a drafter starts from: official headings with notes and passages",
		Long: `Write a document with the official headings of a compilation, a summary or
a letter in order. Each heading has its note, "For relevant recommendations, see
…", with the recommendations of the latest review that is stored (--cycle names
another). Below it stand the passages of treaty bodies and special procedures
(for a summary: of stakeholders) since a year, with their sources. A Word document
(.docx) has them in footnotes, a web page (.html) below the passages.

A passage stands whole under the heading of its first theme and is named under
the others; what has no theme stands at the end. Themes are given by a program:
read before you send.

Exit status: 0 written, 1 not written, 2 usage, 3 nothing stored on the State,
10 no workspace.`,
		Example: `  refrain outline --state SVN --since 2019 -o outline.docx
  refrain outline --state SVN --since 2019 -o outline.html
  refrain outline --state SVN --since 2022 --template summary -o summary.docx --styles office.dotx`,
		Args: flagsAlone,
		RunE: func(*cobra.Command, []string) error { return a.outline(o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.state, "state", "", "the `State` under review")
	f.IntVar(&o.since, "since", 0, "passages of this `year` and later")
	f.IntVar(&o.cycle, "cycle", 0, "name the recommendations of this UPR `cycle` (default: the latest stored)")
	f.StringVar(&o.template, "template", "compilation", "the `document` it is for: compilation, summary or letter")
	f.StringVarP(&o.out, "output", "o", "", "the `file` to write, .docx or .html; - is standard output")
	f.StringVar(&o.styles, "styles", "", "a Word `file` whose styles, headers and footers it takes")
	for _, name := range []string{"state", "since", "output"} {
		_ = cmd.MarkFlagRequired(name)
	}
	return cmd
}

func (a *app) outline(o outlining) error {
	t, err := dossier.TemplateOf(o.template)
	if err != nil {
		return &usageError{fmt.Errorf("%w; a file with styles goes to --styles", err)}
	}
	ext := strings.ToLower(filepath.Ext(o.out))
	page := ext == ".html" || ext == ".htm"
	if o.out != "-" && ext != ".docx" && !page {
		return &usageError{fmt.Errorf("an outline is a Word document or a web page: give the output the suffix .docx or .html, not %q", ext)}
	}
	if page && o.styles != "" {
		return &usageError{errors.New("--styles is for Word documents: give the output the suffix .docx")}
	}
	if err := canWrite(o.out, true); err != nil {
		return err
	}
	styles, err := wordStyles(o.styles)
	if err != nil {
		return err
	}
	w, err := a.open()
	if err != nil {
		return err
	}
	in, err := a.dossierOf(w, o.state)
	if err != nil {
		return err
	}
	shelf, err := pipeline.Shelf(w, nil, []string{in.State})
	if err != nil {
		return err
	}
	made, err := dossier.Outline(in, t, o.since, o.cycle, shelf.Corrigenda())
	if err != nil {
		return &hinted{err, "`refrain status --state " + in.State + "` lists the documents"}
	}
	write := func(w io.Writer) error { return made.Write(w, styles) }
	if page {
		write = made.WriteHTML
	}
	if err := a.writeOut(o.out, !page, write); err != nil {
		return err
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s: %s under the headings of a %s\n", o.out, count(made.Passages, "passage"), t.Name)
		if made.Passages == 0 {
			fmt.Fprintln(a.err, made.WhyNone())
		}
	}
	return nil
}
