package match

import (
	"refrain/corpus"
	"refrain/corpus/concept"
)

// actions are verbs of demand by the strength of what they ask, after UPR
// Info's five categories: 1 minimal, 2 continuing, 3 considering, 4 general,
// 5 specific.
var actions = [6]string{
	1: `share seek request call invite exchange ask call solicit`,
	2: `continue maintain persevere pursue persist preserve sustain keep uphold proceed`,
	3: `consider analyse envisage explore reflect review study examine revisit reconsider assess contemplate evaluate`,
	4: `accelerate address encourage ensure guarantee intensify promote strengthen take enhance improve increase reinforce
combat fight prevent protect respect support facilitate advance foster expand extend develop step redouble strive tackle
safeguard secure raise make work bolster deepen consolidate boost reduce provide broaden cooperate engage speed expedite
counter confront cope overcome deal undertake bring consult involve mobilize empower enable assist help promote integrate
include incorporate mainstream give pay devote focus prioritize allocate invest mobilise uphold defend heed
double upgrade optimize streamline manage monitor respond observe comply respect honour fulfil seek allow align
target coordinate collaborate participate widen spare attach place put do end attain achieve realize move further scale
commit dedicate align follow hasten increase curb mitigate lower alleviate show refrain avoid stop cease desist`,
	5: `abolish accede adopt amend conduct eliminate enforce establish implement investigate ratify enact repeal criminalize
decriminalize prohibit ban withdraw lift sign submit create introduce prosecute punish release close dismantle issue set
finalize complete revise reform pass translate train organize appoint eradicate harmonize incorporate recognize accept join
launch build abrogate rescind outlaw declare grant compensate legislate define designate transform formulate draft elaborate
institute found repatriate return restore regularize register remove revoke suspend commute replace legalize separate
increase-age prosecute codify apologize publish disseminate inform present report execute apply become adhere cancel annul
review-law restructure decentralize demobilize disarm hold open reopen permit authorize disband install equip construct
cut double penalize sanction forbid transfer try convict acquit free reinstate ring-fence repair fund finance hire recruit
raise-age collect compile`,
}

// strengthOf maps the stem of a verb to the strength of the demand it makes.
var strengthOf = func() map[string]int {
	m := map[string]int{}
	for strength, verbs := range actions {
		for _, t := range concept.Tokens(verbs) {
			if m[t.Stem] == 0 {
				m[t.Stem] = strength
			}
		}
	}
	return m
}()

// Action is the category of action that a passage asks for, 1 (minimal) to 5
// (specific) after UPR Info's categories; 0 where it asks for nothing or no
// verb of demand was found.
func Action(p *corpus.Passage) int {
	if p.Role != corpus.RoleRecommendation {
		return 0
	}
	return demand(concept.FirstTokens(p.Ask, openingWords))
}

// openingWords are more than any demand's verb is looked for among, function
// words included.
const openingWords = 24

// demand returns the strength of what a text asks: that of its first verb, or
// of the second where two open it ("continue and strengthen" is 4). A general
// verb with a treaty or law to adopt stays as it begins. 0 means no verb of
// demand was found among the first words.
func demand(tokens []concept.Token) int {
	strength, seen := 0, 0
	for i, t := range tokens {
		if t.Stop {
			continue
		}
		s := strengthOf[t.Stem]
		switch {
		case s > 0 && strength == 0:
			strength, seen = s, i
		case s > 0 && i == seen+2 && tokens[i-1].Stop && tokens[i-1].Stem == "and":
			return s
		case strength > 0:
			return strength
		}
		if i > 6 {
			break
		}
	}
	return strength
}
