package index

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/corpus"
)

// manyGroups is a source of n groups of a thousand passages; the first is as
// version says.
func manyGroups(n int, version string) Source {
	var src Source
	for i := range n {
		d := sampleDocs()[0]
		d.Key = fmt.Sprintf("A/HRC/13/9%03d", i)
		d.Symbol, d.SHA256 = d.Key, d.Key
		if i == 0 {
			d.SHA256 += version
		}
		some := d.Passages
		d.Passages = nil
		for k := range 1000 {
			p := some[k%len(some)]
			p.Para = fmt.Sprintf("90.%d", k+1)
			p.Text += fmt.Sprintf(" %d %d, as in paragraph %d of the report on the human rights of persons in detention and their families.", i, k%97, k)
			d.Passages = append(d.Passages, p)
		}
		d.Seal()
		src.Heads = append(src.Heads, d)
		src.Groups = append(src.Groups, Group{Name: fmt.Sprint(i), Mark: d.SHA256, Passages: len(d.Passages), Each: inOrder([]*corpus.Document{d})})
	}
	return src
}

// BenchmarkBuild indexes 20,000 passages from the start.
func BenchmarkBuild(b *testing.B) {
	src := manyGroups(20, "")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := BuildFrom(context.Background(), b.TempDir(), src, BuildOptions{Writer: "test"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUpdate indexes a thousand of 20,000 passages again.
func BenchmarkUpdate(b *testing.B) {
	dir := b.TempDir()
	if _, err := BuildFrom(context.Background(), dir, manyGroups(20, ""), BuildOptions{Writer: "test"}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		src := manyGroups(20, fmt.Sprint(n))
		b.StartTimer()
		if _, err := BuildFrom(context.Background(), dir, src, BuildOptions{Writer: "test"}); err != nil {
			b.Fatal(err)
		}
	}
}

// largeQueries are what people type, of several kinds.
func largeQueries() []string {
	words := strings.Fields("torture children women detention education health discrimination poverty trafficking religion " +
		"expression assembly migrants refugees disabilities minorities indigenous housing water food labour justice prison police violence equality")
	var out []string
	for i, w := range words {
		next := words[(i+7)%len(words)]
		out = append(out, w, w+" "+next, fmt.Sprintf("%q", "rights of "+w), w+" state:PRK,SVN", w[:len(w)-2]+"* OR "+next)
	}
	return out
}

// BenchmarkLarge searches the workspace that REFRAIN_LARGE names, of any size,
// whose index is to be built: first without and then with what a page of
// results needs, each query once. It reports the middle and the 99th of a
// hundred, and how long opening takes.
//
//	REFRAIN_LARGE=<workspace> go test -run '^$' -bench Large -benchtime 1x ./index
func BenchmarkLarge(b *testing.B) {
	dir := os.Getenv("REFRAIN_LARGE")
	if dir == "" {
		b.Skip("REFRAIN_LARGE names no workspace")
	}
	for b.Loop() {
		start := time.Now()
		x, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms-open")
		for name, q := range map[string]Query{"bare": {}, "page": {Facets: []string{"state", "year", "cycle", "kind", "mechanism", "theme", "position"}, Highlight: true}} {
			var took []float64
			for _, q.Text = range largeQueries() {
				start := time.Now()
				if _, err := x.Search(context.Background(), q); err != nil {
					b.Fatal(err)
				}
				took = append(took, float64(time.Since(start).Microseconds())/1000)
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2], name+"-p50-ms")
			b.ReportMetric(took[len(took)*99/100], name+"-p99-ms")
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
