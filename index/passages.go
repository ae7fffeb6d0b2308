package index

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"refrain/corpus"
	"refrain/corpus/compress"
)

// The passages themselves stand beside the Bleve index, so that a hit is shown
// without reading its document. A part of the file is those of one group, in
// the order in which they were indexed:
//
//	blocks    blockSize passages each, JSON, a passage a line, one compressed frame
//	ends      4 bytes a block, little endian: where it ends in the part
//	8 bytes   the number of passages
const passagesName = "passages.bin"

// blockSize is how many passages are compressed together: more take less room,
// fewer are read faster one by one.
const blockSize = 32

// passagePacker makes the part of a group.
type passagePacker struct {
	part, block []byte
	ends        []uint32
	count       int
}

func (p *passagePacker) add(passage *corpus.Passage) error {
	data, err := json.Marshal(passage)
	if err != nil {
		return fmt.Errorf("encoding passage %s: %w", passage.ID, err)
	}
	p.block = append(append(p.block, data...), '\n')
	if p.count++; p.count%blockSize == 0 {
		p.flush()
	}
	return nil
}

func (p *passagePacker) flush() {
	if len(p.block) == 0 {
		return
	}
	p.part = compress.Append(p.part, p.block)
	p.ends = append(p.ends, uint32(len(p.part)))
	p.block = p.block[:0]
}

func (p *passagePacker) finish() []byte {
	p.flush()
	for _, e := range p.ends {
		p.part = binary.LittleEndian.AppendUint32(p.part, e)
	}
	return binary.LittleEndian.AppendUint64(p.part, uint64(p.count))
}

// Passages reads the passages of a generation. Several may read at once.
type Passages struct {
	file *partsFile
	mu   sync.Mutex
	ends map[string][]uint32 // of the groups met so far
}

func openPassages(gen string) (*Passages, error) {
	file, err := openParts(filepath.Join(gen, passagesName))
	return &Passages{file: file, ends: map[string][]uint32{}}, err
}

func (p *Passages) damaged() error {
	return &DamagedError{p.file.f.Name(), "it is not what was written"}
}

// Close closes the file; what is not closed ends with the last that reads it.
func (p *Passages) Close() error { return p.file.f.Close() }

// blocks says where the blocks of a group end.
func (p *Passages) blocks(group string) ([]uint32, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ends, ok := p.ends[group]; ok {
		return ends, nil
	}
	e, ok := p.file.parts[group]
	tail := make([]byte, 8)
	if !ok || e.Length < 8 {
		return nil, p.damaged()
	}
	if _, err := p.file.f.ReadAt(tail, e.Start+e.Length-8); err != nil {
		return nil, p.damaged()
	}
	count := binary.LittleEndian.Uint64(tail)
	if count > uint64(e.Length)*blockSize {
		return nil, p.damaged()
	}
	size := 4 * ((int64(count) + blockSize - 1) / blockSize)
	if size > e.Length-8 {
		return nil, p.damaged()
	}
	data := make([]byte, size)
	if _, err := p.file.f.ReadAt(data, e.Start+e.Length-8-size); err != nil {
		return nil, p.damaged()
	}
	ends := numbers32(data)
	if !slices.IsSorted(ends) || len(ends) > 0 && int64(ends[len(ends)-1]) > e.Length-8-size {
		return nil, p.damaged()
	}
	p.ends[group] = ends
	return ends, nil
}

// Read reads passages of a group by their numbers in it, which count from 0 in
// the order in which the group was indexed. Those that stand together cost
// little more than one.
func (p *Passages) Read(group string, numbers []int) ([]corpus.Passage, error) {
	ends, err := p.blocks(group)
	if err != nil {
		return nil, err
	}
	out := make([]corpus.Passage, len(numbers))
	var lines [][]byte
	have := -1
	for i, n := range numbers {
		if b := n / blockSize; b != have || i == 0 {
			if n < 0 || b >= len(ends) {
				return nil, p.damaged()
			}
			if lines, err = p.block(group, ends, b); err != nil {
				return nil, err
			}
			have = b
		}
		if n%blockSize >= len(lines) {
			return nil, p.damaged()
		}
		if err := json.Unmarshal(lines[n%blockSize], &out[i]); err != nil {
			return nil, p.damaged()
		}
	}
	return out, nil
}

// block reads the lines of one block. The frame has a checksum.
func (p *Passages) block(group string, ends []uint32, b int) ([][]byte, error) {
	var start uint32
	if b > 0 {
		start = ends[b-1]
	}
	packed := make([]byte, ends[b]-start)
	if _, err := p.file.f.ReadAt(packed, p.file.parts[group].Start+int64(start)); err != nil {
		return nil, p.damaged()
	}
	data, err := compress.Unpack(nil, packed)
	if err != nil {
		return nil, p.damaged()
	}
	return bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")), nil
}

// place is how Bleve's stored field names a passage of the file.
func place(group string, number int) []byte {
	return strconv.AppendInt([]byte(group+" "), int64(number), 10)
}

// at reads the passage that a place names.
func (p *Passages) at(id, place string) (corpus.Passage, error) {
	i := strings.LastIndexByte(place, ' ')
	number, err := strconv.Atoi(place[i+1:])
	if i < 0 || err != nil {
		return corpus.Passage{}, &DamagedError{"the place of passage " + id, "it cannot be read"}
	}
	got, err := p.Read(place[:i], []int{number})
	if err != nil {
		return corpus.Passage{}, err
	}
	if got[0].ID != id {
		return corpus.Passage{}, p.damaged()
	}
	return got[0], nil
}
