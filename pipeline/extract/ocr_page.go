package extract

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
)

// ocrWord is one word as Tesseract read it, in pixels of the picture.
type ocrWord struct {
	x0, y0, x1, y1 int
	conf           float64 // 0-100
	text           string
}

// ocrLine is one line; block and par are Tesseract's numbers.
type ocrLine struct {
	block, par     int
	x0, y0, x1, y1 int
	words          []ocrWord
	bullet         bool
}

// ocrPage is one page as read, with its picture.
type ocrPage struct {
	img   PageImage
	lines []ocrLine
}

// readTSV reads Tesseract's table: level, page, block, paragraph, line, word,
// left, top, width, height, confidence, text.
func readTSV(tsv []byte, img PageImage) *ocrPage {
	p := &ocrPage{img: img}
	line := ""
	for _, row := range strings.Split(string(tsv), "\n") {
		f := strings.Split(strings.TrimRight(row, "\r"), "\t")
		if len(f) < 12 || f[0] != "5" {
			continue
		}
		text := norm.NFC.String(strings.TrimSpace(cleanText(f[11])))
		if text == "" {
			continue
		}
		num := func(i int) int { n, _ := strconv.Atoi(f[i]); return n }
		conf, _ := strconv.ParseFloat(f[10], 64)
		w := ocrWord{num(6), num(7), num(6) + num(8), num(7) + num(9), conf, text}
		if id := strings.Join(f[2:5], "."); id != line || len(p.lines) == 0 {
			line = id
			p.lines = append(p.lines, ocrLine{block: num(2), par: num(3), x0: w.x0, y0: w.y0, x1: w.x1, y1: w.y1})
		}
		l := &p.lines[len(p.lines)-1]
		l.words = append(l.words, w)
		l.x0, l.y0, l.x1, l.y1 = min(l.x0, w.x0), min(l.y0, w.y0), max(l.x1, w.x1), max(l.y1, w.y1)
	}
	p.findBullets()
	return p
}

// dotReadings are what Tesseract makes of a bullet.
var dotReadings = regexp.MustCompile(`^[eo0°*«»¢©®•·.\-]$`)

// findBullets marks the lines that begin with a bullet. Tesseract reads the
// dot as a letter (20 of 36 in the letter to Slovenia of 2020) or drops it
// (16 of 36); then the dot is looked for in the picture.
func (p *ocrPage) findBullets() {
	pic, err := jpeg.Decode(bytes.NewReader(p.img.JPEG))
	if err != nil {
		pic = nil
	}
	for i := range p.lines {
		l := &p.lines[i]
		height := l.y1 - l.y0
		if len(l.words) > 1 {
			w, next := l.words[0], l.words[1]
			small := w.x1-w.x0 < height*3/4 && w.y1-w.y0 < height*3/4
			if small && dotReadings.MatchString(w.text) && next.x0-w.x1 > p.img.DPI/10 {
				l.words, l.x0, l.bullet = l.words[1:], next.x0, true
				continue
			}
		}
		l.bullet = pic != nil && dotBefore(pic, *l, p.img.DPI)
	}
}

// dotBefore looks for one round dot left of a line: in the 0.4 inch before its
// first letter, alone, 0.02 to 0.1 inch wide.
func dotBefore(pic image.Image, l ocrLine, dpi int) bool {
	box := image.Rect(l.x0-dpi*2/5, l.y0, l.x0-dpi/12, l.y1).Intersect(pic.Bounds())
	if box.Empty() {
		return false
	}
	ink, n := image.Rectangle{}, 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if color.GrayModel.Convert(pic.At(x, y)).(color.Gray).Y < 128 {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
				n++
			}
		}
	}
	w, h := ink.Dx(), ink.Dy()
	return w >= dpi/50 && h >= dpi/50 && w <= dpi/10 && h <= dpi/10 && w*2 > h && h*2 > w && n*5 > w*h*3
}

// pageMark is a page number of a letter.
var pageMark = regexp.MustCompile(`(?i)^page ?\d+$`)

// dropLetterhead leaves out page numbers, and what stands at the top of page
// after page at one place: the letterhead, which is small and mostly noise. The
// first page keeps its own.
func dropLetterhead(pages []*ocrPage) {
	heads := make([][]int, len(pages))
	for i, p := range pages {
		if p == nil {
			continue
		}
		for k, l := range p.lines {
			if pageMark.MatchString(l.text()) && p.edge(l) || i > 0 && p.top(l) && repeated(pages, i, l) {
				heads[i] = append(heads[i], k)
			}
		}
	}
	for i, drop := range heads {
		for n := len(drop) - 1; n >= 0; n-- {
			k := drop[n]
			pages[i].lines = append(pages[i].lines[:k], pages[i].lines[k+1:]...)
		}
	}
}

// top and edge report whether a line stands in the head of a page, or in its
// head or foot.
func (p *ocrPage) top(l ocrLine) bool {
	return float64(l.y1) < 0.11*p.img.Height/72*float64(p.img.DPI)
}

