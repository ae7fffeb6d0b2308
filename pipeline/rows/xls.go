package rows

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"

	"github.com/richardlehane/mscfb"
)

// The records of a workbook of Excel 97-2003 (BIFF8) that hold cells, by the
// numbers of Microsoft's [MS-XLS].
const (
	recEOF       = 0x000a
	recContinue  = 0x003c
	recMulRK     = 0x00bd
	recRString   = 0x00d6
	recSST       = 0x00fc
	recLabelSST  = 0x00fd
	recNumber    = 0x0203
	recLabel     = 0x0204
	recBoolErr   = 0x0205
	recString    = 0x0207
	recRK        = 0x027e
	recBOF       = 0x0809
	recFormula   = 0x0006
	recFilePass  = 0x002f
	maxWorkbook  = 256 << 20
	worksheet    = 0x0010
	biff8        = 0x0600
	maxXLSColumn = 256
)

var errXLS = errors.New("a record of the workbook is broken")

const saveAgain = "open it in a spreadsheet program and save it as XLSX or CSV (UTF-8)"

// readXLS reads the first sheet with rows of an old Excel workbook.
func readXLS(f *File, yield func(Row) bool) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Error{fmt.Sprintf("reading the workbook stopped: %.120v", r), saveAgain}
		}
	}()
	data, err := workbookStream(f.Path)
	if err != nil {
		return err
	}
	w := &workbook{data: data, t: &table{yield: yield}}
	if err := w.read(); err != nil {
		return &Error{fmt.Sprintf("the old Excel workbook cannot be read, after row %d: %v", w.t.n, err), saveAgain}
	}
	if w.t.n == 0 {
		return &Error{"no sheet of the workbook has rows", "name a workbook whose sheet has a header row and rows"}
	}
	return nil
}

// workbookStream is the stream of a compound file that holds the workbook.
func workbookStream(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, openError(err)
	}
	defer file.Close()
	doc, err := mscfb.New(file)
	if err != nil {
		return nil, &Error{fmt.Sprintf("it is no old Excel workbook: %.120v", err), saveAgain}
	}
	for e, err := doc.Next(); err == nil; e, err = doc.Next() {
		if e.Name == "Workbook" && e.Size <= maxWorkbook {
			data, err := io.ReadAll(io.LimitReader(e, maxWorkbook))
			if err != nil {
				return nil, &Error{fmt.Sprintf("its workbook cannot be read: %.120v", err), saveAgain}
			}
			return data, nil
		}
	}
	return nil, &Error{"it holds no workbook of Excel 97 or later", "a Word document is read with `refrain ingest`; else " + saveAgain}
}

// workbook walks the records of a workbook.
type workbook struct {
	data    []byte
	at      int
	strings []string
	t       *table

	row   int // number of the line being put together; -1 before the first
	cells []string
	col   int // of a formula whose text follows in a record of its own
}

// record gives the next record and the pieces that continue it.
func (w *workbook) record() (kind int, pieces [][]byte, err error) {
	for w.at+4 <= len(w.data) {
		k := int(binary.LittleEndian.Uint16(w.data[w.at:]))
		n := int(binary.LittleEndian.Uint16(w.data[w.at+2:]))
		if w.at+4+n > len(w.data) {
			return 0, nil, errXLS
		}
		body := w.data[w.at+4 : w.at+4+n]
		if pieces != nil && k != recContinue {
			return kind, pieces, nil
		}
		if pieces == nil {
			kind = k
		}
		pieces = append(pieces, body)
		w.at += 4 + n
	}
	if pieces == nil {
		err = io.EOF
	}
	return kind, pieces, err
}

// read walks all records; a sheet begins with BOF and ends with EOF.
func (w *workbook) read() error {
	sheet, depth := false, 0
	for {
		kind, p, err := w.record()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch kind {
		case recBOF:
			if len(p[0]) < 4 || binary.LittleEndian.Uint16(p[0]) != biff8 {
				return errors.New("it is of a version before Excel 97")
			}
			if depth++; depth == 1 {
				sheet, w.row = binary.LittleEndian.Uint16(p[0][2:]) == worksheet, -1
				w.t.names = nil
			}
		case recEOF:
			if depth--; depth > 0 {
				continue
			}
			if sheet && (!w.line() || w.t.n > 0) {
				return nil
			}
		case recFilePass:
			return errors.New("it is protected by a password")
		case recSST:
			if w.strings, err = sharedStrings(p); err != nil {
				return err
			}
		default:
			if sheet && depth == 1 && !w.cell(kind, bytes.Join(p, nil)) {
				return nil
			}
		}
	}
}

// line gives the line that was put together to the table.
func (w *workbook) line() bool {
	if w.row < 0 || w.cells == nil {
		return true
	}
	cells := w.cells
	w.cells = nil
	return w.t.add(cells)
}

// put sets a cell; it returns false when no more rows are wanted.
func (w *workbook) put(row, col int, s string) bool {
	if row != w.row {
		if !w.line() {
			return false
		}
		w.row = row
	}
	for len(w.cells) <= col && col < maxXLSColumn {
		w.cells = append(w.cells, "")
	}
	if col < len(w.cells) {
		w.cells[col] = s
	}
	return true
}

