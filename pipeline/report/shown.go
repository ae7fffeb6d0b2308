package report

import (
	"refrain/corpus"
	"refrain/pipeline/match"
)

// What pages other than the report's own show in the same words.

// PositionWords is a position with its qualification and source.
func PositionWords(p corpus.Passage) string { return positionWords(p) }

// Sign is the mark of a cell, so that shade is not the only difference.
func (f Fill) Sign() string { return sign[f] }

// Meaning says a cell in words.
func (f Fill) Meaning() string { return meaning[f] }

// RelationWords say a relation to a reader.
func RelationWords(r match.Relation) string { return relationWords[r] }

// LetterLine is the index of the first event after the letter, -1 for none.
func (r *Report) LetterLine() int { return r.letterLine() }

// Quantity gives "1 document" or "3 documents".
func Quantity(n int, noun string) string { return quantity(n, noun) }

// Short cuts a text for a cell or a line.
func Short(s string) string { return shortText(s) }

// Confirmed says how many links a reader confirmed.
func (r *Report) Confirmed() string { return r.confirmed() }

// CSS is the look of the page, for pages of the same look.
func CSS() string { return pageCSS }

// Visible drops control characters that a browser would not show.
func Visible(s string) string { return visible(s) }
