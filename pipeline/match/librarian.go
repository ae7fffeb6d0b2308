package match

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"iter"
	"math"
	"slices"
	"sort"

	"refrain/corpus"
)

// PlacesOf says where the passages of a document stand in its stored file, in
// the order of the document.
type PlacesOf func(d *corpus.Document) ([]corpus.Place, error)

// MakeLibrary makes the bytes of a library of documents, positions joined. The
// order of the documents does not matter.
func MakeLibrary(ctx context.Context, docs []*corpus.Document, places PlacesOf) ([]byte, error) {
	return MakeLibraryOf(ctx, func(yield func(*corpus.Document, error) bool) {
		for _, d := range New(docs).docs {
			if !yield(d, nil) {
				return
			}
		}
	}, places)
}

// MakeLibraryOf is [MakeLibrary] of documents that come one after the other,
// always in the same order.
func MakeLibraryOf(ctx context.Context, docs iter.Seq2[*corpus.Document, error], places PlacesOf) ([]byte, error) {
	g := &gathered{lists: map[int64][]held{}}
	var body []byte
	var part []*corpus.Document
	for d, err := range docs {
		if err != nil {
			return nil, err
		}
		g.count++
		body = appendString(appendString(body, d.Key), d.Record())
		if body, err = appendPlaces(body, d, places); err != nil {
			return nil, err
		}
		if part = append(part, d); len(part) == together {
			if err := g.gather(ctx, part); err != nil {
				return nil, err
			}
			part = part[:0]
		}
	}
	if err := g.gather(ctx, part); err != nil {
		return nil, err
	}
	out := binary.AppendUvarint([]byte(libraryMagic), uint64(g.count))
	return g.appendLists(g.appendAsking(append(out, body...))), nil
}

// newLibrary makes a library that is not stored: what it reads are the
// passages of the documents themselves.
func newLibrary(ctx context.Context, docs []*corpus.Document) (*Library, error) {
	none := func(d *corpus.Document) ([]corpus.Place, error) { return make([]corpus.Place, len(d.Passages)), nil }
	data, err := MakeLibrary(ctx, docs, none)
	if err != nil {
		return nil, err
	}
	l, err := OpenLibrary(data, nil)
	if err != nil {
		return nil, err
	}
	for i, d := range New(docs).docs {
		l.docs[i].doc = d
	}
	return l, nil
}

// gathered is what was read of all passages, by number.
type gathered struct {
	count    int   // of documents
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
			units[i][k] = r.read("", AskOf(&part[i].Passages[k]))
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

// appendPlaces writes where the passages of a document stand. The place of one
// whose joined form is not the stored one is followed by that form.
func appendPlaces(out []byte, d *corpus.Document, places PlacesOf) ([]byte, error) {
	at, err := places(d)
	if err != nil {
		return nil, err
	}
	out = binary.AppendUvarint(out, uint64(len(d.Passages)))
	end := 0
	for i := range d.Passages {
		// A passage that an export added stands in no place of its document.
		var p corpus.Place
		added := i >= len(at)
		if !added {
			p = at[i]
		}
		out = binary.AppendUvarint(out, uint64(max(0, slices.Index(corpus.PassageKinds, d.Passages[i].Kind))))
		out = binary.AppendUvarint(out, uint64(p.Start-end*btoi(p.Length > 0)))
		out = binary.AppendUvarint(out, uint64(p.Length))
		out = binary.AppendUvarint(out, uint64(p.Sum))
		end = p.Start + p.Length
		joined, err := json.Marshal(&d.Passages[i])
		switch {
		case err != nil:
			return nil, fmt.Errorf("making the library of passages: %w", err)
		case !added && p.Length == 0 || len(joined) == p.Length && sumOf(joined) == p.Sum:
			out = binary.AppendUvarint(out, 0)
		default:
			out = appendString(binary.AppendUvarint(out, 1), string(joined))
		}
	}
	return out, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(data []byte) uint32 { return crc32.Checksum(data, castagnoli) }

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
		out = binary.AppendUvarint(out, uint64(len(g.lists[k])))
		out = binary.AppendUvarint(out, uint64(len(body)-start))
		last = k
	}
	return append(out, body...)
}

func appendString(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}
