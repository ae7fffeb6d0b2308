package check

import (
	"context"
	"slices"
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// Checker checks drafts against stored documents.
type Checker struct {
	Shelf *cite.Shelf
	// States names and resolves States.
	States *corpus.Gazetteer
	// Propose finds passages on a State that may raise what a sentence says;
	// nil for none. They are proposals by a program. The State is empty where
	// the draft does not tell.
	Propose func(ctx context.Context, state, sentence string) ([]Candidate, error)
	// Stored are the States that documents are stored on, whether on the shelf
	// or not; nil means those of the shelf.
	Stored map[string]bool
	// index of the words of all passages, for quotations whose place is wrong.
	words *wordIndex
}

// Wanted lists the documents, of those stored, that a check of a draft needs,
// by key: those it cites, and those whose symbols are one slip away from one
// that it cites and that is not stored. missing are symbols that it cites and
// that are not stored.
func Wanted(d *Draft, heads []*corpus.Document) (keys, missing []string) {
	stored := map[string]bool{}
	for _, h := range heads {
		stored[h.Key] = true
	}
	seen := map[string]bool{}
	for _, s := range symbolsIn(d) {
		if seen[s] {
			continue
		}
		seen[s] = true
		if stored[s] {
			keys = append(keys, s)
			continue
		}
		missing = append(missing, s)
		for _, h := range heads {
			if slip(s, h.Key) {
				keys = append(keys, h.Key)
			}
		}
	}
	return keys, missing
}

// symbolsIn lists the symbols in a draft, and what looks like one.
func symbolsIn(d *Draft) []string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, looseRE.FindAllString(b.Text, -1)...)
	}
	for _, c := range findCitations(d, corpus.World()) {
		out = append(out, c.symbol)
		if c.Via != nil {
			out = append(out, c.Via.Symbol)
		}
	}
	for i := range out {
		out[i] = corpus.CanonicalSymbol(out[i])
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// StatesNamed lists the States that a draft names, the most named first.
func StatesNamed(d *Draft, g *corpus.Gazetteer) []string {
	n := map[string]int{}
	for _, b := range d.Blocks {
		for _, m := range mentions(g, b.Text) {
			n[m.code]++
		}
	}
	var out []string
	for c := range n {
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool { return n[out[i]] > n[out[j]] || n[out[i]] == n[out[j]] && out[i] < out[j] })
	return out
}

// Check checks a draft. The error is that of the context or of Propose.
func (k *Checker) Check(ctx context.Context, d *Draft) (*Report, error) {
	if k.States == nil {
		k.States = corpus.World()
	}
	if k.words == nil {
		k.words = newWordIndex(k.Shelf)
	}
	r := &run{Checker: k, draft: d, report: &Report{Draft: d}, seen: map[string]bool{}}
	var cs []*checked
	for _, c := range findCitations(d, k.States) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		x := &checked{cited: c}
		cs = append(cs, x)
		r.citation(x)
	}
	r.malformed(cs)
	r.rows(cs)
	for _, s := range statements(d, cs) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r.statement(s)
		if err := r.phrase(ctx, s, cs); err != nil {
			return nil, err
		}
	}
	r.finish()
	return r.report, nil
}

// run is one check of one draft.
type run struct {
	*Checker
	draft  *Draft
	report *Report
	seen   map[string]bool // symbols that are missing
	about0 *string         // the State whose documents are cited most, once asked
}

// add adds a finding about [start, end) of a block.
func (r *run) add(block, start, end int, f Finding) int {
	b := r.draft.Blocks[block]
	f.block, f.start, f.end = block, start, min(end, len(b.Text))
	for f.end > f.start && strings.ContainsRune(" \n", rune(b.Text[f.end-1])) {
		f.end--
	}
	f.Text = strings.Join(strings.Fields(b.Text[f.start:f.end]), " ")
	f.Line, f.Column, f.Note = b.LineAt(start), b.Column(start), b.Note
	r.report.Findings = append(r.report.Findings, f)
	return len(r.report.Findings) - 1
}

// miss notes a document that is not here.
func (r *run) miss(symbol string) {
	if symbol != "" && !r.seen[symbol] {
		r.seen[symbol] = true
		r.report.Missing = append(r.report.Missing, symbol)
	}
}

// finish orders the findings as they stand in the draft.
func (r *run) finish() {
	sort.SliceStable(r.report.Findings, func(i, j int) bool {
		a, b := r.report.Findings[i], r.report.Findings[j]
		if a.block != b.block {
			return a.block < b.block
		}
		return a.start < b.start
	})
	sort.Strings(r.report.Missing)
}

// statement checks the quotations and claims of a sentence.
func (r *run) statement(s statement) {
	if r.draft.Blocks[s.block].Row > 0 && len(s.cites) == 0 {
		return // its row is checked
	}
	r.quotations(s)
	if s.back {
		r.answeredBack(s)
		return
	}
	if s.borrowed {
		return
	}
	r.topic(s)
	told := false
	for _, c := range clauses(s) {
		if slices.ContainsFunc(c.near, func(x *checked) bool { return x.Open }) {
			continue // "140.32 ff." names no end
		}
		c.told = told
		told = r.states(s, c)
		r.speech(s, c)
		r.when(s, c)
		r.bodies(s, c)
		r.addressed(s, c)
		r.position(s, c)
		r.counts(s, c)
	}
}

// passagesOf are the passages of citations, each once.
func passagesOf(cs []*checked) []corpus.Passage {
	var out []corpus.Passage
	seen := map[string]bool{}
	for _, c := range cs {
		for _, p := range c.passages {
			if !seen[p.ID] {
				seen[p.ID] = true
				out = append(out, p)
			}
		}
	}
	return out
}

// wholeOf reports whether every citation was found whole.
func wholeOf(cs []*checked) bool {
	for _, c := range cs {
		if !c.whole {
			return false
		}
	}
	return len(cs) > 0
}
