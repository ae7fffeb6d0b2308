package parse

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// answerAfterRE is a paragraph after a list that speaks of all of it.
var answerAfterRE = pattern.New(`(?i)these recommendations|recommendations (?:listed|formulated|made|contained)|all recommendations|the response of|recommendations in paragraphs`)

// positionsAfter gives lists without a position of their own that of the next
// paragraph, or of words in the lead that a pending answer is told with: "In
// the course of the discussion, the following recommendations were made to
// Japan: … The response of Japan to these recommendations will be included in
// the outcome report" (A/HRC/8/44, 60 and 61).
func (w *wgReport) positionsAfter() {
	text := map[string]string{}
	for i := range w.doc.Passages {
		if p := &w.doc.Passages[i]; p.Kind == corpus.PassageUPRParagraph {
			text[p.Para] = p.Text
		}
	}
	var list string
	var pos corpus.Position
	var words, source string
	for i := range w.doc.Passages {
		p := &w.doc.Passages[i]
		if p.Kind != corpus.PassageRecommendation || p.Position != "" {
			continue
		}
		if lead, _, _ := strings.Cut(p.Para, "."); lead != list {
			list, pos = lead, ""
			for n := atoi(lead); n <= atoi(lead)+2 && pos == ""; n++ {
				if para := text[itoa(n)]; answerAfterRE.MatchString(para) {
					pos, words = leadPosition(para)
					source = fmt.Sprintf("%s, para. %d", w.doc.Symbol, n)
				}
			}
		}
		if pos != "" {
			setPosition(p, pos, words, source, w.doc.Date)
		}
	}
}

// commentRE is the State under review speaking inside a list.
var commentRE = pattern.New(`^(?:The )?(?:Government|delegation|[A-Z])[\p{L}’' -]{2,50} (?:explained|considers?|stated|noted|believes?|is of the view|emphasi[sz]ed|wishes|cannot|does not|has|had|will)\b`)

// regardingRE is a comment on one recommendation (A/HRC/19/3, 92.1).
var regardingRE = pattern.New(`^(?:Regarding|As regards|With regard to|Concerning|On) (?:the )?recommendations? (?:No|\d)`)

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

// keepHistory moves a passage's position into its history.
func keepHistory(p *corpus.Passage) {
	if p.Position != "" {
		p.History = append(p.History, corpus.Statement{Position: p.Position, Partial: p.Partial,
			Text: p.PositionText, Source: p.PositionSource, Date: p.PositionDate})
	}
	p.Partial = false
}
