//go:build unix

package pipeline

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"refrain/pipeline/extract/hostile"
)

// oddEntries adds what is no plain file: a pipe, links, what may not be read.
func oddEntries(t *testing.T, dir string, want map[string]Status) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(syscall.Mkfifo(filepath.Join(dir, "pipe.pdf"), 0o600))
	must(os.Symlink("loop-b.pdf", filepath.Join(dir, "loop-a.pdf")))
	must(os.Symlink("loop-a.pdf", filepath.Join(dir, "loop-b.pdf")))
	must(os.Symlink(dir, filepath.Join(dir, "folder-above")))
	must(os.Symlink("nowhere", filepath.Join(dir, "dangling.pdf")))
	must(os.Symlink("/dev/zero", filepath.Join(dir, "endless.pdf")))
	must(os.Mkdir(filepath.Join(dir, "folder.pdf"), 0o700))
	must(os.Symlink("../folder.pdf", filepath.Join(dir, "folder.pdf", "self")))
	for name, s := range map[string]Status{"pipe.pdf": Skipped, "loop-a.pdf": Failed, "loop-b.pdf": Failed, "folder-above": Skipped,
		"dangling.pdf": Failed, "endless.pdf": Skipped, "folder.pdf/self": Skipped} {
		want[filepath.FromSlash(name)] = s
	}
	if os.Getuid() != 0 {
		write(t, filepath.Join(dir, "locked.pdf"), hostile.Page("q Q"))
		must(os.Chmod(filepath.Join(dir, "locked.pdf"), 0))
		want["locked.pdf"] = Failed
	}
}
