package extract

import (
	"math"
	"strconv"
)

// kind is the kind of a token of a content stream.
type kind byte

const (
	number kind = iota + 1
	str
	name
	operator
	array
	dict
)

// token is an operand or an operator. The bytes of a string, name or operator
// are in raw, which can be a part of the stream itself: they are read only.
type token struct {
	kind kind
	num  float64
	raw  []byte
	list []token
}

// lexer cuts a content stream or a CMap into tokens. It ends at the end of its
// bytes, whatever they are.
type lexer struct {
	b []byte
	i int
	// spare, where it is not nil, holds the array read last: the next array
	// takes its place. An interpreter of operators needs no other.
	spare []token
	// hex holds the strings in angle brackets, one behind the other.
	hex []byte
}

// class tells white space (1) and delimiters (2) from the rest.
var class = func() (c [256]byte) {
	for _, b := range []byte(" \n\r\t\f\x00") {
		c[b] = 1
	}
	for _, b := range []byte("()<>[]{}/%") {
		c[b] = 2
	}
	return c
}()

func isSpace(c byte) bool { return class[c] == 1 }

func (l *lexer) skip() {
	for l.i < len(l.b) {
		c := l.b[l.i]
		if isSpace(c) {
			l.i++
		} else if c == '%' {
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		} else {
			return
		}
	}
}

// next returns the next token; ok is false at the end or past a depth that no
// real stream has.
func (l *lexer) next(depth int) (t token, ok bool) {
	ok = l.read(&t, depth)
	return t, ok
}

// read is next for a token that is zero: to copy tokens takes as long as to
// read them.
func (l *lexer) read(t *token, depth int) (ok bool) {
	l.skip()
	if l.i >= len(l.b) || depth > 50 {
		return false
	}
	c := l.b[l.i]
	switch {
	case c == '(':
		t.kind, t.raw = str, l.litString()
	case c == '<' && l.i+1 < len(l.b) && l.b[l.i+1] == '<':
		l.i += 2
		t.kind, t.list = dict, l.list('>', depth)
		if l.i < len(l.b) && l.b[l.i] == '>' {
			l.i++
		}
	case c == '<':
		t.kind, t.raw = str, l.hexString()
	case c == '[':
		l.i++
		t.kind, t.list = array, l.list(']', depth)
	case c == '/':
		l.i++
		t.kind, t.raw = name, unhash(l.word())
	case class[c] == 2:
		l.i++
		t.kind, t.raw = operator, l.b[l.i-1:l.i]
	default:
		l.scalar(t)
	}
	return true
}

// list reads tokens up to a closing mark.
func (l *lexer) list(end byte, depth int) []token {
	var out []token
	if depth == 0 && l.spare != nil {
		out = l.spare[:0]
		defer func() { l.spare = out }()
	}
	for {
		l.skip()
		if l.i >= len(l.b) {
			return out
		}
		if l.b[l.i] == end {
			l.i++
			return out
		}
		out = append(out, token{})
		if n := len(out) - 1; !l.read(&out[n], depth+1) {
			out = out[:n]
			return out
		}
	}
}

// word reads up to white space or a delimiter.
func (l *lexer) word() []byte {
	from, j := l.i, l.i
	for j < len(l.b) && class[l.b[j]] == 0 {
		j++
	}
	l.i = j
	return l.b[from:j]
}

// scalar tells numbers from operators. "--5" is met in the wild and means -5;
// a number that cannot be read counts as 0.
func (l *lexer) scalar(t *token) {
	if c := l.b[l.i]; (c < '0' || c > '9') && c != '-' && c != '+' && c != '.' {
		t.kind, t.raw = operator, l.word()
		return
	}
	t.kind = number
	f, ok := l.plainNumber()
	if !ok {
		s := string(l.word())
		var err error
		f, err = strconv.ParseFloat(s, 64)
		if err != nil && len(s) > 2 && s[:2] == "--" {
			f, err = strconv.ParseFloat(s[1:], 64)
		}
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			f = 0
		}
	}
	t.num = f
}

// tenths are the powers of ten that a decimal of a content stream needs.
var tenths = [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// plainNumber reads "-12.5"; ok is false, and nothing read, for every form that
// is not so plain.
func (l *lexer) plainNumber() (f float64, ok bool) {
	b, i := l.b, l.i
	neg := b[i] == '-'
	if neg {
		i++
	}
	from, n, point := i, 0, -1
	for ; i < len(b) && class[b[i]] == 0; i++ {
		switch c := b[i]; {
		case c >= '0' && c <= '9':
			n = n*10 + int(c-'0')
		case c == '.' && point < 0:
			point = i
		default:
			return 0, false
		}
	}
	if i == from || i-from > 15 {
		return 0, false
	}
	f = float64(n)
	if point >= 0 {
		f /= tenths[i-1-point]
	}
	if neg {
		f = -f
	}
	l.i = i
	return f, true
}

// unhash resolves #xx in names.
func unhash(s []byte) []byte {
	plain := true
	for _, c := range s {
		plain = plain && c != '#'
	}
	if plain {
		return s
	}
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if n, err := strconv.ParseUint(string(s[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// litString reads a string in round brackets.
func (l *lexer) litString() []byte {
	l.i++
	depth, from := 1, l.i
	var out []byte
	escaped := false
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				if !escaped {
					return l.b[from : l.i-1]
				}
				return out
			}
		case '\\':
			if !escaped {
				out, escaped = append(out, l.b[from:l.i-1]...), true
			}
			out = l.escape(out)
			continue
		}
		if escaped {
			out = append(out, c)
		}
	}
	if !escaped {
		return l.b[from:l.i]
	}
	return out
}

// escapes are the letters that stand for control characters after "\\".
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash.
func (l *lexer) escape(out []byte) []byte {
	if l.i >= len(l.b) {
		return out
	}
	e := l.b[l.i]
	l.i++
	switch {
	case escapes[e] != 0:
		return append(out, escapes[e])
	case e == '\n':
		return out
	case e == '\r':
		if l.i < len(l.b) && l.b[l.i] == '\n' {
			l.i++
		}
		return out
	case e >= '0' && e <= '7':
		n := int(e - '0')
		for k := 0; k < 2 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7'; k++ {
			n = n*8 + int(l.b[l.i]-'0')
			l.i++
		}
		return append(out, byte(n))
	}
	return append(out, e)
}

// hexString reads a string in angle brackets; it ends at ">" or at the end.
func (l *lexer) hexString() []byte {
	l.i++
	from := len(l.hex)
	out := l.hex
	hi, have := 0, false
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		if c == '>' {
			break
		}
		n := -1
		switch {
		case c >= '0' && c <= '9':
			n = int(c - '0')
		case c >= 'a' && c <= 'f':
			n = int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			n = int(c-'A') + 10
		}
		if n < 0 {
			continue
		}
		if have {
			out = append(out, byte(hi<<4|n))
			have = false
		} else {
			hi, have = n, true
		}
	}
	if have {
		out = append(out, byte(hi<<4))
	}
	l.hex = out
	return out[from:len(out):len(out)]
}

// skipInlineImage moves behind the EI of an inline image.
func (l *lexer) skipInlineImage() {
	for l.i+2 < len(l.b) {
		if l.b[l.i] == 'E' && l.b[l.i+1] == 'I' && isSpace(l.b[l.i+2]) && l.i > 0 && isSpace(l.b[l.i-1]) {
			l.i += 2
			return
		}
		l.i++
	}
	l.i = len(l.b)
}
