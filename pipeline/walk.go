package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
)

// input is one thing to ingest, or the reason why it is not.
type input struct {
	path    string // where it is
	name    string // path relative to what the user named, with "/"
	outcome *Outcome
}

// walk lists the files under the named files and folders, in the order of the
// names given and, within a folder, of paths. Every entry that is not a
// readable regular file gets its outcome here; skip is a folder to leave out
// (the workspace itself).
func walk(paths []string, skip string) []input {
	var out []input
	seen := map[string]bool{}
	for _, p := range paths {
		for _, in := range walkOne(p, skip) {
			key, err := filepath.Abs(in.path)
			if err != nil {
				key = in.path
			}
			if !seen[key] {
				seen[key] = true
				out = append(out, in)
			}
		}
	}
	return out
}

func walkOne(root, skip string) []input {
	fi, err := os.Stat(root)
	if err != nil {
		return []input{refused(root, filepath.Base(root), err)}
	}
	if !fi.IsDir() {
		return []input{regular(root, filepath.Base(root), fi.Mode())}
	}
	var out []input
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(root, path)
		if relErr != nil {
			rel = path
		}
		name := filepath.ToSlash(rel)
		switch {
		case err != nil:
			out = append(out, refused(path, name, err))
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			if path != root && (strings.HasPrefix(e.Name(), ".") || samePath(path, skip)) {
				return fs.SkipDir
			}
			return nil
		case strings.HasPrefix(e.Name(), "."):
			out = append(out, skipped(path, name, "hidden file"))
			return nil
		}
		mode := e.Type()
		if mode&fs.ModeSymlink != 0 {
			target, err := os.Stat(path)
			if err != nil {
				out = append(out, refused(path, name, err))
				return nil
			}
			mode = target.Mode()
		}
		out = append(out, regular(path, name, mode))
		return nil
	})
	if err != nil {
		out = append(out, refused(root, filepath.Base(root), err))
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].path < out[j].path })
	return out
}

func samePath(a, b string) bool {
	x, err1 := filepath.Abs(a)
	y, err2 := filepath.Abs(b)
	return b != "" && err1 == nil && err2 == nil && x == y
}

// regular takes regular files and skips the rest: reading a pipe or a device
// can block for ever.
func regular(path, name string, mode fs.FileMode) input {
	switch {
	case mode.IsDir():
		return skipped(path, name, "link to a folder: name the folder itself")
	case !mode.IsRegular():
		return skipped(path, name, "not a regular file")
	}
	return input{path: path, name: name}
}

func skipped(path, name, reason string) input {
	return input{path, name, &Outcome{Path: path, Status: Skipped, Reason: reason}}
}

func refused(path, name string, err error) input {
	o := &Outcome{Path: path, Status: Failed, Reason: err.Error()}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		o.Reason = fmt.Sprintf("%s: %v", pe.Op, pe.Err)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		o.Reason, o.Hint = "no such file or folder", "check the path"
	case errors.Is(err, errTooLarge):
		o.Hint = "split it into its documents, or save it without pictures"
	case errors.Is(err, syscall.ELOOP):
		o.Reason, o.Hint = "a link that leads back to itself", "name the file that it should lead to"
	case errors.Is(err, fs.ErrPermission):
		o.Reason, o.Hint = "no permission to read it", "change its permissions or copy it to a place you can read"
	}
	return input{path, name, o}
}
