package concept

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"refrain/seeds"
)

// Kind is what sort of thing a concept is.
type Kind string

// The kinds of concepts.
const (
	Treaty      Kind = "treaty"       // one instrument
	TreatyGroup Kind = "treaty-group" // instruments asked for together: "core human rights treaties"
	Institution Kind = "institution"  // a body that is to exist, or that speaks
	Issue       Kind = "issue"        // what the concern is about
	Holder      Kind = "holder"       // whose rights they are
	Means       Kind = "means"        // an aspect of many issues: training, resources, investigation
	Action      Kind = "action"       // what is to be done: ratify, abolish, criminalize
	Body        Kind = "body"         // a committee that speaks; no concern of its own
)

// Concept is one entry of the lexicon.
type Concept struct {
	ID    string // lower case, hyphens
	Label string // in the words of the field
	Kind  Kind
	// Parents are the ids of wider concepts: "moratorium" is under "death-penalty".
	Parents []string
	// Themes are the ids of the annex-style headings it belongs under (first
	// column of seeds/themes.tsv); Weak those it only hints at.
	Themes, Weak []string
	// Phrases are the ways to write it.
	Phrases []string
}

// Lexicon matches the phrases of all concepts in one pass. What it answers never
// changes after it is made; it may be used from several goroutines.
type Lexicon struct {
	concepts []Concept
	byID     map[string]int
	parents  [][]int
	above    [][]int          // parents, theirs and so on
	words    map[string]int32 // stem → word number, from 1
	next     map[uint64]int32 // node<<32 | word → node
	ends     [][]int32        // node → concepts whose phrase ends there
	gaps     map[int32]bool   // nodes after which "…" may stand
	first    []bool           // word number → a phrase begins with it
	recalled recalled
}

// The word numbers that stand for something else in phrases: a comma, and up
// to maxGap words that "…" stands for. Both share 0-based numbers below those
// of words; gapWord is the largest number, which no word has.
const (
	commaWord = 0
	gapWord   = 1<<31 - 1
	maxGap    = 3
)

// Default returns the built-in lexicon, seeds/concepts.tsv.
var Default = sync.OnceValue(func() *Lexicon {
	l, err := New(seeds.Concepts)
	if err != nil {
		panic("concept: " + err.Error()) // the embedded file is linted by a test
	}
	return l
})

// New reads a lexicon in the form of seeds/concepts.tsv.
func New(data string) (*Lexicon, error) {
	l := &Lexicon{byID: map[string]int{}, words: map[string]int32{}, next: map[uint64]int32{},
		ends: make([][]int32, 1), gaps: map[int32]bool{}}
	for i, line := range strings.Split(strings.ReplaceAll(data, "\r", ""), "\n") {
		if i == 0 || line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c, err := parseConcept(line)
		if err != nil {
			return nil, fmt.Errorf("reading concepts, line %d: %w", i+1, err)
		}
		if _, dup := l.byID[c.ID]; dup {
			return nil, fmt.Errorf("reading concepts, line %d: id %s stands twice", i+1, c.ID)
		}
		l.byID[c.ID] = len(l.concepts)
		l.concepts = append(l.concepts, c)
	}
	for n, c := range l.concepts {
		var up []int
		for _, p := range c.Parents {
			i, ok := l.byID[p]
			if !ok {
				return nil, fmt.Errorf("reading concepts: %s has the unknown parent %s", c.ID, p)
			}
			up = append(up, i)
		}
		l.parents = append(l.parents, up)
		for _, p := range c.Phrases {
			if err := l.add(p, int32(n)); err != nil {
				return nil, fmt.Errorf("reading concepts: %s: %w", c.ID, err)
			}
		}
	}
	for n := range l.concepts {
		l.above = append(l.above, l.ancestors(n))
	}
	l.first = make([]bool, len(l.words)+1)
	for _, n := range l.words {
		_, l.first[n] = l.next[uint64(uint32(n))]
	}
	return l, nil
}

