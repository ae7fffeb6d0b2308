package main

import (
	"fmt"
	"strings"

	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// printConcerns prints a matched letter: each item with its verdict and the
// passages that count, oldest first.
func (a *app) printConcerns(r *report.Report) {
	if r.Sample {
		fmt.Fprintln(a.out, a.bold("SAMPLE: invented States, invented text."))
	}
	fmt.Fprintf(a.out, "%s\n%s\n", a.bold(clean(r.Question.Title)), wrap(report.Notice+" "+r.Confirmed(), a.width(), 0))
	heading := ""
	for _, c := range r.Concerns {
		if h := strings.Join(c.Item.Headings, " › "); h != heading {
			heading = h
			fmt.Fprintf(a.out, "\n%s\n", a.dim(wrap(h, a.width(), 0)))
		}
		a.printConcern(c)
	}
	fmt.Fprintf(a.out, "\n%s searched", count(len(r.Coverage.Documents), "document"))
	if n := r.Coverage.Nearest; n > 0 {
		fmt.Fprintf(a.out, ", of whose %s the %d nearest to each item were compared closely", count(r.Coverage.Passages, "passage"), n)
	}
	if n := len(r.Coverage.Missing); n > 0 {
		fmt.Fprint(a.out, "; missing: ")
		for i, e := range r.Coverage.Missing {
			if i > 0 {
				fmt.Fprint(a.out, ", ")
			}
			fmt.Fprint(a.out, e.Name())
		}
	}
	fmt.Fprintln(a.out, ".")
	if n := len(r.Coverage.Cited); n > 0 {
		fmt.Fprintf(a.out, "%s of concluding observations cited in these documents are not stored: see `refrain status`.\n", count(n, "set"))
	}
	fmt.Fprintln(a.out, report.Disclaimer)
}

func (a *app) printConcern(c report.Concern) {
	fmt.Fprintf(a.out, "\n%3s. %s\n", clean(c.Number), wrap(a.bold(clean(c.Item.Text)), a.width(), 5))
	fmt.Fprintf(a.out, "     %s\n", wrap(c.Verdict, a.width(), 5))
	for _, n := range c.Beyond() {
		fmt.Fprintf(a.out, "     %s\n", a.dim(wrap(n, a.width(), 5)))
	}
	for i, g := range c.Groups() {
		if g.Fold {
			continue
		}
		if i > 0 || !g.Counted {
			fmt.Fprintf(a.out, "     %s:\n", g.Title)
		}
		for _, l := range g.Links {
			a.printLink(l)
		}
	}
	if len(c.Asks) == 1 && c.Asks[0].Found != match.NotFound { // of several, a note tells
		fmt.Fprintf(a.out, "     %s: asked for %s\n", clean(c.Asks[0].Label), c.Asks[0].Found)
	}
	if n := len(c.Related) + len(c.Possible); n > 0 {
		fmt.Fprintf(a.out, "     %s\n", a.dim(fmt.Sprintf("%d related or possible, not counted", n)))
	}
}

// printLink prints one passage: citation, position, strength, and the reason.
func (a *app) printLink(l match.Link) {
	facts := string(l.Strength) + ", " + string(l.Relation)
	if l.Passage.Position != "" {
		facts = positionWord(l.Passage) + "; " + facts
	}
	fmt.Fprintf(a.out, "     · %s [%s]\n", wrap(l.Cite, a.width(), 7), facts)
	if len(l.Why) > 0 {
		fmt.Fprintf(a.out, "       %s\n", a.dim(cut(strings.Join(l.Why, "; "), a.width()-8)))
	}
}

// printTable prints one line an item: the grid of a terminal.
func (a *app) printTable(r *report.Report) {
	head := []string{"", "item"}
	for _, e := range r.Events {
		head = append(head, e.Name)
	}
	t := newTable(head...)
	for _, c := range r.Concerns {
		row := []string{c.Number, cut(c.Item.Text, 60)}
		for _, cell := range c.Cells {
			row = append(row, cellText(cell))
		}
		t.add(row...)
	}
	t.write(a.out, a.width())
	fmt.Fprintln(a.out, a.dim("  a number: passages found · ?: to be verified · none: searched, none found · –: not searched"))
	for _, e := range r.Events {
		if e.When == match.SameReview && e.Lane == report.LaneReview {
			fmt.Fprintln(a.out, a.dim("  "+e.Name+": the review that the letter follows, which is no repetition"))
		}
	}
}

// cellText is a cell in a terminal.
func cellText(c report.Cell) string {
	n := itoa(c.Passages)
	if c.Fill == report.ToVerify {
		n += "?"
	}
	switch {
	case c.Fill == report.NotSearched:
		return "–"
	case c.Passages == 0:
		return "none"
	case len(c.States) > 0:
		return fmt.Sprintf("%s (%s)", n, count(len(c.States), "State"))
	}
	return n
}
