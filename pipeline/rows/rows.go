// Package rows reads files of rows, such as the exports of databases: CSV in
// any of its shapes (line ends of three kinds, old encodings, quotation marks
// that do not pair), JSON, JSON Lines, and the sheets of Excel.
//
// The format is decided by content. A file is read twice as a stream: once for
// its hash and its encoding ([Open]), once for its rows ([File.Rows]); it is
// never in memory as a whole. A row that cannot be read is a row with a
// problem, and the rest goes on.
package rows

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
)

// Row is one row of a file.
type Row struct {
	// Number counts rows from 1, the header left out.
	Number int
	// Names are the columns or fields as the file writes them, Values what
	// stands in each: several where the file has a list.
	Names  []string
	Values [][]string
	// Problem says why the row could not be read; it then has no values.
	Problem string
}

// Limits of what is taken for one field and one row, in bytes. A quotation mark
// that is not closed makes the rest of a file one field.
const (
	MaxField = 1 << 20
	MaxRow   = 16 << 20
)

// Error says why a file cannot be read as rows, and what to do.
type Error struct{ Reason, Hint string }

func (e *Error) Error() string { return e.Reason }

// File is a file of rows that was looked at.
type File struct {
	Path, SHA256 string
	Size         int64
	// Format is "csv", "json", "jsonl", "xlsx" or "xls"; Encoding the
	// character encoding of CSV ("utf-8", "utf-16le", "windows-1252",
	// "macintosh").
	Format, Encoding string
	crOnly           bool
}

// Open reads a file once: it hashes it and decides what it is.
func Open(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, openError(err)
	}
	defer f.Close()
	if fi, err := f.Stat(); err != nil {
		return nil, openError(err)
	} else if !fi.Mode().IsRegular() {
		return nil, &Error{"it is not a regular file", "name a file, or a folder of files"}
	}
	var l look
	h := sha256.New()
	buf := make([]byte, 256<<10)
	for {
		n, err := f.Read(buf)
		h.Write(buf[:n])
		l.add(buf[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, openError(err)
		}
	}
	out := &File{Path: path, Size: l.size, SHA256: hex.EncodeToString(h.Sum(nil))}
	return out, out.decide(&l)
}

func openError(err error) error {
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{"no such file", "check the path"}
	case errors.Is(err, fs.ErrPermission):
		return &Error{"no permission to read it", "change its permissions or copy it to a place you can read"}
	case errors.As(err, &pe):
		return &Error{fmt.Sprintf("%s: %v", pe.Op, pe.Err), "copy the file to this machine's own disk"}
	}
	return err
}

// decide names the format by the first bytes.
func (f *File) decide(l *look) error {
	f.Encoding, f.crOnly = l.encoding(), l.cr > 0 && l.lf == 0
	start := bytes.TrimLeft(bytes.TrimPrefix(l.first, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(start) == 0:
		return &Error{"the file is empty", "export it again"}
	case bytes.HasPrefix(l.first, []byte("PK\x03\x04")):
		f.Format = "xlsx"
	case bytes.HasPrefix(l.first, []byte("\xd0\xcf\x11\xe0")):
		f.Format = "xls"
	case bytes.HasPrefix(l.first, []byte("%PDF")):
		return &Error{"it is a PDF, not rows", "read documents with `refrain ingest`"}
	case start[0] == '[' || start[0] == '{':
		f.Format = "json"
		if f.Encoding != "utf-8" {
			return &Error{"its text is " + f.Encoding + ", JSON is UTF-8", "save it as UTF-8"}
		}
	case start[0] == '<':
		return &Error{"it is a web page or XML, not rows", "a document is read with `refrain ingest`; if it came from a download, get it again; if a spreadsheet program opens it, save it there as CSV (UTF-8) or XLSX"}
	case l.binary():
		return &Error{"it is not text, nor a spreadsheet", "export it as JSON, CSV or XLSX"}
	default:
		f.Format = "csv"
	}
	return nil
}

// Rows reads the rows. An error ends the file; problems of single rows do not.
func (f *File) Rows() iter.Seq2[Row, error] {
	read := map[string]func(*File, func(Row) bool) error{"csv": readCSV, "json": readJSON, "xlsx": readXLSX, "xls": readXLS}[f.Format]
	return func(yield func(Row, error) bool) {
		stopped := false
		err := read(f, func(r Row) bool {
			stopped = !yield(r, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(Row{}, err)
		}
	}
}
