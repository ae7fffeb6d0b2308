package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/extract"
)

// workerName is the hidden command that child processes run.
const workerName = "extract-worker"

func itoa(n int) string { return strconv.Itoa(n) }

func (a *app) workerCommand() *cobra.Command {
	return &cobra.Command{Use: workerName, Hidden: true, Args: cobra.NoArgs, Short: "Read documents for a parent process",
		RunE: func(*cobra.Command, []string) error {
			out := a.out.(outStream)
			return extract.ServeWorker(a.in, out.terminal)
		}}
}

func (a *app) ingestCommand() *cobra.Command {
	var opt ingestOptions
	cmd := &cobra.Command{
		Use:   "ingest PATH…",
		Short: "Read documents (files and folders) into the workspace and index them",
		Long: `Read UPR outcome reports, addenda, compilations, summaries, concluding
observations and letters, as PDF, Word, HTML or text, into the workspace.

Every input gets one status: ingested, unchanged, skipped, needs-ocr or failed,
with the reason. Running it again reads only what is new or has changed.

Of two files with one symbol the later is current and the older is kept. Where
the two are on different States or of different kinds, a symbol was misread or
misprinted: the one stored first stays current, the other is kept beside it and
counts as failed; --replace decides otherwise.

With --ocr, pages that are pictures are read by Tesseract, which must be
installed; without it such a file ends as needs-ocr. What a machine has read is
marked in every passage and citation: compare it with the scan.

Exit status: 0 done, 4 some inputs failed (skipped and needs-ocr are no failures).`,
		Example: `  refrain ingest reports/
  refrain ingest A_HRC_27_10.pdf letter.txt
  refrain ingest --ocr scanned-letter.pdf`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.ingest(cmd.Context(), args, opt)
		},
	}
	cmd.Flags().BoolVar(&opt.noCopy, "no-copy", false, "keep no copy of the sources in the workspace")
	cmd.Flags().BoolVar(&opt.replace, "replace", false, "make these documents current where others with the same symbol are stored")
	cmd.Flags().BoolVar(&opt.ocr, "ocr", false, "read scanned pages with Tesseract (English)")
	return cmd
}

// ingestOptions are the flags of ingest.
type ingestOptions struct {
	noCopy, ocr, replace bool
}

func (a *app) ingest(ctx context.Context, paths []string, opt ingestOptions) error {
	var ocr *extract.OCR
	if opt.ocr {
		var err error
		if ocr, err = extract.FindOCR(ctx); err != nil {
			return err
		}
	}
	w, err := a.openOrCreate()
	if err != nil {
		return err
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	debug.SetGCPercent(200) // what a document or batch takes is let go as a whole
	workers := runtime.NumCPU()
	reader, done, err := a.readers(workers)
	if err != nil {
		return err
	}
	if pool, ok := reader.(*extract.Pool); ok && ocr != nil {
		ocr.Images = pool.Images
	}
	p := a.newProgress()
	outcomes, err := pipeline.Ingest(ctx, w, paths, pipeline.Options{Reader: reader, Workers: workers,
		NoCopy: opt.noCopy, OCR: ocr, Replace: opt.replace, Total: p.total, Done: p.done})
	p.finish()
	done() // the memory of the processes that read is for the index
	if err != nil {
		return fmt.Errorf("ingesting: %w", err)
	}
	if err := a.buildIndex(ctx, w); err != nil {
		return err
	}
	return a.ingestSummary(w, outcomes)
}

// buildIndex publishes an index of the documents as they are now.
func (a *app) buildIndex(ctx context.Context, w *store.Workspace) error {
	return a.publishIndex(ctx, w, false)
}

// publishIndex is buildIndex, from the start where afresh is set.
func (a *app) publishIndex(ctx context.Context, w *store.Workspace, afresh bool) error {
	if !a.quiet && isTerminal(a.err) {
		fmt.Fprint(a.err, "indexing…\r")
		defer fmt.Fprint(a.err, "         \r")
	}
	return pipeline.BuildIndex(ctx, w, version, afresh)
}

// ingestSummary ends a run with counts and the next command.
func (a *app) ingestSummary(w *store.Workspace, outcomes []pipeline.Outcome) error {
	n := map[pipeline.Status]int{}
	for _, o := range outcomes {
		n[o.Status]++
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "\n%s: %d ingested, %d unchanged, %d skipped, %d needs-ocr, %d failed\n",
			count(len(outcomes), "input"), n[pipeline.Ingested], n[pipeline.Unchanged],
			n[pipeline.Skipped], n[pipeline.NeedsOCR], n[pipeline.Failed])
		fmt.Fprintf(a.err, "next: refrain status%s\n", a.dirFlag())
	}
	if n[pipeline.Failed] > 0 {
		return errSomeFailed
	}
	return nil
}

