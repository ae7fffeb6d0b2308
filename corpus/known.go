package corpus

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"refrain/seeds"
)

// Known is a document that is known to exist, or that by the rules for
// symbols belongs to a review that took place.
type Known struct {
	Symbol string `json:"symbol"`
	Kind   Kind   `json:"kind"`
	// Review is the event it belongs to ("UPR 2014"), empty for a document
	// that is only cited.
	Review string `json:"review,omitempty"`
	Cycle  int    `json:"cycle,omitempty"`
	// Basis says how it is known, in words for a reader.
	Basis string `json:"basis"`
	// Stored says that it is in the workspace.
	Stored bool `json:"stored"`
}

// backgroundKinds are the three documents that a UPR review starts from; the
// symbol of each ends in its number (A/HRC/WG.6/20/SVN/1 to 3).
var backgroundKinds = []Kind{KindNationalReport, KindCompilation, KindSummary}

// KnownDocuments lists the documents on a State that are known to exist up to
// a date: those of the review events ([ReviewsOf]), the background documents
// and addenda that follow from the rules for symbols, and the concluding
// observations that stored documents cite. They stand in order of review, then
// of kind.
func KnownDocuments(state string, docs []*Document, until string) []Known {
	var out []Known
	if slices.ContainsFunc(docs, func(d *Document) bool { return d.Sample }) {
		return nil // the sample's States have no documents elsewhere
	}
	for _, r := range ReviewsOf(state, docs, until) {
		out = append(out, reviewDocuments(state, r)...)
	}
	for _, c := range CitedMissing(state, docs) {
		out = append(out, Known{Symbol: c.Symbol, Kind: KindObservations, Basis: "cited in " + strings.Join(c.By, ", ")})
	}
	for _, f := range tsv(seeds.Observations) {
		if f[0] == state {
			out = append(out, Known{Symbol: f[1], Kind: KindObservations, Basis: "cited in " + f[2]})
		}
	}
	stored := map[string]bool{}
	for _, d := range docs {
		stored[d.Key] = true
	}
	seen := map[string]bool{}
	out = slices.DeleteFunc(out, func(k Known) bool {
		again := seen[k.Symbol]
		seen[k.Symbol] = true
		return again
	})
	for i := range out {
		out[i].Stored = stored[out[i].Symbol]
	}
	return out
}

// reviewDocuments are the documents of one review whose symbols are known or
// follow from a rule.
func reviewDocuments(state string, r Review) []Known {
	k := Known{Symbol: r.Symbol, Kind: KindObservations, Review: r.Name(), Cycle: r.Cycle, Basis: basisInWords(r.Basis)}
	if r.Mechanism != UPR {
		return []Known{k}
	}
	var out []Known
	if r.Session > 0 {
		for i, kind := range backgroundKinds {
			out = append(out, Known{Symbol: fmt.Sprintf("A/HRC/WG.6/%d/%s/%d", r.Session, state, i+1), Kind: kind,
				Review: r.Name(), Cycle: r.Cycle, Basis: "by rule; " + r.SessionBasis()})
		}
	}
	if r.Symbol == "" {
		return out
	}
	k.Kind = KindWGReport
	return append(out, k, Known{Symbol: r.Symbol + "/Add.1", Kind: KindAddendum, Review: r.Name(), Cycle: r.Cycle,
		Basis: "by rule; some States submit none"})
}

// basisInWords says how the symbol of an outcome document is known.
func basisInWords(basis string) string {
	switch basis {
	case "document":
		return "stored"
	case "list":
		return "list; not read in a document"
	}
	return basis
}

// ByKind keeps the documents of the named kinds; none named keeps all.
func ByKind(known []Known, kinds []Kind) []Known {
	if len(kinds) == 0 {
		return known
	}
	var out []Known
	for _, k := range known {
		if slices.Contains(kinds, k.Kind) {
			out = append(out, k)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return slices.Index(kinds, out[i].Kind) < slices.Index(kinds, out[j].Kind) })
	return out
}

// StateOfSymbol is the State that the document with a symbol is on, by the
// catalogue of reviews or by the State's code in the symbol; empty where
// neither says it.
func StateOfSymbol(symbol string) string {
	if s := catalogued()[symbol]; s != "" {
		return s
	}
	for _, part := range strings.Split(symbol, "/") {
		if len(part) == 3 && World().Known(part) && strings.HasPrefix(symbol, "A/HRC/WG.6/") {
			return part
		}
	}
	return ""
}

// catalogued maps the symbols of the catalogue to States.
var catalogued = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, r := range catalogue() {
		if r.Symbol != "" {
			out[r.Symbol] = r.State
		}
	}
	return out
})
