package concept

import (
	"maps"
	"sync"
	"sync/atomic"
)

// form is what is known of a word: its stem, or its own form where it is a
// function word.
type form struct {
	stem string
	stop bool
}

// vocabulary remembers the forms of the words met, for all goroutines: texts
// say the same few thousand words over and over. Reading takes no lock; what is
// new waits until there is enough of it to make a new map.
type vocabulary struct {
	known atomic.Pointer[map[string]form]
	mu    sync.Mutex
	fresh map[string]form
}

// mostKnown bounds the words kept; what is met after them is read each time.
const mostKnown = 100_000

var vocab = newVocabulary()

func newVocabulary() *vocabulary {
	v := &vocabulary{fresh: map[string]form{}}
	v.known.Store(&map[string]form{})
	return v
}

// of gives the form of a word as [readWord] reads it. The word may be changed.
func (v *vocabulary) of(word []byte) form {
	if f, ok := (*v.known.Load())[string(word)]; ok {
		return f
	}
	return v.learn(word)
}

func (v *vocabulary) learn(word []byte) form {
	key := string(word)
	f := form{stem: key, stop: isStop(word)}
	if !f.stop {
		if s := string(stem(word)); s != key {
			f.stem = s
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	known := *v.known.Load()
	if len(known)+len(v.fresh) >= mostKnown {
		return f
	}
	v.fresh[key] = f
	if len(v.fresh) > 16+len(known)/8 {
		all := make(map[string]form, len(known)+len(v.fresh))
		maps.Copy(all, known)
		maps.Copy(all, v.fresh)
		v.known.Store(&all)
		clear(v.fresh)
	}
	return f
}
