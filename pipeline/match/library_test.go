package match

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"refrain/corpus"
)

// partsOf makes a library of documents in parts of some documents each.
func partsOf(t *testing.T, docs []*corpus.Document, size int) ([]LibraryPart, ReadPassages) {
	t.Helper()
	var parts []LibraryPart
	passages := map[string][]corpus.Passage{}
	for some := range slices.Chunk(docs, size) {
		data, err := MakePart(context.Background(), some)
		if err != nil {
			t.Fatal(err)
		}
		name := some[0].Key
		parts = append(parts, LibraryPart{name, data})
		for _, d := range some {
			passages[name] = append(passages[name], d.Passages...)
		}
	}
	return parts, func(part string, numbers []int) ([]corpus.Passage, error) {
		var out []corpus.Passage
		for _, n := range numbers {
			out = append(out, passages[part][n])
		}
		return out, nil
	}
}

// TestLibrary holds that a question that goes through a library is answered as
// when every passage is read, whatever the order of the documents and the
// number of processors, whether the library was stored or not.
func TestLibrary(t *testing.T) {
	docs := examplia()
	for i, d := range docs {
		d.SHA256 = fmt.Sprintf("%064d", i)
		d.Seal()
		for k := range d.Passages {
			if k%2 == 0 && d.Passages[k].Kind == corpus.PassageRecommendation {
				d.Passages[k].Position = corpus.Noted
			}
		}
	}
	q := letterOf(docs)
	opt := Options{AnyState: true}
	want, err := New(docs).Run(context.Background(), q, opt)
	if err != nil {
		t.Fatal(err)
	}
	parts, read := partsOf(t, docs, len(docs))
	l, err := OpenLibrary(context.Background(), parts, read)
	if err != nil {
		t.Fatal(err)
	}
	var heads []*corpus.Document
	for _, d := range docs {
		h := *d
		h.Passages = nil
		heads = append(heads, &h)
	}
	if n := l.InScope(q, opt, heads); n != want[0].Scope.Passages {
		t.Errorf("%d passages in scope, want %d", n, want[0].Scope.Passages)
	}
	// A library made in another order and in parts answers the same.
	reversed := slices.Clone(docs)
	slices.Reverse(reversed)
	parts, read = partsOf(t, reversed, 2)
	other, err := OpenLibrary(context.Background(), parts, read)
	if err != nil {
		t.Fatal(err)
	}
	inMemory, err := newLibrary(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, procs := range []int{1, 4} {
		before := runtime.GOMAXPROCS(procs)
		fromDisk, err := NewOver(heads, l).Run(context.Background(), q, opt)
		if err != nil {
			t.Fatal(err)
		}
		fromOther, err := NewOver(heads, other).Run(context.Background(), q, opt)
		if err != nil {
			t.Fatal(err)
		}
		made, err := New(docs).runOver(context.Background(), inMemory, scope{&q, &opt})
		if err != nil {
			t.Fatal(err)
		}
		runtime.GOMAXPROCS(before)
		for i := range want {
			want[i].Scope.Nearest = nearest
		}
		if a, b := encoded(t, fromDisk), encoded(t, want); a != b {
			t.Errorf("%d processors, from disk:\n%s\nwant\n%s", procs, a, b)
		}
		if a, b := encoded(t, fromOther), encoded(t, want); a != b {
			t.Errorf("%d processors, from a library in another order:\n%s\nwant\n%s", procs, a, b)
		}
		if a, b := encoded(t, made), encoded(t, want); a != b {
			t.Errorf("%d processors, in memory:\n%s\nwant\n%s", procs, a, b)
		}
	}
}

// encoded is what a program would read of answers, passages included.
func encoded(t *testing.T, answers []ItemLinks) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, a := range answers {
		if err := enc.Encode([]any{a.Number, a.Scope, a.Asks}); err != nil {
			t.Fatal(err)
		}
		for _, l := range a.Links {
			if err := enc.Encode([]any{l, l.Passage}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.String()
}

// TestLibraryIsChecked holds that damaged bytes and other documents are
// refused, and that documents that were not read are not taken for empty.
func TestLibraryIsChecked(t *testing.T) {
	docs := examplia()
	parts, read := partsOf(t, docs, len(docs))
	data := parts[0].Data
	for n := range data {
		if _, err := OpenLibrary(context.Background(), []LibraryPart{{"", data[:n]}}, read); err == nil {
			t.Fatalf("%d of %d bytes open", n, len(data))
		}
	}
	l, err := OpenLibrary(context.Background(), parts, read)
	if err != nil {
		t.Fatal(err)
	}
	other := &corpus.Document{Key: docs[0].Key, SHA256: "other bytes", State: "XAA"}
	if _, err := NewOver([]*corpus.Document{other}, l).Run(context.Background(), letterOf(docs), Options{}); err == nil {
		t.Error("a library of other documents answers")
	}
	if _, err := New([]*corpus.Document{{Key: "A/HRC/1/9001", State: "XAA", Count: 3}}).Run(context.Background(), letterOf(docs), Options{}); err == nil {
		t.Error("documents that were not read are searched")
	}
}

func TestNearestOf(t *testing.T) {
	sum := []float32{0.5, 0.01, 0.9, 0.5, 0.7, 0.5}
	in := []bool{true, true, true, true, false, true}
	if got := nearestOf(sum, in, []int32{0, 1, 2, 3, 4, 5}, 3); !slices.Equal(got, []int32{0, 2, 3}) {
		t.Errorf("%v, want 0, 2 and the first of those alike", got)
	}
	if got := nearestOf(sum, in, []int32{5, 4, 3, 2, 1, 0}, 9); !slices.Equal(got, []int32{5, 3, 2, 0}) {
		t.Errorf("%v, want all in scope that agree", got)
	}
}

func FuzzOpenLibrary(f *testing.F) {
	data, err := MakePart(context.Background(), examplia())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	u := testReader().read("", "Ratify the Convention against Torture and abolish the death penalty.")
	f.Fuzz(func(_ *testing.T, data []byte) {
		if l, err := OpenLibrary(context.Background(), []LibraryPart{{"", data}}, nil); err == nil {
			l.agreement(u, make([]float32, l.passages))
		}
	})
}
