package index

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"refrain/corpus"
)

// grouped makes a source of many groups, one of which stands in the state
// that version says.
func grouped(version string) Source {
	var src Source
	for i := range 8 {
		d := sampleDocs()[0]
		d.Key = fmt.Sprintf("A/HRC/13/9%03d", i)
		d.Symbol, d.SHA256 = d.Key, d.Key
		if i == 3 {
			d.SHA256 += version
			for j := range len(version) {
				d.Passages = append(d.Passages, corpus.Passage{Para: fmt.Sprintf("99.%d", j), Text: "SAMPLE: " + version, Kind: corpus.PassageRecommendation})
			}
		}
		d.Seal()
		if i == 5 && version == "bb" {
			continue // a group that is gone
		}
		src.Heads = append(src.Heads, d)
		src.Groups = append(src.Groups, Group{Name: fmt.Sprint(i), Mark: d.SHA256, Passages: len(d.Passages), Each: inOrder([]*corpus.Document{d})})
	}
	return src
}

// answers is what an index says to some queries, in order and with scores.
func answers(t *testing.T, dir string) string {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var b strings.Builder
	for _, q := range []string{"death penalty", "ratify", "SAMPLE", "aa OR bb OR ccc", "position:noted", "punish*"} {
		r, err := x.Search(context.Background(), Query{Text: q, Size: 100, Facets: []string{"symbol"}})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, q, r.Total, r.Facets)
		for _, h := range r.Hits {
			fmt.Fprintln(&b, h.ID, h.Score, h.Passage.Text)
		}
	}
	return b.String()
}

// TestUpdatesAnswerAsAFreshIndex updates an index again and again: each time
// only a group is written, and the answers are those of an index built from
// the start.
func TestUpdatesAnswerAsAFreshIndex(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	for _, version := range []string{"aa", "bb", "ccc", "", "aa"} {
		src := grouped(version)
		if _, err := BuildFrom(ctx, dir, src, BuildOptions{Writer: "test"}); err != nil {
			t.Fatal(err)
		}
		fresh := t.TempDir()
		if _, err := BuildFrom(ctx, fresh, src, BuildOptions{Writer: "test"}); err != nil {
			t.Fatal(err)
		}
		if got, want := answers(t, dir), answers(t, fresh); got != want {
			t.Errorf("%q: updated:\n%s\nfresh:\n%s", version, got, want)
		}
		if err := Verify(dir, true); err != nil {
			t.Error(err)
		}
	}
	segments, err := filepath.Glob(filepath.Join(indexDir(dir), "gen-*", "bleve", "store", "*.zap"))
	if err != nil || len(segments) < 2 {
		t.Errorf("%d segments: the index was not updated", len(segments))
	}
}