func parseConcept(line string) (Concept, error) {
	f := strings.Split(line, "\t")
	if len(f) != 6 {
		return Concept{}, fmt.Errorf("%d columns, want 6 (id, kind, label, parents, themes, phrases)", len(f))
	}
	c := Concept{ID: f[0], Kind: Kind(f[1]), Label: f[2], Phrases: strings.Split(f[5], "|")}
	if f[3] != "-" {
		c.Parents = strings.Split(f[3], "|")
	}
	if f[4] != "-" {
		for _, t := range strings.Split(f[4], "|") {
			if weak, ok := strings.CutPrefix(t, "~"); ok {
				c.Weak = append(c.Weak, weak)
			} else {
				c.Themes = append(c.Themes, t)
			}
		}
	}
	return c, nil
}

// add puts a phrase into the trie, once with its commas and once without each.
func (l *Lexicon) add(phrase string, concept int32) error {
	nodes := []int32{0}
	words, end := 0, 0
	for _, t := range Tokens(phrase) {
		if t.Stop {
			continue
		}
		if words > 0 && strings.Contains(phrase[end:t.Start], "…") {
			for i, n := range nodes {
				l.gaps[n] = true
				nodes[i] = l.step(n, gapWord)
			}
			t.Gap = Space
		}
		end = t.End
		if t.Gap == Comma && words > 0 {
			for _, n := range nodes[:len(nodes):len(nodes)] {
				nodes = append(nodes, l.step(n, commaWord))
			}
		}
		w, ok := l.words[t.Stem]
		if !ok {
			w = int32(len(l.words) + 1)
			l.words[t.Stem] = w
		}
		for i, n := range nodes {
			nodes[i] = l.step(n, w)
		}
		words++
	}
	if words == 0 {
		return fmt.Errorf("phrase %q has no word that counts", phrase)
	}
	for _, n := range nodes {
		if !contains(l.ends[n], concept) {
			l.ends[n] = append(l.ends[n], concept)
		}
	}
	return nil
}

func contains(s []int32, x int32) bool {
	for _, y := range s {
		if x == y {
			return true
		}
	}
	return false
}

// step returns the node after n on word w, making it if need be.
func (l *Lexicon) step(n, w int32) int32 {
	key := uint64(n)<<32 | uint64(uint32(w))
	to, ok := l.next[key]
	if !ok {
		to = int32(len(l.ends))
		l.next[key] = to
		l.ends = append(l.ends, nil)
	}
	return to
}

// Concepts returns all concepts in the order of the file.
func (l *Lexicon) Concepts() []Concept { return l.concepts }

// Concept returns the concept with an id.
func (l *Lexicon) Concept(id string) (Concept, bool) {
	i, ok := l.byID[id]
	if !ok {
		return Concept{}, false
	}
	return l.concepts[i], true
}

// Number returns the place of a concept in [Lexicon.Concepts], -1 if there is
// none with that id.
func (l *Lexicon) Number(id string) int {
	if i, ok := l.byID[id]; ok {
		return i
	}
	return -1
}

// Ancestors returns the numbers of the concepts above concept n, nearest
// first, each once, n itself left out. The list is not to be changed.
func (l *Lexicon) Ancestors(n int) []int { return l.above[n] }

// ancestors finds what [Lexicon.Ancestors] returns.
func (l *Lexicon) ancestors(n int) []int {
	var out []int
	seen := map[int]bool{n: true}
	for level := l.parents[n]; len(level) > 0; {
		var next []int
		for _, p := range level {
			if !seen[p] {
				seen[p] = true
				out = append(out, p)
				next = append(next, l.parents[p]...)
			}
		}
		level = next
	}
	return out
}

// Labels returns the labels of ids, sorted, each once; an unknown id stands
// for itself.
func (l *Lexicon) Labels(ids []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, id := range ids {
		label := id
		if c, ok := l.Concept(id); ok {
			label = c.Label
		}
		if !seen[label] {
			seen[label] = true
			out = append(out, label)
		}
	}
	sort.Strings(out)
	return out
}
