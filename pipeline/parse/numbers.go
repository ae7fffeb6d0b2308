package parse

import (
	"strings"

	"refrain/corpus/pattern"
)

// The printed forms of numbers of recommendations: "7", "124.54", "126.1.",
// "109. 10", and lists and ranges of them: "2, 7 and 85-119", "36 to 39",
// "122.17-18", "126.1. to 126.15.".
const (
	numberItem = `\d{1,3}\b(?:\. ?\d{1,3}\b)?`
	numberSep  = `(?:\.?\s?[-–—]\s?|\.?\s+to\s+|\.?,\s*(?:and\s+)?|\.?\s+and\s+|\.?;\s*(?:and\s+)?)`
	numberList = numberItem + `(?:` + numberSep + numberItem + `)*`
)

var (
	numberItemRE = pattern.New(numberItem)
	rangeSepRE   = pattern.New(`^\.?\s?(?:[-–—]|to)\s?$`)
)

// expandNumbers reads "2, 7, 85-87 and 93.1" as single numbers.
func expandNumbers(s string) []string {
	var out []string
	end := 0
	for _, at := range numberItemRE.FindAllStringIndex(s, -1) {
		n := strings.ReplaceAll(s[at[0]:at[1]], " ", "")
		sep := strings.TrimLeft(s[end:at[0]], " ")
		end = at[1]
		if k := len(out); k > 0 && rangeSepRE.MatchString(strings.TrimSpace(sep)) {
			more := expandRange(out[k-1], n)
			if len(more) == 0 {
				return out // a range that runs backwards: what follows is not sure either
			}
			out = append(out, more[1:]...)
			continue
		}
		out = append(out, n)
	}
	return out
}

// expandRange lists the numbers from a to b: "122.17" to "18", "85" to "119".
func expandRange(a, b string) []string {
	prefix := ""
	if i := strings.LastIndexByte(a, '.'); i >= 0 {
		prefix, a = a[:i+1], a[i+1:]
	}
	if i := strings.LastIndexByte(b, '.'); i >= 0 {
		b = b[i+1:]
	}
	from, to := atoi(a), atoi(b)
	if from == 0 || to < from || to-from > 400 {
		return nil
	}
	var out []string
	for n := from; n <= to; n++ {
		out = append(out, prefix+itoa(n))
	}
	return out
}
