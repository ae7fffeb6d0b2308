package main

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/corpus/store"
)

// TestDamageIsFoundAndHealed damages each kind of file of a workspace: verify
// names it with exit status 12, and rebuild brings the same answers back.
func TestDamageIsFoundAndHealed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("written for systems with /")
	}
	c := newCrash(t, filepath.Join(t.TempDir(), "ws"))
	flip := func(path string) error {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		data[rand.IntN(len(data))] ^= 16
		return os.WriteFile(path, data, 0o600)
	}
	for _, damage := range []struct {
		glob string
		do   func(path string) error
	}{
		{"documents/*.json.zst", flip},
		{"documents/*.json.zst", os.Remove},
		{"documents/*.json.zst", func(p string) error { return os.Truncate(p, 100) }},
		{"index/gen-*/bleve/store/*.zap", flip},
		{"index/gen-*/bleve/store/*.zap", os.Remove},
		{"index/gen-*/manifest.json", flip},
	} {
		paths, err := filepath.Glob(filepath.Join(c.ws, damage.glob))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v", damage.glob, err)
		}
		path := paths[rand.IntN(len(paths))]
		if strings.Contains(damage.glob, "documents") {
			path = c.ofPDF(paths) // a text whose document is gone cannot be told from an export
		}
		if err := damage.do(path); err != nil {
			t.Fatal(err)
		}
		if status, said := c.fails("verify"); status != exitDamaged || !strings.Contains(said, filepath.Base(path)) {
			t.Errorf("%s: verify ends with %d and says %s", path, status, said)
		}
		c.run("rebuild")
		c.run("verify", "--read-data")
		// The name of a file whose document is gone is lost with it.
		if fileRE.ReplaceAllString(c.digest(), "") != fileRE.ReplaceAllString(c.after, "") {
			t.Errorf("%s: the answers are others after rebuild", path)
		}
	}
}

// ofPDF picks a document that was read from a PDF.
func (c *crash) ofPDF(paths []string) string {
	c.t.Helper()
	w, err := store.Open(c.ws)
	if err != nil {
		c.t.Fatal(err)
	}
	heads, err := w.Heads()
	if err != nil {
		c.t.Fatal(err)
	}
	for _, i := range rand.Perm(len(paths)) {
		sha, _, _ := strings.Cut(filepath.Base(paths[i]), ".")
		if slices.ContainsFunc(heads, func(h *corpus.Document) bool { return h.SHA256 == sha && strings.HasSuffix(h.File, ".pdf") }) {
			return paths[i]
		}
	}
	c.t.Fatal("no document was read from a PDF")
	return ""
}

var fileRE = regexp.MustCompile(`"file":"[^"]*"`)

// fails runs the real command, which may fail, and gives its exit status and
// what it says.
func (c *crash) fails(args ...string) (int, string) {
	cmd := c.command(args...)
	var fault bytes.Buffer
	cmd.Stderr = &fault
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), fault.String()
	}
	return 0, fault.String()
}
