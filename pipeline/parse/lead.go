package parse

import (
	"regexp"
	"strings"

	"refrain/corpus"
)

// leadRE recognises the paragraph before a list of recommendations, in the
// wordings of cycles 1 to 4.
var leadRE = regexp.MustCompile(`(?i)recommendations? .{0,200}(examined|enjoy|support|noted|reject|consider|made|formulated|accept|respon|listed below|following)|(following|these|above) recommendations|recommendations (listed|noted|contained|numbered)|did not enjoy`)

// leads reports whether a paragraph is one that leadRE recognises.
func leads(s string) bool {
	lower := strings.ToLower(s)
	return (strings.Contains(lower, "recommendation") || strings.Contains(lower, "did not enjoy")) && leadRE.MatchString(s)
}

// closingRE is the paragraph after the last list.
var closingRE = regexp.MustCompile(`(?i)^(all( of)?( the)?|the) conclusions (and/? ?(or )?|or )?recommendations|^all (the )?conclusions and`)

// The wordings of positions. A lead sentence of the pending kind can contain
// words of the others ("will be examined … those that enjoy its support"), so
// the order is pending, noted, supported.
var (
	pendingRE = regexp.MustCompile(`(?i)will be examined|will (respond|provide|be considered|consider|examine|study)|in due (time|course)|further consideration|for consideration|will be (studied|responded|reviewed)|will be included in the outcome|will be provided|pending`)
	notedRE   = regexp.MustCompile(`(?i)(did|do|does|would|could|will|can) ?not (enjoy|have|receive|get|meet) (the |its |their )?(support|approval)|not enjoy|cannot (be )?(accept|support)|could not (be )?(accept|support)|not (be )?(accepted|supported)|reject|(be|been|were|are|was|is) (thus |also |therefore )?noted by|thus be noted|not support|takes note|duly noted|not applicable|not relevant|irrelevant|not fall within|factually incorrect|not (be )?factually correct|neither universally recogni[sz]ed`)
	supportRE = regexp.MustCompile(`(?i)enjoys? (the|its|their|full) ?(full )?support|accepted|already (been |being )?(implemented|in the process)|(have been|being|been) implemented|currently being implemented|supports? the (following|recommendations)|have the support|agree[ds]?( to| with)? `)
	inDueRE   = regexp.MustCompile(`(?i)will be examined|in due (time|course)|will (respond|provide) |will be (included|provided)`)
	notListRE = regexp.MustCompile(`(?i)conclusions? (were|was) made|voluntary (pledges|commitments)`)
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
