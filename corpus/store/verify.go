package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Damage lists all that is damaged or missing among documents and sources, in
// the order of their names. With readData every byte of the sources is read
// too. A document whose source was not copied (--no-copy) is whole; a source
// without a document is not: the document is missing.
func (w *Workspace) Damage(readData bool) ([]*DamagedError, error) {
	records, err := w.files("documents")
	if err != nil {
		return nil, err
	}
	sources, err := w.files("sources")
	if err != nil {
		return nil, err
	}
	var out []*DamagedError
	read := map[string]bool{}
	for _, name := range records {
		sha, _, _ := strings.Cut(name, ".")
		read[sha] = true
		if d := w.damagedRecord(filepath.Join(w.Dir, "documents", name)); d != nil {
			out = append(out, d)
		}
	}
	for _, sha := range sources {
		path := w.sourcePath(sha)
		switch {
		case !read[sha]:
			out = append(out, &DamagedError{w.documentPath(sha), errors.New("the document is missing")})
		case readData:
			if got, err := hashOf(path); err != nil || got != sha {
				out = append(out, &DamagedError{path, errors.New("its bytes are not those ingested")})
			}
		}
	}
	return out, nil
}

// files lists the finished files of a folder of the workspace.
func (w *Workspace) files(sub string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(w.Dir, sub))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("listing %s: %w", sub, err)
	}
	var out []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// damagedRecord checks one file of documents, whole.
func (w *Workspace) damagedRecord(path string) *DamagedError {
	var d *DamagedError
	if isPack(path) {
		heads, err := packHeads(path)
		for i := 0; err == nil && i < len(heads); i++ {
			_, err = w.readPacked(heads[i])
		}
		if err != nil && !errors.As(err, &d) {
			d = &DamagedError{path, err}
		}
		return d
	}
	data, err := os.ReadFile(path)
	switch {
	case err != nil:
		return &DamagedError{path, err}
	case !wholeFile(path, data):
		return &DamagedError{path, errors.New("its bytes are not those written")}
	}
	return nil
}

func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Aside is a copy of a source whose bytes are not those ingested.
type Aside struct {
	SHA string
	// File is the name that it was ingested under, empty where that is lost;
	// To is where its bytes are now.
	File, To string
	// Read says that its document is whole, so that only the copy is lost.
	Read bool
}

// MendSources moves the copies of sources that are damaged to a folder beside
// them, so that another ingest writes them anew. The caller holds the lock.
func (w *Workspace) MendSources() ([]Aside, error) {
	sources, err := w.files("sources")
	if err != nil {
		return nil, err
	}
	var out []Aside
	for _, sha := range sources {
		got, err := hashOf(w.sourcePath(sha))
		if err == nil && got == sha {
			continue
		}
		if err != nil {
			return out, fmt.Errorf("reading source: %w", err)
		}
		a := Aside{SHA: sha, To: filepath.Join(w.Dir, "damaged", sha)}
		if h, err := w.head(w.recordPath(sha)); err == nil {
			a.File = h.File
		}
		_, err = os.Stat(w.packOf(sha))
		a.Read = err == nil || w.Whole(sha)
		if err := os.MkdirAll(filepath.Dir(a.To), 0o700); err != nil {
			return out, fmt.Errorf("setting a source aside: %w", err)
		}
		if err := rename(w.sourcePath(sha), a.To); err != nil {
			return out, fmt.Errorf("setting a source aside: %w", err)
		}
		out = append(out, a)
	}
	return out, nil
}

// Unread lists the sources whose documents are missing or damaged, with the
// name that each was ingested under, empty where that is lost.
func (w *Workspace) Unread() (map[string]string, error) {
	sources, err := w.files("sources")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, sha := range sources {
		if _, err := os.Stat(w.packOf(sha)); err == nil || w.Whole(sha) {
			continue
		}
		out[sha] = ""
		if h, err := w.head(w.recordPath(sha)); err == nil && h.File != "" {
			out[sha] = h.File
		}
	}
	return out, nil
}

// SourcePath is where the copy of a source stands.
func (w *Workspace) SourcePath(sha string) string { return w.sourcePath(sha) }

// documentHeads are the first bytes of PDF, Word 97 and Office files.
var documentHeads = []string{"%PDF", "\xd0\xcf\x11\xe0", "PK\x03\x04"}

// IsDocument reports whether a source begins as PDF and Word files do.
func (w *Workspace) IsDocument(sha string) bool {
	f, err := os.Open(w.sourcePath(sha))
	if err != nil {
		return false
	}
	defer f.Close()
	var head [4]byte
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return false
	}
	return slices.Contains(documentHeads, string(head[:]))
}
