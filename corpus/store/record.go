package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"refrain/corpus"
	"refrain/corpus/compress"
)

// A stored document is JSON in four compressed frames, so that a list of
// documents reads the first of each and matching no pages:
//
//	head      {…                    all fields but the three that follow
//	answers   ,"answers":[…]        these two can be empty
//	pages     ,"pages":[…]
//	passages  ,"passages":[…]}
//	check     a frame that is skipped: SHA-256 of all bytes before it
//
// `zstd -dc` prints the document. Up to format 1 a document was one line of
// JSON with its check in the last field; such files are read as they are.
const (
	recordSuffix = ".json.zst"
	lineSuffix   = ".json" // of format 1
)

// recordFrames are the frames of a document.
const (
	frameHead = iota
	frameAnswers
	framePages
	framePassages
	recordFrames
)

// headOf is a document without answers, pages and passages.
func headOf(d *corpus.Document) *corpus.Document {
	head := *d
	head.Pages, head.Passages, head.Answers = nil, nil, nil
	return &head
}

// encodeRecord makes the bytes of a stored document.
func encodeRecord(d *corpus.Document) ([]byte, error) {
	var frame bytes.Buffer // one after the other
	var out []byte
	for _, part := range [recordFrames]struct {
		before, cut, after string // cut stands at the end of the value, and goes
		empty              bool
		value              any
	}{
		frameHead:     {cut: `,"passages":null}`, value: headOf(d)},
		frameAnswers:  {before: `,"answers":`, empty: len(d.Answers) == 0, value: d.Answers},
		framePages:    {before: `,"pages":`, empty: len(d.Pages) == 0, value: d.Pages},
		framePassages: {before: `,"passages":`, after: "}\n", value: d.Passages},
	} {
		frame.Reset()
		if !part.empty {
			frame.WriteString(part.before)
			if err := json.NewEncoder(&frame).Encode(part.value); err != nil {
				return nil, fmt.Errorf("encoding document %s: %w", d.Key, err)
			}
			frame.Truncate(frame.Len() - len("\n") - len(part.cut))
			frame.WriteString(part.after)
		}
		out = compress.Append(out, frame.Bytes())
	}
	sum := sha256.Sum256(out)
	return compress.AppendSkipped(out, sum[:]), nil
}

// errBytes says that a stored document is not what was written.
var errBytes = errors.New("its bytes are not those written")

// wholeRecord reports whether a stored document's bytes are those written.
func wholeRecord(data []byte) bool {
	n := len(data) - compress.SkippedSize(sha256.Size)
	if n < 0 {
		return false
	}
	sum := sha256.Sum256(data[:n])
	return bytes.Equal(compress.AppendSkipped(bytes.Clone(data[:n]), sum[:]), data)
}

// decodeRecord reads a document, without its pages where brief is set. Each
// frame has a checksum of its own.
func decodeRecord(data []byte, brief bool) (*corpus.Document, error) {
	var text []byte
	for i := range recordFrames {
		n := compress.Length(data)
		if n == 0 {
			return nil, errBytes
		}
		var err error
		if i != framePages || !brief {
			text, err = compress.Unpack(text, data[:n])
		}
		if err != nil {
			return nil, errBytes
		}
		data = data[n:]
	}
	d := new(corpus.Document)
	if err := json.Unmarshal(text, d); err != nil {
		return nil, err
	}
	return d, nil
}

// recordHead reads the first frame of a stored document.
func recordHead(path string) (*corpus.Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading document: %w", err)
	}
	defer f.Close()
	for size := 4 << 10; ; size *= 8 {
		data := make([]byte, size)
		n, err := f.ReadAt(data, 0)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("reading document: %w", err)
		}
		length := compress.Length(data[:n])
		if length == 0 && n == size {
			continue
		}
		text, err := compress.Unpack(nil, data[:length])
		if err != nil || length == 0 {
			return nil, &DamagedError{path, errBytes}
		}
		d := new(corpus.Document)
		if err := json.Unmarshal(append(text, '}'), d); err != nil {
			return nil, &DamagedError{path, err}
		}
		return d, nil
	}
}
