package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline"
	"refrain/pipeline/match"
)

func (a *app) citeHeading(c citing, style cite.Style) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	states, err := gazetteer(w)
	if err != nil {
		return err
	}
	if c.state, err = resolveState(states, c.state); err != nil {
		return err
	}
	shelf, err := pipeline.Shelf(w, nil, []string{c.state})
	if err != nil {
		return err
	}
	known := map[string]bool{}
	passages := c.underHeading(shelf, known)
	if whole := c.partOf(known); len(passages) == 0 && whole != "" {
		c.heading = whole
		passages = c.underHeading(shelf, known)
	}
	set := citedSet{title: c.heading, passages: passages, opt: cite.Options{States: c.states || len(passages) == 1, Corr: shelf.Corrigenda()}}
	if set.empty() {
		fmt.Fprintf(a.err, "refrain: no recommendation to %s under the heading %s\n", states.Name(c.state), clean(c.heading))
		if len(known) > 0 {
			fmt.Fprintf(a.err, "hint: the headings are %s\n", strings.Join(sortedKeys(known), "; "))
		}
		return errNothing
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s under %q; the heading of each is proposed by a program: read them before you cite them\n", count(len(set.passages), "recommendation"), clean(c.heading))
	}
	return a.writeCited(shelf, set, c, style)
}

// underHeading lists the passages on the State under the heading, and keeps
// the headings that are there.
func (c citing) underHeading(shelf *cite.Shelf, known map[string]bool) []corpus.Passage {
	var out []corpus.Passage
	for _, v := range shelf.Volumes() {
		if v.State != c.state || len(c.cycles) > 0 && !slices.Contains(c.cycles, v.Cycle) {
			continue
		}
		for _, p := range v.Passages {
			if c.headed(p, known) {
				out = append(out, p)
			}
		}
	}
	return out
}

// partOf is the one heading that has what was typed as a part, else "".
func (c citing) partOf(known map[string]bool) string {
	whole := ""
	for _, h := range sortedKeys(known) {
		if strings.Contains(strings.ToLower(h), strings.ToLower(c.heading)) {
			if whole != "" {
				return ""
			}
			whole = h
		}
	}
	return whole
}

// headed reports whether a passage is cited under the heading, and keeps the
// headings that are there.
func (c citing) headed(p corpus.Passage, known map[string]bool) bool {
	kinds := c.scope.Kinds
	if len(kinds) == 0 {
		kinds = []string{string(corpus.PassageRecommendation)}
	}
	if !slices.ContainsFunc(kinds, func(k string) bool { return strings.HasPrefix(string(p.Kind), k) }) {
		return false
	}
	for _, t := range p.Themes {
		known[t] = true
		if strings.EqualFold(t, c.heading) {
			return true
		}
	}
	return false
}

func sortedKeys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (a *app) citeItem(ctx context.Context, letter string, c citing, style cite.Style) error {
	ans, err := a.ask(ctx, letter, c.asking)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(ans.items, func(it match.ItemLinks) bool { return it.Number == c.item })
	if i < 0 {
		return &hinted{fmt.Errorf("%s has no item %s: its items run from %s to %s", letter, c.item, ans.items[0].Number, ans.items[len(ans.items)-1].Number),
			"the number is the item's place in the annex"}
	}
	var confirmed, open []match.Link
	for _, l := range ans.items[i].Links {
		switch {
		case l.Reviewed != nil && l.Reviewed.Grade == 2:
			confirmed = append(confirmed, l)
		case l.Reviewed == nil && (l.Strength == match.Strong || l.Strength == match.Likely):
			open = append(open, l)
		}
	}
	shelf := cite.NewShelf(ans.asked.Documents, nil)
	opt := func(links []match.Link) cite.Options {
		return cite.Options{States: c.states || len(links) == 1, Corr: shelf.Corrigenda()}
	}
	set := citedSet{passages: passagesOf(confirmed), opt: opt(confirmed), title: ans.items[i].Item.Text}
	if !set.empty() {
		if err := a.writeCited(shelf, set, c, style); err != nil {
			return err
		}
	}
	if c.unreviewed && len(open) > 0 {
		if c.out != "" && !set.empty() {
			return &usageError{errors.New("with --output, write the confirmed and the unreviewed links into files of their own")}
		}
		fmt.Fprintln(a.err, "to check: the following are proposed by a program, no reader has confirmed them")
		a.flush()
		set := citedSet{passages: passagesOf(open), opt: opt(open), title: ans.items[i].Item.Text + " " + cite.Unreviewed, unreviewed: true}
		return a.writeCited(shelf, set, c, style)
	}
	a.listToCheck(open)
	if set.empty() {
		return errNothing
	}
	return nil
}

// markUnreviewed marks passages that no reader confirmed, for the styles that
// carry each passage's own citation.
func markUnreviewed(ps []corpus.Passage) []corpus.Passage {
	ps = slices.Clone(ps)
	for i := range ps {
		ps[i].Cite += " " + cite.Unreviewed
	}
	return ps
}

// mostLinks is how many addresses a terminal shows unasked.
const mostLinks = 8

// printLinks prints the address of each passage of a note: where they are asked
// for, under the note; on a terminal apart from it, so that what is piped or
// copied stays the note.
func (a *app) printLinks(set citedSet, c citing, style cite.Style) {
	if style.Ext != "" || style.Name == "html" || !c.links && (a.quiet || !isTerminal(a.out) || !isTerminal(a.err)) {
		return
	}
	w, n := a.out, len(set.passages)
	if !c.links {
		a.flush()
		w, n = a.err, min(n, mostLinks)
	}
	for _, p := range set.passages[:n] {
		if u := cite.Official(p); u != "" {
			fmt.Fprintf(w, "%s  %s\n", clean(p.Cite), u)
		}
		if c.report != "" {
			fmt.Fprintf(w, "%s  %s#%s\n", clean(p.Cite), c.report, cite.Anchor(p.ID))
		}
	}
	if more := len(set.passages) - n; more > 0 {
		fmt.Fprintf(w, "and %d more: --links prints all\n", more)
	}
}

// passagesOf are the passages of links, oldest first.
func passagesOf(links []match.Link) []corpus.Passage {
	var out []corpus.Passage
	for _, l := range links {
		out = append(out, l.Passage)
	}
	slices.SortStableFunc(out, func(a, b corpus.Passage) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Key, b.Key), cite.CompareNumbers(a.Para, b.Para))
	})
	return out
}

// listToCheck lists links that no reader has confirmed, on standard error.
func (a *app) listToCheck(open []match.Link) {
	a.flush()
	if len(open) == 0 {
		fmt.Fprintln(a.err, "no other link waits for a reader")
		return
	}
	fmt.Fprintf(a.err, "to check: %s proposed by a program, not confirmed by a reader\n", count(len(open), "passage"))
	for _, l := range open {
		fmt.Fprintf(a.err, "  %s [%s]\n", clean(l.Cite), l.Strength)
	}
	fmt.Fprintln(a.err, "next: `refrain review` confirms them; --unreviewed cites them as they are")
}
