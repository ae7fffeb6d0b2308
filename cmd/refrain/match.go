package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// asking are the flags that match and report share.
type asking struct {
	state string
	// date and cycle place a list that does not say them itself.
	date  string
	cycle int
	scope match.Options
	// encoder is the command of a user's encoder, empty for none.
	encoder string
}

func (q *asking) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&q.state, "state", "", "the `State` a list of items is about (a letter says it itself)")
	f.StringVar(&q.date, "dated", "", "the `day` of the letter that a list is from (2019-11-28): what is earlier depends on it")
	f.IntVar(&q.cycle, "follows", 0, "the UPR `cycle` whose review that letter follows")
	f.StringSliceVar(&q.scope.Against, "against", nil, "search only these `documents` (symbols or keys)")
	f.StringSliceVar(&q.scope.Kinds, "kind", nil, "search only these `kinds` of passages; a beginning is enough")
	f.BoolVar(&q.scope.AnyState, "any-state", false, "search the documents of all States")
	f.StringVar(&q.encoder, "encoder", "", encoderUsage)
}

const letterHelp = `LETTER is a file (a letter with an annex, a report, or a list with one item a
line: .txt, .csv, .tsv), the symbol of a stored document, "-" for standard
input, or the built-in letter prk-2019.`

func (a *app) matchCommand() *cobra.Command {
	var q asking
	var cycle int
	var out string
	cmd := &cobra.Command{
		Use:   "match LETTER | match --state STATE --cycle N",
		Short: "Print where each item of a letter was raised before",
		Long: `Print for each item of a letter's annex the passages that raise the same
concern, with citation, who raised it, the State's answer and why it matches.

` + letterHelp + `

With --cycle in place of a letter all recommendations of that UPR cycle on a
State are linked to those of its other cycles: for each recommendation and for
each recommending State. -o writes it as .csv (a row a link) or .jsonl.
` + wrap(match.CycleDefinition, 80, 0) + `

A link says how sure it is: strong (a program gives it .80 or more that a reader
would cite it), likely (.30), possible (.15); and of what kind: same (nearly the
same words), similar, build-up (the later of the two asks more), refers-back
(one cites the other); general (the wider issue, or another kind of demand) and
contrary are no repetitions. A position is supported, noted or pending; pending
means that no later answer is among the stored documents.`,
		Example: `  refrain match prk-2019
  refrain match A/HRC/43/15 --kind compilation
  refrain match items.tsv --state SVN --json --all > links.jsonl
  refrain match --state SVN --cycle 3 -o slovenia-3.csv`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 1 && (cycle != 0 || out != ""):
				return &usageError{errors.New("--cycle and -o go without a letter; `refrain report LETTER -o FILE` writes files")}
			case len(args) == 1:
				return a.match(cmd.Context(), args[0], q)
			case cycle == 0 || q.state == "":
				return &usageError{errors.New("name a letter, or a State and a cycle (--state SVN --cycle 3)")}
			}
			return a.matchCycle(cmd.Context(), q.state, cycle, out)
		},
	}
	q.flags(cmd)
	cmd.Flags().IntVar(&cycle, "cycle", 0, "link all recommendations of this UPR `cycle` on --state to those of other cycles")
	cmd.Flags().StringVarP(&out, "output", "o", "", "with --cycle: the `file` to write, .csv or .jsonl")
	cmd.Flags().BoolVar(&q.scope.All, "all", false, "every passage in scope for every item, in rank order")
	return cmd
}

