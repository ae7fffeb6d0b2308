package parse

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"refrain/corpus"
)

var (
	numbersRE  = regexp.MustCompile(`(?i)recommendations? (?:contained in paragraph \d+, )?(?:\(?nos?\.? ?)?((?:\d{1,3}(?:\.\d{1,3})?(?: ?[-–] ?\d{1,3}(?:\.\d{1,3})?)?(?:, | and |, and |; )?)+)\)?`)
	byNumberRE = regexp.MustCompile(`(?i)already (been )?(implemented|in the process)|cannot be accepted|not enjoy|rejected`)
	pointRE    = regexp.MustCompile(`(?i)recommendations? (?:noted |contained |made |listed |reflected |mentioned |set out |in |by |the |report |above |section |I |of |and |present |its |are |were |also )*(?:in )?(?:the )?(?:report )?(?:in )?paragraphs?:? ([^:]{2,900}?)(?: above| did | do | would | are | were | will | have | of the | in the report| in section|$)`)
	paraRefRE  = regexp.MustCompile(`(\d{1,3})((?: ?\([a-z, ]+\)(?: ?\([ivx]+\))*(?:,? (?:and )?)?)*)`)
	subRefRE   = regexp.MustCompile(`\(([a-z](?:, [a-z])*)\)`)
)

// positionsByNumber applies sentences that name recommendations by number:
// "X considers that recommendations Nos. 2, 7 and 85-119 above are already
// implemented".
func (w *wgReport) positionsByNumber() {
	for _, para := range w.doc.Passages {
		if para.Kind != corpus.PassageUPRParagraph || !byNumberRE.MatchString(para.Text) || atoiPara(para.Para) == 0 {
			continue
		}
		m := numbersRE.FindStringSubmatch(para.Text)
		if m == nil {
			continue
		}
		pos, _ := leadPosition(para.Text)
		for _, id := range expandNumbers(m[1]) {
			w.apply(id, pos, para)
		}
	}
}

func atoiPara(s string) int { n, _ := strconv.Atoi(s); return n }

// apply states a position on the recommendation with a number, printed with or
// without its lead, in a list before the paragraph.
func (w *wgReport) apply(id string, pos corpus.Position, para corpus.Passage) {
	for i := range w.doc.Passages {
		p := &w.doc.Passages[i]
		if p.Kind != corpus.PassageRecommendation || p.Para != id && !strings.HasSuffix(p.Para, "."+id) {
			continue
		}
		if p.Position == pos {
			return
		}
		keepHistory(p)
		setPosition(p, pos, para.Text, fmt.Sprintf("%s, para. %s", w.doc.Symbol, para.Para), w.doc.Date)
		return
	}
}

// keepHistory moves a passage's position into its history.
func keepHistory(p *corpus.Passage) {
	if p.Position != "" {
		p.History = append(p.History, corpus.Statement{Position: p.Position, Partial: p.Partial,
			Text: p.PositionText, Source: p.PositionSource, Date: p.PositionDate})
	}
	p.Partial = false
}

// expandNumbers reads "2, 7, 85-87 and 93.1" as single numbers.
func expandNumbers(s string) []string {
	var out []string
	for _, part := range regexp.MustCompile(`,| and |;`).Split(s, -1) {
		a, b, ok := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		a, b = strings.TrimSpace(a), strings.TrimSpace(b)
		if !ok {
			if a != "" {
				out = append(out, strings.TrimSuffix(a, "."))
			}
			continue
		}
		out = append(out, expandRange(a, b)...)
	}
	return out
}

// expandRange lists the numbers from a to b: "122.17" to "18", "85" to "119".
func expandRange(a, b string) []string {
	prefix := ""
	if i := strings.LastIndexByte(a, '.'); i >= 0 {
		prefix, a = a[:i+1], a[i+1:]
	}
	if i := strings.LastIndexByte(b, '.'); i >= 0 {
		b = b[i+1:]
	}
	from, to := atoi(a), atoi(b)
	if from == 0 || to < from || to-from > 400 {
		return nil
	}
	var out []string
	for n := from; n <= to; n++ {
		out = append(out, prefix+itoa(n))
	}
	return out
}

