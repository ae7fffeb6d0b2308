package match

import "refrain/corpus/concept"

// track is a kind of demand that is about obligations and mechanisms and not
// about a right itself: two demands on different tracks seldom repeat each
// other, whatever rights they name.
type track uint8

const (
	onSubstance track = iota
	onRatifying
	onVisits
	onReporting
	onFollowUp
	onSharing
)

func trackOf(u *unit) track {
	switch {
	case len(u.treaties) > 0 && asksToRatify(u), containsID(u, u.named, "ilo-membership"):
		return onRatifying
	case containsID(u, u.named, "standing-invitation"), containsID(u, u.named, "special-procedures"), containsID(u, u.named, "country-mandate"):
		return onVisits
	case containsID(u, u.named, "treaty-body-reporting"):
		return onReporting
	case containsID(u, u.named, "upr-follow-up"), containsID(u, u.named, "nmirf"):
		return onFollowUp
	case u.shares && containsID(u, u.named, "sharing-practices"):
		return onSharing // to share experience of a matter is not to act on it
	}
	return onSubstance
}

// sharing reports whether a text opens with a demand to share, be it to
// consider or to continue sharing.
func sharing(tokens []concept.Token) bool {
	n := 0
	for _, t := range tokens {
		if t.Stop {
			continue
		}
		if sharingStems[t.Stem] {
			return true
		}
		if n++; n == 2 {
			break
		}
	}
	return false
}

var sharingStems = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range concept.Tokens("share sharing exchange exchanging") {
		m[t.Stem] = true
	}
	return m
}()
