package main

import (
	"fmt"

	"refrain/corpus"
)

// missingDocuments lists what is known on a State and not stored.
func (a *app) missingDocuments(state string, docs []*corpus.Document) []corpus.Known {
	var out []corpus.Known
	for _, k := range corpus.KnownDocuments(state, docs, a.now().Format("2006-01-02")) {
		if !k.Stored && k.Symbol != "" {
			out = append(out, k)
		}
	}
	return out
}

// printMissing names the missing documents and how to get them.
func (a *app) printMissing(r stateStatus) {
	if len(r.Missing) == 0 {
		return
	}
	fmt.Fprintln(a.out, "\nmissing documents")
	t := newTable("", "document", "kind", "review", "known from")
	for _, k := range r.Missing {
		t.add("", k.Symbol, string(k.Kind), k.Review, k.Basis)
	}
	t.write(a.out, a.width())
	if !a.quiet {
		fmt.Fprintf(a.err, "next: refrain fetch --state %s --dry-run%s\n", r.State, a.dirFlag())
	}
}
