package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Desk is what the people who use a workspace keep beside its documents: the
// passages they collect to cite, and the searches they come back to. It is one
// small file, desk.json, written whole.
type Desk struct {
	// Basket are ids of passages, in the order in which they are to be cited.
	Basket []string `json:"basket"`
	// Searches are kept searches, the oldest first.
	Searches []Search `json:"searches"`
}

// Search is a search that is kept, with what had been read when it was last
// looked at.
type Search struct {
	Name string `json:"name"`
	// Query is the address part of the search: "q=torture&state=prk".
	Query string `json:"query"`
	// Seen is the highest [corpus.Document.Seq] then.
	Seen int `json:"seen"`
}

func (w *Workspace) deskPath() string { return filepath.Join(w.Dir, "desk.json") }

// Desk reads the desk; a workspace without one has an empty desk.
func (w *Workspace) Desk() (Desk, error) {
	var d Desk
	data, err := os.ReadFile(w.deskPath())
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return d, fmt.Errorf("reading the desk: %w", err)
	}
	if err := json.Unmarshal(data, &d); err != nil {
		return d, fmt.Errorf("reading the desk: %s is not what was written (%w): move it away to begin a new one", w.deskPath(), err)
	}
	return d, nil
}

// SaveDesk writes the desk. The caller holds the lock.
func (w *Workspace) SaveDesk(d Desk) error {
	data, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return fmt.Errorf("encoding the desk: %w", err)
	}
	return WriteFile(w.deskPath(), append(data, '\n'))
}

// JudgmentsStamp changes whenever a judgment is added: the size and time of
// their file.
func (w *Workspace) JudgmentsStamp() string {
	fi, err := os.Stat(w.judgmentsPath())
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d %d", fi.Size(), fi.ModTime().UnixNano())
}
