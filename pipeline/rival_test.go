package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sampleReport is the text of a report with a symbol on a State.
func sampleReport(symbol, state, more string) string {
	return "United Nations " + symbol + "\n4 January 2010\nReport of the Working Group on the Universal Periodic Review\n" + state +
		"\n\n1. SAMPLE the Working Group held its sixth session.\n" + more
}

// TestASymbolIsOneDocuments takes in two reports on different States with one
// symbol: the first stays current, the second is kept beside it and said to be,
// and --replace makes it the other way round. Nothing is lost on the way.
func TestASymbolIsOneDocuments(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	for name, s := range map[string]string{
		"a.txt": sampleReport("A/HRC/13/9001", "Examplia", ""),
		"b.txt": sampleReport("A/HRC/13/9001", "Norway", ""),
	} {
		if err := os.WriteFile(path(name), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := workspace(t)
	run := func(opt Options, names ...string) []Outcome {
		t.Helper()
		var paths []string
		for _, n := range names {
			paths = append(paths, path(n))
		}
		out, err := Ingest(context.Background(), w, paths, opt)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	current := func(want string) {
		t.Helper()
		docs, err := Documents(w)
		if err != nil || len(docs) != 1 || docs[0].File != want {
			t.Errorf("current %v, %v; want %s", docs, err, want)
		}
		if heads, err := w.Heads(); len(heads) != 2 || err != nil {
			t.Errorf("%d documents are kept, %v", len(heads), err)
		}
	}
	out := run(options(), "a.txt", "b.txt")
	if statuses(out) != "a.txt ingested|b.txt failed" || !strings.Contains(out[1].Reason, "on Norway") || !strings.Contains(out[1].Reason, "a.txt (Working Group report on Examplia)") ||
		!strings.Contains(out[1].Hint, "--replace") {
		t.Errorf("%s: %s (%s)", statuses(out), out[1].Reason, out[1].Hint)
	}
	current("a.txt")
	if again := run(options(), "b.txt"); again[0].Status != Unchanged || again[0].Reason != out[1].Reason {
		t.Errorf("again: %+v", again[0])
	}
	checks, _, err := Checks(w, nil)
	if err != nil || !strings.Contains(strings.Join(checks[0].Doubts, " "), "cannot be an edition of this one: b.txt") {
		t.Errorf("check does not tell: %v, %v", checks, err)
	}
	opt := options()
	opt.Replace = true
	if out := run(opt, "b.txt"); out[0].Status != Ingested || !strings.Contains(out[0].Reason, "a.txt (Working Group report on Examplia) is kept beside it") {
		t.Errorf("--replace: %+v", out[0])
	}
	current("b.txt")
	if again := run(options(), "a.txt", "b.txt"); statuses(again) != "a.txt unchanged|b.txt unchanged" || !strings.Contains(again[0].Reason, "b.txt") {
		t.Errorf("after it: %s, %s", statuses(again), again[0].Reason)
	}
	if out := run(opt, "a.txt"); out[0].Status != Ingested {
		t.Errorf("back again: %+v", out[0])
	}
	current("a.txt")
}

// TestAStateThatIsReadLeads lets a copy that names its State lead over one in
// which none was recognised, in any order.
func TestAStateThatIsReadLeads(t *testing.T) {
	dir := t.TempDir()
	without, with := filepath.Join(dir, "without.txt"), filepath.Join(dir, "with.txt")
	for path, s := range map[string]string{without: sampleReport("A/HRC/13/9001", "Nowhere", ""), with: sampleReport("A/HRC/13/9001", "Examplia", "")} {
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, order := range [][]string{{without, with}, {with, without}} {
		w := workspace(t)
		if _, err := Ingest(context.Background(), w, order, options()); err != nil {
			t.Fatal(err)
		}
		if docs, err := Documents(w); err != nil || len(docs) != 1 || docs[0].State != "XAA" {
			t.Errorf("%v: current %v, %v", order, docs, err)
		}
	}
}

// TestTheCatalogueSaysWhoseASymbolIs lets the right document lead that comes
// second, and doubts the wrong one that comes first.
func TestTheCatalogueSaysWhoseASymbolIs(t *testing.T) {
	dir := t.TempDir()
	wrong, right := filepath.Join(dir, "wrong.txt"), filepath.Join(dir, "right.txt")
	for path, s := range map[string]string{wrong: sampleReport("A/HRC/13/13", "Examplia", ""), right: sampleReport("A/HRC/13/13", "Democratic People’s Republic of Korea", "")} {
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, order := range [][]string{{wrong, right}, {right, wrong}} {
		w := workspace(t)
		out, err := Ingest(context.Background(), w, order, options())
		if err != nil {
			t.Fatal(err)
		}
		docs, err := Documents(w)
		if err != nil || len(docs) != 1 || docs[0].State != "PRK" {
			t.Errorf("%v: current %v, %v (%s: %s)", order, docs, err, statuses(out), out[1].Reason)
		}
		for _, o := range out {
			doubted := strings.Contains(strings.Join(o.Document.Warnings, " "), "by the catalogue of reviews")
			if doubted != (o.Path == wrong) {
				t.Errorf("%s: doubts %v", o.Path, o.Document.Warnings)
			}
		}
	}
}

// TestAnEmptyDocumentReplacesNothing takes in a report on another State in which
// no passage can be read: it counts as failed, also with Replace, and says why.
func TestAnEmptyDocumentReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	empty, _, _ := strings.Cut(sampleReport("A/HRC/13/9001", "Norway", ""), "1. SAMPLE")
	for name, s := range map[string]string{a: sampleReport("A/HRC/13/9001", "Examplia", ""), b: empty} {
		if err := os.WriteFile(name, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, replace := range []bool{false, true} {
		w, opt := workspace(t), options()
		if _, err := Ingest(context.Background(), w, []string{a}, opt); err != nil {
			t.Fatal(err)
		}
		opt.Replace = replace
		out, err := Ingest(context.Background(), w, []string{b}, opt)
		if err != nil || out[0].Status != Failed || !strings.Contains(out[0].Reason, "no passage could be read in it") || !strings.Contains(out[0].Hint, "--replace makes no document current") {
			t.Errorf("replace %t: %+v, %v", replace, out[0], err)
		}
		if docs, err := Documents(w); err != nil || len(docs) != 1 || docs[0].File != "a.txt" {
			t.Errorf("current: %v, %v", docs, err)
		}
	}
}
