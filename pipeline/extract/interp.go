package extract

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/ledongthuc/pdf"

	"refrain/corpus/exact"
)

// matrix is a PDF transformation matrix.
type matrix [6]float64

// then is the transformation by a, then by b.
func (a *matrix) then(b *matrix) matrix {
	return matrix{
		float64(a[0]*b[0]) + float64(a[1]*b[2]), float64(a[0]*b[1]) + float64(a[1]*b[3]),
		float64(a[2]*b[0]) + float64(a[3]*b[2]), float64(a[2]*b[1]) + float64(a[3]*b[3]),
		float64(a[4]*b[0]) + float64(a[5]*b[2]) + b[4], float64(a[4]*b[1]) + float64(a[5]*b[3]) + b[5],
	}
}

// glyph is one shown character code, in page space (origin bottom left).
type glyph struct {
	x0, x1, y, size      float64
	text                 string
	bold, italic, hidden bool
}

// gstate is the part of the graphics state that places text.
type gstate struct {
	ctm                      matrix
	font                     *font
	size, tc, tw, tz, tl, ts float64
	mode                     int
}

// interp interprets the content streams of one page.
type interp struct {
	ctx    context.Context
	source *source
	tokens *[maxDepth + 1]tokens // by depth
	g      gstate
	stack  []gstate
	tm, lm matrix
	glyphs []glyph
	ops    int
	// images counts the pictures shown, imageArea is what they cover in square
	// points; the largest is kept with its matrix.
	fault       error // the first thing that could not be read
	forms       int
	read        int // bytes of content streams
	images      int
	imageArea   float64
	imageLarge  float64
	imageValue  pdf.Value
	imageMatrix matrix
}

// Errors of pages that no document of the field comes near.
var (
	errTooLong  = errors.New("the page has too many operators")
	errTooFull  = errors.New("the page has too many characters")
	errTooForms = errors.New("the page shows too many forms")
)

// operands is how many operands an operator needs; with fewer it is damaged
// and means nothing.
func operands(op []byte) int {
	switch string(op) {
	case "cm", "Tm":
		return 6
	case "\"":
		return 3
	case "Td", "TD", "Tf":
		return 2
	case "Tj", "TJ", "'", "Do", "Tc", "Tw", "Tz", "TL", "Ts", "Tr":
		return 1
	}
	return 0
}

// contents joins the content streams of a page or form behind buf. A stream
// that breaks off or cannot be decoded is noted; the others are read.
func (it *interp) contents(buf []byte, v pdf.Value) []byte {
	read := func(s pdf.Value) {
		if s.Kind() != pdf.Stream || len(buf) > maxBytes {
			return
		}
		var err error
		buf, err = it.source.stream(buf, s, maxBytes)
		it.note(err)
		buf = append(buf, '\n')
	}
	if v.Kind() == pdf.Array {
		for i := 0; i < v.Len(); i++ {
			read(v.Index(i))
		}
	} else {
		read(v)
	}
	return buf
}

// note keeps the first fault of a page.
func (it *interp) note(err error) {
	if it.fault == nil {
		it.fault = err
	}
}

// run interprets one content stream with its resources.
func (it *interp) run(data []byte, res pdf.Value, depth int) error {
	if depth > maxDepth {
		return nil
	}
	memory := &it.tokens[depth]
	l := &lexer{b: data, spare: append(memory.list[:0], token{})}
	s := &stream{res: res, fonts: map[string]*font{}, depth: depth, lex: l, args: memory.args[:0]}
	defer func() { memory.args, memory.list = s.args, l.spare }()
	for {
		var t token
		if !l.read(&t, 0) {
			return nil
		}
		if t.kind != operator {
			if len(s.args) < 1000 {
				s.args = append(s.args, t)
			}
			continue
		}
		if it.ops++; it.ops > maxOps {
			return errTooLong
		}
		if it.ops%4096 == 0 && it.ctx.Err() != nil {
			return it.ctx.Err()
		}
		if len(s.args) >= operands(t.raw) {
			if err := it.operate(t.raw, s); err != nil {
				return err
			}
		}
		if len(it.glyphs) > maxGlyphs {
			return errTooFull
		}
		s.args = s.args[:0]
	}
}

// tokens is the memory for operands, and for those in an array, of a stream.
type tokens struct{ args, list []token }

// stream is one content stream being interpreted.
type stream struct {
	res   pdf.Value
	list  *fontList // nil before the first font
	fonts map[string]*font
	depth int
	lex   *lexer
	args  []token
}

// num is the i-th argument from the end, counted from 1.
func (s *stream) num(i int) float64 {
	if i > len(s.args) {
		return 0
	}
	return s.args[len(s.args)-i].num
}

// last is the last argument.
func (s *stream) last() token {
	if len(s.args) == 0 {
		return token{}
	}
	return s.args[len(s.args)-1]
}

func (s *stream) matrix() matrix {
	return matrix{s.num(6), s.num(5), s.num(4), s.num(3), s.num(2), s.num(1)}
}

// operate carries out the operators that concern the graphics state and
// objects; the text operators follow in text.
func (it *interp) operate(op []byte, s *stream) error {
	switch string(op) {
	case "q":
		if len(it.stack) < 1000 {
			it.stack = append(it.stack, it.g)
		}
	case "Q":
		if n := len(it.stack); n > 0 {
			it.g, it.stack = it.stack[n-1], it.stack[:n-1]
		}
	case "cm":
		m := s.matrix()
		it.g.ctm = m.then(&it.g.ctm)
	case "Do":
		return it.do(s, s.res.Key("XObject").Key(string(s.last().raw)))
	case "ID":
		s.lex.skipInlineImage()
	default:
		it.text(op, s)
	}
	return nil
}

