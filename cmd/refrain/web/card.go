package web

import (
	"fmt"
	"net/url"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/index"
)

// card is a passage on a page.
type card struct {
	corpus.Passage
	Link      string // its place in its document here
	Official  string // the official document at page and sentence
	Similar   string
	State     string // today's name of the State under review
	When      string // "UPR cycle 2, 2014"
	Path      string // headings
	Fragments []index.Fragment
}

// card makes the card of a passage.
func (s *shelf) card(p corpus.Passage) card {
	c := card{Passage: p, Link: passageLink(p), Official: cite.Official(p), When: whenSaid(p), Path: strings.Join(p.Headings, " › ")}
	if p.State != "" {
		c.State = s.stateName(p.State)
	}
	c.Similar = request{Text: `like:"` + p.ID + `"`, Page: 1}.link()
	return c
}

// whenSaid names the review or document that a passage is of.
func whenSaid(p corpus.Passage) string {
	mechanism := string(p.Mechanism)
	switch {
	case p.DocKind == corpus.KindLetter:
		return "Letter of " + p.Date
	case p.DocKind == corpus.KindCompilation:
		mechanism = "OHCHR compilation"
	case p.Mechanism == corpus.Stakeholders:
		mechanism = "Stakeholder summary"
	case p.Mechanism == corpus.State:
		mechanism = kindValue(nil, string(p.DocKind))
	}
	switch {
	case p.Cycle > 0 && p.Year > 0:
		return strings.TrimSpace(fmt.Sprintf("%s, cycle %d, %d", mechanism, p.Cycle, p.Year))
	case p.Year > 0:
		return strings.TrimSpace(fmt.Sprintf("%s %d", mechanism, p.Year))
	}
	return mechanism
}

// anchorOf is the id of a passage in its document's page.
func anchorOf(p corpus.Passage) string {
	_, place, ok := strings.Cut(p.ID, "#")
	if !ok {
		place = p.Para
	}
	return "para-" + strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '.', r == '-', r == '(', r == ')', r == '~':
			return r
		}
		return '_'
	}, place)
}

// passageLink is the address of a passage in its document.
func passageLink(p corpus.Passage) string {
	return "/document/" + documentID(p.Key) + "#" + url.PathEscape(anchorOf(p))
}

// about says in a few words what a document is.
func (s *shelf) about(h *corpus.Document) string {
	parts := []string{kindValue(s, string(h.Kind))}
	if h.State != "" {
		parts = append(parts, s.stateName(h.State))
	}
	if h.Cycle > 0 {
		parts = append(parts, fmt.Sprintf("UPR cycle %d", h.Cycle))
	}
	switch {
	case h.Date != "":
		parts = append(parts, h.Date)
	case h.Year > 0:
		parts = append(parts, fmt.Sprint(h.Year))
	}
	return strings.Join(parts, " · ")
}
