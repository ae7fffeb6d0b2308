package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"refrain/corpus"
)

// sampleDocs are two documents about an invented State.
func sampleDocs() []*corpus.Document {
	rec := func(para, text, by string, pos corpus.Position) corpus.Passage {
		return corpus.Passage{Para: para, Text: text, By: []string{by}, ByPrinted: []string{by}, Position: pos, Kind: corpus.PassageRecommendation}
	}
	a := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: corpus.KindWGReport, State: "XAA", Mechanism: corpus.UPR, Cycle: 1, Year: 2009, Language: "en", SHA256: "aa", Passages: []corpus.Passage{
		rec("90.1", "SAMPLE: Abolish the death penalty in law;", "NOR", corpus.Noted),
		rec("90.2", "SAMPLE: Recognise the organisations of workers and labour unions;", "CHL", corpus.Supported),
		rec("90.12", "SAMPLE: Ratify OP-CAT and close the re-education centres;", "NOR", corpus.Supported),
	}}
	b := &corpus.Document{Key: "CRC/C/XAA/CO/1", Symbol: "CRC/C/XAA/CO/1", Kind: corpus.KindObservations, State: "XAA", Mechanism: corpus.CRC, Year: 2012, Language: "en", SHA256: "bb", Passages: []corpus.Passage{
		{Para: "15", Text: "SAMPLE: The Committee is concerned that corporal punishment of children remains lawful; ill-treatment, in schools, is frequent.", Kind: corpus.PassageObservation, Headings: []string{"Corporal punishment"}},
		{Para: "16", Text: "SAMPLE: Ratify the Convention against Torture (CAT).", Kind: corpus.PassageObservation},
	}}
	for _, d := range []*corpus.Document{a, b} {
		d.Seal()
	}
	return []*corpus.Document{a, b}
}

