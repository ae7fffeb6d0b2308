package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/pipeline/extract"
	"refrain/pipeline/extract/hostile"
)

// TestMain lets the test binary be a child that reads files.
func TestMain(m *testing.M) {
	if os.Getenv("PIPELINE_TEST_CHILD") != "" {
		if err := extract.ServeWorker(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// oddNames are names that a terminal, a shell or a path can trip over.
var oddNames = []string{"new\nline.pdf", "escape\x1b[31m.pdf", "not-utf-8-\xff\xfe.pdf", "-rf.pdf", "$(touch x).pdf", "a b ' \".pdf",
	strings.Repeat("n", 251) + ".pdf", "\u202egnp.pdf", "no-extension"}

// hostileTwin reports whether a hostile file has the bytes of another.
func hostileTwin(name string) bool {
	return strings.HasPrefix(name, "word-file-called") || name == "whole.docx"
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestHostileInputsHaveOneStatus ingests a folder of hostile files, odd names, a
// pipe, circles of links and files that may not be read, through child
// processes: one status each, whole files are read, and a second run changes
// nothing.
func TestHostileInputsHaveOneStatus(t *testing.T) {
	dir := t.TempDir()
	want := map[string]Status{}
	for _, f := range hostile.Files() {
		if f.Want == hostile.Either || strings.Contains(f.Name, "million") || strings.Contains(f.Name, "000") || strings.Contains(f.Name, "inflates") {
			continue // read one by one in the tests of extract
		}
		write(t, filepath.Join(dir, f.Name), f.Data())
		want[f.Name] = map[hostile.Want]Status{hostile.Read: Ingested, hostile.NeedsOCR: NeedsOCR, hostile.Refused: Failed}[f.Want]
	}
	for i, name := range oddNames {
		if runtime.GOOS == "windows" && !utf8.ValidString(name) {
			continue // names are Unicode there
		}
		if err := os.WriteFile(filepath.Join(dir, name), hostile.Page("% "+strings.Repeat("x", i)+"\nBT /F1 12 Tf 72 700 Td (SAMPLE) Tj ET"), 0o600); err == nil {
			want[name] = Ingested
		}
	}
	write(t, filepath.Join(dir, "same-bytes.pdf"), hostile.Page("BT /F1 12 Tf 72 700 Td (SAMPLE) Tj ET"))
	write(t, filepath.Join(dir, "same-bytes-2.pdf"), hostile.Page("BT /F1 12 Tf 72 700 Td (SAMPLE) Tj ET"))
	want["same-bytes-2.pdf"], want["same-bytes.pdf"] = Ingested, Skipped
	oddEntries(t, dir, want)
	write(t, filepath.Join(dir, "too-large.txt"), nil)
	if err := os.Truncate(filepath.Join(dir, "too-large.txt"), MaxFile+1); err != nil {
		t.Fatal(err)
	}
	want["too-large.txt"] = Failed

	t.Setenv("PIPELINE_TEST_CHILD", "serve")
	pool := extract.NewPool(2, []string{os.Args[0]}, extract.Limits{})
	defer pool.Close()
	w := workspace(t)
	opt := options()
	opt.Reader = pool
	outcomes, err := Ingest(context.Background(), w, []string{dir}, opt)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Status{}
	for _, o := range outcomes {
		name, _ := filepath.Rel(dir, o.Path)
		if _, twice := got[name]; twice {
			t.Errorf("%q has two statuses", name)
		}
		got[name] = o.Status
		if o.Status != Ingested && o.Reason == "" {
			t.Errorf("%q is %s without a reason", name, o.Status)
		}
		if o.Status == Failed && o.Hint == "" {
			t.Errorf("%q failed without a remedy: %s", name, o.Reason)
		}
	}
	for name, s := range want {
		g := got[name]
		if g != s && !(s == Failed && g == Skipped || s == Ingested && g == Skipped && hostileTwin(name)) {
			t.Errorf("%q is %q, want %s", name, g, s)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d inputs have a status, want %d", len(got), len(want))
	}
	again, err := Ingest(context.Background(), w, []string{dir}, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range again {
		if o.Status == Ingested {
			t.Errorf("%q is ingested again", o.Path)
		}
	}
}
