package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// Question is a list of items, or a letter, that somebody asked with and that
// was kept, so that the answer has an address.
type Question struct {
	// Name is what lists call it, "" where it has a title of its own.
	Name string `json:"name,omitempty"`
	// File is the name of the file it came in; its ending says how it is read.
	File string `json:"file"`
	// State (alpha-3), Dated (a day) and Follows (a UPR cycle) are what the
	// person said of it, "" and 0 where it says so itself.
	State   string `json:"state,omitempty"`
	Dated   string `json:"dated,omitempty"`
	Follows int    `json:"follows,omitempty"`
	// Asked is when, in RFC 3339.
	Asked string `json:"asked"`
	Data  []byte `json:"data"`
}

// ID is 12 hex digits of the hash of what is asked: the same list on the same
// State is one question.
func (q Question) ID() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %d %q\n", filepath.Ext(q.File), q.State, q.Dated, q.Follows, q.Name)
	h.Write(q.Data)
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// questionRE is what an id of a question looks like; nothing else becomes the
// name of a file.
var questionRE = regexp.MustCompile(`^[0-9a-f]{12}$`)

func (w *Workspace) questionPath(id string) string {
	return filepath.Join(w.Dir, "questions", id+".json")
}

// Question reads a kept question; false where there is none of this id.
func (w *Workspace) Question(id string) (Question, bool, error) {
	var q Question
	if !questionRE.MatchString(id) {
		return q, false, nil
	}
	data, err := os.ReadFile(w.questionPath(id))
	if errors.Is(err, fs.ErrNotExist) {
		return q, false, nil
	}
	if err != nil {
		return q, false, fmt.Errorf("reading a question: %w", err)
	}
	if err := json.Unmarshal(data, &q); err != nil {
		return q, false, &DamagedError{w.questionPath(id), err}
	}
	return q, true, nil
}

// Questions lists the kept questions by id, the newest first. One that is
// damaged is left out.
func (w *Workspace) Questions() (ids []string, questions map[string]Question, err error) {
	names, err := w.files("questions")
	if err != nil {
		return nil, nil, err
	}
	questions = map[string]Question{}
	for _, name := range names {
		id := strings.TrimSuffix(name, ".json")
		if q, ok, err := w.Question(id); err == nil && ok {
			q.Data = nil
			ids, questions[id] = append(ids, id), q
		}
	}
	sort.SliceStable(ids, func(i, j int) bool { return questions[ids[i]].Asked > questions[ids[j]].Asked })
	return ids, questions, nil
}

// KeepQuestion keeps a question under its id. The caller holds the lock.
func (w *Workspace) KeepQuestion(q Question) error {
	data, err := json.Marshal(q)
	if err != nil {
		return fmt.Errorf("encoding a question: %w", err)
	}
	if err := os.MkdirAll(filepath.Join(w.Dir, "questions"), 0o700); err != nil {
		return fmt.Errorf("keeping a question: %w", err)
	}
	return WriteFile(w.questionPath(q.ID()), append(data, '\n'))
}

// DropQuestion forgets a question; judgments made in it stay. The caller holds
// the lock.
func (w *Workspace) DropQuestion(id string) error {
	if !questionRE.MatchString(id) {
		return nil
	}
	if err := os.Remove(w.questionPath(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forgetting a question: %w", err)
	}
	return nil
}
