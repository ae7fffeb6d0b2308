package match_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"refrain/corpus"
	"refrain/corpus/realdocs"
	"refrain/pipeline/extract"
	"refrain/pipeline/match"
	"refrain/pipeline/parse"
)

// files are the real documents that these tests read, below the folder of
// real documents.
var files = []string{
	"corpus/prk/democraticpeoplesrepublicofkorea2010.pdf", "corpus/prk/democraticpeoplesrepublicofkorea2014.pdf",
	"corpus/prk/hc-letter-prk-2019.txt",
	"corpus/svn/cycle1/g1012049.pdf", "corpus/svn/cycle2/g1423930.pdf", "corpus/svn/cycle3/g1934994.pdf", "corpus/svn/cycle4/g2502644.pdf",
	"corpus/svn/cycle2/g1414064.pdf", "corpus/svn/cycle3/g1925890.pdf", "corpus/svn/cycle4/g2419943.pdf",
	"corpus/brb/barbados2009.pdf", "corpus/brb/barbados2013.pdf", "corpus/brb/A_HRC_WG.6_29_BRB_2.txt",
}

var (
	readOnce sync.Once
	readDocs []*corpus.Document
	readErr  error
)

// documents reads the real documents, once for all tests.
func documents(t testing.TB) []*corpus.Document {
	dir := realdocs.Dir(t)
	readOnce.Do(func() {
		for _, f := range files {
			var data []byte
			if data, readErr = os.ReadFile(filepath.Join(dir, filepath.FromSlash(f))); readErr != nil {
				return
			}
			pages, err := extract.Read(context.Background(), filepath.Base(f), data)
			if err != nil {
				readErr = err
				return
			}
			d, err := parse.Document(parse.Input{File: filepath.Base(f), Engine: pages.Engine, Pages: pages.Pages, States: corpus.World()})
			if err != nil {
				readErr = err
				return
			}
			readDocs = append(readDocs, d)
		}
		parse.Join(readDocs)
	})
	if readErr != nil {
		t.Fatal(readErr)
	}
	return readDocs
}

func question(t testing.TB, key string) match.Question {
	for _, d := range documents(t) {
		if d.Key == key {
			q, err := match.QuestionOf(d)
			if err != nil {
				t.Fatal(err)
			}
			return q
		}
	}
	t.Fatalf("%s was not read", key)
	return match.Question{}
}

