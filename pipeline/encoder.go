package pipeline

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	"refrain/pipeline/match"
)

// EncoderCommand is a program on this machine that turns texts into vectors: it
// reads JSON strings, one a line, and answers each with one line, a JSON array of
// numbers. cmd/refrain-encode is one, for ONNX models.
type EncoderCommand struct {
	// Line is the command and its arguments, parted by blanks; quotation marks
	// keep a blank.
	Line string
}

// Encode runs the program on texts. Errors name it and say what it printed last.
func (e EncoderCommand) Encode(ctx context.Context, texts []string) ([][]float32, error) {
	argv, err := words(e.Line)
	if err != nil {
		return nil, err
	}
	var in, complaint bytes.Buffer
	lines := json.NewEncoder(&in)
	for _, s := range texts {
		if err := lines.Encode(s); err != nil {
			return nil, fmt.Errorf("writing a text for %s: %w", argv[0], err)
		}
	}
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Stdin, cmd.Stderr = &in, &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("starting %s: %w", argv[0], err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", argv[0], err)
	}
	vectors, bad := readVectors(out)
	if bad != nil {
		_ = cmd.Process.Kill()
	}
	if err := cmd.Wait(); err != nil && bad == nil {
		said := lastLine(complaint.String())
		if said == "" {
			said = "it printed no reason"
		}
		return nil, fmt.Errorf("the encoder %s ended with an error (%w): %s", argv[0], err, said)
	}
	if bad != nil {
		return nil, fmt.Errorf("%s: answer %d is no JSON array of numbers, one for each text: is this an encoder?", argv[0], len(vectors)+1)
	}
	return vectors, nil
}

func readVectors(r io.Reader) ([][]float32, error) {
	var out [][]float32
	lines := json.NewDecoder(bufio.NewReader(r))
	for {
		var v []float32
		if err := lines.Decode(&v); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return out, err
		}
		out = append(out, v)
	}
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// words parts a command line at blanks outside quotation marks.
func words(line string) ([]string, error) {
	var out []string
	var word strings.Builder
	var quote rune
	begun := false
	for _, r := range line + " " {
		switch {
		case r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, begun = r, true
		case r == ' ' || r == '\t':
			if begun {
				out = append(out, word.String())
				word.Reset()
				begun = false
			}
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("the command %q has a quotation mark without its second", line)
	}
	if len(out) == 0 {
		return nil, errors.New("the command of the encoder is empty")
	}
	return out, nil
}

// MatchWith is [Asked.Match] with a second opinion, see [match.Second]. It reads
// every passage in scope, and so is no question to the documents of all States.
func (a *Asked) MatchWith(ctx context.Context, scope match.Options, enc match.Encoder) ([]match.ItemLinks, error) {
	if a.library != nil {
		return nil, fmt.Errorf("an encoder reads every passage in scope, and these are more than %d: narrow the scope with --against or --kind", match.LibraryFrom)
	}
	all := scope.All
	scope.All = true
	items, err := a.Match(ctx, scope)
	if err != nil {
		return nil, err
	}
	if err := match.Second(ctx, items, enc); err != nil {
		return nil, err
	}
	if !all {
		match.Shown(items)
	}
	return items, nil
}
