package parse

import (
	"strings"
	"unicode"

	"refrain/corpus"
)

// narrow finds where a text that is part of a passage stands in the passage's
// spans, by letters and digits alone: line breaks, spaces and marks between
// them do not count. It returns the spans as they are where the text is not
// found, for instance because a footnote mark lies inside.
func narrow(pages []corpus.Page, spans []corpus.Span, text string) []corpus.Span {
	type place struct{ page, at int }
	var letters strings.Builder
	var places []place
	for _, s := range spans {
		for _, p := range pages {
			if p.Number != s.Page {
				continue
			}
			r := []rune(p.Text)
			for i := s.Start; i < min(s.End, len(r)); i++ {
				if unicode.IsLetter(r[i]) || unicode.IsDigit(r[i]) {
					c := unicode.ToLower(r[i])
					letters.WriteRune(c)
					for range len(string(c)) {
						places = append(places, place{s.Page, i})
					}
				}
			}
		}
	}
	want := lettersOf(text)
	at := strings.Index(letters.String(), want)
	if want == "" || at < 0 {
		return append([]corpus.Span(nil), spans...)
	}
	var out []corpus.Span
	for _, p := range places[at : at+len(want)] {
		if n := len(out); n > 0 && out[n-1].Page == p.page {
			out[n-1].End = p.at + 1
		} else {
			out = append(out, corpus.Span{Page: p.page, Start: p.at, End: p.at + 1})
		}
	}
	return out
}

// lettersOf keeps a text's letters and digits, in lower case.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
