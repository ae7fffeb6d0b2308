package match

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"refrain/corpus"
)

func run(t testing.TB, opt Options) []ItemLinks {
	t.Helper()
	docs := examplia()
	got, err := New(docs).Run(context.Background(), letterOf(docs), opt)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// strongIDs lists the links of an item that are strong or likely.
func strongIDs(a ItemLinks) []string {
	var out []string
	for _, l := range a.Links {
		if l.Strength == Strong || l.Strength == Likely {
			out = append(out, l.ID)
		}
	}
	return out
}

func TestRun(t *testing.T) {
	got := run(t, Options{})
	want := []struct {
		item  string
		first string // the first link
		all   []string
	}{
		{"1", "", []string{"A/HRC/27/9001#124.1", "A/HRC/13/9001#90.1"}},
		{"2", "A/HRC/27/9001#124.2", []string{"A/HRC/27/9001#124.2", "A/HRC/13/9001#90.3"}},
		{"3", "A/HRC/27/9001#124.3", []string{"A/HRC/27/9001#124.3"}},
		{"4", "", nil}, // the minimum age of work is not that of marriage
		{"5", "A/HRC/27/9001#124.4", []string{"A/HRC/27/9001#124.4"}},
	}
	for i, w := range want {
		ids := strongIDs(got[i])
		if len(ids) > 0 && w.first != "" && ids[0] != w.first {
			t.Errorf("item %s: first is %s, want %s", w.item, ids[0], w.first)
		}
		for _, id := range w.all {
			if !slices.Contains(ids, id) {
				t.Errorf("item %s: %s is not strong or likely; have %v", w.item, id, ids)
			}
		}
		if w.all == nil && len(ids) > 0 {
			t.Errorf("item %s: %v are strong or likely, want none", w.item, ids)
		}
	}
	if s := got[0].Scope; s.Passages != 11 || len(s.Documents) != 2 {
		t.Errorf("scope = %+v, want 11 passages of 2 documents", s)
	}
}

func TestUnitsAreNamed(t *testing.T) {
	for _, l := range run(t, Options{})[4].Links {
		if l.ID == "A/HRC/27/9001#124.4" {
			if l.UnitTo != "variant 2" {
				t.Errorf("unit_to = %q, want variant 2", l.UnitTo)
			}
			return
		}
	}
	t.Error("124.4 is not linked")
}

func TestScope(t *testing.T) {
	cases := []struct {
		opt  Options
		docs int
		n    int
	}{
		{Options{}, 2, 11},
		{Options{AnyState: true}, 3, 12},
		{Options{Against: []string{"A/HRC/27/9002"}}, 1, 1},
		{Options{Kinds: []string{"upr-p"}}, 1, 1},
		{Options{Kinds: []string{"upr"}}, 2, 12},
		{Options{Against: []string{"hc-letter:XAA:2019-11-28"}}, 0, 0}, // never itself
	}
	for _, c := range cases {
		s := run(t, c.opt)[0].Scope
		if len(s.Documents) != c.docs || s.Passages != c.n {
			t.Errorf("%+v: %d documents, %d passages; want %d, %d", c.opt, len(s.Documents), s.Passages, c.docs, c.n)
		}
	}
}

func TestAllRanksEverything(t *testing.T) {
	for _, a := range run(t, Options{All: true}) {
		if len(a.Links) != 11 {
			t.Fatalf("item %s: %d links, want 11", a.Number, len(a.Links))
		}
		for i, l := range a.Links {
			if l.Rank != i+1 || i > 0 && l.Score > a.Links[i-1].Score {
				t.Errorf("item %s: rank %d at place %d, score %v", a.Number, l.Rank, i+1, l.Score)
			}
			if l.Probability == nil || *l.Probability < 0 || *l.Probability > 1 || len(l.Why) == 0 {
				t.Errorf("item %s, %s: probability or reason missing", a.Number, l.ID)
			}
		}
	}
}

func TestSameAnswerInAnyOrder(t *testing.T) {
	docs := examplia()
	q := letterOf(docs)
	answer := func(docs []*corpus.Document, procs int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		got, err := New(docs).Run(context.Background(), q, Options{All: true})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, a := range got {
			if err := json.NewEncoder(&b).Encode(a.Links); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	want := answer(docs, 1)
	slices.Reverse(docs)
	if answer(docs, 4) != want {
		t.Error("the answer depends on the order of documents or the number of processors")
	}
}

func TestCancelled(t *testing.T) {
	docs := examplia()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New(docs).Run(ctx, letterOf(docs), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestAsks(t *testing.T) {
	asks := run(t, Options{})[0].Asks
	want := []struct {
		id    string
		found Found
		named []string
	}{
		{"cat", ByName, []string{"A/HRC/13/9001#90.1", "A/HRC/27/9001#124.1"}},
		{"op-cat", ByName, []string{"A/HRC/27/9001#124.1"}}, // asking for CAT is not asking for OP-CAT
		{"stateless-1961", NotFound, nil},
	}
	if len(asks) != len(want) {
		t.Fatalf("%d treaties asked for, want %d: %+v", len(asks), len(want), asks)
	}
	for i, w := range want {
		if asks[i].Treaty != w.id || asks[i].Found != w.found || !slices.Equal(asks[i].ByName, w.named) && len(w.named)+len(asks[i].ByName) > 0 {
			t.Errorf("ask %d = %+v, want %+v", i, asks[i], w)
		}
	}
	if g := asks[1].Generic; !slices.Equal(g, []string{"A/HRC/13/9001#90.2"}) {
		t.Errorf("asked generically for OP-CAT: %v", g)
	}
	if other := run(t, Options{})[1].Asks; other != nil {
		t.Errorf("abolishing the death penalty asks for treaties: %+v", other)
	}
}

func TestQuestionOf(t *testing.T) {
	docs := examplia()
	q, err := QuestionOf(docs[0])
	if err != nil || len(q.Items) != 6 {
		t.Errorf("a report asks with %d items (%v), want its 6 recommendations", len(q.Items), err)
	}
	if _, err := QuestionOf(&corpus.Document{Key: "k", Kind: corpus.KindDecision}); !errors.Is(err, ErrNoItems) {
		t.Errorf("a document without items: error %v", err)
	}
}

// The paragraph that opens a compilation speaks of the report, and one that
// welcomes a ratification asks for none.
func TestParagraphsThatRaiseNothing(t *testing.T) {
	report := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: corpus.KindWGReport, State: "XAA", Mechanism: corpus.UPR,
		Cycle: 1, Year: 2010, Date: "2010-01-04", Language: "en", Passages: []corpus.Passage{
			recommendation("90.1", "Ratify the Convention on the Rights of Persons with Disabilities (Sampleland);")}}
	report.Seal()
	para := func(n string, role corpus.Role, text string) corpus.Passage {
		return corpus.Passage{Para: n, Kind: corpus.PassageCompilation, Role: role, Text: text}
	}
	q, err := QuestionOf(&corpus.Document{Key: "A/HRC/WG.6/30/XAA/2", Kind: corpus.KindCompilation, State: "XAA", Cycle: 3, Date: "2018-01-04", Passages: []corpus.Passage{
		para("1", "", "The present report was prepared for SAMPLE, and takes reports to treaty bodies into consideration."),
		para("2", "", "The team of SAMPLE noted the ratification by Examplia of the Convention on the Rights of Persons with Disabilities, but no other treaty had been acceded to."),
		para("3", corpus.RoleWelcome, "The Committee of SAMPLE welcomed the accession of Examplia to the Convention on the Rights of Persons with Disabilities."),
		para("4", corpus.RoleRecommendation, "The Committee of SAMPLE recommended that Examplia ratify the Convention on the Rights of Persons with Disabilities."),
	}})
	if err != nil || len(q.Items) != 3 {
		t.Fatalf("a compilation asks with %d items (%v), want its paragraphs 2, 3 and 4", len(q.Items), err)
	}
	got, err := New([]*corpus.Document{report}).Run(context.Background(), q, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, false, true} {
		counted := false
		for _, l := range got[i].Links {
			counted = counted || l.Relation != General && l.Strength == Strong
		}
		if counted != want {
			t.Errorf("paragraph %s counts as a repetition: %t, want %t", q.Items[i].Para, counted, want)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	docs := examplia()
	q := letterOf(docs)
	m := New(docs)
	for b.Loop() {
		if _, err := m.Run(context.Background(), q, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
