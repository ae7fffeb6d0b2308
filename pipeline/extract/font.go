package extract

import (
	"io"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

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
}

// fontCache holds the fonts of a file by their dictionaries. A dictionary names
// its objects by number, so two fonts never share one.
type fontCache map[string]*font

func (c fontCache) get(v pdf.Value) *font {
	key := v.String()
	f := c[key]
	if f == nil {
		f = newFont(v)
		c[key] = f
	}
	return f
}

// newFont reads a font dictionary.
func newFont(v pdf.Value) *font {
	f := &font{widths: map[int]float64{}}
	f.name = v.Key("BaseFont").Name()
	f.wide = v.Key("Subtype").Name() == "Type0"
	desc := v.Key("FontDescriptor")
	var df pdf.Value
	if f.wide {
		df = v.Key("DescendantFonts").Index(0)
		desc = df.Key("FontDescriptor")
	}
	low := strings.ToLower(f.name)
	flags := desc.Key("Flags").Int64()
	f.bold = strings.Contains(low, "bold") || strings.Contains(low, "black") || flags&(1<<18) != 0 || desc.Key("StemV").Float64() > 120
	f.italic = strings.Contains(low, "italic") || strings.Contains(low, "oblique") || flags&(1<<6) != 0
	for _, k := range []string{"FontFile", "FontFile2", "FontFile3"} {
		if !desc.Key(k).IsNull() {
			f.embedded = true
		}
	}
	if tu := v.Key("ToUnicode"); tu.Kind() == pdf.Stream {
		rc := tu.Reader()
		data, _ := io.ReadAll(io.LimitReader(rc, 4<<20))
		rc.Close()
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
	return f
}

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

func (f *font) simpleEncoding(v pdf.Value) {
	enc := v.Key("Encoding")
	base := enc.Name()
	if enc.Kind() == pdf.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	cm := charmap.Windows1252
	if base == "MacRomanEncoding" {
		cm = charmap.Macintosh
	}
	for c := 0; c < 256; c++ {
		r := cm.DecodeByte(byte(c))
		if r != 0xFFFD && c >= 32 {
			f.simple[c] = string(r)
		}
	}
	if low := strings.ToLower(f.name); enc.IsNull() && (strings.Contains(low, "symbol") && !strings.Contains(low, "embol")) {
		f.simple[0xb7] = "•"
	}
	if enc.Kind() == pdf.Dict {
		diff := enc.Key("Differences")
		dec := (&pdf.Font{V: v}).Encoder()
		c := 0
		for i := 0; i < diff.Len(); i++ {
			d := diff.Index(i)
			if d.Kind() == pdf.Integer {
				c = int(d.Int64())
				continue
			}
			if c >= 0 && c < 256 {
				s := dec.Decode(string([]byte{byte(c)}))
				if n := d.Name(); n == "bullet" {
					s = "•"
				}
				f.simple[c] = s
			}
			c++
		}
	}
}

// each calls fn with the text and the width (in thousandths) of every code of a
// string.
func (f *font) each(s string, fn func(text string, width float64, space bool)) {
	if f.wide {
		for i := 0; i+1 < len(s); i += 2 {
			c := int(s[i])<<8 | int(s[i+1])
			w, ok := f.widths[c]
			if !ok {
				w = f.missing
			}
			t, ok := f.text[c]
			if !ok && f.text == nil {
				t = string(rune(c))
			}
			fn(t, w, false)
		}
		return
	}
	for i := 0; i < len(s); i++ {
		c := int(s[i])
		w, ok := f.widths[c]
		if !ok {
			w = f.missing
		}
		t, ok := f.text[c]
		if !ok {
			t = f.simple[c]
		}
		fn(t, w, c == 32)
	}
}

func parseCMap(data []byte) map[int]string {
	m := map[int]string{}
	l := &lexer{b: data}
	var stack []token
	for {
		t, ok := l.next(0)
		if !ok {
			return m
		}
		if t.kind != operator {
			stack = append(stack, t)
			if len(stack) > 100000 {
				return m
			}
			continue
		}
		switch t.str {
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				m[codeOf(stack[i].str)] = utf16Text(stack[i+1].str)
			}
		case "endbfrange":
			for i := 0; i+2 < len(stack); i += 3 {
				lo, hi := codeOf(stack[i].str), codeOf(stack[i+1].str)
				if hi-lo > 70000 {
					continue
				}
				d := stack[i+2]
				for c := lo; c <= hi; c++ {
					if d.kind == array {
						if c-lo < len(d.list) {
							m[c] = utf16Text(d.list[c-lo].str)
						}
						continue
					}
					b := []byte(d.str)
					if len(b) >= 2 {
						n := int(b[len(b)-2])<<8 | int(b[len(b)-1])
						n += c - lo
						b[len(b)-2], b[len(b)-1] = byte(n>>8), byte(n)
					} else if len(b) == 1 {
						b[0] += byte(c - lo)
					}
					m[c] = utf16Text(string(b))
				}
			}
		}
		stack = stack[:0]
	}
}

func codeOf(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

func utf16Text(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}
