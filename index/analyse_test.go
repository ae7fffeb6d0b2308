package index

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/simple"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"refrain/corpus/realdocs"
)

// sameTerms holds the terms of a text to those of Bleve's own analysers, to
// which queries go.
func sameTerms(t *testing.T, a *analyser, text string) {
	t.Helper()
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

var texts = []string{"", " ", "SAMPLE", "the State's party; its parties' reports, 1,000.50 or 3:4 a:b a.b c'd e_f _ g__ 1'2 'x' x.", "u.n.h.c.r. and U.N.",
	"“quoted” text… naïve Côte d'Ivoire ½ 12th 1st art.12 para.3a 3a.4", "a\tb\nc\r\nd\x00e", "שלום \"x\" מה\"ב 日本語 кириллица", "e\u0301 \u200d \ufeff x\u00adx", "a.", "a..b", "1,,2 1., 2", "\"a\"b"}

func TestTermsAreBleves(t *testing.T) {
	a, err := newAnalyser()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		sameTerms(t, a, text)
	}
}

// TestTermsOfRealTexts compares the terms of real texts.
func TestTermsOfRealTexts(t *testing.T) {
	a, err := newAnalyser()
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
	a, err := newAnalyser()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) { sameTerms(t, a, text) })
}
