// Command refrain-encode turns texts into vectors with an ONNX sentence encoder
// that lies on this machine, for the flag --encoder of refrain match, report and
// eval. It is a module of its own, so that refrain needs none of its libraries.
//
// It reads JSON strings, one a line, and answers each with one line, a JSON array
// of numbers: the mean of the model's token vectors, at length 1. It asks no
// other machine for anything.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/knights-analytics/hugot"
	"github.com/knights-analytics/hugot/pipelines"
)

const usage = `usage: refrain-encode FOLDER

FOLDER holds an ONNX encoder as model hubs publish them: one .onnx file and
tokenizer.json. Reads JSON strings from standard input, one a line, and writes
one JSON array of numbers for each. To be named to refrain:

  refrain match prk-2019 --encoder "refrain-encode FOLDER"
`

func main() {
	if len(os.Args) != 2 || os.Args[1] == "-h" || os.Args[1] == "--help" {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "refrain-encode:", err)
		os.Exit(1)
	}
}

// batch is how many texts the model sees at once.
const batch = 16

// run answers every text of in with a vector on out.
func run(folder string, in io.Reader, out io.Writer) error {
	session, err := hugot.NewGoSession()
	if err != nil {
		return fmt.Errorf("starting: %w", err)
	}
	defer session.Destroy()
	model, err := hugot.NewPipeline(session, hugot.FeatureExtractionConfig{ModelPath: folder, Name: "encoder",
		Options: []hugot.FeatureExtractionOption{pipelines.WithNormalization()}})
	if err != nil {
		return fmt.Errorf("%s holds no ONNX encoder that can be read (one .onnx file and tokenizer.json are needed): %w", folder, err)
	}
	w := bufio.NewWriter(out)
	lines := json.NewDecoder(bufio.NewReader(in))
	for done := false; !done; {
		texts, err := next(lines)
		if done = errors.Is(err, io.EOF); err != nil && !done {
			return err
		}
		if err := answer(w, model, texts); err != nil {
			return err
		}
	}
	return w.Flush()
}

// next reads the texts of a batch; the last one comes with io.EOF.
func next(lines *json.Decoder) ([]string, error) {
	var texts []string
	for len(texts) < batch {
		var text string
		if err := lines.Decode(&text); errors.Is(err, io.EOF) {
			return texts, io.EOF
		} else if err != nil {
			return nil, fmt.Errorf("reading texts (JSON strings, one a line): %w", err)
		}
		texts = append(texts, text)
	}
	return texts, nil
}

func answer(w io.Writer, model *pipelines.FeatureExtractionPipeline, texts []string) error {
	if len(texts) == 0 {
		return nil
	}
	found, err := model.RunPipeline(texts)
	if err != nil {
		return fmt.Errorf("encoding: %w", err)
	}
	lines := json.NewEncoder(w)
	for _, v := range found.Embeddings {
		if err := lines.Encode(v); err != nil {
			return fmt.Errorf("writing a vector: %w", err)
		}
	}
	return nil
}
