package match

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
	"sort"
	"sync"

	"refrain/corpus"
	"refrain/seeds"
)

// Library is what the first comparison needs of the passages of many
// documents: for each word and concept the passages that hold it, with
// weights, and the treaties that each passage asks for. It is made once, when
// documents are indexed, a part for each group of documents, so that a question to all of them reads only the
// passages that may agree. What it answers depends on the documents alone, not
// on whether it was stored.
type Library struct {
	parts    []libraryPart
	docs     []libraryDocument
	first    []int32 // number of the first passage of each document, and the number of all
	passages int     // how many there are
	kinds    []uint8 // of passages, in corpus.PassageKinds
	asking   []askingPassage
	read     ReadPassages
}

// LibraryPart is what a library has of one group of documents.
type LibraryPart struct {
	Name string
	Data []byte
}

// ReadPassages reads passages of a part by their numbers in it.
type ReadPassages func(part string, numbers []int) ([]corpus.Passage, error)

// libraryDocument is a document of the library; doc is set in one that was
// made and not opened.
type libraryDocument struct {
	key, sha string
	doc      *corpus.Document
}

// libraryPart is an open part: its passages are numbered from first on, and
// the passages of the word or concept keys[i] stand in data up to ends[i].
type libraryPart struct {
	name     string
	first    int32
	docs     []libraryDocument
	counts   []int // of passages, by document
	kinds    []uint8
	asking   []askingPassage
	keys     []int64
	ends     []int
	data     []byte
	bad      bool
	passages int
}

// conceptKey tells the numbers of concepts from those of words.
const conceptKey = int64(1) << 32

// libraryMagic begins each part of a stored library.
const libraryMagic = "refrain library 2\n"

// LibraryName is the name of the file that holds a library beside the index. It
// changes with the lexicon and the statistics that its numbers are made of.
var LibraryName = sync.OnceValue(func() string {
	h := sha256.New()
	h.Write([]byte(libraryMagic))
	h.Write([]byte(seeds.Concepts))
	h.Write(seeds.Background)
	return "match-" + hex.EncodeToString(h.Sum(nil)[:6]) + ".bin"
})

// LibraryFrom is the number of passages in scope above which a question goes
// through a library; below, every passage is read and compared.
const LibraryFrom = 10000

// nearest is how many passages a library hands on for an item.
const nearest = 400

var errLibrary = errors.New("reading the library of passages: it is not what was written")

// OpenLibrary opens the parts of a library; read gives the passages.
func OpenLibrary(ctx context.Context, parts []LibraryPart, read ReadPassages) (*Library, error) {
	l := &Library{read: read, parts: make([]libraryPart, len(parts))}
	if err := each(ctx, len(parts), func(i int) { l.parts[i].open(parts[i]) }); err != nil {
		return nil, err
	}
	for i := range l.parts {
		p := &l.parts[i]
		if p.bad {
			return nil, errLibrary
		}
		p.first = int32(l.passages)
		next := p.first
		for k, d := range p.docs {
			l.docs, l.first = append(l.docs, d), append(l.first, next)
			next += int32(p.counts[k])
		}
		for _, a := range p.asking {
			a.passage += p.first
			l.asking = append(l.asking, a)
		}
		l.kinds = append(l.kinds, p.kinds...)
		l.passages += p.passages
		p.docs, p.counts, p.kinds, p.asking = nil, nil, nil, nil
	}
	l.first = append(l.first, int32(l.passages))
	return l, nil
}

// open reads the tables of a part.
func (p *libraryPart) open(from LibraryPart) {
	p.name = from.Name
	if !bytes.HasPrefix(from.Data, []byte(libraryMagic)) {
		p.bad = true
		return
	}
	d := &libraryReader{data: from.Data, at: len(libraryMagic)}
	for range d.count() {
		p.docs = append(p.docs, libraryDocument{key: d.text(), sha: d.text()})
		n := d.count()
		p.counts = append(p.counts, n)
		p.kinds = append(p.kinds, from.Data[d.at:d.at+n]...)
		d.at += n
	}
	p.passages = len(p.kinds)
	for _, k := range p.kinds {
		d.bad = d.bad || int(k) >= len(corpus.PassageKinds)
	}
	p.readAsking(d)
	p.readLists(d)
	p.bad = d.bad
}

