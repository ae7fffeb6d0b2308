package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"refrain/pipeline/report"
	"refrain/pipeline/report/word"
)

// readTemplate reads the Word template named by --template; an empty name is
// none. format is the format asked for.
func readTemplate(name, format string) (*word.Template, error) {
	if name == "" {
		return nil, nil
	}
	if format != "docx" {
		return nil, &usageError{fmt.Errorf("--template is for Word documents, not %s: give the output the suffix .docx", format)}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the template %s: %w", name, bareErr(err))
	}
	t, err := word.ReadTemplate(data)
	if err != nil {
		return nil, &hinted{fmt.Errorf("the template %s: %w", name, err), "name a .docx or .dotx file that Word or LibreOffice has saved"}
	}
	return t, nil
}

// existing is the workbook that a report replaces, so that what its writers
// filled in is kept; nil for other formats.
func existing(out string, f report.Format) ([]byte, error) {
	if f.Name != "xlsx" || out == "-" {
		return nil, nil
	}
	data, err := os.ReadFile(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s, whose columns would be kept: %w", out, bareErr(err))
	}
	return data, nil
}

// notOpen refuses a file that an office program has open: what is typed there
// later would replace what is written now.
func notOpen(out string, binary bool) error {
	dir, base := filepath.Split(out)
	for _, lock := range []string{"~$" + base, ".~lock." + base + "#", "~$" + cutTwo(base)} {
		if _, err := os.Stat(dir + lock); err == nil && binary {
			return &hinted{fmt.Errorf("%s is open in another program (its lock file %s is there)", out, lock),
				"close it there, or write to another file; if that program has crashed, delete the lock file"}
		}
	}
	return nil
}

// cutTwo is a name as Word writes it into its lock file: without its first two
// letters where it is long.
func cutTwo(base string) string {
	if len(base) > 11 {
		return base[2:]
	}
	return base
}

// bareErr leaves the path out of an error that names it already.
func bareErr(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
