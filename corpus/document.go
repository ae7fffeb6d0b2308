package corpus

import (
	"slices"
	"strconv"
	"strings"
)

// Document is what was read from one file.
type Document struct {
	// Key identifies the document: its canonical symbol, with "@fr" for a
	// language other than English; "hc-letter:PRK:2019-11-28" for letters of
	// the High Commissioner; else "sha256:" and 12 hex digits.
	Key    string `json:"key"`
	Symbol string `json:"symbol,omitempty"`
	Kind   Kind   `json:"kind"`
	// State is the State under review (ISO 3166-1 alpha-3), StateName its
	// name as the document prints it.
	State     string    `json:"state,omitempty"`
	StateName string    `json:"state_name,omitempty"`
	Language  string    `json:"language"`
	Mechanism Mechanism `json:"mechanism,omitempty"`
	// Cycle is 1-4 for UPR documents and letters, 0 for others. Session is
	// the Working Group's, or the committee's. Year is when the session
	// opened (treaty bodies: adoption; letters: their date).
	Cycle   int `json:"cycle,omitempty"`
	Session int `json:"session,omitempty"`
	Year    int `json:"year,omitempty"`
	// Date is the document's own date, ISO 8601.
	Date  string `json:"date,omitempty"`
	Title string `json:"title,omitempty"`
	// CiteAs is the stem of every citation of this document: the symbol, or
	// "Letter dated … from the High Commissioner … to …".
	CiteAs string `json:"cite_as"`
	// Parent is the key of the document that a corrigendum or addendum
	// belongs to.
	Parent string `json:"parent,omitempty"`
	// File is the path relative to what was ingested, SHA256 the hash of the
	// source bytes, Engine how the text was read ("pdf", "pdf, rebuilt").
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Engine string `json:"engine,omitempty"`
	// Machine says that the text came from OCR.
	Machine bool `json:"machine,omitempty"`
	// Sample marks a document of the built-in sample.
	Sample bool `json:"sample,omitempty"`
	// Import is the dialect of the export that the passages came from
	// ("uhri", "upr-info", "uwazi", "table"); empty for a document that was
	// read from a file of its own. At is where its record begins in the pack
	// of that export; only the store uses it.
	Import string `json:"import,omitempty"`
	At     int64  `json:"-"`
	// Decided says how kind, symbol, state, cycle, session and date were
	// decided, by field name.
	Decided map[string]string `json:"decided,omitempty"`
	// Warnings are doubts a reader should know of, in whole sentences.
	Warnings []string `json:"warnings,omitempty"`
	// Parser is the version of the parser that made this record.
	Parser string `json:"parser,omitempty"`
	// Seq is the order in which the workspace took the document in: of two
	// documents with one key and of one Grade the later is current.
	Seq int `json:"seq,omitempty"`
	// Cites are the symbols that the text cites, each once; Seal fills it.
	Cites []string `json:"cites,omitempty"`
	// Count is the number of passages; Seal fills it, so that a list of
	// documents can be made without reading them whole.
	Count int `json:"count"`
	// Concerns are the States whose reviews a session report adopts, or those
	// that the rows of an export name where they name several.
	Concerns []string `json:"concerns,omitempty"`
	// Beside says, in a sentence, why the document is kept beside the current
	// one with its key and not searched: the two are on different States, or
	// of different kinds, and a symbol is one document's.
	Beside string `json:"beside,omitempty"`
	// Also are other files that held the same bytes.
	Also []string `json:"also_filed_as,omitempty"`
	// Reissued is the note of a document that was issued again for technical
	// reasons; its symbol has an asterisk on the page.
	Reissued string `json:"reissued,omitempty"`
	// WantsMatrix says that a letter counts the Office's matrix of
	// recommendations as part of it; Matrix is the key of that matrix, which
	// the join of documents fills.
	WantsMatrix bool   `json:"wants_matrix,omitempty"`
	Matrix      string `json:"matrix,omitempty"`
	// ReplyLead is the paragraph whose list a State's own report numbers
	// recommendations after, where it says so.
	ReplyLead string `json:"reply_lead,omitempty"`
	// Answers are the positions an addendum (or a later document) states on
	// the recommendations of its parent.
	Answers []Answer `json:"answers,omitempty"`
	// Tallies are the totals it states of a State's positions, and what the
	// State says of the recommendations of an earlier cycle.
	Tallies []Tally `json:"tallies,omitempty"`
	// Stated are the totals that other documents state of this report; the
	// join of documents fills it.
	Stated []Tally `json:"stated,omitempty"`
	// HeadingLinks are the earlier recommendations that a compilation or
	// summary of cycle 3 counts under its headings.
	HeadingLinks []HeadingLink `json:"heading_links,omitempty"`
	Pages        []Page        `json:"pages,omitempty"`
	Passages     []Passage     `json:"passages"`
}

