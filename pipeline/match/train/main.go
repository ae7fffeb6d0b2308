// Command train makes the numbers that matching uses, from public texts and
// judged pairs.
//
//	go run ./pipeline/match/train background REPORT.pdf… > seeds/background.bin
//	go run ./pipeline/match/train weights DATA [WITHOUT] > pipeline/match/weights.go
//
// background counts words and concepts in the recommendations of Working Group
// reports and makes a vector a word. weights fits how the signals are joined:
// DATA is a folder that holds corpus/ and eval/ with the judged pairs; those of
// pipeline/match/testdata are added. Both print the same bytes for the same
// input. WITHOUT is a State whose pairs are left out, so that a program made with
// these weights can be measured on it. What was held out of what, and the figures, go to standard error.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"refrain/corpus"
	"refrain/pipeline/extract"
	"refrain/pipeline/parse"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) >= 2 && args[0] == "background":
		return background(args[1:])
	case len(args) == 2 && args[0] == "weights":
		return weights(args[1], "")
	case len(args) == 3 && args[0] == "weights":
		return weights(args[1], args[2])
	}
	return fmt.Errorf("want `background REPORT…` or `weights DATA [WITHOUT]`")
}

// read reads and parses documents; a file that cannot be read is an error, for
// the numbers must not depend on what happened to be readable.
func read(files []string) ([]*corpus.Document, error) {
	var docs []*corpus.Document
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", f, err)
		}
		pages, err := extract.Read(context.Background(), filepath.Base(f), data)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", f, err)
		}
		d, err := parse.Document(parse.Input{File: filepath.Base(f), Engine: pages.Engine, Pages: pages.Pages, States: corpus.World()})
		if err != nil {
			return nil, fmt.Errorf("parsing %s: %w", f, err)
		}
		docs = append(docs, d)
	}
	return docs, nil
}
