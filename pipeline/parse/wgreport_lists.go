package parse

import (
	"fmt"
	"regexp"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/layout"
)

// sectionII reads the lists of recommendations.
func (w *wgReport) sectionII(blocks []layout.Block) {
	for i, b := range blocks {
		switch {
		case b.Kind == layout.Footnote:
		case i == 0:
			w.headings = []string{strings.Trim(b.Text, "*∗ ")}
		case stopRE.MatchString(b.Text) && (b.Kind == layout.Heading || len(b.Text) < 90):
			return
		case b.Kind == layout.Heading && romanRE.MatchString(b.Number):
			return
		default:
			w.block(b)
		}
	}
}

// block places one block: an item of the open list, a paragraph, or the
// continuation of what is open.
func (w *wgReport) block(b layout.Block) {
	if m := dottedRE.FindStringSubmatch(b.Number); m != nil && w.dotted(atoi(m[1]), atoi(m[2]), b) {
		return
	}
	if m := plainRE.FindStringSubmatch(b.Number); m != nil && w.plain(atoi(m[1]), b) {
		return
	}
	if b.Kind == layout.Heading && b.Number == "" && (w.open < 0 || ended(w.doc.Passages[w.open].Text)) {
		return // a theme between recommendations
	}
	w.continued(b)
}

func ended(t string) bool {
	t = strings.TrimSpace(t)
	return t == "" || strings.ContainsRune(";.:", rune(t[len(t)-1]))
}

// dotted takes an item "124.54" or "93.1.". The prefix of the running list
// leads: "214.60" in the list of 124 is a misprint for 124.60.
func (w *wgReport) dotted(lead, n int, b layout.Block) bool {
	if w.list.lead == 0 && lead == w.para && !w.noList {
		w.list = list{lead: lead, x: b.X}
	}
	if w.list.lead == 0 || lead != w.list.lead && n != w.list.last+1 {
		return false
	}
	w.list.dotted = true
	w.item(n, strings.TrimSuffix(b.Number, "."), b)
	w.glued()
	return true
}

// item adds a recommendation of a dotted list.
func (w *wgReport) item(n int, printed string, b layout.Block) {
	l := &w.list
	para := fmt.Sprintf("%d.%d", l.lead, n)
	switch {
	case n <= l.last:
		w.warn("Number %s is printed again or out of order (page %d).", printed, b.Page)
	case n > l.last+1:
		w.warn("Recommendation %d.%s not found (page %d).", l.lead, rangeText(l.last+1, n-1), b.Page)
	}
	l.last = max(l.last, n)
	p := w.addOpen(corpus.PassageRecommendation, para, b)
	p.Locator = "para. " + para
	if printed != para {
		p.ParaPrinted = printed
		p.Locator += " [sic: " + printed + "]"
	}
	w.position(p)
}

// glued cuts a recommendation that holds the next number inside, where the
// page leaves no gap between two items.
func (w *wgReport) glued() {
	for w.open >= 0 {
		p := &w.doc.Passages[w.open]
		next := fmt.Sprintf("%d.%d", w.list.lead, w.list.last+1)
		if !strings.Contains(p.Text, next) {
			return
		}
		re := regexp.MustCompile(`[;.)]\s*` + regexp.QuoteMeta(next) + `\.?\s+(\p{Lu})`)
		m := re.FindStringSubmatchIndex(p.Text)
		if m == nil {
			return
		}
		whole := p.Spans
		rest := layout.Block{Text: p.Text[m[2]:], Page: whole[0].Page}
		rest.Spans = narrow(w.in.Pages, whole, rest.Text)
		p.Text = p.Text[:m[0]+1]
		p.Spans = narrow(w.in.Pages, whole, p.Text)
		w.item(w.list.last+1, next, rest)
	}
}

// plain takes a number that may be the next paragraph or the next item of a
// list that restarts: both can be due at once (A/HRC/13/13, items 90 to 92 of
// paragraph 90). The wording decides, then the indent.
func (w *wgReport) plain(n int, b layout.Block) bool {
	isLead := leads(head(b.Text, 400)) || closingRE.MatchString(b.Text)
	inList := w.list.lead > 0 && !w.list.dotted
	item := inList && (n == w.list.last+1 || n > w.list.last && n <= w.list.last+2)
	para := n > w.para && n <= w.para+2
	switch {
	case item && para && isLead && !endsInStates(w.in.States, b.Text):
		w.paragraph(n, b)
	case item && (n == w.list.last+1 || !para || endsInStates(w.in.States, b.Text)):
		w.plainItem(n, b)
	case para && (isLead || w.list.lead == 0 || b.X <= w.list.x+8):
		w.paragraph(n, b)
	case inList && n == 1 && w.list.last == 0:
		w.plainItem(n, b)
	default:
		return false
	}
	return true
}

// endsInStates reports whether a text closes with recommending States.
func endsInStates(g *corpus.Gazetteer, s string) bool {
	return len(stateGroups(g, s)) > 0 && !strings.HasSuffix(strings.TrimSpace(s), ":")
}

// paragraph opens a numbered paragraph of section II and, where it announces
// one, its list.
func (w *wgReport) paragraph(n int, b layout.Block) {
	w.gap(n, b)
	w.para = n
	w.addOpen(corpus.PassageUPRParagraph, itoa(n), b)
	w.list, w.noList = list{}, notListRE.MatchString(b.Text)
	if closingRE.MatchString(b.Text) || notListRE.MatchString(b.Text) {
		return
	}
	if leads(b.Text) || strings.HasSuffix(strings.TrimSpace(b.Text), ":") {
		w.list = list{lead: n, x: b.X}
		w.list.pos, w.list.words = leadPosition(b.Text)
	}
}

// plainItem adds a recommendation of a list that numbers "1.", "2." …
func (w *wgReport) plainItem(n int, b layout.Block) {
	for w.list.last+1 < n && w.missingItem() {
		w.list.last++
	}
	if n > w.list.last+1 {
		w.warn("Paragraph %d, No. %s not found (page %d).", w.list.lead, rangeText(w.list.last+1, n-1), b.Page)
	}
	w.list.last = n
	p := w.addOpen(corpus.PassageRecommendation, fmt.Sprintf("%d.%d", w.list.lead, n), b)
	p.ParaPrinted = "No. " + itoa(n)
	p.Locator = fmt.Sprintf("para. %d, No. %d", w.list.lead, n)
	w.position(p)
}

// missingItem cuts the next item of a plain list out of the one before, where
// its full stop was not printed ("73 Take …").
func (w *wgReport) missingItem() bool {
	at, n := len(w.doc.Passages)-1, w.list.last+1
	if n < 2 || at < 0 || w.doc.Passages[at].Kind != corpus.PassageRecommendation || !w.missingPara(at, n) {
		return false
	}
	p := &w.doc.Passages[at+1]
	p.Para, p.ParaPrinted, p.Locator = fmt.Sprintf("%d.%d", w.list.lead, n), "No. "+itoa(n), fmt.Sprintf("para. %d, No. %d", w.list.lead, n)
	w.position(p)
	return true
}

// position gives a recommendation the position of its lead paragraph.
func (w *wgReport) position(p *corpus.Passage) {
	p.Role = corpus.RoleRecommendation
	if w.list.pos != "" {
		setPosition(p, w.list.pos, w.list.words, fmt.Sprintf("%s, para. %d", w.doc.Symbol, w.list.lead), w.doc.Date)
	}
}

// setPosition states a position with its source.
func setPosition(p *corpus.Passage, pos corpus.Position, words, source, date string) {
	p.Position, p.PositionText, p.PositionSource, p.PositionDate = pos, words, source, date
}
