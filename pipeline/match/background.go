package match

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"refrain/corpus/concept"
	"refrain/corpus/exact"
	"refrain/seeds"
)

// Dims is the number of dimensions of the word vectors.
const Dims = 96

// Background is what was learnt from the texts of Working Group reports: how
// many recommendations use each word and each concept, and a vector a word.
// It never changes after it is made.
type Background struct {
	// Passages is the number of recommendations counted.
	Passages int
	// Words are the stems in the order of their numbers; DF how many
	// recommendations use each.
	Words []string
	DF    []uint32
	// Vectors hold Dims numbers a word; all zero where a word is too rare.
	Vectors []float32
	// Neighbours are the words nearest to each word, at most eight.
	Neighbours [][]Near
	// Concepts counts the recommendations that name each concept, by id.
	Concepts map[string]uint32

	number map[string]int32
}

// magic begins the file seeds/background.bin.
const magic = "refrain background 2\n"

// Near is a word that stands in like company, with the cosine of the vectors.
type Near struct {
	Word int32
	Sim  float32
}

// LoadedBackground returns the built-in background.
var LoadedBackground = sync.OnceValue(func() *Background {
	b, err := ReadBackground(bytes.NewReader(seeds.Background))
	if err != nil {
		panic("match: " + err.Error()) // the embedded file is read by a test
	}
	return b
})

// Write stores the background: magic, counts as unsigned varints, words with
// their counts, vectors as a scale (float32) and Dims signed bytes a word,
// its neighbours, and concepts with their counts.
func (b *Background) Write(w io.Writer, conceptIDs []string) error {
	var buf bytes.Buffer
	buf.WriteString(magic)
	put := func(n int) { buf.Write(binary.AppendUvarint(nil, uint64(n))) }
	put(b.Passages)
	put(len(b.Words))
	for i, s := range b.Words {
		put(len(s))
		buf.WriteString(s)
		put(int(b.DF[i]))
		scale, q := quantize(b.Vectors[i*Dims : (i+1)*Dims])
		buf.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale)))
		if scale > 0 {
			buf.Write(q)
		}
		put(len(b.Neighbours[i]))
		for _, n := range b.Neighbours[i] {
			put(int(n.Word))
			put(int(n.Sim * 255))
		}
	}
	put(len(conceptIDs))
	for _, id := range conceptIDs {
		put(len(id))
		buf.WriteString(id)
		put(int(b.Concepts[id]))
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// quantize maps a vector to signed bytes; value = byte × scale.
func quantize(v []float32) (float32, []byte) {
	var top float32
	for _, x := range v {
		top = max(top, float32(math.Abs(float64(x))))
	}
	if top == 0 {
		return 0, nil
	}
	scale := top / 127
	q := make([]byte, len(v))
	for i, x := range v {
		q[i] = byte(int8(math.Round(float64(x / scale))))
	}
	return scale, q
}

var errBackground = errors.New("reading background: not a background file of this version")

// ReadBackground reads what [Background.Write] wrote.
func ReadBackground(r io.Reader) (*Background, error) {
	in := bufio.NewReader(r)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(in, head); err != nil || string(head) != magic {
		return nil, errBackground
	}
	d := &decoder{in: in}
	b := &Background{Passages: d.int(), Concepts: map[string]uint32{}, number: map[string]int32{}}
	n := d.int()
	if d.err != nil || n > 1<<20 {
		return nil, errBackground
	}
	b.Vectors = make([]float32, n*Dims)
	for i := range n {
		s := d.text()
		b.Words = append(b.Words, s)
		b.DF = append(b.DF, uint32(d.int()))
		d.vector(b.Vectors[i*Dims : (i+1)*Dims])
		b.number[s] = int32(i)
		var near []Near
		for range min(d.int(), 64) {
			near = append(near, Near{int32(d.int()), float32(d.int()) / 255})
		}
		b.Neighbours = append(b.Neighbours, near)
	}
	for range d.int() {
		id := d.text()
		b.Concepts[id] = uint32(d.int())
		if d.err != nil {
			break
		}
	}
	if d.err != nil {
		return nil, fmt.Errorf("reading background: %w", d.err)
	}
	return b, nil
}

// decoder reads the parts of the file and keeps the first error.
type decoder struct {
	in  *bufio.Reader
	err error
}

func (d *decoder) int() int {
	if d.err != nil {
		return 0
	}
	var n uint64
	n, d.err = binary.ReadUvarint(d.in)
	return int(n)
}

func (d *decoder) bytes(n int) []byte {
	if n > 1<<16 && d.err == nil {
		d.err = errBackground
	}
	if d.err != nil {
		return nil
	}
	p := make([]byte, n)
	_, d.err = io.ReadFull(d.in, p)
	return p
}

func (d *decoder) text() string { return string(d.bytes(d.int())) }

func (d *decoder) vector(v []float32) {
	p := d.bytes(4)
	if d.err != nil {
		return
	}
	scale := math.Float32frombits(binary.LittleEndian.Uint32(p))
	if scale == 0 {
		return
	}
	for i, q := range d.bytes(Dims) {
		v[i] = float32(int8(q)) * scale
	}
}

// wordNumber is the number of a stem. One that the background lacks has a
// number of its own above all others, made of its letters, so that numbers do
// not depend on the order of reading.
func (b *Background) wordNumber(stem string) int32 {
	if n, ok := b.number[stem]; ok {
		return n
	}
	h := uint32(2166136261)
	for i := 0; i < len(stem); i++ {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	return int32(h&(1<<29-1) | 1<<30)
}

// wordIDF is the weight by rarity of a stem, from 0 up; a stem that the
// background lacks weighs as one seen in one recommendation.
func (b *Background) wordIDF(stem string) float32 {
	df := uint32(1)
	if n, ok := b.number[stem]; ok {
		df = b.DF[n]
	}
	return idf(df, b.Passages)
}

func idf(df uint32, n int) float32 {
	return float32(exact.Log(1 + (float64(n)-float64(df)+0.5)/(float64(df)+0.5)))
}

// conceptIDF is the weight by rarity of a concept.
func (b *Background) conceptIDF(c concept.Concept) float32 {
	return idf(max(b.Concepts[c.ID], 2), b.Passages)
}

// idfs are the weights by rarity of all words, by number.
func (b *Background) idfs() []float32 {
	out := make([]float32, len(b.Words))
	for i, df := range b.DF {
		out[i] = idf(df, b.Passages)
	}
	return out
}
