package main

import (
	"fmt"
	"strings"

	"refrain/corpus"
)

// sourceJSON is the row of `show --source --json`: the passage and the places
// it came from.
type sourceJSON struct {
	corpus.Passage
	Source []sourcePlace `json:"source_text"`
}

// sourcePlace is a stretch of stored page text: code points [Start, End).
type sourcePlace struct {
	Page  int    `json:"page"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	whole string // the page
}

// placesOf finds the stretches of page text that a passage came from.
func placesOf(f found) []sourcePlace {
	p := f.passage()
	spans := p.Spans
	if len(spans) == 0 {
		spans = []corpus.Span{{Page: p.Page, Start: p.Span[0], End: p.Span[1]}}
	}
	var out []sourcePlace
	for _, s := range spans {
		for _, page := range f.doc.Pages {
			if page.Number != s.Page {
				continue
			}
			r := []rune(page.Text)
			start := min(max(s.Start, 0), len(r))
			end := min(max(s.End, start), len(r))
			out = append(out, sourcePlace{s.Page, start, end, string(r[start:end]), page.Text})
			break
		}
	}
	return out
}

// printSource prints the stored pages of a passage: its lines are marked in the
// margin, its first and last character by ⟦ and ⟧.
func (a *app) printSource(f found) {
	for _, s := range placesOf(f) {
		where := fmt.Sprintf("page %d, characters %d to %d", s.Page, s.Start, s.End)
		if s.Page == 0 {
			where = fmt.Sprintf("text, characters %d to %d", s.Start, s.End)
		}
		fmt.Fprintf(a.out, "\n%s of %s\n", a.bold(where), printable(f.doc.File))
		at := 0
		for _, line := range strings.Split(s.whole, "\n") {
			r := []rune(line)
			mark := "  "
			if at < s.End && at+len(r) > s.Start {
				mark = "▶ "
			}
			fmt.Fprintf(a.out, "%s%s\n", mark, clean(marked(r, s.Start-at, s.End-at)))
			at += len(r) + 1
		}
	}
}

// marked puts ⟦ before the character at start and ⟧ after the one before end,
// where they stand in this line.
func marked(line []rune, start, end int) string {
	var b strings.Builder
	for i, r := range line {
		if i == start {
			b.WriteRune('⟦')
		}
		b.WriteRune(r)
		if i == end-1 {
			b.WriteRune('⟧')
		}
	}
	return b.String()
}
