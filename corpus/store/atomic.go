package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// TempPrefix begins the names of files and folders that are being written. A
// run that was killed can leave some; [Workspace.Lock] removes them.
const TempPrefix = ".refrain-tmp-"

const tempPrefix = TempPrefix

// WriteFile replaces the file at path by data: it writes beside it, syncs,
// renames and syncs the folder. On any error the old file stands.
func WriteFile(path string, data []byte) error {
	return Replace(path, 0o600, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Replace replaces the file at path by what write writes, in the way of
// [WriteFile]. A missing folder is an error; the message names the path.
func Replace(path string, perm os.FileMode, write func(io.Writer) error) error {
	return replaceAll([]file{{path, write}}, perm)
}

// File is a file to be written with [ReplaceAll].
type File struct {
	Path string
	Data []byte
}

// ReplaceAll replaces files in the way of [WriteFile]: all are written beside
// their places before the first is renamed, so that a full disk leaves the old
// ones. The folders must be there.
func ReplaceAll(files []File, perm os.FileMode) error {
	var all []file
	for _, f := range files {
		all = append(all, file{f.Path, func(w io.Writer) error {
			_, err := w.Write(f.Data)
			return err
		}})
	}
	return replaceAll(all, perm)
}

// file is a file with what writes it.
type file struct {
	path  string
	write func(io.Writer) error
}

func replaceAll(files []file, perm os.FileMode) error {
	var temps []string
	defer func() {
		for _, t := range temps {
			os.Remove(t) // those that were renamed are not there
		}
	}()
	for _, f := range files {
		t, err := writeBeside(f, perm)
		temps = append(temps, t)
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.path, bare(err))
		}
	}
	for i, f := range files {
		err := rename(temps[i], f.path)
		if err == nil && (i == len(files)-1 || filepath.Dir(files[i+1].path) != filepath.Dir(f.path)) {
			err = syncDir(filepath.Dir(f.path))
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.path, bare(err))
		}
	}
	return nil
}

// writeBeside writes a file under a temporary name in its folder, synced. The
// name is returned also with an error, once there is such a file.
func writeBeside(f file, perm os.FileMode) (name string, err error) {
	t, err := os.CreateTemp(filepath.Dir(f.path), tempPrefix+"*")
	if err != nil {
		return "", err
	}
	if err = f.write(t); err == nil {
		err = t.Chmod(perm)
		if runtime.GOOS == "windows" {
			err = nil
		}
	}
	if err == nil {
		err = t.Sync()
	}
	if cerr := t.Close(); err == nil {
		err = cerr
	}
	return t.Name(), err
}

// bare leaves the temporary name out of an error.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	var le *os.LinkError
	if errors.As(err, &le) {
		return le.Err
	}
	return err
}

// syncDir makes a rename last. Windows has no such call and needs none.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// rename is os.Rename, which Windows refuses while a reader has the old file
// open: readers are done soon, so that it is tried for a second.
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
