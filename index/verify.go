package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"
)

// manifestName is the file of a generation that names the others.
const manifestName = "manifest.json"

// generation is what CURRENT names: a folder, and the hash of its manifest.
// The manifest has the hashes of all other files, so that no byte of an index
// goes unchecked.
type generation struct{ name, manifest string }

// String is the line of CURRENT.
func (g generation) String() string { return g.name + " " + g.manifest + "\n" }

// current reads CURRENT: the generation that readers use.
func current(dir string) (generation, error) {
	data, err := os.ReadFile(filepath.Join(dir, "CURRENT"))
	if errors.Is(err, fs.ErrNotExist) {
		return generation{}, fmt.Errorf("opening %s: %w", dir, ErrNoIndex)
	}
	if err != nil {
		return generation{}, fmt.Errorf("reading CURRENT: %w", err)
	}
	name, sum, _ := strings.Cut(strings.TrimSuffix(string(data), "\n"), " ")
	if _, err := generationNumber(name); err != nil || string(data) != (generation{name, sum}).String() {
		return generation{}, &DamagedError{filepath.Join(dir, "CURRENT"), "it names no generation"}
	}
	return generation{name, sum}, nil
}

func generationNumber(name string) (int, error) {
	return strconv.Atoi(strings.TrimPrefix(name, "gen-"))
}

// readManifest reads and checks the manifest of a generation: its own bytes,
// then every file with its size, and no other.
func readManifest(dir string, g generation) (*Manifest, error) {
	gen := filepath.Join(indexDir(dir), g.name)
	path := filepath.Join(gen, manifestName)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &DamagedError{path, "it cannot be read"}
	}
	m := new(Manifest)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, &DamagedError{path, "it is not a manifest"}
	}
	if m.Format != formatVersion {
		return nil, &DamagedError{path, fmt.Sprintf("format %d, this program reads %d", m.Format, formatVersion)}
	}
	if m.Lexicon != lexiconMark() {
		return nil, &DamagedError{path, "its concepts are those of another version of the program"}
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != g.manifest {
		return nil, &DamagedError{path, "its bytes are not those written"}
	}
	return m, checkSizes(gen, m)
}

// checkSizes holds the files of a generation to the sizes in its manifest.
func checkSizes(gen string, m *Manifest) error {
	have, err := listFiles(gen)
	if err != nil {
		return &DamagedError{gen, err.Error()}
	}
	for _, f := range m.Files {
		size, ok := have[f.Name]
		switch {
		case !ok:
			return &DamagedError{filepath.Join(gen, f.Name), "the file is missing"}
		case size != f.Size:
			return &DamagedError{filepath.Join(gen, f.Name), fmt.Sprintf("%d bytes, %d were written", size, f.Size)}
		}
		delete(have, f.Name)
	}
	for name := range have {
		return &DamagedError{filepath.Join(gen, name), "a file that was not written by this program"}
	}
	return nil
}

// listFiles gives the files below a generation with their sizes, the manifest
// left out.
func listFiles(gen string) (map[string]int64, error) {
	out := map[string]int64{}
	err := filepath.WalkDir(gen, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		fi, err := e.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(gen, path)
		if err != nil {
			return err
		}
		if rel != manifestName {
			out[filepath.ToSlash(rel)] = fi.Size()
		}
		return nil
	})
	return out, err
}

// Verify checks the current generation: every file with its size, and with
// readData every byte. dir is the workspace.
func Verify(dir string, readData bool) error {
	g, err := current(dir)
	if err != nil {
		return err
	}
	m, err := readManifest(dir, g)
	if err != nil || !readData {
		return err
	}
	return checkFiles(filepath.Join(indexDir(dir), g.name), m, func(path string, f File) (bool, error) {
		got, err := sumFile(path)
		return got.SHA256 == f.SHA256 && got.CRC32C == f.CRC32C, err
	})
}

// checkSums checks the checksums of all files, which costs a fraction of
// their hashes: an index is never answered from unchecked.
func checkSums(gen string, m *Manifest) error {
	return checkFiles(gen, m, func(path string, f File) (bool, error) {
		h := crc32.New(castagnoli)
		err := readInto(path, h)
		return hex.EncodeToString(h.Sum(nil)) == f.CRC32C, err
	})
}

// checkFiles runs check on every file of a manifest, two at a time.
func checkFiles(gen string, m *Manifest, check func(path string, f File) (bool, error)) error {
	var g errgroup.Group
	g.SetLimit(2)
	for _, f := range m.Files {
		g.Go(func() error {
			path := filepath.Join(gen, filepath.FromSlash(f.Name))
			ok, err := check(path, f)
			switch {
			case err != nil:
				return &DamagedError{path, err.Error()}
			case !ok:
				return &DamagedError{path, "its bytes are not those written"}
			}
			return nil
		})
	}
	return g.Wait()
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sumFile hashes a file both ways; the name is left to the caller.
func sumFile(path string) (File, error) {
	h, c := sha256.New(), crc32.New(castagnoli)
	if err := readInto(path, io.MultiWriter(h, c)); err != nil {
		return File{}, err
	}
	fi, err := os.Stat(path)
	if err != nil {
		return File{}, err
	}
	return File{Size: fi.Size(), SHA256: hex.EncodeToString(h.Sum(nil)), CRC32C: hex.EncodeToString(c.Sum(nil))}, nil
}

// readInto copies a file to w.
func readInto(path string, w io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.CopyBuffer(struct{ io.Writer }{w}, f, make([]byte, 256<<10))
	return err
}