func built(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := Build(context.Background(), dir, sampleDocs(), BuildOptions{Writer: "test"}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSearchLanguage(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	r1, r2, r12, c15, c16 := "A/HRC/13/9001#90.1", "A/HRC/13/9001#90.2", "A/HRC/13/9001#90.12", "CRC/C/XAA/CO/1#15", "CRC/C/XAA/CO/1#16"
	for _, c := range []struct{ query, want string }{
		{`death penalty`, r1},
		{`"death penalty"`, r1},
		{`"penalty death"`, ""},
		{`"penalty abolish"~5`, r1},
		{`"penalty sample"~1`, ""},
		{`DEATH Pénalty`, r1},
		{`the death penalty`, r1}, // "the", "of", "against": the index has none of them
		{`organisations of the workers`, r2},
		{`punishment against children`, c15},
		{`(the penalty) OR of`, r1 + " " + r2 + " " + c15},
		{`ratify -against`, r12},
		{`recognise -of`, ""},
		{`penalty && abolish`, r1},
		{`penalty || ratify kind:upr`, r1 + " " + r12},
		{`!penalty by:NOR`, r12},
		{`'death penalty'`, r1},
		{`'penalty death'`, ""},
		{`cycle:1-2 penalty`, r1},
		{`concept:opcat`, r12},
		{`90.12`, r12},
		{`https://undocs.org/en/CRC/C/XAA/CO/1`, c15 + " " + c16},
		{`+in penalty`, r1},
		{`with`, ""},
		{`re-education of the re-education`, r12},
		{`recognize organizations labor`, r2},
		{`recognise organisations labour`, r2},
		{`ill treatment`, c15},
		{`ill-treatment`, c15},
		{`illtreatment OR penalty`, r1},
		{`penalty OR corporal`, r1 + " " + c15},
		{`ratify NOT convention`, r12},
		{`ratify -convention`, r12},
		{`+ratify +convention`, c16},
		{`(penalty OR ratify) state:XAA mechanism:UPR`, r1 + " " + r12},
		{`by:NOR`, r1 + " " + r12},
		{`by:NOR,CHL`, r1 + " " + r12 + " " + r2},
		{`position:noted`, r1},
		{`cycle:1..2 year:2009`, r1 + " " + r12 + " " + r2},
		{`year:2010..`, c15 + " " + c16},
		{`kind:upr penalty`, r1},
		{`body:CRC heading:corporal`, c15},
		{`punish*`, c15},
		{`corporel~1`, c15},
		{`cat`, c16},
		{`op-cat`, r12},
		{`OPCAT`, r12},
		{`Convention against Torture`, c16},
		{`convention against torture ratify`, c16},
		{`Optional Protocol to the Convention against Torture`, r12},
		{`"Optional Protocol"`, ""},
		{`abolishing executions and the death penalty for every offence`, r1},
		{`prohibiting corporal punishment of “children” (in all settings)`, c15},
		{`prohibiting corporal punishment of “children” (in all settings) state:NOR`, ""},
		{`like:CRC/C/XAA/CO/1#15`, r12 + " " + c16}, // all name torture or ill-treatment
		{`A/HRC/13/9001, para. 90, No. 12`, r12},
		{`A/HRC/13/9001#90.2`, r2},
		{`https://documents.un.org/api/symbol/access?s=CRC/C/XAA/CO/1&l=en`, c15 + " " + c16},
		{`symbol:CRC/C/XAA/CO/1 para:16`, c16},
		{`See A/HRC/13/9001, para. 90, Nos. 1 and 12 and CRC/C/XAA/CO/1, paras. 15–16.`, r1 + " " + r12 + " " + c15 + " " + c16},
	} {
		r, err := x.Search(context.Background(), Query{Text: c.query, Sort: "symbol", States: corpus.NewGazetteer("iso3\tun_name\tun_short_or_variants\nXAA\tExamplia\t\nNOR\tNorway\t\nCHL\tChile\t")})
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		got := map[string]bool{}
		for _, h := range r.Hits {
			got[h.ID] = true
		}
		want := strings.Fields(c.want)
		if len(got) != len(want) {
			t.Errorf("%s: found %v, want %v", c.query, got, want)
			continue
		}
		for _, w := range want {
			if !got[w] {
				t.Errorf("%s: found %v, want %v", c.query, got, want)
			}
		}
	}
}

// TestUneven tells when a field holds for one side of OR alone.
func TestUneven(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for query, want := range map[string]bool{
		`penalty OR ratify kind:upr`:               true,
		`by:NOR penalty OR ratify`:                 true,
		`(penalty OR ratify) kind:upr`:             false,
		`penalty cycle:1 OR ratify by:NOR`:         false,
		`penalty OR ratify`:                        false,
		`heading:corporal OR penalty`:              false,
		`the penalty kind:upr`:                     false,
		`(ratify by:NOR OR penalty) mechanism:UPR`: true,
	} {
		if r, err := x.Search(context.Background(), Query{Text: query}); err != nil || r.Uneven != want {
			t.Errorf("%s: uneven %v, %v; want %v", query, r != nil && r.Uneven, err, want)
		}
	}
}

func TestSyntaxErrorsPointAndTeach(t *testing.T) {
	for query, want := range map[string]struct {
		at   int
		says string
	}{
		`"open`:                       {0, "not closed"},
		`a (b`:                        {2, "not closed"},
		`a) b`:                        {1, "not opened"},
		`AND b`:                       {0, "nothing before"},
		`a AND`:                       {2, "nothing after"},
		`a OR`:                        {4, "missing"},
		`stat:PRK`:                    {0, "did you mean state:"},
		`cycle:two`:                   {6, "not a number"},
		`state:Atlantis`:              {6, "no State"},
		`state:`:                      {6, "no value"},
		`*ion`:                        {0, "cannot begin"},
		`word~9`:                      {4, "too far"},
		`like:A/HRC/1/1#1`:            {5, "no passage"},
		``:                            {0, "empty"},
		strings.Repeat("(", 40) + "a": {33, "nested"},
	} {
		_, err := parseQuery(query, source{states: corpus.World(),
			passage: func(string) (corpus.Passage, bool, error) { return corpus.Passage{}, false, nil }})
		var e *SyntaxError
		if !errors.As(err, &e) {
			t.Errorf("%q: %v, want a SyntaxError", query, err)
			continue
		}
		if !strings.Contains(e.Error(), want.says) || len(query) < 30 && e.At != want.at {
			t.Errorf("%q: at %d %q, want at %d %q", query, e.At, e.Error(), want.at, want.says)
		}
	}
	if _, err := parseQuery(strings.Repeat("a ", 600), source{states: corpus.World()}); err == nil {
		t.Error("a query of 1,200 bytes was taken")
	}
}

func TestOrderFacetsHighlights(t *testing.T) {
	x, err := Open(built(t))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	r, err := x.Search(context.Background(), Query{Text: "state:XAA sample", Sort: "symbol", Facets: []string{"by", "kind"}, Highlight: true, States: corpus.NewGazetteer("h\th\th\nXAA\tExamplia\t")})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range r.Hits {
		ids = append(ids, strings.TrimPrefix(h.ID, h.Passage.Key))
	}
	if got := strings.Join(ids, " "); got != "#90.1 #90.2 #90.12 #15 #16" {
		t.Errorf("order %s", got)
	}
	if f := r.Facets["by"]; len(f) != 2 || f[0] != (Count{"nor", 2}) {
		t.Errorf("facet by = %v", f)
	}
	if f := r.Hits[0].Fragments; len(f) == 0 || !f[0].Marked || f[0].Text != "SAMPLE" {
		t.Errorf("fragments %v", f)
	}
}

func TestBuildDoesNothingTwice(t *testing.T) {
	dir := built(t)
	n, err := Build(context.Background(), dir, sampleDocs(), BuildOptions{Writer: "test"})
	if err != nil || n != 1 {
		t.Fatalf("second build: generation %d, %v; want 1", n, err)
	}
	if n, err = Build(context.Background(), dir, sampleDocs()[:1], BuildOptions{Writer: "test"}); err != nil || n != 2 {
		t.Fatalf("build of other documents: generation %d, %v; want 2", n, err)
	}
	entries, _ := os.ReadDir(indexDir(dir))
	if len(entries) != 1 {
		t.Errorf("%d entries in the index folder, want the one generation", len(entries))
	}
}

// TestEveryFaultLeavesAGeneration fails the k-th write, sync or rename of a
// publish, for every k, and wants the old or the new generation, whole.
func TestEveryFaultLeavesAGeneration(t *testing.T) {
	boom := errors.New("boom")
	for k := 1; ; k++ {
		dir := built(t)
		ops, n := realOps(), 0
		fault := func() error {
			if n++; n == k {
				return boom
			}
			return nil
		}
		failing := fileOps{
			rename: func(a, b string) error {
				return errors.Join(fault(), onlyIf(n != k, func() error { return ops.rename(a, b) }))
			},
			sync: func(f *os.File) error {
				return errors.Join(fault(), onlyIf(n != k, func() error { return ops.sync(f) }))
			},
			write: func(p string, d []byte) error {
				return errors.Join(fault(), onlyIf(n != k, func() error { return ops.write(p, d) }))
			},
		}
		_, err := Build(context.Background(), dir, sampleDocs()[:1], BuildOptions{Writer: "test", ops: &failing})
		if err == nil && n < k {
			if k < 8 {
				t.Fatalf("only %d operations were met", k-1)
			}
			return
		}
		x, oerr := Open(dir)
		if oerr != nil {
			t.Fatalf("fault %d: %v", k, oerr)
		}
		if c := x.Count(); c != 5 && c != 3 {
			t.Errorf("fault %d: %d passages", k, c)
		}
		x.Close()
		if err := Verify(dir, true); err != nil {
			t.Errorf("fault %d: %v", k, err)
		}
	}
}

func onlyIf(yes bool, do func() error) error {
	if yes {
		return do()
	}
	return nil
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{`"a b"~3 AND (c OR -d) state:PRK cycle:1..2`, `theme:"x","y" *`, "A/HRC/27/10, para. 124.12", `((((`, "a~2 b?c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, err := parseQuery(s, source{states: corpus.World(), near: func(string, string, int) ([]string, error) { return nil, nil },
			passage: func(string) (corpus.Passage, bool, error) { return corpus.Passage{}, false, nil }})
		var e *SyntaxError
		if err != nil && !errors.As(err, &e) {
			t.Errorf("%q: %v is no SyntaxError", s, err)
		}
		placeQuery(s)
	})
}

func BenchmarkSearch(b *testing.B) {
	dir := b.TempDir()
	docs := sampleDocs()
	for i := range 2000 {
		p := docs[0].Passages[i%3]
		p.Para, p.Locator = fmt.Sprintf("91.%d", i), ""
		docs[0].Passages = append(docs[0].Passages, p)
	}
	docs[0].Seal()
	if _, err := Build(context.Background(), dir, docs, BuildOptions{}); err != nil {
		b.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	for b.Loop() {
		if _, err := x.Search(context.Background(), Query{Text: "death penalty", Highlight: true}); err != nil {
			b.Fatal(err)
		}
	}
}
