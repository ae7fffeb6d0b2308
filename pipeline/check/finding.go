package check

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// Result is what a check found.
type Result string

// The results. Candidate is an offer, not a judgment.
const (
	Correct     Result = "correct"
	Wrong       Result = "wrong"
	CannotCheck Result = "cannot-check"
	Differs     Result = "differs"
	Candidates  Result = "candidates"
)

// What is the kind of thing that was checked.
type What string

// The things that are checked.
const (
	Citation  What = "citation"
	Quotation What = "quotation"
	States    What = "recommending States"
	Speaker   What = "Committee"
	Voice     What = "speaker"
	Position  What = "position"
	Count     What = "count"
	Date      What = "date"
	Phrase    What = "phrase"
)

// Finding is one thing that was checked. The JSON names are relied on by other
// programs.
type Finding struct {
	Result Result `json:"result"`
	What   What   `json:"what"`
	// Text is what stands in the draft, Line and Column where (in a Word file
	// Line counts paragraphs), Note the mark of the note it stands in.
	Text   string `json:"text"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Note   string `json:"note,omitempty"`
	// Says is what was found, in a sentence.
	Says string `json:"says"`
	// Right is what to write instead, ready to paste; empty where nothing is
	// known to be right.
	Right string `json:"right,omitempty"`
	// Style are matters of form that make nothing wrong.
	Style []string `json:"style,omitempty"`
	// Get says how to get a document that is not here.
	Get string `json:"get,omitempty"`
	// IDs are the passages that it was checked against, or that are right.
	IDs []string `json:"ids,omitempty"`
	// Official is the address of the first of them.
	Official string `json:"official,omitempty"`
	// Candidates are passages that a phrase may mean: proposals by a program.
	Candidates []Candidate `json:"candidates,omitempty"`

	block      int
	start, end int
}

// Candidate is a passage that a phrase without a note may mean. No reader has
// confirmed it.
type Candidate struct {
	ID       string `json:"id"`
	Cite     string `json:"cite"`
	Text     string `json:"text"`
	Strength string `json:"strength"`
	Official string `json:"official,omitempty"`
	Reviewed bool   `json:"reviewed"`
}

// Report is a checked draft.
type Report struct {
	Draft *Draft
	// Findings stand in the order of the draft.
	Findings []Finding
	// Missing are the symbols cited whose documents are not here.
	Missing []string
}

// Count counts findings by result.
func (r *Report) Count(result Result) int {
	n := 0
	for _, f := range r.Findings {
		if f.Result == result {
			n++
		}
	}
	return n
}

// checked is a citation of the draft with the passages it names.
type checked struct {
	cited
	doc      *cite.Volume // nil where it is not here
	passages []corpus.Passage
	// whole says that every place was found, so that claims can be checked.
	whole   bool
	finding int // its place among the findings
}

// CandidateOf offers a passage; strength says how sure the program is.
func CandidateOf(p corpus.Passage, strength string) Candidate {
	return Candidate{ID: p.ID, Cite: p.Cite, Text: p.Text, Strength: strength, Official: cite.Official(p)}
}

// Around is a finding's text with at most n characters of its block on each
// side, on one line.
func (r *Report) Around(f Finding, n int) (before, text, after string) {
	b := r.Draft.Blocks[f.block].Text
	return lastChars(oneLine(b[:f.start]), n), f.Text, firstChars(oneLine(b[f.end:]), n)
}

func oneLine(s string) string {
	one := strings.Join(strings.Fields(s), " ")
	if s != "" && one != "" {
		if strings.ContainsRune(" \n\t", firstRune(s)) {
			one = " " + one
		}
		if strings.ContainsRune(" \n\t", lastRune(s)) {
			one += " "
		}
	}
	return one
}

func lastChars(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return "…" + string(r[len(r)-n:])
	}
	return s
}

func firstChars(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
