package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"refrain/seeds"
)

// kills is how often the crash test kills a run. REFRAIN_KILLS=200 is the long
// version.
func kills(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("REFRAIN_KILLS")); err == nil {
		return n
	}
	if testing.Short() {
		return 3
	}
	return 8
}

// crash is a workspace that is killed again and again.
type crash struct {
	t              *testing.T
	bin, ws, first string        // first holds the documents of the state before
	all            string        // all documents: the state after
	before, after  string        // digests of the two states
	takes          time.Duration // of the run between them
}

// moment is a random one of the run that is to be stopped.
func (c *crash) moment() time.Duration { return rand.N(c.takes) }

// TestKilledAtAnyMoment kills ingest and rebuild with SIGKILL at random
// moments. What is there afterwards is the state before or the state after,
// whole: the index opens and answers as one of them, no document that was
// acknowledged is lost, and the next run goes on.
func TestKilledAtAnyMoment(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no SIGKILL")
	}
	c := newCrash(t, filepath.Join(t.TempDir(), "ws"))
	killed := 0
	for range kills(t) {
		if c.once(c.moment()) {
			killed++
		}
	}
	t.Logf("%d of %d runs were killed before they ended", killed, kills(t))
}

// programCopy copies this test's binary, which is the program where it is
// called so. A link would not do: children are started by the path of the file.
func programCopy(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "refrain")
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	if err := os.WriteFile(bin, program, 0o700); err != nil {
		t.Fatal(err)
	}
	return bin
}

func newCrash(t *testing.T, ws string) *crash {
	t.Helper()
	dir := t.TempDir()
	c := &crash{t: t, bin: programCopy(t, dir), ws: ws, first: filepath.Join(dir, "first"), all: filepath.Join(dir, "all")}
	entries, err := fs.ReadDir(seeds.Sample, "sample")
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		data, err := fs.ReadFile(seeds.Sample, "sample/"+e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, to := range []string{c.first, c.all}[min(i/3, 1):] {
			if err := errors.Join(os.MkdirAll(to, 0o700), os.WriteFile(filepath.Join(to, e.Name()), data, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.run("ingest", c.first)
	c.before = c.digest()
	start := time.Now()
	c.run("ingest", c.all)
	c.takes = time.Since(start)
	c.after = c.digest()
	if c.before == c.after || c.before == "" {
		t.Fatal("the two states answer alike")
	}
	return c
}

// once goes back to the state before, kills a run after a while and looks at
// what is left. It reports whether the kill came in time.
func (c *crash) once(after time.Duration) bool {
	c.t.Helper()
	if err := os.RemoveAll(c.ws); err != nil {
		c.t.Fatal(err)
	}
	c.run("ingest", c.first)
	cmd := c.command("ingest", c.all)
	var acknowledged bytes.Buffer
	cmd.Stdout = &acknowledged
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	killed := cmd.Wait() != nil
	c.check(fmt.Sprintf("killed after %v", after), acknowledged.String())
	return killed
}

// check looks at what a run left that was stopped in the way named, and runs
// it again.
func (c *crash) check(how, acknowledged string) {
	c.t.Helper()
	if got := c.digest(); got != c.before && got != c.after {
		c.t.Errorf("%s: the index answers as neither state:\n%s", how, got)
	}
	c.run("verify", "--read-data")
	c.stored(acknowledged)
	c.run("ingest", c.all)
	c.run("verify", "--read-data")
	if c.digest() != c.after {
		c.t.Errorf("%s: the next run did not finish the work", how)
	}
	c.nothingLeft()
}

// stored checks that every acknowledged document is there, whole.
func (c *crash) stored(lines string) {
	c.t.Helper()
	status := c.run("status")
	for sc := bufio.NewScanner(strings.NewReader(lines)); sc.Scan(); {
		_, rest, ok := strings.Cut(sc.Text(), ": ")
		if key, _, _ := strings.Cut(rest, ","); ok && strings.HasPrefix(sc.Text(), "ingested") && !strings.Contains(status, key) {
			c.t.Errorf("%s was acknowledged and is lost", key)
		}
	}
}

// nothingLeft checks that no half-written file is left.
func (c *crash) nothingLeft() {
	c.t.Helper()
	err := filepath.WalkDir(c.ws, func(path string, _ fs.DirEntry, err error) error {
		if strings.Contains(filepath.Base(path), ".refrain-tmp-") {
			c.t.Errorf("left behind: %s", path)
		}
		return err
	})
	if err != nil {
		c.t.Error(err)
	}
}

// digest is what the index answers.
func (c *crash) digest() string {
	c.t.Helper()
	return c.run("search", "--json", "-n", "1000", "SAMPLE OR rights OR children")
}

func (c *crash) command(args ...string) *exec.Cmd {
	cmd := exec.Command(c.bin, append(args, "--dir", c.ws)...)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1764000000")
	return cmd
}

// run runs the real command, which must succeed.
func (c *crash) run(args ...string) string {
	c.t.Helper()
	cmd := c.command(args...)
	var out, fault bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &fault
	if err := cmd.Run(); err != nil {
		c.t.Fatalf("refrain %s: %v\n%s", strings.Join(args, " "), err, fault.String())
	}
	return out.String()
}
