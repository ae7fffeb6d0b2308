package pipeline

import (
	"context"
	"testing"
)

// TestTheSampleIsKnownByItsBytes reads the sample's documents as any others:
// they keep their invented States, and a demo's workspace does not change.
func TestTheSampleIsKnownByItsBytes(t *testing.T) {
	dir, w := sampleFolder(t), workspace(t)
	plain := Options{Reader: here{}, Workers: 2}
	for i, opt := range []Options{plain, options(), plain} {
		outcomes, err := Ingest(context.Background(), w, []string{dir}, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range outcomes {
			if d := o.Document; d == nil || d.State != "XAA" || !d.Sample || len(d.Warnings) > 0 {
				t.Errorf("run %d: %s is %+v", i, o.Path, d)
			}
			if i > 0 && o.Status != Unchanged {
				t.Errorf("run %d: %s: %s, want unchanged", i, o.Path, o.Status)
			}
		}
	}
}
