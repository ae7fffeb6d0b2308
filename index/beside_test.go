package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"refrain/corpus"
)

// TestBeside holds that a file is published with the index, read only for the
// documents it is of, and never where its bytes changed.
func TestBeside(t *testing.T) {
	dir := t.TempDir()
	docs := []*corpus.Document{{Key: "A/HRC/13/9001", SHA256: "1", Language: "en", Passages: []corpus.Passage{{Para: "1", Text: "SAMPLE"}}}}
	docs[0].Seal()
	made := 0
	opt := BuildOptions{Writer: "test", Beside: []Beside{{"list-1.bin", func(context.Context, []*corpus.Document) ([]byte, error) {
		made++
		return []byte("SAMPLE bytes"), nil
	}}}}
	if data, err := ReadBeside(dir, "list-1.bin", CorpusHash(docs)); data != nil || err != nil {
		t.Errorf("without an index: %v, %v", data, err)
	}
	for range 2 {
		if _, err := Build(context.Background(), dir, docs, opt); err != nil {
			t.Fatal(err)
		}
	}
	opt.Beside[0].Name = "list-2.bin"
	if _, err := Build(context.Background(), dir, docs, opt); err != nil || made != 2 {
		t.Errorf("made %d times, want twice: once for each name (%v)", made, err)
	}
	data, err := ReadBeside(dir, "list-2.bin", CorpusHash(docs))
	if err != nil || len(data.Parts) != 1 || string(data.Parts[0].Data) != "SAMPLE bytes" {
		t.Fatalf("%v, %v", data, err)
	}
	defer data.Passages.Close()
	head := *docs[0]
	head.Passages = nil
	if CorpusHash([]*corpus.Document{&head}) != CorpusHash(docs) {
		t.Error("the heads have another hash")
	}
	if data, err := ReadBeside(dir, "list-2.bin", "other documents"); data != nil || err != nil {
		t.Errorf("of other documents: %v, %v", data, err)
	}
	path := filepath.Join(indexDir(dir), "gen-2", "list-2.bin")
	bytes, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bytes[3] ^= 1
	if err := os.WriteFile(path, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	var damaged *DamagedError
	if data, err := ReadBeside(dir, "list-2.bin", CorpusHash(docs)); !errors.As(err, &damaged) {
		t.Errorf("damaged: %v, %v", data, err)
	}
}
