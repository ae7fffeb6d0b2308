package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"refrain/corpus"
)

// AddSource stores the bytes of a source under their hash.
func (w *Workspace) AddSource(sha string, data []byte) error {
	if fi, err := os.Stat(w.sourcePath(sha)); err == nil && fi.Size() == int64(len(data)) {
		return nil
	}
	return WriteFile(w.sourcePath(sha), data)
}

// Source returns the stored bytes of a source.
func (w *Workspace) Source(sha string) ([]byte, error) {
	data, err := os.ReadFile(w.sourcePath(sha))
	if err != nil {
		return nil, fmt.Errorf("reading source: %w", err)
	}
	return data, nil
}

// HasSource reports whether the bytes of a source are stored.
func (w *Workspace) HasSource(sha string) bool {
	fi, err := os.Stat(w.sourcePath(sha))
	return err == nil && fi.Mode().IsRegular()
}

// Save stores what was read from a source.
func (w *Workspace) Save(d *corpus.Document) error {
	data, err := encodeRecord(d)
	if err != nil {
		return err
	}
	if err := WriteFile(w.documentPath(d.SHA256), data); err != nil {
		return err
	}
	if err := os.Remove(w.linePath(d.SHA256)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the older form of a document: %w", err)
	}
	return nil
}

// checkField begins the last field of a document that is a line of JSON: a
// hash of all bytes before it, so that a flipped bit is seen.
const checkField = `,"check":"`

// checked adds the check to an encoded document.
func checked(data []byte) []byte {
	sum := sha256.Sum256(data)
	return append(data[:len(data)-1:len(data)-1], checkField+hex.EncodeToString(sum[:16])+"\"}\n"...)
}

// isWhole reports whether a stored document's bytes are those written.
func isWhole(data []byte) bool {
	at := bytes.LastIndex(data, []byte(checkField))
	if at < 0 {
		return false
	}
	return bytes.Equal(checked(append(bytes.Clone(data[:at]), '}')), data)
}

// Load reads the document of a source, whole.
func (w *Workspace) Load(sha string) (*corpus.Document, error) { return w.load(sha, false) }

// load reads a document, without its pages where brief is set.
func (w *Workspace) load(sha string, brief bool) (*corpus.Document, error) {
	path := w.recordPath(sha)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading document: %w", err)
	}
	var d *corpus.Document
	switch {
	case !brief && !wholeFile(path, data):
		err = errBytes
	case strings.HasSuffix(path, recordSuffix):
		d, err = decodeRecord(data, brief)
	case brief && !isWhole(data):
		err = errBytes
	default:
		d = new(corpus.Document)
		err = json.Unmarshal(data, d)
	}
	if err != nil {
		return nil, &DamagedError{path, err}
	}
	if brief {
		d.Pages = nil
	}
	return d, nil
}

// wholeFile reports whether the bytes of a stored document are those written.
func wholeFile(path string, data []byte) bool {
	if strings.HasSuffix(path, recordSuffix) {
		return wholeRecord(data)
	}
	return isWhole(data)
}

// Whole reports whether the stored document of a source is as it was written.
func (w *Workspace) Whole(sha string) bool {
	path := w.recordPath(sha)
	data, err := os.ReadFile(path)
	return err == nil && wholeFile(path, data)
}

// DamagedError says that a stored file cannot be read: a document, or what
// stands beside the documents.
type DamagedError struct {
	Path string
	Err  error
}

// Error names the file and what is wrong with it; the way out is [DamagedError.Remedy].
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s is damaged (%v)", e.Path, e.Err)
}

func (e *DamagedError) Unwrap() error { return e.Err }

// Remedy is what a person can do about it.
func (e *DamagedError) Remedy() string {
	switch filepath.Base(e.Path) {
	case "VERSION":
		return "run `refrain rebuild`: it writes VERSION again beside the documents, which are untouched"
	case judgmentsName:
		return "repair the line in a text editor, or run `refrain rebuild`: it moves what cannot be read to " +
			asideOf(judgmentsName) + " and keeps all other lines"
	}
	if filepath.Base(filepath.Dir(e.Path)) == "sources" {
		return "run `refrain rebuild`, which moves the damaged copy aside, then ingest or import the original again; what was read from it is checked by itself"
	}
	return "run `refrain rebuild`; where the source is not copied, ingest it again"
}

// Has reports whether the source is stored and was read by this parser.
func (w *Workspace) Has(sha, parser string) bool {
	h, err := w.head(w.recordPath(sha))
	return err == nil && h.Parser == parser
}