// Page is one page of a source, as read. Page numbers are 1-based PDF pages;
// formats without pages have one page with Number 0.
type Page struct {
	Number int `json:"number"`
	// Text is the stored text of the page: its lines joined by "\n", NFC, with
	// ligatures and soft hyphens resolved and line-end hyphens kept. Spans
	// count Unicode code points of it.
	Text string `json:"text"`
	// Machine says that the text of this page was read by OCR.
	Machine bool `json:"machine,omitempty"`
	// Width and Height are in points, 0 where the format has none.
	Width  float64 `json:"-"`
	Height float64 `json:"-"`
	// Lines are the same text with geometry, top to bottom. They are not
	// stored; a format without geometry has lines whose Size is 0.
	Lines []Line `json:"-"`
	// Image says that an image covers most of the page.
	Image bool `json:"-"`
	// Hidden says that the text is an invisible layer over an image (foreign OCR).
	Hidden bool `json:"-"`
}

// Line is one line of a page. Coordinates are in points with the origin at
// the page's top left corner; Y is the baseline.
type Line struct {
	Text string
	// Start is the offset of the line in Page.Text, in code points.
	Start        int
	X0, X1, Y    float64
	Size         float64 // of most of the line's glyphs, in points
	Bold, Italic bool    // of most of the line's glyphs
	// Raised are the spans of superscript runs (footnote marks) in Text, in
	// code points.
	Raised []Range
	// Row numbers the table row a line of DOCX came from (1-based, 0 outside
	// tables), Cell its column (0-based).
	Row, Cell int
	// Style is the paragraph style of formats that have one ("Heading 1",
	// "bullet").
	Style string
}

// Range is a half-open interval of code points.
type Range struct{ Start, End int }

// Span is where a passage stands in the stored page text: code points
// [Start, End) of page Page.
type Span struct {
	Page  int `json:"page"`
	Start int `json:"start"`
	End   int `json:"end"`
}

// importOrder is which source leads where several have a document: the document
// itself, then the exports.
var importOrder = []string{"", "uhri", "table", "uwazi", "upr-info"}

// Leads reports whether d, of two documents with one key, is the one that the
// other is joined to.
func (d *Document) Leads(other *Document) bool {
	return slices.Index(importOrder, d.Import) < slices.Index(importOrder, other.Import)
}

// DamagedFile begins the doubt on a document whose file was read in part.
const DamagedFile = "The file is damaged"

// Grade ranks documents with one key, whichever came last: 0 for one without
// passages, of no known kind (a note that names the symbol at its top) or kept
// beside another, 1 for
// what is left of a damaged file, 2 for all others. Exports are layers and are
// not ranked.
func (d *Document) Grade() int {
	switch {
	case d.Import != "":
		return 2
	case d.Kind == KindOther || d.Count == 0 || d.Beside != "":
		return 0
	case slices.ContainsFunc(d.Warnings, func(w string) bool { return strings.HasPrefix(w, DamagedFile) }):
		return 1
	}
	return 2
}

// Record names the stored record of a document: the hash of its source, with
// its place where an export holds many.
func (d *Document) Record() string {
	if d.Import == "" {
		return d.SHA256
	}
	return d.SHA256 + "@" + strconv.FormatInt(d.At, 10)
}

// About reports whether a document is on a State or concerns it.
func (d *Document) About(state string) bool {
	return d.State == state || slices.Contains(d.Concerns, state)
}

// Answer is one State's position on one recommendation as a document other
// than the report states it.
type Answer struct {
	// Target is the key of the report, Para the recommendation in it.
	Target   string   `json:"target"`
	Para     string   `json:"para"`
	Position Position `json:"position"`
	Partial  bool     `json:"partial,omitempty"`
	// Text is the State's own words, Source where they stand
	// ("A/HRC/43/15/Add.1, para. 3"), Date the document's date.
	Text   string `json:"text,omitempty"`
	Source string `json:"source"`
	Date   string `json:"date,omitempty"`
}

// Tally is a statement on the recommendations of a review as a whole: totals
// ("182 had enjoyed the support and 33 had been noted"), or words that name
// neither numbers nor totals.
type Tally struct {
	State string `json:"state"`
	// Target is the key of the report where the statement names it, Cycle the
	// cycle of the review where it names that.
	Target string `json:"target,omitempty"`
	Cycle  int    `json:"cycle,omitempty"`
	// Total, Supported and Noted are the counts stated; 0 for none.
	Total     int    `json:"total,omitempty"`
	Supported int    `json:"supported,omitempty"`
	Noted     int    `json:"noted,omitempty"`
	Text      string `json:"text"`
	Source    string `json:"source"`
	Date      string `json:"date,omitempty"`
}

// HeadingLink is a note "For relevant recommendations, see A/HRC/28/15, paras.
// 115.1, 115.4–115.17": an official link from a theme to recommendations.
type HeadingLink struct {
	Heading string `json:"heading"`
	Note    string `json:"note"`
	// Target is the report's key, Paras its recommendations, ranges expanded.
	Target string   `json:"target"`
	Paras  []string `json:"paras"`
}