func (p *ocrPage) edge(l ocrLine) bool {
	return p.top(l) || float64(l.y0) > 0.9*p.img.Height/72*float64(p.img.DPI)
}

// repeated reports whether at least half of the other pages have, within a
// fifth of an inch, a line of like letters, or any where this one is unsure.
func repeated(pages []*ocrPage, self int, l ocrLine) bool {
	n, all := 0, 0
	for i, p := range pages {
		if p == nil || i == self {
			continue
		}
		all++
		near := p.img.DPI / 5
		for _, o := range p.lines {
			if i > 0 && abs(o.y0-l.y0) > near || !p.top(o) && i > 0 {
				continue
			}
			if l.conf() < 60 && i > 0 || likeLetters(o.text(), l.text()) > 0.4 {
				n++
				break
			}
		}
	}
	return all > 0 && n*2 >= all
}

func abs(n int) int { return max(n, -n) }

// likeLetters is the share of pairs of letters that two texts have in common.
func likeLetters(a, b string) float64 {
	pairs := func(s string) map[string]int {
		r := []rune(strings.ToLower(s))
		m := map[string]int{}
		for i := 1; i < len(r); i++ {
			if unicode.IsLetter(r[i-1]) && unicode.IsLetter(r[i]) {
				m[string(r[i-1:i+1])]++
			}
		}
		return m
	}
	x, y := pairs(a), pairs(b)
	both, all := 0, 0
	for k, n := range x {
		both += min(n, y[k])
		all += n
	}
	for _, n := range y {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}

func (l ocrLine) text() string {
	var w []string
	for _, x := range l.words {
		w = append(w, x.text)
	}
	return strings.Join(w, " ")
}

// conf is the mean confidence of a line's words.
func (l ocrLine) conf() float64 {
	sum := 0.0
	for _, w := range l.words {
		sum += w.conf
	}
	return sum / float64(max(len(l.words), 1))
}

// page makes a page of lines with geometry in points. Paragraphs, as Tesseract
// parts them, are set apart by an empty line; a paragraph that was parted
// inside a sentence is joined again. Headings get a style, bullets their mark.
func (p *ocrPage) page(page corpus.Page) corpus.Page {
	pt := 72 / float64(max(p.img.DPI, 1))
	size := p.typeSize() * pt
	var lines []corpus.Line
	for i, par := range p.paragraphs() {
		if i > 0 {
			lines = append(lines, corpus.Line{})
		}
		style := ""
		if p.isHeading(par) {
			style = "Heading"
		}
		for _, l := range par {
			ln := corpus.Line{Text: l.text(), X0: float64(l.x0) * pt, X1: float64(l.x1) * pt,
				Y: float64(l.y1) * pt, Size: size, Style: style}
			if l.bullet {
				ln.Text = "• " + ln.Text
			}
			lines = append(lines, ln)
		}
	}
	page.Machine = true
	setLines(&page, lines)
	return page
}

// typeSize is the height of most lines, in pixels.
func (p *ocrPage) typeSize() float64 {
	var h []int
	for _, l := range p.lines {
		h = append(h, l.y1-l.y0)
	}
	if len(h) == 0 {
		return 0
	}
	sort.Ints(h)
	return float64(h[len(h)/2])
}

// paragraphs groups the lines.
func (p *ocrPage) paragraphs() [][]ocrLine {
	var out [][]ocrLine
	for i, l := range p.lines {
		begins := i == 0 || l.bullet
		if i > 0 && !begins {
			prev := p.lines[i-1]
			parted := l.block != prev.block || l.par != prev.par
			begins = parted && !(goesOn(prev.text(), l.text()) && abs(l.x0-out[len(out)-1][0].x0) < p.img.DPI/2 && l.y0 > prev.y0 && l.y0-prev.y1 < 2*(prev.y1-prev.y0))
		}
		if begins {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}

// goesOn reports whether a sentence runs from one line into the next.
func goesOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return !strings.ContainsRune(".;:?!”\"", last) && (unicode.IsLower(first) || unicode.IsDigit(first))
}

// isHeading reports whether a paragraph stands at the left margin, is short,
// begins with a capital and ends without a mark: so do the headings of an
// annex, whose boldness Tesseract does not tell.
func (p *ocrPage) isHeading(par []ocrLine) bool {
	left, right := p.margins()
	last := par[len(par)-1]
	text := last.text()
	first, _ := utf8.DecodeRuneInString(par[0].text())
	end, _ := utf8.DecodeLastRuneInString(text)
	for _, l := range par {
		if l.bullet || l.x0 > left+p.img.DPI/4 {
			return false
		}
	}
	return len(par) <= 3 && unicode.IsUpper(first) && (unicode.IsLetter(end) || end == ')') && last.x1-left < (right-left)*4/5
}

// margins are the left and right edges of the text, in pixels.
func (p *ocrPage) margins() (left, right int) {
	var l, r []int
	for _, x := range p.lines {
		l, r = append(l, x.x0), append(r, x.x1)
	}
	sort.Ints(l)
	sort.Ints(r)
	return l[len(l)/20], r[len(r)-1-len(r)/20]
}
