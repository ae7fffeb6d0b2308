package pipeline

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/extract"
	"refrain/pipeline/match"
	"refrain/seeds"
)

// here reads files in this process.
type here struct{}

func (here) Read(ctx context.Context, name string, data []byte) (extract.Result, error) {
	return extract.Read(ctx, name, data)
}

func options() Options {
	return Options{Reader: here{}, Workers: 2, States: corpus.NewGazetteer(seeds.States, seeds.SampleStates), Sample: true}
}

// sampleFolder writes the sample's documents into a folder.
func sampleFolder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := fs.ReadDir(seeds.Sample, "sample")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(seeds.Sample, "sample/"+e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, e.Name()), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func workspace(t testing.TB) *store.Workspace {
	t.Helper()
	w, err := store.Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func statuses(outcomes []Outcome) string {
	var out []string
	for _, o := range outcomes {
		out = append(out, filepath.Base(o.Path)+" "+string(o.Status))
	}
	return strings.Join(out, "|")
}

func TestEveryInputHasOneStatus(t *testing.T) {
	dir := sampleFolder(t)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("empty.pdf", "")
	write("page.pdf", "<html><body><p>SAMPLE: no such document</p></body></html>")
	write("picture.gif", "GIF89a")
	write(".hidden", "SAMPLE")
	link := "link.pdf failed|"
	if runtime.GOOS == "windows" || os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "link.pdf")) != nil {
		t.Log("not tested: links that lead nowhere")
		link = ""
	}
	w := workspace(t)
	first, err := Ingest(context.Background(), w, []string{dir, filepath.Join(dir, "missing.pdf")}, options())
	if err != nil {
		t.Fatal(err)
	}
	want := ".hidden skipped|a-hrc-13-9001.pdf ingested|a-hrc-27-9001.pdf ingested|a-hrc-42-9001-add1.pdf ingested|a-hrc-42-9001.pdf ingested|" +
		"ccpr-c-xaa-co-1.pdf ingested|crc-c-xaa-co-1.pdf ingested|empty.pdf failed|hc-letter-xaa-2019.txt ingested|" + link + "page.pdf failed|picture.gif skipped|missing.pdf failed"
	if got := statuses(first); got != want {
		t.Errorf("first run:\n%s\nwant\n%s", got, want)
	}
	for _, o := range first {
		if o.Status != Ingested && o.Reason == "" {
			t.Errorf("%s: %s without a reason", o.Path, o.Status)
		}
	}
	again, err := Ingest(context.Background(), w, []string{dir}, options())
	if err != nil || strings.Contains(statuses(again), "ingested") {
		t.Errorf("second run: %s, %v", statuses(again), err)
	}
}

