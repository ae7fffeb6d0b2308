package parse

import (
	"regexp"
	"strings"

	"refrain/corpus"
)

// missingPara finds the paragraph with a number whose full stop was not
// printed ("36 The Government …", A/HRC/11/17; "42, The State party …",
// A/HRC/19/9) inside the passage before it, and cuts it out as a passage of
// its own. It reports whether it did.
func (c *context) missingPara(at, n int) bool {
	if at < 0 || at >= len(c.doc.Passages) {
		return false
	}
	re := regexp.MustCompile(`[.:;)”"]\s+` + itoa(n) + `[,.]?\s+([\p{Lu}“"])`)
	p := &c.doc.Passages[at]
	m := re.FindStringSubmatchIndex(p.Text)
	if m == nil {
		return false
	}
	whole := p.Spans
	before, rest := strings.TrimSpace(p.Text[:m[0]+1]), strings.TrimSpace(p.Text[m[2]:])
	next := corpus.Passage{Kind: p.Kind, Para: itoa(n), Text: rest, Headings: append([]string(nil), p.Headings...),
		Spans: narrow(c.in.Pages, whole, rest)}
	p.Text, p.Spans = before, narrow(c.in.Pages, whole, before)
	c.doc.Passages = append(c.doc.Passages[:at+1], append([]corpus.Passage{next}, c.doc.Passages[at+1:]...)...)
	return true
}
