package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
	"refrain/pipeline/layout"
)

// corrects reports whether a symbol is a correction's.
func corrects(symbol string) bool { return strings.Contains(symbol, "/Corr.") }

var (
	placeRE      = pattern.New(`(?i)^(?:\d+\. )?(?:page|paragraphs?|paras?\.|recommendations?|annex|table|footnotes?|cover page|title)\b(?:[^.:;]|\.\d){0,60}[.:]?$`)
	placeParaRE  = pattern.New(`(?i)(?:paragraphs?|paras?\.|recommendations?)\s+(\d{1,3}(?:\.\d{1,3})?)`)
	substituteRE = pattern.New(`(?i)\b(?:for (?:the existing|“|")|should read|substitute|delete|replace|insert|add)\b`)
)

// parseCorrigendum reads a correction of another document: what it changes is
// kept as text under the place it names ("Page 4", "Paragraph 26"), which refers
// to that place of the corrected document (A/HRC/WG.6/7/SVN/2/Corr.1).
func parseCorrigendum(c *context) {
	var place string
	begun := false
	for _, b := range c.blocks {
		text := strings.TrimSpace(b.Number + " " + b.Text)
		if b.Kind == layout.Footnote || text == "" {
			continue
		}
		if placeRE.MatchString(text) || substituteRE.MatchString(text) && len(text) < 200 {
			begun = true
		}
		if !begun {
			continue // the masthead
		}
		if placeRE.MatchString(text) {
			place = text
			continue
		}
		if n := len(c.doc.Passages); n > 0 && c.doc.Passages[n-1].Headings[0] == place && !substituteRE.MatchString(text) {
			extend(&c.doc.Passages[n-1], b)
			continue
		}
		b.Text = text
		k := len(c.doc.Passages) + 1
		p := c.add(corpus.PassageOther, "k"+itoa(k), b, []string{place})
		p.Locator = "correction " + itoa(k)
		if place != "" {
			p.Locator += ", " + strings.Trim(place, ".: ")
		}
		for _, m := range placeParaRE.FindAllStringSubmatch(place+" "+text, -1) {
			if ref := c.doc.Parent + ", para. " + m[1]; !contains(p.RefersTo, ref) {
				p.RefersTo = append(p.RefersTo, ref)
			}
		}
	}
}

// reissueRE is the footnote of a document that was issued again.
var reissueRE = pattern.New(`(?im)^\W*(re-?issued? for technical reasons[^\n]{0,40})$`)

// reissue keeps the note of a document issued again, whose symbol has an
// asterisk.
func (c *context) reissue() {
	text := firstText(c.in.Pages, 6000)
	if !strings.Contains(strings.ToLower(text), "for technical reasons") {
		return
	}
	if m := reissueRE.FindStringSubmatch(text); m != nil {
		c.doc.Reissued = strings.Trim(strings.TrimSpace(m[1]), ".")
	}
}