// pointedBack resolves recommendations that section II gives only by pointing
// to section I: "The recommendations noted in the report in paragraphs 53 (b)
// and (c), 64 (a) above did not enjoy the support of X" (A/HRC/11/22, 132).
func (w *wgReport) pointedBack() {
	byPara := map[string]int{}
	for i, p := range w.doc.Passages {
		if _, ok := byPara[p.Para]; !ok {
			byPara[p.Para] = i
		}
	}
	n := len(w.doc.Passages)
	for i := 0; i < n; i++ {
		para := w.doc.Passages[i]
		if para.Kind != corpus.PassageUPRParagraph || len(para.Headings) == 0 || !conclusionsRE.MatchString(para.Headings[0]) {
			continue
		}
		m := pointRE.FindStringSubmatch(para.Text)
		if m == nil || numbersRE.MatchString(para.Text) && strings.Contains(para.Text, "Nos.") {
			continue
		}
		pos, words := leadPosition(para.Text)
		if pos == "" {
			continue
		}
		for _, ref := range paraRefRE.FindAllStringSubmatch(m[1], -1) {
			w.resolveRef(ref, byPara, pos, words, para)
		}
	}
}

// resolveRef adds the recommendations of one reference, "53 (b) and (c)".
func (w *wgReport) resolveRef(ref []string, byPara map[string]int, pos corpus.Position, words string, lead corpus.Passage) {
	at, ok := byPara[ref[1]]
	if !ok || at >= len(w.doc.Passages) || atoi(ref[1]) >= atoi(lead.Para) {
		return
	}
	source := w.doc.Passages[at]
	var letters []string
	for _, m := range subRefRE.FindAllStringSubmatch(ref[2], -1) {
		letters = append(letters, strings.Split(m[1], ", ")...)
	}
	if len(letters) == 0 {
		letters = []string{""}
	}
	for _, letter := range letters {
		text, ok := subItem(source.Text, letter)
		if !ok {
			w.warn("The recommendation in paragraph %s (%s), which paragraph %s points to, was not found.", ref[1], letter, lead.Para)
			continue
		}
		p := corpus.Passage{Kind: corpus.PassageRecommendation, Role: corpus.RoleRecommendation, Para: ref[1], Text: text, Ask: text,
			By: source.By, ByPrinted: source.ByPrinted, Headings: source.Headings, Spans: source.Spans, Locator: "para. " + ref[1]}
		if letter != "" {
			p.Para, p.Locator = ref[1]+"("+letter+")", fmt.Sprintf("para. %s (%s)", ref[1], letter)
		} else {
			p.Para = ref[1] + "(rec)"
		}
		setPosition(&p, pos, words, fmt.Sprintf("%s, para. %s", w.doc.Symbol, lead.Para), w.doc.Date)
		w.doc.Passages = append(w.doc.Passages, p)
	}
}

var recommendedRE = regexp.MustCompile(`(?i)(recommended|recommends|recommendation)`)

// subItem cuts sub-item (b) out of "recommended that X: (a) …; (b) …". The
// empty letter means the whole recommendation.
func subItem(text, letter string) (string, bool) {
	at := recommendedRE.FindStringIndex(text)
	if at == nil {
		return "", false
	}
	if letter == "" {
		return strings.TrimSpace(text[strings.LastIndex(text[:at[0]], ". ")+1:]), true
	}
	rest := text[at[0]:]
	i := strings.Index(rest, "("+letter+")")
	if i < 0 {
		return "", false
	}
	rest = rest[i+len(letter)+2:]
	next := "(" + string(letter[0]+1) + ")"
	if k := strings.Index(rest, next); k > 0 {
		rest = rest[:k]
	} else if k := strings.Index(rest, ". "); k > 0 {
		rest = rest[:k+1]
	}
	return strings.Trim(strings.TrimSuffix(strings.TrimSpace(rest), " and"), " ;,"), true
}