func (a *app) reportCommand() *cobra.Command {
	var q asking
	var out, format, template string
	var excel bool
	cmd := &cobra.Command{
		Use:   "report LETTER -o FILE",
		Short: "Write a report on a letter: HTML, Word, Excel, CSV, JSON Lines, Markdown or a data package",
		Long: `Write a report that says for each item of a letter's annex where the same
concern was raised before, by whom and with what answer, with citations to
paste, what was searched, and which review events are missing.

A workbook (.xlsx) that is made again over itself keeps the columns that people
fill in; "refrain review --import" takes its decisions. A Word document takes an
office's styles, headers and footers with --template. The format datapackage is
a folder: tables with schemas, JSON Lines, codebook, citation file, checksums.
The format annotations is W3C Web Annotations (JSON-LD, suffix .jsonld); upr-info
and uwazi are tables in the columns of these databases.
The same workspace gives the same bytes when SOURCE_DATE_EPOCH is set.

` + letterHelp,
		Example: `  refrain report prk-2019 -o prk.html
  refrain report prk-2019 -o prk.docx --template office.dotx
  refrain report prk-2019 -o prk.xlsx                    decide in it, then: review --import
  refrain report prk-2019 -o prk.csv --excel
  refrain report prk-2019 -o folder --format datapackage
  refrain report prk-2019 -o prk-uwazi.csv --format uwazi
  refrain report items.tsv --state SVN --follows 3 --format md -o -`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format == report.PackageName {
				if f, err := report.FormatOf("", out); err == nil && filepath.Base(out) != "datapackage.json" {
					return &usageError{fmt.Errorf("the name %q has the suffix of %s, and --format says %s, which is a folder: change one of them", out, f.Name, format)}
				}
				return a.writePackage(cmd.Context(), args[0], q, out)
			}
			f, err := report.FormatOf(format, out)
			if err != nil {
				return &usageError{a.bySetting("format", err)}
			}
			opt := report.Options{Excel: excel}
			if opt.Template, err = readTemplate(template, f.Name); err != nil {
				return err
			}
			return a.writeReport(cmd.Context(), args[0], q, f, out, opt)
		},
	}
	q.flags(cmd)
	f := cmd.Flags()
	f.StringVarP(&out, "output", "o", "", "the `file` to write; - is standard output")
	f.StringVar(&format, "format", "", "the `format`: "+report.FormatNames()+", or datapackage, a folder (default: by the file's suffix)")
	f.BoolVar(&excel, "excel", false, "CSV for Excel: with byte-order mark, formulas disarmed")
	f.StringVar(&template, "template", "", "a Word `file` (.docx, .dotx) whose styles, headers and footers a .docx takes")
	_ = cmd.MarkFlagRequired("output")
	return cmd
}

// answer is a matched question, ready to print or write.
type answer struct {
	asked *pipeline.Asked
	items []match.ItemLinks
}

// ask resolves a letter and matches it. Without a workspace it is an error.
func (a *app) ask(ctx context.Context, name string, q asking) (*answer, error) {
	w, err := a.open()
	if err != nil {
		return nil, err
	}
	return a.askIn(ctx, w, name, q, true)
}

// resolveIn resolves a letter and its documents without matching it.
func (a *app) resolveIn(ctx context.Context, name string, q asking) (*answer, error) {
	w, err := a.open()
	if err != nil {
		return nil, err
	}
	return a.askIn(ctx, w, name, q, false)
}

// askIn resolves a letter in a workspace and, where matched is set, matches it.
func (a *app) askIn(ctx context.Context, w *store.Workspace, name string, q asking, matched bool) (*answer, error) {
	opt, done, err := a.reading(w)
	if err != nil {
		return nil, err
	}
	defer done()
	if q.state, err = resolveState(opt.States, q.state); err != nil {
		return nil, err
	}
	if name == "-" {
		tmp, err := a.stdinFile()
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(filepath.Dir(tmp))
		name = tmp
	}
	asked, err := pipeline.Ask(ctx, w, opt, name, q.state, q.scope)
	if err == nil {
		err = q.place(&asked.Question)
	}
	if err != nil || !matched {
		return &answer{asked: asked}, err
	}
	if len(asked.Documents) == 0 {
		fmt.Fprintf(a.err, "refrain: no document on %s is stored: nothing was searched\nhint: ingest the reports on it first\n", opt.States.Name(asked.Question.State))
	}
	if asked.Unindexed && !a.quiet {
		fmt.Fprintf(a.err, "refrain: the index is not of these documents: every passage is read, which takes a while\nhint: `refrain rebuild` makes this quick\n")
	}
	items, err := q.match(ctx, asked)
	if err != nil {
		return nil, fmt.Errorf("matching %s: %w", name, err)
	}
	if err := pipeline.Judge(ctx, w, asked, q.scope, items); err != nil {
		return nil, err
	}
	return &answer{asked, items}, nil
}

