package layout

import (
	"strings"
	"testing"
	"unicode"

	"refrain/corpus"
)

// page makes a page of lines with geometry.
func page(n int, lines ...corpus.Line) corpus.Page {
	p := corpus.Page{Number: n, Width: 595, Height: 842}
	at := 0
	for _, l := range lines {
		l.Start = at
		at += len([]rune(l.Text)) + 1
		p.Lines = append(p.Lines, l)
		p.Text += l.Text + "\n"
	}
	return p
}

func line(x, y, size float64, text string) corpus.Line {
	return corpus.Line{X0: x, X1: x + 300, Y: y, Size: size, Text: text}
}

func bold(l corpus.Line) corpus.Line { l.Bold = true; return l }

// body are lines that set the type size and the leading of a document.
func body(y float64) []corpus.Line {
	var out []corpus.Line
	for i := range 8 {
		out = append(out, line(113, y+float64(i)*12, 10, "SAMPLE words that fill a line of the body of a page,"))
	}
	return out
}

func texts(bs []Block, k Kind) string {
	var out []string
	for _, b := range bs {
		if b.Kind == k {
			out = append(out, strings.TrimSpace(b.Number+" "+b.Text))
		}
	}
	return strings.Join(out, "|")
}

func TestBlocks(t *testing.T) {
	marked := line(113, 520, 10, "3. SAMPLE third2 paragraph ends with a compound-")
	marked.Raised = []corpus.Range{{Start: 15, End: 16}}
	one := page(3, append([]corpus.Line{
		line(56, 40, 9, "A/HRC/13/9001"),
		bold(line(90, 90, 14, "I. SAMPLE heading")),
		line(113, 120, 10, "1. SAMPLE first paragraph"),
		line(113, 132, 10, "goes on."),
		line(113, 150, 10, "2. SAMPLE second, with a list of 14"),
		line(113, 162, 10, "15. or more."),
	}, append(body(200), marked, line(60, 760, 8, "2 SAMPLE a footnote."), line(500, 790, 9, "3"))...)...)
	two := page(4, line(56, 40, 9, "Page 4"), line(113, 90, 10, "word over a page."), line(113, 108, 10, "4. SAMPLE fourth."))
	bs := Blocks([]corpus.Page{one, two})
	if got := texts(bs, Heading); got != "I. SAMPLE heading" {
		t.Errorf("headings %q", got)
	}
	got := strings.Split(texts(bs, Paragraph), "|")
	if got[0] != "1. SAMPLE first paragraph goes on." || got[1] != "2. SAMPLE second, with a list of 14 15. or more." {
		t.Errorf("paragraphs %q", got)
	}
	if n := len(got); got[n-2] != "3. SAMPLE third paragraph ends with a compound-word over a page." || got[n-1] != "4. SAMPLE fourth." {
		t.Errorf("paragraphs %q", got)
	}
	if got := texts(bs, Footnote); got != "2 SAMPLE a footnote." {
		t.Errorf("footnotes %q", got)
	}
}

// TestSpansHoldTheText holds that a block's letters stand at its spans.
func TestSpansHoldTheText(t *testing.T) {
	pages := []corpus.Page{page(1, append(body(100), line(113, 300, 10, "7. SAMPLE é text – of"), line(113, 312, 10, "two lines."))...)}
	for _, b := range Blocks(pages) {
		var at strings.Builder
		for _, s := range b.Spans {
			at.WriteString(string([]rune(pages[0].Text)[s.Start:s.End]))
		}
		if letters(at.String()) != letters(b.Number+b.Text) {
			t.Errorf("%q stands at %q", b.Number+b.Text, at.String())
		}
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func TestFurniture(t *testing.T) {
	p := corpus.Page{Height: 842}
	for text, want := range map[string]bool{"A/HRC/27/9001": true, "A/HRC/ 8/29": true, "A/HRC/43/9001/Add.1": true, "CRC/C/XAA/CO/1": true, "Page 13": true,
		"12 GE.14-07222": true, "GE.09-12345 (E) 040909": true, "*1407222*": true, "13": true, "13 SAMPLE States took part": false, "SAMPLE A/HRC/1/2 is cited": false} {
		if got := isFurniture(line(60, 40, 9, text), p); got != want {
			t.Errorf("%q at the top: %v", text, got)
		}
		if strings.HasPrefix(text, "A/") && isFurniture(line(60, 400, 9, text), p) {
			t.Errorf("%q in the middle of a page is furniture", text)
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{"124.54 Ratify": "124.54", "93.1. Ratify": "93.1.", "125-15. Designate": "125-15.", "90. The": "90.", "10.The Committee": "10.",
		"(a) To": "(a)", "(iv) To": "(iv)", "• Item": "•", "II. Part": "II.", "B. Part": "B.", "2014 was": "", "3.5 million people": "3.5", "Article 5": ""} {
		if got := numberOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("1. SAMPLE\ntext\n\n2. more", 10.0)
	f.Fuzz(func(t *testing.T, s string, size float64) {
		var lines []corpus.Line
		for i, l := range strings.Split(s, "\n") {
			lines = append(lines, corpus.Line{Text: l, Size: size, Y: float64(i * 12)})
		}
		Blocks([]corpus.Page{page(1, lines...), page(2, lines...)})
	})
}

// TestHeadingOfBodySize holds that a bold heading in the middle of the page,
// as large as the text and close to it, ends the paragraph before it, also
// where the mark of a note follows its full stop.
func TestHeadingOfBodySize(t *testing.T) {
	last := line(56, 520, 10, "SAMPLE words of the last line of it.12")
	last.Raised = []corpus.Range{{Start: 36, End: 38}}
	ls := append(body(400), line(56, 508, 10, "20. SAMPLE paragraph that is followed by a heading"), last,
		bold(line(180, 532, 10, "3. Administration of tests")), line(56, 556, 10, "21. SAMPLE next."))
	bs := Blocks([]corpus.Page{page(1, ls...)})
	if got := texts(bs, Paragraph) + "#" + texts(bs, Heading); !strings.Contains(got, "last line of it.|3. Administration of tests|21. SAMPLE next.") {
		t.Errorf("blocks %q", got)
	}
}

// TestLongParagraphIsCopiedOnce reads a file that is one paragraph of many lines:
// what that takes grows as the text does, and the places of notes are right.
func TestLongParagraphIsCopiedOnce(t *testing.T) {
	const n = 20_000
	page := corpus.Page{Number: 1, Width: 600, Height: 800}
	for range n {
		page.Lines = append(page.Lines, corpus.Line{Text: "SAMPLE wörds of a long line1", Raised: []corpus.Range{{Start: 27, End: 28}}})
	}
	cost := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			bs := Blocks([]corpus.Page{page})
			if len(bs) != 1 || len(bs[0].Text) != 29*n-1 || len(bs[0].NoteAt) != n || bs[0].NoteAt[n-1] != 28*n-1 {
				b.Fatalf("%d blocks, %d bytes, the last note at %d", len(bs), len(bs[0].Text), bs[0].NoteAt[n-1])
			}
		}
	})
	// Copied with each line it would be 290,000 a line; under the race detector a
	// tenth of that was seen.
	if got := cost.AllocedBytesPerOp(); got > 100_000*n {
		t.Errorf("%d bytes for %d lines", got, n)
	}
}
