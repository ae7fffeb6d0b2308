package match

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// Part is one demand of a compound item and the passages that repeat it.
type Part struct {
	// Text is the part as it stands in the item.
	Text string `json:"text"`
	// Passages are the ids of the passages whose link to the item is strong or
	// likely and that, compared with this part alone, are strong; Likely those
	// that are likely so. Both are in rank order, and share a word or concept
	// with the part that the item's other parts do not have.
	Passages []string `json:"passages"`
	Likely   []string `json:"likely"`
}

// The bounds of a part that can stand alone: words of the part, and words
// that say what it is about.
const (
	leastPartWords = 4
	leastPartTerms = 2
)

// demands splits an item into its demands: the pieces that begin with a verb
// of demand in the form of an annex ("Dismantling … and releasing …") or of a
// recommendation ("… and address …"). What begins otherwise stays with the
// piece before it: in "promotion and protection" nothing begins. One demand
// gives nil.
func demands(p *corpus.Passage) []string {
	all := pieces(p)
	text := AskOf(p)
	var from, to []int // places of the parts in text
	for i, s := range all {
		if i == 0 || !s.clause && i+1 < len(all) && all[i+1].clause {
			continue // the whole; or its clauses follow
		}
		begin := 0
		if len(to) > 0 {
			begin = to[len(to)-1]
		}
		at := strings.Index(text[begin:], s.text)
		if at < 0 {
			return nil
		}
		at += begin
		if k := len(to) - 1; k >= 0 && (s.part && !opensDemand(s.text) || hangs(text[from[k]:to[k]]) || words(text[from[k]:to[k]]) < leastPartWords) {
			to[k] = at + len(s.text)
			continue
		}
		from, to = append(from, at), append(to, at+len(s.text))
	}
	if len(from) < 2 {
		return nil
	}
	out := make([]string, len(from))
	for i := range from {
		out[i] = text[from[i]:to[i]]
	}
	return out
}

func words(s string) int { return len(strings.Fields(s)) }

// nouns are verbs of demand that after "and" are as often nouns or adjectives.
var nouns = stringSet(`access call complete counter cut display do double finance free fund make open reform request respect
review separate set share study support transfer work`)

// prepositions are words in -ing that begin no demand.
var prepositions = stringSet(`according being concerning excluding following including pending regarding`)

func stringSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// opensDemand reports whether a clause begins with a verb of demand in its
// plain form or in -ing; "including by" before it does not matter.
func opensDemand(s string) bool {
	f := strings.Fields(strings.ToLower(s))
	for len(f) > 0 && (f[0] == "including" || f[0] == "by" || f[0] == "through" || f[0] == "to") {
		f = f[1:]
	}
	return len(f) > 0 && (s[0] < 'A' || s[0] > 'Z') && isVerb(f[0])
}

// isVerb reports whether a word can only be a verb of demand.
func isVerb(w string) bool {
	return strings.HasSuffix(w, "ing") && !prepositions[w] || plainVerbs[w] && !nouns[w]
}

// hangs reports whether a text ends in a verb whose object is still to come:
// "measures aimed at preventing", "measures to identify".
func hangs(s string) bool {
	last := strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
	return last == "identify" || isVerb(last) && startsDemand(last)
}

// plainVerbs are the verbs of demand as the table of actions has them.
var plainVerbs = stringSet(strings.Join(actions[:], " "))

// parts says of each demand of a compound item which of the item's strong and
// likely passages repeat it. Nil where the item is one demand, where it asks
// for treaties (see Ask), or where a demand cannot stand alone.
func parts(item *entry, cs []*candidate, links []Link) []Part {
	texts := demands(item.p)
	if texts == nil {
		return nil
	}
	var entries []*entry
	for _, t := range texts {
		p := *item.p
		p.Text, p.Ask, p.Units = t, "", nil
		e := item.reader.entry(&p)
		if e.whole.n < leastPartTerms || len(specific(e.whole)) == 0 {
			return nil
		}
		entries = append(entries, e)
	}
	var out []Part
	for i, part := range entries {
		p := Part{Text: texts[i], Passages: []string{}, Likely: []string{}}
		own := ownTerms(part, entries)
		for k, l := range links {
			if l.Strength != Strong && l.Strength != Likely || !own.in(cs[k].e) {
				continue
			}
			f, ua, ub := judge(part, cs[k].e)
			c := &candidate{cs[k].e, score(&f), &f, ua, ub}
			if rel := relate(part, c, l.When); rel == General || rel == Contrary {
				continue
			}
			switch strengthAt(probability(c.score)) {
			case Strong:
				p.Passages = append(p.Passages, l.ID)
			case Likely:
				p.Likely = append(p.Likely, l.ID)
			}
		}
		out = append(out, p)
	}
	return out
}

// ownWords are the words and concepts by which a part differs from the other
// parts of its item.
type ownWords struct{ words, conc []int32 }

// ownTerms finds them; verbs that ask in general ("ensure") say nothing.
func ownTerms(part *entry, all []*entry) ownWords {
	var own ownWords
	for _, t := range concept.Tokens(part.whole.text) {
		if t.Stop || strengthOf[t.Stem] == 4 {
			continue
		}
		w, _ := part.reader.word(t.Stem)
		if has(part.whole.words, w) && !inOthers(part, all, func(u *unit) bool { return has(u.words, w) }) {
			own.words = append(own.words, w)
		}
	}
	for _, c := range part.whole.named {
		if !inOthers(part, all, func(u *unit) bool { return contains(u.named, c) }) {
			own.conc = append(own.conc, c)
		}
	}
	return own
}

func inOthers(part *entry, all []*entry, holds func(*unit) bool) bool {
	for _, e := range all {
		if e != part && holds(e.whole) {
			return true
		}
	}
	return false
}

// in reports whether a passage has one of them; true where there is none.
func (own ownWords) in(passage *entry) bool {
	u := passage.whole
	for _, w := range own.words {
		if has(u.words, w) {
			return true
		}
	}
	for _, c := range own.conc {
		if has(u.conc, c) {
			return true
		}
	}
	return len(own.words)+len(own.conc) == 0
}
