package extract

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"

	"refrain/corpus/compress"
)

// source is one file whose objects the library reads: its bytes, and the fonts
// met so far.
type source struct {
	file     []byte
	fonts    fontCache
	inflater compress.Inflater
}

// stream decodes a stream behind buf, up to limit bytes. What could be decoded
// before an error is kept.
func (s *source) stream(buf []byte, v pdf.Value, limit int) (out []byte, err error) {
	text := bytes.NewBuffer(buf)
	defer func() {
		if r := recover(); r != nil {
			out, err = text.Bytes(), fmt.Errorf("%v", r)
		}
	}()
	if out, ok := s.inflate(buf, v, limit); ok {
		return out, nil
	}
	rc := v.Reader()
	defer rc.Close()
	_, err = io.Copy(text, io.LimitReader(rc, int64(limit)))
	return text.Bytes(), err
}

// inflate decodes a whole stream that is deflated and nothing else, as nearly
// all are, in half the time that the library takes. ok is false for any other.
func (s *source) inflate(buf []byte, v pdf.Value, limit int) (out []byte, ok bool) {
	if v.Key("DecodeParms").Kind() != pdf.Null {
		return nil, false
	}
	raw := rawStream(s.file, v, "FlateDecode")
	if raw == nil {
		return nil, false
	}
	out, err := s.inflater.Inflate(buf, raw, limit)
	return out, err == nil
}

// rawStream cuts the bytes of a stream with that one filter out of the file.
// The library decodes what it knows and panics at pictures, but it prints
// where a stream begins.
func rawStream(data []byte, v pdf.Value, filter string) []byte {
	f := v.Key("Filter")
	if f.Kind() == pdf.Array && f.Len() == 1 {
		f = f.Index(0)
	}
	s := v.String()
	at, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
	n := int(v.Key("Length").Int64())
	if f.Name() != filter || err != nil || at < 0 || n <= 0 || at > len(data) || n > len(data)-at {
		return nil
	}
	return data[at : at+n]
}
