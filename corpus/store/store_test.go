package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"refrain/corpus"
)

func doc(key, sha string, seq int) *corpus.Document {
	d := &corpus.Document{Key: key, Symbol: key, Kind: corpus.KindWGReport, SHA256: sha, Seq: seq, Parser: "1",
		Pages:    []corpus.Page{{Number: 1, Text: "SAMPLE"}},
		Passages: []corpus.Passage{{Para: "1", Text: "SAMPLE"}}}
	d.Seal()
	return d
}

func TestOpenWithoutWorkspace(t *testing.T) {
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNoWorkspace) {
		t.Fatalf("Open = %v, want ErrNoWorkspace", err)
	}
}

func TestCreateRefusesAFolderOfOtherFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.docx"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir); err == nil {
		t.Fatal("Create took a folder that holds other files")
	}
}

func TestNewerWorkspaceIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "VERSION"), []byte("99\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var v *VersionError
	if _, err := Open(dir); !errors.As(err, &v) {
		t.Fatalf("Open = %v, want VersionError", err)
	}
}

func TestSaveLoadAndCurrent(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*corpus.Document{doc("A/HRC/13/9001", "aa", 1), doc("A/HRC/13/9001", "bb", 2), doc("A/HRC/27/9001", "cc", 3)} {
		if err := w.Save(d); err != nil {
			t.Fatal(err)
		}
	}
	heads, err := w.Heads()
	if err != nil || len(heads) != 3 {
		t.Fatalf("Heads = %d, %v; want 3", len(heads), err)
	}
	if heads[0].Count != 1 || len(heads[0].Passages) != 0 || len(heads[0].Pages) != 0 {
		t.Errorf("a head holds %d passages and %d pages, count %d", len(heads[0].Passages), len(heads[0].Pages), heads[0].Count)
	}
	cur, err := w.Documents(nil)
	if err != nil || len(cur) != 2 || cur[0].SHA256 != "bb" || len(cur[0].Passages) != 1 {
		t.Fatalf("Documents = %v, %v; want bb and cc, whole", cur, err)
	}
	if !w.Has("aa", "1") || w.Has("aa", "2") || w.Has("zz", "1") {
		t.Error("Has does not tell sources and parsers apart")
	}
}

// TestAPartDoesNotReplaceTheWhole keeps the document of a whole file current
// after one of a damaged file came.
func TestAPartDoesNotReplaceTheWhole(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	part := doc("A/HRC/13/9001", "bb", 2)
	part.Warnings = []string{corpus.DamagedFile + "; SAMPLE."}
	for _, d := range []*corpus.Document{doc("A/HRC/13/9001", "aa", 1), part} {
		if err := w.Save(d); err != nil {
			t.Fatal(err)
		}
	}
	cur, err := w.Documents(nil)
	if err != nil || len(cur) != 1 || cur[0].SHA256 != "aa" {
		t.Errorf("current %v, %v; want aa", cur, err)
	}
}

func TestDamagedDocumentIsNamed(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Save(doc("A/HRC/13/9001", "aa", 1)); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(w.documentPath("aa"))
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		flipped := append([]byte(nil), whole...)
		flipped[at] ^= 4
		if err := os.WriteFile(w.documentPath("aa"), flipped, 0o600); err != nil {
			t.Fatal(err)
		}
		var damaged *DamagedError
		if _, err := w.Load("aa"); !errors.As(err, &damaged) {
			t.Fatalf("byte %d flipped: %v, want DamagedError", at, err)
		}
	}
	if err := os.WriteFile(w.documentPath("aa"), whole[:20], 0o600); err != nil {
		t.Fatal(err)
	}
	var damaged *DamagedError
	if _, err := w.Documents(nil); !errors.As(err, &damaged) {
		t.Fatalf("Documents = %v, want DamagedError", err)
	}
}

func TestSecondWriterIsRefusedAtOnce(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := w.Lock(time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	var locked *LockedError
	if _, err := w.Lock(time.Unix(0, 0)); !errors.As(err, &locked) || locked.Holder.PID != os.Getpid() {
		t.Fatalf("second Lock = %v, want LockedError with this process", err)
	}
	unlock()
	unlock, err = w.Lock(time.Unix(0, 0))
	if err != nil {
		t.Fatalf("Lock after unlock = %v", err)
	}
	unlock()
}

func TestReplaceKeepsTheOldFileOnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.html")
	if err := WriteFile(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	err := Replace(path, 0o644, func(w io.Writer) error {
		_, _ = w.Write([]byte("half"))
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatalf("Replace = %v, want boom", err)
	}
	data, _ := os.ReadFile(path)
	entries, _ := os.ReadDir(filepath.Dir(path))
	if string(data) != "old" || len(entries) != 1 {
		t.Fatalf("file = %q, %d entries; want old and 1", data, len(entries))
	}
}
