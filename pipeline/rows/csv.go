package rows

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// readCSV reads comma, semicolon or tab separated values with a header row.
// The package encoding/csv cannot be used: it takes carriage returns for text,
// and an unclosed quotation mark for the rest of the file.
func readCSV(f *File, yield func(Row) bool) error {
	file, err := os.Open(f.Path)
	if err != nil {
		return openError(err)
	}
	defer file.Close()
	s := &scanner{in: bufio.NewReaderSize(decoder(f.Encoding, file), 256<<10), comma: ','}
	var names []string
	if names, err = s.header(); err != nil {
		return err
	}
	for n := 1; ; {
		cells, problem, err := s.record()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading row %d: %w", n, err)
		}
		if len(cells) == 1 && cells[0] == "" && problem == "" {
			continue // an empty line
		}
		r := Row{Number: n, Names: names, Problem: problem}
		for i, c := range cells {
			if i < len(names) {
				r.Values = append(r.Values, []string{c})
			} else if strings.TrimSpace(c) != "" && problem == "" {
				r.Problem = fmt.Sprintf("it has %d columns, the header %d", len(cells), len(names))
			}
		}
		for len(r.Values) < len(names) {
			r.Values = append(r.Values, nil)
		}
		if r.Problem != "" {
			r.Values = nil
		}
		if !yield(r) {
			return nil
		}
		n++
	}
}

// scanner cuts a text into records and cells.
type scanner struct {
	in    *bufio.Reader
	held  []byte // read again before in, from at: what followed a broken row
	at    int
	raw   []byte // the bytes of the record being read
	comma byte
	skips int
	nuls  int
}

// maxSkips is how many unclosed quotation marks are healed before a file is
// given up: each can cost reading a megabyte again.
const maxSkips = 100

// header reads the first row that has more than one cell, finding out what
// separates them.
func (s *scanner) header() ([]string, error) {
	line, _ := s.in.Peek(8 << 10)
	if i := bytes.IndexAny(line, "\r\n"); i > 0 {
		line = line[:i]
	}
	for _, c := range []byte{';', '\t'} {
		if bytes.Count(line, []byte{c}) > bytes.Count(line, []byte{s.comma}) {
			s.comma = c
		}
	}
	for {
		cells, problem, err := s.record()
		if err != nil || problem != "" {
			return nil, &Error{"it has no header row" + problem, "the first row must name the columns"}
		}
		if len(cells) > 1 || strings.TrimSpace(cells[0]) != "" {
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			return cells, nil
		}
	}
}

func (s *scanner) next() (byte, error) {
	if s.at < len(s.held) {
		b := s.held[s.at]
		s.at++
		s.raw = append(s.raw, b)
		return b, nil
	}
	b, err := s.in.ReadByte()
	if err == nil {
		s.raw = append(s.raw, b)
	}
	return b, err
}

// back gives the last byte back.
func (s *scanner) back() {
	b := s.raw[len(s.raw)-1]
	s.raw = s.raw[:len(s.raw)-1]
	if s.at > 0 && s.held[s.at-1] == b {
		s.at--
		return
	}
	s.held, s.at = append([]byte{b}, s.held[s.at:]...), 0
}

// record reads one record. A carriage return, a line feed or both end it. The
// problem says why its cells are not to be trusted.
func (s *scanner) record() (cells []string, problem string, err error) {
	s.raw = s.raw[:0]
	var cell []byte
	quoted, start := false, 0 // start of the cell in raw
	for {
		b, err := s.next()
		if errors.Is(err, io.EOF) && len(s.raw) > 0 {
			if quoted {
				return s.unclosed(start)
			}
			return append(cells, string(cell)), "", nil
		}
		if err != nil {
			return nil, "", err
		}
		if len(cell) > MaxField || len(s.raw) > MaxRow {
			if quoted {
				return s.unclosed(start)
			}
			return nil, fmt.Sprintf("one of its fields is larger than %d MB", MaxField>>20), s.toLineEnd()
		}
		switch {
		case quoted && b == '"':
			quoted = s.closeQuote(&cell)
		case quoted:
			cell = append(cell, b)
		case b == '"' && len(bytes.TrimSpace(cell)) == 0:
			cell, quoted = cell[:0], true
		case b == s.comma:
			cells, cell, start = append(cells, string(cell)), nil, len(s.raw)
		case b == '\r' || b == '\n':
			if b == '\r' {
				s.lineFeed()
			}
			return append(cells, string(cell)), "", nil
		case b == 0:
			s.nuls++ // no text holds it
		default:
			cell = append(cell, b)
		}
	}
}

// closeQuote decides what a quotation mark in a quoted cell is: the first of a
// doubled one, the end of the cell, or, where text goes on, a mark in it. It
// returns whether the cell is still quoted.
func (s *scanner) closeQuote(cell *[]byte) bool {
	b, err := s.next()
	if err == nil && b == '"' {
		*cell = append(*cell, '"')
		return true
	}
	spaces := 0
	for ; err == nil && b == ' '; spaces++ {
		b, err = s.next()
	}
	if err != nil {
		return false
	}
	s.back()
	if b == s.comma || b == '\r' || b == '\n' {
		return false
	}
	*cell = append(append(*cell, '"'), strings.Repeat(" ", spaces)...)
	return true
}

func (s *scanner) lineFeed() {
	if b, err := s.next(); err == nil && b != '\n' {
		s.back()
	}
}

// unclosed gives up a row whose quotation mark at start is not closed: the text
// after its line is read again as rows of their own.
func (s *scanner) unclosed(start int) ([]string, string, error) {
	if s.skips++; s.skips > maxSkips {
		return nil, "", &Error{"its quotation marks do not pair, in more than " + fmt.Sprint(maxSkips) + " rows",
			"open it in a spreadsheet program and save it as CSV (UTF-8) or XLSX"}
	}
	rest := s.raw[start:]
	if i := bytes.IndexAny(rest, "\r\n"); i < 0 {
		rest = nil
	} else {
		rest = bytes.TrimPrefix(rest[i:], []byte("\r\n"))
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
	}
	s.held, s.at = append(bytes.Clone(rest), s.held[s.at:]...), 0
	return nil, "a quotation mark is opened and not closed", nil
}

// toLineEnd skips the rest of a line without keeping it.
func (s *scanner) toLineEnd() error {
	for {
		s.raw = s.raw[:0]
		b, err := s.next()
		if errors.Is(err, io.EOF) || err == nil && b == '\n' {
			return nil
		}
		if err != nil {
			return err
		}
		if b == '\r' {
			s.lineFeed()
			return nil
		}
	}
}
