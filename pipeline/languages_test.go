package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"refrain/corpus"
	"refrain/corpus/realdocs"
)

// TestOtherLanguages reads documents beside their English twins: the same
// symbol with the language behind it, the same kind, State and cycle, and, of
// a report with numbered paragraphs, as many.
func TestOtherLanguages(t *testing.T) {
	dir := filepath.Join(realdocs.Dir(t), "corpus/languages")
	read := func(name string) *corpus.Document {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		doc, o := ReadDocument(context.Background(), Options{Reader: here{}}, name, name, "x", data)
		if o != nil {
			t.Fatalf("%s: %+v", name, o)
		}
		return doc
	}
	for _, c := range []struct {
		file, twin, lang string
		numbered         bool
	}{
		{"ohchr_1_ru.pdf", "ohchr_1_en.pdf", "ru", true}, {"ohchr_2_fr.pdf", "ohchr_2_en.pdf", "fr", true},
		{"plan_1_es.pdf", "plan_1_en.pdf", "es", false}, {"plan_2_fr.pdf", "plan_2_en.pdf", "fr", false},
	} {
		d, en := read(c.file), read(c.twin)
		if d.Language != c.lang || d.Key != en.Key+"@"+c.lang || d.Symbol != en.Symbol || d.Kind != en.Kind || d.State != en.State || d.Cycle != en.Cycle {
			t.Errorf("%s: %s, %s, %s, cycle %d; its twin %s, %s, %s, cycle %d", c.file, d.Key, d.Kind, d.State, d.Cycle, en.Key, en.Kind, en.State, en.Cycle)
		}
		if c.numbered && len(d.Passages) != len(en.Passages) {
			t.Errorf("%s: %d passages, its twin %d", c.file, len(d.Passages), len(en.Passages))
		}
	}
}
