package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/check"
	"refrain/pipeline/match"
)

// checkDraft checks a person's draft and prints the findings, or returns the
// draft with comments.
func (a *app) checkDraft(ctx context.Context, c citing) error {
	draft, err := a.readDraft(c.check)
	if err != nil {
		return err
	}
	if c.out != "" && draft.Format != "docx" {
		return &usageError{fmt.Errorf("--output returns a Word draft with comments; %s is %s: print the findings, or take --json", c.check, draft.Format)}
	}
	k, err := a.checker(draft, c)
	if err != nil {
		return err
	}
	r, err := k.Check(ctx, draft)
	if err != nil {
		return fmt.Errorf("checking %s: %w", c.check, err)
	}
	if c.out != "" {
		if err := store.Replace(c.out, 0o644, func(w io.Writer) error { return r.WriteComments(w, a.now(), c.all) }); err != nil {
			return err
		}
	}
	if a.json {
		for _, f := range r.Findings {
			a.writeJSON(f)
		}
	} else {
		a.printCheck(r, c)
	}
	switch {
	case len(r.Findings) == 0:
		return errNothing
	case r.Count(check.Wrong) > 0:
		return errSomeFailed
	}
	return nil
}

// readDraft reads a draft: a file or standard input.
func (a *app) readDraft(name string) (*check.Draft, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(io.LimitReader(a.in, pipeline.MaxFile))
	} else {
		if fi, serr := os.Stat(name); serr == nil && fi.IsDir() {
			return nil, &usageError{fmt.Errorf("%s is a folder: name one draft", name)}
		}
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the draft: %w", err)
	}
	d, err := check.Read(filepath.Base(name), data)
	if err != nil {
		return nil, &hinted{fmt.Errorf("reading %s: %w", name, err), "save the draft as Word (.docx), Markdown, HTML or text"}
	}
	return d, nil
}

// checker loads what a draft needs.
func (a *app) checker(d *check.Draft, c citing) (*check.Checker, error) {
	w, err := a.open()
	if err != nil {
		return nil, err
	}
	states, err := gazetteer(w)
	if err != nil {
		return nil, err
	}
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	heads = store.Current(heads)
	if c.state, err = resolveState(states, c.state); err != nil {
		return nil, err
	}
	keys, missing := check.Wanted(d, heads)
	about := about(d, heads, states, c.state, keys)
	shelf, err := pipeline.Shelf(w, append(keys, missing...), about)
	if err != nil {
		return nil, err
	}
	k := &check.Checker{Shelf: shelf, States: states}
	k.Propose = func(ctx context.Context, state, sentence string) ([]check.Candidate, error) {
		if state == "" && len(about) > 0 {
			state = about[0]
		}
		return propose(ctx, shelf, state, sentence)
	}
	return k, nil
}

// about are the States a draft is about, the first the one it is most about:
// the one named with --state, else those of the documents cited, else the
// State with stored documents that is named most.
func about(d *check.Draft, heads []*corpus.Document, states *corpus.Gazetteer, named string, keys []string) []string {
	if named != "" {
		return []string{named}
	}
	byKey, stored := map[string]string{}, map[string]bool{}
	for _, h := range heads {
		byKey[h.Key], stored[h.State] = h.State, true
	}
	var out []string
	for _, k := range keys {
		if s := byKey[k]; s != "" {
			out = append(out, s)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, s := range check.StatesNamed(d, states) {
		if stored[s] {
			return []string{s}
		}
	}
	return nil
}

// maxProposed is how many passages are offered for one phrase.
const maxProposed = 5

// propose finds passages on a State that may raise what a sentence says.
func propose(ctx context.Context, shelf *cite.Shelf, state, sentence string) ([]check.Candidate, error) {
	var docs []*corpus.Document
	for _, v := range shelf.Volumes() {
		if v.State == state && state != "" {
			docs = append(docs, v.Document)
		}
	}
	item := corpus.Passage{ID: "draft#1", Key: "draft", Para: "1", Kind: corpus.PassageItem, Text: sentence}
	items, err := match.New(docs).Run(ctx, match.Question{State: state, Items: []corpus.Passage{item}}, match.Options{})
	if err != nil || len(items) == 0 {
		return nil, err
	}
	var out []check.Candidate
	for _, l := range items[0].Links {
		if len(out) < maxProposed {
			out = append(out, check.CandidateOf(l.Passage, string(l.Strength)))
		}
	}
	return out, nil
}

// marks are the signs of the results, so that colour is not the only
// difference.
var marks = map[check.Result]string{check.Correct: "✓", check.Wrong: "✗", check.CannotCheck: "?", check.Differs: "≠", check.Candidates: "○"}

// colours of the marks on a terminal.
var colours = map[check.Result]string{check.Correct: "32", check.Wrong: "31", check.CannotCheck: "33", check.Differs: "35", check.Candidates: "36"}

// words of the results.
var resultWords = map[check.Result]string{check.Correct: "correct", check.Wrong: "wrong", check.CannotCheck: "cannot check", check.Differs: "differs", check.Candidates: "to consider"}

// resultOrder is the order of the summary.
var resultOrder = []check.Result{check.Correct, check.Wrong, check.CannotCheck, check.Differs, check.Candidates}

func (a *app) printCheck(r *check.Report, c citing) {
	for _, f := range r.Findings {
		if f.Result == check.Correct && !c.all && len(f.Style) == 0 {
			continue
		}
		a.printFinding(r, f)
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
	fmt.Fprintf(a.out, "%s: %s\n", clean(c.check), strings.Join(parts, "  "))
	if len(r.Missing) > 0 && !a.quiet {
		fmt.Fprintf(a.out, "not here: %s\n", wrap(strings.Join(r.Missing, ", "), a.width(), 10))
	}
	if c.out != "" && !a.quiet {
		fmt.Fprintf(a.err, "%s: the draft with its findings as comments\n", c.out)
	}
}

// printFinding prints one finding with the words around it, like a compiler.
func (a *app) printFinding(r *check.Report, f check.Finding) {
	place := fmt.Sprintf("line %d:%d", f.Line, f.Column)
	if r.Draft.Format == "docx" {
		place = fmt.Sprintf("paragraph %d", f.Line)
	}
	if f.Note != "" {
		place += ", note " + clean(f.Note)
	}
	mark := a.paint(colours[f.Result], marks[f.Result]+" "+resultWords[f.Result])
	fmt.Fprintf(a.out, "%s  %s  %s\n", mark, a.bold(place), a.dim(string(f.What)))
	before, text, after := r.Around(f, max(20, (a.width()-8-min(60, utf8.RuneCountInString(f.Text)))/2))
	fmt.Fprintf(a.out, "    %s%s%s\n", a.dim(clean(before)), a.paint("1;"+colours[f.Result], clean(cut(text, 60+a.width()/3))), a.dim(clean(after)))
	if !isTerminal(a.out) || a.noColor {
		fmt.Fprintf(a.out, "    %s%s\n", strings.Repeat(" ", utf8.RuneCountInString(clean(before))), strings.Repeat("~", utf8.RuneCountInString(cut(text, 60+a.width()/3))))
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
		row("write", a.bold(clean(f.Right)))
	}
	row("next", f.Get)
	if f.Result == check.Wrong {
		row("see", f.Official)
	}
	for _, k := range f.Candidates {
		row("maybe", k.Cite+" ["+k.Strength+", unreviewed]: "+cut(k.Text, 140))
	}
	fmt.Fprintln(a.out)
}
