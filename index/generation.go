package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"

	"refrain/seeds"
)

// formatVersion is the version of the index format. Another one is rebuilt.
const formatVersion = 13

// Manifest says what a generation holds. It is written last, so a generation
// without one was never finished.
type Manifest struct {
	Format int `json:"format"`
	// Lexicon marks the lexicon of concepts that passages were indexed by.
	Lexicon   string       `json:"lexicon"`
	Writer    string       `json:"writer"`
	Corpus    string       `json:"corpus"`
	Documents int          `json:"documents"`
	Passages  int          `json:"passages"`
	Groups    []GroupEntry `json:"groups"`
	Files     []File       `json:"files"`
}

// GroupEntry says which state of a group an index holds.
type GroupEntry struct {
	Name     string `json:"name"`
	Mark     string `json:"mark"`
	Passages int    `json:"passages"`
}

// File is one file of a generation. CRC32C is checked whenever the index is
// opened, since Bleve answers from flipped bits without a word; SHA256 is what
// [Verify] checks.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	CRC32C string `json:"crc32c"`
}

// lexiconMark is the mark of the lexicon of concepts of this program.
var lexiconMark = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(seeds.Concepts))
	return hex.EncodeToString(sum[:6])
})

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
	return fileOps{rename: rename, sync: func(f *os.File) error { return f.Sync() },
		write: func(path string, data []byte) error { return os.WriteFile(path, data, 0o600) }}
}

func indexDir(dir string) string { return filepath.Join(dir, "index") }

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
		f, err := sumFile(path)
		if err != nil {
			return fmt.Errorf("hashing the index: %w", err)
		}
		f.Name = n
		m.Files = append(m.Files, f)
		// Bleve leaves its description open to other users of the machine.
		if err := os.Chmod(path, 0o600); err != nil {
			return fmt.Errorf("closing the index to others: %w", err)
		}
		if err := syncPath(path, ops); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	path := filepath.Join(tmp, manifestName)
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
	manifest, err := sumFile(filepath.Join(tmp, manifestName))
	if err != nil {
		return 0, fmt.Errorf("publishing the index: %w", err)
	}
	if err := ops.rename(tmp, filepath.Join(indexDir(dir), name)); err != nil {
		return 0, fmt.Errorf("publishing the index: %w", err)
	}
	if err := syncPath(indexDir(dir), ops); err != nil {
		return 0, err
	}
	next := filepath.Join(dir, tempPrefix+"CURRENT")
	if err := ops.write(next, []byte(generation{name, manifest.SHA256}.String())); err != nil {
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
// closes them. Windows renames no folder with open files, so that such a
// generation stays whole there until a later build.
func sweep(dir string) {
	c, _ := current(dir)
	entries, _ := os.ReadDir(indexDir(dir))
	for _, e := range entries {
		if e.Name() == c.name {
			continue
		}
		path := filepath.Join(indexDir(dir), e.Name())
		if !strings.HasPrefix(e.Name(), tempPrefix) {
			aside := filepath.Join(indexDir(dir), tempPrefix+e.Name())
			if os.Rename(path, aside) != nil {
				continue
			}
			path = aside
		}
		_ = os.RemoveAll(path)
	}
}

// rename is os.Rename, which Windows refuses while a reader has the old file
// open: readers of CURRENT are done soon, so that it is tried for a second.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for range 20 {
		if err == nil || runtime.GOOS != "windows" || !errors.Is(err, fs.ErrPermission) {
			break
		}
		time.Sleep(50 * time.Millisecond)
		err = os.Rename(from, to)
	}
	return err
}
