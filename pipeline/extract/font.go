package extract

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// char is one code of a font: what it shows, clean, and how wide it is in
// thousandths of the type size.
type char struct {
	text  string
	width float64
	known bool
}

// charPage holds 256 codes of a font.
type charPage [256]char

// font is what is needed of a font: text and width of each code.
type font struct {
	wide     bool
	text     map[int]string
	simple   [256]string
	widths   map[int]float64
	missing  float64
	bold     bool
	italic   bool
	name     string
	embedded bool
	chars    [256]*charPage
}

// fontCache holds the fonts of a file by their dictionaries, and the lists of
// fonts that pages and forms have. A dictionary names its objects by number, so
// that two fonts, or two lists, never share one.
type fontCache struct {
	fonts map[string]*font
	lists map[string]*fontList
}

func newFontCache() fontCache { return fontCache{map[string]*font{}, map[string]*fontList{}} }

// fontList is a list of fonts with those met so far, by name.
type fontList struct {
	pdf.Value
	met map[string]*font
}

func (c *fontCache) list(v pdf.Value) *fontList {
	key := v.String()
	l := c.lists[key]
	if l == nil {
		l = &fontList{v, map[string]*font{}}
		c.lists[key] = l
	}
	return l
}

// font is the font of that name in a list.
func (s *source) font(from *fontList, name string) *font {
	if f := from.met[name]; f != nil {
		return f
	}
	v := from.Key(name)
	key := v.String()
	f := s.fonts.fonts[key]
	if f == nil {
		f = newFont(v, s)
		s.fonts.fonts[key] = f
	}
	from.met[name] = f
	return f
}

// newFont reads a font dictionary.
func newFont(v pdf.Value, src *source) *font {
	f := &font{widths: map[int]float64{}}
	f.name = v.Key("BaseFont").Name()
	f.wide = v.Key("Subtype").Name() == "Type0"
	desc := v.Key("FontDescriptor")
	var df pdf.Value
	if f.wide {
		df = v.Key("DescendantFonts").Index(0)
		desc = df.Key("FontDescriptor")
	}
	f.style(desc)
	if tu := v.Key("ToUnicode"); tu.Kind() == pdf.Stream {
		data, _ := src.stream(nil, tu, 4<<20)
		f.text = parseCMap(data)
	}
	if f.wide {
		f.missing = 1000
		if dw := df.Key("DW"); !dw.IsNull() {
			f.missing = dw.Float64()
		}
		f.wideWidths(df.Key("W"))
		return f
	}
	f.simpleEncoding(v)
	f.missing = desc.Key("MissingWidth").Float64()
	f.simpleWidths(v)
	return f
}

// style reads what a font's name and descriptor say of its face.
func (f *font) style(desc pdf.Value) {
	low := strings.ToLower(f.name)
	flags := desc.Key("Flags").Int64()
	f.bold = strings.Contains(low, "bold") || strings.Contains(low, "black") || flags&(1<<18) != 0 || desc.Key("StemV").Float64() > 120
	f.italic = strings.Contains(low, "italic") || strings.Contains(low, "oblique") || flags&(1<<6) != 0
	for _, k := range []string{"FontFile", "FontFile2", "FontFile3"} {
		if !desc.Key(k).IsNull() {
			f.embedded = true
		}
	}
}

// simpleWidths reads the widths of a font with one byte a code.
func (f *font) simpleWidths(v pdf.Value) {
	first := int(v.Key("FirstChar").Int64())
	w := v.Key("Widths")
	if w.Len() == 0 {
		for c := range f.simple {
			f.widths[c] = standardWidth(f.name, f.simple[c])
		}
	}
	scale := 1.0
	if v.Key("Subtype").Name() == "Type3" {
		if m := v.Key("FontMatrix"); m.Len() == 6 {
			scale = m.Index(0).Float64() * 1000
		}
	}
	for i := 0; i < w.Len() && i < 256; i++ {
		f.widths[first+i] = w.Index(i).Float64() * scale
	}
}

// wideWidths reads the widths of a font with two bytes a code.
func (f *font) wideWidths(w pdf.Value) {
	for i := 0; i+1 < w.Len(); {
		c := int(w.Index(i).Int64())
		n := w.Index(i + 1)
		if n.Kind() == pdf.Array {
			for k := 0; k < n.Len(); k++ {
				f.widths[c+k] = n.Index(k).Float64()
			}
			i += 2
			continue
		}
		last := int(n.Int64())
		wd := w.Index(i + 2).Float64()
		for k := c; k <= last && k-c < 70000; k++ {
			f.widths[k] = wd
		}
		i += 3
	}
}

// char looks up a code, from 0 to 65535.
func (f *font) char(c int) *char {
	page := f.chars[c>>8]
	if page == nil {
		page = new(charPage)
		f.chars[c>>8] = page
	}
	ch := &page[c&0xff]
	if !ch.known {
		*ch = f.lookUp(c)
	}
	return ch
}

// lookUp finds text and width of a code in the font's tables.
func (f *font) lookUp(c int) char {
	w, ok := f.widths[c]
	if !ok {
		w = f.missing
	}
	t, ok := f.text[c]
	switch {
	case ok:
	case !f.wide:
		t = f.simple[c]
	case f.text == nil:
		t = string(rune(c))
	}
	return char{cleanText(t), w, true}
}
