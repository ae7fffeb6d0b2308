package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

var (
	// headNumbersRE is a heading that names recommendations: "Same-sex
	// partnerships (recommendations 5, 6, 7, 8, 22)", "Recommendations 1–5, 14–16".
	headNumbersRE = pattern.New(`(?i)\brecommendations? (?:Nos?\.? ?)?(` + numberList + `)`)
	// textNumberRE is a sentence that names one or more.
	textNumberRE = pattern.New(`(?i)\brecommendations? (?:Nos?\.? ?)?(` + numberList + `)(.{0,40})`)
	// otherBodyRE is somebody else's recommendation.
	otherBodyRE = pattern.New(`(?i)^\)?,? (?:of|by|from) (?:the )?(?:[A-Z]|UN|Council of Europe|Committee)`)
	// replyLeadRE is how a national report says which list its numbers are of.
	replyLeadRE = pattern.New(`(?i)numbered as in paragraph (\d{1,3})\b`)
)

// replies notes, for each paragraph of a State's own report, the
// recommendations of the review before that it answers by number: in its
// lowest heading that names any, and in its text. They are the State's
// statement, and say nothing of what was done.
func (c *context) replies() {
	for i := range c.doc.Passages {
		p := &c.doc.Passages[i]
		if m := replyLeadRE.FindStringSubmatch(p.Text); m != nil && c.doc.ReplyLead == "" {
			c.doc.ReplyLead = m[1]
		}
		for k := len(p.Headings) - 1; k >= 0 && len(p.AnswersNo) == 0; k-- {
			if m := headNumbersRE.FindStringSubmatch(p.Headings[k]); m != nil {
				p.AnswersNo = appendNew(p.AnswersNo, expandNumbers(m[1])...)
			}
		}
		for _, m := range textNumberRE.FindAllStringSubmatch(p.Text, -1) {
			if !otherBodyRE.MatchString(m[2]) && !strings.HasPrefix(m[2], "/") {
				p.AnswersNo = appendNew(p.AnswersNo, expandNumbers(m[1])...)
			}
		}
	}
}

// joinReplies links the paragraphs of a State's report or addendum with the
// recommendations that they answer. A national report answers the review of
// the cycle before, a mid-term report the last one before it. Numbers without
// their lead are linked only where the document says which list they are of,
// or where the report has one list: Slovenia's report of cycle 4 numbers the
// two lists of A/HRC/43/15 on its own, and is not guessed at.
func joinReplies(d *corpus.Document, reports map[string]*corpus.Document) {
	r := answered(d, reports)
	if r == nil {
		return
	}
	ids, leads := map[string]string{}, map[string]bool{}
	for _, p := range r.Passages {
		if lead, _, ok := strings.Cut(p.Para, "."); ok && p.Kind == corpus.PassageRecommendation {
			ids[p.Para], leads[lead] = p.ID, true
		}
	}
	only := d.ReplyLead
	if len(leads) == 1 {
		for l := range leads {
			only = l
		}
	}
	lost := 0
	for i := range d.Passages {
		p := &d.Passages[i]
		p.Answers = nil
		found := 0
		for _, n := range p.AnswersNo {
			full := n
			if !strings.Contains(n, ".") && only != "" {
				full = only + "." + n
			}
			if id := ids[full]; id != "" {
				p.Answers = appendNew(p.Answers, id)
				found++
			}
		}
		if found < len(p.AnswersNo) {
			lost++
		}
	}
	if lost == 0 {
		return
	}
	note := itoa(lost) + " paragraphs answer recommendations by numbers that fit no single list of " + r.Key + ": those are not linked."
	if !contains(d.Warnings, note) {
		d.Warnings = append(d.Warnings, note)
	}
}

// answered is the report whose recommendations a State's document answers.
func answered(d *corpus.Document, reports map[string]*corpus.Document) *corpus.Document {
	if d.Kind == corpus.KindAddendum {
		return reports[d.Parent]
	}
	var best *corpus.Document
	for _, r := range reports {
		if r.State != d.State || d.State == "" || r.Language != "en" {
			continue
		}
		before := d.Kind == corpus.KindNationalReport && r.Cycle == d.Cycle-1 || d.Kind == corpus.KindMidTermReport && r.Date < d.Date
		if before && (best == nil || r.Date > best.Date) {
			best = r
		}
	}
	return best
}
