package index

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/simple"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"refrain/corpus"
	"refrain/corpus/realdocs"
)

// sameTerms holds the terms of a text to those of Bleve's own analysers, to
// which queries go.
func sameTerms(t *testing.T, a *recorder, text string) {
	t.Helper()
	if got, want := a.fold(text), Fold(text); got != want {
		t.Fatalf("%q is folded to %q, want %q", text, got, want)
	}
	if text = Fold(text); strings.ContainsRune(text, utf8.RuneError) {
		return // Bleve's letters end there
	}
	cache := registry.NewCache()
	for _, c := range []struct {
		got      field
		analyzer string
	}{{a.running("f", text), "en"}, {a.loose("f", text), simple.Name}} {
		of, err := cache.AnalyzerNamed(c.analyzer)
		if err != nil {
			t.Fatal(err)
		}
		tokens := of.Analyze([]byte(text))
		want := analysis.TokenFrequency(tokens, nil, c.got.options)
		if len(tokens) != c.got.length || len(want) != len(c.got.freqs) {
			t.Fatalf("%s of %q: %d words, %d terms, want %d, %d", c.analyzer, text, c.got.length, len(c.got.freqs), len(tokens), len(want))
		}
		for term, tf := range want {
			got := c.got.freqs[term]
			if got == nil || got.Frequency() != tf.Frequency() || !samePlaces(got.Locations, tf.Locations) {
				t.Fatalf("%s of %q: %q: %+v, want %+v", c.analyzer, text, term, got, tf)
			}
		}
	}
}

func samePlaces(a, b []*bleveindex.TokenLocation) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Position != b[i].Position {
			return false
		}
	}
	return true
}

var texts = []string{"Organisation of labour; programmes to recognise behaviour, œlabour–centre_favour", "", " ", "SAMPLE", "the State's party; its parties' reports, 1,000.50 or 3:4 a:b a.b c'd e_f _ g__ 1'2 'x' x.", "u.n.h.c.r. and U.N.",
	"“quoted” text… naïve Côte d'Ivoire ½ 12th 1st art.12 para.3a 3a.4", "a\tb\nc\r\nd\x00e", "שלום \"x\" מה\"ב 日本語 кириллица", "e\u0301 \u200d \ufeff x\u00adx", "a.", "a..b", "1,,2 1., 2", "\"a\"b"}

func TestTermsAreBleves(t *testing.T) {
	a, err := newRecorder()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		sameTerms(t, a, text)
	}
}

// TestRepeatedWordCostsItsPlaces counts one word at each of its places in a text
// of nothing else: what that takes grows as the text does.
func TestRepeatedWordCostsItsPlaces(t *testing.T) {
	a, err := newRecorder()
	if err != nil {
		t.Fatal(err)
	}
	const n = 20_000
	text := strings.Repeat("rights ", n)
	cost := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if tf := a.running("f", text).freqs["right"]; tf.Frequency() != n || tf.Locations[n-1].Position != n {
				b.Fatalf("%d times, want %d", tf.Frequency(), n)
			}
		}
	})
	if got := cost.AllocedBytesPerOp(); got > 200*n {
		t.Errorf("%d bytes for %d words", got, n)
	}
	if tf := a.running("f", "rights").freqs["right"]; tf.Frequency() != 1 || len(tf.Locations) != 1 {
		t.Errorf("what texts share was changed: %d times at %d places", tf.Frequency(), len(tf.Locations))
	}
}

// TestTermsOfRealTexts compares the terms of real texts.
func TestTermsOfRealTexts(t *testing.T) {
	a, err := newRecorder()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(realdocs.Dir(t), "eval", "*.t*"))
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sameTerms(t, a, string(data[:min(len(data), 200_000)]))
	}
}

func FuzzTermsAreBleves(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	a, err := newRecorder()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) { sameTerms(t, a, text) })
}

// TestConceptsOfPieces holds that the concepts of what is asked, and of the
// bracket after it, are those of the whole text.
func TestConceptsOfPieces(t *testing.T) {
	r, err := newRecorder()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []corpus.Passage{
		{Text: "Ratify CEDAW and its Optional Protocol (Examplia; Samplonia) [SAMPLE]", Ask: "Ratify CEDAW and its Optional Protocol"},
		{Text: "Ratify ILO Convention No. 169 (Examplia);", Ask: "Ratify ILO Convention No. 169"},
		{Text: "Abolish the death penalty for women", Ask: "Abolish the death penalty"},
		{Text: "Abolish the death penalty and torture. SAMPLE."},
	} {
		for range 2 {
			named, _ := r.concepts(&p)
			var want []string
			for _, h := range r.lex.Find(p.Text) {
				if !slices.Contains(want, h.ID) {
					want = append(want, h.ID)
				}
			}
			if !slices.Equal(named, want) {
				t.Errorf("%s: %v, want %v", p.Text, named, want)
			}
		}
	}
}
