package match_test

import (
	"context"
	"fmt"
	"testing"

	"refrain/corpus"
	"refrain/index"
	"refrain/pipeline/match"
)

// TestTypedItemsFindWhatMatchFinds types the 36 items of Slovenia's annex into
// the search box: search finds every passage that match gives as strong or
// likely, and most of them early.
func TestTypedItemsFindWhatMatchFinds(t *testing.T) {
	docs := documents(t)
	dir := t.TempDir()
	if _, err := index.Build(context.Background(), dir, docs, index.BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	answers, err := match.New(docs).Run(context.Background(), annex(t), match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	links, found, early := 0, 0, 0
	for _, it := range answers {
		rank := typed(t, x, it.Item)
		wanted := 0
		for _, l := range it.Links {
			if l.Strength != match.Strong && l.Strength != match.Likely {
				continue
			}
			links, wanted = links+1, wanted+1
			r, ok := rank[l.ID]
			if !ok {
				t.Errorf("item %s: %s (%s) is not found by typing it: %.90s", it.Number, l.Cite, l.Strength, l.Passage.Text)
				continue
			}
			found++
			if r <= 2*len(it.Links)+20 {
				early++
			}
		}
	}
	t.Logf("%d links; found by typing: %d, of these early: %d", links, found, early)
}

// typed gives the rank of every passage that an item finds when it is typed.
func typed(t *testing.T, x *index.Index, item corpus.Passage) map[string]int {
	t.Helper()
	r, err := x.Search(context.Background(), index.Query{Text: fmt.Sprintf("%s state:SVN", item.Text), Size: 3000})
	if err != nil {
		t.Fatalf("%s: %v", item.Para, err)
	}
	rank := map[string]int{}
	for i, h := range r.Hits {
		rank[h.ID] = i + 1
	}
	return rank
}
