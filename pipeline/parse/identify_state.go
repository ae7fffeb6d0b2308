package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

var (
	isoInSymbol = pattern.New(`^(?:A/HRC/WG\.6/\d+|[A-Z]+/C(?:/OP[AS]C)?|E/C\.12|CAT/OP)/([A-Z]{3})/|^CCPR/CO/\d+/([A-Z]{3})`)
	compilation = pattern.New(`(?i)(?:compilation|stakeholders.? submissions|information|review|questions|observations|recommendations)(?: report of| of the| on the)*.{0,60}? (?:on|of|to|for) (?:the )?(.{3,60})$`)
	// matrixHeadRE is the running head of the Office's thematic lists.
	matrixHeadRE = pattern.New(`UPR of (?:the )?([A-Z][^(]{2,60}?) ?\( ?(\d) ?(?:st|nd|rd|th) Cycle ?[-–] ?([\d ]{2,4}) ?(?:st|nd|rd|th) [Ss]ession`)
	ofTheUPR     = pattern.New(`(?i)(?:cycle|review) of the Universal Periodic Review(?: \(UPR\))? of (?:the )?([A-Z][^.,;]{3,60}?)(?: and| which| during|,|\.|$)`)
)

// identifyState finds the State under review and the name the document
// prints: by the symbol, by a title line that is a State's name, or by a
// title that ends in one.
func identifyState(c *context, f front) {
	d, g := c.doc, c.in.States
	if m := isoInSymbol.FindStringSubmatch(d.Symbol); m != nil {
		if code := m[1] + m[2]; g.Known(code) {
			d.State, d.Decided["state"] = code, "symbol"
		}
	}
	if d.Kind == corpus.KindSessionReport {
		return // it concerns many States
	}
	code, name, how := stateInFront(c, f)
	switch {
	case d.State == "" && code != "":
		d.State, d.StateName, d.Decided["state"] = code, name, how
	case d.State != "" && code == d.State:
		d.StateName = name
	case d.State != "":
		d.StateName = g.Name(d.State)
	}
	if d.State == "" && d.Kind == corpus.KindWGReport {
		c.warn("The State under review was not recognised.")
	}
	if owner := corpus.StateOfSymbol(d.Symbol); owner != "" && d.State != "" && owner != d.State {
		c.warn("The symbol %s is that of the document on %s, by the catalogue of reviews; this one reads as one on %s.", d.Symbol, g.Name(owner), d.StateName)
	}
}

// stateInFront looks for a State's name on the first page.
func stateInFront(c *context, f front) (code, name, how string) {
	g := c.in.States
	if c.doc.Kind == corpus.KindLetter {
		text := strings.Join(strings.Fields(firstText(c.in.Pages, 8000)), " ")
		if m := ofTheUPR.FindStringSubmatch(text); m != nil {
			if code, name := resolvePrefix(g, m[1]); code != "" {
				return code, name, "the letter's first sentence"
			}
		}
	}
	if m := matrixHeadRE.FindStringSubmatch(strings.Join(f.lines[:min(4, len(f.lines))], " ")); m != nil {
		if code, name := resolvePrefix(g, m[1]); code != "" {
			return code, name, "running head"
		}
	}
	for i, l := range f.lines {
		if i > 45 {
			break
		}
		l = strings.Trim(l, "*∗/ 0123456789,")
		// "China (including Hong Kong, China and Macao, China)": A/HRC/25/5.
		before, _, _ := strings.Cut(l, " (including ")
		for _, name := range []string{twoLines(f.lines, i), l, before} {
			if code, ok := g.Resolve(name); ok {
				return code, strings.TrimPrefix(strings.Trim(name, " –-"), "the "), "title"
			}
		}
		// "Concluding observations of the Committee on …: Examplia"
		if i := strings.LastIndex(l, ": "); i > 0 && observationsRE.MatchString(l) {
			if code, ok := g.Resolve(l[i+2:]); ok {
				return code, l[i+2:], "title"
			}
		}
		if m := compilation.FindStringSubmatch(l); m != nil {
			if code, name := resolvePrefix(g, strings.Trim(m[1], "*/ 0123456789")); code != "" {
				return code, name, "title"
			}
		}
	}
	return "", "", ""
}

// twoLines joins a line with the next where a long name is broken.
func twoLines(lines []string, i int) string {
	if i+1 >= len(lines) || len(lines[i]) < 12 {
		return ""
	}
	return strings.Trim(lines[i], "*∗ ") + " " + strings.Trim(lines[i+1], "*∗/ ")
}

// resolvePrefix finds the longest beginning of s that names a State.
func resolvePrefix(g *corpus.Gazetteer, s string) (code, name string) {
	for s = spaced(s); s != ""; s = s[:max(0, strings.LastIndexByte(s, ' '))] {
		name = strings.Trim(s, ",.;*")
		if code, ok := g.Resolve(name); ok {
			return code, strings.TrimPrefix(strings.Trim(name, " –-"), "the ")
		}
	}
	return "", ""
}

// bodies are the mechanisms by the beginning of a symbol.
var bodies = []struct {
	prefix string
	body   corpus.Mechanism
}{
	{"CERD/", corpus.CERD}, {"CCPR/", corpus.CCPR}, {"CEDAW/", corpus.CEDAW}, {"CAT/OP", corpus.SPT}, {"CAT/", corpus.CAT},
	{"CRC/", corpus.CRC}, {"CMW/", corpus.CMW}, {"CRPD/", corpus.CRPD}, {"CED/", corpus.CED}, {"E/C.12/", corpus.CESCR},
}

// mechanismOf says who speaks in a document.
func mechanismOf(d *corpus.Document) corpus.Mechanism {
	switch d.Kind {
	case corpus.KindWGReport, corpus.KindDecision, corpus.KindSessionReport, corpus.KindMatrix, corpus.KindAdvanceQuestion:
		return corpus.UPR
	case corpus.KindAddendum, corpus.KindNationalReport, corpus.KindMidTermReport:
		return corpus.State
	case corpus.KindCompilation, corpus.KindLetter:
		return corpus.OHCHR
	case corpus.KindSummary:
		return corpus.Stakeholders
	case corpus.KindInquiry:
		return corpus.COI
	case corpus.KindSpecial:
		return corpus.SP
	}
	for _, b := range bodies {
		if strings.HasPrefix(d.Symbol, b.prefix) {
			return b.body
		}
	}
	return ""
}
