package match

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync"

	"refrain/corpus"
	"refrain/seeds"
)

// Library is what the first comparison needs of the passages of many
// documents: for each word and concept the passages that hold it, with
// weights, and the treaties that each passage asks for. It is made once, when
// documents are indexed, so that a question to all of them reads only the
// passages that may agree. What it answers depends on the documents alone, not
// on whether it was stored.
type Library struct {
	docs     []libraryDocument
	first    []int32 // number of the first passage of each document, and the number of all
	passages []libraryPassage
	asking   []askingPassage
	lists    map[int64]list
	data     []byte
	read     ReadPassages
}

// ReadPassages reads passages of the stored document with a record
// ([corpus.Document.Record]).
type ReadPassages func(record string, places []corpus.Place) ([]corpus.Passage, error)

// libraryDocument is a document of the library; doc is set in one that was
// made and not opened.
type libraryDocument struct {
	key, sha string
	doc      *corpus.Document
}

// libraryPassage says what kind a passage is and where it stands: in its
// stored document, or, where positions were joined to it, in the library.
type libraryPassage struct {
	place  corpus.Place
	joined bool
	kind   uint8 // in corpus.PassageKinds
}

// list is where the passages of one word or concept stand in the data.
type list struct{ start, end, count int }

// conceptKey tells the numbers of concepts from those of words.
const conceptKey = int64(1) << 32

// libraryMagic begins a stored library.
const libraryMagic = "refrain library 1\n"

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

// OpenLibrary opens the bytes of a library; read gives the passages.
func OpenLibrary(data []byte, read ReadPassages) (*Library, error) {
	if !bytes.HasPrefix(data, []byte(libraryMagic)) {
		return nil, errLibrary
	}
	d := &libraryReader{data: data, at: len(libraryMagic)}
	l := &Library{data: data, read: read, lists: map[int64]list{}}
	for range d.count() {
		l.docs = append(l.docs, libraryDocument{key: d.text(), sha: d.text()})
		l.first = append(l.first, int32(len(l.passages)))
		l.readPlaces(d)
	}
	l.first = append(l.first, int32(len(l.passages)))
	l.readAsking(d)
	l.readLists(d)
	if d.bad {
		return nil, errLibrary
	}
	return l, nil
}

func (l *Library) readPlaces(d *libraryReader) {
	end := 0
	for range d.count() {
		p := libraryPassage{kind: uint8(d.number())}
		gap, length := d.number(), d.number()
		p.place = corpus.Place{Start: end + gap, Length: length, Sum: uint32(d.number())}
		end = p.place.Start + length
		if p.joined = d.number() == 1; p.joined {
			n := d.number()
			p.place = corpus.Place{Start: d.at, Length: n}
			d.at += n
		}
		d.bad = d.bad || int(p.kind) >= len(corpus.PassageKinds) || d.at > len(d.data)
		l.passages = append(l.passages, p)
	}
}

func (l *Library) readAsking(d *libraryReader) {
	passage := 0
	for range d.count() {
		passage += d.number()
		a := askingPassage{passage: int32(passage), id: d.text()}
		for range d.count() {
			a.treaties = append(a.treaties, int32(d.number()))
		}
		l.asking = append(l.asking, a)
	}
	d.bad = d.bad || passage > len(l.passages)
}

func (l *Library) readLists(d *libraryReader) {
	var keys []int64
	var lists []list
	key, size := int64(0), 0
	for range d.count() {
		key += int64(d.number())
		n := d.number()
		length := d.number()
		keys, lists = append(keys, key), append(lists, list{size, size + length, n})
		size += length
	}
	if d.bad || d.at+size != len(d.data) {
		d.bad = true
		return
	}
	for i, k := range keys {
		lists[i].start += d.at
		lists[i].end += d.at
		l.lists[k] = lists[i]
	}
}

// add adds to sum the weight w times the weight of each passage of a list.
func (l *Library) add(sum []float32, key int64, w float32) {
	li, ok := l.lists[key]
	if !ok {
		return
	}
	w /= 255
	data, passage := l.data[li.start:li.end], 0
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
		if passage += gap; passage >= len(sum) {
			return
		}
		sum[passage] += w * float32(data[i+1])
	}
}

// passagesOf reads passages of one document, by number.
func (l *Library) passagesOf(numbers []int32) ([]*corpus.Passage, error) {
	d := l.documentOf(numbers[0])
	out := make([]*corpus.Passage, len(numbers))
	var places []corpus.Place
	var at []int
	for i, n := range numbers {
		p := &l.passages[n]
		switch {
		case l.docs[d].doc != nil:
			out[i] = &l.docs[d].doc.Passages[n-l.first[d]]
		case p.joined:
			out[i] = new(corpus.Passage)
			if err := json.Unmarshal(l.data[p.place.Start:p.place.Start+p.place.Length], out[i]); err != nil {
				return nil, errLibrary
			}
		default:
			places, at = append(places, p.place), append(at, i)
		}
	}
	if len(places) == 0 {
		return out, nil
	}
	read, err := l.read(l.docs[d].sha, places)
	if err != nil {
		return nil, err
	}
	for k, i := range at {
		out[i] = &read[k]
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
