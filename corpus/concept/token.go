package concept

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is one word of a text, folded.
type Token struct {
	// Stem is the word in lower case, without accents, apostrophes and
	// inflection.
	Stem string
	// Start and End are the word's place in the text, in bytes.
	Start, End int
	// Gap says what stands between this word and the one before.
	Gap Gap
	// Stop says that the word is a function word, which matching skips.
	Stop bool
}

// Gap is what stands between two words.
type Gap uint8

// The gaps, from weak to strong. "And", "or" and "/" count as commas. A phrase
// may run over a comma only where it is written with one, and never over a
// stop.
const (
	Space Gap = iota
	Comma
	Stop
)

// Tokens splits a text into its words.
func Tokens(text string) []Token {
	out := make([]Token, 0, len(text)/6+1)
	scan(text, func(t Token) bool {
		out = append(out, t)
		return true
	})
	return out
}

// FirstTokens is no more than the first n of [Tokens].
func FirstTokens(text string, n int) []Token {
	out := make([]Token, 0, n)
	scan(text, func(t Token) bool {
		out = append(out, t)
		return len(out) < n
	})
	return out
}

// scan calls yield for each word of text until it returns false. Stop words have
// no stem but their own form.
func scan(text string, yield func(t Token) bool) {
	var buf [96]byte
	gap := Space
	for i := 0; i < len(text); {
		n, word := readWord(text[i:], buf[:0])
		if n == 0 {
			r, size := utf8.DecodeRuneInString(text[i:])
			if g := gapOf(r, text, i); g > gap {
				gap = g
			}
			i += size
			continue
		}
		if len(word) > 0 {
			list := isList(word)
			f := formOf(word, text[i:i+n])
			if f.stop && list && gap < Comma {
				gap = Comma
			}
			if !yield(Token{Stem: f.stem, Start: i, End: i + n, Gap: gap, Stop: f.stop}) {
				return
			}
			if !f.stop {
				gap = Space
			}
		}
		i += n
	}
}

// formOf gives the form of a word that stands in a text as written.
func formOf(word []byte, written string) form {
	if isAcronym(written) && !isStop(word) {
		return form{stem: string(word)}
	}
	return vocab.of(word)
}

// readWord reads the word at the start of s into buf and returns its length in
// s, 0 if s does not start with one. Apostrophes inside a word are dropped, a
// possessive "s" too; "co-operate" is one word, other hyphens part words.
func readWord(s string, buf []byte) (int, []byte) {
	i := 0
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				buf = append(buf, c)
			case 'A' <= c && c <= 'Z':
				buf = append(buf, c+'a'-'A')
			case c == '.' && decimal(s, i):
				buf = append(buf, c)
			case c == '\'' && i > 0:
				if possessive(s[i+1:]) {
					return i + 2, buf
				}
			case c == '-' && i == 2 && string(buf) == "co" && len(s) > 3 && isLetter(s[3]):
			default:
				return i, buf
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '’' || r == 'ʼ' || r == '´':
			if i == 0 {
				return 0, buf
			}
			if possessive(s[i+size:]) {
				return i + size + 1, buf
			}
		case r == '\u00ad' || unicode.Is(unicode.Mn, r):
			if i == 0 {
				return 0, buf
			}
		case unicode.IsLetter(r):
			buf = appendFolded(buf, r)
		default:
			return i, buf
		}
		i += size
		if len(buf) > 80 {
			return i, buf
		}
	}
	return i, buf
}

// possessive reports whether s, what follows an apostrophe, is just "s".
func possessive(s string) bool {
	return len(s) > 0 && (s[0] == 's' || s[0] == 'S') && (len(s) == 1 || !isLetter(s[1]))
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// decimal reports whether s[i] is the point of a number such as "0.7".
func decimal(s string, i int) bool {
	return i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// appendFolded adds the base letters of r in lower case.
func appendFolded(buf []byte, r rune) []byte {
	var in [utf8.UTFMax]byte
	n := utf8.EncodeRune(in[:], unicode.ToLower(r))
	var dst [32]byte
	for _, d := range string(norm.NFD.Append(dst[:0], in[:n]...)) {
		if !unicode.Is(unicode.Mn, d) {
			buf = utf8.AppendRune(buf, d)
		}
	}
	return buf
}

// gapOf says how strongly the rune at text[i] parts its neighbours. The point
// of "No. 29" parts nothing.
func gapOf(r rune, text string, i int) Gap {
	switch r {
	case ',', '/':
		return Comma
	case '.':
		if i >= 2 && (text[i-1] == 'o' || text[i-1] == 'O') && (text[i-2] == 'N' || text[i-2] == 'n') {
			return Space
		}
		return Stop
	case ';', ':', '(', ')', '[', ']', '!', '?', '•', '–', '—':
		return Stop
	}
	return Space
}

// isAcronym reports whether a word is written in capitals alone: "AIDS" is not
// the plural of "aid".
func isAcronym(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] < 'A' || s[i] > 'Z') && !isDigit(s[i]) {
			return false
		}
	}
	return len(s) > 2 && len(s) < 6 && !isDigit(s[0])
}

// isList reports whether a function word joins the members of a list.
func isList(w []byte) bool { return string(w) == "and" || string(w) == "or" }

// stopWords are skipped in matching. "against", "not", "no", "without" and
// "between" carry meaning and stay.
var stopWords = wordSet(`a an the of to and or for in on at by with from its their his her our all any as
that this these those be is are was were been being it they them who which also further into such
other will would should may can has have had do does so per upon among amongst both each more most`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	start := -1
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] > ' ' {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			m[s[start:i]] = true
			start = -1
		}
	}
	return m
}

func isStop(w []byte) bool { return len(w) <= 7 && stopWords[string(w)] }
