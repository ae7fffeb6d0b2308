package extract

import (
	"math"
	"strconv"
	"strings"
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

// token is an operand or an operator.
type token struct {
	kind kind
	num  float64
	str  string
	list []token
}

// lexer cuts a content stream or a CMap into tokens. It ends at the end of its
// bytes, whatever they are.
type lexer struct {
	b []byte
	i int
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}
func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

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
	l.skip()
	if l.i >= len(l.b) || depth > 50 {
		return token{}, false
	}
	c := l.b[l.i]
	switch {
	case c == '(':
		return token{kind: str, str: l.litString()}, true
	case c == '<' && l.i+1 < len(l.b) && l.b[l.i+1] == '<':
		l.i += 2
		t := token{kind: dict, list: l.list('>', depth)}
		if l.i < len(l.b) && l.b[l.i] == '>' {
			l.i++
		}
		return t, true
	case c == '<':
		return token{kind: str, str: l.hexString()}, true
	case c == '[':
		l.i++
		return token{kind: array, list: l.list(']', depth)}, true
	case c == '/':
		l.i++
		return token{kind: name, str: unhash(l.word())}, true
	case isDelim(c):
		l.i++
		return token{kind: operator, str: string(c)}, true
	}
	return scalar(l.word()), true
}

// list reads tokens up to a closing mark.
func (l *lexer) list(end byte, depth int) []token {
	var out []token
	for {
		l.skip()
		if l.i >= len(l.b) {
			return out
		}
		if l.b[l.i] == end {
			l.i++
			return out
		}
		t, ok := l.next(depth + 1)
		if !ok {
			return out
		}
		out = append(out, t)
	}
}

// word reads up to white space or a delimiter.
func (l *lexer) word() string {
	j := l.i
	for j < len(l.b) && !isSpace(l.b[j]) && !isDelim(l.b[j]) {
		j++
	}
	w := string(l.b[l.i:j])
	l.i = j
	return w
}

// scalar tells numbers from operators. "--5" is met in the wild and means -5;
// a number that cannot be read counts as 0.
func scalar(s string) token {
	if s == "" || !strings.ContainsRune("0123456789-+.", rune(s[0])) {
		return token{kind: operator, str: s}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && strings.HasPrefix(s, "--") {
		f, err = strconv.ParseFloat(s[1:], 64)
	}
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		f = 0
	}
	return token{kind: number, num: f}
}

// unhash resolves #xx in names.
func unhash(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}

// litString reads a string in round brackets.
func (l *lexer) litString() string {
	l.i++
	depth := 1
	var out []byte
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				return string(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return string(out)
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
func (l *lexer) hexString() string {
	l.i++
	var out []byte
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
	return string(out)
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
