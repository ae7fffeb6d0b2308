package index

import (
	"context"
	"testing"

	"refrain/corpus"
	"refrain/seeds"
)

// TestCalled finds passages by any name of a State that people type, and ILO
// conventions by their number with a C.
func TestCalled(t *testing.T) {
	d := &corpus.Document{Key: "A/HRC/27/9001", Symbol: "A/HRC/27/9001", Kind: corpus.KindWGReport, State: "XAA", Mechanism: corpus.UPR, Cycle: 2, Year: 2014, Language: "en", SHA256: "cc", Passages: []corpus.Passage{
		{Para: "1", Text: "SAMPLE: Talks with Myanmar on fixtures;", By: []string{"NLD"}, Kind: corpus.PassageRecommendation},
		{Para: "2", Text: "SAMPLE: Talks with the Democratic People’s Republic of Korea;", By: []string{"TUR"}, Kind: corpus.PassageRecommendation},
		{Para: "3", Text: "SAMPLE: Ratify the ILO Domestic Workers Convention, 2011 (No. 189);", By: []string{"GBR"}, Kind: corpus.PassageRecommendation},
		{Para: "4", Text: "SAMPLE: Talks with Turkey;", By: []string{"CHL"}, Kind: corpus.PassageRecommendation},
	}}
	d.Seal()
	dir := t.TempDir()
	if _, err := Build(context.Background(), dir, []*corpus.Document{d}, BuildOptions{Writer: "test"}); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for query, want := range map[string]int{
		"Burma": 1, "burma fixtures": 1, "North Korea": 1, "Türkiye": 1, "DPRK": 1, "Holland": 0, "by:Holland": 1, `by:"Great Britain"`: 1, "by:Turkey": 1,
		"C189": 1, "ratify c.189": 1, "C182": 0, "us": 0,
	} {
		if r, err := x.Search(context.Background(), Query{Text: query, States: corpus.World()}); err != nil || int(r.Total) != want {
			t.Errorf("%s: %v, %v; want %d", query, r, err, want)
		}
	}
	for query, want := range map[string]string{"Examplia talks": "XAA", "talks": "", "Myanmar talks": "", "Examplia talks by:NLD": "", "state:XAA Examplia": ""} {
		if r, err := x.Search(context.Background(), Query{Text: query, States: corpus.NewGazetteer(seeds.States, seeds.SampleStates)}); err != nil || r.Code != want {
			t.Errorf("%s names %q, %v; want %q", query, r.Code, err, want)
		}
	}
}
