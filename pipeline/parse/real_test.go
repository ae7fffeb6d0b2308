package parse_test

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"refrain/corpus"
	"refrain/corpus/realdocs"
	"refrain/pipeline/extract"
	"refrain/pipeline/parse"
)

// readTree reads every file below a folder of real documents that gives text.
func readTree(t *testing.T, rel string) map[string]*corpus.Document {
	t.Helper()
	var mu sync.Mutex
	out := map[string]*corpus.Document{}
	var wg sync.WaitGroup
	slots := make(chan bool, 2)
	_ = filepath.WalkDir(realdocs.File(t, rel), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		wg.Add(1)
		slots <- true
		go func() {
			defer wg.Done()
			defer func() { <-slots }()
			if d := readOne(t, path); d != nil {
				mu.Lock()
				defer mu.Unlock()
				out[d.Key] = d
			}
		}()
		return nil
	})
	wg.Wait()
	var docs []*corpus.Document
	for _, d := range out {
		docs = append(docs, d)
	}
	parse.Join(docs)
	return out
}

func readOne(t *testing.T, path string) *corpus.Document {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return nil
	}
	r, err := extract.Read(context.Background(), path, data)
	if err != nil || r.Scan {
		return nil
	}
	sum := sha256.Sum256(data)
	d, err := parse.Document(parse.Input{File: filepath.Base(path), SHA256: hex.EncodeToString(sum[:]), Pages: r.Pages})
	if err != nil {
		t.Errorf("%s: %v", filepath.Base(path), err)
		return nil
	}
	return d
}

// recs counts the recommendations by lead paragraph and position.
func recs(d *corpus.Document) map[string]int {
	n := map[string]int{}
	for _, p := range d.Passages {
		if p.Kind == corpus.PassageRecommendation {
			lead, _, _ := strings.Cut(p.Para, ".")
			n[""]++
			n[lead]++
			n[lead+" "+string(p.Position)]++
		}
	}
	return n
}

func passage(t *testing.T, d *corpus.Document, para string) corpus.Passage {
	t.Helper()
	for _, p := range d.Passages {
		if p.Para == para && p.Kind == corpus.PassageRecommendation {
			return p
		}
	}
	t.Errorf("%s has no recommendation %s", d.Key, para)
	return corpus.Passage{}
}

func TestDPRK(t *testing.T) {
	docs := readTree(t, "corpus/prk")
	for key, want := range map[string]map[string]int{
		"A/HRC/13/13": {"": 167, "90": 117, "91": 50, "90 pending": 117, "91 noted": 50},
		"A/HRC/27/10": {"": 268, "124": 185, "125": 83, "124 pending": 185, "125 noted": 83},
	} {
		d := docs[key]
		if d == nil {
			t.Fatalf("%s was not read", key)
		}
		got := recs(d)
		for k, n := range want {
			if got[k] != n {
				t.Errorf("%s: %q = %d, want %d", key, k, got[k], n)
			}
		}
		for _, p := range d.Passages {
			if p.Kind == corpus.PassageRecommendation && (len(p.By) == 0 || p.Page == 0 || strings.HasPrefix(p.By[0], "?")) {
				t.Errorf("%s: States %v, page %d", p.ID, p.By, p.Page)
			}
		}
		if d.State != "PRK" || d.Cycle == 0 {
			t.Errorf("%s: State %s, cycle %d", key, d.State, d.Cycle)
		}
	}
	if got, want := passage(t, docs["A/HRC/27/10"], "124.54").Cite, "A/HRC/27/10, para. 124.54 (Uruguay)"; got != want {
		t.Errorf("cite = %q, want %q", got, want)
	}
	if got, want := passage(t, docs["A/HRC/13/13"], "90.8").Cite, "A/HRC/13/13, para. 90, No. 8 (Turkey)"; got != want {
		t.Errorf("cite = %q, want %q", got, want)
	}
}

func TestDPRKLetter(t *testing.T) {
	d := readOne(t, realdocs.File(t, "corpus/prk/hc-letter-prk-2019.txt"))
	if d.Key != "hc-letter:PRK:2019-11-28" || d.Cycle != 3 || d.Session != 33 || len(d.Passages) != 56 {
		t.Fatalf("key %s, cycle %d, session %d, %d items; want 56", d.Key, d.Cycle, d.Session, len(d.Passages))
	}
	p := d.Passages[47]
	if got := p.Headings[len(p.Headings)-1]; got != "Children" {
		t.Errorf("item 48 stands under %q", got)
	}
	if !strings.HasSuffix(p.Cite, "annex, “Children”, first bullet") || !strings.HasPrefix(p.Cite, "Letter dated 28 November 2019 from the High Commissioner") {
		t.Errorf("cite = %q", p.Cite)
	}
}

