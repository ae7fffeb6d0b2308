package corpus

import "regexp"

// The words by which bodies and submitters recommend, worry, welcome and say
// what is missing. They decide the role of a paragraph when it is read, and
// which sentences of it raise a concern when it is matched.
const (
	recommendWords = `recommend(?:s|ed|ing|ation to|ations? that)?|urg(?:es?|ed|ing)|encourag(?:es?|ed)|call(?:s|ed|ing)? (?:on|upon|for)|request(?:s|ed)?|` +
		`invit(?:es?|ed)|ask(?:s|ed)|advis(?:es?|ed)|suggest(?:s|ed)?|reiterat\w+`
	concernWords = `concern(?:s|ed)?|regret\w*|deplor\w+|worr(?:y|ied|ying)|alarm\w*|troubl\w+|disturb\w+`
	stepWords    = `adoption|ratification|accession|enactment|entry into force|establishment|accreditation|re-accreditation|approval|promulgation|` +
		`creation|introduction|launch|amendments?|revision|signature|signing|appointment|abolition|repeal|criminalization|withdrawal|` +
		`progress|improvements?|achievements?|efforts|measures taken|steps taken|positive (?:steps|measures|developments)`
)

var (
	asksRE     = regexp.MustCompile(`(?i)\b(?:` + concernWords + `|` + recommendWords + `|stress(?:es|ed)|emphasi[sz](?:es|ed)|should|must)\b`)
	welcomesRE = regexp.MustCompile(`(?i)\b(?:welcom(?:es?|ed)|commend(?:s|ed)|applaud(?:s|ed)|congratulat(?:es?|ed)|prais(?:es?|ed)|appreciat(?:es?|ed)|` +
		`(?:notes?|noted|taken note|took note|acknowledged|recogni[sz]ed)(?:,? with (?:appreciation|satisfaction|interest),?)?(?: of)?(?: the| its)?(?: [\p{L}’-]+){0,3}? (?:` + stepWords + `)|` +
		`(?:notes?|noted) with (?:appreciation|satisfaction)|` +
		`noted that [^.;]{0,120}\b(?:had|has|was|were|have)(?: been)? (?:recently |also |already )?(?:adopted|enacted|ratified|acceded to|established|created|abolished))\b`)
	missingRE = regexp.MustCompile(`(?i)\b(?:lack(?:s|ed|ing)?|absence|however|but|although|though|despite|notwithstanding|nevertheless|nonetheless|whereas|yet|remain(?:s|ed|ing)?|persist\w*|` +
		`needed|needs? (?:to|for)|still|not|nor|cannot|without|insufficient\w*|inadequa\w+|limit(?:s|ed|ing)?|restrict\w*|exclud\w+|fail(?:s|ed|ure)?|delay\w*|continu(?:es|ed|ing)|only|unable|shortcomings?|challenges|low|high (?:number|rate)|disappoint\w+)\b`)
	noneRE = regexp.MustCompile(`\bno [a-z]`) // not "Protocol No. 12"

	// Of words that ask, those that a whole paragraph does: not what a
	// recommendation was about, what was requested by a court, or what a law says
	// should be.
	recommendsRE = regexp.MustCompile(`(?i)\b(?:recommends?|recommended|urges?|urged|calls? (?:up)?on|called (?:up)?on|called for|encourages?|encouraged|invites?|invited|requests?|requested|` +
		`(?:asked|advised|encouraging|urging) (?:the |its )?(?:Government|State|authorities)|suggested that|reiterate[sd]? (?:its|the|their) (?:previous |earlier )?recommendations?|` +
		`(?:State party|Government|authorities) should|State party must|should ensure|should take|should (?:also )?(?:adopt|establish|amend|strengthen)|` +
		`(?:stated|considered|said|opined|emphasi[sz]ed|stressed|reiterated|underlined) that [^.;]{0,160}\b(?:should|must)(?: \w+)?)\b`)
	worriesRE = regexp.MustCompile(`(?i)\b(?:(?:is|was|remains?|remained|are|were) (?:\w+ly |also |further |still |deeply |very )*(?:concerned|alarmed|worried|troubled|disturbed)|` +
		`express(?:es|ed)? (?:its |their |deep |serious |grave )*(?:concerns?|regret|alarm)|(?:raises?|raised|raising|had|has|reiterated|shared) (?:\w+ )?concerns?|regrets?|regretted|` +
		`notes? with (?:deep |serious |grave )?(?:concern|regret)|noted with (?:deep |serious |grave )?(?:concern|regret)|deplores?|deplored|concerned (?:that|about|at|by)|` +
		`concerns (?:that|about|over|regarding)|worrying|alarming|disturbing|troubling)\b`)
)

// Asks reports whether a sentence asks for something or worries.
func Asks(sentence string) bool { return asksRE.MatchString(sentence) }

// Welcomes reports whether a sentence does no more than welcome or note what
// was done: an adoption, a ratification, progress. One that also asks, is
// concerned or says what is missing does more.
func Welcomes(sentence string) bool {
	return welcomesRE.MatchString(sentence) && !Asks(sentence) && !Lacks(sentence)
}

// Lacks reports whether a sentence says what is missing or goes on.
func Lacks(sentence string) bool {
	return missingRE.MatchString(sentence) || noneRE.MatchString(sentence)
}

// Worries reports whether a text is concerned or regrets.
func Worries(text string) bool { return worriesRE.MatchString(text) }

// RoleOf decides what a paragraph does by its strongest cue, whatever its place
// in it: it recommends, worries, or welcomes.
func RoleOf(text string, sentences []string) Role {
	switch {
	case recommendsRE.MatchString(text):
		return RoleRecommendation
	case Worries(text):
		return RoleConcern
	case OnlyWelcomes(sentences):
		return RoleWelcome
	}
	return ""
}

// OnlyWelcomes reports whether a sentence of a paragraph does no more than
// welcome, and none asks or says what is missing.
func OnlyWelcomes(sentences []string) bool {
	welcome := false
	for _, s := range sentences {
		if Asks(s) || Lacks(s) {
			return false
		}
		welcome = welcome || welcomesRE.MatchString(s)
	}
	return welcome
}
