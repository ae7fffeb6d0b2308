package parse

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// ref is a place in section I that a paragraph of section II points to.
type ref struct {
	para         int
	letter, part string // "b" and "ii" in "35 (b) (ii)"
	last         bool   // "last sentence"
}

func (r ref) String() string {
	s := itoa(r.para)
	if r.letter != "" {
		s += " (" + r.letter + ")"
	}
	if r.part != "" {
		s += " (" + r.part + ")"
	}
	if r.last {
		s += ", last sentence"
	}
	return s
}

// para is the normalised paragraph of the recommendation.
func (r ref) id() string {
	switch {
	case r.part != "":
		return fmt.Sprintf("%d(%s)(%s)", r.para, r.letter, r.part)
	case r.letter != "":
		return fmt.Sprintf("%d(%s)", r.para, r.letter)
	}
	return itoa(r.para) + "(rec)"
}

// The grammar of such pointers: "27 (b), (c)", "38 (a, d)", "56, last
// sentence", "35 (a) and (g) (i); 41 (b)", "71; 72 (c)", "53 (c) to (e)".
var (
	pointRE      = pattern.New(`(?i)(?:recommendations?|remarks)((?:[ ,:]+[a-z]+){0,20}?)[ ,:]+paragraphs?:? (\d)`)
	notHereRE    = pattern.New(`(?i)respon|repl|answer|explanation|provided|voluntary`)
	refSepRE     = pattern.New(`^(?:[\s,;:]|and\b|or\b|as well as\b|in\b|the\b|paragraphs?\b)+`)
	refParaRE    = pattern.New(`^(\d{1,3})(\.\d)?`)
	refSubRE     = pattern.New(`(?i)^\(([a-z]{1,4})\)`)
	refLettersRE = pattern.New(`(?i)^\(([a-z](?:,? (?:and )?[a-z])+)\)`)
	refRangeRE   = pattern.New(`^\s*(?:to|[-–])\s*\(([a-z])\)`)
	refLastRE    = pattern.New(`(?i)^\(?(?:the )?last sentence\)?`)
)

// refsIn reads the pointers of a sentence; none where it names numbers of
// recommendations ("109.2") or something else than recommendations.
func refsIn(sentence string) []ref {
	m := pointRE.FindStringSubmatchIndex(sentence)
	if m == nil || notHereRE.MatchString(sentence[m[2]:m[3]]) {
		return nil
	}
	rest := sentence[m[4]:]
	var out []ref
	for {
		rest = rest[len(refSepRE.FindString(rest)):]
		k := len(out) - 1
		switch {
		case refParaRE.MatchString(rest):
			p := refParaRE.FindStringSubmatch(rest)
			if p[2] != "" {
				return nil
			}
			out, rest = append(out, ref{para: atoi(p[1])}), rest[len(p[1]):]
		case k >= 0 && refLettersRE.MatchString(rest):
			p := refLettersRE.FindStringSubmatch(rest)
			for _, f := range strings.FieldsFunc(p[1], func(r rune) bool { return r == ',' || r == ' ' }) {
				if len(f) == 1 {
					out = withLetter(out, strings.ToLower(f))
				}
			}
			rest = rest[len(p[0]):]
		case k >= 0 && refLastRE.MatchString(rest):
			out[k].last = true
			rest = rest[len(refLastRE.FindString(rest)):]
		case k >= 0 && refSubRE.MatchString(rest):
			p := refSubRE.FindStringSubmatch(rest)
			rest = rest[len(p[0]):]
			out = withSub(out, strings.ToLower(p[1]))
			if r := refRangeRE.FindStringSubmatch(rest); r != nil && out[len(out)-1].letter != "" {
				for c := out[len(out)-1].letter[0] + 1; c <= r[1][0]; c++ {
					out = withLetter(out, string(c))
				}
				rest = rest[len(r[0]):]
			}
		default:
			return out
		}
	}
}

// withLetter adds a letter to the paragraph named last.
func withLetter(out []ref, letter string) []ref {
	k := len(out) - 1
	if out[k].letter == "" && !out[k].last {
		out[k].letter = letter
		return out
	}
	return append(out, ref{para: out[k].para, letter: letter})
}

// withSub adds "(b)" or "(ii)": "(i)" is a letter only after "(h)".
func withSub(out []ref, s string) []ref {
	k := len(out) - 1
	roman := strings.Trim(s, "ivx") == "" && out[k].letter != "" && !(s == "i" && out[k].letter == "h")
	switch {
	case !roman && len(s) == 1:
		return withLetter(out, s)
	case roman && out[k].part == "":
		out[k].part = s
		return out
	case roman:
		return append(out, ref{para: out[k].para, letter: out[k].letter, part: s})
	}
	return out
}

