package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// Passage is one numbered paragraph or recommendation, or one annex item: the
// unit of indexing, matching and citing. The JSON names are relied on by other
// programs.
type Passage struct {
	// ID is the document key, "#" and the paragraph without spaces; a
	// paragraph met twice gets "~2".
	ID  string `json:"id"`
	Key string `json:"key"`
	// Symbol is the document's symbol, empty where it has none.
	Symbol string `json:"symbol,omitempty"`
	// Para is the normalised paragraph: "124.54"; lead and item for lists
	// that restart ("90.12"); "27(b)" for a recommendation given only in
	// section I. It is a string: 115.1 is not 115.10.
	Para string `json:"para"`
	// ParaPrinted is what the page shows ("12" under 90, or a misprint).
	ParaPrinted string `json:"para_printed,omitempty"`
	// Locator is the citation's place in the document: "para. 124.54",
	// "para. 90, No. 12", "annex, “Children”, first bullet".
	Locator string      `json:"locator"`
	Cite    string      `json:"cite"`
	Kind    PassageKind `json:"kind"`
	Role    Role        `json:"role,omitempty"`
	// Text is as printed without the number; Ask is the same without trailing
	// State brackets and end mark.
	Text string `json:"text"`
	Ask  string `json:"ask,omitempty"`
	// By are the alpha-3 codes of who says it, in printed order; an
	// unresolved name stands as "?name". ByPrinted are the printed forms.
	By        []string `json:"by,omitempty"`
	ByPrinted []string `json:"by_printed,omitempty"`
	// Position is what was last said; History every earlier statement.
	Position       Position    `json:"position,omitempty"`
	Partial        bool        `json:"partial,omitempty"`
	PositionText   string      `json:"position_text,omitempty"`
	PositionSource string      `json:"position_source,omitempty"`
	PositionDate   string      `json:"position_date,omitempty"`
	History        []Statement `json:"position_history,omitempty"`
	Headings       []string    `json:"headings,omitempty"`
	Themes         []string    `json:"themes,omitempty"`
	OHCHRThemes    []string    `json:"ohchr_themes,omitempty"`
	Persons        []string    `json:"persons,omitempty"`
	SDGs           []string    `json:"sdgs,omitempty"`
	// Action is the category of action that a recommendation asks for, 1
	// (minimal) to 5 (specific) after UPR Info's categories; 0 where unknown.
	Action int    `json:"action,omitempty"`
	Units  []Unit `json:"units,omitempty"`
	// SpeaksFor and Source are set in compilations and summaries: the body or
	// submitters that speak, and the symbol and paragraph of the endnote.
	SpeaksFor []string `json:"speaks_for,omitempty"`
	Source    []string `json:"source,omitempty"`
	// AnswersNo are the numbers of the recommendations that a paragraph of the
	// State's own report or addendum answers, as printed; Answers are the ids of
	// those that were found, which the join of documents fills. An answer is the
	// State's statement and says nothing of what was done.
	AnswersNo []string `json:"answers_no,omitempty"`
	Answers   []string `json:"answers,omitempty"`
	// Restates is the id of the recommendation that a row of OHCHR's matrix
	// repeats, where its report is among the documents; the join fills it.
	Restates string `json:"restates,omitempty"`
	// RefersTo are citations that the passage itself makes.
	RefersTo []string `json:"refers_to,omitempty"`
	// Page is the 1-based PDF page of the first character (0 where none),
	// Span its place there; Spans has every page it runs over.
	Page    int    `json:"page"`
	Span    [2]int `json:"span"`
	Spans   []Span `json:"spans,omitempty"`
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
	Machine bool   `json:"machine,omitempty"`
	Sample  bool   `json:"sample,omitempty"`

	// Imported says which rows of which exports speak of the passage, and what
	// they add that no document says.
	Imported []Imported `json:"imported,omitempty"`
	// States are the States concerned where a row of an export names several.
	States []string `json:"states,omitempty"`

	// The document's own facts, repeated so that a row stands alone.
	DocKind   Kind      `json:"doc_kind"`
	State     string    `json:"state,omitempty"`
	Mechanism Mechanism `json:"mechanism,omitempty"`
	Cycle     int       `json:"cycle,omitempty"`
	Session   int       `json:"session,omitempty"`
	Year      int       `json:"year,omitempty"`
	Date      string    `json:"date,omitempty"`
}

// Unit is a part of a passage that asks for something of its own: a sub-item
// "(a)", a ";" variant of a recommendation with its own State, a sentence.
type Unit struct {
	// Name is "(a)", "(b) (ii)", "variant 2"; Range is its place in Text, in code points.
	Name string   `json:"unit"`
	Text string   `json:"text"`
	By   []string `json:"by,omitempty"`
	// Source is what the unit's notes cite, in compilations and summaries.
	Source []string `json:"source,omitempty"`
	Start  int      `json:"start"`
	End    int      `json:"end"`
}

// Statement is what a State said of a recommendation at one time: a position,
// or, with an empty Position, a comment.
type Statement struct {
	Position Position `json:"position"`
	Partial  bool     `json:"partial,omitempty"`
	// Scope is "numbers not specified" for a statement on the review's
	// recommendations that does not name them; it settles no position.
	Scope  string `json:"scope,omitempty"`
	Text   string `json:"text,omitempty"`
	Source string `json:"source"`
	Date   string `json:"date,omitempty"`
}

// Imported is what the rows of one export say of a passage.
type Imported struct {
	// Source names the export ("Universal Human Rights Index"), File and
	// SHA256 the file imported, Rows its rows (1-based, the header left out).
	Source string `json:"source"`
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Rows   []int  `json:"rows"`
	// Issues, Action and Response are UPR Info's own labels: its issues, its
	// category of action (1 minimal to 5 specific), and the response as it
	// classifies it. They are not the State's words and settle no position.
	Issues   []string `json:"issues,omitempty"`
	Action   int      `json:"action,omitempty"`
	Response string   `json:"response,omitempty"`
}

// TextHash is a hash of the letters and digits of text alone, so that a
// repaired space or quotation mark does not change it. Judgments hang on it.
func TextHash(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}

// ParaOrPrinted is the number a reader of the page looks for: the printed one
// where the paragraph has one of its own.
func (p Passage) ParaOrPrinted() string {
	if p.ParaPrinted != "" {
		return p.ParaPrinted
	}
	return p.Para
}
