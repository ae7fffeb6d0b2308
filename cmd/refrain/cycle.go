package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"refrain/corpus"
	"refrain/pipeline"
	"refrain/pipeline/dossier"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// matchCycle links all recommendations of a cycle on a State to those of its
// other cycles, and prints or writes them.
func (a *app) matchCycle(ctx context.Context, state string, cycle int, out string) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	states, err := gazetteer(w)
	if err != nil {
		return err
	}
	code, err := resolveState(states, state)
	if err != nil {
		return err
	}
	docs, err := pipeline.DocumentsAbout(w, code)
	if err != nil {
		return err
	}
	c, err := match.LinkCycle(ctx, docs, code, cycle)
	if err != nil {
		return fmt.Errorf("%w: `refrain status --state %s` lists what is stored", err, code)
	}
	switch suffix := strings.ToLower(filepath.Ext(out)); {
	case out == "" && a.json:
		return cycleLines(a.out, c, a.cycleMade(c))
	case out == "":
		a.printCycle(c, states)
		return nil
	case suffix == ".csv":
		err = a.writeOut(out, false, func(w io.Writer) error { return cycleTable(w, c, a.cycleMade(c)) })
	case suffix == ".jsonl":
		err = a.writeOut(out, false, func(w io.Writer) error { return cycleLines(w, c, a.cycleMade(c)) })
	default:
		return &usageError{fmt.Errorf("%s: a table is written as .csv or .jsonl", out)}
	}
	if err == nil && !a.quiet {
		fmt.Fprintf(a.err, "%s: %s\n", out, count(len(c.Recommendations), "recommendation"))
	}
	return err
}

// printCycle prints the recommendations and the recommending States.
func (a *app) printCycle(c *match.Cycle, states *corpus.Gazetteer) {
	fmt.Fprintf(a.out, "%s\n%s\n%s\n\n", a.bold(fmt.Sprintf("%s, UPR cycle %d", clean(c.StateName), c.Cycle)),
		wrap(report.Notice, a.width(), 0), wrap(match.CycleDefinition, a.width(), 0))
	n := map[match.Before]int{}
	t := newTable("para.", "by", "earlier", "to verify", "later", "recommendation")
	for i := range c.Recommendations {
		r := &c.Recommendations[i]
		n[r.Before()]++
		t.add(r.Passage.Para, strings.Join(r.Passage.By, " "), citesOf(r.Earlier, r.Again), citesOf(r.Likely, nil), citesOf(r.Later, nil), r.Passage.Text)
	}
	t.write(a.out, a.width())
	fmt.Fprintln(a.out)
	s := newTable("State", "made", "made by it before", "by others before", "to verify", "made earlier", "of these unlinked")
	for _, x := range c.ByState {
		if x.Made > 0 {
			s.add(states.Name(x.State), itoa(x.Made), itoa(x.Again), itoa(x.Others), itoa(x.ToVerify), itoa(x.Earlier), itoa(x.Unlinked))
		}
	}
	s.write(a.out, a.width())
	fmt.Fprintf(a.out, "\n%s (%s): %d made before, %d to be verified, %d without an earlier passage found.\n",
		count(len(c.Recommendations), "recommendation"), count(c.Demands, "demand"), n[match.MadeBefore], n[match.ToVerify], n[match.NoneFound])
	var searched []string
	for _, d := range c.Others {
		searched = append(searched, fmt.Sprintf("%s (cycle %d)", d.CiteAs, d.Cycle))
	}
	fmt.Fprintf(a.out, "Searched: %s.\n%s\n", strings.Join(searched, ", "), report.Disclaimer)
}

// citesOf names for each cycle the nearest paragraph and how many more there
// are: "1: 111.36 +2, 2: 115.3*"; a star says that a recommending State made
// one of them itself.
func citesOf(links []match.Link, again []string) string {
	var out []string
	for cycle := 1; cycle <= 9; cycle++ {
		first, more, own := "", 0, ""
		for _, l := range links {
			if l.Passage.Cycle != cycle {
				continue
			}
			if first == "" {
				first = l.Para
			} else {
				more++
			}
			if slices.ContainsFunc(again, func(s string) bool { return slices.Contains(l.Passage.By, s) }) {
				own = "*"
			}
		}
		switch {
		case first == "":
		case more == 0:
			out = append(out, fmt.Sprintf("%d: %s%s", cycle, first, own))
		default:
			out = append(out, fmt.Sprintf("%d: %s +%d%s", cycle, first, more, own))
		}
	}
	return strings.Join(out, ", ")
}

