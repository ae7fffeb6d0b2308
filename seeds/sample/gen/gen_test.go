package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/pipeline/extract"
	"refrain/pipeline/parse"
	"refrain/seeds"
)

// TestCommitted makes the PDFs again and compares them with the repository's.
func TestCommitted(t *testing.T) {
	files, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		have, err := os.ReadFile(filepath.Join("..", f.name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, f.data) {
			t.Errorf("%s is not what its text gives: run go run ./seeds/sample/gen", f.name)
		}
	}
	if have, _ := filepath.Glob("../*.pdf"); len(have) != len(files) {
		t.Errorf("%d PDFs in the repository, %d texts", len(have), len(files))
	}
}

// sample reads the sample as the program does.
func sample(t *testing.T) map[string]*corpus.Document {
	t.Helper()
	names, err := fs.Glob(seeds.Sample, "sample/*.*")
	if err != nil || len(names) == 0 {
		t.Fatal("no sample", err)
	}
	states := corpus.NewGazetteer(seeds.States, seeds.SampleStates)
	var docs []*corpus.Document
	for _, name := range names {
		data, err := fs.ReadFile(seeds.Sample, name)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := extract.Read(context.Background(), name, data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d, err := parse.Document(parse.Input{File: name, Engine: pages.Engine, Pages: pages.Pages, States: states, Sample: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		docs = append(docs, d)
	}
	parse.Join(docs)
	out := map[string]*corpus.Document{}
	for _, d := range docs {
		out[d.Key] = d
	}
	return out
}

// TestSampleIsRead counts what the program finds in the sample. The list of
// A/HRC/13/9001 runs on to items 31, 32 and 33, the numbers of its paragraphs.
func TestSampleIsRead(t *testing.T) {
	docs := sample(t)
	for _, want := range []struct {
		key       string
		kind      corpus.Kind
		cycle     int
		year      int
		passages  int
		positions string
	}{
		{"A/HRC/13/9001", corpus.KindWGReport, 1, 2009, 75, "noted 8, pending 34"},
		{"A/HRC/27/9001", corpus.KindWGReport, 2, 2014, 71, "noted 7, pending 6, supported 25"},
		{"A/HRC/42/9001", corpus.KindWGReport, 3, 2019, 57, "noted 6, supported 23"},
		{"A/HRC/42/9001/Add.1", corpus.KindAddendum, 3, 2019, 7, ""},
		{"CRC/C/XAA/CO/1", corpus.KindObservations, 0, 2012, 26, ""},
		{"CCPR/C/XAA/CO/1", corpus.KindObservations, 0, 2016, 20, ""},
		{"hc-letter:XAA:2019-12-02", corpus.KindLetter, 3, 2019, 15, ""},
	} {
		d := docs[want.key]
		if d == nil {
			t.Errorf("no document %s among %v", want.key, slices.Sorted(maps.Keys(docs)))
			continue
		}
		if d.Kind != want.kind || d.Cycle != want.cycle || d.Year != want.year || d.State != "XAA" || d.StateName != "Examplia" {
			t.Errorf("%s: %s of cycle %d, %d, on %s (%s)", d.Key, d.Kind, d.Cycle, d.Year, d.State, d.StateName)
		}
		if len(d.Passages) != want.passages {
			t.Errorf("%s: %d passages, want %d", d.Key, len(d.Passages), want.passages)
		}
		if got := positions(d); got != want.positions {
			t.Errorf("%s: %s, want %s", d.Key, got, want.positions)
		}
	}
	if len(docs) != 7 {
		t.Errorf("%d documents, want 7", len(docs))
	}
}

func positions(d *corpus.Document) string {
	n := map[corpus.Position]int{}
	for _, p := range d.Passages {
		if p.Position != "" {
			n[p.Position]++
		}
	}
	var out []string
	for _, k := range slices.Sorted(maps.Keys(n)) {
		out = append(out, fmt.Sprintf("%s %d", k, n[k]))
	}
	return strings.Join(out, ", ")
}

// TestEverythingSaysSample holds the sample to its promise: no page, passage
// or citation of a recommendation can be taken for a real one.
func TestEverythingSaysSample(t *testing.T) {
	for key, d := range sample(t) {
		for _, p := range d.Pages {
			if !strings.Contains(p.Text, "SAMPLE") {
				t.Errorf("%s, page %d does not say SAMPLE", key, p.Number)
			}
		}
		for _, p := range d.Passages {
			if !strings.Contains(p.Text, mark) {
				t.Errorf("%s does not say %s: %q", p.ID, mark, p.Text)
			}
			if p.Kind == corpus.PassageRecommendation && !strings.Contains(p.Cite, mark) {
				t.Errorf("%q does not say %s", p.Cite, mark)
			}
			for _, code := range p.By {
				if !invented.MatchString(code) && p.Mechanism == corpus.UPR {
					t.Errorf("%s is by %s", p.ID, code)
				}
			}
			if p.Kind == corpus.PassageRecommendation && len(p.By) == 0 {
				t.Errorf("%s names no State", p.ID)
			}
		}
	}
}

var invented = regexp.MustCompile(`^X[A-Z][A-Z]$`)

// impossible are the symbols the sample may print: on an invented State, or
// with a serial number that no session reaches.
var impossible = regexp.MustCompile(`XAA|[/.]9\d{3}`)

// TestNothingIsReal looks for real States, symbols and links in the sample.
func TestNothingIsReal(t *testing.T) {
	world := corpus.World()
	for key, d := range sample(t) {
		var text strings.Builder
		for _, p := range d.Pages {
			text.WriteString(p.Text + "\n")
		}
		folded := " " + regexp.MustCompile(`[^\p{L}']+`).ReplaceAllString(corpus.FoldName(text.String()), " ") + " "
		for _, name := range world.Names() {
			if strings.Contains(folded, " "+name+" ") {
				t.Errorf("%s names %s", key, name)
			}
		}
		for _, s := range corpus.FindSymbols(text.String()) {
			if !impossible.MatchString(s) {
				t.Errorf("%s cites %s", key, s)
			}
		}
	}
	names, _ := fs.Glob(seeds.Sample, "sample/*.*")
	for _, name := range names {
		data, _ := fs.ReadFile(seeds.Sample, name)
		for _, link := range []string{"http", "www.", "ohchr.org", "un.org", "/URI"} {
			if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(link))) {
				t.Errorf("%s holds %q", name, link)
			}
		}
	}
}

// TestStates lints the sample's list of States.
func TestStates(t *testing.T) {
	world, both := corpus.World(), corpus.NewGazetteer(seeds.States, seeds.SampleStates)
	last := ""
	for _, line := range strings.Split(strings.TrimSpace(seeds.SampleStates), "\n")[1:] {
		f := strings.Split(line, "\t")
		code, names := f[0], append([]string{f[1]}, strings.Split(f[2], ";")...)
		if !invented.MatchString(code) || world.Known(code) || code <= last {
			t.Errorf("%s is real, no sample code, or not in order", code)
		}
		last = code
		for _, name := range names {
			if real, ok := world.Resolve(name); ok {
				t.Errorf("%s is a name of %s", name, real)
			}
			if got, _ := both.Resolve(name); got != code {
				t.Errorf("%q resolves to %q, want %s", name, got, code)
			}
		}
		if !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, mark) }) {
			t.Errorf("%s has no variant with %s", code, mark)
		}
	}
}

// FuzzMarkup sets any text without a crash, and twice the same.
func FuzzMarkup(f *testing.F) {
	f.Add("# I. Heading^{*:A note}\n\n! 1. The following:\n\n> 1. Do it (Examplia);\n\n> 1.1 Well-being (Examplia)")
	f.Fuzz(func(t *testing.T, body string) {
		head := "symbol: A/HRC/13/9001\norgan: O\ndate: D\nbody: B\nsession: S\ntitle: T\njob: J\ncontents: yes\n\n"
		set := func() []byte {
			d, err := parseText(head + body)
			if err != nil {
				return nil
			}
			pages, err := typeset(d)
			if err != nil {
				t.Fatal(err)
			}
			return writePDF("SAMPLE", pages)
		}
		if !bytes.Equal(set(), set()) {
			t.Error("the same text gives other bytes")
		}
	})
}
