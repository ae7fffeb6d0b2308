package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/report"
	"refrain/seeds"
)

func (a *app) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "demo [FOLDER]",
		Short: "Do the main job on the sample in this binary",
		Long: `Ingest the sample's documents, match its letter, print the concerns as a table,
and write a report as HTML and CSV into FOLDER (default: refrain-demo).

The sample is invented: its States, its reports and its letter. It needs no
network.`,
		Example: "  refrain demo\n  refrain demo ~/refrain-demo",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := "refrain-demo"
			if len(args) > 0 {
				folder = args[0]
			}
			return a.demo(cmd.Context(), folder)
		},
	}
}

// demo does the main job in a folder of its own: the documents in sources, the
// workspace beside them, the reports on top.
func (a *app) demo(ctx context.Context, folder string) error {
	sources, letter, err := writeSample(folder)
	if err != nil {
		return err
	}
	w, err := store.Create(filepath.Join(folder, "workspace"))
	if err != nil {
		return err
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	outcomes, err := pipeline.Ingest(ctx, w, []string{sources}, pipeline.Options{Reader: inProcess{}, Workers: 2,
		States: sampleStates(), Sample: true, Done: a.printOutcome})
	if err != nil {
		return fmt.Errorf("ingesting the sample: %w", err)
	}
	for _, o := range outcomes {
		if o.Status == pipeline.Failed {
			return fmt.Errorf("ingesting the sample: %s: %s", o.Path, o.Reason)
		}
	}
	if err := a.buildIndex(ctx, w); err != nil {
		return err
	}
	ans, err := a.askIn(ctx, w, letter, asking{}, true)
	if err != nil {
		return err
	}
	r := a.buildReport(ans)
	for _, name := range []string{"report.html", "report.csv"} {
		if err := writeFormat(filepath.Join(folder, name), r); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "\n%s\n\n", a.bold("SAMPLE: "+clean(r.Question.Title)))
	a.printTable(r)
	a.demoNext(folder)
	return nil
}

// demoNext names what to look at and what to try.
func (a *app) demoNext(folder string) {
	dir := filepath.Join(folder, "workspace")
	fmt.Fprintf(a.out, "\nwritten: %s\n         %s\n", filepath.Join(folder, "report.html"), filepath.Join(folder, "report.csv"))
	fmt.Fprintf(a.out, "next:    refrain search --dir %s \"death penalty\"\n", commandWord(dir, runtime.GOOS == "windows"))
	fmt.Fprintf(a.out, "         refrain ingest PATH…     your own documents, then: refrain report prk-2019 -o report.html\n")
}

// writeFormat writes a report to a file by its suffix.
func writeFormat(path string, r *report.Report) error {
	f, err := report.FormatOf("", path)
	if err != nil {
		return err
	}
	return store.Replace(path, 0o644, func(w io.Writer) error { return f.Write(w, r, report.Options{}) })
}

// writeSample writes the sample's documents into folder/documents and returns
// that folder and the letter's path. A folder that holds other things is
// refused.
func writeSample(folder string) (sources, letter string, err error) {
	if err := demoFolder(folder); err != nil {
		return "", "", err
	}
	sources = filepath.Join(folder, "documents")
	if err := os.MkdirAll(sources, 0o755); err != nil {
		return "", "", fmt.Errorf("writing the sample: %w", err)
	}
	entries, err := fs.ReadDir(seeds.Sample, "sample")
	if err != nil {
		return "", "", fmt.Errorf("reading the sample: %w", err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(seeds.Sample, "sample/"+e.Name())
		if err != nil {
			return "", "", fmt.Errorf("reading the sample: %w", err)
		}
		path := filepath.Join(sources, e.Name())
		if err := store.WriteFile(path, data); err != nil {
			return "", "", err
		}
		if strings.HasSuffix(seeds.SampleLetter, e.Name()) {
			letter = path
		}
	}
	return sources, letter, nil
}

// demoFolder refuses a folder that holds other things than an earlier demo.
func demoFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("writing the sample: %w", err)
	}
	own := map[string]bool{"documents": true, "workspace": true, "report.html": true, "report.csv": true}
	for _, e := range entries {
		if !own[e.Name()] {
			return &hinted{fmt.Errorf("the folder %s holds other files (%s)", folder, e.Name()), "name an empty folder: refrain demo FOLDER"}
		}
	}
	return nil
}
