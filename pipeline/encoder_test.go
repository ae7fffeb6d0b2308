package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// TestEncoderProcess is no test: it is the encoder that the tests start.
func TestEncoderProcess(*testing.T) {
	switch os.Getenv("REFRAIN_TEST_ENCODER") {
	case "":
		return
	case "broken":
		fmt.Fprintln(os.Stderr, "starting\nno model in this folder")
		os.Exit(1)
	case "chatty":
		fmt.Println("hello")
		os.Exit(0)
	}
	lines := json.NewDecoder(os.Stdin)
	for {
		var s string
		if err := lines.Decode(&s); errors.Is(err, io.EOF) {
			os.Exit(0)
		}
		fmt.Printf("[%d, %d]\n", len(s), strings.Count(s, "a"))
	}
}

func TestEncoderCommand(t *testing.T) {
	self := EncoderCommand{Line: `"` + os.Args[0] + `" '-test.run=^TestEncoderProcess$'`}
	t.Setenv("REFRAIN_TEST_ENCODER", "yes")
	got, err := self.Encode(context.Background(), []string{"a banana", "line\nbreak “q”", ""})
	if err != nil {
		t.Fatal(err)
	}
	if want := [][]float32{{8, 4}, {18, 1}, {0, 0}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for how, want := range map[string]string{"broken": "no model in this folder", "chatty": "answer 1 is no JSON array of numbers"} {
		t.Setenv("REFRAIN_TEST_ENCODER", how)
		if _, err := self.Encode(context.Background(), []string{"a"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", how, err, want)
		}
	}
	for line, want := range map[string]string{"": "is empty", `enc "x`: "quotation mark", "no-such-encoder-here x": "no-such-encoder-here", "false": "the encoder false ended with an error (exit status 1): it printed no reason"} {
		if _, err := exec.LookPath("false"); err != nil && line == "false" {
			continue // not a program of this system
		}
		if _, err := (EncoderCommand{Line: line}).Encode(context.Background(), []string{"a"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", line, err, want)
		}
	}
}
