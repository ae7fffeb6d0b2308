package store

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Holder is who holds the lock of a workspace.
type Holder struct {
	PID   int    `json:"pid"`
	Host  string `json:"host"`
	Since string `json:"since"`
}

// LockedError says that another process writes to the workspace.
type LockedError struct {
	Dir    string
	Holder Holder
}

func (e *LockedError) Error() string {
	who := "another process"
	if e.Holder.PID != 0 {
		who = fmt.Sprintf("process %d on %s, since %s", e.Holder.PID, e.Holder.Host, e.Holder.Since)
	}
	return fmt.Sprintf("workspace %s is being written by %s", e.Dir, who)
}

// Lock takes the writer's lock, at once or not at all ([LockedError]). The
// operating system drops it when the process ends, however it ends. Call
// unlock when done.
func (w *Workspace) Lock(now time.Time) (unlock func(), err error) {
	path := filepath.Join(w.Dir, "LOCK")
	l := flock.New(path, flock.SetPermissions(0o600))
	ok, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking workspace: %w", err)
	}
	if !ok {
		return nil, &LockedError{w.Dir, readHolder(path)}
	}
	host, _ := os.Hostname()
	data, err := json.Marshal(Holder{os.Getpid(), host, now.UTC().Format(time.RFC3339)})
	if err == nil {
		// The holder is a courtesy to the next writer; the lock itself is
		// the operating system's, so an error here is not one.
		_ = os.WriteFile(path+".holder", data, 0o600)
	}
	w.sweep()
	if err := w.upgrade(); err != nil {
		l.Unlock()
		return nil, err
	}
	return func() {
		os.Remove(path + ".holder")
		l.Unlock()
	}, nil
}

// upgrade says in VERSION that what is written from now on is of this program's
// format, so that an older program does not overlook it.
func (w *Workspace) upgrade() error {
	path := filepath.Join(w.Dir, "VERSION")
	data, err := os.ReadFile(path)
	if n, nerr := strconv.Atoi(strings.TrimSpace(string(data))); err != nil || nerr != nil || n >= Format {
		return nil // Open speaks of what is wrong
	}
	return WriteFile(path, []byte(strconv.Itoa(Format)+"\n"))
}

func readHolder(path string) Holder {
	var h Holder
	if data, err := os.ReadFile(path + ".holder"); err == nil {
		_ = json.Unmarshal(data, &h)
	}
	return h
}

// sweep removes what a killed run left half-written.
func (w *Workspace) sweep() {
	for _, sub := range []string{"", "sources", "documents"} {
		entries, _ := os.ReadDir(filepath.Join(w.Dir, sub))
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), tempPrefix) {
				os.RemoveAll(filepath.Join(w.Dir, sub, e.Name()))
			}
		}
	}
}
