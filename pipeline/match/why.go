package match

import (
	"fmt"
	"sort"
	"strings"

	"refrain/corpus/concept"
)

// why puts the evidence of a link into words, the weightiest first.
func why(item *entry, c *candidate, rel Relation) []string {
	a, b := item.units()[c.ua], c.e.units()[c.ub]
	var out []string
	switch rel {
	case RefersBack:
		out = append(out, "one cites the other")
	case Contrary:
		out = append(out, "one asks the opposite of the other")
	}
	out = append(out, sharedConcepts(a, b, item.whole, c.e.whole)...)
	if s := sharedActs(a, b); s != "" {
		out = append(out, s)
	}
	if item.under != "" && item.under == c.e.under {
		out = append(out, "same heading: "+allThemes().label[item.under])
	}
	if s := sharedWords(a, b); s != "" {
		out = append(out, s)
	}
	if c.f != nil && c.f[lBest+fHolderMiss] > 0 {
		out = append(out, fmt.Sprintf("other right-holders: %s here, %s there", labels(a, a.holders, 2), labels(b, b.holders, 2)))
	}
	if len(out) == 0 {
		out = append(out, "related words")
	}
	return out
}

// sharedConcepts tells of treaties, institutions, issues and right-holders
// that both name, rarest first, and of wider ones where only these agree.
// Treaties are those of the whole texts.
func sharedConcepts(a, b, wholeA, wholeB *unit) []string {
	lex := a.lex
	groups := map[concept.Kind][]int32{}
	for _, c := range a.named {
		if contains(b.named, c) {
			groups[lex.kind[c]] = append(groups[lex.kind[c]], c)
		}
	}
	groups[concept.Treaty] = nil
	for _, c := range wholeA.treaties {
		if lex.kind[c] == concept.Treaty && contains(wholeB.treaties, c) {
			groups[concept.Treaty] = append(groups[concept.Treaty], c)
		}
	}
	var out []string
	for _, k := range []concept.Kind{concept.Treaty, concept.TreatyGroup, concept.Institution, concept.Issue} {
		if len(groups[k]) > 0 {
			out = append(out, "both name "+labels(a, groups[k], 4))
		}
	}
	if len(out) == 0 {
		if wider := widest(a, b); wider >= 0 {
			out = append(out, "both are about "+lex.Concepts()[wider].Label)
		}
	}
	if len(groups[concept.Holder]) > 0 {
		out = append(out, "same right-holders: "+labels(a, groups[concept.Holder], 3))
	}
	return out
}

// widest is the weightiest concept above both units' own, -1 if there is none.
func widest(a, b *unit) int32 {
	best, top := int32(-1), float32(0)
	for _, t := range a.conc {
		k := a.lex.kind[t.id]
		if (k == concept.Issue || k == concept.Institution) && has(b.conc, t.id) && a.lex.idf[t.id] > top {
			best, top = t.id, a.lex.idf[t.id]
		}
	}
	return best
}

func sharedActs(a, b *unit) string {
	var both []int32
	for _, c := range a.acts {
		if contains(b.acts, c) {
			both = append(both, c)
		}
	}
	if len(both) == 0 {
		return ""
	}
	return "same action: " + labels(a, both, 2)
}

// labels lists the labels of the rarest n concepts.
func labels(u *unit, ids []int32, n int) string {
	ids = append([]int32(nil), ids...)
	sort.SliceStable(ids, func(i, j int) bool { return u.lex.idf[ids[i]] > u.lex.idf[ids[j]] })
	var out []string
	for _, c := range ids[:min(n, len(ids))] {
		out = append(out, u.lex.Concepts()[c].Label)
	}
	return strings.Join(out, ", ")
}

// sharedWords names the rarest words of the item, as printed, that the passage
// has too.
func sharedWords(a, b *unit) string {
	type word struct {
		text string
		w    float32
	}
	var found []word
	var once []int32
	for _, t := range concept.Tokens(a.text) {
		if t.Stop {
			continue
		}
		n := a.back.wordNumber(t.Stem)
		if !has(b.words, n) || !has(a.words, n) || contains(once, n) {
			continue
		}
		once = append(once, n)
		found = append(found, word{strings.ToLower(a.text[t.Start:t.End]), a.rarity(t.Stem)})
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].w > found[j].w })
	var words []string
	for _, f := range found[:min(5, len(found))] {
		if f.w > 2.5 {
			words = append(words, f.text)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "shared words: " + strings.Join(words, ", ")
}

func (u *unit) rarity(stem string) float32 { return u.back.wordIDF(stem) }
