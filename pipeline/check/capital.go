package check

import (
	"slices"
	"strings"
	"unicode"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// A capital stands for its government where it answers, recommends or is asked:
// "Pyongyang rejected", "urged Ljubljana to", "accepted by Oslo", "Oslo's
// recommendation". "The Rome Statute", "the Mayor of Oslo asked" and "courts in
// Vienna accepted" name no State.
var (
	capitalActsRE = pattern.New(`^,? ?` + betweenVerb + `(?:` + negated + `|` + answered + `|supports|accepts|notes|rejects|refuses|replied|answered|responded|agreed|promised|pledged|` +
		sayVerb + `|` + recVerb + `)\b|^[’']s? (?:\w+ ){0,2}(?:recommendations?|calls?|proposals?|requests?|suggestions?|reply|answers?|position|response|views|government|delegation)\b`)
	capitalBeforeRE = pattern.New(`(?i)(?:\b(?:accepted|supported|noted|rejected|endorsed|recommended|proposed|suggested|urged|requested|made|formulated|put forward) by |` +
		`\b(?:recommendations?|calls?|proposals?) (?:of|from|by) |` + recVerb + ` (?:that )?(?:on |upon )?)$`)
	capitalByRE   = pattern.New(`(?i) (?:by|of|from) $`)
	placeBeforeRE = pattern.New(`(?i)\b(?:of|in|at|to|near|from|for|outside|around|between|than|with|the) $`)
	capitalWordRE = pattern.New(`[^.!?:;]\s\p{Lu}[\pL.’'-]* $`)
)

// otherPlaces are capitals that are as well known as something else, folded.
var otherPlaces = map[string]bool{"victoria": true, "georgetown": true, "male": true, "brussels": true, "hague": true}

// standing leaves, of capitals among States, those that stand for a State by what
// is around them, or are of one list with a State that is.
func standing(s string, ms []mention) []mention {
	if !slices.ContainsFunc(ms, func(m mention) bool { return m.capital }) {
		return ms
	}
	stands := make([]bool, len(ms))
	for i, m := range ms {
		stands[i] = !m.capital || standsForState(s, m)
	}
	joins := func(i int) bool { return listJoinRE.MatchString(s[ms[i].end:ms[i+1].start]) }
	for i := len(ms) - 2; i >= 0; i-- {
		stands[i] = stands[i] || stands[i+1] && joins(i) && inList(s, ms[i])
	}
	for i := 1; i < len(ms); i++ {
		stands[i] = stands[i] || stands[i-1] && joins(i-1) && inList(s, ms[i])
	}
	var out []mention
	for i, m := range ms {
		if stands[i] {
			out = append(out, m)
		}
	}
	return out
}

// alone reports whether no other name stands before or after a mention: "Holland",
// and not "New Holland" or "Holland House".
func alone(s string, m mention) bool {
	return !capitalWordRE.MatchString(ending(s[:m.start])) && !unicode.IsUpper(firstRune(strings.TrimLeft(s[m.end:], " ")))
}

// unlike are names that people type for a State and that in a draft are as well
// something else, folded.
var unlike = map[string]bool{"america": true, "car": true, "emirates": true, "saudi": true, "england": true, "columbia": true, "czech": true, "lao": true,
	"opt": true, "fsm": true, "frg": true, "rsa": true, "eu": true, "e.u.": true, "siam": true, "persia": true, "gold coast": true, "solomons": true, "marshalls": true}

// inList reports whether a capital may stand for a State in a list of States.
func inList(s string, m mention) bool {
	return !otherPlaces[corpus.FoldName(m.name)] && !placeBeforeRE.MatchString(ending(s[:m.start])) && alone(s, m)
}

// standsForState reports whether a capital stands for its State.
func standsForState(s string, m mention) bool {
	before, after := s[:m.start], s[m.end:]
	switch {
	case otherPlaces[corpus.FoldName(m.name)], unicode.IsUpper(firstRune(strings.TrimLeft(after, " "))):
		return false // "Rome Statute"
	case capitalBeforeRE.MatchString(before):
		return capitalByRE.MatchString(before) || addressedAfterRE.MatchString(after)
	}
	return capitalActsRE.MatchString(after) && !placeBeforeRE.MatchString(before) && !capitalWordRE.MatchString(before)
}
