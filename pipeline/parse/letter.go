package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// letterLine is one line of a letter with its Markdown marks read.
type letterLine struct {
	text   string
	bullet bool
	level  int // of a heading, 0 for none
	span   corpus.Span
}

var (
	annexRE    = pattern.New(`(?i)^annex( [IVX1-3]+)?\.?$`)
	mdHeadRE   = pattern.New(`^(#{1,6})\s*(.*)$`)
	mdBulletRE = pattern.New(`^(?:[-*•●▪·]|\x{F0B7})\s+(.*)$`)
	sectionRE  = pattern.New(`^[A-Z]\.\s`)
	supRE      = pattern.New(`</?su[pb]>`)
	escapeRE   = pattern.New(`\\([\\_*\[\]()#.!-])`)
	pageNoRE   = pattern.New(`(?i)^(page|/\.\.|\d{1,2})\s*\d*$`)
)

// parseLetter reads a letter's annex: bullets under headings, as Markdown or
// as lines of a PDF. A letter of cycle 4 has observations in prose instead.
func parseLetter(c *context) {
	lines := c.letterLines()
	start := -1
	for i, l := range lines {
		if annexRE.MatchString(l.text) && !l.bullet {
			start = i + 1
		}
	}
	if start >= 0 {
		c.annex(lines[start:])
	}
	if len(c.doc.Passages) == 0 {
		c.proseItems()
	}
	c.doc.WantsMatrix = matrixOfRE.MatchString(strings.Join(strings.Fields(firstText(c.in.Pages, 12000)), " "))
	if len(c.doc.Passages) == 0 {
		c.warn("The letter has no annex of items, nor observations that encourage or invite the State.")
	}
}

// matrixOfRE is a letter of cycle 4 that counts the Office's matrix as part of it.
var matrixOfRE = pattern.New(`(?i)\bmatrix of (?:thematically |the )`)

// letterLines reads the lines with their marks.
func (c *context) letterLines() []letterLine {
	var out []letterLine
	for _, p := range c.in.Pages {
		for _, l := range p.Lines {
			raw := strings.TrimSpace(l.Text)
			ll := letterLine{span: corpus.Span{Page: p.Number, Start: l.Start, End: l.Start + len([]rune(l.Text))}}
			if m := mdHeadRE.FindStringSubmatch(raw); m != nil {
				ll.level, raw = len(m[1]), m[2]
			} else if m := mdBulletRE.FindStringSubmatch(raw); m != nil && !strings.HasPrefix(raw, "**") {
				ll.bullet, raw = true, m[1]
			}
			marked := strings.HasPrefix(raw, "**") || strings.HasPrefix(raw, "*") && strings.HasSuffix(raw, "*")
			raw = strings.TrimSpace(strings.Trim(raw, "*"))
			raw = supRE.ReplaceAllString(escapeRE.ReplaceAllString(raw, "$1"), "")
			ll.text = strings.Join(strings.Fields(raw), " ")
			if ll.level == 0 && !ll.bullet && (marked || l.Bold || l.Italic || strings.HasPrefix(l.Style, "Heading")) {
				ll.level = 9
			}
			out = append(out, ll)
		}
	}
	return out
}

// annex reads items under headings. The headings' marks are uneven in real
// letters, so their own form decides the level: a capital letter and a dot
// ("B. Civil and political rights") opens a part; what stands before the first
// part is a section; the rest stands under the part.
func (c *context) annex(lines []letterLine) {
	var section, part, theme string
	open := false // the last item may go on in the next line
	inHeading := false
	for _, l := range lines {
		switch {
		case l.text == "":
			if len(c.in.Pages) == 1 {
				open = false
			}
			inHeading = false
			continue
		case pageNoRE.MatchString(l.text):
			continue
		case l.bullet:
			c.item(l, section, part, theme)
			open, inHeading = true, false
			continue
		case open && l.level == 0:
			p := &c.doc.Passages[len(c.doc.Passages)-1]
			extendText(p, l)
			continue
		}
		switch {
		case sectionRE.MatchString(l.text):
			part, theme = l.text, ""
		case inHeading && (section != "" && theme == "" && part == ""):
			section += " " + l.text
		case inHeading && theme != "":
			theme += " " + l.text
		case part != "":
			theme = l.text
		default:
			section = l.text
		}
		open, inHeading = false, true
	}
}

