package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"refrain/corpus"
	"refrain/corpus/compress"
)

// An export holds thousands of documents. They are kept in one file, a pack,
// documents/<sha256 of the export>.jsonl.zst:
//
//	a document a frame: a line of JSON with its check in the last field
//	a frame that is skipped, a head a line: {"at": offset, "size": bytes, "head": {…}}
//	another, one line: where the heads begin, how many there are, and a hash of them
//
// So the heads are read without the documents, one document without the
// others, and a pack is there whole or not at all; `zstd -dc` prints the
// documents. In format 1 nothing was compressed and the lines stood bare.
const (
	packSuffix     = ".jsonl.zst"
	linePackSuffix = ".jsonl"
)

func isPack(name string) bool {
	return strings.HasSuffix(name, packSuffix) || strings.HasSuffix(name, linePackSuffix)
}

// packed is the line of one head.
type packed struct {
	At   int64            `json:"at"`
	Size int64            `json:"size"`
	Head *corpus.Document `json:"head"`
}

// packEnd is the last line of a pack.
type packEnd struct {
	Heads int64  `json:"heads"` // offset of the first head
	Size  int64  `json:"size"`  // of all heads; 0 in format 1, where they end at the last line
	Count int    `json:"count"`
	Check string `json:"check"` // SHA-256 of the lines of the heads
}

// endRoom is more than the length of a last line.
const endRoom = 256

func (w *Workspace) packPath(sha string) string {
	return filepath.Join(w.Dir, "documents", sha+packSuffix)
}

// packOf is where a pack stands, in whichever form.
func (w *Workspace) packOf(sha string) string {
	if line := filepath.Join(w.Dir, "documents", sha+linePackSuffix); !exists(w.packPath(sha)) && exists(line) {
		return line
	}
	return w.packPath(sha)
}

// WritePack stores the documents of one export under the hash of its bytes.
// fill calls add for each document; when it returns an error nothing is kept.
func (w *Workspace) WritePack(sha string, fill func(add func(*corpus.Document) error) error) error {
	err := Replace(w.packPath(sha), 0o600, func(f io.Writer) error {
		p := &packer{out: bufio.NewWriterSize(f, 1<<20)}
		if err := fill(p.add); err != nil {
			return err
		}
		return p.finish()
	})
	if line := filepath.Join(w.Dir, "documents", sha+linePackSuffix); err == nil && exists(line) {
		err = os.Remove(line)
	}
	return err
}

// packer writes a pack.
type packer struct {
	out   *bufio.Writer
	at    int64
	heads bytes.Buffer
	count int
}

func (p *packer) add(d *corpus.Document) error {
	d.Seal()
	data, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("encoding document %s: %w", d.Key, err)
	}
	data = compress.Append(nil, checked(data))
	line, err := json.Marshal(packed{p.at, int64(len(data)), headOf(d)})
	if err != nil {
		return fmt.Errorf("encoding document %s: %w", d.Key, err)
	}
	p.heads.Write(append(line, '\n'))
	p.at += int64(len(data))
	p.count++
	_, err = p.out.Write(data)
	return err
}

func (p *packer) finish() error {
	sum := sha256.Sum256(p.heads.Bytes())
	size := p.heads.Len()
	end, err := json.Marshal(packEnd{p.at + int64(compress.SkippedSize(0)), int64(size), p.count, hex.EncodeToString(sum[:])})
	if err != nil {
		return err
	}
	if _, err := p.out.Write(compress.AppendSkipped(nil, p.heads.Bytes())); err != nil {
		return err
	}
	if _, err := p.out.Write(compress.AppendSkipped(nil, []byte("\n"+string(end)+"\n"))); err != nil {
		return err
	}
	return p.out.Flush()
}

// PackHeads reads the heads of the documents of one export.
func (w *Workspace) PackHeads(sha string) ([]*corpus.Document, error) {
	return packHeads(w.packOf(sha))
}

