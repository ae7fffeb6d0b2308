// Package compress packs what a workspace keeps: Zstandard frames, each with a
// checksum of what it holds; and it unpacks what is in PDF files. It is the one
// home of the library for them.
package compress

import (
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// most is the size that a frame may claim to unpack to, in bytes: more than
// any document has.
const most = 1 << 30

var writer = sync.OnceValue(func() *zstd.Encoder {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(4), zstd.WithWindowSize(1<<17),
		zstd.WithLowerEncoderMem(true), zstd.WithZeroFrames(true))
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

// A frame that is skipped holds bytes that are no part of the text.
const skippedMagic = 0x184D2A50

// skippedHead is the length of its magic and size.
const skippedHead = 8

// SkippedSize is the length of a frame that is skipped with n bytes.
func SkippedSize(n int) int { return skippedHead + n }

// AppendSkipped appends a frame that Unpack passes over.
func AppendSkipped(out, data []byte) []byte {
	out = binary.LittleEndian.AppendUint32(out, skippedMagic)
	return append(binary.LittleEndian.AppendUint32(out, uint32(len(data))), data...)
}

// Length is the length of the frame that data begins with, 0 if data does not
// hold a whole one.
func Length(data []byte) int {
	var h zstd.Header
	if err := h.Decode(data); err != nil || h.Skippable {
		return 0
	}
	at := h.HeaderSize
	for last := false; !last; {
		if at+3 > len(data) {
			return 0
		}
		block := int(data[at]) | int(data[at+1])<<8 | int(data[at+2])<<16
		last = block&1 != 0
		size := block >> 3
		if block>>1&3 == 1 { // one byte that is repeated
			size = 1
		}
		at += 3 + size
	}
	if h.HasCheckSum {
		at += 4
	}
	if at > len(data) {
		return 0
	}
	return at
}