// extendText joins a line to an item; after a hyphen there is no space.
func extendText(p *corpus.Passage, l letterLine) {
	if !strings.HasSuffix(p.Text, "-") {
		p.Text += " "
	}
	p.Text += l.text
	if n := len(p.Spans); n > 0 && p.Spans[n-1].Page == l.span.Page {
		p.Spans[n-1].End = l.span.End
	} else {
		p.Spans = append(p.Spans, l.span)
	}
}

// ordinalNames are the words of "first bullet".
var ordinalNames = []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
	"eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"}

// item adds one bullet, cited by its place under its lowest heading.
func (c *context) item(l letterLine, path ...string) {
	var headings []string
	for _, h := range path {
		if h != "" {
			headings = append(headings, h)
		}
	}
	n, nth := len(c.doc.Passages)+1, 1
	for i := len(c.doc.Passages) - 1; i >= 0 && strings.Join(c.doc.Passages[i].Headings, "|") == strings.Join(headings, "|"); i-- {
		nth++
	}
	p := corpus.Passage{Kind: corpus.PassageItem, Role: corpus.RoleRecommendation, Para: itoa(n), Text: l.text,
		Headings: headings, Spans: []corpus.Span{l.span}}
	p.Locator = "annex, item " + itoa(n)
	if len(headings) > 0 && nth < len(ordinalNames) {
		p.Locator = "annex, “" + headings[len(headings)-1] + "”, " + ordinalNames[nth] + " bullet"
	}
	c.doc.Passages = append(c.doc.Passages, p)
}

// encourageRE is a clause of a prose letter that asks something of the State;
// welcomes are no items.
var encourageRE = pattern.New(`(?i)\b(?:is|are|would be|be) (?:also |further |strongly |therefore )*(?:encouraged|invited|urged|requested|called upon) to\b|\b(?:I|we) (?:also |further |strongly )*(?:encourage|urge|invite|call upon)\b`)

// observationsHeadRE heads the observations of a letter of cycle 4.
var observationsHeadRE = pattern.New(`(?i)^(annex|observations)\b`)

// proseItems reads the sentences of the observations that follow a letter of
// cycle 4 and ask something of the State.
func (c *context) proseItems() {
	start := 0
	for i, b := range c.blocks {
		if observationsHeadRE.MatchString(b.Text) && len(b.Text) < 120 {
			start = i + 1
		}
	}
	if start == 0 {
		return
	}
	var headings []string
	for _, b := range c.blocks[start:] {
		if pageNoRE.MatchString(b.Text) {
			continue
		}
		if len(b.Text) < 90 && !strings.HasSuffix(b.Text, ".") {
			if strings.Contains(b.Text, " ") && len(b.Text) > 7 { // stray marks of a seal are no heading
				headings = []string{b.Text}
			}
			continue
		}
		for _, s := range sentences(b.Text) {
			if !encourageRE.MatchString(s) {
				continue
			}
			n := len(c.doc.Passages) + 1
			p := c.add(corpus.PassageItem, itoa(n), b, headings)
			p.Text, p.Role, p.Locator = s, corpus.RoleRecommendation, "observations, item "+itoa(n)
		}
	}
}

// sentenceEnd is the end of the first sentence, behind its full stop or
// semicolon, and the capital that begins the next; both are len(s) for the last.
func sentenceEnd(s string) (end, next int) {
	for end < len(s) {
		i := strings.IndexAny(s[end:], ".;")
		if i < 0 {
			break
		}
		end += i + 1
		next = end
		for next < len(s) && strings.IndexByte(" \t\n\f\r", s[next]) >= 0 {
			next++
		}
		if next > end && next < len(s) && s[next] >= 'A' && s[next] <= 'Z' && !endsInTitle(s[:end]) {
			return end, next
		}
	}
	return len(s), len(s)
}

// sentences cuts running text at full stops before capitals.
func sentences(s string) []string {
	var out []string
	for {
		end, next := sentenceEnd(s)
		out = append(out, strings.TrimSpace(s[:end]))
		if next == len(s) {
			return out
		}
		s = s[next:]
	}
}

// endsInTitle reports whether a text ends in "Mr.", "Ms." and the like, whose
// full stop ends no sentence.
func endsInTitle(s string) bool {
	switch s[strings.LastIndexAny(s, " (\t\n")+1:] {
	case "Mr.", "Ms.", "Mrs.", "Dr.", "St.":
		return true
	}
	return false
}
