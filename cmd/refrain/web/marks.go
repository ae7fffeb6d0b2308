package web

import (
	"sort"

	"refrain/corpus/concept"
)

// stretch is a piece of a text: plain, a word that the other text has too, or
// the name of a concept that both name.
type stretch struct {
	Text string
	Kind string // "", "word" or "concept"
}

// span is a place in a text, in bytes.
type span struct {
	start, end int
	kind       string
}

// sharedMarks marks in two texts what they share.
func sharedMarks(a, b string) (left, right []stretch) {
	words := inBoth(wordsOf(a), wordsOf(b))
	concepts := inBoth(conceptsOf(a), conceptsOf(b))
	return stretches(a, words, concepts), stretches(b, words, concepts)
}

func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range concept.Tokens(text) {
		if !t.Stop && len(t.Stem) > 2 {
			out[t.Stem] = true
		}
	}
	return out
}

func conceptsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, h := range concept.Default().Find(text) {
		out[h.ID] = true
	}
	return out
}

func inBoth(a, b map[string]bool) map[string]bool {
	out := map[string]bool{}
	for k := range a {
		if b[k] {
			out[k] = true
		}
	}
	return out
}

// stretches cuts a text at what is shared; a concept's name is one stretch.
func stretches(text string, words, concepts map[string]bool) []stretch {
	var spans []span
	for _, h := range concept.Default().Find(text) {
		if concepts[h.ID] {
			spans = append(spans, span{h.Start, h.End, "concept"})
		}
	}
	for _, t := range concept.Tokens(text) {
		if words[t.Stem] && !t.Stop && text[t.Start:t.End] != "SAMPLE" {
			spans = append(spans, span{t.Start, t.End, "word"})
		}
	}
	sort.SliceStable(spans, func(i, j int) bool {
		if spans[i].start != spans[j].start {
			return spans[i].start < spans[j].start
		}
		return spans[i].end > spans[j].end
	})
	var out []stretch
	at := 0
	for _, s := range spans {
		if s.start < at || s.end > len(text) {
			continue
		}
		if s.start > at {
			out = append(out, stretch{text[at:s.start], ""})
		}
		out = append(out, stretch{text[s.start:s.end], s.kind})
		at = s.end
	}
	if at < len(text) {
		out = append(out, stretch{text[at:], ""})
	}
	return out
}
