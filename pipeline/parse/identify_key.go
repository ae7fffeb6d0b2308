package parse

import (
	"regexp"
	"strings"

	"refrain/corpus"
)

// titles are short names of documents for people, by kind.
var titles = map[corpus.Kind]string{
	corpus.KindWGReport:       "Report of the Working Group on the Universal Periodic Review",
	corpus.KindAddendum:       "Views of the State under review",
	corpus.KindCompilation:    "Compilation of United Nations information",
	corpus.KindSummary:        "Summary of stakeholders’ submissions",
	corpus.KindNationalReport: "National report",
	corpus.KindMidTermReport:  "Mid-term report",
	corpus.KindObservations:   "Concluding observations",
	corpus.KindLetter:         "Letter from the High Commissioner for Human Rights",
	corpus.KindMatrix:         "Thematic list of recommendations",
	corpus.KindDecision:       "Decision of the Human Rights Council",
	corpus.KindSessionReport:  "Report of the Human Rights Council",
	corpus.KindInquiry:        "Report of a commission of inquiry",
	corpus.KindSpecial:        "Report of a special procedure",
}

var (
	// batchRE tells apart the parts in which advance questions are sent.
	batchRE = regexp.MustCompile(`(?i)[–-] ?(add\.? ?\d+)|\(([a-z]+ batch)\)`)
	// leafletRE is the headline of the Office's leaflets on a review.
	leafletRE = regexp.MustCompile(`(?i)trends in supported`)
)

// titleOf is a short name of the document for people.
func titleOf(d *corpus.Document, f front) string {
	of := d.StateName
	if of == "" {
		of = d.State
	}
	switch {
	case d.Kind == corpus.KindAdvanceQuestion:
		t := "Advance questions to " + withArticle(of)
		if of == "" {
			t = "Advance questions"
		}
		if m := batchRE.FindStringSubmatch(f.top(3)); m != nil {
			t += ", " + strings.ToLower(m[1]+m[2])
		}
		return t
	case d.Kind == corpus.KindOther && leafletRE.MatchString(f.joined):
		return "Leaflet on the Universal Periodic Review: " + of
	}
	if n, ok := titles[d.Kind]; ok {
		if of != "" {
			n += ": " + of
		}
		if strings.Contains(d.Symbol, "/Corr.") {
			n += " (corrigendum)"
		}
		return n
	}
	for _, l := range f.lines {
		if len(l) > 15 && loneSymbol(l) == "" && !notMastheadRE.MatchString(l) && !namesRE.MatchString(l) {
			return l
		}
	}
	if len(f.lines) > 0 {
		return f.lines[0]
	}
	return d.File
}

// setKey sets the key, the parent and the stem of citations.
func setKey(c *context) {
	d := c.doc
	switch {
	case d.Symbol != "":
		d.Key = d.Symbol
	case d.Kind == corpus.KindLetter && d.State != "" && d.Date != "":
		d.Key = "hc-letter:" + d.State + ":" + d.Date
	default:
		d.Key = "sha256:" + d.SHA256[:min(12, len(d.SHA256))]
	}
	if d.CiteAs == "" && d.Symbol == "" {
		d.CiteAs = d.Title
	}
	if d.Language != "en" && !strings.HasPrefix(d.Key, "sha256:") {
		d.Key += "@" + d.Language
	}
	for _, suffix := range []string{"/Corr.", "/Rev.", "/Add."} {
		i := strings.LastIndex(d.Symbol, suffix)
		if i <= 0 || d.Parent != "" {
			continue
		}
		if base := d.Symbol[:i]; suffix != "/Add." || reportRE.MatchString(base) || strings.Contains(base, "/CO/") || strings.HasPrefix(base, "A/HRC/WG.6/") {
			d.Parent = base
		}
	}
}

// withArticle puts "the" before a State's name that takes it in a sentence.
func withArticle(name string) string {
	if takesThe(name) {
		return "the " + name
	}
	return name
}

// takesThe reports whether a State's name takes the article in a sentence.
func takesThe(name string) bool {
	for _, w := range []string{"Republic", "Kingdom", "States", "Federation", "Islands", "Netherlands", "Philippines", "Gambia", "Bahamas",
		"Comoros", "Congo", "Maldives", "Niger", "Sudan", "Emirates", "Holy See", "Principality", "Commonwealth", "Sultanate"} {
		if strings.Contains(name, w) && name != "South Sudan" && name != "Nigeria" && !strings.Contains(name, "(") {
			return true
		}
	}
	return false
}
