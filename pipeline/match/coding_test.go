package match

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"refrain/corpus"
)

// TestSampleAndReaders draws a sample, lets two readers fill its sheets, and
// wants the estimates that follow.
func TestSampleAndReaders(t *testing.T) {
	docs := examplia()
	answers, err := New(docs).Run(context.Background(), letterOf(docs), Options{All: true})
	if err != nil {
		t.Fatal(err)
	}
	draw := func(seed uint64) []Drawn {
		s, err := NewSampler(30, Strata, seed)
		if err != nil {
			t.Fatal(err)
		}
		s.Add(answers)
		return s.Draw()
	}
	drawn := draw(1)
	if len(drawn) != 30 || fmt.Sprint(drawn) != fmt.Sprint(draw(1)) || fmt.Sprint(drawn) == fmt.Sprint(draw(2)) {
		t.Fatalf("%d pairs; one seed must give one sample", len(drawn))
	}
	bands := map[string]int{}
	for _, d := range drawn {
		bands[d.Band]++
	}
	if bands[string(Strong)] == 0 || bands[Unlinked] == 0 {
		t.Errorf("bands %v, want strong and unlinked pairs", bands)
	}
	var key bytes.Buffer
	if err := WriteKey(&key, drawn); err != nil {
		t.Fatal(err)
	}
	read, err := ReadKey("key.csv", key.Bytes())
	if err != nil || len(read) != len(drawn) {
		t.Fatalf("%d of the key, %v", len(read), err)
	}
	var grades [2]map[string]int
	for i := range grades {
		var sheet bytes.Buffer
		if err := WriteSheet(&sheet, drawn, i+1); err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"strong", "likely", "unlinked", "0.9"} {
			if strings.Contains(sheet.String(), word) {
				t.Errorf("the sheet tells %q", word)
			}
		}
		var filled strings.Builder
		filled.WriteString("pair,grade\n")
		for _, d := range drawn {
			g := 0
			if d.Band == string(Strong) {
				g = 2 - i*btoi(d.Pair == drawn[0].Pair)
			}
			fmt.Fprintf(&filled, "%s,%d\n", d.Pair, g)
		}
		if grades[i], err = ReadSheet("sheet.csv", []byte(filled.String())); err != nil {
			t.Fatal(err)
		}
	}
	r, err := EstimateFrom(read, grades[0], grades[1])
	if err != nil {
		t.Fatal(err)
	}
	if r.Both != 30 || r.Pairs != 55 || r.KappaDirect < 0.5 || r.Tiers[0].Recalled.Mean != 1 || r.Tiers[0].Direct.Mean < 0.5 {
		t.Errorf("%+v", r)
	}
	if r.RepeatRate.Low > r.RepeatRate.Mean || r.RepeatRate.High < r.RepeatRate.Mean {
		t.Errorf("repeat rate %+v", r.RepeatRate)
	}
}

func TestKappa(t *testing.T) {
	direct := func(i, j int) float64 { return float64(btoi((i == 2) != (j == 2))) }
	// 20 of both, 5 and 10 of one, 15 of neither: kappa .4 (Cohen's textbook case).
	if k := weightedKappa([3][3]float64{{15, 0, 5}, {0, 0, 0}, {10, 0, 20}}, direct); math.Abs(k-0.4) > 1e-9 {
		t.Errorf("kappa %.3f, want .4", k)
	}
}

func TestBadSheets(t *testing.T) {
	for _, bad := range []string{"pair,grade\n", "pair,grade\nx,3\n", "pair,grade\nx,1\nx,2\n", "pair,grade\nx,\n", ""} {
		if g, err := ReadSheet("sheet.csv", []byte(bad)); err == nil {
			t.Errorf("%q gives %v", bad, g)
		}
	}
	if _, err := NewSampler(5, []string{"moon"}, 1); err == nil {
		t.Error("drawn by the moon")
	}
}

func TestFormOf(t *testing.T) {
	for text, want := range map[string]GoldForm{
		"item\tsymbol\tpara\tgrade\n1\tA\t1\t2\n":               GoldPairs,
		"# note\nsource\theading\ttarget\tparas\n1\tA\tB\tC\n":  GoldHeadings,
		"symbol\tpara\tposition\tpartial\tnote\nA\t1\tnoted\n":  GoldPositions,
		"cycle\trec\ttext\tposition\n2\t115.1\tSAMPLE\tNoted\n": GoldMatrix,
		"pair,state,grade\nab,XAA,2\n":                          GoldSheet,
	} {
		if got, err := FormOf("gold", []byte(text)); err != nil || got != want {
			t.Errorf("%q is %s (%v), want %s", text, got, err, want)
		}
	}
	if _, err := FormOf("gold", []byte("a\tb\n1\t2\n")); err == nil {
		t.Error("any table is gold")
	}
}

func TestScoresOfOfficialDocuments(t *testing.T) {
	docs := examplia()
	docs[1].Passages[1].Position = corpus.Noted
	s, err := ScoreHeadings(docs, "headings", []byte("heading\ttarget\tparas\nRight to life, liberty and security of person\tA/HRC/27/9001\t124.2 124.9\n"))
	if err != nil || s.Recommendations != 1 || s.Missing != 1 || s.Hit != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	p, err := ScorePositions(docs, "XAA", "positions", []byte("cycle\trec\tposition\n2\t124.2\tNoted\n2\t124.1\tSupported\n2\t999\tNoted\n"))
	if err != nil || p.Recommendations != 2 || p.Right != 1 || p.Missing != 1 || len(p.Wrong) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestChangesSince(t *testing.T) {
	docs := examplia()
	answers, err := New(docs).Run(context.Background(), letterOf(docs), Options{All: true})
	if err != nil {
		t.Fatal(err)
	}
	g := &Gold{Grades: map[string]map[string]int{"2": {"A/HRC/27/9001#124.2": 2}}}
	before := `{"item":"2","id":"A/HRC/13/9001#90.4","strength":"likely"}` + "\n" +
		`{"item":"2","id":"A/HRC/13/9001#90.3","strength":"strong"}` + "\n" + `{"item":"2","id":"A/HRC/99/1#1","strength":"strong"}`
	got, err := ChangesSince("before.jsonl", []byte(before), answers[1:2], g)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteChanges(&b, got); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"lost   item 2    A/HRC/13/9001#90.4", "gained item 2    A/HRC/27/9001#124.2", "gained: 1 direct"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	if _, err := ChangesSince("before.jsonl", []byte("{}\n"), answers, g); err == nil {
		t.Error("a file without links is taken for an earlier run")
	}
}

func TestBootstrap(t *testing.T) {
	ours := map[string][]string{"1": {"a", "b"}, "2": {"a", "b"}, "3": {"a", "b"}}
	other := map[string][]string{"1": {"b", "a"}, "2": {"b", "a"}, "3": {"a", "b"}}
	gold := map[string]map[string]int{"1": {"a": 2}, "2": {"a": 2}, "3": {"a": 2}}
	l := compareRankings(ours, other, gold)
	if math.Abs(l.MAP.Mean-1.0/3) > 1e-9 || l.MAP.Low != 0 || l.MAP.High != 0.5 || l != compareRankings(ours, other, gold) {
		t.Errorf("%+v", l)
	}
}
