package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

var (
	noteLineRE  = pattern.New(`^(\d{1,3})\s+\S`)
	paraLineRE  = pattern.New(`^\d{1,3}\.\s`)
	headLineRE  = pattern.New(`^\p{Lu}[^.;:]{2,115}$|^\p{Lu}[^.;:]{2,90}\([^.;:]{2,40}\)?$`)
	topHeadRE   = pattern.New(`^(?:[IVX]+|[A-Z]|\d{1,2})\.\s+\p{Lu}`)
	pageDigitRE = pattern.New(`^\d{1,3}$`)
	notesLineRE = pattern.New(`(?i)^(?:end)?notes$`)
)

// plainPages prepares text that lost its layout (the reports on Barbados): the
// running heads that stand between the lines of a sentence are left out, and
// headings and endnotes are marked, so that each begins a block of its own.
// Documents with geometry, or with styles of their own, are left as they are.
func plainPages(pages []corpus.Page, symbol string) []corpus.Page {
	if symbol == "" {
		return pages
	}
	for _, p := range pages {
		for _, l := range p.Lines {
			if l.Size > 0 || l.Style != "" || l.Row > 0 {
				return pages
			}
		}
	}
	out := append([]corpus.Page(nil), pages...)
	for i := range out {
		out[i].Lines = withoutHeads(out[i].Lines, symbol)
		markHeadings(out[i].Lines)
		markNotes(out[i].Lines)
	}
	return out
}

// withoutHeads leaves out the running head, the page number above it and the
// empty lines around them.
func withoutHeads(lines []corpus.Line, symbol string) []corpus.Line {
	drop := make([]bool, len(lines))
	for i, l := range lines {
		if i < 15 || corpus.CanonicalSymbol(l.Text) != symbol {
			continue
		}
		drop[i] = true
		for k := i - 1; k >= 0; k-- {
			t := strings.TrimSpace(lines[k].Text)
			if t != "" && !pageDigitRE.MatchString(t) && !strings.HasPrefix(t, "GE.") {
				break
			}
			drop[k] = true
		}
		for k := i + 1; k < len(lines) && strings.TrimSpace(lines[k].Text) == ""; k++ {
			drop[k] = true
		}
	}
	var out []corpus.Line
	for i, l := range lines {
		if !drop[i] {
			out = append(out, l)
		}
	}
	return out
}

// markHeadings marks the short lines without a full stop that stand after the
// end of a sentence and before a numbered paragraph or another heading.
func markHeadings(lines []corpus.Line) {
	for i := len(lines) - 2; i > 8; i-- {
		t := strings.TrimSpace(lines[i].Text)
		next := strings.TrimSpace(lines[i+1].Text)
		before := strings.TrimSpace(lines[i-1].Text)
		ended := before == "" || len(before) < 100 && topHeadRE.MatchString(before) || endsAsSentence(before) || strings.HasPrefix(lines[i].Style, "Heading")
		switch {
		case !headLineRE.MatchString(t) && !(strings.HasSuffix(t, ")") && headLineRE.MatchString(before+" "+t)):
		case paraLineRE.MatchString(next) && ended, strings.HasPrefix(lines[i+1].Style, "Heading") && ended:
			lines[i].Style = "Heading"
		case paraLineRE.MatchString(next) && strings.Contains(before, "(Recommendations"):
			lines[i].Style, lines[i-1].Style = "Heading", "Heading"
		}
	}
}

// markNotes marks the line "Notes" and, after it, the beginning of each note.
func markNotes(lines []corpus.Line) {
	last := -1
	for i := range lines {
		t := strings.TrimSpace(lines[i].Text)
		if last < 0 {
			if notesLineRE.MatchString(t) {
				lines[i].Style, last = "Heading", 0
			}
			continue
		}
		if m := noteLineRE.FindStringSubmatch(t); m != nil && atoi(m[1]) > last && atoi(m[1]) <= last+3 {
			lines[i].Style, last = "note", atoi(m[1])
		}
	}
}
