package match

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"sort"

	"refrain/corpus"
)

// Drawn is a pair of an item and a passage drawn for readers to judge.
type Drawn struct {
	// Pair names it to the readers and tells nothing of it.
	Pair          string
	Item, Passage corpus.Passage
	// Band is the strength of the link, or Unlinked; State whose item it is.
	Band  string
	State string
	// Probability is what the matcher says.
	Probability float64
	// Stratum is what it was drawn from, Population how many pairs that has, Of
	// how many were drawn: each stands for Population / Of pairs.
	Stratum        string
	Population, Of int
	order          uint64
}

// Unlinked is the band of pairs that agree too little to be compared closely.
const Unlinked = "unlinked"

// Strata are what a sample may be drawn by.
var Strata = []string{"score", "state"}

// Sampler draws pairs from the answers to any number of questions, as many from
// each stratum as it can: strong, likely, possible, weak and unlinked pairs by
// score, the State whose item it is by state. What is drawn depends on the
// pairs and the seed alone.
type Sampler struct {
	n              int
	score, byState bool
	seed           uint64
	strata         map[string]*stratum
}

type stratum struct {
	population int
	drawn      []Drawn // the n first by order
}

// NewSampler makes a sampler of n pairs by some of [Strata].
func NewSampler(n int, by []string, seed uint64) (*Sampler, error) {
	s := &Sampler{n: n, seed: seed, strata: map[string]*stratum{}}
	for _, b := range by {
		switch b {
		case "score":
			s.score = true
		case "state":
			s.byState = true
		default:
			return nil, fmt.Errorf("%q is nothing to draw by: score and state are", b)
		}
	}
	if n < 1 {
		return nil, fmt.Errorf("a sample of %d pairs is none", n)
	}
	return s, nil
}

// Add takes in the answers to a question that was asked with Options.All.
func (s *Sampler) Add(answers []ItemLinks) {
	for _, a := range answers {
		for i := range a.Links {
			s.add(&a.Item, &a.Links[i])
		}
	}
	for _, x := range s.strata {
		x.trim(s.n)
	}
}

func (s *Sampler) add(item *corpus.Passage, l *Link) {
	d := Drawn{Item: *item, Passage: l.Passage, Band: string(l.Strength), State: item.State, Probability: *l.Probability}
	if l.Score < farScore(2) {
		d.Band = Unlinked
	}
	if d.State == "" {
		d.State = l.Passage.State
	}
	var seed [8]byte
	binary.BigEndian.PutUint64(seed[:], s.seed)
	sum := sha256.Sum256([]byte(string(seed[:]) + item.ID + "\n" + l.ID))
	d.order, d.Pair = binary.BigEndian.Uint64(sum[:8]), hex.EncodeToString(sum[8:13])
	key := ""
	if s.score {
		key = d.Band
	}
	if s.byState {
		key += " " + d.State
	}
	x := s.strata[key]
	if x == nil {
		x = &stratum{}
		s.strata[key] = x
	}
	x.population++
	if len(x.drawn) >= 4*s.n {
		x.trim(s.n)
	}
	x.drawn = append(x.drawn, d)
}

func (x *stratum) trim(n int) {
	sort.Slice(x.drawn, func(i, j int) bool { return x.drawn[i].order < x.drawn[j].order })
	x.drawn = x.drawn[:min(n, len(x.drawn))]
}

// Draw gives the sample: in turn one pair of each stratum, until there are
// enough or none is left, in an order that tells nothing.
func (s *Sampler) Draw() []Drawn {
	var keys []string
	for k := range s.strata {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	take := map[string]int{}
	for left, moved := s.n, true; left > 0 && moved; {
		moved = false
		for _, k := range keys {
			if left > 0 && take[k] < len(s.strata[k].drawn) {
				take[k]++
				left--
				moved = true
			}
		}
	}
	var out []Drawn
	for _, k := range keys {
		x := s.strata[k]
		for _, d := range x.drawn[:take[k]] {
			d.Stratum, d.Population, d.Of = k, x.population, take[k]
			out = append(out, d)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Pair < out[j].Pair })
	return out
}