// TestSloveniaPositions compares positions with the Office's matrices and with
// the addendum of cycle 1, read by hand.
func TestSloveniaPositions(t *testing.T) {
	docs := readTree(t, "corpus/svn")
	for key, want := range map[string]int{"A/HRC/14/15": 97, "A/HRC/28/15": 163, "A/HRC/43/15": 215, "A/HRC/59/15": 254} {
		if docs[key] == nil || recs(docs[key])[""] != want {
			t.Fatalf("%s: %v, want %d recommendations", key, docs[key] != nil, want)
		}
	}
	symbol := map[string]string{"2": "A/HRC/28/15", "3": "A/HRC/43/15", "4": "A/HRC/59/15"}
	wrong, same := 0, 0
	differ := map[string]bool{}
	for _, r := range readTSV(t, "eval/svn-matrices.tsv") {
		p := passage(t, docs[symbol[r["cycle"]]], r["rec"])
		if string(p.Position) != strings.ToLower(r["position"]) {
			wrong++
			t.Errorf("%s: %s, the matrix has %s", p.ID, p.Position, r["position"])
		}
		if plainQuotes(p.Text) == plainQuotes(r["text"]) {
			same++
		} else if differ[p.ID] = true; !matrixFaults[p.ID] {
			t.Errorf("%s: text %q, the matrix has %q", p.ID, p.Text, r["text"])
		}
		if r["themes"] != "" && len(p.OHCHRThemes) == 0 || r["persons"] != "" && len(p.Persons) == 0 || r["sdgs"] != "" && len(p.SDGs) == 0 {
			t.Errorf("%s: themes %v, persons %v, SDGs %v are not all joined", p.ID, p.OHCHRThemes, p.Persons, p.SDGs)
		}
	}
	t.Logf("matrices: %d positions differ, %d of 632 texts equal", wrong, same)
	if len(differ) != len(matrixFaults) {
		t.Errorf("%d texts differ, %d are known", len(differ), len(matrixFaults))
	}
	for _, r := range readTSV(t, "eval/svn-cycle1-positions.tsv") {
		p := passage(t, docs[r["symbol"]], r["para"])
		if string(p.Position) != r["position"] || p.Partial != (r["partial"] == "true") {
			t.Errorf("%s: %s partial %v, read by hand: %s %s", p.ID, p.Position, p.Partial, r["position"], r["partial"])
		}
	}
}

// matrixFaults are the recommendations whose text differs from the Office's
// matrix; on the printed page (given in docs/READING.md) they stand as read
// here. In all but two the matrix lost or gained a space.
var matrixFaults = map[string]bool{
	"A/HRC/28/15#115.2": true, "A/HRC/28/15#115.8": true, "A/HRC/28/15#115.38": true, "A/HRC/28/15#115.81": true, "A/HRC/28/15#115.104": true,
	"A/HRC/28/15#115.106": true, "A/HRC/28/15#115.158": true,
	"A/HRC/59/15#140.28": true, "A/HRC/59/15#140.29": true, "A/HRC/59/15#140.60": true, "A/HRC/59/15#140.160": true, "A/HRC/59/15#140.194": true,
	"A/HRC/59/15#140.195": true, "A/HRC/59/15#140.196": true, "A/HRC/59/15#140.232": true, "A/HRC/59/15#140.243": true, "A/HRC/59/15#140.244": true,
}

// plainQuotes makes quotation marks, dashes and spaces alike.
func plainQuotes(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func readTSV(t *testing.T, rel string) []map[string]string {
	t.Helper()
	f, err := os.Open(realdocs.File(t, rel))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out
}

// TestLabelledLines compares 217 recommendations of one report with the labels
// somebody gave them: number, recommending States and text.
func TestLabelledLines(t *testing.T) {
	var numbers, texts []struct{ Text, Label string }
	var states []struct {
		Text  string
		Label []string
	}
	for name, into := range map[string]any{"numbers": &numbers, "text": &texts, "states": &states} {
		data, err := os.ReadFile(realdocs.File(t, "eval/upr-lines/"+name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatal(err)
		}
	}
	if len(numbers) != 217 {
		t.Fatalf("%d labelled lines", len(numbers))
	}
	wrong := 0
	for i, n := range numbers {
		number, text := parse.NumberForTest(n.Text)
		p := corpus.Passage{Text: text}
		parse.AskForTest(&p)
		var codes []string
		for _, name := range states[i].Label {
			code, ok := corpus.World().Resolve(name)
			if !ok {
				code = "?" + name
			}
			codes = append(codes, code)
		}
		if number != n.Label || strings.Join(p.By, " ") != strings.Join(codes, " ") || corpus.TextHash(withoutStates(p)) != corpus.TextHash(texts[i].Label) {
			wrong++
			t.Errorf("%s: number %s, States %v, text %q; labels %s, %v, %q", n.Label, number, p.By, withoutStates(p), n.Label, codes, texts[i].Label)
		}
	}
	t.Logf("labelled lines: %d of %d differ", wrong, len(numbers))
}

// withoutStates is a recommendation's text without any bracket of States.
func withoutStates(p corpus.Passage) string {
	if len(p.Units) == 0 {
		return p.Ask
	}
	var parts []string
	for _, u := range p.Units {
		parts = append(parts, u.Text)
	}
	return strings.Join(parts, " ")
}

// TestJudgedParagraphsExist holds that every paragraph somebody judged is read.
func TestJudgedParagraphsExist(t *testing.T) {
	for tree, file := range map[string]string{"corpus/svn": "eval/svn-compilations.qrels.tsv", "corpus/brb": "eval/brb.qrels.tsv"} {
		docs := readTree(t, tree)
		have := map[string]bool{}
		for _, d := range docs {
			for _, p := range d.Passages {
				have[d.Symbol+"#"+p.Para] = true
			}
		}
		missing := map[string]bool{}
		for _, r := range readTSV(t, file) {
			if id := r["symbol"] + "#" + r["para"]; !have[id] {
				missing[id] = true
			}
		}
		for id := range missing {
			t.Errorf("%s is not read", id)
		}
	}
}