// viewsRE is a report that only says that the State's views are elsewhere
// (A/HRC/10/82, 87).
var viewsRE = pattern.New(`(?i)submitted its views`)

// pointedBack resolves recommendations that section II gives only by pointing
// to section I: "The recommendations noted in the report in paragraphs 53 (b)
// and (c), 64 (a) above did not enjoy the support of X" (A/HRC/11/22, 132).
// What cannot be resolved is named.
func (w *wgReport) pointedBack() {
	byPara := map[int]int{}
	for i, p := range w.doc.Passages {
		if n := atoi(p.Para); n > 0 && p.Kind == corpus.PassageUPRParagraph && !inConclusions(p) {
			byPara[n] = i
		}
	}
	seen := map[string]bool{}
	for i, n := 0, len(w.doc.Passages); i < n; i++ {
		lead := w.doc.Passages[i]
		if lead.Kind != corpus.PassageUPRParagraph || !inConclusions(lead) {
			continue
		}
		for _, s := range sentences(lead.Text) {
			refs := refsIn(s)
			if len(refs) == 0 {
				continue
			}
			pos, _ := leadPosition(s)
			if viewsRE.MatchString(s) {
				pos = corpus.Pending
			}
			for _, r := range refs {
				if r.para >= atoi(lead.Para) || seen[r.String()] || w.hasList(itoa(r.para)) {
					continue
				}
				seen[r.String()] = true
				w.resolve(r, byPara, pos, s, lead)
			}
		}
	}
}

// resolve adds the recommendation that a pointer names, or says that it was
// not found.
func (w *wgReport) resolve(r ref, byPara map[int]int, pos corpus.Position, words string, lead corpus.Passage) {
	at, ok := byPara[r.para]
	text := ""
	if ok {
		text = pointedText(w.doc.Passages[at].Text, r)
		if text == "" && r.part == "i" { // "(g) (i)" for "(g), (i)": A/HRC/12/11, 102
			w.resolve(ref{para: r.para, letter: r.letter}, byPara, pos, words, lead)
			w.resolve(ref{para: r.para, letter: r.part}, byPara, pos, words, lead)
			return
		}
	}
	if text == "" {
		w.warn("The recommendation in paragraph %s, which paragraph %s points to, was not found: it is not among the recommendations.", r, lead.Para)
		return
	}
	source := w.doc.Passages[at]
	p := corpus.Passage{Kind: corpus.PassageRecommendation, Role: corpus.RoleRecommendation, Para: r.id(), Text: text, Ask: strings.TrimRight(text, " ;,."),
		Headings: source.Headings, Spans: narrow(w.in.Pages, source.Spans, text), Locator: "para. " + r.String()}
	p.By, p.ByPrinted = recommender(w.in.States, source, text)
	if len(p.By) == 0 {
		p.By, p.ByPrinted = source.By, source.ByPrinted
	}
	setPosition(&p, pos, clip(words), fmt.Sprintf("%s, para. %s", w.doc.Symbol, lead.Para), w.doc.Date)
	w.doc.Passages = append(w.doc.Passages, p)
}

var (
	// recommendCueRE is how delegations recommend in section I; asks and hopes
	// count only where nothing else does.
	recommendCueRE = pattern.New(`(?i)\brecommend(?:ed|s|ing|ation)?\b`)
	askCueRE       = pattern.New(`(?i)\b(?:suggest|urg|encourag|propos|request|invit|call)(?:ed|ing|s|es)?\b|\bshould\b`)
	itemMarkRE     = pattern.New(`(?:^|[\s;:,.])\(?([a-z]{1,4})\)`)
	articleRE      = pattern.New(`(?i)(?:articles?|arts?\.|paragraphs?|paras?\.|sections?|and|,) ?[\d.]+ ?$`)
	goesOnRE       = pattern.New(`^(?:The (?:State|Government|authorities)|It|They|This|These|Such)(?: [a-z]+)? (?:should|would|could|must)\b`)
)

// pointedText cuts what a pointer names out of its paragraph.
func pointedText(text string, r ref) string {
	cue := recommendCueRE.FindStringIndex(text)
	if cue == nil {
		cue = askCueRE.FindStringIndex(text)
	}
	if r.last {
		s := sentences(text)
		return s[len(s)-1]
	}
	if r.letter == "" {
		if cue == nil {
			return ""
		}
		return recommendingSentences(text)
	}
	from := 0
	if cue != nil {
		from = cue[0]
	}
	item := lettered(text[from:], r.letter)
	if item == "" {
		item = lettered(text, r.letter)
	}
	if item != "" && r.part != "" {
		return lettered(item, r.part)
	}
	return item
}

