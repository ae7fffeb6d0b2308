package main_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// tracked lists the files of the repository: what git tracks, or, in a copy
// without git, every file.
func tracked(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "-z")
	cmd.Dir = root()
	if data, err := cmd.Output(); err == nil && len(data) > 0 {
		return strings.Split(strings.TrimSuffix(string(data), "\x00"), "\x00")
	}
	var out []string
	err := filepath.WalkDir(root(), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "refrain-demo"): // the second is what the demo writes
			return fs.SkipDir
		case d.Name() == ".git", d.IsDir():
			return nil
		}
		rel, err := filepath.Rel(root(), path)
		out = append(out, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// strays are the marks of one machine or of unfinished work. They are put
// together here so that this file does not hold them.
var strays = regexp.MustCompile(`/` + `(?:work|farm|root|home)/|/tmp` + `/team|\bTO` + `DO\b|\bFIX` + `ME\b|\bnot imple` +
	`mented|\bproxy\.gol` + `ang\.org|\bsum\.gol` + `ang\.org`)

// TestNoStrays looks for paths of a machine and marks of unfinished work.
func TestNoStrays(t *testing.T) {
	for _, name := range tracked(t) {
		data, err := os.ReadFile(filepath.Join(root(), filepath.FromSlash(name)))
		if err != nil || !utf8.Valid(data) {
			continue // deleted but not yet committed, or not text
		}
		for n, line := range strings.Split(string(data), "\n") {
			if m := strays.FindString(line); m != "" {
				t.Errorf("%s:%d holds %q", name, n+1, m)
			}
		}
	}
}

// topLevel are the folders and files at the top of the repository.
var topLevel = strings.Fields(`.ci .gitattributes .gitignore ARCHITECTURE.md CHANGELOG.md LICENSE README.md
	cmd corpus docs go.mod go.sum index pipeline seeds`)

// TestTopLevel keeps the top of the repository as ARCHITECTURE.md has it.
func TestTopLevel(t *testing.T) {
	may := map[string]bool{}
	for _, name := range topLevel {
		may[name] = true
	}
	seen := map[string]bool{}
	for _, name := range tracked(t) {
		if top, _, _ := strings.Cut(name, "/"); !may[top] && !seen[top] {
			seen[top] = true
			t.Errorf("%s stands at the top of the repository", top)
		}
	}
}

// licences are the licences that a dependency may have, each with words that
// stand in its text; the first that fits counts.
var licences = []struct {
	name string
	text *regexp.Regexp
}{
	{"Apache-2.0", regexp.MustCompile(`Apache License\s+Version 2\.0|apache\.org/licenses/LICENSE-2\.0`)},
	{"MPL-2.0", regexp.MustCompile(`Mozilla Public License,? (?:Version|version|v\.) ?2\.0`)},
	{"MIT", regexp.MustCompile(`Permission is hereby granted, free of charge, to any person obtaining\s+a copy`)},
	{"BSD", regexp.MustCompile(`Redistribution and use in source and binary forms`)},
	{"ISC", regexp.MustCompile(`Permission to use, copy, modify, and(?:/or)? distribute this software`)},
}

// TestLicences reads the licence of every module that the program or its tests
// are built from, and those of the encoder, a module of its own, where they were
// fetched.
func TestLicences(t *testing.T) {
	listPackages(t)
	dirs := modulesUnder(t, root())
	if len(dirs) == 0 {
		t.Fatal("no module was listed")
	}
	for path, dir := range modulesUnder(t, filepath.Join(root(), "cmd", "refrain-encode")) {
		if dir == "" {
			t.Logf("%s of cmd/refrain-encode was not fetched: its licence was not read", path)
		} else if dirs[path] == "" {
			dirs[path] = dir
		}
	}
	for _, path := range slices.Sorted(maps.Keys(dirs)) {
		t.Logf("%s: %s", path, licenceOf(t, path, dirs[path]))
	}
}

// modulesUnder lists the modules that the packages of the module in a folder are
// built from, with their folders, without the module itself.
func modulesUnder(t *testing.T, folder string) map[string]string {
	t.Helper()
	dirs := map[string]string{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-e", "-deps", "-test", "-json=Module", "./...")
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		data, err := cmd.Output()
		if err != nil {
			t.Fatal("listing modules:", err)
		}
		for d := json.NewDecoder(strings.NewReader(string(data))); d.More(); {
			var p struct {
				Module *struct {
					Path, Dir string
					Main      bool
				}
			}
			if err := d.Decode(&p); err != nil {
				t.Fatal(err)
			}
			if p.Module != nil && !p.Module.Main {
				dirs[p.Module.Path] = p.Module.Dir
			}
		}
	}
	return dirs
}

func licenceOf(t *testing.T, path, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return "unread"
	}
	for _, f := range files {
		name := strings.ToUpper(f.Name())
		if !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			continue
		}
		for _, l := range licences {
			if l.text.Match(data) {
				return l.name
			}
		}
	}
	t.Errorf("%s has no licence that a dependency may have", path)
	return "none"
}
