package pipeline

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"sort"

	"refrain/corpus/store"
	"refrain/pipeline/parse"
)

// spill parts the entries of an export by document without holding them all:
// an export lists its rows in no order that could be relied on. Entries go to
// as many files as leave each a few megabytes, by the hash of their key.
type spill struct {
	dir   string
	files []*os.File
	out   []*bufio.Writer
}

// spillSize is about how much of an export one file takes, in bytes.
const spillSize = 8 << 20

// newSpill makes the files in the folder of a workspace: the disk that has to
// have room for the result.
func newSpill(dir string, size int64) (*spill, error) {
	tmp, err := os.MkdirTemp(dir, store.TempPrefix)
	if err != nil {
		return nil, fmt.Errorf("making room for an import: %w", err)
	}
	s := &spill{dir: tmp}
	for i := range min(size/spillSize, 127) + 1 {
		f, err := os.Create(filepath.Join(tmp, fmt.Sprint(i)))
		if err != nil {
			s.remove()
			return nil, fmt.Errorf("making room for an import: %w", err)
		}
		s.files = append(s.files, f)
		s.out = append(s.out, bufio.NewWriterSize(f, 64<<10))
	}
	return s, nil
}

func (s *spill) remove() {
	for _, f := range s.files {
		f.Close()
	}
	os.RemoveAll(s.dir)
}

func (s *spill) add(e *parse.Entry) error {
	h := fnv.New32a()
	io.WriteString(h, e.Key)
	data, err := json.Marshal(e)
	if err == nil {
		_, err = s.out[int(h.Sum32())%len(s.out)].Write(append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("keeping row %d: %w", e.Row, err)
	}
	return nil
}

// each gives the entries of some documents at a time, each document's in the
// order of rows.
func (s *spill) each(yield func([][]parse.Entry) error) error {
	for i, f := range s.files {
		if err := s.out[i].Flush(); err != nil {
			return fmt.Errorf("keeping rows: %w", err)
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("reading rows: %w", err)
		}
		byKey := map[string][]parse.Entry{}
		var keys []string
		for dec := json.NewDecoder(bufio.NewReaderSize(f, 256<<10)); ; {
			var e parse.Entry
			if err := dec.Decode(&e); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return fmt.Errorf("reading rows: %w", err)
			}
			if byKey[e.Key] == nil {
				keys = append(keys, e.Key)
			}
			byKey[e.Key] = append(byKey[e.Key], e)
		}
		sort.Strings(keys)
		var groups [][]parse.Entry
		for _, k := range keys {
			groups = append(groups, byKey[k])
		}
		if err := yield(groups); err != nil {
			return err
		}
	}
	return nil
}
