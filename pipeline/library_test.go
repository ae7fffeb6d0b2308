package pipeline

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"testing"
	"time"

	"refrain/corpus/store"
	"refrain/pipeline/match"
)

// BenchmarkAllStates matches the 56 items of the letter of 2019 with all
// passages of the workspace that REFRAIN_LARGE names, from opening it to the
// last link. Package corpus/store/grow makes such a workspace; the index is to
// be built.
func BenchmarkAllStates(b *testing.B) {
	dir := os.Getenv("REFRAIN_LARGE")
	if dir == "" {
		b.Skip("REFRAIN_LARGE names no workspace")
	}
	scope := match.Options{AnyState: true}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		w, err := store.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		a, err := Ask(context.Background(), w, options(), "prk-2019", "", scope)
		if err != nil {
			b.Fatal(err)
		}
		items, err := a.Match(context.Background(), scope)
		if err != nil {
			b.Fatal(err)
		}
		for _, it := range items {
			for _, l := range it.Links {
				fmt.Fprintln(io.Discard, l)
			}
		}
		b.ReportMetric(float64(items[0].Scope.Passages), "passages")
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.Sys)/1e6, "MB")
}

// TestSmallWorkspaceHasNoLibrary holds that what is read passage by passage is
// not stored twice.
func TestSmallWorkspaceHasNoLibrary(t *testing.T) {
	w := workspace(t)
	if _, err := Ingest(context.Background(), w, []string{sampleFolder(t)}, options()); err != nil {
		t.Fatal(err)
	}
	unlock, err := w.Lock(time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if err := BuildIndex(context.Background(), w, "test", false); err != nil {
		t.Fatal(err)
	}
	heads, err := w.Heads()
	if err != nil {
		t.Fatal(err)
	}
	if l, err := openLibrary(context.Background(), w, heads); l != nil || err != nil {
		t.Errorf("a library of %d documents, %v", len(heads), err)
	}
}
