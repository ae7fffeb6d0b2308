package compress

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"
)

// Inflater undoes zlib's compression of what is in memory, as the streams of
// PDF files are. It keeps its tables from one to the next; its zero value can
// be used.
type Inflater struct {
	in bytes.Reader
	r  io.ReadCloser // nil before the first
}

// Inflate appends what data holds to out, up to limit bytes. On an error out
// holds what could be read before it.
func (f *Inflater) Inflate(out, data []byte, limit int) ([]byte, error) {
	f.in.Reset(data)
	var err error
	if f.r == nil {
		f.r, err = zlib.NewReader(&f.in)
	} else {
		err = f.r.(zlib.Resetter).Reset(&f.in, nil)
	}
	limit += len(out)
	for err == nil && len(out) < limit {
		var n int
		out = slices.Grow(out, 512)
		n, err = f.r.Read(out[len(out):min(cap(out), limit)])
		out = out[:len(out)+n]
	}
	if err != nil && err != io.EOF {
		return out, fmt.Errorf("inflating: %w", err)
	}
	return out, nil
}
