package store

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	At        string `json:"at"`
	Note      string `json:"note,omitempty"`
	// Program is the version that proposed the link.
	Program string `json:"program"`
}

// pair is the link a judgment is about.
func (j Judgment) pair() [2]string { return [2]string{j.FromHash, j.ToHash} }

func (w *Workspace) judgmentsPath() string { return filepath.Join(w.Dir, "judgments.jsonl") }

// AddJudgment appends one line and makes it last. The caller holds the lock.
func (w *Workspace) AddJudgment(j Judgment) error {
	line, err := json.Marshal(j)
	if err != nil {
		return fmt.Errorf("encoding judgment: %w", err)
	}
	f, err := os.OpenFile(w.judgmentsPath(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("writing judgment: %w", err)
	}
	defer f.Close()
	if _, err := f.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("writing judgment: %w", err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("writing judgment: %w", err)
	}
	return nil
}

// Judgments reads all lines, in the order they were written. A last line that
// a power cut left unfinished is left out.
func (w *Workspace) Judgments() ([]Judgment, error) {
	data, err := os.ReadFile(w.judgmentsPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading judgments: %w", err)
	}
	var out []Judgment
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		var j Judgment
		if err := json.Unmarshal(sc.Bytes(), &j); err != nil {
			if !bytes.HasSuffix(data, []byte("\n")) && bytes.HasSuffix(data, sc.Bytes()) {
				break
			}
			return nil, fmt.Errorf("reading judgments: line %d of %s: %w", n, w.judgmentsPath(), err)
		}
		out = append(out, j)
	}
	return out, sc.Err()
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

// Verdicts gathers lines by link: key is the hashes of the two texts.
func Verdicts(lines []Judgment) map[[2]string]Verdict {
	out := map[[2]string]Verdict{}
	for _, j := range lines {
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