func (p *libraryPart) readAsking(d *libraryReader) {
	passage := 0
	for range d.count() {
		passage += d.number()
		a := askingPassage{passage: int32(passage), id: d.text()}
		for range d.count() {
			a.treaties = append(a.treaties, int32(d.number()))
		}
		p.asking = append(p.asking, a)
		d.bad = d.bad || passage >= p.passages
	}
}

func (p *libraryPart) readLists(d *libraryReader) {
	n := d.count()
	p.keys, p.ends = make([]int64, 0, n), make([]int, 0, n)
	key, size := int64(0), 0
	for range n {
		key += int64(d.number())
		size += d.number()
		p.keys, p.ends = append(p.keys, key), append(p.ends, size)
	}
	if d.bad || d.at+size != len(d.data) {
		d.bad = true
		return
	}
	p.data = d.data[d.at:]
}

// add adds to sum the weight w times the weight of each passage of a list.
func (l *Library) add(sum []float32, key int64, w float32) {
	w /= 255
	for i := range l.parts {
		p := &l.parts[i]
		if at, ok := slices.BinarySearch(p.keys, key); ok {
			start := 0
			if at > 0 {
				start = p.ends[at-1]
			}
			addList(sum[p.first:int(p.first)+p.passages], p.data[start:p.ends[at]], w)
		}
	}
}

// addList adds a list of gaps between passages, each followed by a weight.
func addList(sum []float32, data []byte, w float32) {
	passage := 0
	for i := 0; i+1 < len(data); i += 2 {
		gap := int(data[i])
		if gap >= 0x80 {
			n := 0
			var v uint64
			if v, n = binary.Uvarint(data[i:]); n <= 0 || i+n >= len(data) {
				return
			}
			gap, i = int(v), i+n-1
		}
		if passage += gap; passage < 0 || passage >= len(sum) {
			return
		}
		sum[passage] += float32(w * float32(data[i+1]))
	}
}

// passagesOf reads passages of one document, by number.
func (l *Library) passagesOf(numbers []int32) ([]*corpus.Passage, error) {
	d := l.documentOf(numbers[0])
	out := make([]*corpus.Passage, len(numbers))
	if doc := l.docs[d].doc; doc != nil {
		for i, n := range numbers {
			out[i] = &doc.Passages[n-l.first[d]]
		}
		return out, nil
	}
	part := sort.Search(len(l.parts), func(i int) bool { return int(l.parts[i].first)+l.parts[i].passages > int(numbers[0]) })
	in := make([]int, len(numbers))
	for i, n := range numbers {
		in[i] = int(n - l.parts[part].first)
	}
	read, err := l.read(l.parts[part].name, in)
	if err != nil {
		return nil, err
	}
	for i := range read {
		out[i] = &read[i]
	}
	return out, nil
}

// agreement sums, for all passages, what their words and concepts have in
// common with an item's.
func (l *Library) agreement(u *unit, sum []float32) {
	clear(sum)
	for _, t := range u.words {
		l.add(sum, int64(t.id), ratio(t.w, u.wordNorm))
	}
	for _, t := range u.conc {
		l.add(sum, conceptKey|int64(t.id), ratio(t.w, u.concNorm))
	}
}

// libraryReader reads the tables of a library; what is not there is bad.
type libraryReader struct {
	data []byte
	at   int
	bad  bool
}

func (d *libraryReader) number() int {
	if d.bad || d.at >= len(d.data) {
		d.bad = true
		return 0
	}
	v, n := binary.Uvarint(d.data[d.at:])
	if n <= 0 || v > 1<<40 {
		d.bad = true
		return 0
	}
	d.at += n
	return int(v)
}

// count is a number of things of at least one byte each.
func (d *libraryReader) count() int {
	n := d.number()
	if n > len(d.data)-d.at {
		d.bad = true
		return 0
	}
	return n
}

func (d *libraryReader) text() string {
	n := d.count()
	if d.bad {
		return ""
	}
	d.at += n
	return string(d.data[d.at-n : d.at])
}
