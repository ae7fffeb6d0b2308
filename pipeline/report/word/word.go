// Package word writes Word documents (DOCX, ISO/IEC 29500 transitional): the
// few parts of the format that a report needs, from values.
//
// A [Document] is a list of blocks, paragraphs and tables. Everything visible
// hangs on named styles, so that an office's own [Template] restyles it. The
// same values give the same bytes.
package word

import (
	"io"
	"time"
)

// A4 is the height and width of a sheet in twips (twentieths of a point).
const (
	A4Long  = 16838
	A4Short = 11906
)

// Document is a document to be written.
type Document struct {
	// Title and Subject go into the file's properties.
	Title, Subject string
	// Made is the time in the file's properties and of its parts.
	Made time.Time
	// Landscape turns the A4 sheet; Margin is on all sides, in twips.
	Landscape bool
	Margin    int
	// Header and Footer stand on every page, unless a template has its own.
	Header, Footer []Paragraph
	Blocks         []Block
	// Template lends its styles, theme, headers and footers; nil for ours.
	Template *Template
}

// Block is a [Paragraph] or a [Table].
type Block interface {
	write(x *body)
}

// Paragraph is one paragraph.
type Paragraph struct {
	// Style is one of the paragraph styles; empty for [Normal].
	Style Style
	Runs  []Run
	// Bookmark names the paragraph, so that a [Run.To] can jump to it.
	Bookmark string
	// NewPage begins a page; KeepNext holds the paragraph on the page of the
	// next; Centred sets it in the middle.
	NewPage, KeepNext, Centred bool
}

// Run is a piece of text that looks the same throughout.
type Run struct {
	Text string
	// Style is one of the character styles; empty for that of the paragraph.
	Style        Style
	Bold, Italic bool
	// URL makes the run a link to an address, To to a bookmark of this document.
	URL, To string
	// Note is the text of a footnote whose mark follows the run.
	Note []Run
	// Field is a field code, PAGE or NUMPAGES; Text is what it last showed.
	Field string
}

// Table is a table of fixed column widths.
type Table struct {
	// Widths are those of the columns, in twips.
	Widths []int
	Rows   []Row
	// Description says what the table is to a screen reader.
	Description string
	// Plain leaves out the rules; Tight makes the cells' margins small.
	Plain, Tight bool
}

// Row is one row. It stays on one page unless Splits is set.
type Row struct {
	Cells []Cell
	// Header repeats the row on every page.
	Header, Splits bool
}

// Cell is one cell.
type Cell struct {
	Paragraphs []Paragraph
	// Fill is a background (RRGGBB), Span the columns it covers (0 for one).
	Fill string
	Span int
	// Thick draws a heavy rule on the left.
	Thick bool
}

// Write writes the document.
func (d *Document) Write(w io.Writer) error { return d.write(w) }

// Text is a paragraph of plain text.
func Text(style Style, text string) Paragraph {
	return Paragraph{Style: style, Runs: []Run{{Text: text}}}
}

// Plain is a cell of plain text.
func Plain(style Style, text string) Cell {
	return Cell{Paragraphs: []Paragraph{Text(style, text)}}
}
