package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"refrain/corpus/cite"
	"refrain/pipeline/check"
)

// marks are the signs of the results, so that colour is not the only
// difference.
var marks = map[check.Result]string{check.Correct: "✓", check.Wrong: "✗", check.CannotCheck: "?", check.Differs: "≠", check.Candidates: "○"}

// colours of the marks on a terminal.
var colours = map[check.Result]string{check.Correct: "32", check.Wrong: "31", check.CannotCheck: "33", check.Differs: "35", check.Candidates: "36"}

// words of the results.
var resultWords = map[check.Result]string{check.Correct: "correct", check.Wrong: "wrong", check.CannotCheck: "cannot check", check.Differs: "differs", check.Candidates: "to consider"}

// resultOrder is the order of the summary.
var resultOrder = []check.Result{check.Correct, check.Wrong, check.CannotCheck, check.Differs, check.Candidates}

// printCheck prints the findings in the order of the draft, then what was found
// in one line, then the documents that are not here.
func (a *app) printCheck(r *check.Report, c citing) {
	for _, f := range r.Findings {
		switch {
		case f.Result == check.Correct && !c.all && len(f.Style) == 0:
		case f.Result == check.CannotCheck && f.What == check.Citation && f.Get != "":
			a.printAbsent(r, f)
		default:
			a.printFinding(r, f)
		}
	}
	a.flush()
	var parts []string
	for _, res := range resultOrder {
		if n := r.Count(res); n > 0 {
			parts = append(parts, a.paint(colours[res], fmt.Sprintf("%s %d %s", marks[res], n, resultWords[res])))
		}
	}
	if len(parts) == 0 {
		fmt.Fprintf(a.err, "refrain: no citation of a UN document in %s\n", c.check)
		return
	}
	fmt.Fprintf(a.out, "%s: %s\n", a.bold(clean(c.check)), strings.Join(parts, "  "))
	if a.quiet {
		return
	}
	if len(r.Missing) > 0 {
		fmt.Fprintln(a.out, "not here, to get and ingest:")
		for _, s := range r.Missing {
			fmt.Fprintf(a.out, "  %-24s %s\n", clean(s), a.dim(cite.OfficialDocument(s, s)))
		}
		a.flush()
		fmt.Fprintf(a.err, "next: `refrain fetch %s` gets them\n", clean(strings.Join(r.Missing, " ")))
	}
	switch {
	case c.out != "":
		fmt.Fprintf(a.err, "%s: the draft with its findings as comments\n", c.out)
	case r.Draft.Format == "docx" && len(r.Findings) > r.Count(check.Correct):
		fmt.Fprintln(a.err, "next: -o checked.docx returns the draft with these findings as comments")
	}
}

// placeOf is a finding's place in words.
func placeOf(r *check.Report, f check.Finding) string {
	place := fmt.Sprintf("line %d:%d", f.Line, f.Column)
	if r.Draft.Format == "docx" || r.Draft.Format == "odt" {
		place = fmt.Sprintf("paragraph %d", f.Line)
	}
	if f.Note != "" {
		place += ", note " + clean(f.Note)
	}
	return place
}

// mark is the sign and the word of a finding's result.
func (a *app) mark(f check.Finding) string {
	return a.paint(colours[f.Result], marks[f.Result]+" "+resultWords[f.Result])
}

// printAbsent prints in few lines that a document is not here; how to get it
// stands at the end, once.
func (a *app) printAbsent(r *check.Report, f check.Finding) {
	fmt.Fprintf(a.out, "%s  %s  %s\n    %s\n", a.mark(f), a.bold(placeOf(r, f)), clean(cut(f.Text, a.width()-40)), wrap(f.Says+".", a.width(), 4))
	if f.Right != "" {
		fmt.Fprintf(a.out, "    write  %s\n", wrap(f.Right, a.width(), 11))
	}
	fmt.Fprintln(a.out)
}

// printFinding prints one finding with the words around it, like a compiler.
func (a *app) printFinding(r *check.Report, f check.Finding) {
	fmt.Fprintf(a.out, "%s  %s  %s\n", a.mark(f), a.bold(placeOf(r, f)), a.dim(string(f.What)))
	long := 60 + a.width()/3
	before, text, after := r.Around(f, max(20, (a.width()-8-min(60, utf8.RuneCountInString(f.Text)))/2))
	before, text, after = clean(before), cut(text, long), clean(after)
	fmt.Fprintf(a.out, "    %s%s%s\n", a.dim(before), a.paint("1;"+colours[f.Result], text), a.dim(after))
	if a.paint("1", "x") == "x" {
		fmt.Fprintf(a.out, "    %s%s\n", strings.Repeat(" ", utf8.RuneCountInString(before)), strings.Repeat("~", utf8.RuneCountInString(text)))
	}
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(a.out, "    %-6s %s\n", name, wrap(value, a.width(), 11))
		}
	}
	fmt.Fprintf(a.out, "    %s\n", wrap(f.Says+".", a.width(), 4))
	for _, s := range f.Style {
		row("style", s)
	}
	if f.Right != "" {
		fmt.Fprintf(a.out, "    write  %s\n", a.bold(wrap(f.Right, a.width(), 11)))
	}
	row("next", f.Get)
	if f.Result == check.Wrong && f.Official != "" {
		fmt.Fprintf(a.out, "    see    %s\n", a.link("the official page", f.Official))
	}
	for _, k := range f.Candidates {
		row("maybe", k.Cite+" ["+k.Strength+", unreviewed]: "+cut(k.Text, 140))
	}
	fmt.Fprintln(a.out)
}
