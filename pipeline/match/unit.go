package match

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// term is a word or concept of a unit with its weight.
type term struct {
	id int32
	w  float32
}

// terms is sorted by id; each id stands once.
type terms []term

// unit is a piece of a passage made ready for comparing.
type unit struct {
	name, text string
	// words are weighted by rarity and a saturating count, conc by rarity and
	// kind, wider concepts included; wordNorm and concNorm are their lengths.
	words, conc        terms
	wordNorm, concNorm float32
	wordSum, concSum   float32
	pairs              terms // neighbouring words
	pairSum            float32
	vec                [Dims]float32 // of length 1, or all zero
	named              []int32       // concepts named in the text itself, sorted
	inOrder            []int32       // the same in the order of the text
	holders            []int32       // holders among named and the concepts above them
	groups             []int32       // holders named that a demand can be about
	acts               []int32       // actions named
	treaties           []int32       // treaties named
	subject            int32         // the rarest of core and holders that can be one, -1 if none
	core               []int32       // treaties, institutions and issues among named
	track              track         // what kind of demand it is, where not one of substance
	strength           int           // 1-5, 0 unknown
	opens              string        // stem of the first word that is no function word
	shares             bool          // it opens with a demand to share
	n                  int           // words that are no function words
	holds, names       uint64        // a bit for each word and each concept, by id: no common bit, none in common
	within             *unit         // the sentence, variant or sub-item it is a clause of; else itself
	lex                *lexicon
	back               *Background
}

// reader makes units. After skipState it does not change and may be used from
// several goroutines.
type reader struct {
	lex  *lexicon
	back *Background
	idf  []float32       // of the background's words, by number
	rare float32         // of all others
	skip map[string]bool // stems of the names of the State in question
}

func newReader(b *Background) *reader {
	return &reader{lex: newLexicon(b), back: b, idf: b.idfs(), rare: idf(1, b.Passages), skip: map[string]bool{}}
}

// plainReader reads with the built-in background and skips no State's name.
var plainReader = sync.OnceValue(func() *reader { return newReader(LoadedBackground()) })

// readerFor reads passages about a State.
func readerFor(state string) *reader {
	r := *plainReader()
	r.skip = map[string]bool{}
	r.skipState(state)
	return &r
}

// skipState makes the reader pass over the names of a State, which every
// passage about it may hold.
func (r *reader) skipState(code string) {
	if code == "" {
		return
	}
	for _, t := range concept.Tokens(corpus.World().Name(code)) {
		if !t.Stop {
			r.skip[t.Stem] = true
		}
	}
}

// word returns the number and the weight by rarity of a stem.
func (r *reader) word(stem string) (int32, float32) {
	n := r.back.wordNumber(stem)
	if int(n) < len(r.idf) {
		return n, r.idf[n]
	}
	return n, r.rare
}

// read makes the unit of a text.
func (r *reader) read(name, text string) *unit { return r.readPart(name, text, nil) }

// readPart makes the unit of a text that is part of a longer one. A part that
// names no subject of its own ("ensure that victims have access to remedies")
// is about what the part before it is about.
func (r *reader) readPart(name, text string, before *unit) *unit {
	text = withoutInserts(text)
	u := &unit{name: name, text: text, lex: r.lex, back: r.back}
	tokens := concept.Tokens(text)
	u.strength, u.shares = demand(tokens), sharing(tokens)
	for _, t := range tokens {
		if !t.Stop {
			u.opens = t.Stem
			break
		}
	}
	hits := r.lex.FindIn(text, tokens)
	tokens = r.meaning(tokens, hits)
	r.readWords(u, tokens)
	r.readOrder(u, tokens)
	r.readConcepts(u, text, hits, before)
	return u
}

// outline makes a unit with no more than its words and concepts.
func (r *reader) outline(text string) *unit {
	text = withoutInserts(text)
	u := &unit{text: text, lex: r.lex, back: r.back}
	tokens := concept.Tokens(text)
	hits := r.lex.Recall(text)
	r.readWords(u, r.meaning(tokens, hits))
	r.readConcepts(u, text, hits, nil)
	return u
}

// concepts makes a unit with no more than its concepts.
func (r *reader) concepts(text string) *unit {
	text = withoutInserts(text)
	u := &unit{text: text, lex: r.lex, back: r.back}
	r.readConcepts(u, text, r.lex.Recall(text), nil)
	return u
}

// withoutInserts leaves out what stands in square brackets: words of an editor,
// such as "[sic]" or the "[SAMPLE]" of the sample's passages.
func withoutInserts(text string) string {
	for from := 0; ; {
		open := strings.IndexByte(text[from:], '[')
		if open < 0 {
			return text
		}
		open += from
		end := strings.IndexByte(text[open:], ']')
		if end < 0 {
			return text
		}
		text = text[:open] + text[open+end+1:]
		from = open
	}
}

// readWords weighs the words.
func (r *reader) readWords(u *unit, tokens []concept.Token) {
	all := make(terms, 0, len(tokens))
	for i := range tokens {
		t := &tokens[i]
		if t.Stop || r.skip[t.Stem] {
			continue
		}
		w, weight := r.word(t.Stem)
		all = append(all, term{w, weight})
		u.n++
		u.holds |= 1 << (uint32(w) % 64)
	}
	all.sort()
	u.words = all[:0]
	for i := 0; i < len(all); {
		k := i
		for k < len(all) && all[k].id == all[i].id {
			k++
		}
		n := float32(k - i) // how often it stands
		u.words = append(u.words, term{all[i].id, float32(all[i].w*n) * 2 / (n + 1)})
		i = k
	}
	for _, t := range u.words {
		u.wordNorm += float32(t.w * t.w)
		u.wordSum += t.w
	}
	u.wordNorm = sqrt(u.wordNorm)
}

