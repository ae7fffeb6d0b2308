package layout

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// numberRE is a number or mark at the start of a paragraph: "124.54", "93.1.",
// "125-15.", "90.", "(a)", "(iv)", a bullet, "II.", "B.".
var numberRE = regexp.MustCompile(`^(\d{1,3}[.-]\d{1,3}\.?|\d{1,4}\.|\([a-z]{1,2}\)|\([ivx]+\)|[•●▪·]|[IVX]+\.|[A-Z]\.)(\s|$)`)

// gluedRE is a number without the space after it ("10.The Committee").
var gluedRE = regexp.MustCompile(`^(\d{1,3}\.\d{1,3}\.?|\d{1,4}\.)([A-Z“"])`)

// numberOf returns the number at the start of a text, "" for none.
func numberOf(t string) string {
	if !startsAsNumber(t) {
		return ""
	}
	if m := numberRE.FindStringSubmatch(t); m != nil {
		return m[1]
	}
	if m := gluedRE.FindStringSubmatch(t); m != nil {
		return m[1]
	}
	return ""
}

// startsAsNumber tells most texts without a number by their first two bytes.
func startsAsNumber(t string) bool {
	if len(t) < 2 {
		return t != ""
	}
	capital := t[0] >= 'A' && t[0] <= 'Z'
	return t[0] >= '0' && t[0] <= '9' || t[0] == '(' || t[0] >= utf8.RuneSelf || capital && strings.IndexByte(".IVX", t[1]) >= 0
}

// isSubItem reports whether a number is "(a)" or "(iv)".
func isSubItem(n string) bool { return strings.HasPrefix(n, "(") }

// endsSentence reports whether a text ends as a paragraph does.
func endsSentence(t string) bool {
	t = strings.TrimRight(strings.TrimSpace(t), "”\"’'")
	return t == "" || strings.ContainsRune(".;:?!", rune(t[len(t)-1]))
}

func startsUpper(t string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(t, "“\"‘("))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// openEndRE is the end of a line after which a number continues the sentence.
var openEndRE = regexp.MustCompile(`(?:paras?\.|paragraphs?|Nos?\.|\band|\barticles?|\barts?\.|\bresolutions?|,|\bof|\bto|\bin|\bthe)$`)

// openEnd reports whether a text ends in that way; its last words tell.
func openEnd(t string) bool {
	t = strings.TrimSpace(t)
	return openEndRE.MatchString(t[max(0, len(t)-32):])
}
