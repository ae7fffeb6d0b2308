// Package layout cuts pages of lines into blocks: paragraphs, headings,
// footnotes and table cells. It is pure.
//
// Geometry decides. Running heads, page numbers and job numbers are dropped;
// lines of a smaller size at the foot of a page are footnotes; a wider gap, a
// change of size or a number at the head of a page begins a paragraph. Formats
// without geometry (text, DOCX, HTML) have one block a line or a paragraph.
package layout

import (
	"strings"

	"refrain/corpus"
)

// Kind is the kind of a block.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Footnote
	Cell
)

// Block is a paragraph, heading, footnote or table cell.
type Block struct {
	Kind Kind
	// Number is the printed number or mark at the start ("124.54", "90.",
	// "(a)", "•"), empty for none; it is not part of Text.
	Number string
	// Text is the block's lines joined by spaces; a line that ends in a
	// hyphen or slash is joined without one. Footnote marks are cut out.
	Text string
	// Notes are the footnote marks met, in order, NoteAt their places in Text,
	// in code points.
	Notes  []string
	NoteAt []int
	// Spans say where the block stands in the stored page text, one a page.
	Spans []corpus.Span
	// Page is where it begins; X is the left edge of its first line, Size
	// the size of its type, both in points.
	Page         int
	X, Size      float64
	Bold, Italic bool
	// Row and Cell number the table cell, Row 0 outside tables.
	Row, Cell int
	// Style is the paragraph style of formats that have one.
	Style string

	long            *strings.Builder // holds Text while a long block grows, else nil
	points, counted int              // the code points of the first bytes of Text, while it grows
}
