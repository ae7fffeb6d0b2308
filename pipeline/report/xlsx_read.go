package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Decision is what a reader decided in a workbook about one link, that the
// workspace did not hold when the file was made.
type Decision struct {
	// FromHash and ToHash identify the two texts, see [corpus.TextHash].
	FromHash, ToHash string
	// FromID and ToID are the ids of the item and the passage where their
	// columns were left, empty else.
	FromID, ToID string
	// Grade is 2, 1 or 0; Withdrawn takes an earlier decision back.
	Grade     int
	Withdrawn bool
	Note      string
	// Reader is the name that was typed into the column Reader, empty where
	// it is the one that the program wrote.
	Reader string
	// Stored is the decision that the workspace held when the file was made
	// ("same concern"), StoredBy whose; empty where there was none. Traced
	// says that the column with them is still there.
	Stored, StoredBy string
	Traced           bool
	// Cell is where it stands: "Links!E7".
	Cell string
}

// CellError is a cell that cannot be understood.
type CellError struct{ Cell, Value, Reason string }

func (e CellError) Error() string { return fmt.Sprintf("%s: %q: %s", e.Cell, e.Value, e.Reason) }

// answers are the words that may stand in the column Decision, small letters.
var answers = map[string]int{"same concern": 2, "same": 2, "yes": 2, "y": 2, "2": 2, "related": 1, "partly": 1, "p": 1, "1": 1,
	"neither": 0, "no": 0, "n": 0, "none": 0, "0": 0}

// ReadDecisions reads the decisions of a workbook's sheet of links, whatever
// was sorted, filtered, added or deleted, as long as the columns Decision and
// Link id are there. Cells that cannot be understood are listed, and the rest
// is read.
func ReadDecisions(data []byte) ([]Decision, []CellError, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, nil, fmt.Errorf("it is not a workbook (XLSX): %w", err)
	}
	defer f.Close()
	sheet, rows, at := decisionSheet(f)
	if rows == nil {
		return nil, nil, fmt.Errorf("no sheet has the columns Decision and Link id")
	}
	col := map[string]int{}
	for i, name := range rows[at] {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			if _, ok := col[name]; !ok {
				col[name] = i
			}
		}
	}
	var out []Decision
	var bad []CellError
	for i, row := range rows[at+1:] {
		d, problem := decisionOf(row, col, func(c int) string { return sheet + "!" + cell(c+1, at+i+2) })
		switch {
		case problem != nil:
			bad = append(bad, *problem)
		case d != nil:
			out = append(out, *d)
		}
	}
	return out, bad, nil
}

// decisionSheet finds the sheet of links, under whatever name.
func decisionSheet(f *excelize.File) (sheet string, rows [][]string, at int) {
	names := f.GetSheetList()
	if i := slices.Index(names, sheetLinks); i > 0 {
		names = append([]string{sheetLinks}, slices.Delete(names, i, i+1)...)
	}
	for _, name := range names {
		rows, err := f.GetRows(name)
		if err != nil {
			continue
		}
		head, at := headOf(rows, "Link id")
		if slices.ContainsFunc(head, func(h string) bool { return strings.EqualFold(h, "Decision") }) {
			return name, rows, at
		}
	}
	return "", nil, 0
}

// decisionOf reads one row; nil where nothing was decided.
func decisionOf(row []string, col map[string]int, name func(int) string) (*Decision, *CellError) {
	get := func(column string) string {
		if i, ok := col[column]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	word := get("decision")
	if word == "" {
		return nil, nil
	}
	d := &Decision{Note: get("note"), Reader: get("reader"), FromID: get("item id"), ToID: get("passage id"), Cell: name(col["decision"])}
	var ok bool
	if d.FromHash, d.ToHash, ok = strings.Cut(get("link id"), "-"); !ok || !isHash(d.FromHash) || !isHash(d.ToHash) {
		return nil, &CellError{name(col["link id"]), get("link id"), "the link id was changed; copy it from the report made again"}
	}
	small := strings.ToLower(word)
	grade, known := answers[small]
	if !known && small != undecided {
		return nil, &CellError{d.Cell, word, "choose same concern, related, neither or undecided"}
	}
	d.Grade, d.Withdrawn = grade, small == undecided
	_, d.Traced = col["as stored"]
	d.Stored, d.StoredBy, _ = strings.Cut(get("as stored"), " – ")
	if d.Reader == d.StoredBy {
		d.Reader = ""
	}
	return d, nil
}

// Changed reports whether a decision differs from what the workspace held when
// the file was made.
func (d Decision) Changed() bool {
	return d.Withdrawn || !d.Traced || d.Stored != decisionWords[d.Grade]
}

func isHash(s string) bool {
	return len(s) == 16 && strings.Trim(s, "0123456789abcdef") == ""
}
