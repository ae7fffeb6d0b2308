package web

import (
	"sync"
	"time"

	"refrain/corpus/store"
)

// pen is the writer's lock of the workspace, shared by all who write in this
// process: a judgment need not wait for an import, for they write to different
// files. It is held no longer than something is written, so that other
// processes find their turn.
type pen struct {
	w      *store.Workspace
	now    func() time.Time
	mu     sync.Mutex
	users  int
	unlock func()
}

// take takes the lock; call release when done. Another process that writes
// makes it a [store.LockedError].
func (p *pen) take() (release func(), err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.users == 0 {
		if p.unlock, err = p.w.Lock(p.now()); err != nil {
			return nil, err
		}
	}
	p.users++
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.users--; p.users == 0 {
			p.unlock()
		}
	}, nil
}
