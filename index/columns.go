package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync"

	"github.com/blevesearch/bleve/v2"
)

// columnsName is the file of a generation with the columns of its passages. It
// is made of the finished index, so that a search need not read every passage
// first:
//
//	8 bytes      the length of the head, little endian, as all numbers here
//	head         JSON: the number of documents, and the columns with their values
//	rank         4 bytes a document: its place in the natural order of ids
//	year         2 bytes a document
//	weight       4 bytes a document: what its kind is worth, a float
//	columns      for each, how many values a document has, then the number of
//	             each value, both in as few bytes as all of them need
const columnsName = "columns.bin"

// columnsHead is the head of the file.
type columnsHead struct {
	Documents int          `json:"documents"`
	Columns   []columnHead `json:"columns"`
}

type columnHead struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
	Refs   int      `json:"refs"`
	// Counts and Width are how many bytes a document's count and a reference take.
	Counts int `json:"counts"`
	Width  int `json:"width"`
}

// size is how many bytes the column takes for n documents.
func (h columnHead) size(n int) int { return n*h.Counts + h.Refs*h.Width }

// widthOf is how many bytes the numbers up to most take.
func widthOf(most uint32) int {
	switch {
	case most < 1<<8:
		return 1
	case most < 1<<16:
		return 2
	}
	return 4
}

// headOf describes a column.
func (c *column) headOf(name string) columnHead {
	most := uint32(0)
	for i := 1; i < len(c.start); i++ {
		most = max(most, c.start[i]-c.start[i-1])
	}
	return columnHead{name, c.values, len(c.refs), widthOf(most), widthOf(uint32(len(c.values)))}
}

// append appends the column in the widths of its head.
func (c *column) append(out []byte, h columnHead) []byte {
	for i := 1; i < len(c.start); i++ {
		out = appendNumber(out, c.start[i]-c.start[i-1], h.Counts)
	}
	for _, n := range c.refs {
		out = appendNumber(out, n, h.Width)
	}
	return out
}

func appendNumber(out []byte, n uint32, width int) []byte {
	for range width {
		out = append(out, byte(n))
		n >>= 8
	}
	return out
}

// numbersOf reads n numbers of a width.
func numbersOf(data []byte, n, width int) []uint32 {
	out := make([]uint32, n)
	switch width {
	case 1:
		for i := range out {
			out[i] = uint32(data[i])
		}
	case 2:
		for i := range out {
			out[i] = uint32(binary.LittleEndian.Uint16(data[2*i:]))
		}
	default:
		for i := range out {
			out[i] = binary.LittleEndian.Uint32(data[4*i:])
		}
	}
	return out
}

// readColumn decodes a column of n documents.
func readColumn(data []byte, h columnHead, n int) *column {
	c := &column{values: h.Values, number: map[string]uint32{}, start: make([]uint32, n+1)}
	for i, count := range numbersOf(data, n, h.Counts) {
		c.start[i+1] = c.start[i] + count
	}
	c.refs = numbersOf(data[n*h.Counts:], h.Refs, h.Width)
	for i, v := range h.Values {
		c.number[v] = uint32(i)
	}
	return c
}

// columns hold the values of the countable fields of every passage, by the
// number that Bleve gives it, so that counting costs a few additions a hit.
type columns struct {
	rank []uint32 // place in the natural order of ids
	year []uint16
	// weight is what a passage's kind is worth; see [weights].
	weight []float32

	mu   sync.Mutex
	by   map[string]*column // those asked for so far
	head columnsHead
	rest []byte // the columns as stored
}

// makeColumns writes the columns of the finished index in the folder of a
// generation.
func makeColumns(ctx context.Context, gen string) error {
	x, err := bleve.OpenUsing(filepath.Join(gen, "bleve"), map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	defer x.Close()
	data, err := encodeColumns(ctx, x)
	if err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	return os.WriteFile(filepath.Join(gen, columnsName), data, 0o600)
}

func encodeColumns(ctx context.Context, x bleve.Index) ([]byte, error) {
	inner, err := x.Advanced()
	if err != nil {
		return nil, err
	}
	r, err := inner.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	names, by, err := readValues(ctx, r)
	if err != nil {
		return nil, err
	}
	head := columnsHead{Documents: len(names)}
	for _, f := range countedFields() {
		head.Columns = append(head.Columns, by[f].headOf(f))
	}
	text, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	out := append(binary.LittleEndian.AppendUint64(nil, uint64(len(text))), text...)
	for _, n := range ranks(names) {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	for _, n := range years(by["year"], len(names)) {
		out = binary.LittleEndian.AppendUint16(out, n)
	}
	for doc := range names {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(weightOf(by["kind"].first(uint64(doc)))))
	}
	for _, h := range head.Columns {
		out = by[h.Name].append(out, h)
	}
	return out, nil
}

// read reads the file and decodes what every search needs.
func (c *columns) read(gen string) error {
	path := filepath.Join(gen, columnsName)
	data, err := os.ReadFile(path)
	if err != nil {
		return &DamagedError{path, "it cannot be read"}
	}
	wrong := &DamagedError{path, "it is not what was written"}
	if len(data) < 8 || binary.LittleEndian.Uint64(data) > uint64(len(data)-8) {
		return wrong
	}
	size := binary.LittleEndian.Uint64(data)
	if json.Unmarshal(data[8:8+size], &c.head) != nil {
		return wrong
	}
	data = data[8+size:]
	n := c.head.Documents
	want := 10 * n
	for _, h := range c.head.Columns {
		want += h.size(n)
	}
	if n < 0 || want != len(data) {
		return wrong
	}
	c.rank, c.year, c.weight = numbers32(data[:4*n]), make([]uint16, n), make([]float32, n)
	for i := range n {
		c.year[i] = binary.LittleEndian.Uint16(data[4*n+2*i:])
		c.weight[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[6*n+4*i:]))
	}
	c.rest, c.by = data[10*n:], map[string]*column{}
	return nil
}

// column decodes a column at its first use; nil for a field without one.
func (c *columns) column(name string) *column {
	c.mu.Lock()
	defer c.mu.Unlock()
	if col := c.by[name]; col != nil {
		return col
	}
	at, n := 0, c.head.Documents
	for _, h := range c.head.Columns {
		if h.Name == name {
			c.by[name] = readColumn(c.rest[at:at+h.size(n)], h, n)
			return c.by[name]
		}
		at += h.size(n)
	}
	return nil
}

// some reports whether any passage has a value in a field.
func (c *columns) some(name string) bool {
	for _, h := range c.head.Columns {
		if h.Name == name {
			return h.Refs > 0
		}
	}
	return false
}

func numbers32(data []byte) []uint32 {
	out := make([]uint32, len(data)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	return out
}
