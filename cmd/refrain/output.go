package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"refrain/corpus/store"
)

// writeOut writes to a file, whole or not at all, or to standard output ("" and
// "-"). What cannot be written is an error that names the file and what to do;
// the old file stands and nothing is left beside it.
func (a *app) writeOut(out string, binary bool, write func(io.Writer) error) error {
	if out == "" || out == "-" {
		if binary && isTerminal(a.out) {
			return &usageError{errors.New("a Word document or a workbook is no text for a terminal: name a file with -o")}
		}
		return write(a.out)
	}
	if err := canWrite(out, binary); err != nil {
		return err
	}
	if fi, err := os.Stat(out); err == nil && !fi.Mode().IsRegular() {
		return writeThrough(out, write)
	}
	target := out
	if real, err := filepath.EvalSymlinks(out); err == nil {
		target = real // a link stays a link
	}
	return busy(out, store.Replace(target, 0o644, write))
}

// writeThrough writes to a device or a pipe, which nothing may replace.
func writeThrough(out string, write func(io.Writer) error) error {
	f, err := os.OpenFile(out, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("writing %s: %w", out, bareErr(err))
	}
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", out, bareErr(err))
	}
	return nil
}

// canWrite refuses what cannot become a file, before the work is done: a
// folder, a file that is protected or open in an office program, a folder that
// is not there.
func canWrite(out string, binary bool) error {
	if out == "" || out == "-" {
		return nil
	}
	if runtime.GOOS == "windows" {
		if err := noFileOnWindows(out); err != nil {
			return err
		}
	}
	fi, err := os.Stat(out)
	switch {
	case err == nil && fi.IsDir():
		return &hinted{fmt.Errorf("writing %s: it is a folder", out), "name a file in it"}
	case err == nil && fi.Mode().IsRegular() && fi.Mode().Perm()&0o222 == 0:
		return &hinted{fmt.Errorf("writing %s: the file is there and protected against writing", out), "take the protection away, or name another file"}
	case err == nil:
		return notOpen(out, binary)
	}
	if fi, err := os.Stat(filepath.Dir(out)); errors.Is(err, fs.ErrNotExist) {
		return &hinted{fmt.Errorf("writing %s: its folder %s is not there", out, filepath.Dir(out)), "make the folder first, or name another"}
	} else if err == nil && !fi.IsDir() {
		return &hinted{fmt.Errorf("writing %s: %s is no folder", out, filepath.Dir(out)), "name a file in a folder"}
	}
	return notOpen(out, binary)
}

// Windows says so of a file that another program holds open; it cannot be
// tried on other systems, where such a file can be replaced.
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
)

// busy says of an error of writing a file that the file is open elsewhere,
// where the system says so.
func busy(out string, err error) error {
	if err != nil && openElsewhere(runtime.GOOS, err) {
		return &hinted{fmt.Errorf("%w: another program has %s open", err, out), "close it there, or write to another file"}
	}
	return err
}

// openElsewhere reports whether a system's error means that another program has
// the file open. The numbers mean other things elsewhere.
func openElsewhere(system string, err error) bool {
	return system == "windows" && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation))
}

// diskFull reports whether an error means that a disk is full. Windows has
// numbers of its own for it; Bleve reports it as text.
func diskFull(system string, err error) bool {
	const handleDiskFull, windowsDiskFull = syscall.Errno(39), syscall.Errno(112)
	return errors.Is(err, syscall.ENOSPC) || system == "windows" && (errors.Is(err, handleDiskFull) || errors.Is(err, windowsDiskFull))
}