// readOrder weighs neighbouring words, and adds up the vectors of all.
func (r *reader) readOrder(u *unit, tokens []concept.Token) {
	pairs := make(terms, 0, len(tokens))
	prev, prevW := int32(-1), float32(0)
	for i := range tokens {
		t := &tokens[i]
		if t.Gap == concept.Stop {
			prev = -1
		}
		if t.Stop || r.skip[t.Stem] {
			continue
		}
		w, weight := r.word(t.Stem)
		if prev >= 0 {
			pairs = append(pairs, term{prev*1_000_003 + w, prevW + weight})
		}
		prev, prevW = w, weight
	}
	pairs.sort()
	for _, t := range u.words {
		if int(t.id) < len(r.back.Words) {
			addVector(&u.vec, r.back.Vectors[int(t.id)*Dims:], t.w)
		}
	}
	normalize(&u.vec)
	u.pairs = slices.CompactFunc(pairs, func(a, b term) bool { return a.id == b.id })
	for _, t := range u.pairs {
		u.pairSum += t.w
	}
}

// meaning marks as function words the words of bodies that speak and of set
// phrases, which say nothing of what a passage is about.
func (r *reader) meaning(tokens []concept.Token, hits []concept.Hit) []concept.Token {
	h := 0
	for i := range tokens {
		for h < len(hits) && (hits[h].End <= tokens[i].Start || r.lex.kind[hits[h].Number] != concept.Body) {
			h++
		}
		if h < len(hits) && hits[h].Start <= tokens[i].Start {
			tokens[i].Stop = true
		}
	}
	return tokens
}

func (r *reader) readConcepts(u *unit, text string, hits []concept.Hit, before *unit) {
	u.named = conceptsOf(text, hits)
	if before != nil {
		r.inherit(u, before)
	}
	all := make(terms, 0, 4*len(u.named))
	for _, c := range u.named {
		kind := r.lex.kind[c]
		switch kind {
		case concept.Treaty, concept.TreatyGroup:
			u.treaties = append(u.treaties, c)
		case concept.Action:
			u.acts = append(u.acts, c)
		case concept.Holder:
			u.holders = append(u.holders, c)
			if r.lex.canBeSubject(c) {
				u.groups = append(u.groups, c)
			}
		}
		if isCore(kind) {
			u.core = append(u.core, c)
		}
		all = append(all, term{c, r.lex.idf[c] * kindWeight[kind]})
		for _, a := range r.lex.ancestors[c] {
			all = append(all, term{a, upward * r.lex.idf[a] * kindWeight[r.lex.kind[a]]})
			if r.lex.kind[a] == concept.Holder {
				u.holders = append(u.holders, a)
			}
		}
	}
	u.weighConcepts(all)
	u.inOrder = append([]int32(nil), u.named...)
	for _, s := range [][]int32{u.named, u.holders, u.acts, u.treaties, u.core} {
		slices.Sort(s)
	}
	u.holders = slices.Compact(u.holders)
	u.track = trackOf(u)
	u.subject = r.lex.subject(u.named)
}

// weighConcepts keeps each concept once, with the largest of its weights.
func (u *unit) weighConcepts(all terms) {
	all.sort()
	u.conc = all[:0]
	for _, t := range all {
		switch last := len(u.conc) - 1; {
		case t.w <= 0:
		case last >= 0 && u.conc[last].id == t.id:
			u.conc[last].w = max(u.conc[last].w, t.w)
		default:
			u.conc = append(u.conc, t)
			u.names |= 1 << (uint32(t.id) % 64)
		}
	}
	for _, t := range u.conc {
		u.concNorm += float32(t.w * t.w)
		u.concSum += t.w
	}
	u.concNorm = sqrt(u.concNorm)
}

// inherit gives a part that names no subject of its own that of the part before
// it, and a part that names no right-holder the groups of that part: "protect
// Roma and give them access to housing".
func (r *reader) inherit(u, before *unit) {
	if !r.lex.hasSubject(u.named) {
		if s := r.lex.subject(before.named); s >= 0 && !contains(u.named, s) {
			u.named = append(u.named, s)
		}
	}
	if r.lex.namesGroup(u.named) {
		return
	}
	for _, g := range before.groups {
		if !contains(u.named, g) {
			u.named = append(u.named, g)
		}
	}
}

// conceptsOf lists the concepts that a text names, each once, in order.
func conceptsOf(text string, hits []concept.Hit) []int32 {
	out := make([]int32, 0, len(hits))
	for _, h := range hits {
		if contains(out, int32(h.Number)) || h.ID == "ratify" && strings.EqualFold(text[h.Start:h.End], "ratified") {
			continue // "ratified treaties" asks for no ratification
		}
		out = append(out, int32(h.Number))
	}
	return out
}

func isCore(k concept.Kind) bool {
	return k == concept.Treaty || k == concept.TreatyGroup || k == concept.Institution || k == concept.Issue
}

func (t terms) sort() {
	slices.SortFunc(t, func(a, b term) int { return cmp.Compare(a.id, b.id) })
}

func addVector(v *[Dims]float32, w []float32, weight float32) {
	for i := range v {
		v[i] += float32(weight * w[i])
	}
}

func normalize(v *[Dims]float32) {
	var s float32
	for _, x := range v {
		s += float32(x * x)
	}
	if s == 0 {
		return
	}
	s = 1 / sqrt(s)
	for i := range v {
		v[i] *= s
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
