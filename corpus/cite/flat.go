package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/corpus"
)

// flat is a text made easy to read: every white space is one " ", symbols that
// a line end broke after a slash are whole, soft hyphens are gone. at gives
// for each byte its place in the text it was made from.
type flat struct {
	s      string
	at     []int
	states *corpus.Gazetteer
}

// flatten makes a flat text; its places map back with [flat.from].
func flatten(text string) flat {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	write := func(s string, i int) {
		for range len(s) {
			at = append(at, i)
		}
		b.WriteString(s)
	}
	for i, r := range text {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u2060':
		case r == '\n' && brokenAt(text, i):
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f' || r == '\u2007':
			write(" ", i)
		default:
			n := utf8.RuneLen(r)
			if r == utf8.RuneError {
				n = 1
			}
			write(text[i:i+n], i)
		}
	}
	return flat{s: b.String(), at: append(at, len(text))}
}

// brokenAt reports whether the line end at i stands inside a symbol: after a
// slash, before a capital or digit.
func brokenAt(text string, i int) bool {
	if i == 0 || i+1 >= len(text) || text[i-1] != '/' {
		return false
	}
	c := text[i+1]
	return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// from maps a range of the flat text to the text it was made from.
func (f flat) from(start, end int) (int, int) {
	if end <= start {
		return f.at[start], f.at[start]
	}
	last := f.at[end-1]
	// The end is after the last character that the range holds.
	stop := f.at[end]
	if stop > last {
		return f.at[start], stop
	}
	return f.at[start], last + 1
}
