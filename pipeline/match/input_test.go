package match

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func TestReadList(t *testing.T) {
	cases := []struct{ name, file, data, want string }{
		{"with header", "a.tsv", "item\tsection\tgroup\theading\ttext\n1\tS\t\tChildren\tEnd child labour.\n", "1:Children:End child labour."},
		{"header, other order", "a.csv", "text,item\n\"Build schools, soon\",7\n", "7::Build schools, soon"},
		{"semicolons", "a.csv", "item;text\n1;Build schools\n", "1::Build schools"},
		{"no header", "a.tsv", "1\tBuild schools for every child\n2\tTrain teachers\n", "1::Build schools for every child 2::Train teachers"},
		{"plain lines", "a.txt", "• Build schools\n\n2. Train teachers\n124.54 Join the ILO\n18 years is young\n", "1::Build schools 2::Train teachers 124.54::Join the ILO 4::18 years is young"},
		{"a head over one column", "standard-input.txt", "item\nBuild schools\n", "1::Build schools"},
		{"a head over one column, CSV", "a.csv", "Item\nBuild schools\n", "1::Build schools"},
		{"byte order mark", "a.csv", "\ufefftext\nBuild schools\n", "1::Build schools"},
	}
	for _, c := range cases {
		q, err := ReadList(c.file, []byte(c.data))
		var got []string
		for _, p := range q.Items {
			h := ""
			if len(p.Headings) > 0 {
				h = p.Headings[len(p.Headings)-1]
			}
			got = append(got, p.Para+":"+h+":"+p.Text)
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s (%v), want %s", c.name, strings.Join(got, " "), err, c.want)
		}
	}
	for _, bad := range []string{"", "\n\n", "item\ttext\n", "\xff\xfe\x00"} {
		if _, err := ReadList("a.tsv", []byte(bad)); err == nil {
			t.Errorf("ReadList accepted %q", bad)
		}
	}
}

func TestListNamesState(t *testing.T) {
	q, err := ReadList("a.csv", []byte("item,state,date,text\n1,Slovenia,2020-01-02,Build schools\n"))
	if err != nil || q.State != "SVN" || q.Date != "2020-01-02" {
		t.Errorf("state %q, date %q (%v)", q.State, q.Date, err)
	}
}

func FuzzReadList(f *testing.F) {
	f.Add("a.tsv", "item\ttext\n1\tx\n")
	f.Add("a.csv", "\"a,b\n")
	f.Add("a.txt", "• 1. x\n")
	f.Fuzz(func(t *testing.T, name, data string) {
		q, err := ReadList(name, []byte(data))
		if err == nil && len(q.Items) == 0 {
			t.Fatal("no items and no error")
		}
		for _, p := range q.Items {
			if p.Para == "" || p.Text == "" {
				t.Fatalf("item %+v", p)
			}
		}
	})
}

func TestReadGold(t *testing.T) {
	g, err := ReadGold("g", []byte("item\tsymbol\tpara\tgrade\n3\ta/hrc/13/9001*\t90.1\t2\n3\tA/HRC/27/9001\t124 (a)\t1\n"))
	if err != nil || g.Grades["3"]["A/HRC/13/9001#90.1"] != 2 || g.Grades["3"]["A/HRC/27/9001#124(a)"] != 1 || len(g.Documents) != 2 {
		t.Errorf("gold %+v (%v)", g, err)
	}
	for _, bad := range []string{"", "a\tb\n", "item\tsymbol\tpara\tgrade\n", "item\tsymbol\tpara\tgrade\n1\tX\t1\t7\n", "item\tsymbol\tpara\tgrade\n1\n"} {
		if _, err := ReadGold("g", []byte(bad)); err == nil {
			t.Errorf("ReadGold accepted %q", bad)
		}
	}
}

func FuzzReadGold(f *testing.F) {
	f.Add("item\tsymbol\tpara\tgrade\n3\tA/HRC/13/9001\t90.1\t2\n")
	f.Fuzz(func(t *testing.T, data string) {
		if g, err := ReadGold("g", []byte(data)); err == nil && len(g.Grades) == 0 {
			t.Fatal("no grades and no error")
		}
	})
}

func TestMeasure(t *testing.T) {
	gold := map[string]map[string]int{"1": {"a": 2, "b": 1, "c": 0}, "2": {"x": 1}}
	perfect := Measure(map[string][]string{"1": {"a", "b", "c"}}, gold)
	if perfect.Items != 1 || perfect.NDCG10 != 1 || perfect.MAP != 1 || perfect.Recall20 != 1 {
		t.Errorf("a perfect ranking: %+v", perfect)
	}
	worse := Measure(map[string][]string{"1": {"c", "a"}}, gold)
	if worse.MAP != 0.5 || worse.Recall20 != 1 || math.Abs(worse.NDCG10-0.52) > 0.01 {
		t.Errorf("second of two: %+v", worse)
	}
	if m := Measure(nil, gold); m.MAP != 0 {
		t.Errorf("no ranking: %+v", m)
	}
}

func TestPlainBM25(t *testing.T) {
	got := PlainBM25([]string{"prison overcrowding"}, []string{"schools", "prisons are overcrowded", "a prison"})
	if got[0][0] != 1 || got[0][1] != 2 {
		t.Errorf("order %v, want 1 2 0", got[0])
	}
}

func TestBackground(t *testing.T) {
	b := LoadedBackground()
	if b.Passages < 10000 || len(b.Words) < 2000 || b.wordIDF("government") >= b.wordIDF("albinism") {
		t.Errorf("background of %d passages, %d words", b.Passages, len(b.Words))
	}
	var ids []string
	for id := range b.Concepts {
		ids = append(ids, id)
	}
	var buf bytes.Buffer
	if err := b.Write(&buf, ids); err != nil {
		t.Fatal(err)
	}
	again, err := ReadBackground(&buf)
	if err != nil || len(again.Words) != len(b.Words) || again.Vectors[Dims*7] != b.Vectors[Dims*7] || len(again.Neighbours[9]) != len(b.Neighbours[9]) {
		t.Errorf("written and read, the background differs (%v)", err)
	}
	for _, bad := range []string{"", "refrain", magic, magic + "\x05\xff\xff\xff\xff\x7f"} {
		if _, err := ReadBackground(strings.NewReader(bad)); err == nil {
			t.Errorf("ReadBackground accepted %q", bad)
		}
	}
}

func TestProbability(t *testing.T) {
	last := -1.0
	for s := -8.0; s < 8; s += 0.5 {
		p := probability(s)
		if p < last || p < 0 || p > 1 {
			t.Fatalf("probability(%v) = %v after %v", s, p, last)
		}
		last = p
	}
	for p, want := range map[float64]Strength{0.9: Strong, 0.6: Likely, 0.2: Possible, 0.01: Weak} {
		if got := strengthAt(p); got != want {
			t.Errorf("strengthAt(%v) = %s, want %s", p, got, want)
		}
	}
}
