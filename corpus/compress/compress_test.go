package compress

import (
	"bytes"
	"compress/zlib"
	"strings"
	"testing"
)

// TestFrames holds that frames stand one after the other, and that a changed
// or missing byte is an error.
func TestFrames(t *testing.T) {
	a, b := []byte(strings.Repeat("SAMPLE text ", 100)), []byte("SAMPLE")
	packed := Append(Append(nil, a), b)
	if len(packed) >= len(a) {
		t.Errorf("%d bytes of %d", len(packed), len(a)+len(b))
	}
	if got, err := Unpack(nil, packed); err != nil || !bytes.Equal(got, append(a, b...)) {
		t.Errorf("%q, %v", got, err)
	}
	for i := range packed {
		bad := bytes.Clone(packed)
		bad[i] ^= 1
		if got, err := Unpack(nil, bad); err == nil && !bytes.Equal(got, append(bytes.Clone(a), b...)) {
			t.Errorf("byte %d: %q", i, got)
		}
	}
	if got, err := Unpack(nil, packed[:len(packed)-1]); err == nil {
		t.Errorf("cut: %q", got)
	}
}

// TestInflate holds that streams follow one another, up to a limit, and that
// one that breaks off is an error.
func TestInflate(t *testing.T) {
	text := strings.Repeat("SAMPLE text ", 10_000)
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write([]byte(text)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	var f Inflater
	for range 2 {
		if got, err := f.Inflate([]byte("a "), packed.Bytes(), 1<<20); err != nil || string(got) != "a "+text {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		if got, err := f.Inflate(nil, packed.Bytes(), 100); err != nil || string(got) != text[:100] {
			t.Errorf("with a limit: %q, %v", got, err)
		}
		if got, err := f.Inflate(nil, packed.Bytes()[:packed.Len()-6], 1<<20); err == nil || !strings.HasPrefix(text, string(got)) {
			t.Errorf("cut: %d bytes, %v", len(got), err)
		}
		if _, err := f.Inflate(nil, []byte("SAMPLE"), 100); err == nil {
			t.Error("no zlib stream: no error")
		}
	}
}
