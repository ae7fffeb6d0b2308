package index

import (
	"context"
	"testing"

	"refrain/corpus"
)

// TestOtherLanguages finds words of the other languages of the United Nations
// in another form than the text has them, each by its analyser.
func TestOtherLanguages(t *testing.T) {
	texts := map[string]struct{ text, query string }{
		"fr": {"SAMPLE: L’État partie devrait protéger les droits des enfants détenus.", "enfant"},
		"es": {"SAMPLE: El Estado parte debería proteger los derechos de los niños detenidos.", "derecho"},
		"ru": {"SAMPLE: Государству следует защищать права детей, лишенных свободы.", "право"},
		"ar": {"SAMPLE: ينبغي للدولة أن تحمي حقوق الأطفال المحتجزين.", "محتجزين"},
		"zh": {"SAMPLE：缔约国应保护被拘留儿童的权利。", "儿童"},
	}
	var docs []*corpus.Document
	for lang, x := range texts {
		d := &corpus.Document{Key: "A/HRC/13/9001@" + lang, Symbol: "A/HRC/13/9001", Kind: corpus.KindOther, State: "XAA", Language: lang, SHA256: lang,
			Passages: []corpus.Passage{{Para: "1", Text: x.text, Kind: corpus.PassageOther}}}
		d.Seal()
		docs = append(docs, d)
	}
	dir := t.TempDir()
	if _, err := Build(context.Background(), dir, docs, BuildOptions{Writer: "test"}); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	// Words that an analyser leaves out ask nothing of the passages in its language.
	if res, err := x.Search(context.Background(), Query{Text: "droits des enfants"}); err != nil || len(res.Hits) != 1 || res.Hits[0].Passage.Key != "A/HRC/13/9001@fr" {
		t.Errorf("droits des enfants finds %+v, %v", res, err)
	}
	for lang, c := range texts {
		res, err := x.Search(context.Background(), Query{Text: c.query})
		if err != nil || len(res.Hits) != 1 || res.Hits[0].Passage.Key != "A/HRC/13/9001@"+lang {
			t.Errorf("%s: %q finds %+v, %v", lang, c.query, res, err)
		}
	}
}
