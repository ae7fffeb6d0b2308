package match

import (
	"context"
	"encoding/binary"
	"math"
	"slices"
	"sort"

	"refrain/corpus"
)

// MakePart makes the part of a library that is of one group of documents,
// positions joined. The passages of the part are numbered in the order of the
// documents.
func MakePart(ctx context.Context, docs []*corpus.Document) ([]byte, error) {
	g := &gathered{lists: map[int64][]held{}}
	out := binary.AppendUvarint([]byte(libraryMagic), uint64(len(docs)))
	for _, d := range docs {
		out = appendString(appendString(out, d.Key), d.Record())
		out = binary.AppendUvarint(out, uint64(len(d.Passages)))
		for i := range d.Passages {
			out = append(out, uint8(max(0, slices.Index(corpus.PassageKinds, d.Passages[i].Kind))))
		}
	}
	for part := range slices.Chunk(docs, together) {
		if err := g.gather(ctx, part); err != nil {
			return nil, err
		}
	}
	return g.appendLists(g.appendAsking(out)), nil
}

// newLibrary makes a library that is not stored: what it reads are the
// passages of the documents themselves.
func newLibrary(ctx context.Context, docs []*corpus.Document) (*Library, error) {
	docs = New(docs).docs
	data, err := MakePart(ctx, docs)
	if err != nil {
		return nil, err
	}
	l, err := OpenLibrary(ctx, []LibraryPart{{Data: data}}, nil)
	if err != nil {
		return nil, err
	}
	for i, d := range docs {
		l.docs[i].doc = d
	}
	return l, nil
}

// gathered is what was read of all passages, by number.
type gathered struct {
	passages int32 // met so far
	lists    map[int64][]held
	asking   []askingPassage
}

// held is a passage that holds a word or concept, with its weight.
type held struct {
	passage int32
	weight  uint8
}

// together is how many documents are read on all processors at once.
const together = 64

// gather reads the passages of some documents and puts what it finds in their
// order.
func (g *gathered) gather(ctx context.Context, part []*corpus.Document) error {
	units := make([][]*unit, len(part))
	if err := each(ctx, len(part), func(i int) {
		units[i] = make([]*unit, len(part[i].Passages))
		if l := part[i].Language; l != "" && l != "en" {
			return // never in the scope of a question to all documents
		}
		r := readerFor(part[i].State)
		for k := range part[i].Passages {
			units[i][k] = r.outline(AskOf(&part[i].Passages[k]))
		}
	}); err != nil {
		return err
	}
	for i, list := range units {
		for k, u := range list {
			if u != nil {
				g.add(g.passages, part[i].Passages[k].ID, u)
			}
			g.passages++
		}
	}
	return nil
}

func (g *gathered) add(passage int32, id string, u *unit) {
	for _, t := range u.words {
		g.hold(int64(t.id), passage, ratio(t.w, u.wordNorm))
	}
	for _, t := range u.conc {
		g.hold(conceptKey|int64(t.id), passage, ratio(t.w, u.concNorm))
	}
	if asksToRatify(u) && len(u.treaties) > 0 {
		g.asking = append(g.asking, askingPassage{passage, id, u.treaties})
	}
}

// hold keeps a weight between 0 and 1 in one byte.
func (g *gathered) hold(key int64, passage int32, w float32) {
	q := uint8(max(1, math.Round(float64(min(w, 1))*255)))
	g.lists[key] = append(g.lists[key], held{passage, q})
}

func (g *gathered) appendAsking(out []byte) []byte {
	out = binary.AppendUvarint(out, uint64(len(g.asking)))
	before := int32(0)
	for _, a := range g.asking {
		out = appendString(binary.AppendUvarint(out, uint64(a.passage-before)), a.id)
		before = a.passage
		out = binary.AppendUvarint(out, uint64(len(a.treaties)))
		for _, t := range a.treaties {
			out = binary.AppendUvarint(out, uint64(t))
		}
	}
	return out
}

func (g *gathered) appendLists(out []byte) []byte {
	keys := make([]int64, 0, len(g.lists))
	for k := range g.lists {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	out = binary.AppendUvarint(out, uint64(len(keys)))
	var body []byte
	last := int64(0)
	for _, k := range keys {
		start, before := len(body), int32(0)
		for _, h := range g.lists[k] {
			body = append(binary.AppendUvarint(body, uint64(h.passage-before)), h.weight)
			before = h.passage
		}
		out = binary.AppendUvarint(out, uint64(k-last))
		out = binary.AppendUvarint(out, uint64(len(body)-start))
		last = k
	}
	return append(out, body...)
}

func appendString(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}
