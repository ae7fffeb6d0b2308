package index

import (
	"bytes"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
)

// Part is what a [Beside] made of one group.
type Part struct {
	Group string
	Data  []byte
}

// BesideFile is a file that was published with an index, and the passages that
// it is of.
type BesideFile struct {
	// Parts are in the order of the names of their groups.
	Parts    []Part
	Passages *Passages
}

// ReadBeside reads a file that was published with the current index. It is nil
// where there is no index, none of these documents ([CorpusHash]), or none with
// this file; bytes that are not those written are a [DamagedError].
func ReadBeside(dir, name, corpusHash string) (*BesideFile, error) {
	for try := 1; ; try++ {
		g, err := current(dir)
		if errors.Is(err, ErrNoIndex) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		data, err := readBeside(dir, g, name, corpusHash)
		if err == nil {
			return data, nil
		}
		if now, nerr := current(dir); nerr != nil || now == g || try == openTries {
			return nil, err
		}
	}
}

func readBeside(dir string, g generation, name, corpusHash string) (*BesideFile, error) {
	m, err := readManifest(dir, g)
	if err != nil {
		return nil, err
	}
	f := m.file(name)
	if f == nil || m.Corpus != corpusHash {
		return nil, nil
	}
	path := filepath.Join(indexDir(dir), g.name, name)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &DamagedError{path, "it cannot be read"}
	}
	h := crc32.New(castagnoli)
	h.Write(data)
	if hex.EncodeToString(h.Sum(nil)) != f.CRC32C {
		return nil, &DamagedError{path, "its bytes are not those written"}
	}
	table, ok := partsTable(bytes.NewReader(data), int64(len(data)))
	if !ok {
		return nil, &DamagedError{path, "it is not what was written"}
	}
	out := new(BesideFile)
	for _, e := range table {
		out.Parts = append(out.Parts, Part{e.Group, data[e.Start : e.Start+e.Length]})
	}
	out.Passages, err = openPassages(filepath.Join(indexDir(dir), g.name))
	return out, err
}

// file finds a file of a generation, nil if it has none of that name.
func (m *Manifest) file(name string) *File {
	for i := range m.Files {
		if m.Files[i].Name == name {
			return &m.Files[i]
		}
	}
	return nil
}