// dirFlag repeats --dir in a suggested command.
func (a *app) dirFlag() string {
	if a.dir == "" {
		return ""
	}
	return " --dir " + commandWord(a.dir, runtime.GOOS == "windows")
}

// progress prints one line an input, under a bar where standard error is a
// terminal.
type progress struct {
	a   *app
	bar *progressbar.ProgressBar
}

func (a *app) newProgress() *progress { return &progress{a: a} }

func (p *progress) total(n int) {
	if p.a.quiet || !isTerminal(p.a.err) || n < 2 {
		return
	}
	p.bar = progressbar.NewOptions(n, progressbar.OptionSetWriter(p.a.err), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30),
		progressbar.OptionSetPredictTime(false))
}

func (p *progress) done(o pipeline.Outcome) {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	p.a.printOutcome(o)
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// outcomeJSON is the status line of --json.
type outcomeJSON struct {
	pipeline.Outcome
	Key      string      `json:"key,omitempty"`
	Kind     corpus.Kind `json:"kind,omitempty"`
	State    string      `json:"state,omitempty"`
	Cycle    int         `json:"cycle,omitempty"`
	Passages int         `json:"passages,omitempty"`
	Warnings []string    `json:"warnings,omitempty"`
}

func (a *app) printOutcome(o pipeline.Outcome) {
	if a.json {
		row := outcomeJSON{Outcome: o}
		if d := o.Document; d != nil {
			row.Key, row.Kind, row.State, row.Cycle, row.Passages, row.Warnings = d.Key, d.Kind, d.State, d.Cycle, d.Count, d.Warnings
		}
		a.writeJSON(row)
		return
	}
	if a.quiet && o.Status != pipeline.Failed {
		return
	}
	line := fmt.Sprintf("%-9s  %s", o.Status, printable(o.Path))
	if d := o.Document; d != nil && o.Status == pipeline.Ingested {
		line += ": " + describe(d)
	}
	if o.Reason != "" {
		line += " — " + o.Reason
	}
	w := a.out
	if o.Status == pipeline.Failed {
		w = a.err
	}
	fmt.Fprintln(w, oneLine(line))
	if o.Hint != "" && o.Status != pipeline.Ingested {
		fmt.Fprintf(w, "           hint: %s\n", clean(o.Hint))
	}
	a.flush()
}

// describe says in a few words what a document is.
func describe(d *corpus.Document) string {
	s := fmt.Sprintf("%s, %s", d.Key, d.Kind)
	if d.State != "" {
		s += ", " + d.State
	}
	if d.Cycle > 0 {
		s += fmt.Sprintf(", cycle %d", d.Cycle)
	}
	s += ", " + count(d.Count, "passage")
	if n := len(d.Warnings); n > 0 {
		s += ", " + count(n, "doubt") + " (see `refrain check`)"
	}
	return s
}

// printable quotes a path that holds control or undecodable characters.
func printable(path string) string {
	if clean(path) == path && !hasBadRune(path) {
		return path
	}
	return strconv.Quote(path)
}

func hasBadRune(s string) bool {
	for _, r := range s {
		if r == '\uFFFD' || r == '\n' || r == '\t' {
			return true
		}
	}
	return false
}

// writeJSON writes one line of JSON to standard output.
func (a *app) writeJSON(v any) {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && !errors.Is(err, syscallEPIPE) {
		fmt.Fprintf(a.err, "refrain: writing JSON: %v\n", err)
	}
}
