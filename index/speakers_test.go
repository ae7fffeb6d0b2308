package index

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
)

// TestWhoSays tells recommending States from States that speak and from
// bodies, and finds a recommendation once though a matrix repeats it.
func TestWhoSays(t *testing.T) {
	docs := sampleDocs()
	d := &corpus.Document{Key: "A/HRC/27/9001", Symbol: "A/HRC/27/9001", Kind: corpus.KindWGReport, State: "XAA", Mechanism: corpus.UPR, Cycle: 2, Year: 2014, Language: "en", SHA256: "cc", Passages: []corpus.Passage{
		{Para: "7", Text: "SAMPLE: The delegation explained its penalty law.", By: []string{"XAA"}, Kind: corpus.PassageUPRParagraph},
		{Para: "8", Text: "SAMPLE: Norway spoke of the penalty.", By: []string{"NOR"}, Kind: corpus.PassageUPRParagraph},
		{Para: "124.1", Text: "SAMPLE: Abolish the penalty;", By: []string{"CHL"}, Position: corpus.Noted, OHCHRThemes: []string{"D23 Death penalty"}, SDGs: []string{"16"}, Kind: corpus.PassageRecommendation},
	}}
	m := &corpus.Document{Key: "sha256:ab", Kind: corpus.KindMatrix, State: "XAA", Mechanism: corpus.UPR, Cycle: 2, Year: 2014, Language: "en", SHA256: "ab", Passages: []corpus.Passage{
		{Para: "124.1", Text: "SAMPLE: Abolish the penalty;", Position: corpus.Noted, OHCHRThemes: []string{"D23 Death penalty"}, SDGs: []string{"16"}, Kind: corpus.PassageOther, Restates: "A/HRC/27/9001#124.1"},
	}}
	c := &corpus.Document{Key: "A/HRC/WG.6/19/XAA/2", Symbol: "A/HRC/WG.6/19/XAA/2", Kind: corpus.KindCompilation, State: "XAA", Mechanism: corpus.OHCHR, Cycle: 2, Year: 2014, Language: "en", SHA256: "cd", Passages: []corpus.Passage{
		{Para: "3", Text: "SAMPLE: CRC was concerned at the penalty.", By: []string{"CRC"}, SpeaksFor: []string{"CRC"}, Kind: corpus.PassageCompilation},
	}}
	for _, d := range []*corpus.Document{d, m, c} {
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
	for query, want := range map[string]int{
		`penalty by:NOR`: 1, `penalty speaker:NOR`: 1, `penalty by:XAA`: 0, `penalty speaker:XAA`: 1, `penalty by:CHL`: 1,
		`by:CRC penalty`: 1, `by:CRC`: 3, `sdg:16`: 1, `theme:"death penalty"`: 1, `ohchr_theme:death`: 1, `document:matrix`: 1, `sha256:ab#124.1`: 1,
	} {
		if r, err := x.Search(context.Background(), Query{Text: query}); err != nil || int(r.Total) != want {
			t.Errorf("%s: %v, %v; want %d", query, r, err, want)
		}
	}
	r, err := x.Search(context.Background(), Query{Text: "penalty", Facets: []string{"by", "speaker", "position", "ohchr_theme", "sdg"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(r.Facets), "map[by:[{chl 1} {nor 1}] ohchr_theme:[{death penalty 1}] position:[{noted 2}] sdg:[{16 1}] speaker:[{nor 1} {xaa 1}]]"; got != want {
		t.Errorf("facets %s, want %s", got, want)
	}
	if r, err := x.Search(context.Background(), Query{Browse: true, Filters: []Filter{{"document", []string{"matrix"}}}}); err != nil || r.Total != 1 {
		t.Errorf("the matrix that was chosen has %v, %v", r, err)
	}
}

func TestHint(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for text, want := range map[string]string{"by:CHL torture": "speaker:CHL", "torture NOR": "state:NOR", "torture flogging": "leave some out", "(by:CHL)": "speaker:CHL finds",
		"state:Slovenia torture": "no document here is on Slovenia", "concept:cerd": "concept:cerd", "A/HRC/27/10, para. 3": "A/HRC/27/10 is not among", "A/HRC/13/9001, para. 99": "is here, but no such paragraph",
		"https://undocs.org/en/A/HRC/27/10": "A/HRC/27/10 is not", "mechanism:CAT": "speaks_for:CAT", "cycle:3": "no passage here has cycle:3", "heading:x torture": "leave some out"} {
		if got := x.Hint(text, corpus.World()); !strings.Contains(got, want) {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// TestFieldsKeepTheOrder holds that fields and concepts give numbers to score
// by: the nearest passage comes first with them too.
func TestFieldsKeepTheOrder(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for query, first := range map[string]string{
		`(sample OR penalty) kind:upr`: "A/HRC/13/9001#90.1",
		`(sample OR penalty) cycle:1`:  "A/HRC/13/9001#90.1",
		`sample OR OP-CAT`:             "A/HRC/13/9001#90.12",
		`like:CRC/C/XAA/CO/1#16`:       "A/HRC/13/9001#90.12",
		`pun*`:                         "CRC/C/XAA/CO/1#15",
		`organis* position:supported`:  "A/HRC/13/9001#90.2",
	} {
		r, err := x.Search(context.Background(), Query{Text: query})
		if err != nil || len(r.Hits) == 0 {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if h := r.Hits[0]; h.ID != first || h.Score == 0 {
			t.Errorf("%s: %s first with %v", query, h.ID, h.Score)
		}
	}
}

// TestSmallOperators tells when "or" or "not" was typed in small letters.
func TestSmallOperators(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for query, want := range map[string]string{"penalty or ratify": "or", "penalty OR ratify": "", "penalty not ratify": "not", "the penalty": "", `"or penalty"`: "",
		"Recognise the organisations of workers or labour unions": ""} {
		if r, err := x.Search(context.Background(), Query{Text: query}); err != nil || r.Small != want {
			t.Errorf("%s: %v %v", query, r, err)
		}
	}
}

func TestFix(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for query, want := range map[string]string{`torture stat:NOR`: `torture state:NOR`, `"death penalty`: `"death penalty"`, `torture "`: `torture`, `(a OR (b`: `(a OR (b)`,
		`cycle:3..2`: `cycle:2..3`, `position:suported x`: `position:supported x`, `state:Slovnia`: `state:SVN`, `foo:bar`: ``, `torture)`: ``} {
		_, err := x.Search(context.Background(), Query{Text: query})
		var e *SyntaxError
		if !errors.As(err, &e) || e.Fix != want {
			t.Errorf("%s: fix %q, want %q (%v)", query, e.Fix, want, err)
		}
	}
}
