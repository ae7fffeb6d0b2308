package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounted mounts a file system of its own for a test, or skips it.
func mounted(t *testing.T, source, kind, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount(source, dir, kind, 0, options); err != nil {
		t.Skipf("a file system of its own cannot be mounted here (%v): run as root", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// TestFullDisk fills the disk but for a few kilobytes, more each time, and
// ingests. The run ends with an error that says what to do, the state before
// answers, and once there is space the next run finishes the work.
func TestFullDisk(t *testing.T) {
	disk := mounted(t, "tmpfs", "tmpfs", "size=8m")
	c := newCrash(t, filepath.Join(disk, "ws"))
	filler := filepath.Join(disk, "filler")
	failed := 0
	step := 96
	if testing.Short() {
		step = 384
	}
	for free := 0; free < 1200; free += step {
		if err := os.RemoveAll(c.ws); err != nil {
			t.Fatal(err)
		}
		c.run("ingest", c.first)
		fill(t, filler, disk, free<<10)
		cmd := c.command("ingest", c.all)
		var out, fault bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &fault
		if err := cmd.Run(); err != nil {
			failed++
			if !strings.Contains(fault.String(), "the disk is full") {
				t.Errorf("%d kB free: %v, and it does not say why:\n%s", free, err, fault.String())
			}
		}
		if got := c.digest(); got != c.before && got != c.after {
			t.Errorf("%d kB free: the index answers as neither state", free)
		}
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		c.check(fmt.Sprintf("%d kB free", free), out.String())
	}
	if failed < 2 {
		t.Errorf("only %d runs met the full disk", failed)
	}
	t.Logf("%d runs met the full disk", failed)
}

// fill writes a file that leaves so many bytes free.
func fill(t *testing.T, path, disk string, free int) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	size := int64(s.Bavail)*s.Bsize - int64(free)
	if err := os.WriteFile(path, make([]byte, max(size, 0)), 0o600); err != nil && !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
}

// TestOutputsOnAFullDisk writes every format over an old file where nothing
// fits, and where the folder is for reading only: the old file stands whole.
func TestOutputsOnAFullDisk(t *testing.T) {
	g := newGoldenRun(t)
	disk := mounted(t, "tmpfs", "tmpfs", "size=256k")
	dir := filepath.Join(disk, "out")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, o := range outputs {
		old(t, filepath.Join(dir, o.name))
	}
	if err := os.WriteFile(filepath.Join(dir, "report.xlsx"), nil, 0o644); err != nil { // "old" is no workbook
		t.Fatal(err)
	}
	filler := filepath.Join(disk, "filler")
	for _, free := range []int{0, 8} { // kilobytes: the first file of a package fits, all of it does not
		fill(t, filler, disk, free<<10)
		for i, o := range outputs {
			if free == 0 && (!testing.Short() || i%3 == 0) || o.name == "package" {
				g.refused(t, o.args, filepath.Join(dir, o.name), "the disk is full")
			}
		}
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("the file system cannot be mounted for reading only: %v", err)
	}
	for i, o := range outputs {
		if i%5 == 0 {
			g.refused(t, o.args, filepath.Join(dir, o.name), "for reading only")
		}
	}
	for _, o := range outputs[:2] { // a device that is always full
		var fault bytes.Buffer
		cmd := g.command(g.args(o.args+" --format csv", "/dev/full")...)
		cmd.Stderr = &fault
		if err := cmd.Run(); err == nil || !strings.Contains(fault.String(), "the disk is full") {
			t.Errorf("/dev/full: %v\n%s", err, fault.String())
		}
	}
}
