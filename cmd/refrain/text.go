package main

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean strips control characters but for line ends and tabs, so that text
// from a document cannot drive the terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
}

// oneLine is clean for what must stay one line, whatever names of files are in it.
func oneLine(s string) string { return lineBreaks.Replace(clean(s)) }

var lineBreaks = strings.NewReplacer("\n", `\n`, "\t", `\t`)

// wrap folds text into lines of at most width columns, each after the first
// line's indent with indent spaces.
func wrap(s string, width, indent int) string { return fold(clean(s), width, indent) }

// faceRE is how the terminal is told to change its face.
var faceRE = regexp.MustCompile("\x1b\\[[0-9]+m")

// fold is wrap for text whose pieces are clean and may have faces.
func fold(s string, width, indent int) string {
	var b strings.Builder
	room := max(width-indent, 20)
	col := 0
	for _, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(faceRE.ReplaceAllString(word, ""))
		if col > 0 && col+1+n > room {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			col = 0
		}
		if col > 0 {
			b.WriteByte(' ')
			col++
		}
		b.WriteString(word)
		col += n
	}
	return b.String()
}

// cut shortens s to n columns, with "…" where something is left out.
func cut(s string, n int) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)
	return strings.TrimRight(string(r[:n-1]), " ,;") + "…"
}

// count gives "1 document", "2 documents".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") {
		return itoa(n) + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return itoa(n) + " " + noun + "s"
}
