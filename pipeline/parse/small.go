package parse

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// atoi reads a number that a pattern has matched; 0 for anything else.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// head is the beginning of s, of at most n bytes.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// spaced joins the words of s by single spaces. Most texts have no others, and
// stay as they are.
func spaced(s string) string {
	for i := 0; i < len(s); i++ {
		c, n, odd := s[i], 1, false
		switch {
		case c == ' ':
			odd = i == 0 || i+1 == len(s) || s[i+1] == ' '
		case c < ' ':
			odd = unicode.IsSpace(rune(c))
		case c >= utf8.RuneSelf:
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			odd = unicode.IsSpace(r)
		}
		if odd {
			return strings.Join(strings.Fields(s), " ")
		}
		i += n - 1
	}
	return s
}

// clip shortens a State's words to what a position keeps, at a space.
func clip(s string) string {
	s = strings.TrimSpace(s)
	if len(s) <= maxWords {
		return s
	}
	cut := head(s, maxWords)
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " […]"
}
