package index

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"sync"
)

// Some files of a generation are made of parts, one a group, so that the parts
// of groups that did not change are taken over as they are:
//
//	parts     one after the other
//	table     JSON: the name of each part's group, its mark, where it begins and its length
//	8 bytes   the length of the table, little endian
const partsEnd = 8

// partEntry is one part in the table.
type partEntry struct {
	Group  string `json:"group"`
	Mark   string `json:"mark"`
	Start  int64  `json:"start"`
	Length int64  `json:"length"`
}

// partsWriter writes a file of parts. Several may add to it.
type partsWriter struct {
	mu    sync.Mutex
	f     *os.File
	at    int64
	table []partEntry
}

func createParts(path string) (*partsWriter, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	return &partsWriter{f: f}, err
}

func (w *partsWriter) add(group, mark string, part []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err := w.f.Write(part)
	w.note(group, mark, int64(len(part)))
	return err
}

// take adds the part of a group as it stands in another file of parts.
func (w *partsWriter) take(from *partsFile, group string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, ok := from.parts[group]
	if !ok {
		return fmt.Errorf("%s has no part for %q", from.f.Name(), group)
	}
	_, err := io.Copy(w.f, io.NewSectionReader(from.f, e.Start, e.Length))
	w.note(group, e.Mark, e.Length)
	return err
}

func (w *partsWriter) note(group, mark string, length int64) {
	w.table = append(w.table, partEntry{group, mark, w.at, length})
	w.at += length
}

// close ends the file with its table.
func (w *partsWriter) close() error {
	sort.Slice(w.table, func(i, j int) bool { return w.table[i].Group < w.table[j].Group })
	table, err := json.Marshal(w.table)
	if err == nil {
		_, err = w.f.Write(binary.LittleEndian.AppendUint64(table, uint64(len(table))))
	}
	return errors.Join(err, w.f.Close())
}

// partsFile is a file of parts, open for reading.
type partsFile struct {
	f     *os.File
	parts map[string]partEntry
}

func openParts(path string) (*partsFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &DamagedError{path, "it cannot be read"}
	}
	var size int64
	if fi, err := f.Stat(); err == nil {
		size = fi.Size()
	}
	entries, ok := partsTable(f, size)
	if !ok {
		f.Close()
		return nil, &DamagedError{path, "it is not what was written"}
	}
	p := &partsFile{f: f, parts: map[string]partEntry{}}
	for _, e := range entries {
		p.parts[e.Group] = e
	}
	return p, nil
}

// partsTable reads the table of a file of parts.
func partsTable(r io.ReaderAt, size int64) ([]partEntry, bool) {
	end := make([]byte, partsEnd)
	if _, err := r.ReadAt(end, size-partsEnd); err != nil {
		return nil, false
	}
	n := binary.LittleEndian.Uint64(end)
	if n > uint64(size-partsEnd) {
		return nil, false
	}
	table := make([]byte, n)
	if _, err := r.ReadAt(table, size-partsEnd-int64(n)); err != nil {
		return nil, false
	}
	var entries []partEntry
	if json.Unmarshal(table, &entries) != nil {
		return nil, false
	}
	for _, e := range entries {
		if e.Start < 0 || e.Length < 0 || e.Start > size-e.Length {
			return nil, false
		}
	}
	return entries, true
}

// has reports whether there is a part for each of these groups that is in an
// index as it is now.
func (p *partsFile) has(groups []Group, in map[string]GroupEntry) bool {
	for _, g := range groups {
		if in[g.Name].Mark == g.Mark && p.parts[g.Name].Mark != g.Mark {
			return false
		}
	}
	return true
}