// cell reads a record that holds a cell, or several.
func (w *workbook) cell(kind int, b []byte) bool {
	if kind == recString {
		s, _, _ := text(b)
		return w.put(w.row, w.col, s)
	}
	if len(b) < 6 {
		return true
	}
	row, col := int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[2:]))
	switch v := b[6:]; {
	case kind == recLabelSST && len(v) >= 4:
		if i := int(binary.LittleEndian.Uint32(v)); i < len(w.strings) {
			return w.put(row, col, w.strings[i])
		}
	case kind == recLabel || kind == recRString:
		s, _, _ := text(v)
		return w.put(row, col, s)
	case kind == recNumber && len(v) >= 8:
		return w.put(row, col, number(math.Float64frombits(binary.LittleEndian.Uint64(v))))
	case kind == recRK && len(v) >= 4:
		return w.put(row, col, number(rk(binary.LittleEndian.Uint32(v))))
	case kind == recMulRK:
		for v = b[4:]; len(v) >= 6+2; v, col = v[6:], col+1 {
			if !w.put(row, col, number(rk(binary.LittleEndian.Uint32(v[2:])))) {
				return false
			}
		}
	case kind == recFormula && len(v) >= 8:
		if binary.LittleEndian.Uint16(v[6:]) == 0xffff {
			w.col = col // its text follows
			return w.put(row, col, "")
		}
		return w.put(row, col, number(math.Float64frombits(binary.LittleEndian.Uint64(v))))
	}
	return true
}

// rk unpacks a number of 30 bits.
func rk(v uint32) float64 {
	f := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// text reads a string with its length in two bytes; rest is what follows.
func text(b []byte) (s string, rest []byte, err error) {
	r := &stringReader{pieces: [][]byte{b}}
	if s, err = r.next(); err != nil {
		return "", nil, err
	}
	return s, r.pieces[0], nil
}

// sharedStrings reads the table of strings, which runs over many records.
func sharedStrings(pieces [][]byte) ([]string, error) {
	if len(pieces[0]) < 8 {
		return nil, errXLS
	}
	n := int(binary.LittleEndian.Uint32(pieces[0][4:]))
	r := &stringReader{pieces: append([][]byte{pieces[0][8:]}, pieces[1:]...)}
	var out []string
	for range n {
		s, err := r.next()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// stringReader reads strings that can break at the end of a record: a new
// record then begins with a byte that says how wide its characters are.
type stringReader struct{ pieces [][]byte }

// take gives n bytes; those before the characters never break.
func (r *stringReader) take(n int) ([]byte, error) {
	for len(r.pieces) > 1 && len(r.pieces[0]) == 0 {
		r.pieces = r.pieces[1:]
	}
	if len(r.pieces[0]) < n {
		return nil, errXLS
	}
	b := r.pieces[0][:n]
	r.pieces[0] = r.pieces[0][n:]
	return b, nil
}

func (r *stringReader) next() (string, error) {
	head, err := r.take(3)
	if err != nil {
		return "", err
	}
	chars, flags := int(binary.LittleEndian.Uint16(head)), head[2]
	skip := 0
	if flags&8 != 0 { // runs of formatting follow
		b, err := r.take(2)
		if err != nil {
			return "", err
		}
		skip += 4 * int(binary.LittleEndian.Uint16(b))
	}
	if flags&4 != 0 { // readings of characters follow
		b, err := r.take(4)
		if err != nil {
			return "", err
		}
		skip += int(binary.LittleEndian.Uint32(b))
	}
	s, err := r.characters(chars, flags&1 != 0)
	if err != nil {
		return "", err
	}
	return s, r.skip(skip)
}

// characters reads characters of one byte (Latin-1) or two.
func (r *stringReader) characters(n int, wide bool) (string, error) {
	var out []byte
	for n > 0 {
		if len(r.pieces[0]) == 0 {
			if len(r.pieces) < 2 || len(r.pieces[1]) == 0 {
				return "", errXLS
			}
			r.pieces = r.pieces[1:]
			wide = r.pieces[0][0]&1 != 0
			r.pieces[0] = r.pieces[0][1:]
			continue
		}
		width := 1
		if wide {
			width = 2
		}
		k := min(n, len(r.pieces[0])/width)
		if k == 0 {
			return "", errXLS
		}
		name := "iso-8859-1"
		if wide {
			name = "utf-16le"
		}
		text, err := io.ReadAll(decoder(name, bytes.NewReader(r.pieces[0][:k*width])))
		if err != nil {
			return "", errXLS
		}
		out = append(out, text...)
		r.pieces[0] = r.pieces[0][k*width:]
		n -= k
	}
	return string(out), nil
}

// skip leaves out what follows the characters.
func (r *stringReader) skip(n int) error {
	for n > 0 {
		if len(r.pieces[0]) == 0 {
			if len(r.pieces) < 2 {
				return errXLS
			}
			r.pieces = r.pieces[1:]
			continue
		}
		k := min(n, len(r.pieces[0]))
		r.pieces[0] = r.pieces[0][k:]
		n -= k
	}
	return nil
}
