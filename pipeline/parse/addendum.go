package parse

import (
	"fmt"
	"regexp"
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
	"refrain/pipeline/layout"
)

// parseAddendum reads a State's views on the recommendations: its paragraphs
// as replies, and every position it states on a numbered recommendation.
//
// Four forms are known, all from Slovenia: a table "5., 6., 7. … accepts"
// (A/HRC/14/15/Add.1); groups under headings with the prefix dropped, "1–5,
// 14–16" and "Rec. 18 …" (A/HRC/28/15/Add.1); short ranges "122.17-18, 122.34-
// 35" (A/HRC/43/15/Add.1); full lists with full stops for commas "140.35.
// 140.36" (A/HRC/59/15/Add.1).
func parseAddendum(c *context) {
	a := &addendum{context: c, nums: map[int][]string{}}
	a.table = isAnswerTable(c.blocks)
	for _, b := range c.blocks {
		if b.Kind == layout.Footnote {
			continue
		}
		a.block(b)
	}
	a.answers()
}

type addendum struct {
	*context
	heading string
	last    int
	k       int
	table   bool             // the answers stand in a table by number
	about   layout.Block     // a number on a line of its own, for the next comment
	nums    map[int][]string // numbers that a table's row answers, by passage
}

// isAnswerTable reports whether a document answers in rows that begin with
// several numbers, "5., 6., 7." (A/HRC/14/15/Add.1).
func isAnswerTable(blocks []layout.Block) bool {
	n := 0
	for _, b := range blocks {
		if m := answerListRE.FindStringSubmatch(whole(b)); m != nil && strings.Contains(m[1], ",") {
			n++
		}
	}
	return n >= 2
}

var (
	answerListRE = pattern.New(`^(\d{1,3}\.(?:, ?\d{1,3}\.)*,?)\s+(.*)`)
	recHeadRE    = pattern.New(`^(?:Rec(?:ommendation)?s?\.?\s*(?:No\.?\s*)?)?(\d{1,3}(?:\.\d{1,3})?(?:\s*[-–]\s*\d{1,3}(?:\.\d{1,3})?)?)\b`)
	refListRE    = pattern.New(`\d{1,3}(?:\.\d{1,3})?(?:\s?[-–]\s?\d{1,3}(?:\.\d{1,3})?)?(?:(?:[,;.]\s?|\s+and\s+|,\s*and\s+)\d{1,3}(?:\.\d{1,3})?(?:\s?[-–]\s?\d{1,3}(?:\.\d{1,3})?)?)*`)
)

// block adds a paragraph of the addendum, or continues the last.
func (a *addendum) block(b layout.Block) {
	if b.Kind == layout.Heading {
		a.heading = b.Text
		return
	}
	number := strings.TrimSuffix(b.Number, ".")
	switch {
	case a.table:
		a.row(b)
	case plainRE.MatchString(b.Number) && (atoi(number) == a.last+1 || a.last == 0 || b.Cell > 0):
		a.last = atoi(number)
		a.reply(number, b)
	case b.Number != "" && !strings.ContainsAny(b.Number, "0123456789"), dottedRE.MatchString(b.Number), plainRE.MatchString(b.Number):
		b.Text = strings.TrimSpace(b.Number + " " + b.Text)
		a.unnumbered(b)
	default:
		a.unnumbered(b)
	}
}

// whole is a block's text with its number; "5., 6." was parted after the 5.
func whole(b layout.Block) string {
	return strings.ReplaceAll(strings.TrimSpace(b.Number+" "+b.Text), ". ,", ".,")
}

// row adds a row of an answer table; what has no number goes on with the last.
func (a *addendum) row(b layout.Block) {
	nums, words := tableNumbers(whole(b))
	if len(nums) == 0 {
		if n := len(a.doc.Passages); n > 0 {
			extend(&a.doc.Passages[n-1], b)
		}
		return
	}
	b.Text = words
	a.reply(nums[0], b)
	p := &a.doc.Passages[len(a.doc.Passages)-1]
	p.Locator = "reply to No. " + nums[0]
	if len(nums) > 1 {
		p.Locator = "reply to Nos. " + strings.Join(nums, ", ")
	}
	a.nums[len(a.doc.Passages)-1] = nums
}

// tableNumbers parts the numbers of a row from its words. A list that ends in
// a comma goes on in the next line of the narrow column, and so between the
// words: "40., 41., 42., Slovenia accepts … already 43., 44. acts …".
func tableNumbers(text string) (nums []string, words string) {
	m := answerListRE.FindStringSubmatch(text)
	if m == nil {
		return nil, ""
	}
	list, words := m[1], m[2]
	for strings.HasSuffix(strings.TrimSpace(list), ",") {
		at := midListRE.FindStringIndex(words)
		if at == nil {
			break
		}
		list += words[at[0]:at[1]]
		words = strings.TrimSpace(words[:at[0]]) + " " + strings.TrimSpace(words[at[1]:])
		if !strings.HasSuffix(strings.TrimSpace(list), ",") {
			break
		}
	}
	return expandNumbers(strings.ReplaceAll(list, ".", "")), strings.TrimSpace(words)
}

// midListRE is the rest of a list of numbers between words.
var midListRE = pattern.New(`(?:^|\s)\d{1,3}\.(?:, ?\d{1,3}\.)*,?(?:\s|$)`)

func (a *addendum) reply(para string, b layout.Block) {
	var headings []string
	if a.heading != "" {
		headings = []string{a.heading}
	}
	p := a.add(corpus.PassageReply, para, b, headings)
	p.Role, p.By = corpus.RoleReply, []string{a.doc.State}
}