// packHeads reads the heads of a pack.
func packHeads(path string) ([]*corpus.Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading documents: %w", err)
	}
	defer f.Close()
	end, size, err := readEnd(f)
	if err != nil {
		return nil, &DamagedError{path, err}
	}
	if end.Size > 0 {
		size = end.Heads + end.Size
	}
	block := make([]byte, size-end.Heads)
	if _, err := f.ReadAt(block, end.Heads); err != nil {
		return nil, &DamagedError{path, err}
	}
	if sum := sha256.Sum256(block); hex.EncodeToString(sum[:]) != end.Check {
		return nil, &DamagedError{path, errors.New("its heads are not those written")}
	}
	out := make([]*corpus.Document, 0, end.Count)
	for line := range bytes.Lines(block) {
		var p packed
		if err := json.Unmarshal(line, &p); err != nil || p.Head == nil {
			return nil, &DamagedError{path, errors.New("a head cannot be read")}
		}
		p.Head.At = p.At
		out = append(out, p.Head)
	}
	return out, nil
}

// readEnd reads the last line of a pack and gives where it begins.
func readEnd(f *os.File) (packEnd, int64, error) {
	var end packEnd
	fi, err := f.Stat()
	if err != nil {
		return end, 0, err
	}
	from := max(fi.Size()-endRoom, 0)
	tail := make([]byte, fi.Size()-from)
	if _, err := f.ReadAt(tail, from); err != nil && !errors.Is(err, io.EOF) {
		return end, 0, err
	}
	tail = bytes.TrimSuffix(tail, []byte("\n"))
	at := bytes.LastIndexByte(tail, '\n') + 1
	if err := json.Unmarshal(tail[at:], &end); err != nil {
		return end, 0, errors.New("its end is missing")
	}
	size := from + int64(at)
	if end.Heads < 0 || end.Size < 0 || end.Heads+end.Size > size {
		return end, 0, errors.New("its end is not one that was written")
	}
	return end, size, nil
}

// readPacked reads one document of a pack.
func (w *Workspace) readPacked(head *corpus.Document) (*corpus.Document, error) {
	path := w.packOf(head.SHA256)
	line, err := readRecord(path, head.At)
	if err != nil {
		return nil, fmt.Errorf("reading document: %w", err)
	}
	if !isWhole(line) {
		return nil, &DamagedError{path, fmt.Errorf("the bytes of %s are not those written", head.Key)}
	}
	d := new(corpus.Document)
	if err := json.Unmarshal(line, d); err != nil {
		return nil, &DamagedError{path, err}
	}
	d.At = head.At
	return d, nil
}

// readRecord reads the line that begins, or whose frame begins, at a place of
// a pack; the check tells what is cut off.
func readRecord(path string, at int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if strings.HasSuffix(path, packSuffix) {
		return readFrame(f, at)
	}
	if _, err := f.Seek(at, io.SeekStart); err != nil {
		return nil, err
	}
	line, err := bufio.NewReaderSize(f, 64<<10).ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// readFrame reads what the frame at a place of a file holds; nil where there
// is none that is whole.
func readFrame(f io.ReaderAt, at int64) ([]byte, error) {
	for size := 16 << 10; ; size *= 8 {
		data := make([]byte, size)
		n, err := f.ReadAt(data, at)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		length := compress.Length(data[:n])
		if length == 0 && n == size {
			continue
		}
		text, err := compress.Unpack(nil, data[:length])
		if err != nil {
			return nil, nil
		}
		return text, nil
	}
}

// HasPack reports whether the documents of an export are stored, whole, as
// this parser made them.
func (w *Workspace) HasPack(sha, parser string) bool {
	path := w.packOf(sha)
	heads, err := packHeads(path)
	if err != nil {
		return false
	}
	for _, h := range heads {
		line, err := readRecord(path, h.At)
		if err != nil || !isWhole(line) || h.Parser != parser {
			return false
		}
	}
	return true
}

// AddSourceFile stores a copy of a source that is too big to be held whole.
func (w *Workspace) AddSourceFile(sha, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("copying the source: %w", err)
	}
	defer f.Close()
	if fi, err := f.Stat(); err == nil {
		if have, err := os.Stat(w.sourcePath(sha)); err == nil && have.Size() == fi.Size() {
			return nil
		}
	}
	h := sha256.New()
	return Replace(w.sourcePath(sha), 0o600, func(out io.Writer) error {
		if _, err := io.Copy(out, io.TeeReader(f, h)); err != nil {
			return err
		}
		if hex.EncodeToString(h.Sum(nil)) != sha {
			return errors.New("the file changed while it was read: import it again")
		}
		return nil
	})
}
