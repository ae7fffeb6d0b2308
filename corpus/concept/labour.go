package concept

import (
	"fmt"
	"strings"
)

// labourConventions adds, after a hit that names ILO conventions, those that
// only their numbers name: "ILO Conventions Nos. 29, 105 (1957) and 182". The
// bare "ILO conventions" before a list gives way to the conventions listed.
func (l *Lexicon) labourConventions(out []Hit, text string, h Hit) []Hit {
	var listed []Hit
	for at := h.End; ; {
		from, to := nextNumber(text, at)
		if from < 0 {
			break
		}
		id := fmt.Sprintf("ilo-c%03s", text[from:to])
		if n, ok := l.byID[id]; ok {
			listed = append(listed, Hit{id, n, from, to})
		}
		at = to
	}
	if h.ID != "ilo-conventions" || len(listed) == 0 {
		out = append(out, h)
	}
	return append(out, listed...)
}

// listWords are what may stand between the numbers of a list.
var listWords = wordSet(`and or no nos number numbers conventions convention ilo`)

// nextNumber finds the number of two or three digits that goes on a list at
// text[at:]; -1 where the list ends. What stands in brackets is passed over,
// years and titles among them, unless it is the number itself.
func nextNumber(text string, at int) (from, to int) {
	for at < len(text) {
		c := text[at]
		switch {
		case c == ' ' || c == ',' || c == '.' || c == '&' || c == '/':
			at++
		case c == '(':
			end := strings.IndexByte(text[at:], ')')
			if end < 0 || end > 80 {
				return -1, -1
			}
			if f, t := nextNumber(text[at+1:at+end], 0); f >= 0 {
				return at + 1 + f, at + 1 + t
			}
			at += end + 1
		case isDigit(c):
			to = at
			for to < len(text) && isDigit(text[to]) {
				to++
			}
			if n := to - at; n < 2 || n > 3 || to < len(text) && isLetter(text[to]) {
				return -1, -1
			}
			return at, to
		case isLetter(c):
			to = at
			for to < len(text) && isLetter(text[to]) {
				to++
			}
			if !listWords[strings.ToLower(text[at:to])] {
				return -1, -1
			}
			at = to
		default:
			return -1, -1
		}
	}
	return -1, -1
}