// text carries out the text operators.
func (it *interp) text(op []byte, s *stream) {
	g := &it.g
	switch string(op) {
	case "BT":
		it.tm, it.lm = matrix{1, 0, 0, 1, 0, 0}, matrix{1, 0, 0, 1, 0, 0}
	case "Tf":
		g.size, g.font = s.num(1), it.font(s)
	case "Tc":
		g.tc = s.num(1)
	case "Tw":
		g.tw = s.num(1)
	case "Tz":
		g.tz = s.num(1) / 100
	case "TL":
		g.tl = s.num(1)
	case "Ts":
		g.ts = s.num(1)
	case "Tr":
		g.mode = int(s.num(1))
	case "Td":
		it.move(s.num(2), s.num(1))
	case "TD":
		g.tl = -s.num(1)
		it.move(s.num(2), s.num(1))
	case "Tm":
		it.lm = s.matrix()
		it.tm = it.lm
	case "T*":
		it.move(0, -g.tl)
	case "Tj":
		it.show(s.last().raw)
	case "'":
		it.move(0, -g.tl)
		it.show(s.last().raw)
	case "\"":
		g.tw, g.tc = s.num(3), s.num(2)
		it.move(0, -g.tl)
		it.show(s.last().raw)
	case "TJ":
		for _, e := range s.last().list {
			if e.kind == str {
				it.show(e.raw)
			} else if e.kind == number {
				it.advance(-e.num / 1000 * g.size * g.tz)
			}
		}
	}
}

// font finds the font of a Tf operator; each stream resolves names for itself,
// since /F1 differs from page to page.
func (it *interp) font(s *stream) *font {
	if len(s.args) < 2 {
		return nil
	}
	name := s.args[len(s.args)-2].raw
	f := s.fonts[string(name)]
	if f == nil {
		if s.list == nil {
			s.list = it.source.fonts.list(s.res.Key("Font"))
		}
		f = it.loadFont(s.list, string(name))
		s.fonts[string(name)] = f
	}
	return f
}

// loadFont reads a font; one that cannot be read shows nothing, and is noted.
func (it *interp) loadFont(from *fontList, name string) (f *font) {
	defer func() {
		if r := recover(); r != nil {
			it.note(fmt.Errorf("a font: %v", r))
			f = &font{}
		}
	}()
	return it.source.font(from, name)
}

// do shows a form or measures an image.
func (it *interp) do(s *stream, x pdf.Value) error {
	switch x.Key("Subtype").Name() {
	case "Image":
		m := it.g.ctm
		area := math.Abs(float64(m[0]*m[3]) - float64(m[1]*m[2]))
		it.images++
		it.imageArea += area
		if area > it.imageLarge {
			it.imageLarge, it.imageValue, it.imageMatrix = area, x, m
		}
	case "Form":
		if it.forms++; it.forms > maxForms {
			return errTooForms
		}
		saved, n := it.g, len(it.stack)
		if m := x.Key("Matrix"); m.Len() == 6 {
			var a matrix
			for i := range a {
				a[i] = m.Index(i).Float64()
			}
			it.g.ctm = a.then(&it.g.ctm)
		}
		res := x.Key("Resources")
		if res.IsNull() {
			res = s.res
		}
		data := it.contents(nil, x)
		if it.read += len(data); it.read > maxBytes {
			return errTooLong
		}
		err := it.run(data, res, s.depth+1)
		it.g, it.stack = saved, it.stack[:min(n, len(it.stack))]
		return err
	}
	return nil
}

// move is Td.
func (it *interp) move(x, y float64) {
	it.lm = (&matrix{1, 0, 0, 1, x, y}).then(&it.lm)
	it.tm = it.lm
}

// advance moves the place of the next glyph along the line, in text space.
func (it *interp) advance(x float64) {
	it.tm[4] += float64(x * it.tm[0])
	it.tm[5] += float64(x * it.tm[1])
}

// show places the glyphs of a string. The matrix is made once; along the
// string only the distance from its start grows.
func (it *interp) show(s []byte) {
	g := &it.g
	if g.font == nil {
		return
	}
	at := it.tm.then(&g.ctm)
	ox, oy := at[4]+float64(g.ts*at[2]), at[5]+float64(g.ts*at[3])
	size := math.Abs(g.size * at[3])
	if at[2] != 0 { // the text is not upright
		size = exact.Hypot(g.size*at[2], g.size*at[3])
	}
	em, x, wide := g.size*g.tz, 0.0, g.font.wide
	for i := 0; i < len(s); i++ {
		code := int(s[i])
		if wide {
			if i++; i == len(s) {
				break
			}
			code = code<<8 | int(s[i])
		}
		c := g.font.char(code)
		w := float64(c.width / 1000 * em)
		if c.text != "" {
			it.glyphs = append(it.glyphs, glyph{x0: ox + float64(x*at[0]), x1: ox + float64((x+w)*at[0]), y: oy + float64(x*at[1]), size: size,
				text: c.text, bold: g.font.bold, italic: g.font.italic, hidden: g.mode == 3})
		}
		x += w + float64(g.tc*g.tz)
		if code == ' ' && !wide {
			x += float64(g.tw * g.tz)
		}
	}
	it.advance(x)
}
