package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/corpus/compress"
)

// sampleRecord is a document with words in it that look like fields.
func sampleRecord() *corpus.Document {
	d := &corpus.Document{Key: "A/HRC/13/9001", SHA256: strings.Repeat("a", 64), State: "XAA", File: "a.pdf", Parser: "1",
		Answers:  []corpus.Answer{{Target: "A/HRC/13/9002", Para: "1"}},
		Tallies:  []corpus.Tally{{State: "XAA", Text: `SAMPLE ,"pages":[`}},
		Pages:    []corpus.Page{{Number: 1, Text: `SAMPLE ,"passages":[{ "}` + strings.Repeat(" text", 3000)}},
		Passages: []corpus.Passage{{Para: "1", Text: `SAMPLE "{" and \ and }`}, {Para: "2", Text: "SAMPLE é"}}}
	d.Seal()
	return d
}

func TestRecord(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	d := sampleRecord()
	if err := w.Save(d); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Load(d.SHA256); err != nil || !reflect.DeepEqual(got, d) {
		t.Errorf("%+v, %v", got, err)
	}
	brief := *d
	brief.Pages = nil
	if got, err := w.ReadBrief(d); err != nil || !reflect.DeepEqual(got, &brief) {
		t.Errorf("%+v, %v", got, err)
	}
	heads, err := w.Heads()
	if err != nil || len(heads) != 1 || !reflect.DeepEqual(heads[0], headOf(d)) {
		t.Errorf("%+v, %v", heads[0], err)
	}
	data, err := os.ReadFile(w.documentPath(d.SHA256))
	if err != nil {
		t.Fatal(err)
	}
	text, err := compress.Unpack(nil, data)
	if again := new(corpus.Document); err != nil || json.Unmarshal(text, again) != nil || !reflect.DeepEqual(again, d) {
		t.Errorf("the frames hold no document: %.200s, %v", text, err)
	}
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 1
		if err := os.WriteFile(w.documentPath(d.SHA256), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		var damaged *DamagedError
		if _, err := w.Load(d.SHA256); !errors.As(err, &damaged) || w.Whole(d.SHA256) {
			t.Fatalf("byte %d of %d: %v", i, len(data), err)
		}
		if got, err := w.ReadBrief(d); err == nil && !reflect.DeepEqual(got, &brief) {
			t.Fatalf("byte %d of %d: %+v", i, len(data), got)
		}
	}
	for n := range data {
		if err := os.WriteFile(w.documentPath(d.SHA256), data[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Load(d.SHA256); err == nil {
			t.Fatalf("%d of %d bytes are read", n, len(data))
		}
	}
}

// TestFormat1 holds that documents of the first format are read, and that the
// first writer makes the workspace one that an older program refuses.
func TestFormat1(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "ws"))
	if err != nil {
		t.Fatal(err)
	}
	d := sampleRecord()
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	version := filepath.Join(w.Dir, "VERSION")
	for path, data := range map[string][]byte{w.linePath(d.SHA256): checked(data), version: []byte("1\n")} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if w, err = Open(w.Dir); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Load(d.SHA256); err != nil || !reflect.DeepEqual(got, d) || !w.Whole(d.SHA256) || !w.Has(d.SHA256, "1") {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := w.ReadBrief(d); err != nil || got.Pages != nil || len(got.Passages) != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	unlock, err := w.Lock(time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if data, err := os.ReadFile(version); err != nil || string(data) != "2\n" {
		t.Errorf("VERSION is %q, %v", data, err)
	}
	if err := w.Save(d); err != nil {
		t.Fatal(err)
	}
	if heads, err := w.Heads(); err != nil || len(heads) != 1 || exists(w.linePath(d.SHA256)) {
		t.Errorf("%d heads, %v", len(heads), err)
	}
	if damage, err := w.Damage(true); err != nil || len(damage) != 0 {
		t.Errorf("%v, %v", damage, err)
	}
}