// encoderUsage describes the flag of match, report and eval.
const encoderUsage = "a `command` on this machine that turns texts into vectors (see cmd/refrain-encode): it orders the links too, and may propose possible ones"

// match puts the question, with a second opinion where an encoder is named.
func (q asking) match(ctx context.Context, asked *pipeline.Asked) ([]match.ItemLinks, error) {
	if q.encoder == "" {
		return asked.Match(ctx, q.scope)
	}
	return asked.MatchWith(ctx, q.scope, pipeline.EncoderCommand{Line: q.encoder})
}

// place sets the date and the cycle of a question that does not say them.
func (q asking) place(to *match.Question) error {
	if q.date != "" {
		if _, err := time.Parse(time.DateOnly, q.date); err != nil {
			return &usageError{fmt.Errorf("--dated %q is no day: write it as 2019-11-28", q.date)}
		}
		to.Date = q.date
	}
	if q.cycle != 0 {
		if q.cycle < 1 || q.cycle > 4 {
			return &usageError{fmt.Errorf("--follows %d is no cycle of the UPR: 1 to 4", q.cycle)}
		}
		to.Cycle = q.cycle
	}
	return nil
}

// stdinFile keeps standard input in a file, so that it is read like any other.
func (a *app) stdinFile() (string, error) {
	dir, err := os.MkdirTemp("", "refrain-")
	if err != nil {
		return "", fmt.Errorf("keeping standard input: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(a.in, pipeline.MaxFile))
	if err != nil {
		return "", fmt.Errorf("reading standard input: %w", err)
	}
	path := filepath.Join(dir, "standard-input.txt")
	return path, os.WriteFile(path, data, 0o600)
}

func (a *app) buildReport(ans *answer) *report.Report {
	return report.Build(report.Input{Question: ans.asked.Question, Items: ans.items, Documents: ans.asked.Documents,
		States: ans.asked.States, Version: version, Date: a.now(), Sample: ans.asked.Sample})
}

func (a *app) match(ctx context.Context, name string, q asking) error {
	ans, err := a.ask(ctx, name, q)
	if err != nil {
		return err
	}
	if a.json {
		for _, it := range ans.items {
			for _, l := range it.Links {
				if q.scope.All || l.Strength == match.Strong || l.Strength == match.Likely {
					a.writeJSON(l)
				}
			}
		}
		return nil
	}
	a.printConcerns(a.buildReport(ans))
	return nil
}

// writeReport writes one report to a file, whole or not at all.
func (a *app) writeReport(ctx context.Context, name string, q asking, f report.Format, out string, opt report.Options) error {
	err := canWrite(out, f.Binary)
	if err != nil {
		return err
	}
	ans, err := a.ask(ctx, name, q)
	if err != nil {
		return err
	}
	r := a.buildReport(ans)
	if opt.Existing, err = existing(out, f); err != nil {
		return err
	}
	if err := a.writeOut(out, f.Binary, func(w io.Writer) error { return f.Write(w, r, opt) }); err != nil {
		return err
	}
	if !a.quiet && out != "-" {
		fmt.Fprintf(a.err, "%s: %s, %s searched\n", out, count(len(ans.items), "item"), count(len(r.Coverage.Documents), "document"))
		fmt.Fprintln(a.err, "links are proposals by a program: read each passage before you cite it")
	}
	return nil
}
