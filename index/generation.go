package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

// formatVersion is the version of the index format. Another one is rebuilt.
const formatVersion = 2

// Manifest says what a generation holds. It is written last, so a generation
// without one was never finished.
type Manifest struct {
	Format    int    `json:"format"`
	Writer    string `json:"writer"`
	Corpus    string `json:"corpus"`
	Documents int    `json:"documents"`
	Passages  int    `json:"passages"`
	Files     []File `json:"files"`
}

// File is one file of a generation.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// ErrNoIndex says that the workspace holds no index yet.
var ErrNoIndex = errors.New("no index")

// DamagedError says that an index is not what was written. It is never
// answered from; the documents give it anew.
type DamagedError struct{ Path, Reason string }

func (e *DamagedError) Error() string {
	return fmt.Sprintf("the index is damaged: %s: %s", e.Path, e.Reason)
}

// fileOps are the operations that publishing does; tests make them fail.
type fileOps struct {
	rename func(from, to string) error
	sync   func(f *os.File) error
	write  func(path string, data []byte) error
}

// realOps are the file system's own.
func realOps() fileOps {
	return fileOps{rename: os.Rename, sync: func(f *os.File) error { return f.Sync() },
		write: func(path string, data []byte) error { return os.WriteFile(path, data, 0o600) }}
}

func indexDir(dir string) string { return filepath.Join(dir, "index") }

// current reads CURRENT: the name of the generation that readers use.
func current(dir string) (string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "CURRENT"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("opening %s: %w", dir, ErrNoIndex)
	}
	if err != nil {
		return "", fmt.Errorf("reading CURRENT: %w", err)
	}
	name := strings.TrimSpace(string(data))
	if _, err := generationNumber(name); err != nil {
		return "", &DamagedError{filepath.Join(dir, "CURRENT"), "it names no generation"}
	}
	return name, nil
}

func generationNumber(name string) (int, error) {
	return strconv.Atoi(strings.TrimPrefix(name, "gen-"))
}

// readManifest reads and checks the manifest of a generation: every file with
// its size, and no other.
func readManifest(gen string) (*Manifest, error) {
	path := filepath.Join(gen, "manifest.json")
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
	have, err := listFiles(gen)
	if err != nil {
		return nil, &DamagedError{gen, err.Error()}
	}
	for _, f := range m.Files {
		size, ok := have[f.Name]
		switch {
		case !ok:
			return nil, &DamagedError{filepath.Join(gen, f.Name), "the file is missing"}
		case size != f.Size:
			return nil, &DamagedError{filepath.Join(gen, f.Name), fmt.Sprintf("%d bytes, %d were written", size, f.Size)}
		}
		delete(have, f.Name)
	}
	for name := range have {
		return nil, &DamagedError{filepath.Join(gen, name), "a file that was not written by this program"}
	}
	return m, nil
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
		if rel != "manifest.json" {
			out[filepath.ToSlash(rel)] = fi.Size()
		}
		return nil
	})
	return out, err
}

// Verify checks the current generation: every file with its size, and with
// readData every byte. dir is the workspace.
func Verify(dir string, readData bool) error {
	name, err := current(dir)
	if err != nil {
		return err
	}
	gen := filepath.Join(indexDir(dir), name)
	m, err := readManifest(gen)
	if err != nil || !readData {
		return err
	}
	for _, f := range m.Files {
		sum, err := hashFile(filepath.Join(gen, filepath.FromSlash(f.Name)))
		if err != nil {
			return &DamagedError{filepath.Join(gen, f.Name), err.Error()}
		}
		if sum != f.SHA256 {
			return &DamagedError{filepath.Join(gen, f.Name), "its bytes are not those written"}
		}
	}
	return nil
}

func hashFile(path string) (string, error) {
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

// seal writes the manifest of a finished folder and makes everything in it
// last: files, then folders.
func seal(tmp string, m *Manifest, ops fileOps) error {
	have, err := listFiles(tmp)
	if err != nil {
		return fmt.Errorf("listing the index: %w", err)
	}
	var names []string
	for n := range have {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		path := filepath.Join(tmp, filepath.FromSlash(n))
		sum, err := hashFile(path)
		if err != nil {
			return fmt.Errorf("hashing the index: %w", err)
		}
		m.Files = append(m.Files, File{n, have[n], sum})
		if err := syncPath(path, ops); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	path := filepath.Join(tmp, "manifest.json")
	if err := ops.write(path, append(data, '\n')); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if err := syncPath(path, ops); err != nil {
		return err
	}
	return syncTree(tmp, ops)
}

// syncTree syncs a folder and the folders in it.
func syncTree(root string, ops fileOps) error {
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return syncPath(path, ops)
	})
}

// syncPath syncs one file or folder; Windows syncs no folders.
func syncPath(path string, ops fileOps) error {
	fi, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("syncing the index: %w", err)
	}
	if fi.IsDir() && runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_RDONLY, 0)
	if !fi.IsDir() {
		if err == nil {
			f.Close()
		}
		f, err = os.OpenFile(path, os.O_RDWR, 0)
	}
	if err != nil {
		return fmt.Errorf("syncing the index: %w", err)
	}
	defer f.Close()
	if err := ops.sync(f); err != nil {
		return fmt.Errorf("syncing %s: %w", path, err)
	}
	return nil
}

// publish renames a sealed folder to the next generation and turns CURRENT to
// it. Until CURRENT is renamed readers see the old generation, whole.
func publish(dir, tmp string, ops fileOps) (int, error) {
	n := 1
	entries, err := os.ReadDir(indexDir(dir))
	if err != nil {
		return 0, fmt.Errorf("publishing the index: %w", err)
	}
	for _, e := range entries {
		if k, err := generationNumber(e.Name()); err == nil && k >= n {
			n = k + 1
		}
	}
	name := fmt.Sprintf("gen-%d", n)
	if err := ops.rename(tmp, filepath.Join(indexDir(dir), name)); err != nil {
		return 0, fmt.Errorf("publishing the index: %w", err)
	}
	if err := syncPath(indexDir(dir), ops); err != nil {
		return 0, err
	}
	next := filepath.Join(dir, tempPrefix+"CURRENT")
	if err := ops.write(next, []byte(name+"\n")); err != nil {
		return 0, fmt.Errorf("publishing the index: %w", err)
	}
	if err := syncPath(next, ops); err != nil {
		return 0, err
	}
	if err := ops.rename(next, filepath.Join(dir, "CURRENT")); err != nil {
		return 0, fmt.Errorf("publishing the index: %w", err)
	}
	return n, syncPath(dir, ops)
}

// tempPrefix begins what is being written; sweep removes it after a kill.
const tempPrefix = ".refrain-tmp-"

// sweep removes unfinished folders and generations that CURRENT does not
// name. A reader that still has one open keeps it: its files live on until it
// closes them, and on Windows removal waits for the next build.
func sweep(dir string) {
	keep, _ := current(dir)
	entries, _ := os.ReadDir(indexDir(dir))
	for _, e := range entries {
		if e.Name() != keep {
			_ = os.RemoveAll(filepath.Join(indexDir(dir), e.Name()))
		}
	}
}