// Heads returns every stored document without answers, pages and passages, in
// the order of keys and, for one key, of ingest.
func (w *Workspace) Heads() ([]*corpus.Document, error) {
	entries, err := os.ReadDir(filepath.Join(w.Dir, "documents"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("listing documents: %w", err)
	}
	var out []*corpus.Document
	for _, e := range entries {
		path := filepath.Join(w.Dir, "documents", e.Name())
		switch {
		case strings.HasPrefix(e.Name(), tempPrefix):
		case strings.HasSuffix(path, linePackSuffix) && exists(path+".zst"):
			// written again, and the older form not yet removed
		case isPack(e.Name()):
			heads, err := packHeads(path)
			if err != nil {
				return nil, err
			}
			out = append(out, heads...)
		case strings.HasSuffix(e.Name(), lineSuffix), strings.HasSuffix(e.Name(), recordSuffix):
			if strings.HasSuffix(path, lineSuffix) && exists(strings.TrimSuffix(path, lineSuffix)+recordSuffix) {
				continue // written again, and the older form not yet removed
			}
			h, err := w.head(path)
			if err != nil {
				return nil, err
			}
			out = append(out, h)
		}
	}
	sort.Slice(out, func(i, j int) bool { return keyLess(out[i], out[j]) })
	return out, nil
}

func keyLess(a, b *corpus.Document) bool {
	if a.Key != b.Key {
		return a.Key < b.Key
	}
	if ga, gb := a.Grade(), b.Grade(); ga != gb {
		return ga < gb
	}
	if a.Seq != b.Seq {
		return a.Seq < b.Seq
	}
	return a.SHA256 < b.SHA256
}

// headFields are the fields that end a head.
var headFields = [][]byte{[]byte(`,"answers":[`), []byte(`,"pages":[`), []byte(`,"passages":[`), []byte(`,"passages":null`)}

// headSize is how much of a file is read at first to find its head.
const headSize = 16 << 10

// head reads the head of a stored document. In a line of JSON it is the fields before "answers", "pages" and "passages". Bytes with
// bare quotation marks stand in no string, so that the first of these fields
// is found without decoding what is before it.
func (w *Workspace) head(path string) (*corpus.Document, error) {
	if strings.HasSuffix(path, recordSuffix) {
		return recordHead(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading document: %w", err)
	}
	defer f.Close()
	var data []byte
	for size := headSize; ; size *= 8 {
		data = append(data, make([]byte, size-len(data))...)
		n, err := f.ReadAt(data, 0)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("reading document: %w", err)
		}
		end := headEnd(data[:n])
		if end < 0 && n == size {
			continue
		}
		if end < 0 {
			return nil, &DamagedError{path, errors.New("it has no passages")}
		}
		d := new(corpus.Document)
		if err := json.Unmarshal(append(data[:end:end], '}'), d); err != nil {
			return nil, &DamagedError{path, err}
		}
		return d, nil
	}
}

// headEnd is where the first of headFields stands, -1 if none is in data.
func headEnd(data []byte) int {
	end := -1
	for _, f := range headFields {
		if at := bytes.Index(data, f); at >= 0 && (end < 0 || at < end) {
			end = at
		}
	}
	return end
}

// Current returns one head a key: of documents read from files of their own
// the one ingested last of the best grade; where there is none, that of the export that leads.
func Current(heads []*corpus.Document) []*corpus.Document {
	var out []*corpus.Document
	for _, h := range Layers(heads) {
		n := len(out) - 1
		switch {
		case n < 0 || out[n].Key != h.Key:
			out = append(out, h)
		case h.Leads(out[n]):
			out[n] = h
		}
	}
	return out
}

// Layers returns, of the heads, those that are not replaced by a later one: for
// each key the document ingested last of the best grade and, from each kind of export, the one
// imported last.
func Layers(heads []*corpus.Document) []*corpus.Document {
	type layer struct{ key, dialect string }
	last := map[layer]*corpus.Document{}
	for _, h := range heads {
		last[layer{h.Key, h.Import}] = h
	}
	var out []*corpus.Document
	for _, h := range heads {
		if last[layer{h.Key, h.Import}] == h {
			out = append(out, h)
		}
	}
	return out
}

// Read reads the document of a head, whole.
func (w *Workspace) Read(head *corpus.Document) (*corpus.Document, error) {
	if head.Import != "" {
		return w.readPacked(head)
	}
	return w.Load(head.SHA256)
}

// ReadBrief reads the document of a head without its pages, which are most of
// its size.
func (w *Workspace) ReadBrief(head *corpus.Document) (*corpus.Document, error) {
	if head.Import != "" {
		return w.readPacked(head)
	}
	return w.load(head.SHA256, true)
}

// Documents loads the documents in [Layers] that keep accepts (nil: all), in
// the order of keys, without their pages.
func (w *Workspace) Documents(keep func(head *corpus.Document) bool) ([]*corpus.Document, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	var out []*corpus.Document
	for _, h := range Layers(heads) {
		if keep != nil && !keep(h) {
			continue
		}
		d, err := w.ReadBrief(h)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// Remove forgets the document and source of a hash.
func (w *Workspace) Remove(sha string) error {
	for _, p := range []string{w.documentPath(sha), w.linePath(sha), w.packPath(sha), w.packOf(sha), w.sourcePath(sha)} {
		if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing %s: %w", p, err)
		}
	}
	return nil
}
