package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// addLines appends whole lines to a file and makes them last. A line that a
// power cut left unfinished is cut off first.
func addLines(path string, lines []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	end, err := wholeLines(f)
	if err == nil {
		err = f.Truncate(end)
	}
	if err == nil {
		_, err = f.WriteAt(lines, end)
	}
	if err == nil {
		err = f.Sync()
	}
	return err
}

// wholeLines is the length of a file up to its last line feed.
func wholeLines(f *os.File) (int64, error) {
	data, err := io.ReadAll(f)
	return int64(bytes.LastIndexByte(data, '\n') + 1), err
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
