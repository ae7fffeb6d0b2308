package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

//go:embed report.html
var pageHTML string

//go:embed report.css
var pageCSS string

//go:embed report.js
var pageJS string

// sign is the mark of a cell, so that shade is not the only difference.
var sign = map[Fill]string{Confirmed: "●", Unreviewed: "◐", ToVerify: "◔", None: "○", NotSearched: "–"}

// meaning says a cell in words, for screen readers and tooltips.
var meaning = map[Fill]string{Confirmed: "found, confirmed by a reader", Unreviewed: "found, not yet reviewed",
	ToVerify: "to be verified: one unreviewed link, or none that is strong", None: "searched, no passage found", NotSearched: "not searched: the document is not here, or not in scope"}

// page is what the template sees.
type page struct {
	*Report
	CSS template.CSS
	JS  template.JS
	// Script is the digest by which the page's policy admits its one script.
	Script   string
	Line     int // index of the first event after the letter, -1 for none
	Sections []section
	Choices  choices
	Silent   bool // some of the columns were not searched
	Strip    *strip
}

// newPage gathers what the template shows.
func newPage(r *Report) page {
	sum := sha256.Sum256([]byte(pageJS))
	return page{Report: r, CSS: template.CSS(pageCSS), JS: template.JS(pageJS), Script: "sha256-" + base64.StdEncoding.EncodeToString(sum[:]),
		Line: r.letterLine(), Sections: r.sections(), Choices: r.choices(), Silent: r.silent(), Strip: r.strip()}
}

// writeHTML writes one file without outside requests. It works without its
// script, which only filters what is there.
func writeHTML(w io.Writer, r *Report, _ Options) error {
	t, err := template.New("report").Funcs(template.FuncMap{
		"sign": func(f Fill) string { return sign[f] }, "meaning": func(f Fill) string { return meaning[f] },
		"official": cite.Official, "place": placeOnce(), "position": positionWords, "missing": MissingNote, "join": strings.Join,
		"text": visible, "quantity": quantity, "continues": Continues, "group": func(c Concern) []Group { return c.Groups() }, "short": shortText, "disputed": Disputed, "who": who, "reviewed": reviewedWords,
		"notice": func() string { return Notice }, "disclaimer": func() string { return Disclaimer }, "anchor": anchor,
		"words": headWord, "verb": func(l match.Link) string { return relationWords[l.Relation] },
		"columns": func(e []Event) int { return len(e) + 1 }, "standing": standing, "foundBy": foundBy, "heard": heard, "eventsWith": eventsWith, "percent": percent, "odd": func(i int) bool { return i%2 == 1 },
		"fills": func() []Fill { return []Fill{Confirmed, Unreviewed, ToVerify, None, NotSearched} },
	}).Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("reading the page's template: %w", err)
	}
	return t.Execute(w, newPage(r))
}

// placeOnce gives the fragment of a passage where it stands first, so that
// citations can link to it: an id stands once in a page.
func placeOnce() func(corpus.Passage) string {
	seen := map[string]bool{}
	return func(p corpus.Passage) string {
		if seen[p.ID] {
			return ""
		}
		seen[p.ID] = true
		return cite.Anchor(p.ID)
	}
}

// letterLine is the column before which the line at the letter's date stands.
func (r *Report) letterLine() int {
	for i, e := range r.Events {
		if e.Lane != LaneStakeholder && e.When == match.Later {
			return i
		}
	}
	return -1
}

// relationWords say a relation to a reader. Of a similar demand no more is said
// than that: where both ask for the same act, the reasons name it.
var relationWords = map[match.Relation]string{match.Same: "same recommendation", match.Similar: "similar demand",
	match.General: "wider issue, or another kind of demand", match.BuildUp: "a further step of the same demand",
	match.Contrary: "asks the opposite", match.RefersBack: "refers back"}

// mostNames bounds the States that a timeline names; above it they are counted,
// for the passages below name them all.
const mostNames = 12

// who names the recommending States of an event, or its bodies.
func who(m Moment) string {
	n := len(m.Names) + len(m.Likely)
	if n == 0 || n > mostNames {
		return m.Who()
	}
	parts := []string{}
	if len(m.Names) > 0 {
		parts = append(parts, strings.Join(m.Names, ", "))
	}
	if len(m.Likely) > 0 {
		parts = append(parts, "likely: "+strings.Join(m.Likely, ", "))
	}
	return strings.Join(parts, "; ")
}

// reviewedWords say what readers who agree decided: who and when.
func reviewedWords(l match.Link) string {
	word := map[int]string{2: "confirmed", 1: "held to be related in part", 0: "held to be none"}[l.Reviewed.Grade]
	var by []string
	for _, j := range l.Readers {
		by = add(by, j.By)
	}
	if len(by) == 0 {
		return word + " by a reader"
	}
	return word + " by " + strings.Join(by, ", ")
}

// visible drops control characters that a browser would not show, and those
// that turn the direction of the text around them.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

// shortText cuts an item's text for the grid. Of a committee that opens it the
// short name is given, for the long one would leave no room for what it says.
func shortText(s string) string {
	r := []rune(s)
	if len(r) > 90 {
		r = []rune(shortSpeaker(s))
	}
	if len(r) <= 90 {
		return string(r)
	}
	cut := string(r[:90])
	if i := strings.LastIndexByte(cut, ' '); i > 50 {
		cut = cut[:i]
	}
	return cut + " …"
}

// anchor is the fragment of an item.
func anchor(number string) string {
	return "item-" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, number)
}

// headWord is the last heading of an item.
func headWord(p corpus.Passage) string {
	if len(p.Headings) == 0 {
		return ""
	}
	return p.Headings[len(p.Headings)-1]
}
