package compress

import (
	"bytes"
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
