// Package parse turns pages of text into a document and its passages. It is
// pure: no files, no network, no clock.
//
// [Document] decides by content what a document is (symbol, kind, State under
// review, session, cycle, date) and calls the parser of that kind. [Join] then
// carries what one document says about another: an addendum's positions to the
// recommendations of its report, a matrix's themes and persons.
package parse

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/layout"
)

// Input is a source as it was read.
type Input struct {
	File, SHA256, Engine string
	Pages                []corpus.Page
	// States resolves names of States: [corpus.World], or with the sample's.
	States *corpus.Gazetteer
	// Machine says that the text came from OCR; Sample that the document is
	// the built-in sample's.
	Machine, Sample bool
}

// context is one document being parsed.
type context struct {
	in     Input
	doc    *corpus.Document
	blocks []layout.Block
}

// kinds are the parsers. A new kind of document is one file and one line here.
var kinds = map[corpus.Kind]func(*context){
	corpus.KindWGReport:        parseWGReport,
	corpus.KindAddendum:        parseAddendum,
	corpus.KindCompilation:     parseCompilation,
	corpus.KindSummary:         parseSummary,
	corpus.KindObservations:    parseObservations,
	corpus.KindLetter:          parseLetter,
	corpus.KindMatrix:          parseMatrix,
	corpus.KindNationalReport:  parseStateReport,
	corpus.KindMidTermReport:   parseStateReport,
	corpus.KindDecision:        parseNumbered,
	corpus.KindSessionReport:   parseSessionReport,
	corpus.KindSpecial:         parseNumbered,
	corpus.KindInquiry:         parseNumbered,
	corpus.KindAdvanceQuestion: parseLoose,
	corpus.KindOther:           parseLoose,
}

// Document parses one source. The error says that there is no text.
func Document(in Input) (*corpus.Document, error) {
	if in.States == nil {
		in.States = corpus.World()
	}
	if len(in.Pages) == 0 {
		return nil, fmt.Errorf("parsing %s: no page was read", in.File)
	}
	in.Machine = in.Machine || machineText(in.Pages)
	d := &corpus.Document{File: in.File, SHA256: in.SHA256, Engine: in.Engine, Machine: in.Machine,
		Sample: in.Sample, Pages: in.Pages, Decided: map[string]string{}}
	c := &context{in: in, doc: d}
	identify(c)
	c.blocks = layout.Blocks(plainPages(in.Pages, d.Symbol))
	c.reissue()
	if corrects(d.Symbol) {
		parseCorrigendum(c)
	} else {
		kinds[d.Kind](c)
	}
	if d.Decided["kind"] == unknownKind {
		c.warn("Its kind was not recognised: it is kept as text, cited by page, and left out of matching unless you name it.")
	}
	if len(d.Passages) == 0 {
		c.warn("No passage was found in it; its text is stored.")
	}
	switch d.Kind {
	case corpus.KindWGReport, corpus.KindNationalReport, corpus.KindMidTermReport:
		c.earlierCycles()
	case corpus.KindLetter:
		c.letterTallies()
	}
	for i := range d.Passages {
		d.Passages[i].Text = capText(d.Passages[i].Text)
	}
	d.Seal()
	return d, nil
}

// machineText reports whether most pages were read by character recognition:
// ours, or somebody else's whose text is a hidden layer over a picture.
func machineText(pages []corpus.Page) bool {
	n := 0
	for _, p := range pages {
		if p.Hidden || p.Machine {
			n++
		}
	}
	return n*2 > len(pages)
}

// stem is how the document is cited.
func (c *context) stem() string {
	switch {
	case c.doc.CiteAs != "":
		return c.doc.CiteAs
	case c.doc.Symbol != "":
		return c.doc.Symbol
	}
	return c.doc.Key
}

// warn records a doubt, once where it comes again at once (a number printed
// hundreds of times), and without the page where the file has none.
func (c *context) warn(format string, args ...any) {
	doubt := strings.Replace(fmt.Sprintf(format, args...), " (page 0)", "", 1)
	if n := len(c.doc.Warnings); n == 0 || c.doc.Warnings[n-1] != doubt {
		c.doc.Warnings = append(c.doc.Warnings, doubt)
	}
}

// add appends a passage made of a block.
func (c *context) add(kind corpus.PassageKind, para string, b layout.Block, headings []string) *corpus.Passage {
	c.doc.Passages = append(c.doc.Passages, corpus.Passage{Kind: kind, Para: para, Text: b.Text,
		Headings: append([]string(nil), headings...), Spans: append([]corpus.Span(nil), b.Spans...)})
	return &c.doc.Passages[len(c.doc.Passages)-1]
}

// extend joins a block to a passage as its continuation.
func extend(p *corpus.Passage, b layout.Block) {
	text := strings.TrimSpace(b.Number + " " + b.Text)
	switch {
	case text == "":
	case p.Text == "", strings.HasSuffix(p.Text, "-"):
		p.Text += text
	default:
		p.Text += " " + text
	}
	p.Spans = mergeSpans(p.Spans, b.Spans)
}

// mergeSpans joins the spans of what follows, one a page.
func mergeSpans(a, b []corpus.Span) []corpus.Span {
	a = append([]corpus.Span(nil), a...)
	for _, s := range b {
		if n := len(a); n > 0 && a[n-1].Page == s.Page {
			a[n-1].Start = min(a[n-1].Start, s.Start)
			a[n-1].End = max(a[n-1].End, s.End)
		} else {
			a = append(a, s)
		}
	}
	return a
}

// maxPassage is the longest text of one passage, in bytes: highlighting and
// scoring grow faster than the text.
const maxPassage = 20 << 10

func capText(s string) string {
	s = spaced(s)
	if len(s) <= maxPassage {
		return s
	}
	cut := strings.LastIndexByte(s[:maxPassage], ' ')
	if cut < 0 {
		cut = maxPassage
	}
	return strings.ToValidUTF8(s[:cut], "") + " […]"
}
