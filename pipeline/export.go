package pipeline

import (
	"path/filepath"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/dialect"
	"refrain/pipeline/rows"
)

// tableSuffixes are the files that are rows or nothing.
var tableSuffixes = []string{".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".xls"}

// IsExport reports whether a file holds the rows of an export, which [Import]
// takes, and is no document for [Ingest]: by its first row, and where that
// tells nothing, by a table's ending.
func IsExport(path string, states *corpus.Gazetteer) bool {
	table := slices.Contains(tableSuffixes, strings.ToLower(filepath.Ext(path)))
	f, err := rows.Open(path)
	if err != nil {
		return table
	}
	n := 0
	for r, err := range f.Rows() {
		if err != nil || len(r.Names) > 0 {
			if err == nil {
				_, err = dialect.Recognise(r, nil, states)
			}
			return err == nil || table
		}
		if n++; n > 20 {
			break
		}
	}
	return table
}
