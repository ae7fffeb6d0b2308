package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"

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
	if e.Symbol == "" && e.Session > 0 && e.Basis != "order of review" {
		return fmt.Sprintf("report of session %d of the Working Group (%s; symbol not known)", e.Session, e.SessionBasis())
	}
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

// quantity gives "1 document" or "3 documents".
func quantity(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// commas joins without "and".
func commas(parts []string) string { return strings.Join(parts, ", ") }

// add appends a word that is not there yet.
func add(list []string, w string) []string {
	for _, have := range list {
		if have == w {
			return list
		}
	}
	return append(list, w)
}

// without lists what is not among others.
func without(list, others []string) []string {
	var out []string
	for _, w := range list {
		if !slices.Contains(others, w) {
			out = append(out, w)
		}
	}
	return out
}

func sorted(list []string) []string {
	sort.Strings(list)
	return list
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// bodyWords are the bodies that a short sentence does not call by their code.
var bodyWords = map[string]string{"SP": "special procedures", "COI": "a commission of inquiry", "UNCT": "the United Nations country team"}

func shortBody(code string) string {
	if w, ok := bodyWords[code]; ok {
		return w
	}
	return code
}

// shortSpeaker puts the code of a treaty body in place of its name where a
// sentence opens with it.
func shortSpeaker(s string) string {
	for _, code := range treatyBodies {
		if rest, ok := strings.CutPrefix(s, capital(corpus.BodyName(code))+" "); ok {
			return code + " " + rest
		}
	}
	return s
}

var treatyBodies = []string{"CERD", "CESCR", "CCPR", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED"}

func shortBodies(codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = shortBody(c)
	}
	return out
}