func TestSameSymbolOtherBytes(t *testing.T) {
	dir := t.TempDir()
	text := "United Nations A/HRC/13/9001\n4 January 2010\nReport of the Working Group on the Universal Periodic Review\nExamplia\n\n1. SAMPLE the Working Group held its sixth session.\n"
	for name, s := range map[string]string{"a.txt": text, "b.txt": text + "\n2. SAMPLE more.\n", "c.txt": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := workspace(t)
	out, err := Ingest(context.Background(), w, []string{dir}, options())
	if err != nil || statuses(out) != "a.txt ingested|b.txt ingested|c.txt skipped" {
		t.Fatalf("%s, %v", statuses(out), err)
	}
	if !strings.Contains(out[1].Reason, "this one is current") || !strings.Contains(out[2].Reason, "same bytes") {
		t.Errorf("reasons %q, %q", out[1].Reason, out[2].Reason)
	}
	docs, err := Documents(w)
	if err != nil || len(docs) != 1 || docs[0].File != "b.txt" {
		t.Errorf("current documents %v, %v", docs, err)
	}
}

// TestTheBestReadingStaysCurrent takes in, after a report, a note with its
// symbol on a line: the report goes on being searched, in any order of ingest.
func TestTheBestReadingStaysCurrent(t *testing.T) {
	report, note := filepath.Join(t.TempDir(), "report.txt"), filepath.Join(t.TempDir(), "note.txt")
	for path, s := range map[string]string{
		report: "United Nations A/HRC/13/9001\n4 January 2010\nReport of the Working Group on the Universal Periodic Review\nExamplia\n\n1. SAMPLE the Working Group held its sixth session.\n",
		note:   "SAMPLE a note\n\nA/HRC/13/9001\n\nSAMPLE all is well.\n",
	} {
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, order := range [][]string{{report, note}, {note, report}} {
		w := workspace(t)
		out, err := Ingest(context.Background(), w, order, options())
		if err != nil {
			t.Fatal(err)
		}
		docs, err := Documents(w)
		if err != nil || len(docs) != 1 || docs[0].File != "report.txt" {
			t.Errorf("current documents %v, %v", docs, err)
		}
		if order[0] == report && !strings.Contains(out[1].Reason, "report.txt stays current") {
			t.Errorf("reason %q", out[1].Reason)
		}
	}
}

func TestInterruptedRunKeepsWhatWasRead(t *testing.T) {
	w := workspace(t)
	ctx, stop := context.WithCancel(context.Background())
	opt := options()
	opt.Workers, opt.Done = 1, func(Outcome) { stop() }
	if _, err := Ingest(ctx, w, []string{sampleFolder(t)}, opt); err == nil {
		t.Fatal("the run went on")
	}
	heads, err := w.Heads()
	if err != nil || len(heads) == 0 || len(heads) > 6 {
		t.Errorf("%d documents stored, %v", len(heads), err)
	}
}

func TestAsk(t *testing.T) {
	w := workspace(t)
	dir := sampleFolder(t)
	if _, err := Ingest(context.Background(), w, []string{dir}, options()); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "items.txt")
	if err := os.WriteFile(list, []byte("SAMPLE one\nSAMPLE two\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{
		"hc-letter:XAA:2019-12-02": 15, "a/hrc/27/9001": 38, filepath.Join(dir, "hc-letter-xaa-2019.txt"): 15, list: 2,
	} {
		a, err := Ask(context.Background(), w, options(), name, "", match.Options{})
		if err != nil || len(a.Question.Items) != want || a.Question.State != "XAA" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The built-in letter asks about a State that has no document here.
	a, err := Ask(context.Background(), w, options(), "prk-2019", "", match.Options{})
	if err != nil || len(a.Question.Items) != 56 || len(a.Documents) != 0 {
		t.Errorf("prk-2019: %v", err)
	}
}

func BenchmarkIngestSample(b *testing.B) {
	dir := sampleFolder(b)
	for b.Loop() {
		w := workspace(b)
		if _, err := Ingest(context.Background(), w, []string{dir}, options()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnchanged(b *testing.B) {
	dir, w := sampleFolder(b), workspace(b)
	unlock, err := w.Lock(time.Unix(0, 0))
	if err != nil {
		b.Fatal(err)
	}
	defer unlock()
	for b.Loop() {
		if _, err := Ingest(context.Background(), w, []string{dir}, options()); err != nil {
			b.Fatal(err)
		}
	}
}

// TestADamagedDocumentIsReadAgain holds that ingesting its source heals it.
func TestADamagedDocumentIsReadAgain(t *testing.T) {
	w, dir := workspace(t), sampleFolder(t)
	if _, err := Ingest(context.Background(), w, []string{dir}, options()); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(w.Dir, "documents", "*.json.zst"))
	if err != nil || len(files) != 7 {
		t.Fatal(files, err)
	}
	for i, damage := range []func(data []byte) []byte{
		func(d []byte) []byte { d[len(d)/2] ^= 1; return d }, func(d []byte) []byte { return d[:len(d)/2] }, func([]byte) []byte { return nil },
	} {
		data, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[i], damage(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Documents(w); err == nil {
		t.Error("damaged documents were read")
	}
	out, err := Ingest(context.Background(), w, []string{dir}, options())
	if err != nil || strings.Count(statuses(out), "ingested") != 3 {
		t.Errorf("%s, %v", statuses(out), err)
	}
	if docs, err := Documents(w); err != nil || len(docs) != 7 {
		t.Errorf("%d documents, %v", len(docs), err)
	}
}
