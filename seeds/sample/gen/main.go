// Command gen makes the PDFs of the built-in sample from the plain texts in
// its folder text: three reports of the UPR Working Group, an addendum, and
// concluding observations of two committees, all about an invented State.
//
//	go run ./seeds/sample/gen [-dir seeds/sample]
//
// The PDFs have the form of the real thing (masthead, contents, running heads,
// footnotes, numbered paragraphs, lists of recommendations), so that the demo
// goes the way of every other document. The same texts always give the same
// bytes; a test compares them with the files in the repository.
package main

import (
	"embed"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// texts are the sources, one a document, in the markup that [parseText] reads.
//
//go:embed text/*.txt
var texts embed.FS

func main() {
	dir := flag.String("dir", filepath.Join("seeds", "sample"), "folder to write the PDFs to")
	flag.Parse()
	files, err := generate()
	if err != nil {
		fmt.Fprintln(os.Stderr, "making the sample:", err)
		os.Exit(1)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(*dir, f.name), f.data, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "writing the sample:", err)
			os.Exit(1)
		}
	}
}

// file is one PDF of the sample.
type file struct {
	name string
	data []byte
}

// generate makes all PDFs, in the order of their names.
func generate() ([]file, error) {
	names, err := fs.Glob(texts, "text/*.txt")
	if err != nil {
		return nil, err
	}
	var out []file
	for _, name := range names {
		data, err := fs.ReadFile(texts, name)
		if err != nil {
			return nil, err
		}
		doc, err := parseText(string(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		pages, err := typeset(doc)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		base := strings.TrimSuffix(path.Base(name), ".txt")
		out = append(out, file{base + ".pdf", writePDF("SAMPLE "+doc.head["symbol"], pages)})
	}
	return out, nil
}
