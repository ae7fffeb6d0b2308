package match

import (
	"context"
	"slices"
	"testing"

	"refrain/corpus"
)

// TestLinkCycle links the second cycle on Examplia to the first.
func TestLinkCycle(t *testing.T) {
	docs := examplia()
	by := map[string][]string{"90.3": {"XAC"}, "90.4": {"XAD"}, "124.2": {"XAC", "XAD"}, "124.1": {"XAD"}}
	for _, d := range docs {
		for i := range d.Passages {
			d.Passages[i].By = by[d.Passages[i].Para]
		}
	}
	twin := recommendation("124.6", "Abolish the death penalty. (Sampleland)")
	twin.By, twin.Ask = []string{"XAE"}, "Abolish the death penalty"
	docs[1].Passages[1].Ask = twin.Ask
	docs[1].Passages = append(docs[1].Passages, twin)
	docs[1].Seal()
	c, err := LinkCycle(context.Background(), docs, "XAA", 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Recommendations) != 6 || c.Demands != 5 || len(c.Others) != 1 {
		t.Fatalf("%d recommendations, %d demands, %d reports searched", len(c.Recommendations), c.Demands, len(c.Others))
	}
	for _, r := range c.Recommendations {
		switch r.Passage.Para {
		case "124.2":
			if r.Before() != MadeBefore || !slices.Equal(r.Again, []string{"XAC"}) {
				t.Errorf("124.2: %s, again %v", r.Before(), r.Again)
			}
		case "124.3", "124.5":
			if r.Before() == MadeBefore {
				t.Errorf("%s: made before by %v", r.Passage.Para, r.Earlier)
			}
		}
	}
	want := map[string]StateOfCycle{
		"XAC": {State: "XAC", Made: 1, Again: 1, Earlier: 1},
		"XAD": {State: "XAD", Made: 2, Others: 2, Earlier: 1, Unlinked: 1},
		"XAE": {State: "XAE", Made: 1, Others: 1},
	}
	for _, s := range c.ByState {
		if w := want[s.State]; s != w {
			// 124.1 asks to ratify what 90.1 asked to consider.
			t.Errorf("%+v, want %+v", s, w)
		}
	}
	for _, cycle := range []int{1, 3} {
		if _, err := LinkCycle(context.Background(), docs[1:2], "XAA", cycle); err == nil {
			t.Errorf("cycle %d is linked without its report", cycle)
		}
	}
	if _, err := LinkCycle(context.Background(), []*corpus.Document{docs[1]}, "XAA", 2); err == nil {
		t.Error("a cycle is linked to nothing")
	}
}
