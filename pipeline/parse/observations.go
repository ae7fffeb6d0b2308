package parse

import (
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// roleOf decides what a paragraph does.
func roleOf(text string) corpus.Role { return corpus.RoleOf(text, sentencesOf(text)) }

// parseObservations parses concluding observations of a treaty body: numbered
// paragraphs under headings that name the articles, with the earlier
// observations they refer to, in the text or in a footnote.
func parseObservations(c *context) {
	n := &numbered{context: c, kind: corpus.PassageObservation, marked: true}
	refs := noteSources(endnotes(n.run()))
	for i := range c.doc.Passages {
		p := &c.doc.Passages[i]
		p.Role = roleOf(p.Text)
		p.By = []string{string(c.doc.Mechanism)}
		p.Units = subItems(p.Text)
		p.RefersTo = references(p.Text)
		for _, m := range n.marks[i] {
			p.RefersTo = appendNew(p.RefersTo, refs[m.note]...)
		}
	}
}

// subItemRE is the head of a sub-item in running text.
var subItemRE = pattern.New(`(?:^|[:;,.]\s+(?:and\s+)?|\s)\(([a-z])\)\s`)

// subItems cuts "(a) …; (b) …" into units, in order of their letters.
func subItems(text string) []corpus.Unit {
	if !strings.Contains(text, "(a)") {
		return nil
	}
	var out []corpus.Unit
	want := byte('a')
	var starts []int
	for _, m := range subItemRE.FindAllStringSubmatchIndex(text, -1) {
		if text[m[2]] == want {
			starts = append(starts, m[2]-1)
			want++
		}
	}
	if len(starts) < 2 {
		return nil
	}
	for i, s := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		part := strings.Trim(strings.TrimSuffix(strings.TrimSpace(text[s+3:end]), " and"), " ;,.")
		off := s + 3 + strings.Index(text[s+3:], part)
		u := corpus.Unit{Name: text[s : s+3], Text: part, Start: utf8.RuneCountInString(text[:off])}
		u.End = u.Start + utf8.RuneCountInString(part)
		out = append(out, u)
	}
	return out
}

// paraOfRE is a paragraph after a symbol: "CRC/C/XAA/CO/4, para. 12".
var paraOfRE = pattern.New(`^,? ?paras?\.? ?(\d[\d.()a-z]*(?:(?:[-–]| and |, )\d[\d.()a-z]*)*)`)

// trimPara drops what closes the sentence around a paragraph number.
func trimPara(s string) string {
	s = strings.TrimRight(s, ".")
	if strings.Count(s, ")") > strings.Count(s, "(") {
		s = strings.TrimSuffix(s, ")")
	}
	return s
}

// references lists the citations in a text, with paragraphs where given.
func references(text string) []string {
	if !strings.Contains(text, "/") {
		return nil // no symbol is without one
	}
	var out []string
	for _, s := range corpus.FindSymbols(text) {
		ref := s
		if i := strings.Index(text, s); i >= 0 {
			if m := paraOfRE.FindStringSubmatch(text[i+len(s):]); m != nil {
				ref += ", para. " + trimPara(m[1])
			}
		}
		out = append(out, ref)
	}
	return out
}
