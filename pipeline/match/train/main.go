// Command train makes seeds/background.bin from the texts of Working Group
// reports: word counts, concept counts and word vectors.
//
//	go run ./pipeline/match/train PASSAGES > seeds/background.bin
//
// PASSAGES is JSON Lines with a field "text" (as `refrain passages --json`
// prints them); recommendations of all reports at hand, one a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	"refrain/corpus"
	"refrain/corpus/concept"
	"refrain/pipeline/match"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want one file of passages, have %d arguments", len(args))
	}
	texts, err := read(args[0])
	if err != nil {
		return err
	}
	b, ids := learn(texts)
	return b.Write(os.Stdout, ids)
}

// read returns the distinct texts of a file of passages, in order.
func read(name string) ([]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening passages: %w", err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	var out []string
	seen := map[string]bool{}
	for n := 1; in.Scan(); n++ {
		var p corpus.Passage
		if err := json.Unmarshal(in.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("reading %s, line %d: %w", name, n, err)
		}
		text := match.AskOf(&p)
		if h := corpus.TextHash(text); !seen[h] {
			seen[h] = true
			out = append(out, text)
		}
	}
	return out, in.Err()
}

func learn(texts []string) (*match.Background, []string) {
	lex := concept.Default()
	all := map[string]uint32{}
	b := &match.Background{Passages: len(texts), Concepts: map[string]uint32{}}
	passages := make([][]string, len(texts))
	for i, t := range texts {
		seen := map[string]bool{}
		for _, w := range concept.Tokens(t) {
			if w.Stop {
				continue
			}
			passages[i] = append(passages[i], w.Stem)
			if !seen[w.Stem] {
				seen[w.Stem] = true
				all[w.Stem]++
			}
		}
		named := map[string]bool{}
		for _, h := range lex.Find(t) {
			if !named[h.ID] {
				named[h.ID] = true
				b.Concepts[h.ID]++
			}
		}
	}
	for w, n := range all {
		if n >= 2 && len(w) > 1 && len(w) < 30 {
			b.Words = append(b.Words, w)
		}
	}
	sort.Strings(b.Words)
	number := map[string]int32{}
	for i, w := range b.Words {
		number[w] = int32(i)
		b.DF = append(b.DF, all[w])
	}
	b.Vectors = vectors(numbered(passages, number), len(b.Words), b.DF, 4)
	b.Neighbours = neighbours(b.Vectors, len(b.Words), 8, 0.5)
	var ids []string
	for _, c := range lex.Concepts() {
		ids = append(ids, c.ID)
	}
	return b, ids
}

func numbered(passages [][]string, number map[string]int32) [][]int32 {
	out := make([][]int32, len(passages))
	for i, p := range passages {
		for _, w := range p {
			if n, ok := number[w]; ok {
				out[i] = append(out[i], n)
			}
		}
	}
	return out
}