var cycleHeader = []string{"state", "cycle", "para", "cite", "by", "position", "text", "demand", "before", "again",
	"count", "when", "other_cycle", "other_cite", "other_by", "other_position", "other_text", "strength", "relation", "probability", "why",
	"notice", "version", "date", "corpus", "searched", "missing"}

// cycleHead is what a table of a cycle says of itself.
type cycleHead struct {
	Notice, Date, Hash string
	Searched, Missing  []string
}

func (a *app) cycleMade(c *match.Cycle) cycleHead {
	h := cycleHead{Notice: report.Notice + " " + report.Disclaimer, Date: a.now().Format(time.DateOnly), Searched: []string{}, Missing: []string{}}
	docs := append(slices.Clone(c.Documents), c.Others...)
	h.Hash = dossier.Hash(docs)
	for _, d := range c.Others {
		h.Searched = append(h.Searched, d.Key)
	}
	for _, r := range corpus.ReviewsOf(c.State, docs, h.Date) {
		if r.Mechanism == corpus.UPR && r.Document == "" {
			h.Missing = append(h.Missing, r.Name())
		}
	}
	return h
}

// cycleTable writes a row for each link, and one for each recommendation
// without any, as CSV.
func cycleTable(w io.Writer, c *match.Cycle, h cycleHead) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	made := []string{h.Notice, version, h.Date, h.Hash, strings.Join(h.Searched, "|"), strings.Join(h.Missing, "|")}
	rows := [][]string{cycleHeader}
	for i := range c.Recommendations {
		r := &c.Recommendations[i]
		p := r.Passage
		head := []string{c.State, strconv.Itoa(c.Cycle), p.Para, p.Cite, strings.Join(p.By, "|"), string(p.Position), p.Text, r.Demand,
			string(r.Before()), strings.Join(r.Again, "|")}
		n := len(rows)
		for k, list := range [][]match.Link{r.Earlier, r.Likely, r.Later} {
			for _, l := range list {
				rows = append(rows, append(head[:len(head):len(head)], []string{"counted", "to be verified", "counted"}[k], string(l.When),
					strconv.Itoa(l.Passage.Cycle), l.Cite, strings.Join(l.Passage.By, "|"), string(l.Passage.Position), l.Passage.Text,
					string(l.Strength), string(l.Relation), strconv.FormatFloat(*l.Probability, 'f', 4, 64), strings.Join(l.Why, "; ")))
			}
		}
		if len(rows) == n {
			rows = append(rows, append(head, make([]string, len(cycleHeader)-len(head)-len(made))...))
		}
		for k := n; k < len(rows); k++ {
			rows[k] = append(rows[k], made...)
		}
	}
	return out.WriteAll(rows)
}

// cycleLines writes the definition, the recommendations and the States as JSON
// Lines.
func cycleLines(w io.Writer, c *match.Cycle, h cycleHead) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	keys := func(docs []*corpus.Document) []string {
		out := []string{}
		for _, d := range docs {
			out = append(out, d.Key)
		}
		return out
	}
	if err := enc.Encode(map[string]any{"type": "cycle", "state": c.State, "cycle": c.Cycle, "documents": keys(c.Documents), "searched": keys(c.Others),
		"recommendations": len(c.Recommendations), "demands": c.Demands, "definition": match.CycleDefinition,
		"note": h.Notice, "version": version, "date": h.Date, "corpus_hash": h.Hash, "missing": h.Missing}); err != nil {
		return err
	}
	for i := range c.Recommendations {
		r := &c.Recommendations[i]
		line := map[string]any{"type": "recommendation", "id": r.Passage.ID, "para": r.Passage.Para, "cite": r.Passage.Cite, "by": r.Passage.By,
			"position": r.Passage.Position, "text": r.Passage.Text, "demand": r.Demand, "before": r.Before(), "again": some(r.Again),
			"earlier": some(r.Earlier), "to_verify": some(r.Likely), "later": some(r.Later)}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	for _, s := range c.ByState {
		if err := enc.Encode(struct {
			Type string `json:"type"`
			match.StateOfCycle
		}{"state", s}); err != nil {
			return err
		}
	}
	return nil
}

// some is a list that JSON shows as [] where it is empty.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
