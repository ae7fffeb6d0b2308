package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sealed makes a workspace with one document.
func sealed(t *testing.T) *Workspace {
	t.Helper()
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err == nil {
		err = w.Save(doc("A/HRC/13/9001", strings.Repeat("ab", 32), 1))
	}
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestVersionIsMended(t *testing.T) {
	for _, damage := range []func(path string) error{
		os.Remove,
		func(path string) error { return os.WriteFile(path, []byte("\x00\x7fgarbled\n"), 0o600) },
		func(path string) error { return os.WriteFile(path, nil, 0o600) },
	} {
		w := sealed(t)
		if err := damage(filepath.Join(w.Dir, "VERSION")); err != nil {
			t.Fatal(err)
		}
		var d *DamagedError
		if _, err := Open(w.Dir); !errors.As(err, &d) || !strings.Contains(d.Remedy(), "rebuild") {
			t.Errorf("Open = %v, want damage and the remedy", err)
		}
		if _, err := Create(w.Dir); !errors.As(err, &d) {
			t.Errorf("Create = %v, want damage", err)
		}
		if ok, err := Mend(w.Dir); !ok || err != nil {
			t.Errorf("Mend = %v, %v", ok, err)
		}
		if again, err := Open(w.Dir); err != nil || !again.Whole(strings.Repeat("ab", 32)) {
			t.Errorf("after mending: %v", err)
		}
		if ok, err := Mend(w.Dir); ok || err != nil {
			t.Errorf("Mend of what is whole = %v, %v", ok, err)
		}
	}
}

// TestAFolderOfDocumentsIsNoWorkspace tells a person's folder from a workspace
// that lost its VERSION.
func TestAFolderOfDocumentsIsNoWorkspace(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "documents"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "documents", "report.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrNoWorkspace) {
		t.Errorf("Open = %v", err)
	}
	if ok, err := Mend(dir); ok || err != nil {
		t.Errorf("Mend = %v, %v", ok, err)
	}
}

const lineOf = `{"from":"a","to":"b","from_hash":"x","to_hash":"NAME","grade":2,"by":"Sample Reader","at":"2026-01-31T09:30:00Z","program":"0"}`

func line(name string) string { return strings.Replace(lineOf, "NAME", name, 1) }

// TestBadLinesAreSetAside keeps every good line, and every byte of the others.
func TestBadLinesAreSetAside(t *testing.T) {
	w := sealed(t)
	text := line("1") + "\n{\"from\": garbled\n" + line("2") + "\n\n" + strings.Replace(line("3"), `"grade":2`, `"grade":7`, 1) + "\n" + line("4") + "\n" + line("5")[:40]
	if err := os.WriteFile(w.judgmentsPath(), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var d *DamagedError
	if _, err := w.Judgments(); !errors.As(err, &d) || !strings.Contains(err.Error(), "judgments.jsonl is damaged (line 2: ") || !strings.Contains(d.Remedy(), "judgments.set-aside.jsonl") {
		t.Errorf("Judgments = %v", err)
	}
	if !w.Torn() {
		t.Error("the unfinished line is not recognised")
	}
	n, to, err := w.MendJudgments()
	if n != 3 || err != nil {
		t.Fatalf("moved %d, %v", n, err)
	}
	js, err := w.Judgments()
	if len(js) != 3 || err != nil || js[2].ToHash != "4" {
		t.Errorf("kept %v, %v", js, err)
	}
	aside, err := os.ReadFile(to)
	if err != nil || !strings.Contains(string(aside), "{\"from\": garbled\n") || !strings.Contains(string(aside), `"grade":7`) || !strings.HasSuffix(string(aside), line("5")[:40]+"\n") {
		t.Errorf("set aside: %v\n%s", err, aside)
	}
	if n, _, err := w.MendJudgments(); n != 0 || err != nil {
		t.Errorf("the second time: %d, %v", n, err)
	}
}

// TestLastLines adds after a line without its line feed, and after one that was
// cut off.
func TestLastLines(t *testing.T) {
	w := sealed(t)
	for _, c := range []struct {
		tail string
		want int
	}{{line("1"), 2}, {line("1")[:30], 1}, {"\x00\x00\x00\x00", 1}, {"", 1}} {
		if err := os.WriteFile(w.judgmentsPath(), []byte(c.tail), 0o600); err != nil {
			t.Fatal(err)
		}
		js, err := ReadJudgments("sample", []byte(line("9")))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.AddJudgments(js...); err != nil {
			t.Fatal(err)
		}
		if js, err = w.Judgments(); len(js) != c.want || err != nil {
			t.Errorf("after %q: %d lines, %v; want %d", c.tail, len(js), err, c.want)
		}
	}
	aside, err := os.ReadFile(asideOf(w.judgmentsPath()))
	if err != nil || !strings.HasPrefix(string(aside), line("1")[:30]+"\n") {
		t.Errorf("the unfinished line was not kept: %v, %q", err, aside)
	}
}

// TestDamagedSourcesAreSetAside moves a copy whose bytes changed, and lets the
// next ingest write it again.
func TestDamagedSourcesAreSetAside(t *testing.T) {
	w := sealed(t)
	data := []byte("SAMPLE")
	sum := sha256.Sum256(data)
	sha := hex.EncodeToString(sum[:])
	if err := w.Save(doc("A/HRC/13/9002", sha, 2)); err != nil {
		t.Fatal(err)
	}
	if err := w.AddSource(sha, data); err != nil {
		t.Fatal(err)
	}
	if moved, err := w.MendSources(); len(moved) != 0 || err != nil {
		t.Errorf("a whole source was moved: %v, %v", moved, err)
	}
	if err := os.WriteFile(w.SourcePath(sha), []byte("SAMPLe"), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := w.Damage(true)
	if err != nil || len(found) != 1 || !strings.Contains(found[0].Remedy(), "ingest or import the original again") {
		t.Errorf("damage %v, %v", found, err)
	}
	moved, err := w.MendSources()
	if err != nil || len(moved) != 1 || !moved[0].Read {
		t.Fatalf("moved %v, %v", moved, err)
	}
	if bad, err := os.ReadFile(moved[0].To); err != nil || string(bad) != "SAMPLe" {
		t.Errorf("set aside: %q, %v", bad, err)
	}
	if err := w.AddSource(sha, data); err != nil {
		t.Fatal(err)
	}
	if found, err := w.Damage(true); err != nil || len(found) != 0 {
		t.Errorf("afterwards: %v, %v", found, err)
	}
}
