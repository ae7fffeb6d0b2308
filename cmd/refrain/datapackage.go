package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"refrain/corpus/store"
	"refrain/pipeline/report"
)

// writePackage writes a report as a data package: a folder of files, each whole
// or not at all, the descriptor and the checksums last.
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
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder %s: %w", folder, bareErr(err))
	}
	for _, f := range files {
		write := func(w io.Writer) error {
			_, err := w.Write(f.Data)
			return err
		}
		if err := store.Replace(filepath.Join(folder, f.Name), 0o644, write); err != nil {
			return err
		}
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s: %s, %s searched\n", folder, count(len(files), "file"), count(len(ans.asked.Documents), "document"))
	}
	return nil
}

// packageFolder refuses a folder that holds other things than an earlier
// package.
func packageFolder(folder string) error {
	if folder == "-" {
		return &usageError{errors.New("a data package is a folder of files: name it with -o")}
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
