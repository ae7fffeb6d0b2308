package pipeline

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"refrain/corpus"
)

// TextCheck is what can be wrong with a document's text.
type TextCheck struct {
	// Empty are the pages without text, Machine those read by OCR.
	Empty   []int `json:"pages_without_text,omitempty"`
	Machine []int `json:"pages_by_ocr,omitempty"`
	// Odd are characters that no text should hold, with how often.
	Odd []OddCharacter `json:"odd_characters,omitempty"`
	// SingleLetters is the share of words of one letter, but for "a" and "I":
	// more than .06 tells of text that was cut badly or recognised badly.
	SingleLetters float64 `json:"single_letters"`
}

// OddCharacter is a replacement, control or private-use character.
type OddCharacter struct {
	Character string `json:"character"` // "U+FFFD"
	Count     int    `json:"count"`
	Pages     []int  `json:"pages"`
}

// badSingleLetters is the share from which a text is doubtful; clean UN reports
// stay below .02.
const badSingleLetters = 0.06

// checkText looks at the stored pages.
func checkText(d *corpus.Document) TextCheck {
	var t TextCheck
	odd := map[rune]*OddCharacter{}
	words, single := 0, 0
	for _, p := range d.Pages {
		if strings.TrimSpace(p.Text) == "" {
			t.Empty = append(t.Empty, p.Number)
		}
		if p.Machine || d.Machine {
			t.Machine = append(t.Machine, p.Number)
		}
		for _, line := range strings.Split(p.Text, "\n") {
			if !isBarcode(line) {
				countOdd(odd, line, p.Number)
			}
		}
		for _, w := range strings.Fields(p.Text) {
			words++
			if w = strings.Trim(w, ".,;:()“”\"’'"); len([]rune(w)) == 1 && !strings.Contains("aAI0123456789–-•/&", w) {
				single++
			}
		}
	}
	for _, o := range odd {
		t.Odd = append(t.Odd, *o)
	}
	sort.Slice(t.Odd, func(i, j int) bool { return t.Odd[i].Character < t.Odd[j].Character })
	if words > 50 {
		t.SingleLetters = float64(single) / float64(words)
	}
	return t
}

// countOdd counts the odd characters of a line.
func countOdd(odd map[rune]*OddCharacter, line string, page int) {
	for _, r := range line {
		if !isOdd(r) {
			continue
		}
		o := odd[r]
		if o == nil {
			o = &OddCharacter{Character: fmt.Sprintf("U+%04X", r)}
			odd[r] = o
		}
		if o.Count++; !slices.Contains(o.Pages, page) {
			o.Pages = append(o.Pages, page)
		}
	}
}

// isBarcode reports whether a line is the barcode that UN documents print in a
// font of private-use characters.
func isBarcode(line string) bool {
	line = strings.TrimSpace(line)
	return strings.IndexFunc(line, func(r rune) bool { return (r < 0xE000 || r > 0xF8FF) && r != ' ' }) < 0
}

// isOdd reports whether a character is no text: a replacement character, a
// control character, or one of the private-use area other than the bullet of
// the Symbol font.
func isOdd(r rune) bool {
	return r == 0xFFFD || r < 0x20 && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r >= 0xE000 && r <= 0xF8FF && r != 0xF0B7
}

// Doubtful lists what the text itself makes doubtful, in whole sentences.
func (t TextCheck) Doubtful() []string {
	var out []string
	if len(t.Empty) > 0 {
		out = append(out, fmt.Sprintf("Pages without text: %s. They can be images; `refrain ingest --ocr` reads them.", pageList(t.Empty)))
	}
	if len(t.Odd) > 0 {
		var names []string
		n := 0
		for _, o := range t.Odd {
			names, n = append(names, fmt.Sprintf("%s on pages %s", o.Character, pageList(o.Pages))), n+o.Count
		}
		out = append(out, fmt.Sprintf("%d characters are no text: %s.", n, strings.Join(names, "; ")))
	}
	if t.SingleLetters > badSingleLetters {
		out = append(out, fmt.Sprintf("%.0f of 100 words have one letter: the text was cut or recognised badly.", 100*t.SingleLetters))
	}
	return out
}

// pageList names pages as ranges: "1–3, 7".
func pageList(pages []int) string {
	var out []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if i == j {
			out = append(out, fmt.Sprint(pages[i]))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}
