package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"

	"refrain/corpus"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// passagesField begins the passages of a stored document. A quotation mark
// inside a string is escaped, so that these bytes stand in no text.
const passagesField = `,"passages":[`

// Places says where each passage of a stored document stands in its record
// ([corpus.Document.Record]), in the order of the document.
func (w *Workspace) Places(record string) ([]corpus.Place, error) {
	path, from := w.recordPath(record)
	data, err := readRecord(path, from)
	if err != nil {
		return nil, fmt.Errorf("reading document: %w", err)
	}
	if !isWhole(data) {
		return nil, &DamagedError{path, errors.New("its bytes are not those written")}
	}
	at := bytes.LastIndex(data, []byte(passagesField))
	if at < 0 {
		return nil, nil // a document without passages
	}
	var out []corpus.Place
	for i := at + len(passagesField); i < len(data) && data[i] == '{'; {
		end := objectEnd(data, i)
		out = append(out, corpus.Place{Start: i, Length: end - i, Sum: crc32.Checksum(data[i:end], castagnoli)})
		if i = end; i < len(data) && data[i] == ',' {
			i++
		}
	}
	return out, nil
}

// objectEnd returns the end of the JSON object that begins at data[i].
func objectEnd(data []byte, i int) int {
	depth, inText := 0, false
	for ; i < len(data); i++ {
		switch c := data[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case inText:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return i
}

// Passages reads single passages of a stored document. Bytes that are not
// those that the places were made of are a [DamagedError].
func (w *Workspace) Passages(record string, places []corpus.Place) ([]corpus.Passage, error) {
	path, from := w.recordPath(record)
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading document: %w", err)
	}
	defer f.Close()
	out := make([]corpus.Passage, len(places))
	var buf []byte
	for i, p := range places {
		if cap(buf) < p.Length {
			buf = make([]byte, 2*p.Length)
		}
		buf = buf[:p.Length]
		if _, err := f.ReadAt(buf, from+int64(p.Start)); err != nil {
			return nil, &DamagedError{path, err}
		}
		if crc32.Checksum(buf, castagnoli) != p.Sum {
			return nil, &DamagedError{path, errors.New("its bytes are not those written")}
		}
		if err := json.Unmarshal(buf, &out[i]); err != nil {
			return nil, &DamagedError{path, err}
		}
	}
	return out, nil
}
