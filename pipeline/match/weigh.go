package match

import "refrain/corpus/concept"

// lexicon is the concept lexicon with weights from a background.
type lexicon struct {
	*concept.Lexicon
	idf       []float32 // by concept number
	kind      []concept.Kind
	ancestors [][]int32
	parts     [][]int32 // parents of an issue of a group ("employment of persons with disabilities"), else nil
}

// kindWeight is how much a kind of concept says about what a passage is about.
var kindWeight = map[concept.Kind]float32{concept.Treaty: 1.3, concept.TreatyGroup: 0.8, concept.Institution: 1.1,
	concept.Issue: 1, concept.Holder: 0.7, concept.Means: 0.3, concept.Action: 0.2, concept.Body: 0}

// upward is the share of its weight that a concept gives the concepts above it.
const upward = 0.5

func newLexicon(b *Background) *lexicon {
	l := &lexicon{Lexicon: concept.Default()}
	for n, c := range l.Concepts() {
		l.idf = append(l.idf, b.conceptIDF(c))
		l.kind = append(l.kind, c.Kind)
		var up []int32
		for _, a := range l.Ancestors(n) {
			up = append(up, int32(a))
		}
		l.ancestors = append(l.ancestors, up)
		l.parts = append(l.parts, l.partsOf(c))
	}
	return l
}

// partsOf returns the parents of an issue that joins an issue and a group: a
// text that names both names it, if less plainly.
func (l *lexicon) partsOf(c concept.Concept) []int32 {
	group, issue := false, false
	var out []int32
	for _, id := range c.Parents {
		p, _ := l.Concept(id)
		group = group || p.Kind == concept.Holder
		issue = issue || p.Kind == concept.Issue
		out = append(out, int32(l.Number(id)))
	}
	if c.Kind != concept.Issue || !group || !issue {
		return nil
	}
	return out
}

// joined reports whether u names all the parts of concept c.
func (l *lexicon) joined(c int32, u *unit) bool {
	for _, p := range l.parts[c] {
		if !has(u.conc, p) {
			return false
		}
	}
	return len(l.parts[c]) > 0
}

// groupIDF is the rarity from which a group can be the subject of a demand:
// "women" and "children" are too wide.
const groupIDF = 3

// generic are issues that demands of every subject share.
var genericIssues = map[string]bool{"effective-remedy": true, "equal-opportunities": true, "inclusion": true,
	"legal-framework": true, "promotion-of-human-rights": true, "technical-assistance": true, "access-to-justice": true,
	"international-cooperation": true, "sharing-practices": true, "legislation-harmonization": true, "minimum-age": true,
	"good-governance": true, "impunity": true, "human-rights-policy": true, "intolerance": true, "constitution": true,
	"upr-follow-up": true, "vulnerable-groups": true, "victims": true, "public-officials": true, "judges": true,
	"civil-society": true, "rural": true, "youth": true, "men": true, "police": true, "regional-disparities": true,
	"civil-society-consultation": true, "standard-of-living": true, "parliament": true, "deprived-of-parents": true,
	"violence": true, "human-rights-violations": true, "ohchr": true, "mechanisms": true, "human-rights-council": true, "treaty-incorporation": true}

// hasSubject reports whether one of the concepts can be the subject of a demand.
func (l *lexicon) hasSubject(named []int32) bool { return l.subject(named) >= 0 }

// canBeSubject reports whether a concept can be what a demand is about.
func (l *lexicon) canBeSubject(c int32) bool {
	k := l.kind[c]
	return (isCore(k) || k == concept.Holder && l.idf[c] >= groupIDF) && !genericIssues[l.Concepts()[c].ID]
}

// namesGroup reports whether one of the concepts is a right-holder.
func (l *lexicon) namesGroup(named []int32) bool {
	for _, c := range named {
		if l.kind[c] == concept.Holder {
			return true
		}
	}
	return false
}

// subject is the rarest concept that can be the subject of a demand, -1 if
// there is none.
func (l *lexicon) subject(named []int32) int32 {
	best, top := int32(-1), float32(0)
	for _, c := range named {
		if l.idf[c] > top && l.canBeSubject(c) {
			best, top = c, l.idf[c]
		}
	}
	return best
}
