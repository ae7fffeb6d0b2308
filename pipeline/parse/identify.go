package parse

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// front is the beginning of a document: the lines of its first page, joined
// and one by one.
type front struct {
	lines []string
	text  string // lines joined by "\n"
	lower string // lines joined by spaces, in lower case
}

// frontLines is how many lines of the first page are looked at, and lineBytes
// how much of each; a file without line ends is one line.
const (
	frontLines = 70
	lineBytes  = 4000
)

func newFront(pages []corpus.Page) front {
	var f front
	for _, p := range pages[:min(2, len(pages))] {
		for _, l := range strings.Split(p.Text, "\n") {
			if len(f.lines) == frontLines {
				break
			}
			if l = strings.Join(strings.Fields(beginning(l, lineBytes)), " "); l != "" {
				f.lines = append(f.lines, l)
			}
		}
		if len(f.lines) > 12 {
			break
		}
	}
	f.text = strings.Join(f.lines, "\n")
	f.lower = strings.ToLower(strings.Join(f.lines, " "))
	return f
}

// identify decides what a document is, and says how in Decided.
func identify(c *context) {
	f := newFront(c.in.Pages)
	d := c.doc
	d.Language = language(c.in.Pages)
	d.Decided["language"] = "commonest short words"
	d.Symbol = mastheadSymbol(f)
	if d.Symbol != "" {
		d.Decided["symbol"] = "masthead"
	}
	d.Kind, d.Decided["kind"] = kindOf(d.Symbol, f, c.in.Pages)
	if d.Date = mastheadDate(f); d.Date != "" {
		d.Decided["date"] = "first date that stands alone at the top"
	}
	identifyState(c, f)
	identifySession(c, f)
	identifyYear(c)
	d.Mechanism = mechanismOf(d)
	d.Title = titleOf(d, f)
	setKey(c, f)
}

// nonMasthead marks lines whose symbols belong to other documents.
var nonMasthead = pattern.New(`(?i)issued|document symbol|see |pursuant|contained in|resolution|para`)

// splitMastRE heals a masthead whose symbol was torn apart by its neighbours:
// "A⏎United Nations⏎/HRC/WG.6/29/BRB/2" (text copies of the reports on Barbados).
var splitMastRE = pattern.New(`(?m)^(?:United Nations )?A\n(?:United Nations\n)?/HRC/`)

// unNameRE is the name of the United Nations before a symbol, in its languages.
var unNameRE = pattern.New(`^(?:United Nations|UNITED NATIONS|Nations Unies|Naciones Unidas|Организация Объединенных Наций|联合国|الأمم المتحدة)`)

// mastheadSymbol finds the document's own symbol at the top of page 1.
func mastheadSymbol(f front) string {
	text := splitMastRE.ReplaceAllString(f.text, "A/HRC/")
	for i, l := range strings.Split(text, "\n") {
		if i > 30 {
			break
		}
		l = strings.TrimSpace(unNameRE.ReplaceAllString(l, ""))
		if nonMasthead.MatchString(l) || len(l) > 60 {
			continue
		}
		if s := corpus.FindSymbols(l); len(s) == 1 && strings.HasPrefix(corpus.CanonicalSymbol(l), s[0][:min(4, len(s[0]))]) {
			return s[0]
		}
	}
	return ""
}

// kindOf decides the kind, by the symbol's form where it tells, else by title.
func kindOf(symbol string, f front, pages []corpus.Page) (corpus.Kind, string) {
	if k := kindOfSymbol(symbol, f); k != "" {
		return k, "symbol and title"
	}
	if isLetter(pages) {
		return corpus.KindLetter, "its subject and its closing formula"
	}
	top := strings.Join(f.lines[:min(12, len(f.lines))], "\n")
	for _, t := range []struct {
		kind corpus.Kind
		re   *pattern.Pattern
	}{
		{corpus.KindMatrix, matrixRE}, {corpus.KindAdvanceQuestion, questionsRE}, {corpus.KindMidTermReport, midTermRE},
		{corpus.KindObservations, observationsRE},
	} {
		if t.re.MatchString(top) {
			return t.kind, "title"
		}
	}
	switch {
	case strings.HasPrefix(symbol, "A/RES/"), strings.HasPrefix(symbol, "A/HRC/RES/"):
		return corpus.KindOther, "symbol of a resolution"
	case strings.Contains(f.lower, "trends in supported"):
		return corpus.KindOther, "words of the Office's infographic"
	}
	return corpus.KindOther, unknownKind
}

