package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline"
)

// library gives each request the workspace as it is now. It follows CURRENT:
// when a generation is published, the next request reads the new one, and the
// old one is closed when its last reader has gone.
type library struct {
	cfg  Config
	mu   sync.Mutex
	now  *shelf
	next *loading
}

// loading is a generation that is being opened, beside the readers of the one
// before.
type loading struct {
	gen  string
	done chan struct{}
	err  error
}

// patience is how long a request waits for a generation that was just
// published; after that it reads the one before once more.
const patience = time.Second

func newLibrary(cfg Config) *library { return &library{cfg: cfg} }

// shelf is the workspace at one generation. It does not change.
type shelf struct {
	gen     string // "" where there is no index yet
	x       *index.Index
	heads   []*corpus.Document // current documents, in the order of keys
	byID    map[string]*corpus.Document
	byKey   map[string]*corpus.Document // keys in lower case
	states  *corpus.Gazetteer
	sample  bool
	texts   cache[*document]
	asked   cache[*answer]
	changed cache[[]change]
	judged  cache[*judged]

	mu      sync.Mutex
	readers int
	retired bool
}

// open gives the shelf of the current generation; call done when the request
// has been answered.
func (l *library) open() (s *shelf, done func(), err error) {
	gen, err := index.Generation(l.cfg.Workspace.Dir)
	if err != nil && !errors.Is(err, index.ErrNoIndex) {
		return nil, nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil || l.now.gen != gen {
		if err := l.follow(gen); err != nil {
			return nil, nil, err
		}
	}
	if l.now == nil {
		return nil, nil, errors.New("the application is being closed")
	}
	s = l.now
	s.mu.Lock()
	s.readers++
	s.mu.Unlock()
	return s, s.leave, nil
}

// follow opens a generation, once for all who ask, and waits for it: without
// end where there is nothing else to read. l.mu is held, but not while waiting.
func (l *library) follow(gen string) error {
	n := l.next
	if n == nil || n.gen != gen {
		n = &loading{gen: gen, done: make(chan struct{})}
		l.next = n
		go l.load(n)
	}
	var end <-chan time.Time
	if l.now != nil {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		end = timer.C
	}
	l.mu.Unlock()
	defer l.mu.Lock()
	select {
	case <-n.done:
		return n.err
	case <-end:
		return nil
	}
}

// load opens a generation and puts it in the place of the one before.
func (l *library) load(n *loading) {
	s, err := l.read(n.gen)
	l.mu.Lock()
	defer l.mu.Unlock()
	defer close(n.done)
	n.err = err
	switch {
	case l.next != n && s != nil:
		s.closeIndex() // a newer one was asked for
	case l.next == n:
		l.next = nil
		if err == nil {
			l.retire()
			l.now = s
		}
	}
}

// read opens a generation.
func (l *library) read(gen string) (*shelf, error) {
	s := &shelf{gen: gen, byID: map[string]*corpus.Document{}, byKey: map[string]*corpus.Document{}}
	heads, err := l.cfg.Workspace.Heads()
	if err != nil {
		return nil, err
	}
	s.heads, s.states = store.Current(heads), l.cfg.States(heads)
	for _, h := range s.heads {
		s.byID[documentID(h.Key)] = h
		s.byKey[strings.ToLower(h.Key)] = h
		s.sample = s.sample || h.Sample
	}
	if gen == "" {
		return s, nil
	}
	if s.x, err = index.Open(l.cfg.Workspace.Dir); err != nil {
		return nil, err
	}
	// It may have been published between the two.
	s.gen = s.x.Generation()
	return s, nil
}

func (l *library) retire() {
	if l.now == nil {
		return
	}
	old := l.now
	old.mu.Lock()
	old.retired = true
	last := old.readers == 0
	old.mu.Unlock()
	if last {
		old.closeIndex()
	}
}

func (s *shelf) leave() {
	s.mu.Lock()
	s.readers--
	last := s.retired && s.readers == 0
	s.mu.Unlock()
	if last {
		s.closeIndex()
	}
}

func (s *shelf) closeIndex() {
	if s.x != nil {
		s.x.Close()
	}
}

func (l *library) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.retire()
	l.now, l.next = nil, nil
}

// documentID is the id of a document in addresses: 12 hex digits of the hash
// of its key, so that a link stays when the file is read again.
func documentID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:6])
}

// head finds a document by its id in addresses.
func (s *shelf) head(id string) (*corpus.Document, error) {
	if h := s.byID[id]; h != nil {
		return h, nil
	}
	return nil, notFound("There is no such document here")
}

// name is what a document is called in lists.
func nameOf(h *corpus.Document) string {
	if h.Symbol != "" {
		return h.Symbol
	}
	if h.Kind == corpus.KindLetter && h.CiteAs != "" {
		return h.CiteAs
	}
	return h.File
}

// document is a document with its passages, positions joined, and its pages.
type document struct {
	*corpus.Document
	place map[string]int // passage id → index
}

// document loads a document and what is stored on the same State beside it.
func (l *library) document(s *shelf, h *corpus.Document) (*document, error) {
	return s.texts.get(h.Key, func() (*document, error) {
		docs, err := pipeline.DocumentsBeside(l.cfg.Workspace, h.Key)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			if d.Key != h.Key {
				continue
			}
			out := &document{d, map[string]int{}}
			for i := range d.Passages {
				out.place[d.Passages[i].ID] = i
			}
			return out, nil
		}
		return nil, fmt.Errorf("reading %s: it is no longer stored", h.Key)
	})
}

// passage finds a passage by id.
func (s *shelf) passage(id string) (corpus.Passage, error) {
	if s.x == nil {
		return corpus.Passage{}, notFound("There is no such passage here")
	}
	p, ok, err := s.x.Passage(id)
	if err != nil {
		return p, err
	}
	if !ok {
		return p, notFound("There is no such passage here")
	}
	return p, nil
}

// statesHere lists the States that documents here are on, by today's names.
func (s *shelf) statesHere() []string {
	seen := map[string]bool{}
	var out []string
	for _, h := range s.heads {
		if h.State != "" && !seen[h.State] {
			seen[h.State] = true
			out = append(out, h.State)
		}
	}
	sort.Slice(out, func(i, j int) bool { return s.states.Name(out[i]) < s.states.Name(out[j]) })
	return out
}

// cache keeps the few values that were asked for last, and makes each once.
type cache[T any] struct {
	mu    sync.Mutex
	kept  map[string]*cached[T]
	order []string
}

type cached[T any] struct {
	once sync.Once
	v    T
	err  error
}

// cacheSize is how many documents and matched letters are kept.
const cacheSize = 24

func (c *cache[T]) get(key string, makeIt func() (T, error)) (T, error) {
	c.mu.Lock()
	e := c.kept[key]
	if e == nil {
		if c.kept == nil {
			c.kept = map[string]*cached[T]{}
		}
		e = new(cached[T])
		c.kept[key] = e
		c.order = append(c.order, key)
		if len(c.order) > cacheSize {
			delete(c.kept, c.order[0])
			c.order = c.order[1:]
		}
	}
	c.mu.Unlock()
	e.once.Do(func() { e.v, e.err = makeIt() })
	if e.err != nil {
		c.drop(key, e)
	}
	return e.v, e.err
}

// drop forgets a failure, so that the next request tries again.
func (c *cache[T]) drop(key string, e *cached[T]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept[key] != e {
		return
	}
	delete(c.kept, key)
	for i, k := range c.order {
		if k == key {
			c.order = append(c.order[:i:i], c.order[i+1:]...)
			return
		}
	}
}
