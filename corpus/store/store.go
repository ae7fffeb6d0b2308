// Package store keeps a workspace on disk.
//
// A workspace is one folder:
//
//	VERSION                 the format of the workspace, a number
//	LOCK                    who writes now: process, host, start
//	sources/<sha256>        the source bytes, as ingested
//	documents/<sha256>.json.zst what was read from them: one [corpus.Document]
//	documents/<sha256>.jsonl.zst the documents of one export ([Workspace.WritePack])
//	judgments.jsonl         what readers decided about links
//	*.set-aside.jsonl       lines of such files that cannot be read
//	damaged/<sha256>        copies of sources that were found damaged
//	fetched.jsonl           where and when fetched sources were got
//	index/gen-N, CURRENT    the index, rebuilt from the documents at will
//
// Documents and judgments are the truth. Every file is written beside its
// place, synced and renamed, so a reader meets the old file or the new one.
// No symbol ever becomes a file name.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Format is the version of the workspace format this program writes. In format
// 1 documents were not compressed: it is read, and the first to write makes it
// format 2, in which a document takes the new form when it is stored again.
const Format = 2

// ErrNoWorkspace says that a folder holds no workspace.
var ErrNoWorkspace = errors.New("no workspace")

// VersionError says that a workspace was made by a newer program.
type VersionError struct {
	Dir   string
	Found string
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("workspace %s was made by a newer refrain: it has format %s, and this program reads format %d", e.Dir, e.Found, Format)
}

// Workspace is an open workspace. Reading needs no lock; writing does.
type Workspace struct {
	// Dir is the workspace's folder.
	Dir string
}

// Open opens the workspace in dir. Without one the error wraps
// [ErrNoWorkspace]; one without a legible VERSION is a [DamagedError], which
// [Mend] repairs.
func Open(dir string) (*Workspace, error) {
	path := filepath.Join(dir, "VERSION")
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if holdsDocuments(dir) {
			return nil, &DamagedError{path, errors.New("it is missing")}
		}
		return nil, fmt.Errorf("opening %s: %w", dir, ErrNoWorkspace)
	}
	if err != nil {
		return nil, fmt.Errorf("opening workspace: %w", err)
	}
	found := strings.TrimSpace(string(data))
	n, err := strconv.Atoi(found)
	switch {
	case err != nil || n < 1:
		return nil, &DamagedError{path, fmt.Errorf("it holds %.20q and not the number of a format", found)}
	case n > Format:
		return nil, &VersionError{dir, found}
	}
	return &Workspace{dir}, nil
}

// holdsDocuments reports whether a folder has the documents of a workspace.
func holdsDocuments(dir string) bool {
	w := Workspace{dir}
	names, err := w.files("documents")
	return err == nil && slices.ContainsFunc(names, recordRE.MatchString)
}

// recordRE is the name of a stored document; a folder of other documents is
// no workspace.
var recordRE = regexp.MustCompile(`^[0-9a-f]{64}\.jsonl?(\.zst)?$`)

// Mend writes VERSION again where it is missing or illegible beside documents
// that this program can read, and reports whether it did.
func Mend(dir string) (bool, error) {
	_, err := Open(dir)
	var damaged *DamagedError
	if !errors.As(err, &damaged) || !holdsDocuments(dir) {
		return false, nil // what is wrong, if anything, is for Open to say
	}
	return true, WriteFile(filepath.Join(dir, "VERSION"), []byte(strconv.Itoa(Format)+"\n"))
}

// Create opens the workspace in dir, or makes one there. A folder that holds
// other files is refused, so that a mistyped path fills nobody's folder.
func Create(dir string) (*Workspace, error) {
	w, err := Open(dir)
	if !errors.Is(err, ErrNoWorkspace) {
		return w, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("making a workspace: %w", err)
	}
	for _, e := range entries {
		if n := e.Name(); n != "LOCK" && n != "sources" && n != "documents" && !strings.HasPrefix(n, tempPrefix) {
			return nil, fmt.Errorf("making a workspace in %s: the folder holds other files (%s): choose an empty folder or a path that does not exist", dir, n)
		}
	}
	for _, sub := range []string{"", "sources", "documents"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, fmt.Errorf("making a workspace: %w", err)
		}
	}
	if err := WriteFile(filepath.Join(dir, "VERSION"), []byte(strconv.Itoa(Format)+"\n")); err != nil {
		return nil, err
	}
	return &Workspace{dir}, nil
}

func (w *Workspace) sourcePath(sha string) string {
	return filepath.Join(w.Dir, "sources", sha)
}

func (w *Workspace) documentPath(sha string) string {
	return filepath.Join(w.Dir, "documents", sha+recordSuffix)
}

// linePath is where a document stands that was stored in format 1.
func (w *Workspace) linePath(sha string) string {
	return filepath.Join(w.Dir, "documents", sha+lineSuffix)
}

// recordPath is where a document stands, in whichever form.
func (w *Workspace) recordPath(sha string) string {
	if line := w.linePath(sha); !exists(w.documentPath(sha)) && exists(line) {
		return line
	}
	return w.documentPath(sha)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
