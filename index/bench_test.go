package index

import (
	"context"
	"fmt"
	"testing"

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