// itemMarks finds the marks "(a)", "(b)" … of a paragraph; "c)" is a mark
// whose bracket was not printed, "article 2 (c)" is none.
func itemMarks(text string) [][2]int {
	var out [][2]int
	for _, m := range itemMarkRE.FindAllStringSubmatchIndex(text, -1) {
		start := m[2]
		if start > 0 && text[start-1] == '(' {
			start--
		}
		if !endsInNumber(text[:start]) || !articleRE.MatchString(text[:start]) {
			out = append(out, [2]int{start, m[1]})
		}
	}
	return out
}

// endsInNumber reports whether a text ends as articleRE does.
func endsInNumber(s string) bool {
	s = strings.TrimSuffix(s, " ")
	return s != "" && (s[len(s)-1] == '.' || s[len(s)-1] >= '0' && s[len(s)-1] <= '9')
}

// lettered cuts item (b) out of "(a) …; (b) … and (c) …": it ends before (c),
// or with its sentence where the delegation goes on to other things.
func lettered(text, mark string) string {
	marks := itemMarks(text)
	for i, m := range marks {
		if strings.Trim(text[m[0]:m[1]], "()") != mark {
			continue
		}
		rest := text[m[1]:]
		for _, next := range marks[i+1:] {
			if strings.Trim(text[next[0]:next[1]], "()") == after(mark) {
				rest = withoutLeadIn(text[m[1]:next[0]])
				break
			}
		}
		return firstSentence(rest)
	}
	return ""
}

// after is the mark that follows: "b" after "a", "ii" after "i".
func after(mark string) string {
	romans := []string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"}
	for i, r := range romans[:len(romans)-1] {
		if r == mark && len(mark) > 1 || mark == "i" && i == 0 {
			return romans[i+1]
		}
	}
	return string(mark[0] + 1)
}

// leadInRE leads in the next item: "…; and encouraged the Government".
var leadInRE = pattern.New(`[;,] (?:and )?(?:also )?(?:further )?(?:recommend|encourag|urg|suggest)[a-z]*(?: (?:that|the|it|to|Government|[A-Z][a-z]+))*\s*$`)

// danglingRE is what is left before the mark of the next item: "…; and that it".
var danglingRE = pattern.New(`[ ;,]+(?:and|or)(?: also| further)?(?: that(?: it)?)?,?$`)

func withoutLeadIn(s string) string { return leadInRE.ReplaceAllString(s, "") }

// firstSentence keeps the first sentence and those that only go on with it.
func firstSentence(s string) string {
	parts := sentences(strings.TrimSpace(s))
	out := parts[0]
	if strings.HasSuffix(out, ";") && len(parts) > 1 { // sentences also parts at ";"
		for _, p := range parts[1:] {
			out += " " + p
			if strings.HasSuffix(p, ".") {
				break
			}
		}
	}
	for _, p := range parts[1:] {
		if !strings.HasSuffix(out, ".") || !goesOnRE.MatchString(p) {
			break
		}
		out += " " + p
	}
	out = strings.TrimSpace(out)
	return strings.Trim(danglingRE.ReplaceAllString(out, ""), " ;,")
}

// recommendingSentences is the part of a paragraph from the first sentence that
// recommends to the last.
func recommendingSentences(text string) string {
	s := sentences(text)
	re := recommendCueRE
	if !re.MatchString(text) {
		re = askCueRE
	}
	first, last := -1, -1
	for i, x := range s {
		if re.MatchString(x) || first >= 0 && len(itemMarks(x)) > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return ""
	}
	return strings.Join(s[first:last+1], " ")
}

// recommenderRE is who recommends, before the verb.
var recommenderRE = pattern.New(`([A-Z][\p{L}’'() -]{2,60}?) (?:also |further |therefore |finally |then |strongly )*(?:recommended|suggested|urged|encouraged|proposed|requested|invited|called)\b`)

// recommender finds the delegation whose recommendation a text is: the one
// named before the verb in its own sentence, else in the nearest before it.
func recommender(g *corpus.Gazetteer, source corpus.Passage, text string) (by, printed []string) {
	at := strings.Index(source.Text, text)
	if at < 0 {
		return nil, nil
	}
	upTo := source.Text[:min(len(source.Text), at+len(text))]
	all := recommenderRE.FindAllStringSubmatchIndex(upTo, -1)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i][0] > at && i > 0 {
			continue
		}
		words := strings.Fields(upTo[all[i][2]:all[i][3]])
		for k := range words {
			name := strings.Join(words[k:], " ")
			if code, ok := g.Resolve(name); ok {
				return []string{code}, []string{name}
			}
		}
	}
	return nil, nil
}
