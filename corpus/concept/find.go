package concept

import "sync"

// Hit is one place where a text names a concept.
type Hit struct {
	// ID is the concept's id, Number its place in [Lexicon.Concepts].
	ID     string
	Number int
	// Start and End are the place of the phrase in the text, in bytes.
	Start, End int
}

// word is a word of a text as the trie sees it.
type word struct {
	id         int32 // 0 = not a word of the lexicon
	start, end int32
	gap        Gap
}

var wordPool = sync.Pool{New: func() any { s := make([]word, 0, 256); return &s }}

// Find returns the concepts that text names, in order of place, the longer
// first at one place. A match that lies inside a longer one is left out;
// matches that overlap only in part both stand.
func (l *Lexicon) Find(text string) []Hit {
	p := wordPool.Get().(*[]word)
	words := (*p)[:0]
	scan(text, func(t Token) bool {
		words = l.take(words, &t)
		return true
	})
	hits := l.match(words)
	*p = words
	wordPool.Put(p)
	return l.resolveProtocols(text, hits)
}

// take adds a token that is no function word.
func (l *Lexicon) take(words []word, t *Token) []word {
	if t.Stop {
		return words
	}
	return append(words, word{l.words[t.Stem], int32(t.Start), int32(t.End), t.Gap})
}

// FindIn is [Lexicon.Find] of a text whose words, [Tokens], are at hand.
func (l *Lexicon) FindIn(text string, tokens []Token) []Hit {
	p := wordPool.Get().(*[]word)
	words := (*p)[:0]
	for i := range tokens {
		words = l.take(words, &tokens[i])
	}
	hits := l.match(words)
	*p = words
	wordPool.Put(p)
	return l.resolveProtocols(text, hits)
}

func (l *Lexicon) match(words []word) []Hit {
	var hits []Hit
	covered := int32(-1) // end of the longest match so far
	for i := range words {
		if !l.opens(words[i].id) {
			continue
		}
		node, end := l.longest(words[i:])
		if end == 0 || words[i+end-1].end <= covered {
			continue
		}
		covered = words[i+end-1].end
		for _, c := range l.ends[node] {
			hits = append(hits, Hit{l.concepts[c].ID, int(c), int(words[i].start), int(covered)})
		}
	}
	return hits
}

// opens reports whether a phrase begins with a word.
func (l *Lexicon) opens(word int32) bool {
	return word > 0 && int(word) < len(l.first) && l.first[word]
}

// longest walks the trie from the first of words and returns the last node at
// which a phrase ends and the number of words it takes; 0 words if none does.
func (l *Lexicon) longest(words []word) (best int32, length int) {
	return l.walk(words, 0, 0)
}

// walk goes on from a node with words[from:]; words before are matched.
func (l *Lexicon) walk(words []word, from int, node int32) (best int32, length int) {
	for i := from; i < len(words); i++ {
		w := words[i]
		if i > 0 && w.gap == Stop {
			break
		}
		if i > 0 && l.gaps[node] {
			if b, n := l.skip(words, i, node); n > length {
				best, length = b, n
			}
		}
		if w.id == 0 {
			break
		}
		if i > 0 && w.gap == Comma {
			n, ok := l.next[uint64(node)<<32|commaWord]
			if !ok {
				break
			}
			node = n
		}
		n, ok := l.next[uint64(node)<<32|uint64(uint32(w.id))]
		if !ok {
			break
		}
		node = n
		if len(l.ends[node]) > 0 && i+1 >= length {
			best, length = node, i+1 // of two as long the one without a gap
		}
	}
	return best, length
}

// skip tries the phrases that go on from node after a gap, which takes none to
// maxGap of words[from:] and runs over no stop.
func (l *Lexicon) skip(words []word, from int, node int32) (best int32, length int) {
	after := l.next[uint64(node)<<32|gapWord]
	for i := from; i < len(words) && i <= from+maxGap; i++ {
		if words[i].gap == Stop {
			break
		}
		n, ok := l.next[uint64(after)<<32|uint64(uint32(words[i].id))]
		if words[i].id == 0 || !ok {
			continue
		}
		if len(l.ends[n]) > 0 && i+1 > length {
			best, length = n, i+1
		}
		if b, m := l.walk(words, i+1, n); m > length {
			best, length = b, m
		}
	}
	return best, length
}
