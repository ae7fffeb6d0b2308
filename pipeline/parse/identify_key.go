package parse

import (
	"strings"
	"unicode"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// shortWords are the commonest words of the languages that are told apart.
var shortWords = map[string]string{
	"the": "en", "of": "en", "and": "en", "to": "en", "in": "en", "that": "en",
	"les": "fr", "des": "fr", "et": "fr", "la": "fr", "dans": "fr", "que": "fr",
	"los": "es", "las": "es", "y": "es", "el": "es", "del": "es", "en": "es",
	"и": "ru", "в": "ru", "на": "ru", "по": "ru", "что": "ru", "для": "ru",
}

// language is the language whose short words are the most; English for none.
// Arabic and Chinese are told by their script.
func language(pages []corpus.Page) string {
	text := firstText(pages, 20000)
	letters, arabic, han := 0, 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
		switch {
		case r < 0x600:
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	switch {
	case arabic*2 > letters:
		return "ar"
	case han*3 > letters && letters > 0:
		return "zh"
	}
	words := map[string]int{}
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		if lang := shortWords[w]; lang != "" {
			words[lang]++
		}
	}
	best := "en"
	for _, lang := range []string{"fr", "es", "ru"} {
		if words[lang] > words[best] {
			best = lang
		}
	}
	return best
}

// titleOf is a short name of the document for people.
func titleOf(d *corpus.Document, f front) string {
	of := d.StateName
	if of == "" {
		of = d.State
	}
	names := map[corpus.Kind]string{
		corpus.KindWGReport: "Report of the Working Group on the Universal Periodic Review", corpus.KindAddendum: "Views of the State under review",
		corpus.KindCompilation: "Compilation of United Nations information", corpus.KindSummary: "Summary of stakeholders’ submissions",
		corpus.KindNationalReport: "National report", corpus.KindMidTermReport: "Mid-term report", corpus.KindObservations: "Concluding observations",
		corpus.KindLetter: "Letter from the High Commissioner for Human Rights", corpus.KindMatrix: "Thematic list of recommendations",
		corpus.KindDecision: "Decision of the Human Rights Council", corpus.KindSessionReport: "Report of the Human Rights Council",
		corpus.KindAdvanceQuestion: "Advance questions",
	}
	if n, ok := names[d.Kind]; ok {
		if of != "" {
			n += ": " + of
		}
		return n
	}
	if strings.Contains(d.Decided["kind"], "infographic") {
		return "Infographic on the review: " + of
	}
	if len(f.lines) > 0 {
		return strings.TrimSpace(f.lines[0])
	}
	return d.File
}

var addresseeRE = pattern.New(`(?i)(minister (?:of|for) [A-Za-z ]{3,60}?)(?:\n|,|$)`)

// setKey sets the key, the parent and the stem of citations.
func setKey(c *context, f front) {
	d := c.doc
	switch {
	case d.Kind == corpus.KindLetter && d.State != "" && d.Date != "":
		d.Key = "hc-letter:" + d.State + ":" + d.Date
		d.CiteAs = letterStem(c)
		d.Year = atoi(d.Date[:4])
	case d.Symbol != "":
		d.Key = d.Symbol
	default:
		d.Key = "sha256:" + d.SHA256[:min(12, len(d.SHA256))]
	}
	if d.Kind == corpus.KindMatrix && d.Symbol == "" || d.Kind == corpus.KindLetter && d.CiteAs == "" {
		d.CiteAs = d.Title
	}
	if d.CiteAs == "" && d.Symbol == "" {
		d.CiteAs = d.Title
	}
	if d.Language != "en" && !strings.HasPrefix(d.Key, "sha256:") {
		d.Key += "@" + d.Language
	}
	for _, suffix := range []string{"/Corr.", "/Add.", "/Rev."} {
		if i := strings.LastIndex(d.Symbol, suffix); i > 0 && reportRE.MatchString(d.Symbol[:i]) || i > 0 && suffix == "/Corr." {
			d.Parent = d.Symbol[:i]
		}
	}
}

// letterStem is how a letter is cited.
func letterStem(c *context) string {
	d := c.doc
	to := "the Minister for Foreign Affairs"
	if m := addresseeRE.FindStringSubmatch(firstText(c.in.Pages, 20000)); m != nil {
		to = "the " + strings.TrimSpace(m[1])
	}
	of := d.StateName
	if of != "" && strings.Contains(to, of) {
		return "Letter dated " + longDate(d.Date) + " from the High Commissioner for Human Rights to " + to
	}
	if of != "" && takesThe(of) {
		of = "the " + of
	}
	return "Letter dated " + longDate(d.Date) + " from the High Commissioner for Human Rights to " + to + " of " + of
}

// takesThe reports whether a State's name takes the article in a sentence.
func takesThe(name string) bool {
	for _, w := range []string{"Republic", "Kingdom", "States", "Federation", "Islands", "Netherlands", "Philippines", "Gambia", "Bahamas",
		"Comoros", "Congo", "Maldives", "Niger", "Sudan", "Emirates", "Holy See"} {
		if strings.Contains(name, w) && name != "South Sudan" && name != "Nigeria" {
			return true
		}
	}
	return false
}

// longDate writes 2019-11-28 as "28 November 2019".
func longDate(iso string) string {
	if len(iso) != 10 {
		return iso
	}
	names := []string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	m := atoi(iso[5:7])
	if m < 1 || m > 12 {
		return iso
	}
	return itoa(atoi(iso[8:])) + " " + names[m] + " " + iso[:4]
}
