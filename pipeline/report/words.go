package report

import (
	"fmt"
	"net/url"
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

// official is the address of the official document at a passage's page, with
// the passage's first and last words for browsers that highlight them. Sample
// documents have none.
func official(p corpus.Passage) string {
	if p.Sample || p.Symbol == "" {
		return ""
	}
	base := ""
	switch {
	case strings.HasPrefix(p.Symbol, "A/"):
		base = "https://documents.un.org/api/symbol/access?s=" + url.QueryEscape(p.Symbol) + "&l=en&t=pdf"
	default:
		return "https://tbinternet.ohchr.org/_layouts/15/treatybodyexternal/Download.aspx?symbolno=" + url.QueryEscape(p.Symbol) + "&Lang=en"
	}
	if p.Page > 0 {
		base += fmt.Sprintf("#page=%d", p.Page)
		if from, to := ends(p.Text); from != "" {
			base += ":~:text=" + fragment(from) + "," + fragment(to)
		}
	}
	return base
}

// ends are the first and last five words of a text.
func ends(text string) (from, to string) {
	words := strings.Fields(text)
	if len(words) < 10 {
		return "", ""
	}
	return strings.Join(words[:5], " "), strings.Join(words[len(words)-5:], " ")
}

// fragment escapes a text directive: "-", "," and "&" too.
func fragment(s string) string {
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(s))
}
