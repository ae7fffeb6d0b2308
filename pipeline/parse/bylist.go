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

// answerAfterRE is a paragraph after a list that speaks of all of it.
var answerAfterRE = regexp.MustCompile(`(?i)these recommendations|recommendations (?:listed|formulated|made|contained)|all recommendations|the response of|recommendations in paragraphs`)

// positionsAfter gives lists without a position of their own that of the next
// paragraph, or of words in the lead that a pending answer is told with: "In
// the course of the discussion, the following recommendations were made to
// Japan: … The response of Japan to these recommendations will be included in
// the outcome report" (A/HRC/8/44, 60 and 61).
func (w *wgReport) positionsAfter() {
	text := map[string]corpus.Passage{}
	for _, p := range w.doc.Passages {
		if p.Kind == corpus.PassageUPRParagraph {
			text[p.Para] = p
		}
	}
	for i := range w.doc.Passages {
		p := &w.doc.Passages[i]
		if p.Kind != corpus.PassageRecommendation || p.Position != "" {
			continue
		}
		lead, _, _ := strings.Cut(p.Para, ".")
		for n := atoi(lead); n <= atoi(lead)+2 && p.Position == ""; n++ {
			para, ok := text[itoa(n)]
			if !ok || !answerAfterRE.MatchString(para.Text) {
				continue
			}
			if pos, words := leadPosition(para.Text); pos != "" {
				setPosition(p, pos, words, fmt.Sprintf("%s, para. %d", w.doc.Symbol, n), w.doc.Date)
			}
		}
	}
}

// commentRE is the State under review speaking inside a list.
var commentRE = regexp.MustCompile(`^(?:The )?(?:Government|delegation|[A-Z])[\p{L}’' -]{2,50} (?:explained|considers?|stated|noted|believes?|is of the view|emphasi[sz]ed|wishes|cannot|does not|has|had|will)\b`)

// regardingRE is a comment on one recommendation (A/HRC/19/3, 92.1).
var regardingRE = regexp.MustCompile(`^(?:Regarding|As regards|With regard to|Concerning|On) (?:the )?recommendations? (?:No|\d)`)

// comments takes the State's own comments out of the recommendations:
// A/HRC/13/15 prints them as items of the list (92, Nos. 2 and 4).
func (w *wgReport) comments() {
	for i := range w.doc.Passages {
		p := &w.doc.Passages[i]
		if p.Kind != corpus.PassageRecommendation || len(p.By) > 0 || !commentRE.MatchString(p.Text) && !regardingRE.MatchString(p.Text) {
			continue
		}
		if code, _ := resolvePrefix(w.in.States, head(p.Text, 80)); code == w.doc.State || strings.HasPrefix(p.Text, "The ") || regardingRE.MatchString(p.Text) {
			p.Kind, p.Role, p.Ask = corpus.PassageUPRParagraph, corpus.RoleReply, ""
			setPosition(p, "", "", "", "")
		}
	}
}

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
	if source.Kind != corpus.PassageUPRParagraph || len(source.By) == 0 || len(source.Headings) > 0 && conclusionsRE.MatchString(source.Headings[0]) {
		return
	}
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

var recommendedRE = regexp.MustCompile(`(?i)\brecommend(?:ed|s)\b`)

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
