package pipeline

import (
	"context"
	"testing"

	"refrain/corpus"
	"refrain/corpus/realdocs"
	"refrain/index"
	"refrain/pipeline/match"
)

// BenchmarkReports does what people do most, in this process: it reads the
// Working Group reports at hand, indexes them, asks them all the letter of 2019
// and searches.
func BenchmarkReports(b *testing.B) {
	reports := realdocs.File(b, "corpus/wg")
	for b.Loop() {
		w := workspace(b)
		opt := Options{Reader: here{}, Workers: 2, States: corpus.World()}
		if _, err := Ingest(context.Background(), w, []string{reports}, opt); err != nil {
			b.Fatal(err)
		}
		if err := BuildIndex(context.Background(), w, "bench", false); err != nil {
			b.Fatal(err)
		}
		scope := match.Options{AnyState: true}
		a, err := Ask(context.Background(), w, opt, "prk-2019", "", scope)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := a.Match(context.Background(), scope); err != nil {
			b.Fatal(err)
		}
		searchAll(b, w.Dir)
	}
}

// searchAll types the concerns that come back most.
func searchAll(b *testing.B, dir string) {
	x, err := index.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	for _, text := range []string{"death penalty", `"political prison camps"`, "ratify convention against torture -role:welcome",
		"violen* women", "torure~", "position:noted detention", "concept:food access"} {
		if _, err := x.Search(context.Background(), index.Query{Text: text, Facets: []string{"state", "theme", "by"}, Highlight: true, Size: 10}); err != nil {
			b.Fatal(text, err)
		}
	}
}
