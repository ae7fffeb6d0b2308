package parse

import (
	"regexp"
	"sort"
	"strings"
)

// speakers are the bodies that compilations name, as they name them. Longer
// names come before shorter ones that they contain.
var speakers = []struct {
	re   *regexp.Regexp
	body string
}{
	{regexp.MustCompile(`Committee on the Elimination of Racial Discrimination|\bCERD\b`), "CERD"},
	{regexp.MustCompile(`Committee on Economic, Social and Cultural Rights|\bCESCR\b`), "CESCR"},
	{regexp.MustCompile(`Human Rights Committee|\bHR ?Committee\b|\bHRCttee\b`), "CCPR"},
	{regexp.MustCompile(`Committee on the Elimination of Discrimination against Women|\bCEDAW\b`), "CEDAW"},
	{regexp.MustCompile(`Committee against Torture|\bCAT\b`), "CAT"},
	{regexp.MustCompile(`Committee on the Rights of the Child|\bCRC\b`), "CRC"},
	{regexp.MustCompile(`Committee on (?:the Protection of the Rights of All )?Migrant Workers|\bCMW\b`), "CMW"},
	{regexp.MustCompile(`Committee on the Rights of Persons with Disabilities|\bCRPD\b`), "CRPD"},
	{regexp.MustCompile(`Committee on Enforced Disappearances|\bCED\b`), "CED"},
	{regexp.MustCompile(`Subcommittee on Prevention of Torture|\bSPT\b`), "SPT"},
	{regexp.MustCompile(`(?i)Special Rapporteurs?|Independent Expert|Working Group on (?:Arbitrary|Enforced|the issue)|special procedure`), "SP"},
	{regexp.MustCompile(`\bOHCHR\b|Office of the (?:United Nations )?High Commissioner for Human Rights`), "OHCHR"},
	{regexp.MustCompile(`\bUNHCR\b|High Commissioner for Refugees`), "UNHCR"},
	{regexp.MustCompile(`\bUNESCO\b`), "UNESCO"},
	{regexp.MustCompile(`\bUNICEF\b`), "UNICEF"},
	{regexp.MustCompile(`\bILO\b|\bCEACR\b|Committee of Experts`), "ILO"},
	{regexp.MustCompile(`\bIOM\b|International Organization for Migration`), "IOM"},
	{regexp.MustCompile(`\bUNFPA\b|United Nations Population Fund`), "UNFPA"},
	{regexp.MustCompile(`\bUN[- ]Women\b`), "UN-Women"},
	{regexp.MustCompile(`\bUNAIDS\b`), "UNAIDS"},
	{regexp.MustCompile(`\bUNDP\b`), "UNDP"},
	{regexp.MustCompile(`\bWHO\b|World Health Organization`), "WHO"},
	{regexp.MustCompile(`United Nations (?:sub-?regional |country )?team`), "UNCT"},
}

// The sentences whose speaker is that of one before.
var (
	sameCommitteeRE = regexp.MustCompile(`\b[Tt]he same Committee\b|^The Committee\b`)
	sameRE          = regexp.MustCompile(`^The same (?:bod(?:y|ies)|Special Rapporteur|Working Group|submission|organi[sz]ation|Office|team)\b`)
)

// The verbs with which a body speaks, after its name or after what follows it
// ("The Committee on X, in 2017, recommended"). An acronym alone is also the
// treaty's ("ratify CAT"), so its verb must come next.
var (
	speechVerbs = `(?:recommended|urged|noted|taken note|asserted|expressed|welcomed|encouraged|called|requested|was|were|remained|stated|reported|reiterated|regretted|observed|considered|indicated|invited|asked|recalled|highlighted|found|emphasi[sz]ed|drew|commended|appreciated|concluded|acknowledged|stressed|advised|took|reminded|deplored|raised|underlined|suggested|had (?:been )?(?:recommended|urged|noted|expressed|concerned|asked|requested|called|encouraged|welcomed|stated|reported)|recommends|urges|notes|is|remains|also|further|made|referred|added|explained|pointed|mentioned|informed|issued|adopted|sought|inquired|hoped|proposed|shared|visited)`
	speaksNext  = regexp.MustCompile(`^\)?(?:’s|'s)?,?\s+(?:also |strongly |has |further |similarly |however |likewise |again )*` + speechVerbs + `\b`)
	speaksSoon  = regexp.MustCompile(`^[^.;:]{0,120}?\b` + speechVerbs + `\b`)
	listedNext  = regexp.MustCompile(`^(?:,| and|, and)? (?:the )?(?:Committee|CERD|CESCR|CEDAW|CAT|CRC|CRPD|CED|CMW|HR Committee|Human Rights Committee|ILO|UNHCR|UNESCO|UNICEF|OHCHR)[^.;:]{0,160}?\b` + speechVerbs + `\b`)
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
var tableRE = regexp.MustCompile(`^(?:International human rights treaties|Other main relevant international instruments)\b`)

// unnumberTables takes the numbers from the titles of tables, so that the
// paragraphs keep theirs.
func (c *context) unnumberTables() {
	for i := range c.blocks {
		if b := &c.blocks[i]; b.Number != "" && tableRE.MatchString(b.Text) {
			b.Number = ""
		}
	}
}
