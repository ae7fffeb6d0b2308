package concept

import (
	"encoding/binary"
	"hash/maphash"
	"strings"
	"sync"
)

// recalled are the hits of texts that were read: a passage is read for its
// themes when it comes in, and twice more when it is indexed. It keeps those of
// the last mostRecalled texts, and of up to as many before them.
type recalled struct {
	mu          sync.Mutex
	now, before recalledTexts
}

// recalledTexts are packed, so that tens of thousands take a few megabytes:
// where the hits of a text stand, by its hash, and the hits, each as its number,
// start and length, after a second hash and how many there are.
type recalledTexts struct {
	at   map[uint64]uint32
	hits []byte
}

const mostRecalled = 40_000

var seedA, seedB = maphash.MakeSeed(), maphash.MakeSeed()

// Recall is [Lexicon.Find] of a text that is likely read again. What ends a
// text, stops and spaces, makes no difference to its hits.
func (l *Lexicon) Recall(text string) []Hit {
	text = strings.TrimRight(text, ".;, ")
	a, b := maphash.String(seedA, text), maphash.String(seedB, text)
	l.recalled.mu.Lock()
	hits, ok := l.recalled.now.get(l, a, b)
	if !ok {
		hits, ok = l.recalled.before.get(l, a, b)
	}
	l.recalled.mu.Unlock()
	if ok {
		return hits
	}
	hits = l.Find(text)
	l.recalled.put(a, b, hits)
	return hits
}

// get unpacks the hits of a text.
func (r *recalledTexts) get(l *Lexicon, a, b uint64) ([]Hit, bool) {
	at, ok := r.at[a]
	if !ok || binary.LittleEndian.Uint64(r.hits[at:]) != b {
		return nil, false
	}
	data := r.hits[at+8:]
	next := func() int {
		n, size := binary.Uvarint(data)
		data = data[size:]
		return int(n)
	}
	hits := make([]Hit, next())
	for i := range hits {
		number, start := next(), next()
		hits[i] = Hit{l.concepts[number].ID, number, start, start + next()}
	}
	return hits, true
}

func (r *recalled) put(a, b uint64, hits []Hit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now.at == nil || len(r.now.at) >= mostRecalled {
		r.now, r.before = recalledTexts{at: map[uint64]uint32{}}, r.now
	}
	t := &r.now
	t.at[a] = uint32(len(t.hits))
	t.hits = binary.LittleEndian.AppendUint64(t.hits, b)
	t.hits = binary.AppendUvarint(t.hits, uint64(len(hits)))
	for _, h := range hits {
		t.hits = binary.AppendUvarint(t.hits, uint64(h.Number))
		t.hits = binary.AppendUvarint(t.hits, uint64(h.Start))
		t.hits = binary.AppendUvarint(t.hits, uint64(h.End-h.Start))
	}
}
