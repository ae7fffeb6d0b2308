package extract

import (
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// standardHigh are the characters of Adobe's StandardEncoding from code 0xA1;
// a space stands for a code that shows nothing. Type 1 fonts without a base
// encoding use it: the ordinals of Spanish reports of 1994 are among them.
const standardHigh = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß"

// baseText is what a code shows before a font's own differences.
func baseText(encoding string, type1 bool) (out [256]string) {
	cm := charmap.Windows1252
	if encoding == "MacRomanEncoding" {
		cm = charmap.Macintosh
	}
	for c := 32; c < 256; c++ {
		if r := cm.DecodeByte(byte(c)); r != 0xFFFD {
			out[c] = string(r)
		}
	}
	if encoding == "StandardEncoding" || encoding == "" && type1 {
		for c := 0x80; c < 256; c++ {
			out[c] = ""
		}
		out['\''], out['`'] = "’", "‘"
		c := 0xA1
		for _, r := range standardHigh {
			if r != ' ' {
				out[c] = string(r)
			}
			c++
		}
	}
	return out
}

// simpleEncoding reads what the codes of a font with one byte a code show.
func (f *font) simpleEncoding(v pdf.Value) {
	enc := v.Key("Encoding")
	base := enc.Name()
	if enc.Kind() == pdf.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	f.simple = baseText(base, v.Key("Subtype").Name() == "Type1")
	if low := strings.ToLower(f.name); enc.IsNull() && (strings.Contains(low, "symbol") && !strings.Contains(low, "embol")) {
		f.simple[0xb7] = "•"
	}
	if enc.Kind() != pdf.Dict {
		return
	}
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

// maxCodes is more codes than a font has.
const maxCodes = 1 << 16

// parseCMap reads the codes and their text from a ToUnicode stream.
func parseCMap(data []byte) map[int]string {
	m := map[int]string{}
	l := &lexer{b: data}
	var stack []token
	for added := 0; ; {
		t, ok := l.next(0)
		if !ok || added > 4*maxCodes {
			return m
		}
		if t.kind != operator {
			stack = append(stack, t)
			if len(stack) > 100000 {
				return m
			}
			continue
		}
		switch string(t.raw) {
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				m[codeOf(stack[i].raw)] = utf16Text(stack[i+1].raw)
			}
		case "endbfrange":
			for i := 0; i+2 < len(stack); i += 3 {
				added += addRange(m, codeOf(stack[i].raw), codeOf(stack[i+1].raw), stack[i+2])
			}
		}
		stack = stack[:0]
	}
}

// addRange adds the codes from lo to hi: a list of texts, or a text whose last
// two bytes count up. It returns how many.
func addRange(m map[int]string, lo, hi int, to token) int {
	if hi < lo || hi-lo > maxCodes {
		return 0
	}
	for c := lo; c <= hi; c++ {
		if to.kind == array {
			if c-lo < len(to.list) {
				m[c] = utf16Text(to.list[c-lo].raw)
			}
			continue
		}
		b := append([]byte(nil), to.raw...)
		switch n := len(b); {
		case n >= 2:
			v := (int(b[n-2])<<8 | int(b[n-1])) + c - lo
			b[n-2], b[n-1] = byte(v>>8), byte(v)
		case n == 1:
			b[0] += byte(c - lo)
		}
		m[c] = utf16Text(b)
	}
	return hi - lo + 1
}

func codeOf(s []byte) int {
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

func utf16Text(s []byte) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}
