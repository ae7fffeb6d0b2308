package extract

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Arabic stands on the page from right to left, its numbers and its Latin words
// from left to right. The glyphs of a line are brought into the order in which
// it is read.

// rightToLeft reports whether most letters of a line are written so.
func rightToLeft(gs []glyph) bool {
	if !slices.ContainsFunc(gs, func(g glyph) bool { return len(g.text) > 1 }) {
		return false // ASCII
	}
	right, left := 0, 0
	for i := range gs {
		for _, r := range gs[i].text {
			switch {
			case r < 0x590:
				if unicode.IsLetter(r) {
					left++
				}
			case unicode.In(r, unicode.Arabic, unicode.Hebrew):
				right++
			default:
				left++
			}
		}
	}
	return right > left
}

// mirrored are the brackets that open to the other side.
var mirrored = map[string]string{"(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«"}

// readingOrder turns the glyphs of a line around, numbers and Latin words but
// not, with a blank wherever there is a gap.
func readingOrder(gs []glyph) []glyph {
	var out []glyph
	for i := range gs {
		if i > 0 && gs[i].x0-gs[i-1].x1 > spaceGap*min(gs[i].size, max(gs[i-1].size, 1)) {
			out = append(out, glyph{x0: gs[i-1].x1, x1: gs[i].x0, y: gs[i].y, size: gs[i].size, text: " ", bold: gs[i].bold, italic: gs[i].italic})
		}
		out = append(out, gs[i])
	}
	slices.Reverse(out)
	for i := 0; i < len(out); {
		if !isLeftToRight(out[i].text) {
			if m := mirrored[out[i].text]; m != "" {
				out[i].text = m
			}
			i++
			continue
		}
		end := i + 1
		for j := i + 1; j < len(out) && (isLeftToRight(out[j].text) || strings.Contains(" .,:/-–", out[j].text)); j++ {
			if isLeftToRight(out[j].text) {
				end = j + 1
			}
		}
		slices.Reverse(out[i:end])
		i = end
	}
	return out
}

// isLeftToRight reports whether a glyph is a Latin letter or a digit.
func isLeftToRight(s string) bool {
	for _, r := range s {
		return r < 0x590 && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	return false
}

// baseForms gives the letters for the shapes that Arabic letters take in a
// word.
func baseForms(s string) string {
	for _, r := range s {
		if r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC {
			return norm.NFKC.String(s)
		}
	}
	return s
}
