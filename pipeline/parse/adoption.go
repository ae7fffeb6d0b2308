package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// parseSessionReport reads a report of the Human Rights Council on a session:
// numbered paragraphs and, where it tells the adoption of the outcome of a
// review, what the State under review says of its recommendations there.
func parseSessionReport(c *context) {
	n := &numbered{context: c, kind: corpus.PassageOther}
	n.run()
	if len(c.doc.Passages) == 0 {
		parseLoose(c)
		return
	}
	s := &session{context: c}
	for i := range c.doc.Passages {
		s.passage(&c.doc.Passages[i])
	}
}

// session is the state of reading the adoptions in a session report.
type session struct {
	*context
	state  string // of the section being read
	target string // its report
	date   string // of the meeting
}

var (
	outcomesRE   = pattern.New(`(?i)consideration of (?:the )?(?:universal periodic )?review outcomes|^universal periodic review$|outcomes? of the (?:universal periodic )?review`)
	stateViewsRE = pattern.New(`(?i)^views expressed by the (?:State|country|delegation)|^concluding remarks|^presentation by the State`)
	ofReviewRE   = pattern.New(`report of the Working Group(?: on the Universal Periodic Review)?(?: on [^(]{3,60}?)? \((A/HRC/\d+/\d+)`)
	meetingRE    = pattern.New(`(?i)at its \d+(?:st|nd|rd|th)(?: and \d+(?:st|nd|rd|th))? meetings?, (?:held )?on (\d{1,2}) ([A-Z][a-z]+) (\d{4})`)
	presidentRE  = pattern.New(`(?i)\b(?:Vice-)?President\b.{0,80}\b(?:stated|said|noted|announced)`)
)

// passage reads one paragraph of an adoption.
func (s *session) passage(p *corpus.Passage) {
	state := ""
	var last string
	for i, h := range p.Headings {
		if code, ok := s.in.States.Resolve(h); ok && i > 0 && outcomesRE.MatchString(strings.Join(p.Headings[:i], "\n")) {
			state = code
		}
		last = h
	}
	if state != s.state {
		s.state, s.target, s.date = state, "", ""
		if state != "" && !contains(s.doc.Concerns, state) {
			s.doc.Concerns = append(s.doc.Concerns, state)
		}
	}
	if state == "" {
		return
	}
	p.State = state
	if m := ofReviewRE.FindStringSubmatch(p.Text); m != nil && s.target == "" {
		s.target = m[1]
	}
	if m := meetingRE.FindStringSubmatch(p.Text); m != nil && s.date == "" {
		s.date = isoDate(m[1], m[2], m[3])
	}
	own := stateViewsRE.MatchString(last)
	if own && len(p.By) == 0 {
		p.By, p.Role = []string{state}, corpus.RoleReply
	}
	if s.target == "" || !own {
		return
	}
	s.tally(p)
	if !presidentRE.MatchString(p.Text) {
		s.positions(p)
	}
}

// source is how a paragraph of the report is cited.
func (s *session) source(p *corpus.Passage) string { return s.stem() + ", " + locatorOf(*p) }

// positions reads the sentences that settle the positions on recommendations
// by number. A sentence that says two things of different numbers is left
// alone: the State's answers are then in its addendum.
func (s *session) positions(p *corpus.Passage) {
	var before corpus.Position
	for _, text := range sentences(p.Text) {
		pos, partial := spokenPosition(text)
		if strings.HasPrefix(text, "They included recommendation") || strings.HasPrefix(text, "These included recommendation") {
			pos, partial = before, false
		}
		before = pos
		if pos == "" {
			continue
		}
		for _, n := range namedIn(text) {
			if n.lead == "" && yearRE.MatchString(text) {
				continue
			}
			para := n.item
			if n.lead != "" {
				para = n.lead + "." + n.item
			}
			s.doc.Answers = append(s.doc.Answers, corpus.Answer{Target: s.target, Para: para, Position: pos, Partial: partial,
				Text: clip(text), Source: s.source(p), Date: s.dateOr()})
		}
	}
}

func (s *session) dateOr() string {
	if s.date != "" {
		return s.date
	}
	return s.doc.Date
}

// yearRE is a session of the Council or a resolution, whose numbers are none
// of the report's.
var yearRE = pattern.New(`(?i)recommendations? of (?:the )?(?:Committee|treaty|special|working group)`)

var (
	spokenYes  = pattern.New(`(?i)\b(?:accept(?:s|ed)|supports?|supported|agree[sd]? (?:to|with)|express(?:es|ed) (?:its |the State’s )?support|support was expressed|enjoy(?:s|ed)? (?:the|its) support)\b`)
	spokenNo   = pattern.New(`(?i)\b(?:(?:did|does|do|could|can|would|will) not (?:be able to )?(?:accept|support|agree|enjoy)|cannot (?:accept|support)|not (?:been )?in a position to (?:accept|support)|not accepted|not supported|reject(?:s|ed)?|(?:has|had|have)? ?noted recommendations?|took note of|(?:were|was|been) noted)\b`)
	spokenPart = pattern.New(`(?i)\b(?:partly|partially) (?:accept|support)|(?:accept|support)(?:ed)? (?:partly|partially|part of|in part)|\bin part\b|\bexcept (?:for )?the\b`)
)

// spokenPosition reads the position in a sentence of an adoption debate; none
// where it both accepts and refuses.
func spokenPosition(s string) (pos corpus.Position, partial bool) {
	no := spokenNo.MatchString(s)
	yes := spokenYes.MatchString(spokenNo.ReplaceAllString(s, ""))
	switch {
	case yes && spokenPart.MatchString(s):
		return corpus.Noted, true
	case yes && no:
		return "", false
	case yes:
		return corpus.Supported, false
	case no:
		return corpus.Noted, false
	}
	return "", false
}
