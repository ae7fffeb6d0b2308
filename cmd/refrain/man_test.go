package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestManual writes the manual pages and lets groff read them where it is.
func TestManual(t *testing.T) {
	dir := t.TempDir()
	if status, _, fault := configured(t, nil, "man", dir); status != exitDone {
		t.Fatal(fault)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	if err != nil || len(pages) < 25 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	page := string(must(os.ReadFile(filepath.Join(dir, "refrain-fetch.1"))))
	for _, want := range []string{`.SH NAME`, `refrain\-fetch \- Get official documents`, `\fB\-\-dry\-run\fR`, "Exit status: 0 done", `refrain(1)`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page of fetch", want)
		}
	}
	if _, err := exec.LookPath("groff"); err != nil {
		t.Log("groff is not here: the pages are not read back")
		return
	}
	if out, err := exec.Command("groff", append([]string{"-k", "-man", "-ww", "-Tutf8", "-z"}, pages...)...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("groff: %v\n%.500s", err, out)
	}
}
