package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"time"
)

// Judgment is what one reader decided about one link: one line of
// judgments.jsonl. It hangs on ids and on hashes of the two texts, so a
// repaired space asks nobody again and a changed text does.
type Judgment struct {
	From     string `json:"from"`
	To       string `json:"to"`
	FromHash string `json:"from_hash"`
	ToHash   string `json:"to_hash"`
	// Grade is 2 for the same concern, 1 for related in part, 0 for neither.
	Grade int `json:"grade"`
	// Withdrawn takes back the reader's earlier line on the same link.
	Withdrawn bool   `json:"withdrawn,omitempty"`
	By        string `json:"by"`
	// At is when, RFC 3339 in UTC; a reader's last word is the latest.
	At   string `json:"at"`
	Note string `json:"note,omitempty"`
	// FromFile and ToFile are the hashes of the source files that were current.
	FromFile string `json:"from_file,omitempty"`
	ToFile   string `json:"to_file,omitempty"`
	// Program is the version that proposed the link.
	Program string `json:"program"`
}

// check says what a line lacks.
func (j Judgment) check() error {
	switch {
	case j.From == "" || j.To == "":
		return errors.New("it names no passages (from, to)")
	case j.FromHash == "" || j.ToHash == "":
		return errors.New("it has no hashes of the texts (from_hash, to_hash)")
	case j.By == "":
		return errors.New("it does not say who judged (by)")
	case j.Grade < 0 || j.Grade > 2:
		return fmt.Errorf("its grade %d is not 0, 1 or 2", j.Grade)
	}
	if _, err := time.Parse(time.RFC3339, j.At); err != nil {
		return fmt.Errorf("its time %q is not of the form 2026-01-31T09:30:00Z (at)", j.At)
	}
	return nil
}

// time is when; lines that were read have one.
func (j Judgment) time() time.Time {
	t, _ := time.Parse(time.RFC3339, j.At)
	return t
}

// pair is the link a judgment is about.
func (j Judgment) pair() [2]string { return [2]string{j.FromHash, j.ToHash} }

// judgmentsName is the file of judgments in a workspace.
const judgmentsName = "judgments.jsonl"

func (w *Workspace) judgmentsPath() string { return filepath.Join(w.Dir, judgmentsName) }

// AddJudgments appends lines and makes them last. The caller holds the lock.
func (w *Workspace) AddJudgments(js ...Judgment) error {
	var lines []byte
	for _, j := range js {
		line, err := json.Marshal(j)
		if err != nil {
			return fmt.Errorf("encoding judgment: %w", err)
		}
		lines = append(append(lines, line...), '\n')
	}
	if err := addLines(w.judgmentsPath(), lines); err != nil {
		return fmt.Errorf("writing judgment: %w", err)
	}
	return nil
}

// Judgments reads all lines, in the order they were written. A last line that
// a kill or a power cut left unfinished was never acknowledged and is left out
// ([Workspace.Torn]); another line that cannot be read is a [DamagedError]
// that names it, for an answer without it could be wrong.
func (w *Workspace) Judgments() ([]Judgment, error) {
	data, err := os.ReadFile(w.judgmentsPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading judgments: %w", err)
	}
	whole, _ := cutTorn(data)
	out, bad := judgmentLines(whole)
	if len(bad) > 0 {
		return nil, &DamagedError{w.judgmentsPath(), bad[0]}
	}
	return out, nil
}

// badLine is a line that is no judgment.
type badLine struct {
	number int // from 1
	text   []byte
	err    error
}

func (b badLine) Error() string { return fmt.Sprintf("line %d: %v", b.number, b.err) }

// judgmentLines reads lines of JSON, one judgment each; empty lines do not
// count.
func judgmentLines(data []byte) (out []Judgment, bad []badLine) {
	for n, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var j Judgment
		err := json.Unmarshal(line, &j)
		if err == nil {
			err = j.check()
		}
		if err != nil {
			bad = append(bad, badLine{n + 1, line, err})
			continue
		}
		out = append(out, j)
	}
	return out, bad
}

// ReadJudgments reads lines of JSON, one judgment each; empty lines do not
// count. The error names the file and the line.
func ReadJudgments(name string, data []byte) ([]Judgment, error) {
	out, bad := judgmentLines(data)
	if len(bad) > 0 {
		return nil, fmt.Errorf("reading judgments: %s:%d: %w", name, bad[0].number, bad[0].err)
	}
	return out, nil
}

// NewTo lists the lines that have does not hold yet, each once.
func NewTo(have, lines []Judgment) []Judgment {
	known := map[Judgment]bool{}
	for _, j := range have {
		known[j] = true
	}
	var out []Judgment
	for _, j := range lines {
		if !known[j] {
			known[j] = true
			out = append(out, j)
		}
	}
	return out
}

// Verdict is what all readers together said of one link: the last word of
// each reader, in the order of names as they first spoke.
type Verdict struct {
	Last []Judgment
}

// Agreed is the grade that all readers gave; ok is false where they differ.
func (v Verdict) Agreed() (grade int, ok bool) {
	for i, j := range v.Last {
		if i > 0 && j.Grade != grade {
			return 0, false
		}
		grade = j.Grade
	}
	return grade, len(v.Last) > 0
}

// Verdicts gathers lines by link: key is the hashes of the two texts. A
// reader's last word is the latest by its time, the later line where two have
// the same; so merged lines give the same whatever file came first.
func Verdicts(lines []Judgment) map[[2]string]Verdict {
	sorted := append([]Judgment(nil), lines...)
	sort.SliceStable(sorted, func(i, k int) bool { return sorted[i].time().Before(sorted[k].time()) })
	out := map[[2]string]Verdict{}
	for _, j := range sorted {
		v := out[j.pair()]
		kept := v.Last[:0:0]
		for _, old := range v.Last {
			if old.By != j.By {
				kept = append(kept, old)
			}
		}
		if !j.Withdrawn {
			kept = append(kept, j)
		}
		out[j.pair()] = Verdict{kept}
	}
	return out
}
