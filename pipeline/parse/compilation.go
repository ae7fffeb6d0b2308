package parse

import (
	"sort"
	"strings"

	"refrain/corpus/pattern"
)

// speakers are the bodies that compilations name, as they name them. Longer
// names come before shorter ones that they contain.
var speakers = []struct {
	re   *pattern.Pattern
	body string
}{
	{pattern.New(`Committee on the Elimination of Racial Discrimination|\bCERD\b`), "CERD"},
	{pattern.New(`Committee on Economic, Social and Cultural Rights|\bCESCR\b`), "CESCR"},
	{pattern.New(`Human Rights Committee|\bHR ?Committee\b|\bHRCttee\b`), "CCPR"},
	{pattern.New(`Committee on the Elimination of Discrimination against Women|\bCEDAW\b`), "CEDAW"},
	{pattern.New(`Committee against Torture|\bCAT\b`), "CAT"},
	{pattern.New(`Committee on the Rights of the Child|\bCRC\b`), "CRC"},
	{pattern.New(`Committee on (?:the Protection of the Rights of All )?Migrant Workers|\bCMW\b`), "CMW"},
	{pattern.New(`Committee on the Rights of Persons with Disabilities|\bCRPD\b`), "CRPD"},
	{pattern.New(`Committee on Enforced Disappearances|\bCED\b`), "CED"},
	{pattern.New(`Subcommittee on Prevention of Torture|\bSPT\b`), "SPT"},
	{pattern.New(`(?i)Special Rapporteurs?|Independent Expert|Working Group on (?:Arbitrary|Enforced|the issue)|special procedure`), "SP"},
	{pattern.New(`\bOHCHR\b|Office of the (?:United Nations )?High Commissioner for Human Rights`), "OHCHR"},
	{pattern.New(`\bUNHCR\b|High Commissioner for Refugees`), "UNHCR"},
	{pattern.New(`\bUNESCO\b`), "UNESCO"},
	{pattern.New(`\bUNICEF\b`), "UNICEF"},
	{pattern.New(`\bILO\b|\bCEACR\b|Committee of Experts`), "ILO"},
	{pattern.New(`\bIOM\b|International Organization for Migration`), "IOM"},
	{pattern.New(`\bUNFPA\b|United Nations Population Fund`), "UNFPA"},
	{pattern.New(`\bUN[- ]Women\b`), "UN-Women"},
	{pattern.New(`\bUNAIDS\b`), "UNAIDS"},
	{pattern.New(`\bUNDP\b`), "UNDP"},
	{pattern.New(`\bWHO\b|World Health Organization`), "WHO"},
	{pattern.New(`United Nations (?:sub-?regional |country )?team`), "UNCT"},
}

// The sentences whose speaker is that of one before.
var (
	sameCommitteeRE = pattern.New(`\b[Tt]he same Committee\b|^The Committee\b`)
	sameRE          = pattern.New(`^The same (?:bod(?:y|ies)|Special Rapporteur|Working Group|submission|organi[sz]ation|Office|team)\b`)
)

// The verbs with which a body speaks, after its name or after what follows it
// ("The Committee on X, in 2017, recommended"). An acronym alone is also the
// treaty's ("ratify CAT"), so its verb must come next.
var (
	speechVerbs = `(?:recommended|urged|noted|taken note|asserted|expressed|welcomed|encouraged|called|requested|was|were|remained|stated|reported|reiterated|regretted|observed|considered|indicated|invited|asked|recalled|highlighted|found|emphasi[sz]ed|drew|commended|appreciated|concluded|acknowledged|stressed|advised|took|reminded|deplored|raised|underlined|suggested|had (?:been )?(?:recommended|urged|noted|expressed|concerned|asked|requested|called|encouraged|welcomed|stated|reported)|recommends|urges|notes|is|remains|also|further|made|referred|added|explained|pointed|mentioned|informed|issued|adopted|sought|inquired|hoped|proposed|shared|visited)`
	speaksNext  = pattern.New(`^\)?(?:’s|'s)?,?\s+(?:also |strongly |has |further |similarly |however |likewise |again )*` + speechVerbs + `\b`)
	speaksSoon  = pattern.New(`^[^.;:]{0,120}?\b` + speechVerbs + `\b`)
	listedNext  = pattern.New(`^(?:,| and|, and)? (?:the )?(?:Committee|CERD|CESCR|CEDAW|CAT|CRC|CRPD|CED|CMW|HR Committee|Human Rights Committee|ILO|UNHCR|UNESCO|UNICEF|OHCHR)[^.;:]{0,160}?\b` + speechVerbs + `\b`)
)

// speaksAfter reports whether the body just named is the one that speaks.
func speaksAfter(name, rest string) bool {
	if strings.Contains(name, " ") {
		return speaksSoon.MatchString(rest)
	}
	return speaksNext.MatchString(rest) || listedNext.MatchString(rest)
}

// bodiesIn lists who speaks in a sentence, in order of first mention; before is
// who spoke last, for "The same Committee".
func bodiesIn(text string, before spoken) (who []string) {
	type hit struct {
		at   int
		body string
	}
	var hits []hit
	seen := map[string]bool{}
	for _, s := range speakers {
		for _, m := range s.re.FindAllStringIndex(text, 8) {
			if !seen[s.body] && speaksAfter(text[m[0]:m[1]], text[m[1]:]) {
				seen[s.body] = true
				hits = append(hits, hit{m[0], s.body})
			}
		}
	}
	sort.Slice(hits, func(i, j int) bool { return hits[i].at < hits[j].at })
	for _, h := range hits {
		who = append(who, h.body)
	}
	if len(who) > 0 {
		return who
	}
	switch {
	case before.committee != "" && sameCommitteeRE.MatchString(text):
		return []string{before.committee}
	case before.any != "" && sameRE.MatchString(text):
		return []string{before.any}
	}
	return nil
}

// tableRE is the title of a table of ratifications: "1. International human
// rights treaties" in the compilations of cycle 2, whose first paragraph is
// numbered 1 again.
var tableRE = pattern.New(`^(?:International human rights treaties|Other main relevant international instruments)\b`)

// unnumberTables takes the numbers from the titles of tables, so that the
// paragraphs keep theirs.
func (c *context) unnumberTables() {
	for i := range c.blocks {
		if b := &c.blocks[i]; b.Number != "" && tableRE.MatchString(b.Text) {
			b.Number = ""
		}
	}
}
