package parse

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
	"refrain/pipeline/layout"
)

// wgReport is the state of parsing a Working Group report.
type wgReport struct {
	*context
	headings []string
	para     int // number of the last paragraph
	open     int // index of the passage that goes on, -1 for none
	list     list
	noList   bool // the open paragraph is followed by comments, not recommendations
}

// list is the list of recommendations under one lead paragraph.
type list struct {
	lead   int // paragraph number, 0 where no list is open
	x      float64
	last   int // number of the last item
	dotted bool
	pos    corpus.Position
	words  string
}

var (
	conclusionsRE = pattern.New(`(?i)^\W*conclusions? and ?/? ?(?:or )?recommendations?\W*$`)
	stopRE        = pattern.New(`(?i)^(voluntary (pledges|commitments)|annex\b|\[?english only|composition of the delegation)`)
	dottedRE      = pattern.New(`^(\d{1,3})[.-](\d{1,3})\.?$`)
	plainRE       = pattern.New(`^(\d{1,4})\.$`)
	romanRE       = pattern.New(`^[IVX]+\.$`)
	letterHeadRE  = pattern.New(`^[A-Z]\.$`)
)

// parseWGReport parses a report of the Working Group: the paragraphs of
// section I, the recommendations of section II, and those of section II that
// only point back to section I.
func parseWGReport(c *context) {
	w := &wgReport{context: c, open: -1}
	start := conclusionsAt(c.blocks)
	if start < 0 {
		start = len(c.blocks)
		c.warn("The heading “Conclusions and/or recommendations” was not found: no recommendation was read.")
	}
	w.sectionI(c.blocks[:start])
	w.sectionII(c.blocks[start:])
	for i := range c.doc.Passages {
		p := &c.doc.Passages[i]
		p.Text = spaced(p.Text)
		if p.Kind == corpus.PassageRecommendation {
			splitRecommendation(c.in.States, p)
		}
	}
	w.comments()
	w.positionsAfter()
	w.statements()
	w.pointedBack()
	w.unresolvedNames()
}

// conclusionsAt finds the heading of section II: the last such line, since the
// contents list it too.
func conclusionsAt(blocks []layout.Block) int {
	at := -1
	for i, b := range blocks {
		t := strings.TrimSpace(strings.Trim(b.Text, "*∗ "))
		if b.Kind != layout.Footnote && !strings.Contains(t, "....") && conclusionsRE.MatchString(t) {
			at = i
		}
	}
	return at
}

func (w *wgReport) sectionI(blocks []layout.Block) {
	for _, b := range blocks {
		if b.Kind == layout.Footnote {
			continue
		}
		if b.Kind == layout.Heading {
			w.heading(b)
			continue
		}
		if m := plainRE.FindStringSubmatch(b.Number); m != nil {
			n := atoi(m[1])
			if n == w.para+1 || w.para > 0 && n > w.para && n <= w.para+3 {
				w.gap(n, b)
				w.para = n
				p := w.addOpen(corpus.PassageUPRParagraph, itoa(n), b)
				w.speaker(p)
				continue
			}
		}
		w.continued(b)
	}
	w.open = -1
}

// gap finds paragraph numbers that were not met, or names them.
func (w *wgReport) gap(n int, b layout.Block) {
	for w.para+1 < n && w.missingPara(len(w.doc.Passages)-1, w.para+1) {
		w.para++
		w.speaker(&w.doc.Passages[len(w.doc.Passages)-1])
	}
	if n > w.para+1 {
		w.warn("Paragraph %s not found before paragraph %d (page %d).", rangeText(w.para+1, n-1), n, b.Page)
	}
}

func rangeText(a, b int) string {
	if a == b {
		return itoa(a)
	}
	return itoa(a) + " to " + itoa(b)
}

// heading keeps the path of headings: roman numbers above letters above the rest.
func (w *wgReport) heading(b layout.Block) {
	level := min(len(w.headings), 2)
	switch {
	case b.Page <= 2 && !strings.HasPrefix(b.Text, "Introduction"):
		return
	case romanRE.MatchString(b.Number), strings.HasPrefix(b.Text, "Introduction"):
		level = 0
	case letterHeadRE.MatchString(b.Number):
		level = min(len(w.headings), 1)
	}
	w.headings = append(append([]string(nil), w.headings[:level]...), b.Text)
	w.open = -1
}

// addOpen adds a passage that later blocks may continue.
func (w *wgReport) addOpen(kind corpus.PassageKind, para string, b layout.Block) *corpus.Passage {
	p := w.add(kind, para, b, w.headings)
	w.open = len(w.doc.Passages) - 1
	return p
}

func (w *wgReport) continued(b layout.Block) {
	if w.open >= 0 {
		extend(&w.doc.Passages[w.open], b)
	}
}

// unresolvedNames lists the names in brackets that no State was found for, and
// those that are misprinted and were read all the same.
func (w *wgReport) unresolvedNames() {
	var unknown, read, none []string
	for _, p := range w.doc.Passages {
		if p.Kind != corpus.PassageRecommendation {
			continue
		}
		if len(p.By) == 0 {
			none = append(none, p.Para)
		}
		for i, code := range p.By {
			if strings.HasPrefix(code, "?") {
				unknown = append(unknown, code[1:]+" ("+p.Para+")")
			} else if _, ok := w.in.States.Resolve(p.ByPrinted[i]); !ok {
				read = append(read, fmt.Sprintf("“%s” as %s (%s)", p.ByPrinted[i], w.in.States.Name(code), p.Para))
			}
		}
	}
	if len(unknown) > 0 {
		w.warn("Names of recommending States not resolved: %s.", strings.Join(unknown, ", "))
	}
	if len(read) > 0 {
		w.warn("Names of recommending States printed otherwise, and how they were read: %s.", strings.Join(read, "; "))
	}
	if len(none) > 0 {
		w.warn("No recommending State is named in %s.", strings.Join(none, ", "))
	}
}
