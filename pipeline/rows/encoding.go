package rows

import (
	"bytes"
	"io"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
)

// look gathers what tells the encoding and the line ends of a text.
type look struct {
	first   []byte // up to 4 KB
	size    int64
	cr, lf  int
	nul     [2]int64 // at even and odd places
	invalid bool     // not UTF-8
	tail    []byte   // an unfinished rune of the last piece
	high    [256]int64
}

func (l *look) add(p []byte) {
	if room := 4096 - len(l.first); room > 0 {
		l.first = append(l.first, p[:min(room, len(p))]...)
	}
	l.cr += bytes.Count(p, []byte{'\r'})
	l.lf += bytes.Count(p, []byte{'\n'})
	for i, b := range p {
		if b == 0 {
			l.nul[(l.size+int64(i))&1]++
		} else if b >= 0x80 {
			l.high[b]++
		}
	}
	l.size += int64(len(p))
	if l.invalid {
		return
	}
	text := append(l.tail, p...)
	end := wholeRunes(text)
	l.invalid = !utf8.Valid(text[:end])
	l.tail = bytes.Clone(text[end:])
}

// wholeRunes is how much of text ends on a rune.
func wholeRunes(text []byte) int {
	for back := 1; back <= min(utf8.UTFMax, len(text)); back++ {
		at := len(text) - back
		if utf8.RuneStart(text[at]) {
			if utf8.FullRune(text[at:]) {
				return len(text)
			}
			return at
		}
	}
	return len(text)
}

// encoding names the encoding of a text. Without a mark and outside UTF-8 it is
// the one of two old code pages under which more bytes are letters and quotation
// marks that such texts have; for equal counts line ends decide: files with
// carriage returns alone were saved on old Macintoshes.
func (l *look) encoding() string {
	switch {
	case bytes.HasPrefix(l.first, []byte{0xff, 0xfe}):
		return "utf-16le"
	case bytes.HasPrefix(l.first, []byte{0xfe, 0xff}):
		return "utf-16be"
	case l.nul[1] > l.size/5 && l.nul[0] < l.nul[1]/10:
		return "utf-16le"
	case l.nul[0] > l.size/5 && l.nul[1] < l.nul[0]/10:
		return "utf-16be"
	case !l.invalid && len(l.tail) == 0:
		return "utf-8"
	}
	win, mac := weigh(charmap.Windows1252, &l.high), weigh(charmap.Macintosh, &l.high)
	if mac > win || mac == win && l.cr > 0 && l.lf == 0 {
		return "macintosh"
	}
	return "windows-1252"
}

func weigh(m *charmap.Charmap, high *[256]int64) int64 {
	var sum int64
	for b := 0x80; b < 0x100; b++ {
		r := m.DecodeByte(byte(b))
		switch {
		case unicode.IsLower(r), unicode.In(r, unicode.Pd, unicode.Pi, unicode.Pf), r == '…', r == ' ':
			sum += 3 * high[b]
		case unicode.IsUpper(r):
			sum += high[b]
		default:
			sum -= 2 * high[b]
		}
	}
	return sum
}

// binary reports whether the bytes are no text at all.
func (l *look) binary() bool {
	return l.encoding() != "utf-16le" && l.encoding() != "utf-16be" && l.nul[0]+l.nul[1] > l.size/50
}

// Encodings are the names of the encodings that are read.
var Encodings = []string{"utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh", "iso-8859-1"}

// decoder turns a text into UTF-8.
func decoder(name string, r io.Reader) io.Reader {
	var e encoding.Encoding
	switch name {
	case "utf-16le":
		e = utf.UTF16(utf.LittleEndian, utf.UseBOM)
	case "utf-16be":
		e = utf.UTF16(utf.BigEndian, utf.UseBOM)
	case "windows-1252":
		e = charmap.Windows1252
	case "macintosh":
		e = charmap.Macintosh
	case "iso-8859-1":
		e = charmap.ISO8859_1
	default:
		e = utf.UTF8BOM
	}
	return e.NewDecoder().Reader(r)
}
