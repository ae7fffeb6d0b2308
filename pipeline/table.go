package pipeline

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/dialect"
	"refrain/pipeline/rows"
)

// sheetSuffixes are the names that programs give to files of rows.
var sheetSuffixes = map[string]bool{".csv": true, ".tsv": true, ".json": true, ".jsonl": true, ".ndjson": true, ".xls": true, ".xlsx": true, ".xlsm": true}

// tableOutcome tells files of rows, which `refrain import` takes, from
// documents; nil for what may be a document.
func tableOutcome(path string, data []byte, states *corpus.Gazetteer) *Outcome {
	if !sheetSuffixes[strings.ToLower(filepath.Ext(path))] && !isJSON(data) {
		return nil
	}
	f, err := rows.Open(path)
	if err != nil {
		return nil // whatever it is, it is no file of rows
	}
	for r, err := range f.Rows() {
		if err != nil || len(r.Names) == 0 {
			break
		}
		if m, err := dialect.Recognise(r, nil, states); err == nil {
			return &Outcome{Path: path, Status: Skipped, Reason: "it holds rows of " + m.Dialect.Source + ", not a document", Hint: "run `refrain import` on it"}
		}
		break
	}
	return &Outcome{Path: path, Status: Skipped, Reason: "it holds rows or data, not a document",
		Hint: "`refrain import --map text=COLUMN,symbol=COLUMN` takes the rows of any table; `refrain match` takes a list of items"}
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
