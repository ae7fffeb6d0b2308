package report

import (
	"fmt"

	"refrain/corpus"
)

// positionWords is a position with its qualification.
func positionWords(p corpus.Passage) string {
	s := string(p.Position)
	if p.Partial {
		s += " (in part)"
	}
	if p.PositionSource != "" {
		s += " – " + p.PositionSource
	}
	return s
}

// MissingNote says which document is missing and how its symbol is known.
func MissingNote(e corpus.Review) string {
	switch e.Basis {
	case "list":
		return e.Symbol + " (symbol from a list, not read in a document)"
	case "order of review":
		return fmt.Sprintf("report of session %d of the Working Group (by the order of review; symbol not known)", e.Session)
	case "every State was reviewed":
		return fmt.Sprintf("report of cycle %d (symbol not known)", e.Cycle)
	}
	return e.Symbol
}
