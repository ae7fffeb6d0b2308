package parse

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// byNumberRE is where a text names recommendations by number: "recommendations
// Nos. 2, 7 and 85-119", "recommendations 93.2 and 93.3", "the recommendation
// contained in paragraph 103, No. 7", "the recommendations in paragraphs 109.2
// and 109. 10", "the above recommendations from 126.1. to 126.15.". Group 1 is
// the lead paragraph where it is said before the list, group 2 the list, group
// 3 the lead where it is said after.
var byNumberRE = pattern.New(`(?i)recommendations?,? ?(?:marked with an asterisk,? ?|contained |listed |made |set out |given |above )*(?:in paragraphs? (?:(\d{1,3}),? ?(?:\(?Nos?\.? ?|numbers? )|))?` +
	`(?:\(?(?:Nos?\.? ?|numbers? |from ))?\(?(` + numberList + `)\.?\)?((?: above|,)* (?:in|of) paragraph \d{1,3}\b)?`)

// wholeListRE is "recommendations in paragraphs 84 and 85", which names lists.
var wholeListRE = pattern.New(`(?i)recommendations? (?:contained |listed |made |noted )?in paragraphs? \d{1,3}(?:(?:,| and|, and) \d{1,3})*(?:[^.\d(,]|,? [^N\d(]|$)`)

// What looks like a number and is a count: "recommendations, 47 of which",
// "recommendations from 111 countries".
var (
	countRE   = pattern.New(`(?i)recommendations, \d|from \d+$`)
	ofWhichRE = pattern.New(`^ (?:of (?:which|them)|countries|delegations|States|per cent|others)\b`)
)

// named is a recommendation that a text names by number.
type named struct{ lead, item string }

// namedIn lists the recommendations that a sentence names.
func namedIn(sentence string) []named {
	var out []named
	if !strings.Contains(strings.ToLower(sentence), "recommendation") {
		return nil
	}
	for _, m := range byNumberRE.FindAllStringSubmatch(sentence, -1) {
		lead := m[1]
		if lead == "" && m[3] != "" {
			lead = m[3][strings.LastIndexByte(m[3], ' ')+1:]
		}
		if countRE.MatchString(m[0]) || ofWhichRE.MatchString(sentence[strings.Index(sentence, m[0])+len(m[0]):]) {
			continue
		}
		at, plain := strings.Index(sentence, m[0]), strings.Contains(m[0], "paragraph") && m[1] == "" && m[3] == ""
		if rest := sentence[at+len(m[0]):]; strings.HasPrefix(strings.TrimSpace(rest), "(") && !strings.HasSuffix(m[0], ")") && plain {
			continue // "paragraphs 23(b) and (f)" point to section I
		}
		for _, n := range expandNumbers(m[2]) {
			if plain && !strings.Contains(n, ".") {
				continue
			}
			if a, b, ok := strings.Cut(n, "."); ok {
				out = append(out, named{a, b})
			} else {
				out = append(out, named{lead, n})
			}
		}
	}
	return out
}

// statements applies the sentences of section II that name recommendations by
// number: "X considers that recommendations Nos. 2, 7 and 85-119 above are
// already implemented", "Recommendation 96.1 cannot be accepted as …". What
// states no position is kept in the history as the State's comment.
func (w *wgReport) statements() {
	for i, para := range w.doc.Passages {
		if para.Kind != corpus.PassageUPRParagraph || !inConclusions(para) || closingRE.MatchString(para.Text) {
			continue
		}
		if para.Role == corpus.RoleReply && len(namedIn(para.Text)) == 0 {
			w.commentOnPrevious(i)
			continue
		}
		for _, s := range sentences(para.Text) {
			names := namedIn(s)
			if len(names) == 0 || wholeListRE.MatchString(s) && !strings.Contains(s, "No") {
				continue
			}
			pos, _ := leadPosition(s)
			for _, n := range names {
				w.state(n, pos, para)
			}
		}
	}
}

func inConclusions(p corpus.Passage) bool {
	return len(p.Headings) > 0 && conclusionsRE.MatchString(p.Headings[0])
}

// commentOnPrevious attaches a comment that stands inside a list to the
// recommendation before it (A/HRC/13/15, 92).
func (w *wgReport) commentOnPrevious(at int) {
	for i := at - 1; i >= 0; i-- {
		if p := &w.doc.Passages[i]; p.Kind == corpus.PassageRecommendation {
			para := w.doc.Passages[at]
			addStatement(p, corpus.Statement{Text: para.Text, Source: w.doc.Symbol + ", " + para.Locator, Date: w.doc.Date})
			return
		}
	}
}

// state applies one statement to the recommendation it names.
func (w *wgReport) state(n named, pos corpus.Position, para corpus.Passage) {
	p := w.namedRecommendation(n, para)
	if p == nil {
		if n.lead != "" {
			w.warn("Paragraph %s speaks of recommendation %s.%s, which was not found.", para.Para, n.lead, n.item)
		}
		return
	}
	source := fmt.Sprintf("%s, %s", w.doc.Symbol, locatorOf(para))
	if pos == "" {
		addStatement(p, corpus.Statement{Text: clip(para.Text), Source: source, Date: w.doc.Date})
		return
	}
	if p.PositionSource == source && p.Position == pos {
		return
	}
	keepHistory(p)
	setPosition(p, pos, clip(para.Text), source, w.doc.Date)
}

// maxWords is how much of a State's words a position keeps, in bytes.
const maxWords = 900

// addStatement puts a statement into the history once.
func addStatement(p *corpus.Passage, s corpus.Statement) {
	for _, h := range p.History {
		if h.Source == s.Source && h.Text == s.Text {
			return
		}
	}
	p.History = append(p.History, s)
}

// namedRecommendation finds what a paragraph names: with a lead, in that list;
// without, in the list under the paragraph itself, else in the nearest list
// before it that has the number. A lead without a list is a misprint ("Nos. 1,
// 4 … in paragraph 88 above" for 89, A/HRC/13/15, 90): the nearest list is
// taken.
func (w *wgReport) namedRecommendation(n named, para corpus.Passage) *corpus.Passage {
	var nearest *corpus.Passage
	before := true
	for i := range w.doc.Passages {
		p := &w.doc.Passages[i]
		if p.ID == para.ID && p.Para == para.Para && p.Kind == para.Kind {
			before = false
		}
		lead, item, ok := strings.Cut(p.Para, ".")
		if !ok || item != n.item || p.Kind != corpus.PassageRecommendation {
			continue
		}
		if lead == n.lead || n.lead == "" && lead == para.Para {
			return p
		}
		if before {
			nearest = p
		}
	}
	if n.lead != "" && w.hasList(n.lead) {
		return nil
	}
	return nearest
}

func (w *wgReport) hasList(lead string) bool {
	for _, p := range w.doc.Passages {
		if p.Kind == corpus.PassageRecommendation && strings.HasPrefix(p.Para, lead+".") {
			return true
		}
	}
	return false
}
