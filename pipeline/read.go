package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/extract"
	"refrain/pipeline/match"
	"refrain/pipeline/parse"
)

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	if fi, err := f.Stat(); err == nil && fi.Mode().IsRegular() && fi.Size() <= MaxFile {
		data.Grow(int(fi.Size()) + bytes.MinRead)
	}
	if _, err := data.ReadFrom(io.LimitReader(f, MaxFile+1)); err != nil {
		return nil, err
	}
	if data.Len() > MaxFile {
		return nil, errTooLarge
	}
	return data.Bytes(), nil
}

var errTooLarge = fmt.Errorf("larger than %d MB", MaxFile>>20)

// ocrHint is the remedy for a scan.
const ocrHint = "run `refrain ingest --ocr` on it (" + extract.InstallTesseract + "), or ingest a text version of the document"

// ReadDocument reads and parses one source. It returns the document, or the
// outcome that says why there is none.
func ReadDocument(ctx context.Context, opt Options, path, name, sha string, data []byte) (*corpus.Document, *Outcome) {
	opt = opt.of(sha)
	if len(data) == 0 {
		return nil, &Outcome{Path: path, Status: Failed, Reason: "the file is empty", Hint: "get the document again"}
	}
	pages, err := opt.Reader.Read(ctx, name, data)
	if err != nil {
		return nil, extractOutcome(path, err)
	}
	if opt.OCR != nil && pages.Unread() > 0 {
		if pages, err = opt.OCR.Read(ctx, name, data, pages); err != nil {
			return nil, extractOutcome(path, err)
		}
	}
	if pages.Scan {
		return nil, &Outcome{Path: path, Status: NeedsOCR, Reason: "its pages are images without text", Hint: ocrHint}
	}
	if pages.Format == "html" && strings.EqualFold(filepath.Ext(name), ".pdf") {
		return nil, &Outcome{Path: path, Status: Failed, Reason: "it is a web page, not a PDF: the download gave an error page",
			Hint: "open the document's address in a browser and save the PDF itself"}
	}
	doc, err := parseSafely(parse.Input{File: name, SHA256: sha, Engine: pages.Engine, Pages: pages.Pages,
		States: opt.States, Sample: opt.Sample})
	if err != nil {
		return nil, &Outcome{Path: path, Status: Failed, Reason: err.Error(), Hint: "report the file: its text was read but not understood"}
	}
	doc.Warnings = append(doc.Warnings, pages.Warnings...)
	for i := range doc.Passages {
		p := &doc.Passages[i]
		if doc.Language != "en" {
			continue
		}
		if len(p.Themes) == 0 {
			p.Themes = match.Themes(p)
		}
		p.Action = match.Action(p)
	}
	return doc, nil
}

func extractOutcome(path string, err error) *Outcome {
	o := &Outcome{Path: path, Status: Failed, Reason: err.Error()}
	var e *extract.Error
	if errors.As(err, &e) {
		o.Reason, o.Hint = e.Reason, e.Hint
		if e.Status == string(Skipped) {
			o.Status = Skipped
		}
	}
	return o
}

// parseSafely turns a panic of a parser into the failure of one file.
func parseSafely(in parse.Input) (doc *corpus.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, fmt.Errorf("parsing stopped: %v at %s", r, firstFrame(debug.Stack()))
		}
	}()
	return parse.Document(in)
}

// firstFrame finds the line of a stack trace that names our own code.
func firstFrame(stack []byte) string {
	for _, line := range bytes.Split(stack, []byte("\n")) {
		if i := bytes.Index(line, []byte("/pipeline/parse/")); i >= 0 {
			return string(bytes.Fields(line[i+1:])[0])
		}
	}
	return "an unknown place"
}
