package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"refrain/corpus/store"
	"refrain/pipeline/report"
)

// writePackage writes a report as a data package: a folder of files, each whole
// or not at all, and the set of them too.
func (a *app) writePackage(ctx context.Context, name string, q asking, folder string) error {
	if err := packageFolder(folder); err != nil {
		return err
	}
	ans, err := a.ask(ctx, name, q)
	if err != nil {
		return err
	}
	files, err := report.Package(a.buildReport(ans))
	if err != nil {
		return err
	}
	if err := writeFolder(folder, files); err != nil {
		return err
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s: %s, %s searched\n", folder, count(len(files), "file"), count(len(ans.asked.Documents), "document"))
	}
	return nil
}

// writeFolder writes the files of a package: all of them or, on an error, none,
// so that the tables of an earlier package never stand beside newer ones.
func writeFolder(folder string, files []report.File) error {
	_, err := os.Stat(folder)
	made := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder %s: %w", folder, bareErr(err))
	}
	var all []store.File
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := canWrite(path, false); err != nil {
			return err
		}
		all = append(all, store.File{Path: path, Data: f.Data})
	}
	if err := store.ReplaceAll(all, 0o644); err != nil {
		if made {
			_ = os.Remove(folder) // it is empty
		}
		return busy(folder, err)
	}
	return nil
}

// packageFolder refuses a folder that holds other things than an earlier
// package.
func packageFolder(folder string) error {
	if folder == "-" {
		return &usageError{errors.New("a data package is a folder of files: name it with -o")}
	}
	if fi, err := os.Stat(folder); err == nil && !fi.IsDir() { // first, for Windows says of what is in a file that it is not there
		return &hinted{fmt.Errorf("a data package is a folder of files, and %s is a file", folder), "name a folder with -o"}
	}
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("writing the data package %s: %w", folder, bareErr(err))
	}
	if _, err := os.Stat(filepath.Join(folder, "datapackage.json")); err != nil {
		return &hinted{fmt.Errorf("the folder %s holds other files (%s)", folder, entries[0].Name()), "name an empty folder, or one that does not exist"}
	}
	return nil
}
