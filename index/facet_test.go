package index

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

func searchIn(t *testing.T, x *Index, q Query) *Result {
	t.Helper()
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%q: %v", q.Text, err)
	}
	return r
}

func counts(list []Count) string {
	var out []string
	for _, c := range list {
		out = append(out, fmt.Sprintf("%s %d", c.Value, c.Count))
	}
	return strings.Join(out, ", ")
}

// TestFacetsAreMultiSelect holds that a filter does not narrow its own field.
func TestFacetsAreMultiSelect(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	q := Query{Browse: true, Facets: []string{"by", "position", "year", "cycle"}}
	r := searchIn(t, x, q)
	if got := counts(r.Facets["by"]) + " | " + counts(r.Facets["year"]) + " | " + counts(r.Facets["cycle"]); got != "nor 2, chl 1 | 2009 3, 2012 2 | 1 3" || r.Total != 5 {
		t.Errorf("all: %s, total %d", got, r.Total)
	}
	q.Filters = []Filter{{"by", []string{"NOR"}}}
	r = searchIn(t, x, q)
	if got := counts(r.Facets["by"]) + " | " + counts(r.Facets["position"]); got != "nor 2, chl 1 | noted 1, supported 1" || r.Total != 2 || len(r.Hits) != 2 {
		t.Errorf("by Norway: %s, total %d, %d hits", got, r.Total, len(r.Hits))
	}
	q.Filters = append(q.Filters, Filter{"position", []string{"supported"}})
	r = searchIn(t, x, q)
	if got := counts(r.Facets["by"]) + " | " + counts(r.Facets["position"]); got != "chl 1, nor 1 | noted 1, supported 1" || r.Total != 1 {
		t.Errorf("by Norway, supported: %s, total %d", got, r.Total)
	}
	if _, err := x.Search(context.Background(), Query{Browse: true, Filters: []Filter{{"nothing", nil}}}); err == nil {
		t.Error("a filter on no field was taken")
	}
}

// TestRelevanceFalls holds that the best hit stands first.
func TestRelevanceFalls(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	r := searchIn(t, x, Query{Text: "death OR penalty OR ratify OR law"})
	if len(r.Hits) < 3 || r.Hits[0].ID != "A/HRC/13/9001#90.1" {
		t.Errorf("%d hits, the first %+v", len(r.Hits), r.Hits)
	}
	for i := 1; i < len(r.Hits); i++ {
		if r.Hits[i].Score > r.Hits[i-1].Score {
			t.Errorf("%s, %v, stands after %v", r.Hits[i].ID, r.Hits[i].Score, r.Hits[i-1].Score)
		}
	}
}

func TestGroupsAndOrders(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	r := searchIn(t, x, Query{Text: "ratify OR corporal", Group: true})
	if r.Documents != 2 || len(r.Groups) != 2 || r.Groups[0].Count+r.Groups[1].Count != 3 || len(r.Groups[0].Hits) == 0 {
		t.Errorf("groups %+v", r.Groups)
	}
	for order, want := range map[string]string{"newest": "CRC/C/XAA/CO/1#15", "date": "A/HRC/13/9001#90.1", "symbol": "A/HRC/13/9001#90.1"} {
		r := searchIn(t, x, Query{Browse: true, Sort: order, Size: 2})
		if r.Hits[0].ID != want {
			t.Errorf("%s: first %s", order, r.Hits[0].ID)
		}
		next := searchIn(t, x, Query{Browse: true, Sort: order, From: 2, Size: 3})
		for _, h := range next.Hits {
			if h.ID == r.Hits[0].ID || h.ID == r.Hits[1].ID {
				t.Errorf("%s: %s stands on two pages", order, h.ID)
			}
		}
	}
}

// TestContextIsSentences holds what is shown around a word of a long text.
func TestContextIsSentences(t *testing.T) {
	long := "SAMPLE: The first sentence is about schools in Examplia, No. 5 and arts. 2 and 3. " + strings.Repeat("It goes on and says other things at some length here. ", 12) +
		"The Committee is concerned about torture in prisons. It recommends an inquiry. " + strings.Repeat("Nothing more of interest follows in this sentence. ", 12)
	f := fragments(long, map[string]bool{"tortur": true}, nil)
	var whole, marked string
	for _, x := range f {
		whole += x.Text
		if x.Marked {
			marked += x.Text
		}
	}
	if marked != "torture" || !strings.Contains(whole, "concerned about torture in prisons.") || len(whole) > contextShown+20 || !strings.HasPrefix(whole, "… ") {
		t.Errorf("%q, marked %q", whole, marked)
	}
	if f := fragments("SAMPLE: short torture", map[string]bool{"tortur": true}, nil); len(f) != 2 {
		t.Errorf("%v", f)
	}
	for _, s := range []string{"", "…", strings.Repeat("torture", 9000), strings.Repeat("é torture. ", 4000)} {
		fragments(s, map[string]bool{"tortur": true}, nil)
	}
}
