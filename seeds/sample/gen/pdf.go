package main

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// The page is A4, in points.
const pageWidth, pageHeight = 595, 842

// font is one of the standard fonts that every PDF reader has.
type font int

const (
	roman font = iota
	bold
	italic
)

var fontNames = []string{"Times-Roman", "Times-Bold", "Times-Italic"}

// page is the content of one page: what to draw, in PDF operators. Positions
// are in points from the top left corner; y is the baseline.
type page struct{ ops strings.Builder }

// run is text in one font; rise lifts it above the baseline (footnote marks).
type run struct {
	font font
	size float64
	rise float64
	text string
}

// show draws runs from x on; wide is added to each space.
func (p *page) show(x, y, wide float64, runs ...run) {
	fmt.Fprintf(&p.ops, "BT %s Tw %s %s Td", short(wide), short(x), short(pageHeight-y))
	rise := 0.0
	for _, r := range runs {
		if r.rise != rise {
			fmt.Fprintf(&p.ops, " %s Ts", short(r.rise))
			rise = r.rise
		}
		fmt.Fprintf(&p.ops, " /F%d %s Tf (%s) Tj", r.font+1, short(r.size), escape(r.text))
	}
	if rise != 0 {
		p.ops.WriteString(" 0 Ts")
	}
	p.ops.WriteString(" ET\n")
}

// text draws one string in one font.
func (p *page) text(x, y float64, f font, size float64, s string) {
	p.show(x, y, 0, run{f, size, 0, s})
}

// right draws a string that ends at x.
func (p *page) right(x, y float64, f font, size float64, s string) {
	p.text(x-width(f, size, s), y, f, size, s)
}

// centre draws a string around x.
func (p *page) centre(x, y float64, f font, size float64, s string) {
	p.text(x-float64(width(f, size, s)/2), y, f, size, s)
}

// rule draws a horizontal line.
func (p *page) rule(x0, x1, y, thick float64) {
	fmt.Fprintf(&p.ops, "%s w %s %s m %s %s l S\n", short(thick), short(x0), short(pageHeight-y), short(x1), short(pageHeight-y))
}

// box draws a frame.
func (p *page) box(x0, y0, x1, y1 float64) {
	fmt.Fprintf(&p.ops, "1 w %s %s %s %s re S\n", short(x0), short(pageHeight-y1), short(x1-x0), short(y1-y0))
}

// short writes a number with at most two decimals.
func short(v float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// escape encodes s in WinAnsi as the inside of a PDF string.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		c, ok := charmap.Windows1252.EncodeRune(r)
		switch {
		case !ok:
			b.WriteByte('?')
		case c == '(' || c == ')' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < 127:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "\\%03o", c)
		}
	}
	return b.String()
}

// writePDF puts pages into a file. It has no dates, no identifier and no
// compression: the bytes follow from the text alone.
func writePDF(title string, pages []*page) []byte {
	var out bytes.Buffer
	var at []int
	add := func(format string, args ...any) {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n", len(at))
		fmt.Fprintf(&out, format, args...)
		out.WriteString("\nendobj\n")
	}
	const firstFont = 4
	firstPage := firstFont + len(fontNames)
	out.WriteString("%PDF-1.4\n")
	var kids, fonts strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", firstPage+2*i)
	}
	for i := range fontNames {
		fmt.Fprintf(&fonts, "/F%d %d 0 R ", i+1, firstFont+i)
	}
	add("<< /Type /Catalog /Pages 2 0 R /Lang (en) >>")
	add("<< /Type /Pages /Count %d /Kids [ %s] >>", len(pages), kids.String())
	add("<< /Title (%s) /Subject (SAMPLE: invented text, not a United Nations document) >>", escape(title))
	for i, name := range fontNames {
		add("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [ %s] >>",
			name, widthList(font(i)))
	}
	for i, p := range pages {
		add("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 %d %d ] /Resources << /Font << %s>> >> /Contents %d 0 R >>",
			pageWidth, pageHeight, fonts.String(), firstPage+2*i+1)
		add("<< /Length %d >>\nstream\n%sendstream", p.ops.Len(), p.ops.String())
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return out.Bytes()
}
