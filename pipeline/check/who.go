package check

import (
	"strings"

	"refrain/corpus/pattern"
)

const (
	recVerb = `(?:recommend(?:ed|s|ing)?|urge[ds]?|call(?:ed|s)? (?:on|upon|for)|encourage[ds]?|ask(?:ed|s)?|suggest(?:ed|s)?|propose[ds]?|request(?:ed|s)?|invite[ds]?|advise[ds]?|want(?:ed|s)? |told |demand(?:ed|s)?|press(?:ed|es)? |(?:did|done|does) (?:so|likewise|the same)|(?:reiterated|repeated|renewed|echoed) (?:it|this|the|that|its|their|a|an)|(?:made|issued|formulated|submitted|addressed) (?:(?:\w+ ){0,4}?)(?:recommendations?|calls?|proposals?|requests?)|put forward|raised (?:this|the|similar|it))`
	// what may stand between the names of States and the verb
	betweenVerb = `(?:,? ?(?:also|had|has|have|both|all|each|then|again|once (?:more|again)|already|jointly|too|together|in (?:19|20)\d\d,?|who|which|that|in turn|for (?:its|their) part,?|\w+ly|later|earlier|(?:was|were) (?:the )?(?:only|first|sole|last|among the)(?: \w+)? (?:to|that|which)|and (?:\d+|several|two|three|other)(?: other)? (?:States|delegations|countries|others))\b,? ?)*`
	// what may stand between a citation or the mark of a note and what follows
	closing   = `(?:[\s,;)\].]|\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁰⁴-⁹])*`
	joinsList = `(?:by|from|of)`
)

var (
	afterListRE = pattern.New(`^(?:,| [–—-])? ?` + betweenVerb + ` ?` + recVerb + `\b`)
	// "recommended by", "recommendation of", "made by", before a list
	beforeListRE = pattern.New(`(?i)(?:(?:recommend\w*|proposals?|proposed|suggested|requested|asked|called (?:up)?on|encouraged|invited|advised|pressed|sought|demanded|calls?|raised|made|put forward|formulated|issued|urged|repeated|reiterated|echoed|came|come|stem\w*|originat\w*)(?: (?:\w+ )?(?:recommendations?|proposals?|calls?|requests?))?(?: [^.;:()]{0,40}?)? (?:by|from)|(?:recommendations?|proposals?|those|that) of)(?: (?:\w+ )?(?:States|countries|delegations|others))?,?(?: such as| including| like|,? inter alia,)?(?: the)? $`)
	possessiveRE = pattern.New(`^[’']s? (?:\w+ ){0,2}(?:recommendations?|calls?|proposals?|requests?|suggestions?)\b`)
	// what joins the names of a list
	listJoinRE = pattern.New(`^(?:,? (?:and|or|as well as) (?:` + joinsList + ` )?(?:the )?|, (?:` + joinsList + ` )?(?:the )?|; (?:the )?| & )$`)
	// "several States, including", "five States, among them"
	amongRE = pattern.New(`(?i)[,(–—]? ?(?:among (?:them|which|those|others)|including|inter alia|notably|such as|in particular|for example|e\.g\.),? (?:` + joinsList + ` )?(?:the )?$`)
	// "Portugal among them"
	amongAfterRE = pattern.New(`(?i)^,? among (?:them|others|which)\b`)
	groupOfRE    = pattern.New(`(?i)\b(?:States|countries|delegations|members|governments|speakers|others)\b`)
	recommendRE  = pattern.New(`(?i)\b(?:recommend|told|wanted|demand|urge|call|asked|asking|encourag|suggest|propos|request|raised)`)
	// "said Germany", "“…” – Greece"
	saidRE = pattern.New(`(?i)\b(?:according to|in the words of) (?:the )?$|[”"’'],? (?:said|added|asked|urged|demanded|insisted|recommended|argued|[–—-]) (?:the )?$`)
	// "Latvia: “…”"
	colonQuoteRE = pattern.New(`^: ?[“"‘']`)
	// "(Uruguay, A/HRC/…", "see also the United States, A/HRC/…"
	// "The delegation of Chile"
	delegationRE = pattern.New(`(?i)\b(?:the )?(?:delegations?|representatives?|government|ambassador|permanent (?:representative|mission)) of (?:the )?$`)
	// what stands before the subject of a clause
	headRE = pattern.New(`(?i)^` + closing + `(?:(?:and|while|whereas|but|as|then|in turn|similarly|likewise|also|only|just|finally|moreover|in addition|for its part),? )*(?:the )?$|[,;:)–—] (?:(?:and|while|whereas|but|as|then|only|just) )?(?:the )?$`)
	// its verb: what a State does that recommends, whatever the word
	verbRE = pattern.New(`^ (?:also |again |then |alone |\w+ly |further |both |had |has |have |went (?:further|on|as far) (?:and |to )?|in turn )*(?:(\w+)ed|drew|sought|put|went|spoke|saw its|saw their|insists?|calls?|urges?|asks?|wants?|seeks?)\b`)
	// verbs of other things that States do
	otherVerbs = map[string]bool{"ratifi": true, "acced": true, "sign": true, "adopt": true, "abolish": true, "join": true, "vot": true, "abduct": true,
		"receiv": true, "support": true, "accept": true, "not": true, "reject": true, "welcom": true, "commend": true, "prais": true, "implement": true,
		"detain": true, "establish": true, "creat": true, "introduc": true, "provid": true, "report": true, "submitt": true, "underw": true, "experienc": true}
	// "Argentina (A/…", before a citation in brackets
	bracketRE = pattern.New(`^(?:,? (?:in|during|at) (?:the |its )?(?:[a-z]+ (?:cycle|review)|(?:19|20)\d\d),?)? [(\[](?:see )?$`)
	openRE    = pattern.New(`(?i)(?:[(\[]|\bsee(?: also)?) ?(?:the )?$`)
	nextRE    = pattern.New(`^[,:]? ?$`)
	// "(A/…), by Norway and Brazil", "A/…: Norway and Egypt."
	afterCitationRE = pattern.New(`^` + closing + `(?:(?:made |all )?` + joinsList + `|:) ?(?:the )?$`)
	endOfListRE     = pattern.New(`^\s*(?:[.;,)]|$|(?:on|to|concerning|regarding|about|for|that)\b)`)
	// "(A/…), by Senegal (A/…)", "(A/…), and Zambia for education (A/…)"
	onwardListRE  = pattern.New(`(?i)^` + closing + `(?:and |as well as |while |whereas |then )?(?:also |later |again |separately,? )?(?:` + joinsList + ` |that of |those of |as did |so did |as had )?(?:the )?$`)
	onwardAfterRE = pattern.New(`^ (?:in (?:the |its )?(?:first|second|third|fourth|(?:19|20)\d\d)|for|to|on|too|likewise|as well|concerning|regarding|that)\b|^,? ?[(\[]?$`)
	// what makes the names after it no subject
	toStateRE = pattern.New(`(?i)\b(?:to|in|of|on|against|with|for|about|within|between|nor|neither|not|except|than|unlike|like) (?:the )?$`)
)

