package match

import (
	"regexp"
	"strings"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// relate says what kind of repetition a link is, by these rules, the first
// that holds:
//
//   - refers-back: one of the two cites the other;
//   - contrary: the two stand on opposite sides of a matter on which States
//     differ (see disputes), or one asks to decriminalize what the other asks to
//     criminalize;
//   - general: demands of different kinds (one to ratify, to allow a visit, to
//     report, the other of substance), or the passage names at most the wider
//     issue or group; or an item that raises nothing, see raisesNothing;
//   - build-up: the later of the two asks more, by UPR Info's categories, and
//     the earlier asked no more than to consider or to continue;
//   - same: nearly the same words;
//   - similar: anything else.
func relate(item *entry, c *candidate, when When) Relation {
	if c.f == nil {
		return General
	}
	a, b := item.units()[c.ua], c.e.units()[c.ub]
	first, second := b.strength, a.strength
	if when == Later {
		first, second = second, first
	}
	switch f := c.f; {
	case cites(item, c.e) || cites(c.e, item):
		return RefersBack
	case contrary(a, b):
		return Contrary
	case f[lBest+fTreatyAny] == 0 && (f[lTrack] > 0 || f[lOff] > 0), raisesNothing(item.p, f[lBest+fTreatyAny] > 0):
		return General
	case first > 0 && first <= 3 && second >= 4:
		return BuildUp
	case f[lBest+fWordCos] > 0.8 && f[lBest+fWordCover] > 0.75 && f[lBest+fWordBack] > 0.75:
		return Same
	}
	return Similar
}

// toldRE is a ratification that is told of, not asked for.
var toldRE = regexp.MustCompile(`(?i)\b(?:not(?:ed|es)|welcom(?:ed|es)|commend(?:ed|s))(?: with \w+)?(?: the| its)?(?: recent)? (?:ratification|accession)\b`)

// raisesNothing reports whether an item, a paragraph of a compilation or of
// observations, only welcomes, or tells of a ratification where the link is
// about treaties: an earlier recommendation is then not raised by it again.
func raisesNothing(item *corpus.Passage, treaties bool) bool {
	switch item.Role {
	case corpus.RoleWelcome:
		return true
	case "":
		return treaties && toldRE.MatchString(item.Text)
	}
	return false
}

// otherTrack reports whether no part of a passage is a demand of the same kind
// as a that meets something a is about.
func otherTrack(a *unit, passage *entry) bool {
	for _, b := range passage.units() {
		if b.track == a.track && (a.track != onSubstance || len(a.core) == 0 || common(a.core, b.core) > 0 || subjectMet(a, b) > 0) {
			return false
		}
	}
	return true
}

// aside reports whether a passage names neither what a unit is about, nor the
// wider issue or group: their other words may agree all the same ("raise the
// minimum age … to 18 years", of marriage and of work). False where the unit
// is about nothing the lexicon knows.
func aside(part *unit, passage *entry) bool {
	about := specific(part)
	if len(about) == 0 {
		about = specific(part.within)
	}
	for _, c := range about {
		group := part.lex.kind[c] == concept.Holder
		for _, b := range passage.units() {
			if has(b.conc, c) || part.lex.joined(c, b) {
				return false
			}
			for _, up := range part.lex.ancestors[c] {
				if (group || part.lex.kind[up] != concept.Holder) && has(b.conc, up) {
					return false
				}
			}
		}
	}
	return len(about) > 0
}

// aboutMet returns the share, by rarity, of what a unit is about that a passage
// meets, and how early the passage comes to it: 1 for its first subject, less
// the more others stand before.
func aboutMet(part, passage *unit) (share, first float32) {
	about := specific(part)
	if len(about) == 0 {
		about = specific(part.within)
	}
	var sum float32
	for _, c := range about {
		sum += part.lex.idf[c]
		if has(passage.conc, c) || part.lex.joined(c, passage) {
			share += part.lex.idf[c]
		}
	}
	before := float32(0)
	for _, d := range passage.inOrder {
		if !part.lex.canBeSubject(d) {
			continue
		}
		for _, c := range about {
			if c == d || contains(part.lex.ancestors[d], c) {
				return ratio(share, sum), 1 / (1 + before)
			}
		}
		before++
	}
	return ratio(share, sum), 0
}

// leadMet is how well b meets the first subject that a part, or else the
// sentence it is of, names; a half where it names none.
func leadMet(part, b *unit) float32 {
	about := specific(part)
	if len(about) == 0 {
		about = specific(part.within)
	}
	if len(about) == 0 {
		return 0.5
	}
	c := about[0]
	switch {
	case contains(b.named, c):
		return 1
	case has(b.conc, c), part.lex.joined(c, b):
		return 0.8
	}
	for _, up := range part.lex.ancestors[c] {
		if contains(b.named, up) {
			return 0.4
		}
	}
	return 0
}

// offSubject reports whether a passage meets nothing that an item is about but
// in the wider. What an item is about are the treaties, institutions, issues
// and groups it names, see specific.
func offSubject(part *unit, passage *entry) bool {
	about := specific(part)
	if len(about) == 0 {
		about = specific(part.within)
	}
	if len(about) == 0 {
		return false
	}
	for _, c := range about {
		for _, b := range passage.units() {
			if has(b.conc, c) || part.lex.joined(c, b) {
				return false
			}
		}
	}
	return true
}

// specific lists what a unit names that can be a subject and that comes before
// anything narrower its sentence names: in "dismantle prison camps and release
// political prisoners" the camps, in "protect minorities, including their
// languages" both.
func specific(u *unit) []int32 {
	var out []int32
	for _, c := range u.inOrder {
		if u.lex.canBeSubject(c) && !afterNarrower(c, u.within) {
			out = append(out, c)
		}
	}
	return out
}

// afterNarrower reports whether a concept below c stands before c in a sentence.
func afterNarrower(c int32, sentence *unit) bool {
	for _, d := range sentence.inOrder {
		if d == c {
			return false
		}
		if contains(sentence.lex.ancestors[d], c) {
			return true
		}
	}
	return false
}

// cites reports whether the text of a names b's document and paragraph.
func cites(a, b *entry) bool {
	for _, r := range a.p.RefersTo {
		if b.p.Symbol != "" && strings.HasPrefix(r, b.p.Symbol) && strings.HasSuffix(r, " "+b.p.Para) {
			return true
		}
	}
	return false
}
