package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/corpus/store"
)

// TestEarlierIndexIsSaid stops a run between storing and indexing: search says
// that the index is of before, and what is opened in a browser is of after.
func TestEarlierIndexIsSaid(t *testing.T) {
	dir := t.TempDir()
	ws, indexed := filepath.Join(dir, "ws"), filepath.Join(dir, "indexed")
	for i, name := range []string{"first.html", "second.html"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(hostileReport, "9007", []string{"9007", "9008"}[i])), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ingest := func(name string) {
		t.Helper()
		if status, _, fault := refrainIn(t, ws, "ingest", filepath.Join(dir, name)); status != exitDone {
			t.Fatalf("ingest: %d\n%s", status, fault)
		}
	}
	copies := func(from, to string) {
		t.Helper()
		if err := os.RemoveAll(filepath.Join(to, "index")); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(to, "index"), os.DirFS(filepath.Join(from, "index"))); err != nil {
			t.Fatal(err)
		}
		made, err := os.Stat(filepath.Join(from, "CURRENT"))
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(from, "CURRENT"))
		if err != nil {
			t.Fatal(err)
		}
		write := filepath.Join(to, "CURRENT")
		if err := os.WriteFile(write, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(write, made.ModTime(), made.ModTime()); err != nil {
			t.Fatal(err)
		}
	}
	says := func(want bool) {
		t.Helper()
		if _, _, fault := refrainIn(t, ws, "search", "penalty"); strings.Contains(fault, "earlier state") != want {
			t.Errorf("of an earlier state: want %t: %s", want, fault)
		}
	}
	ingest("first.html")
	says(false)
	copies(ws, indexed)
	ingest("second.html")
	says(false)
	copies(indexed, ws)
	says(true)
	w, err := store.Open(ws)
	if err != nil {
		t.Fatal(err)
	}
	a := &app{out: io.Discard, err: &bytes.Buffer{}, env: func(string) string { return "" }}
	if err := a.freshIndex(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	says(false)
}
