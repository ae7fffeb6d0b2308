package pipeline

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/dialect"
	"refrain/pipeline/rows"
)

// tableSuffixes are the files that are rows or nothing.
var tableSuffixes = []string{".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xls"}

func isTable(path string) bool {
	return slices.Contains(tableSuffixes, strings.ToLower(filepath.Ext(path)))
}

// IsExport reports whether a file holds the rows of an export, which [Import]
// takes, and is no document for [Ingest]: by its first row, and where that
// tells nothing, by a table's ending.
func IsExport(path string, states *corpus.Gazetteer) bool {
	source, _ := exportOf(path, states)
	return source != "" || isTable(path)
}

// exportOf says whose export a file of rows is, by its first rows; empty for
// none that is known. read is false for what is no file of rows.
func exportOf(path string, states *corpus.Gazetteer) (source string, read bool) {
	f, err := rows.Open(path)
	if err != nil {
		return "", false
	}
	n := 0
	for r, err := range f.Rows() {
		if err != nil {
			return "", n > 0
		}
		if len(r.Names) > 0 {
			m, err := dialect.Recognise(r, nil, states)
			if err != nil {
				return "", true
			}
			return m.Dialect.Source, true
		}
		if n++; n > 20 {
			break
		}
	}
	return "", n > 0
}

// tableOutcome tells files of rows, which `refrain import` takes, from
// documents; nil for what may be a document.
func tableOutcome(path string, data []byte, states *corpus.Gazetteer) *Outcome {
	if !isTable(path) && !isJSON(data) {
		return nil
	}
	source, read := exportOf(path, states)
	switch {
	case source != "":
		return &Outcome{Path: path, Status: Skipped, Reason: "it holds rows of " + source + ", not a document", Hint: "run `refrain import` on it"}
	case read:
		return &Outcome{Path: path, Status: Skipped, Reason: "it holds rows or data, not a document",
			Hint: "`refrain import --map text=COLUMN,symbol=COLUMN` takes the rows of any table; `refrain match` takes a list of items"}
	}
	return nil
}

// isJSON reports whether a file, whatever its name, is JSON: a text can begin
// with a bracket too.
func isJSON(data []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 1<<10)], []byte("\ufeff")), " \t\r\n")
	if len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return false
	}
	var v any
	return json.NewDecoder(bytes.NewReader(data)).Decode(&v) == nil
}
