package pipeline

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/pipeline/match"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestRankingOfTheSample holds the ranking of the sample's letter to a golden
// file, so that a change of ranking is a difference one can read. Write it anew
// with go test ./pipeline -run Ranking -update.
func TestRankingOfTheSample(t *testing.T) {
	w := workspace(t)
	if _, err := Ingest(context.Background(), w, []string{sampleFolder(t)}, options()); err != nil {
		t.Fatal(err)
	}
	a, err := Ask(context.Background(), w, options(), "hc-letter:XAA:2019-12-02", "", match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	items, err := a.Match(context.Background(), match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("SAMPLE: item, rank, probability, strength, relation, parts, passage\n")
	for _, it := range items {
		for _, l := range it.Links {
			fmt.Fprintf(&b, "%3s %2d  %.2f %-8s %-11s %s → %s  %s\n", it.Number, l.Rank, *l.Probability, l.Strength, l.Relation,
				part(l.UnitFrom), part(l.UnitTo), l.ID)
		}
		if len(it.Links) == 0 {
			fmt.Fprintf(&b, "%3s  –  no passage found\n", it.Number)
		}
		for _, k := range it.Asks {
			fmt.Fprintf(&b, "%3s     %s: %s\n", it.Number, k.Label, k.Found)
		}
	}
	golden := filepath.Join("testdata", "sample-ranking.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	was := strings.Split(string(want), "\n")
	for i, line := range strings.Split(b.String(), "\n") {
		if i >= len(was) || was[i] != line {
			old := "nothing"
			if i < len(was) {
				old = was[i]
			}
			t.Errorf("line %d is\n%s\nwas\n%s", i+1, line, old)
			break
		}
	}
}

func part(name string) string {
	if name == "" {
		return "whole"
	}
	return name
}
