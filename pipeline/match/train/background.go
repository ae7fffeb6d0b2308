package main

import (
	"os"
	"sort"

	"refrain/corpus"
	"refrain/corpus/concept"
	"refrain/pipeline/match"
)

// background learns from the recommendations of reports and prints the file.
func background(files []string) error {
	docs, err := read(files)
	if err != nil {
		return err
	}
	b, ids := learn(recommendations(docs))
	return b.Write(os.Stdout, ids)
}

// recommendations lists the distinct texts of the recommendations.
func recommendations(docs []*corpus.Document) []string {
	var out []string
	seen := map[string]bool{}
	for _, d := range docs {
		for i := range d.Passages {
			if d.Passages[i].Kind != corpus.PassageRecommendation {
				continue
			}
			text := match.AskOf(&d.Passages[i])
			if h := corpus.TextHash(text); !seen[h] {
				seen[h] = true
				out = append(out, text)
			}
		}
	}
	return out
}

// The least numbers of recommendations in which a word must stand to be
// counted, and to have a vector.
const (
	leastCount  = 2
	leastVector = 4
)

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
		if n >= leastCount && len(w) > 1 && len(w) < 30 {
			b.Words = append(b.Words, w)
		}
	}
	sort.Strings(b.Words)
	number := map[string]int32{}
	for i, w := range b.Words {
		number[w] = int32(i)
		b.DF = append(b.DF, all[w])
	}
	b.Vectors = vectors(numbered(passages, number), len(b.Words), b.DF, leastVector)
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
