package parse

import (
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// parseCompilation parses the Office's compilation: each sentence says what a
// body said, with an endnote for its source.
func parseCompilation(c *context) {
	c.unnumberTables()
	c.reported(corpus.PassageCompilation, bodiesIn)
}

// parseSummary parses the summary of stakeholders' submissions: the speakers
// are submitters, by the codes that its first note explains.
func parseSummary(c *context) {
	c.reported(corpus.PassageSummary, func(s string, _ spoken) []string { return submittersIn(s) })
}

// spoken is who spoke last.
type spoken struct{ any, committee string }

// reported reads a document that reports what others said: who speaks is
// decided sentence by sentence, each sentence with the sources of its notes.
func (c *context) reported(kind corpus.PassageKind, speakersOf func(string, spoken) []string) {
	n := &numbered{context: c, kind: kind, marked: true}
	blocks := n.run()
	notes := endnotes(blocks)
	refs := noteSources(notes)
	var before spoken
	for i := range c.doc.Passages {
		p := &c.doc.Passages[i]
		p.Text = strings.TrimSpace(p.Text)
		p.Role = roleOf(p.Text)
		here := "" // who spoke in the sentence before
		for k, r := range sentenceRanges(p.Text) {
			text := p.Text[r[0]:r[1]]
			u := corpus.Unit{Name: "sentence " + itoa(k+1), Text: text, Start: utf8.RuneCountInString(p.Text[:r[0]])}
			u.End = u.Start + utf8.RuneCountInString(text)
			u.By = speakersOf(text, before)
			for _, m := range n.marks[i] {
				if m.at > u.Start && m.at <= u.End+1 {
					u.Source = appendNew(u.Source, refs[m.note]...)
				}
			}
			switch {
			case len(u.By) > 0:
			case k > 0 && goesOnBefore.MatchString(text) && here != "":
				u.By = []string{here}
			case kind == corpus.PassageSummary:
				u.By = submittersOf(u.Source)
			}
			if here = ""; len(u.By) > 0 {
				here = u.By[len(u.By)-1]
			}
			for _, who := range u.By {
				before.any = who
				if isCommittee[who] {
					before.committee = who
				}
				if !contains(p.SpeaksFor, who) {
					p.SpeaksFor = append(p.SpeaksFor, who)
				}
			}
			p.Source = appendNew(p.Source, u.Source...)
			p.Units = append(p.Units, u)
		}
		if len(p.Units) < 2 {
			p.Units = nil
		}
		p.By = p.SpeaksFor
	}
	c.headingLinks(n.headNotes, notes)
}

// goesOnBefore is a sentence whose speaker is that of the one before it.
var goesOnBefore = pattern.New(`^(?:It|They|He|She|The (?:same )?(?:Committee|Special Rapporteur|Working Group|submission|organi[sz]ation|team|Office|report)) (?:also |further |strongly |therefore )*(?:` + submitterVerbs + `)\b`)

// submittersOf are the submitters that a sentence's notes name ("CoE-CPT, para.
// 95").
func submittersOf(sources []string) (who []string) {
	for _, s := range sources {
		stem, _, _ := strings.Cut(s, ",")
		if code := submitterOne.FindString(stem); code == stem && !isInstrument[code] {
			who = appendNew(who, code)
		}
	}
	return who
}

// isCommittee are the treaty bodies, for "The same Committee".
var isCommittee = map[string]bool{"CERD": true, "CESCR": true, "CCPR": true, "CEDAW": true, "CAT": true, "CRC": true, "CMW": true, "CRPD": true, "CED": true}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// abbreviationRE is a full stop that ends no sentence.
var abbreviationRE = pattern.New(`(?:\b(?:Nos?|arts?|paras?|pp?|Mr|Ms|Mrs|Dr|St|vol|chap|sect|cf|e\.g|i\.e|Add|Corr|Rev)|\b[A-Z])\.$`)

var sentenceEndRE = pattern.New(`([.?!][”"’)]?)\s+([A-Z“"‘(])`)

// sentenceRanges are the places of a text's sentences, in bytes.
func sentenceRanges(s string) [][2]int {
	var out [][2]int
	at := 0
	for _, m := range sentenceEndRE.FindAllStringSubmatchIndex(s, -1) {
		if abbreviationRE.MatchString(s[at : m[2]+1]) {
			continue
		}
		out = append(out, [2]int{at, m[3]})
		at = m[4]
	}
	if at < len(s) {
		out = append(out, [2]int{at, len(s)})
	}
	return out
}

// sentencesOf cuts a text into its sentences.
func sentencesOf(s string) (out []string) {
	for _, r := range sentenceRanges(s) {
		out = append(out, s[r[0]:r[1]])
	}
	return out
}

// submitterRE is the codes at the beginning of a sentence of a summary, before
// the verb: "JS1", "AI and JS2", "CoE-ECRI".
var (
	submitterRE  = pattern.New(`^(?:[A-Z][^,.]{0,120}, )?(?:[Tt]he )?((?:` + submitterCode + `)(?:(?:, and |, | and |/|; )(?:the )?(?:` + submitterCode + `))*)(?:,? [^.;]{0,90}?)? ?(?:` + submitterVerbs + `)\b`)
	namedCodeRE  = pattern.New(`^(?:[A-Z][^,.]{0,60}, )?(?:[Tt]he )?\p{Lu}[^().]{3,90} \((` + submitterCode + `)\)`)
	submitterOne = pattern.New(submitterCode)
)

// submitterVerbs are the verbs of submitters, who argue and allege as well.
var submitterVerbs = speechVerbs + `|had|argued|asserted|affirmed|alleged|claimed|believed|underscored|submitted|described|cited|referred|warned|welcomes|explained`

// submitterCode is one code. Words that only begin with a capital are none.
const submitterCode = `JS ?\d{1,2}|[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d*(?:-[A-Za-z]+)*|Ombuds(?:man|person)`

// submittersIn lists the submitters that speak in a sentence.
func submittersIn(sentence string) (who []string) {
	m := submitterRE.FindStringSubmatch(sentence)
	if m == nil {
		if m = namedCodeRE.FindStringSubmatch(sentence); m == nil {
			return nil
		}
	}
	for _, code := range submitterOne.FindAllString(m[1], -1) {
		if code = strings.ReplaceAll(code, " ", ""); !isInstrument[code] {
			who = appendNew(who, code)
		}
	}
	return who
}

// isInstrument are capitals in summaries that are no submitters.
var isInstrument = map[string]bool{"ICCPR": true, "ICESCR": true, "ICERD": true, "CEDAW": true, "CAT": true, "CRC": true, "CRPD": true,
	"ICRMW": true, "OPCAT": true, "OP-CAT": true, "UPR": true, "NHRI": true, "UN": true, "EU": true, "HIV": true, "AIDS": true, "LGBT": true,
	"LGBTI": true, "NGO": true, "NGOs": true, "ILO": true, "CPED": true, "ICPPED": true}

// noteSources resolves each note to what it cites: symbol and paragraph, or
// submission and paragraph. "Ibid." is the note before.
func noteSources(notes map[string]string) map[string][]string {
	out := map[string][]string{}
	var before []string
	for n := 1; n <= 999; n++ {
		note, ok := notes[itoa(n)]
		if !ok {
			continue
		}
		refs := sourcesIn(note, before)
		out[itoa(n)] = refs
		if len(refs) > 0 {
			before = refs
		}
	}
	return out
}

var (
	ibidRE       = pattern.New(`(?i)^ibid\b\.?,? ?((?:paras?|pp?)\. ?[\d(][^.;]*)?`)
	submissionRE = pattern.New(`submission|, (?:paras?|pp?)\. ?\d`)
)

// sourcesIn reads one note.
func sourcesIn(note string, before []string) []string {
	if m := ibidRE.FindStringSubmatch(note); m != nil && len(before) > 0 {
		stem, _, _ := strings.Cut(before[0], ",")
		if m[1] == "" {
			return append([]string(nil), before...)
		}
		return []string{stem + ", " + strings.TrimSpace(m[1])}
	}
	if relevantRE.MatchString(note) {
		return nil
	}
	refs := references(note)
	if len(refs) > 0 {
		return refs
	}
	// "UNESCO submission for the universal periodic review of X, para. 6. See also …"
	if r := sentenceRanges(note); len(r) > 0 {
		first := strings.TrimSuffix(strings.TrimPrefix(note[r[0][0]:r[0][1]], "See "), ".")
		if submissionRE.MatchString(first) && len(first) < 200 {
			return []string{first}
		}
	}
	return nil
}
