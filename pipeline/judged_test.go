package pipeline

import (
	"context"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/match"
)

// TestJudge holds that judgments hang on the words of both texts, that readers
// who differ leave a link open, and that what a reader confirmed stays in the
// answer even where the program does not propose it.
func TestJudge(t *testing.T) {
	w := workspace(t)
	ctx := context.Background()
	if _, err := Ingest(ctx, w, []string{sampleFolder(t)}, options()); err != nil {
		t.Fatal(err)
	}
	asked, err := Ask(ctx, w, options(), "hc-letter:XAA:2019-12-02", "", match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	links := func(opt match.Options) []match.ItemLinks {
		t.Helper()
		items, err := asked.Match(ctx, opt)
		if err != nil {
			t.Fatal(err)
		}
		return items
	}
	proposed, all := links(match.Options{})[1], links(match.Options{All: true})[1]
	first, last := all.Links[0], all.Links[len(all.Links)-1]
	if len(proposed.Links) == 0 || proposed.Links[len(proposed.Links)-1].ID == last.ID {
		t.Fatalf("%d links are proposed of %d in scope", len(proposed.Links), len(all.Links))
	}
	say := func(l match.Link, by string, grade int) store.Judgment {
		return store.Judgment{From: "another-id#1", To: l.ID, FromHash: corpus.TextHash(all.Item.Text + " –"), ToHash: corpus.TextHash(l.Passage.Text),
			Grade: grade, By: by, At: time.Unix(1764000000, 0).UTC().Format(time.RFC3339), Program: "test"}
	}
	if err := w.AddJudgments(say(first, "A", 2), say(first, "B", 1), say(last, "A", 2)); err != nil {
		t.Fatal(err)
	}
	items := links(match.Options{})
	if err := Judge(ctx, w, asked, match.Options{}, items); err != nil {
		t.Fatal(err)
	}
	got := items[1].Links
	if got[0].Reviewed != nil || len(got[0].Readers) != 2 {
		t.Errorf("readers differ: %+v", got[0].Readers)
	}
	if l := got[len(got)-1]; l.ID != last.ID || l.Reviewed == nil || l.Reviewed.Grade != 2 {
		t.Errorf("a confirmed link is not in the answer: %s %+v", l.ID, l.Reviewed)
	}
	if len(got) != len(proposed.Links)+1 {
		t.Errorf("%d links, want %d and the confirmed one", len(got), len(proposed.Links))
	}
}
