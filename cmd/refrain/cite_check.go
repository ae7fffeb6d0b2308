package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

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
		return &usageError{fmt.Errorf("--output returns Word drafts (.docx) with comments, and %s is %s: save it as .docx, print the findings, or take --json", c.check, formatNames[draft.Format])}
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
		if err := a.writeOut(c.out, true, func(w io.Writer) error { return r.WriteComments(w, a.now(), c.all) }); err != nil {
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

// formatNames are the formats of drafts in words.
var formatNames = map[string]string{"docx": "a Word file", "odt": "an OpenDocument text", "markdown": "Markdown", "html": "HTML", "text": "plain text"}

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
		return nil, &hinted{fmt.Errorf("reading %s: %w", name, err), "save the draft as Word (.docx), OpenDocument text (.odt), Markdown, HTML or text"}
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
	k := &check.Checker{Shelf: shelf, States: states, Stored: map[string]bool{}}
	for _, h := range heads {
		k.Stored[h.State] = h.State != ""
	}
	shelves := map[string]*cite.Shelf{}
	for _, state := range about {
		shelves[state] = shelf
	}
	k.Propose = func(ctx context.Context, state, sentence string) ([]check.Candidate, error) {
		if state == "" && len(about) > 0 {
			state = about[0]
		}
		if shelves[state] == nil && k.Stored[state] {
			if shelves[state], err = pipeline.Shelf(w, nil, []string{state}); err != nil {
				return nil, err
			}
		}
		if shelves[state] == nil {
			return nil, nil
		}
		return propose(ctx, shelves[state], state, sentence)
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
