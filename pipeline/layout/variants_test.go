package layout

import (
	"strings"
	"testing"

	"refrain/corpus"
)

// variant is one way in which real reports are set that a plain reader gets
// wrong, with a page of our own.
type variant struct {
	name  string
	pages []corpus.Page
	// want are the paragraphs in order, notes the footnotes; both joined by "|".
	want, notes string
}

// report is a page with the body type of ten points set by the lines given, so
// that every fixture has the measures of a report of 2010 and later.
func report(n int, lines ...corpus.Line) corpus.Page { return page(n, lines...) }

// fill are lines of body text that end a sentence, in a column at x.
func fill(x, y float64) []corpus.Line {
	var out []corpus.Line
	for i := range 6 {
		end := ","
		if i == 5 {
			end = "."
		}
		l := line(x, y+float64(i)*12, 10, "SAMPLE words that fill a line of the body of a page"+end)
		l.X1 = x + 380
		out = append(out, l)
	}
	return out
}

const filled = "SAMPLE words that fill a line of the body of a page, SAMPLE words that fill a line of the body of a page, " +
	"SAMPLE words that fill a line of the body of a page, SAMPLE words that fill a line of the body of a page, " +
	"SAMPLE words that fill a line of the body of a page, SAMPLE words that fill a line of the body of a page."

func with(fill []corpus.Line, more ...corpus.Line) []corpus.Line { return append(fill, more...) }

func raised(l corpus.Line, at, n int) corpus.Line {
	l.Raised = append(l.Raised, corpus.Range{Start: at, End: at + n})
	return l
}

// variants are the rows of the table of formats that concern the page.
func variants() []variant {
	return []variant{
		{"running heads and job numbers stand around the text", []corpus.Page{
			report(2, with(fill(113, 100), line(56, 30, 9, "A/HRC/13/9001*"), line(56, 780, 9, "12 GE.14-07222"))...),
			report(3, with(fill(113, 100), line(56, 30, 9, "A/HRC/ 13/9001"), line(300, 30, 9, "Page 13"), line(56, 780, 9, "GE.09-12345 (E) 040909"))...),
			report(4, with(fill(113, 100), line(56, 30, 9, "A/HRC13/9001"), line(300, 790, 9, "13"))...)},
			filled + "|" + filled + "|" + filled, ""},
		{"a barcode, as digits or as the font's own codes", []corpus.Page{
			report(1, with(fill(113, 100), line(400, 500, 30, "*1407222*"), line(400, 540, 30, "\uf02a\uf031\uf034\uf02a"))...)}, filled, ""},
		{"footnotes are the smaller lines at the foot", []corpus.Page{
			report(1, with(fill(113, 100), line(120, 700, 8, "1 SAMPLE a note that"), line(113, 710, 8, "goes on."), line(120, 720, 8, "2 SAMPLE another."))...)},
			filled, "1 SAMPLE a note that goes on.|2 SAMPLE another."},
		{"small lines in the upper part are no footnotes", []corpus.Page{
			report(1, with([]corpus.Line{line(113, 60, 8, "SAMPLE small print at the top")}, fill(113, 100)...)...)},
			"SAMPLE small print at the top|" + filled, ""},
		{"a wider gap begins a paragraph", []corpus.Page{
			report(1, with(fill(113, 100), line(113, 180, 10, "SAMPLE a paragraph without a number"), line(113, 192, 10, "goes on."))...)},
			filled + "|SAMPLE a paragraph without a number goes on.", ""},
		{"body type of twelve points with its own leading", []corpus.Page{
			report(1, line(113, 100, 12, "1. SAMPLE first paragraph of a report of 2008,"), line(85, 113.8, 12, "that goes on and on,"), line(85, 127.6, 12, "and ends."),
				line(113, 155, 12, "2. SAMPLE the second."))},
			"1. SAMPLE first paragraph of a report of 2008, that goes on and on, and ends.|2. SAMPLE the second.", ""},
		{"a number at the head of a page begins a paragraph", []corpus.Page{
			report(1, fill(113, 100)...), report(2, line(113, 90, 10, "7. SAMPLE the next paragraph."))},
			filled + "|7. SAMPLE the next paragraph.", ""},
		{"a paragraph goes on over a page, with heads and notes between", []corpus.Page{
			report(1, with(fill(113, 100), line(113, 180, 10, "124.3 SAMPLE recommend that the State take"), line(113, 720, 8, "3 SAMPLE a note."), line(300, 790, 9, "14"))...),
			report(2, line(56, 30, 9, "A/HRC/27/9001"), line(113, 90, 10, "steps of a kind (Otherland);"), line(113, 108, 10, "124.4 SAMPLE the next (Thirdland)."))},
			filled + "|124.3 SAMPLE recommend that the State take steps of a kind (Otherland);|124.4 SAMPLE the next (Thirdland).", "3 SAMPLE a note."},
		{"a year at the head of a page is no number", []corpus.Page{
			report(1, with(fill(113, 100), line(113, 180, 10, "8. SAMPLE the law was passed in"))...),
			report(2, line(113, 90, 10, "2014. It has been in force since."))},
			filled + "|8. SAMPLE the law was passed in 2014. It has been in force since.", ""},
		{"footnote marks are cut out, ordinals and squares stay", []corpus.Page{
			report(1, with(fill(113, 100), raised(raised(line(113, 180, 10, "9. SAMPLE the 33rd session12 saw 5 km2 of it.1, 2"), 16, 2), 26, 2))...)},
			filled + "|9. SAMPLE the 33rd session saw 5 km2 of it.1, 2", ""},
		{"several marks at one place", []corpus.Page{
			report(1, with(fill(113, 100), raised(line(113, 180, 10, "10. SAMPLE a sentence.3, 4"), 22, 4))...)}, filled + "|10. SAMPLE a sentence.", ""},
		{"a hyphen at the end of a line is kept, and joins without a space", []corpus.Page{
			report(1, with(fill(113, 100), line(113, 180, 10, "11. SAMPLE ill-"), line(113, 192, 10, "treatment, and/"), line(113, 204, 10, "or worse."))...)},
			filled + "|11. SAMPLE ill-treatment, and/or worse.", ""},
		{"an item without an end mark ends where the next number begins", []corpus.Page{
			report(1, with(fill(113, 100), line(113, 180, 10, "89.1 SAMPLE ratify it (Otherland)"), line(113, 198, 10, "89.2 SAMPLE and that (Thirdland)"))...)},
			filled + "|89.1 SAMPLE ratify it (Otherland)|89.2 SAMPLE and that (Thirdland)", ""},
		{"numbers without the space or the dot behind them", []corpus.Page{
			report(1, with(fill(113, 100), line(113, 180, 10, "12.The SAMPLE delegation spoke."), line(113, 198, 10, "125-15. SAMPLE designate one."))...)},
			filled + "|12. The SAMPLE delegation spoke.|125-15. SAMPLE designate one.", ""},
	}
}