// where the recommendations of a list of States are cited.
type where int

const (
	nowhere        where = iota // the text says of no recommendation that it is theirs
	inClause                    // with the clause
	inClauseBefore              // with the clause before
)

// recommends reports whether a text says that a list of States recommended
// something: before a verb, after "by", with "'s recommendation", in brackets
// with a citation.
func recommends(s statement, c clause, list []mention) where {
	head, after := c.text[:list[0].start], c.text[list[len(list)-1].end:]
	if m := delegationRE.FindStringIndex(head); m != nil {
		head = head[:m[0]]
	}
	if m := beforeListRE.FindString(head); m != "" && !strings.Contains(m, " that ") && !recToByRE.MatchString(m) {
		return inClause
	}
	if recThatRE.MatchString(head) {
		return nowhere
	}
	gap := untilCitation(s, c, list)
	switch {
	case afterListRE.MatchString(after) && !toStateRE.MatchString(head), possessiveRE.MatchString(after), saidRE.MatchString(head),
		colonQuoteRE.MatchString(after), openRE.MatchString(head) && nextRE.MatchString(gap) && gap != "":
		return inClause
	case headRE.MatchString(head) && (bracketRE.MatchString(gap) || gap == ", " || subjectVerb(after)) && allRecommendations(c.cites):
		return inClause
	case (amongRE.MatchString(head) || amongAfterRE.MatchString(after)) && recommendRE.MatchString(c.text) && groupOfRE.MatchString(head):
		return inClause
	case c.told && onwardListRE.MatchString(head) && (onwardAfterRE.MatchString(gap) || onwardAfterRE.MatchString(after)):
		return inClause
	}
	if last := lastCitation(s, c); last >= 0 && last <= list[0].start {
		if afterCitationRE.MatchString(c.text[last:list[0].start]) && endOfListRE.MatchString(after) {
			return inClause
		}
	} else if len(c.prev) > 0 && afterCitationRE.MatchString(head) && endOfListRE.MatchString(after) && (c.cites[0].block != s.block || gap != "" && !nextRE.MatchString(gap)) {
		return inClauseBefore
	}
	return nowhere
}

// subjectVerb reports whether a verb follows by which its subject may recommend.
func subjectVerb(after string) bool {
	m := verbRE.FindStringSubmatch(after)
	return m != nil && !otherVerbs[strings.ToLower(m[1])]
}

// allRecommendations reports whether citations name recommendations alone.
func allRecommendations(cs []*checked) bool {
	ps := passagesOf(cs)
	return len(ps) > 0 && len(onlyRecommendations(ps)) == len(ps)
}

// recThatRE is "recommended that", before the State that should do something.
var recThatRE = pattern.New(`\b` + recVerb + ` that (?:the )?$`)

// recToByRE is "recommended to … by", which is no list of those who recommended.
var recToByRE = pattern.New(`(?i)recommend\w* to [^.;]* (?:by|from)`)

// untilCitation is the text between a list and the first citation of its
// clause, "" where that does not follow in the sentence.
func untilCitation(s statement, c clause, list []mention) string {
	x, end := c.cites[0], list[len(list)-1].end
	if x.block != s.block || x.Start-c.start < end {
		return ""
	}
	if gap := c.text[end : x.Start-c.start]; gap != "" {
		return gap
	}
	return " "
}

// lastCitation is where the last citation of a clause ends in its text, -1
// where it stands in a note.
func lastCitation(s statement, c clause) int {
	x := c.cites[len(c.cites)-1]
	if x.block != s.block {
		return -1
	}
	return x.End - c.start
}
