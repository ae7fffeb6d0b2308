package match

import (
	"regexp"
	"slices"
)

// dispute is a matter on which States recommend opposite things: one side is
// told by its words, the other by its words or by the concepts it names.
type dispute struct {
	one   *regexp.Regexp
	other *regexp.Regexp
	names []string // concepts of the other side; one of them must be named
}

// disputes are the matters on which the recommendations of Working Group
// reports were seen to ask opposite things. The words of the first side stand
// where a demand begins, so that "respect safeguards as long as it maintains
// the death penalty" asks for no death penalty.
var disputes = []dispute{
	{one: regexp.MustCompile(`(?i)^(?:to )?(?:(?:retain|maintain|keep|uphold|preserve|reinstate|resume)(?:ing)?(?: the| its)?(?: use of| application of)?(?: the)?|` +
		`continu(?:e|ing)(?: to)? (?:us|apply|impos|retain|maintain|keep)(?:e|ing)?\b[^.;]{0,40}) (?:death penalty|capital punishment)`),
		names: []string{"abolition-death-penalty", "moratorium", "iccpr-op2"}},
	{one: regexp.MustCompile(`(?i)\b(?:from|of|since) (?:the moment of )?(?:its )?conception\b|\bunborn\b|^(?:to )?(?:maintain|keep|retain)[^.;]{0,30}(?:prohibition|ban)[^.;]{0,15}abortion`),
		other: regexp.MustCompile(`(?i)\b(?:de-?criminali[sz]|legali[sz]|liberali[sz])\w*[^.;]{0,60}abortion|\b(?:access to|exceptions? to|lift|remove|right to)\b[^.;]{0,60}abortion|abortion[^.;]{0,60}\b(?:legal|decriminali[sz])`),
		names: []string{"abortion"}},
	{one: regexp.MustCompile(`(?i)\bbetween (?:a )?man and (?:a )?woman|\bbetween (?:a )?husband and (?:a )?wife|formed by a husband and a wife|\bnatural family\b`),
		names: []string{"same-sex-couples"}},
	{one: regexp.MustCompile(`(?i)^(?:to )?(?:maintain|keep|retain|uphold|continu\w+ to (?:prohibit|criminali[sz]e))[^.;]{0,60}(?:same-sex|homosexual|sodomy)`),
		other: regexp.MustCompile(`(?i)\bde-?criminali[sz]|\b(?:repeal|abolish|remove|amend|reform|abrogate|revoke)\w*[^.;]{0,80}`),
		names: []string{"same-sex-criminalization"}},
}

// sides tells on which side of a dispute a unit stands; both are false where it
// is not about it.
func (d *dispute) sides(u *unit) (one, other bool) {
	if d.one.MatchString(u.text) {
		return true, false
	}
	named := slices.ContainsFunc(d.names, func(id string) bool { return containsID(u, u.named, id) })
	return false, named && (d.other == nil || d.other.MatchString(u.text))
}

// contrary reports whether one unit asks the opposite of the other: they stand
// on two sides of a dispute, or one begins by asking to criminalize what the
// other begins by asking to decriminalize. That one asks to maintain and the
// other to eliminate is not enough: programmes against poverty are maintained.
func contrary(a, b *unit) bool {
	for i := range disputes {
		a1, a2 := disputes[i].sides(a)
		b1, b2 := disputes[i].sides(b)
		if a1 && b2 || b1 && a2 {
			return true
		}
	}
	const end, keep = "decriminaliz", "criminaliz"
	return (a.opens == end && b.opens == keep || a.opens == keep && b.opens == end) && common(a.core, b.core) > 0
}
