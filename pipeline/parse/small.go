package parse

import (
	"strconv"
	"strings"
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
