package parse

import (
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// The wordings of the paragraph before a list of recommendations in cycles 1 to
// 4: what stands right before and after that word, and what can stand up to
// leadSpan characters after it.
var (
	leadBefore = []string{"following ", "these ", "above "}
	leadAfter  = []string{"listed", "noted", "contained", "numbered"}
	leadWords  = []string{"examined", "enjoy", "support", "noted", "reject", "consider", "made", "formulated", "accept", "respon", "listed below", "following"}
)

const leadSpan = 200

// leads reports whether a paragraph announces a list of recommendations.
func leads(s string) bool {
	lower := strings.ToLower(s)
	if strings.Contains(lower, "did not enjoy") {
		return true
	}
	before, rest, ok := strings.Cut(lower, "recommendation")
	for ; ok; before, rest, ok = strings.Cut(rest, "recommendation") {
		after, plural := strings.CutPrefix(rest, "s")
		after, apart := strings.CutPrefix(after, " ")
		if plural && (hasAny(strings.HasSuffix, before, leadBefore) || apart && hasAny(strings.HasPrefix, after, leadAfter)) ||
			apart && hasAny(within, after, leadWords) {
			return true
		}
	}
	return false
}

// hasAny reports whether a text has one of some words at a place.
func hasAny(at func(s, word string) bool, s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return at(s, w) })
}

// within reports whether a word begins in the first leadSpan characters of s.
func within(s, word string) bool {
	i := strings.Index(s, word)
	return i >= 0 && utf8.RuneCountInString(s[:i]) <= leadSpan
}

// closingRE is the paragraph after the last list.
var closingRE = pattern.New(`(?i)^(all( of)?( the)?|the) conclusions (and/? ?(or )?|or )?recommendations|^all (the )?conclusions and`)

// The wordings of positions. A lead sentence of the pending kind can contain
// words of the others ("will be examined … those that enjoy its support"), so
// the order is pending, noted, supported.
var (
	pendingRE = pattern.New(`(?i)will be examined|will (respond|provide|be considered|consider|examine|study)|in due (time|course)|further consideration|for consideration|will be (studied|responded|reviewed)|will be included in the outcome|will be provided|pending`)
	notedRE   = pattern.New(`(?i)(did|do|does|would|could|will|can) ?not (enjoy|have|receive|get|meet) (the |its |their )?(support|approval)|not enjoy|cannot (be )?(accept|support)|could not (be )?(accept|support)|not (be )?(accepted|supported)|reject|(be|been|were|are|was|is) (thus |also |therefore )?noted by|thus be noted|noted the following recommendations|following recommendations (are|were|have been) noted|not support|takes note|duly noted|not applicable|not relevant|irrelevant|not fall within|factually incorrect|not (be )?factually correct|neither universally recogni[sz]ed`)
	supportRE = pattern.New(`(?i)enjoys? (the|its|their|full) ?(full )?support|accepted|already (been |being )?(implemented|in the process)|(have been|being|been) implemented|currently being implemented|supports? the (following|recommendations)|have the support|agree[ds]?( to| with)? `)
	inDueRE   = pattern.New(`(?i)will be examined|in due (time|course)|will (respond|provide) |will be (included|provided)`)
	notListRE = pattern.New(`(?i)conclusions? (were|was) made|voluntary (pledges|commitments)`)
)

// leadPosition reads the State's position from a lead paragraph. The words are
// the sentence that decides.
func leadPosition(s string) (pos corpus.Position, words string) {
	switch {
	case pendingRE.MatchString(s) && (inDueRE.MatchString(s) || !supportRE.MatchString(s) && !notedRE.MatchString(s) || strings.Contains(s, "consideration")):
		pos = corpus.Pending
	case notedRE.MatchString(s):
		pos = corpus.Noted
	case supportRE.MatchString(s):
		pos = corpus.Supported
	default:
		return "", ""
	}
	return pos, strings.TrimSpace(s)
}
