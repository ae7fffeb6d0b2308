package main

import (
	"errors"
	"fmt"
	"os"

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

// bareErr leaves the path out of an error that names it already.
func bareErr(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
