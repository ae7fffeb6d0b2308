package match

import (
	"strings"

	"refrain/corpus/concept"
)

// relate says what kind of repetition a link is, by these rules, the first
// that holds:
//
//   - refers-back: the passage cites the asking document, or the item the passage;
//   - contrary: one asks to end what the other asks to keep;
//   - same: nearly the same words;
//   - build-up: the same issue, and the later of the two asks more (a verb of a
//     higher category of UPR Info);
//   - similar: the same issue or treaty and the same act, or one of like strength;
//   - general: anything else.
func relate(item *entry, c *candidate) Relation {
	a, b := item.units[c.ua], c.e.units[c.ub]
	f := c.f
	switch {
	case f == nil:
		return General
	case cites(item, c.e) || cites(c.e, item):
		return RefersBack
	case contrary(a, b):
		return Contrary
	case f[lBest+fWordCos] > 0.8 && f[lBest+fWordCover] > 0.75 && f[lBest+fWordBack] > 0.75:
		return Same
	case f[lBest+fIssueMiss] > 0 && f[lBest+fTreaty] == 0:
		return General
	case a.strength > 0 && b.strength > 0 && a.strength > b.strength && b.strength <= 3:
		return BuildUp
	case common(a.acts, b.acts) > 0 || a.strength == b.strength || len(a.acts) == 0 || len(b.acts) == 0:
		return Similar
	case a.strength >= 4 && b.strength >= 4:
		return Similar
	}
	return General
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

// keepers are the opening verbs of a wish to keep something as it is.
var keepers = map[string]bool{"maintain": true, "retain": true, "keep": true, "preserv": true, "uphold": true}

// contrary reports whether one unit asks to abolish and the other to keep, or
// one to criminalize and the other to decriminalize, the same issue.
func contrary(a, b *unit) bool {
	if !sharesIssue(a, b) {
		return false
	}
	return keeps(a) && ends(b) || keeps(b) && ends(a) ||
		containsID(a, a.acts, "decriminalize") && containsID(b, b.acts, "criminalize") && !containsID(b, b.acts, "decriminalize") ||
		containsID(b, b.acts, "decriminalize") && containsID(a, a.acts, "criminalize") && !containsID(a, a.acts, "decriminalize")
}

func keeps(u *unit) bool {
	for _, t := range concept.Tokens(u.text) {
		if !t.Stop {
			return keepers[t.Stem] && !containsID(u, u.acts, "abolish") && !containsID(u, u.named, "moratorium")
		}
	}
	return false
}

func ends(u *unit) bool {
	return containsID(u, u.acts, "abolish") || containsID(u, u.named, "abolition-death-penalty") || containsID(u, u.named, "moratorium")
}

func sharesIssue(a, b *unit) bool {
	for _, c := range a.named {
		if k := a.lex.kind[c]; (k == concept.Issue || k == concept.Institution) && has(b.conc, c) {
			return true
		}
	}
	return false
}
