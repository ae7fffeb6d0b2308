package parse

import (
	"regexp"
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/layout"
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

// sameRE is a sentence whose speaker is that of the one before.
var sameRE = regexp.MustCompile(`^(The same|It |The) (Committee|bod(y|ies)|Special Rapporteur|Working Group|submission|also|further|urged|recommended|noted|expressed)`)

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

// bodiesIn lists who speaks in a paragraph, in order of first mention at the
// head of its sentences; previous is who spoke last, for "The same Committee".
func bodiesIn(text, previous string) (who []string) {
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
	if len(who) == 0 && previous != "" && (sameRE.MatchString(text) || strings.Contains(text, "the same Committee")) {
		who = []string{previous}
	}
	return who
}

// parseCompilation parses the Office's compilation: each paragraph says what
// a body said, with an endnote for its source.
func parseCompilation(c *context) {
	c.unnumberTables()
	n := &numbered{context: c, kind: corpus.PassageCompilation}
	notes := endnotes(n.run())
	previous := ""
	for i := range c.doc.Passages {
		p := &c.doc.Passages[i]
		p.Role = roleOf(p.Text)
		p.SpeaksFor = bodiesIn(p.Text, previous)
		if k := len(p.SpeaksFor); k > 0 {
			previous = p.SpeaksFor[k-1]
		}
		p.By = p.SpeaksFor
	}
	c.sources(notes)
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

// submitterRE is a submitter's code in a summary: "JS1", "AI", "CRIN".
var submitterRE = regexp.MustCompile(`\b(JS ?\d{1,2}|[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z]+)*)\b`)

// parseSummary parses the summary of stakeholders' submissions.
func parseSummary(c *context) {
	n := &numbered{context: c, kind: corpus.PassageSummary}
	notes := endnotes(n.run())
	for i := range c.doc.Passages {
		p := &c.doc.Passages[i]
		p.Role = roleOf(p.Text)
		for _, m := range submitterRE.FindAllStringSubmatch(p.Text, 6) {
			code := strings.ReplaceAll(m[1], " ", "")
			if !contains(p.SpeaksFor, code) && !isInstrument[code] {
				p.SpeaksFor = append(p.SpeaksFor, code)
			}
		}
		p.By = p.SpeaksFor
	}
	c.sources(notes)
}

// isInstrument are capitals in summaries that are no submitters.
var isInstrument = map[string]bool{"ICCPR": true, "ICESCR": true, "ICERD": true, "CEDAW": true, "CAT": true, "CRC": true, "CRPD": true,
	"ICRMW": true, "OPCAT": true, "OP-CAT": true, "UPR": true, "NHRI": true, "UN": true, "EU": true, "HIV": true, "AIDS": true, "LGBT": true,
	"LGBTI": true, "NGO": true, "NGOs": true, "ILO": true, "CPED": true, "ICPPED": true}

// endnotes are notes by their mark; a mark met twice keeps its first note.
func endnotes(blocks []layout.Block) map[string]string {
	out := map[string]string{}
	for _, b := range blocks {
		m := noteRE.FindStringSubmatch(strings.TrimSpace(b.Number + " " + b.Text))
		if m == nil {
			continue
		}
		if _, ok := out[m[1]]; !ok {
			out[m[1]] = m[2]
		}
	}
	return out
}

var noteRE = regexp.MustCompile(`^(\d{1,3})\.?\s+(.+)`)

// sources gives each passage what its notes cite. Marks follow the blocks, so
// a passage takes the marks of the blocks that made it.
func (c *context) sources(notes map[string]string) {
	if len(notes) == 0 {
		return
	}
	marks := map[corpus.Span][]string{}
	for _, b := range c.blocks {
		if len(b.Notes) > 0 && len(b.Spans) > 0 {
			marks[b.Spans[0]] = b.Notes
		}
	}
	for i := range c.doc.Passages {
		p := &c.doc.Passages[i]
		if len(p.Spans) == 0 {
			continue
		}
		for _, mark := range marks[p.Spans[0]] {
			note, ok := notes[strings.Trim(mark, ", ")]
			if !ok {
				continue
			}
			for _, ref := range references(note) {
				if !contains(p.Source, ref) {
					p.Source = append(p.Source, ref)
				}
			}
		}
	}
}
