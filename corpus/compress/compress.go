// Package compress packs what a workspace keeps: Zstandard frames, each with a
// checksum of what it holds. It is the one home of the library for them.
package compress

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// most is the size that a frame may claim to unpack to, in bytes: more than
// any document has.
const most = 1 << 30

var writer = sync.OnceValue(func() *zstd.Encoder {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(4), zstd.WithWindowSize(1<<17),
		zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // the settings are constants
	}
	return w
})

var reader = sync.OnceValue(func() *zstd.Decoder {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(4), zstd.WithDecoderMaxMemory(most), zstd.WithDecoderLowmem(true))
	if err != nil {
		panic(err)
	}
	return r
})

// Append appends a frame of data to out.
func Append(out, data []byte) []byte { return writer().EncodeAll(data, out) }

// Unpack appends what the frames in data hold to out. Bytes that are not those
// of Append are an error.
func Unpack(out, data []byte) ([]byte, error) {
	out, err := reader().DecodeAll(data, out)
	if err != nil {
		return nil, fmt.Errorf("unpacking: %w", err)
	}
	return out, nil
}
