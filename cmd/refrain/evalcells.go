package main

import (
	"context"
	"slices"

	"refrain/corpus"
	"refrain/pipeline"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// scoreCells makes the report that the question gives on the documents and
// kinds of passages that the gold names, and compares its cells and verdicts
// with it.
func (a *app) scoreCells(ctx context.Context, asked *pipeline.Asked, gold *match.Gold, judged []string) (report.Score, error) {
	var docs []*corpus.Document
	for _, d := range asked.Documents {
		if slices.Contains(gold.Documents, d.Key) {
			docs = append(docs, d)
		}
	}
	opt := match.Options{Against: gold.Documents, Kinds: kindsIn(docs, gold)}
	items, err := match.New(docs).Run(ctx, asked.Question, opt)
	if err != nil {
		return report.Score{}, err
	}
	r := report.Build(report.Input{Question: asked.Question, Items: items, Documents: docs, States: asked.States, Version: version, Date: a.now()})
	return r.Against(gold, judged), nil
}

// kindsIn lists the kinds of the passages that gold grades.
func kindsIn(docs []*corpus.Document, gold *match.Gold) []string {
	var out []string
	for _, d := range docs {
		for _, p := range d.Passages {
			for _, grades := range gold.Grades {
				if _, ok := grades[p.ID]; ok && !slices.Contains(out, string(p.Kind)) {
					out = append(out, string(p.Kind))
				}
			}
		}
	}
	return out
}
