package dialect

import (
	"regexp"
	"strconv"
	"strings"
)

// citedRE ends a text where the number that follows is cited: "in para. 11."
var citedRE = regexp.MustCompile(`(?i)\b(?:paras?|arts?|nos?|pp?|chaps?|vols?|see|ibid|cf)\.?\s*$`)

// glued parts a text in which a copy runs several numbered paragraphs together:
// what follows paragraph para, cut where the next number begins a line or
// follows the end of a sentence. Headings on lines of their own go with the
// paragraph below them. Texts without such a number are one part.
func glued(text, para string) []string {
	n, err := strconv.Atoi(para)
	if err != nil {
		return []string{text}
	}
	var parts []string
	for {
		at := nextParagraph(text, n+1)
		if at < 0 {
			return append(parts, text)
		}
		parts, text = append(parts, text[:at]), text[at:]
		n++
	}
}

// nextParagraph finds where paragraph n begins in a text, with the headings
// above it; -1 for nowhere.
func nextParagraph(text string, n int) int {
	number := strconv.Itoa(n)
	re := regexp.MustCompile(`(?:^|\n|[.;:?!)”’"])[ \t]*(` + number + `\.[ \t]?["“‘(]?[A-Z][a-z])`)
	for from, tries := 0, 0; tries < mostTries; tries++ {
		m := re.FindStringSubmatchIndex(text[from:])
		if m == nil {
			return -1
		}
		at := from + m[2]
		from += m[3]
		before := strings.TrimRight(text[:at], " \t")
		if citedRE.MatchString(before[max(0, len(before)-20):]) || before == "" || inList(text[:at], n-1) {
			continue
		}
		if !strings.HasSuffix(before, "\n") {
			return at
		}
		return headingsAbove(text, at)
	}
	return -1
}

// mostTries is how many places of a text are looked at for one number: a text
// that cites it more often is none that a copy ran together.
const mostTries = 50

// inList reports whether number n begins a line or a sentence after the first
// paragraph's own number: then n+1 goes on in a list.
func inList(text string, n int) bool {
	number := strconv.Itoa(n)
	re := regexp.MustCompile(`(?:\n|[.;:)])[ \t]*` + number + `[.)][ \t]`)
	first := regexp.MustCompile(`(?:^|\n)[ \t]*` + number + `[.)]`).FindStringIndex(text)
	if first == nil {
		return re.MatchString(text)
	}
	return re.MatchString(text[first[1]:])
}

// headingsAbove moves back from the line that begins at a place over the
// headings above it, two at most.
func headingsAbove(text string, at int) int {
	for range 2 {
		above := strings.TrimRight(text[:at], "\n \t")
		start := strings.LastIndexByte(above, '\n') + 1
		line := strings.TrimSpace(above[start:])
		if start == 0 || line == "" || len(line) > 100 || !headingLines([]string{line}) {
			return at
		}
		at = start
	}
	return at
}