// unknownKind is how the kind of a document was decided that no rule knows.
const unknownKind = "nothing in it says more"

var (
	wg6RE           = pattern.New(`^A/HRC/WG\.6/(\d+)/([A-Z]{3})/(\d)`)
	reportRE        = pattern.New(`^A/HRC/\d+/\d+$`)
	councilReportRE = pattern.New(`report of the human rights council (?:on its|to the general assembly)`)
	matrixRE        = pattern.New(`(?i)thematic list of recommendations|recommendation(?: and recommending State)?\nposition|source of position:`)
	questionsRE     = pattern.New(`(?i)(advance|advanced) questions|questions? submitted in advance`)
	midTermRE       = pattern.New(`(?i)mid-?term (report|review)`)
	observationsRE  = pattern.New(`(?i)concluding (observations|comments)( of the| on the)`)
	coSymbolRE      = pattern.New(`/CO/\d|^CCPR/CO/|^(?:CRC/C/15|CCPR/C/79|E/C\.12/1|CERD/C/304)/Add\.\d+|^CAT/C/CR/`)
)

// kindOfSymbol decides by the form of the symbol and the words of the title.
func kindOfSymbol(symbol string, f front) corpus.Kind {
	base, _, corrected := strings.Cut(symbol, "/Corr.")
	_ = corrected
	if m := wg6RE.FindStringSubmatch(base); m != nil {
		return map[string]corpus.Kind{"1": corpus.KindNationalReport, "2": corpus.KindCompilation, "3": corpus.KindSummary}[m[3]]
	}
	wg := strings.Contains(f.lower, "report of the working group on the universal periodic")
	switch {
	case strings.HasPrefix(base, "A/HRC/DEC/"):
		return corpus.KindDecision
	case strings.Contains(base, "/Add.") && strings.HasPrefix(base, "A/HRC/") && (wg || strings.Contains(f.lower, "views on conclusions")):
		return corpus.KindAddendum
	case reportRE.MatchString(base) && councilReportRE.MatchString(f.lower):
		return corpus.KindSessionReport
	case reportRE.MatchString(base) && wg:
		return corpus.KindWGReport
	case coSymbolRE.MatchString(base) && !strings.Contains(base, "/Q/"):
		return corpus.KindObservations
	case reportRE.MatchString(base) && strings.Contains(f.lower, "commission of inquiry"):
		return corpus.KindInquiry
	case strings.HasPrefix(base, "A/HRC/") && strings.Contains(f.lower, "special rapporteur"):
		return corpus.KindSpecial
	}
	return ""
}

// closingFormula ends the High Commissioner's letters, also where character
// recognition read the letterhead badly.
var closingFormula = pattern.New(`(?i)assurances of my highest consideration`)

// isLetter recognises the High Commissioner's letters after a review.
func isLetter(pages []corpus.Page) bool {
	text := strings.Join(strings.Fields(firstText(pages, 9000)), " ")
	return closingFormula.MatchString(text) && strings.Contains(strings.ToLower(text), "universal periodic")
}

// firstText is the beginning of a document's text: the pages that have the first
// n bytes, of a page without end its beginning.
func firstText(pages []corpus.Page, n int) string {
	const most = 100_000
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(beginning(p.Text, most) + "\n")
		if b.Len() > n {
			break
		}
	}
	return b.String()
}

// beginning is at most the first n bytes of s, in whole characters.
func beginning(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

var months = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12}

// dateRE reads a date; character recognition takes the O of October for a zero,
// and can part the digits of the day.
var dateRE = pattern.New(`\b(\d ?\d?) ?(January|February|March|April|May|June|July|August|September|[O0]ctober|November|December),? (\d{4})\b`)

// mastheadDate is the first line that is a date and no more; the dates of a
// session come as ranges.
func mastheadDate(f front) string {
	for i, l := range f.lines {
		if i > 30 {
			break
		}
		m := dateRE.FindStringSubmatchIndex(l)
		if m == nil || m[0] > 40 {
			continue
		}
		before := strings.TrimSpace(l[:m[0]])
		if strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "to") {
			continue
		}
		return isoDate(l[m[2]:m[3]], l[m[4]:m[5]], l[m[6]:m[7]])
	}
	return ""
}

func isoDate(day, month, year string) string {
	d, _ := strconv.Atoi(strings.ReplaceAll(day, " ", ""))
	m := months[strings.Replace(strings.ToLower(month), "0", "o", 1)]
	return year + "-" + pad(m) + "-" + pad(d)
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
