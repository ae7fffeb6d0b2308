package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/parse"
	"refrain/seeds"
)

// Named finds the stored document with a key or symbol; nil where there is none.
func Named(w *store.Workspace, name string) (*corpus.Document, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	for _, h := range store.Current(heads) {
		if named([]string{name}, h) {
			return h, nil
		}
	}
	return nil, nil
}

// ReadUnstored reads a document that is not stored: a file, or a built-in
// letter. It is joined with the stored documents on its State, so that the
// positions that they state count for it; nothing is stored.
func ReadUnstored(ctx context.Context, w *store.Workspace, opt Options, name string) (*corpus.Document, error) {
	data, file, err := unstoredBytes(name)
	if err != nil {
		return nil, err
	}
	if opt.States == nil {
		opt.States = corpus.World()
	}
	sum := sha256.Sum256(data)
	d, o := ReadDocument(ctx, opt, name, file, hex.EncodeToString(sum[:]), data)
	if o != nil {
		return nil, &QuestionError{name, o.Reason, o.Hint}
	}
	if len(d.Passages) == 0 {
		return nil, &QuestionError{name, fmt.Sprintf("it is read as %s, and holds no recommendations, paragraphs or items", d.Kind), "`refrain check " + name + "` says what was read"}
	}
	stored, err := w.Documents(func(h *corpus.Document) bool { return d.State != "" && h.About(d.State) && h.Key != d.Key })
	if err != nil {
		return nil, err
	}
	for _, j := range parse.JoinAll(append(stored, d)) {
		if j.Key == d.Key && j.SHA256 == d.SHA256 {
			return j, nil
		}
	}
	return d, nil
}

// unstoredBytes are the bytes of a file or of a built-in letter, and its name.
func unstoredBytes(name string) ([]byte, string, error) {
	if file, ok := builtin[name]; ok {
		data, err := fs.ReadFile(seeds.Letters, file)
		if err != nil {
			return nil, "", fmt.Errorf("reading built-in letter: %w", err)
		}
		return data, path.Base(file), nil
	}
	if fi, err := os.Stat(name); err == nil && !fi.Mode().IsRegular() {
		return nil, "", &QuestionError{name, "it is not a regular file", "name a report or a letter: a file, or a symbol that `refrain status` lists"}
	}
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		hint := "name a file, or a symbol that `refrain status` lists"
		if symbol := corpus.CanonicalSymbol(name); symbol != "" && !strings.Contains(name, ".") {
			hint += "; `refrain fetch " + symbol + "` gets it"
		}
		return nil, "", &QuestionError{name, "no such document is stored, and there is no such file", hint}
	}
	if err != nil {
		return nil, "", fmt.Errorf("reading %s: %w", name, err)
	}
	return data, filepath.Base(name), nil
}

// Only puts the question to one document alone.
func (a *Asked) Only(d *corpus.Document) {
	a.Documents, a.library, a.Unindexed = []*corpus.Document{d}, nil, false
	a.Sample = a.Sample || d.Sample
}
