package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// outputs are the commands that write a file which a person names, each with
// the name of that file; OUT stands for it.
var outputs = []struct{ name, args string }{
	{"report.html", "report letter.txt -o OUT"},
	{"report.docx", "report letter.txt -o OUT"},
	{"report.xlsx", "report letter.txt -o OUT"},
	{"report.csv", "report letter.txt -o OUT"},
	{"report.jsonl", "report letter.txt -o OUT"},
	{"report.md", "report letter.txt -o OUT"},
	{"report.jsonld", "report letter.txt -o OUT"},
	{"uwazi.csv", "report letter.txt --format uwazi -o OUT"},
	{"outline.docx", "outline --state XAA --since 2016 -o OUT"},
	{"outline.html", "outline --state XAA --since 2016 -o OUT"},
	{"compare.html", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"compare.docx", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"compare.md", "compare letter.txt A/HRC/42/9001 -o OUT"},
	{"timeline.csv", "timeline --state XAA --theme health -o OUT"},
	{"timeline.jsonl", "timeline --state XAA --theme health -o OUT"},
	{"notes.ris", "cite A/HRC/27/9001#29.1 -o OUT"},
	{"notes.bib", "cite A/HRC/27/9001#29.1 -o OUT"},
	{"cycle.csv", "match --state XAA --cycle 2 -o OUT"},
	{"mine.jsonl", "review --export OUT"},
	{"package", "report letter.txt --format datapackage -o OUT"},
}

// refused runs a command that cannot write its file: the error names the file
// and says what to do, the file's bytes stand, and nothing is left beside it.
func (g *goldenRun) refused(t *testing.T, args, out, why string) {
	t.Helper()
	was := snapshot(t, filepath.Dir(out))
	var fault bytes.Buffer
	cmd := g.command(g.args(args, out)...)
	cmd.Stderr = &fault
	err := cmd.Run()
	if err == nil || !strings.Contains(fault.String(), filepath.Base(out)) || !strings.Contains(fault.String(), why) || !strings.Contains(fault.String(), "hint: ") {
		t.Errorf("%s: %v, and it says\n%s", args, err, fault.String())
	}
	if now := snapshot(t, filepath.Dir(out)); now != was {
		t.Errorf("%s: the folder was\n%s\nand is\n%s", args, was, now)
	}
}

// snapshot lists the files below a folder with their bytes.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "filler" {
			return nil
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s: %.40q, %d bytes, %v\n", path, data, len(data), err)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// old puts what an earlier run left in the place of an output.
func old(t *testing.T, out string) {
	t.Helper()
	if filepath.Ext(out) == "" { // a data package
		if err := os.Mkdir(out, 0o755); err != nil {
			t.Fatal(err)
		}
		out = filepath.Join(out, "datapackage.json")
	}
	if err := os.WriteFile(out, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestOutputsThatCannotBeWritten(t *testing.T) {
	g := newGoldenRun(t)
	for i, o := range outputs {
		t.Run(o.name, func(t *testing.T) {
			dir := t.TempDir()
			out := filepath.Join(dir, o.name)
			old(t, out)
			if filepath.Ext(out) == "" {
				out = filepath.Join(out, "datapackage.json")
				g.refused(t, o.args, out, "is a file")
				out = filepath.Join(dir, "other")
				old(t, filepath.Join(dir, "other"))
				if err := os.Rename(filepath.Join(out, "datapackage.json"), filepath.Join(out, "thesis.txt")); err != nil {
					t.Fatal(err)
				}
				g.refused(t, o.args, out, "holds other files")
				return
			}
			if err := os.Chmod(out, 0o444); err != nil {
				t.Fatal(err)
			}
			g.refused(t, o.args, out, "protected against writing")
			if testing.Short() || i%3 != 0 { // what follows depends on the place, not on the format
				return
			}
			g.refused(t, o.args, filepath.Join(dir, "nowhere", o.name), "not there")
			folder := filepath.Join(dir, "a"+filepath.Ext(out))
			if err := os.Mkdir(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			g.refused(t, o.args, folder, "it is a folder")
			g.refused(t, o.args, filepath.Join(out, o.name), "is no folder")
			if filepath.Ext(out) == ".docx" || filepath.Ext(out) == ".xlsx" {
				open := filepath.Join(dir, "open"+filepath.Ext(out))
				old(t, open)
				if err := os.WriteFile(filepath.Join(dir, ".~lock.open"+filepath.Ext(out)+"#"), nil, 0o600); err != nil {
					t.Fatal(err)
				}
				g.refused(t, o.args, open, "is open in another program")
			}
		})
	}
}

// TestOpenElsewhere holds what Windows says of a file that is open in another
// program; nobody can try it on another system.
func TestOpenElsewhere(t *testing.T) {
	err := fmt.Errorf("writing r.xlsx: %w", &os.LinkError{Op: "rename", Err: sharingViolation})
	if !openElsewhere("windows", err) || openElsewhere("linux", err) || openElsewhere("windows", io.EOF) {
		t.Error("a sharing violation is not seen for what it is")
	}
	if !diskFull("windows", fmt.Errorf("writing: %w", syscall.Errno(112))) || diskFull("linux", syscall.Errno(112)) || !diskFull("linux", syscall.ENOSPC) {
		t.Error("a full disk is not seen for what it is")
	}
	if runtime.GOOS == "windows" {
		err = busy("r.xlsx", err)
		var h *hinted
		if !errors.As(err, &h) || !strings.Contains(err.Error(), "another program has r.xlsx open") {
			t.Errorf("busy: %v", err)
		}
	}
}

// TestOutputThroughALink keeps a link a link, and writes a device through.
func TestOutputThroughALink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows asks for a privilege to make links, and has no devices in the file tree")
	}
	g := newGoldenRun(t)
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.csv"), filepath.Join(dir, "link.csv")
	old(t, real)
	if err := os.Symlink("real.csv", link); err != nil {
		t.Fatal(err)
	}
	g.run(g.args("timeline --state XAA --theme health -o OUT", link)...)
	if fi, err := os.Lstat(link); err != nil || fi.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is no link any more: %v", err)
	}
	if data, err := os.ReadFile(real); err != nil || !bytes.HasPrefix(data, []byte("group,")) {
		t.Errorf("the file behind the link holds %.20q, %v", data, err)
	}
	g.run("timeline", "--state", "XAA", "--theme", "health", "--format", "csv", "-o", os.DevNull)
	if fi, err := os.Stat(os.DevNull); err != nil || fi.Mode().IsRegular() {
		t.Fatalf("%s was replaced by a file", os.DevNull)
	}
}
