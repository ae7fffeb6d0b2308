package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// words are all the test's encoder knows.
var words = []string{"[UNK]", "[PAD]", "[CLS]", "[SEP]", "ratify", "the", "convention", "prisons"}

// encoder writes the smallest encoder there is: each word has a vector with a 1
// in its own place.
func encoder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	vocabulary := map[string]int{}
	for i, w := range words {
		vocabulary[w] = i
	}
	tokenizer, err := json.Marshal(map[string]any{
		"version":       "1.0",
		"added_tokens":  []any{},
		"normalizer":    map[string]any{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": nil, "lowercase": true},
		"pre_tokenizer": map[string]any{"type": "BertPreTokenizer"},
		"model":         map[string]any{"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": vocabulary},
	})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"tokenizer.json": tokenizer, "model.onnx": model(len(words)),
		"config.json": []byte(`{"max_position_embeddings": 64}`), "special_tokens_map.json": []byte(`{"sep_token": "[SEP]"}`)}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The field numbers below are those of onnx.proto.

func message(b []byte, field protowire.Number, content []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, field, protowire.BytesType), content)
}

func text(b []byte, field protowire.Number, s string) []byte { return message(b, field, []byte(s)) }

func number(b []byte, field protowire.Number, n uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, field, protowire.VarintType), n)
}

// model is an ONNX model of one node, which looks up each token's vector.
func model(n int) []byte {
	var data []byte
	for i := range n {
		for j := range n {
			var x float32
			if i == j {
				x = 1
			}
			data = protowire.AppendFixed32(data, math.Float32bits(x))
		}
	}
	table := number(number(number(nil, 1, uint64(n)), 1, uint64(n)), 2, 1) // dims, float
	table = message(text(table, 8, "vectors"), 9, data)
	node := text(text(text(text(nil, 1, "vectors"), 1, "input_ids"), 2, "last_hidden_state"), 4, "Gather")
	graph := text(message(nil, 1, node), 2, "encoder")
	graph = message(graph, 5, table)
	graph = message(graph, 11, value("input_ids", 7, "batch", "length"))
	graph = message(graph, 12, value("last_hidden_state", 1, "batch", "length", fmt.Sprint(n)))
	m := number(nil, 1, 8)
	m = message(m, 8, number(nil, 2, 13))
	return message(m, 7, graph)
}

// value describes a tensor: its name, type and dimensions.
func value(name string, kind uint64, dims ...string) []byte {
	var shape []byte
	for _, d := range dims {
		var dim []byte
		var size uint64
		if _, err := fmt.Sscan(d, &size); err == nil {
			dim = number(nil, 1, size)
		} else {
			dim = text(nil, 2, d)
		}
		shape = message(shape, 1, dim)
	}
	tensor := message(number(nil, 1, kind), 2, shape)
	return message(text(nil, 1, name), 2, message(nil, 1, tensor))
}

func TestEncodes(t *testing.T) {
	dir := encoder(t)
	var in, out bytes.Buffer
	texts := []string{"Ratify the convention", "the prisons", "RATIFY THE CONVENTION", "Ratify\nthe convention"}
	for range 9 { // more than one batch
		for _, s := range texts {
			if err := json.NewEncoder(&in).Encode(s); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := run(dir, &in, &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 36 {
		t.Fatalf("%d vectors for 36 texts", len(lines))
	}
	var first, second []float64
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(lines[1]), &second); err != nil {
		t.Fatal(err)
	}
	if lines[0] != lines[2] || lines[0] != lines[3] || lines[0] != lines[32] {
		t.Error("the same words have different vectors")
	}
	var length, near float64
	for i := range first {
		length += first[i] * first[i]
		near += first[i] * second[i]
	}
	if math.Abs(length-1) > 1e-5 {
		t.Errorf("length %g", length)
	}
	if want := 1 / math.Sqrt(6); math.Abs(near-want) > 1e-5 { // one word of three and of two
		t.Errorf("cosine %g, want %g", near, want)
	}
}

func TestSaysWhatIsWrong(t *testing.T) {
	err := run(t.TempDir(), strings.NewReader(""), &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "tokenizer.json") {
		t.Errorf("an empty folder: %v", err)
	}
	err = run(encoder(t), strings.NewReader("no JSON\n"), &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "one a line") {
		t.Errorf("no JSON: %v", err)
	}
}
