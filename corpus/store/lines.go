package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// addLines appends whole lines to a file and makes them last. A last line that
// was left unfinished is set aside first; one that only lacks its line feed, as
// a text editor can leave it, is kept.
func addLines(path string, lines []byte) error {
	_, err := os.Stat(path)
	made := errors.Is(err, fs.ErrNotExist)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	whole, torn := cutTorn(data)
	if len(torn) > 0 {
		if err = setAside(path, torn); err == nil {
			err = f.Truncate(int64(len(whole)))
		}
	}
	if n := len(whole); n > 0 && whole[n-1] != '\n' {
		lines = append([]byte("\n"), lines...)
	}
	if err == nil {
		_, err = f.WriteAt(lines, int64(len(whole)))
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil && made {
		err = syncDir(filepath.Dir(path))
	}
	return err
}

// cutTorn parts the lines of a file from a last one that was left unfinished: it
// has no line feed and is no JSON.
func cutTorn(data []byte) (whole, torn []byte) {
	end := bytes.LastIndexByte(data, '\n') + 1
	if last := data[end:]; len(last) > 0 && !json.Valid(last) {
		return data[:end], last
	}
	return data, nil
}

// asideOf names the file that keeps what cannot be read of another.
func asideOf(path string) string { return strings.TrimSuffix(path, ".jsonl") + ".set-aside.jsonl" }

// setAside keeps bytes that cannot be read, as a line.
func setAside(path string, bad []byte) error {
	f, err := os.OpenFile(asideOf(path), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(append(bytes.Clone(bad), '\n')); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// Torn reports whether the last line of the judgments was left unfinished.
func (w *Workspace) Torn() bool {
	data, err := os.ReadFile(w.judgmentsPath())
	_, torn := cutTorn(data)
	return err == nil && len(torn) > 0
}

// MendJudgments moves the lines of the judgments that cannot be read to a file
// beside them, and says how many and where they are now. The caller holds the
// lock.
func (w *Workspace) MendJudgments() (moved int, to string, err error) {
	path := w.judgmentsPath()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, "", nil
	}
	if err != nil {
		return 0, "", fmt.Errorf("reading judgments: %w", err)
	}
	whole, torn := cutTorn(data)
	_, bad := judgmentLines(whole)
	if len(torn) > 0 {
		bad = append(bad, badLine{text: torn})
	}
	if len(bad) == 0 {
		return 0, "", nil
	}
	// Aside first: a stop between the two leaves a line twice, never nowhere.
	drop := map[int]bool{}
	for _, b := range bad {
		if err := setAside(path, b.text); err != nil {
			return 0, "", fmt.Errorf("setting lines of the judgments aside: %w", err)
		}
		drop[b.number] = true
	}
	var kept []byte
	for n, line := range bytes.Split(whole, []byte("\n")) {
		if !drop[n+1] && len(line) > 0 {
			kept = append(append(kept, line...), '\n')
		}
	}
	return len(bad), asideOf(path), WriteFile(path, kept)
}

// AddFetched keeps, as a line of fetched.jsonl, where and when a source was
// got: v is what the fetching says of it. The caller holds the lock.
func (w *Workspace) AddFetched(v any) error {
	line, err := json.Marshal(v)
	if err == nil {
		err = addLines(filepath.Join(w.Dir, "fetched.jsonl"), append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("writing what was fetched: %w", err)
	}
	return nil
}
