package check

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Read reads a draft. The format is decided by content; only Markdown is told
// from plain text by the name.
func Read(name string, data []byte) (*Draft, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, errors.New("the file is empty")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data[:min(len(data), 120)], []byte(odtType)):
		return readODT(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readWord(data)
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, errors.New("it is a PDF")
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return nil, errors.New("it is RTF")
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, errors.New("it is a Word file of the old kind (.doc)")
	case bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data):
		return nil, errors.New("it is no text in UTF-8")
	case htmlRE.Match(data[:min(len(data), 2048)]):
		return ReadHTML(data), nil
	}
	ext := strings.ToLower(filepath.Ext(name))
	return ReadText(data, ext == ".md" || ext == ".markdown" || ext == ".qmd" || ext == ".rmd"), nil
}