// mastheadRE are the lines at the head of a document: its date begins with a
// number, as a comment does.
var mastheadRE = pattern.New(`(?i)^(?:\d{1,2} [a-z]+ \d{4}|distr\..*|original: .*|(?:arabic|chinese|english|french|russian|spanish)(?: only)?)$`)

// unnumbered adds a paragraph without a number of its own: the comments on
// single recommendations between numbered paragraphs.
func (a *addendum) unnumbered(b layout.Block) {
	// "122.11" on a line of its own heads the comment that follows.
	if m := recHeadRE.FindString(b.Text); m != "" && strings.TrimSpace(b.Text) == strings.TrimSpace(m) {
		a.about = b
		return
	}
	if a.about.Text != "" {
		b.Text, b.Spans = a.about.Text+" "+b.Text, mergeSpans(a.about.Spans, b.Spans)
		a.about = layout.Block{}
	}
	if len(b.Text) < 3 || b.Page <= 1 && a.last == 0 && (mastheadRE.MatchString(b.Text) || a.k == 0 && !recHeadRE.MatchString(b.Text)) {
		return
	}
	a.k++
	a.reply("c"+itoa(a.k), b)
	p := &a.doc.Passages[len(a.doc.Passages)-1]
	p.Locator = "comment " + itoa(a.k)
	if a.last > 0 {
		p.Locator += " after para. " + itoa(a.last)
	}
}

// The wordings of answers; in part and "no definitive statement" are noted.
var (
	acceptRE  = pattern.New(`(?i)\b(accepts?|accepted|supports?|supported|agrees?|enjoys? (?:the|its) support)\b`)
	undecided = pattern.New(`(?i)cannot,? (?:at this (?:point in time|stage),? )?(?:make|give) a definitive|no definitive|definitive statement`)
	refuseRE  = pattern.New(`(?i)\b(?:does not|do not|cannot|can not|not) (?:be )?(?:accept|support|agree)|not accepted|not supported|rejects?|rejected|\bnotes (?:the )?(?:following )?recommendation|\bnoted recommendations?\b|takes note|are noted|is noted`)
	partlyRE  = pattern.New(`(?i)\b(?:in part|partially|partly)\b`)
	doneRE    = pattern.New(`(?i)already (?:been )?implemented|in (?:the )?process of implementation|is (?:already )?implemented|already guarantees`)
)

// answerOf reads a position from the State's own words, with the heading they
// stand under.
func answerOf(text, heading string) (pos corpus.Position, partial bool) {
	undec, refuses := undecided.MatchString(text), refuseRE.MatchString(text)
	accepts := acceptRE.MatchString(refuseRE.ReplaceAllString(text, ""))
	switch {
	case accepts && (undec || refuses || partlyRE.MatchString(text)):
		return corpus.Noted, true
	case undec, refuses:
		return corpus.Noted, false
	case accepts:
		return corpus.Supported, false
	case refuseRE.MatchString(heading):
		return corpus.Noted, false
	case acceptRE.MatchString(heading), doneRE.MatchString(text):
		return corpus.Supported, false
	}
	return "", false
}

// answers reads the positions of all paragraphs.
func (a *addendum) answers() {
	target := a.doc.Parent
	if target == "" {
		target, _, _ = strings.Cut(a.doc.Symbol, "/Add.")
	}
	listed := map[string]bool{}
	for i, p := range a.doc.Passages {
		comment := strings.HasPrefix(p.Para, "c")
		heading := strings.Join(p.Headings, " ")
		nums, words := a.numbersOf(i, p)
		if len(nums) == 0 {
			continue
		}
		a.doc.Passages[i].AnswersNo = nums
		pos, partial := answerOf(words, heading)
		if pos == "" {
			continue
		}
		source := fmt.Sprintf("%s, %s", a.doc.Symbol, locatorOf(p))
		for _, n := range nums {
			// A comment's range can be wider than what it answers: "140.69-75"
			// in A/HRC/59/15/Add.1 covers 140.73, which a list accepts.
			if comment && listed[n] {
				continue
			}
			listed[n] = listed[n] || !comment
			a.doc.Answers = append(a.doc.Answers, corpus.Answer{Target: target, Para: n, Position: pos, Partial: partial,
				Text: clip(words), Source: source, Date: a.doc.Date})
		}
	}
}

func locatorOf(p corpus.Passage) string {
	if p.Locator != "" {
		return p.Locator
	}
	return "para. " + p.Para
}

// numbersOf lists the recommendations that a paragraph answers, and its words.
func (a *addendum) numbersOf(i int, p corpus.Passage) (nums []string, words string) {
	text := p.Text
	if a.table {
		return a.nums[i], text
	}
	if m := recHeadRE.FindStringSubmatch(text); m != nil && strings.HasPrefix(p.Para, "c") {
		return expandNumbers(strings.ReplaceAll(m[1], " ", "")), text
	}
	if i := strings.Index(strings.ToLower(text), "recommendation"); i >= 0 && !strings.HasPrefix(p.Para, "c") {
		return listIn(text[i:]), text
	}
	return nil, ""
}

// listIn reads the longest list of numbers in a text.
func listIn(text string) []string {
	best := ""
	for _, m := range refListRE.FindAllString(text, -1) {
		if len(m) > len(best) {
			best = m
		}
	}
	best = dotForComma.ReplaceAllString(best, "$1, ")
	best = regexp.MustCompile(`\s*[-–]\s*`).ReplaceAllString(best, "-")
	return expandNumbers(best)
}

// dotForComma is a full stop printed for a comma: "140.35. 140.36".
var dotForComma = pattern.New(`(\d)\.\s`)
