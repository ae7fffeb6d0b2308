// Package extract turns the bytes of a file into pages of text with geometry.
//
// The format is decided by content, not by name. PDF files are read with
// ledongthuc/pdf as the object layer only; content streams, fonts and widths
// are interpreted here, because the library's text calls cut words and numbers
// on reports made with Word. Files that people bring are read in child
// processes ([Pool]) with a time and a memory limit, so that a hostile file
// ends with one error and the run goes on.
package extract

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"refrain/corpus"
)

// Result is a file as read.
type Result struct {
	// Format is "pdf", "docx", "doc", "html" or "text"; Engine says how it
	// was read ("pdf", "pdf, rebuilt").
	Format string
	Engine string
	// Pages hold the raw text: running heads and footnotes are still in.
	Pages []corpus.Page
	// Scan says that the pages are images without a usable text layer.
	Scan     bool
	Warnings []string

	lost int // pages that were not read whole
}

// Unread counts the pages that are pictures with hardly a word of text.
func (r Result) Unread() int {
	n := 0
	for _, p := range r.Pages {
		if needsOCR(p) {
			n++
		}
	}
	return n
}

// Error says why a file gave no text, and what to do.
type Error struct {
	Reason, Hint string
	// Status is "failed" or "skipped".
	Status string
}

func (e *Error) Error() string { return e.Reason }

func failed(reason, hint string) *Error  { return &Error{reason, hint, "failed"} }
func skipped(reason, hint string) *Error { return &Error{reason, hint, "skipped"} }

// format is one way to read a file.
type format struct {
	name string
	is   func(data []byte) bool
	read func(ctx context.Context, data []byte) (Result, error)
}

// formats are tried in order. A new format is one file and one line here.
var formats = []format{
	{"pdf", isPDF, readPDF},
	{"docx", isDOCX, readDOCX},
	{"doc", isDOC, readDOC},
	{"html", isHTML, readHTML},
	{"text", isText, readText},
}

// Read reads a file in this process. name is used in messages only.
func Read(ctx context.Context, name string, data []byte) (res Result, err error) {
	defer func() {
		if r := recover(); r != nil {
			res, err = Result{}, failed(fmt.Sprintf("reading stopped: %.200v", r), "the file is damaged: get it again")
		}
	}()
	if len(bytes.TrimSpace(data)) == 0 {
		return Result{}, failed("the file is empty", "get the document again")
	}
	for _, f := range formats {
		if !f.is(data) {
			continue
		}
		res, err := f.read(ctx, data)
		res.Format = f.name
		if res.Engine == "" {
			res.Engine = f.name
		}
		if err == nil && !res.Scan && !hasText(res.Pages) {
			err = failed("the file holds no text", "get the document in another format")
		}
		return res, err
	}
	kind := http.DetectContentType(data)
	return Result{}, skipped("not a document that can be read ("+strings.TrimSuffix(kind, "; charset=utf-8")+")",
		"ingest PDF, Word, HTML or text")
}

// hasText reports whether pages hold a word.
func hasText(pages []corpus.Page) bool {
	return slices.ContainsFunc(pages, func(p corpus.Page) bool { return strings.Trim(p.Text, " \n\t") != "" })
}

// chars counts the words of pages.
func chars(pages []corpus.Page) int {
	n := 0
	for i := range pages {
		in := false
		for _, r := range pages[i].Text {
			space := r == ' ' || r == '\n' || r == '\t'
			if !space && !in {
				n++
			}
			in = !space
		}
	}
	return n
}