func readFile(t testing.TB, rel string) []byte {
	data, err := os.ReadFile(realdocs.File(t, rel))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// annex is the list of Slovenia's 36 items.
func annex(t testing.TB) match.Question {
	q, err := match.ReadList("svn-annex.tsv", readFile(t, "eval/svn-annex.tsv"))
	if err != nil || len(q.Items) != 36 {
		t.Fatalf("%d items (%v), want 36", len(q.Items), err)
	}
	q.State, q.Cycle = "SVN", 3
	return q
}

// TestGold holds the ranking to floors below what was measured, on the judged
// pairs of three collections, and above plain BM25.
func TestGold(t *testing.T) {
	docs := documents(t)
	m := match.New(docs)
	cases := []struct {
		file              string
		q                 match.Question
		judged            []string
		passages          int
		ndcg, ap, recall  float64 // floors
		aboveN, aboveMAP  float64 // over plain BM25
		anyStrong, direct float64 // at strong: direct or related, direct
		recallLikely      float64
	}{
		{"eval/svn-upr.qrels.tsv", annex(t), nil, 729, 0.90, 0.84, 0.91, 0.15, 0.20, 0.92, 0.80, 0.65},
		{"eval/svn-compilations.qrels.tsv", annex(t), nil, 213, 0.88, 0.84, 0.95, 0.08, 0.08, 0.90, 0.80, 0.65},
		{"eval/brb.qrels.tsv", question(t, "A/HRC/WG.6/29/BRB/2"), strings.Fields(string(readFile(t, "eval/brb-paragraphs.txt"))), 136,
			0.85, 0.80, 0.95, 0.15, 0.15, 0.92, 0.80, 0.60},
	}
	for _, c := range cases {
		g, err := match.ReadGold(c.file, readFile(t, c.file))
		if err != nil {
			t.Fatal(err)
		}
		e, err := m.Evaluate(context.Background(), c.q, g, c.judged)
		if err != nil {
			t.Fatal(err)
		}
		var table strings.Builder
		if err := e.Write(&table); err != nil {
			t.Fatal(err)
		}
		t.Log(table.String())
		if e.Passages != c.passages || len(e.Missing) > 0 {
			t.Errorf("%s: %d passages, missing %v", c.file, e.Passages, e.Missing)
		}
		if e.Ours.NDCG10 < c.ndcg || e.Ours.MAP < c.ap || e.Ours.Recall20 < c.recall {
			t.Errorf("%s: below the floor %.2f, %.2f, %.2f", c.file, c.ndcg, c.ap, c.recall)
		}
		if e.Ours.NDCG10 < e.BM25.NDCG10+c.aboveN || e.Ours.MAP < e.BM25.MAP+c.aboveMAP {
			t.Errorf("%s: not clearly above plain BM25", c.file)
		}
		if s := e.Tiers[0]; s.PrecisionAny < c.anyStrong || s.PrecisionDirect < c.direct {
			t.Errorf("%s: strong is worth %.2f, direct %.2f", c.file, s.PrecisionAny, s.PrecisionDirect)
		}
		if e.Tiers[1].Recall < c.recallLikely {
			t.Errorf("%s: strong or likely finds %.2f of the direct", c.file, e.Tiers[1].Recall)
		}
	}
}

// TestLetterOf2019 holds the answers on the letter of 28 November 2019 to what
// readers know of its two earlier reviews.
func TestLetterOf2019(t *testing.T) {
	q := question(t, "hc-letter:PRK:2019-11-28")
	answers, err := match.New(documents(t)).Run(context.Background(), q, match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(answers) != 56 || answers[0].Scope.Passages != 435 {
		t.Fatalf("%d items, %d passages; want 56, 435", len(answers), answers[0].Scope.Passages)
	}
	counts := func(item int) map[string]int { // strong or likely repetitions by document
		n := map[string]int{}
		for _, l := range answers[item-1].Links {
			if (l.Strength == match.Strong || l.Strength == match.Likely) && l.Relation != match.General && l.Relation != match.Contrary {
				n[l.Symbol]++
			}
		}
		return n
	}
	if l := answers[3].Links; l[0].ID != "A/HRC/27/10#124.54" || l[0].Strength != match.Strong || l[1].Symbol != "A/HRC/13/13" || l[2].Symbol != "A/HRC/13/13" {
		t.Errorf("item 4: %s, %s, %s", l[0].ID, l[1].ID, l[2].ID)
	}
	for _, item := range []int{13, 29} {
		if n := counts(item); n["A/HRC/13/13"] == 0 || n["A/HRC/27/10"] == 0 {
			t.Errorf("item %d is not found in both reviews: %v", item, n)
		}
	}
	if n := counts(16); n["A/HRC/13/13"] > 0 || n["A/HRC/27/10"] < 12 {
		t.Errorf("item 16: %v, want 2014 only", n)
	}
	if n := counts(48); n["A/HRC/13/13"] > 0 || n["A/HRC/27/10"] != 1 {
		t.Errorf("item 48: %v, want one of 2014", n)
	}
	for _, l := range answers[47].Links {
		if l.Symbol == "A/HRC/13/13" && (l.Strength == match.Strong || l.Strength == match.Likely) {
			t.Errorf("item 48: %s is %s", l.ID, l.Strength)
		}
	}
	if asks := answers[0].Asks; len(asks) != 11 || asks[0].Found != match.ByName || asks[8].Found != match.Generically {
		t.Errorf("item 1 asks for %d treaties: %+v", len(asks), asks)
	}
}

// TestThemesOnHeadings compares themes with the recommendations that the
// official documents list under each heading (union of both documents).
func TestThemesOnHeadings(t *testing.T) {
	text := map[string]*corpus.Passage{}
	for _, d := range documents(t) {
		for i := range d.Passages {
			text[d.Passages[i].ID] = &d.Passages[i]
		}
	}
	for file, floor := range map[string]float64{"eval/headings-svn.tsv": 0.74, "eval/headings-brb.tsv": 0.74} {
		var hit, extra, missed int
		for id, want := range headings(t, file) {
			for _, l := range match.Themes(text[id]) {
				if want[l] {
					hit++
					delete(want, l)
				} else {
					extra++
				}
			}
			missed += len(want)
		}
		f1 := 2 * float64(hit) / float64(2*hit+extra+missed)
		t.Logf("%s: micro-F1 %.3f", file, f1)
		if f1 < floor {
			t.Errorf("%s: micro-F1 %.3f, want %.2f", file, f1, floor)
		}
	}
}

func headings(t *testing.T, file string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(string(readFile(t, file))), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || len(f) < 5 {
			continue
		}
		label := match.ThemeOf(f[2])
		if label == "" {
			t.Errorf("%s: heading %q has no theme", file, f[2])
		}
		for _, p := range strings.Fields(f[4]) {
			id := f[3] + "#" + p
			if out[id] == nil {
				out[id] = map[string]bool{}
			}
			out[id][label] = true
		}
	}
	return out
}

// BenchmarkLetter matches 56 items with 435 passages, reading both included.
func BenchmarkLetter(b *testing.B) {
	q := question(b, "hc-letter:PRK:2019-11-28")
	m := match.New(documents(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Run(context.Background(), q, match.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
