package main

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostileReport is a report whose text, State brackets and headings carry what
// drives a terminal: it changes the title, clears the screen, turns writing
// round.
var hostileReport = "<!DOCTYPE html><html><body><p>" + strings.ReplaceAll("United Nations A/HRC/42/9007\n4 January 2019\n"+
	"Report of the Working Group on the Universal Periodic Review\nExamplia\nIntroduction\n1. SAMPLE. The Working Group held its session.\n"+
	"II. Conclusions and/or recommendations\n"+
	"2. The following recommendations will be examined by Examplia, which will provide responses in due time:\n"+
	"2.1 Abolish &#27;]0;owned&#7; the death &#27;[2Jpenalty&#x202e; now &#155;31m (Norway);\n"+
	"2.2 Ratify the &#27;Ptest&#27;\\ instruments&#x2066; (Chile);\n"+
	"3. All conclusions and/or recommendations contained in the present report reflect the position of the submitting States.",
	"\n", "</p>\n<p>") + "</p></body></html>"

// driven are the characters that no output may hold.
func driven(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	})
}

// TestNoTextDrivesTheTerminal prints a hostile document with every command that
// prints text of documents or names of files.
func TestNoTextDrivesTheTerminal(t *testing.T) {
	dir := t.TempDir()
	ws, name := filepath.Join(dir, "ws"), filepath.Join(dir, "a\x1b]0;x\x07\n\u202eb.html")
	if runtime.GOOS == "windows" {
		name = filepath.Join(dir, "a.html") // such names cannot be there
	}
	if err := os.WriteFile(name, []byte(hostileReport), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, fault := refrainIn(t, ws, "ingest", name, filepath.Join(dir, "not\x1b[2Jthere.pdf"))
	if status != exitSomeFailed || driven(out+fault) || !strings.Contains(out, "A/HRC/42/9007") {
		t.Fatalf("ingest: %d\n%q\n%q", status, out, fault)
	}
	twin := filepath.Join(dir, "twin.html")
	if err := os.WriteFile(twin, []byte(hostileReport), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, out, _ = refrainIn(t, ws, "ingest", name, twin); !strings.Contains(out, "same bytes") || strings.Contains(out, "\nb.html") {
		t.Errorf("a part of the name of a file is a line of its own: %q", out)
	}
	list := filepath.Join(dir, "items.txt")
	if err := os.WriteFile(list, []byte("Abolish the death penalty\x1b[2J\nRatify the instruments\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"status"}, {"check"}, {"search", "penalty"}, {"search", "penalty", "--facets", "state"}, {"search", "\x1b[2Jnothing"},
		{"show", "A/HRC/42/9007#2.1"}, {"show", "A/HRC/42/9007#2.1", "--source"}, {"show", "\x1b[2J"}, {"passages", "--doc", "A/HRC/42/9007"},
		{"cite", "A/HRC/42/9007#2.1"}, {"cite", "--check", name}, {"match", list, "--any-state"},
		{"report", list, "--any-state", "--format", "md", "-o", "-"}, {"compare", "A/HRC/42/9007", "A/HRC/42/9007"},
		{"match", "\x1b[2J.txt"}, {"--dir", "\x1b[2J", "status"}, {"\x1b[2J"}, {"search", "--\x1b[2J"}, {"verify"},
	} {
		status, out, fault := refrainIn(t, ws, args...)
		if args[0] == "show" && strings.Contains(args[1], "#") && !strings.Contains(out, "penalty") {
			t.Errorf("%q shows nothing: %s", args, fault)
		}
		if driven(out) || driven(fault) {
			t.Errorf("%q (%d) lets a control character through:\n%q\n%q", args, status, out, fault)
		}
	}
}

// refrainIn runs the command in this process, without a server to fetch from.
func refrainIn(t *testing.T, ws string, args ...string) (status int, out, fault string) {
	t.Helper()
	return refrain(t, nil, ws, args...)
}

// TestWorkspaceIsPrivate lets no other user of the machine read a workspace.
func TestWorkspaceIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps a user's folders private in another way")
	}
	dir := t.TempDir()
	ws, name := filepath.Join(dir, "ws"), filepath.Join(dir, "a.html")
	if err := os.WriteFile(name, []byte(hostileReport), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _, fault := refrainIn(t, ws, "ingest", name); status != exitDone {
		t.Fatal(fault)
	}
	err := filepath.WalkDir(ws, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fi, err := d.Info()
		if err == nil && fi.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", path, fi.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestServerWaitsForNobody holds every limit of the web server to being set.
func TestServerWaitsForNobody(t *testing.T) {
	s := newServer(context.Background(), http.NotFoundHandler())
	for name, d := range map[string]time.Duration{"header": s.ReadHeaderTimeout, "read": s.ReadTimeout, "write": s.WriteTimeout, "idle": s.IdleTimeout} {
		if d <= 0 || d > 2*time.Minute {
			t.Errorf("%s timeout: %v", name, d)
		}
	}
	if s.MaxHeaderBytes <= 0 || s.MaxHeaderBytes > 64<<10 {
		t.Errorf("headers of %d bytes", s.MaxHeaderBytes)
	}
}

// TestFacesAreKept folds text whose words are marked for a terminal.
func TestFacesAreKept(t *testing.T) {
	if got := fold("one \x1b[1mtwo\x1b[0m three", 24, 4); got != "one \x1b[1mtwo\x1b[0m three" {
		t.Errorf("%q", got)
	}
}