func TestVariants(t *testing.T) {
	for _, v := range variants() {
		t.Run(v.name, func(t *testing.T) {
			bs := Blocks(v.pages)
			if got := texts(bs, Paragraph); got != v.want {
				t.Errorf("paragraphs\n %s\nwant\n %s", strings.ReplaceAll(got, "|", "\n "), strings.ReplaceAll(v.want, "|", "\n "))
			}
			if got := texts(bs, Footnote); got != v.notes {
				t.Errorf("footnotes %q, want %q", got, v.notes)
			}
		})
	}
}

// TestMarginsByParity holds that indents are told from the margin of pages on
// the same side: the text of bound reports stands further in on every second.
func TestMarginsByParity(t *testing.T) {
	odd := report(1, with(fill(113, 100), line(141, 190, 10, "91. SAMPLE an item of a list."))...)
	even := report(2, with(fill(150, 100), line(150, 190, 10, "91. SAMPLE a paragraph."), line(178, 208, 10, "1. SAMPLE an item."))...)
	var x []float64
	for _, b := range Blocks([]corpus.Page{odd, even}) {
		if b.Number != "" {
			x = append(x, b.X)
		}
	}
	if len(x) != 3 || x[0] != 141 || x[1] != 113 || x[2] != 141 {
		t.Errorf("indents %v, want 141, 113, 141", x)
	}
	if even.Lines[0].X0 != 150 {
		t.Error("the pages given were changed")
	}
}

// TestPagesWithoutGeometry reads what has lines but no places: text that lost
// its layout, Word files with tables, and pages that a machine recognised.
func TestPagesWithoutGeometry(t *testing.T) {
	text := func(lines ...string) corpus.Page {
		var out []corpus.Line
		for _, l := range lines {
			out = append(out, corpus.Line{Text: l})
		}
		return page(0, out...)
	}
	cell := func(row, cell int, s string) corpus.Line {
		return corpus.Line{Text: s, Row: row, Cell: cell, Style: "paragraph"}
	}
	for name, v := range map[string]struct {
		page corpus.Page
		kind Kind
		want string
	}{
		"a blank line parts paragraphs": {text("SAMPLE one", "goes on", "", "SAMPLE two"), Paragraph, "SAMPLE one goes on|SAMPLE two"},
		"a number begins one":           {text("1. SAMPLE one that", "goes on.", "2. SAMPLE two."), Paragraph, "1. SAMPLE one that goes on.|2. SAMPLE two."},
		"a number that ends a sentence": {text("1. SAMPLE as said in paragraphs 5 and", "6. And so on."), Paragraph, "1. SAMPLE as said in paragraphs 5 and 6. And so on."},
		"cells stand alone":             {page(0, cell(1, 0, "SAMPLE a"), cell(1, 1, "b"), cell(2, 0, "c")), Cell, "SAMPLE a|b|c"},
		"headings of Word":              {page(0, corpus.Line{Text: "SAMPLE head", Style: "Heading 1"}, corpus.Line{Text: "text.", Style: "paragraph"}), Heading, "SAMPLE head"},
		"headings of a scan": {page(1, corpus.Line{Text: "SAMPLE head", Style: "Heading", Size: 10, Y: 100}, corpus.Line{},
			corpus.Line{Text: "• text", Size: 10, Y: 112}, corpus.Line{Text: "goes on.", Size: 10, Y: 124}), Heading, "SAMPLE head"},
	} {
		if got := texts(Blocks([]corpus.Page{v.page}), v.kind); got != v.want {
			t.Errorf("%s: %q, want %q", name, got, v.want)
		}
	}
}
