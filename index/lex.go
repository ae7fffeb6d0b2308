package index

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SyntaxError says what is wrong with a query, and where.
type SyntaxError struct {
	Query string
	// At is the place in Query, in characters from 0.
	At     int
	Reason string
	// Hint says what would be right; Fix is the whole query put right, where
	// there is one way to.
	Hint, Fix string
}

func (e *SyntaxError) Error() string {
	s := fmt.Sprintf("in the query, at character %d: %s", e.At+1, e.Reason)
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s + "\n  " + e.Query + "\n  " + strings.Repeat(" ", e.At) + "^"
}

// Limits on what may be typed, so that no query can exhaust the machine.
const (
	maxQuery   = 1024 // bytes
	maxNesting = 32
	maxWindow  = 10000 // from + size
	mostNear   = 20000 // passages that are looked through for words near each other
	maxTerms   = 1024  // terms that a wildcard or a near spelling may stand for
)

type tokenKind int

const (
	tokWord tokenKind = iota
	tokPhrase
	tokField // "state:"
	tokOpen
	tokClose
	tokAnd
	tokOr
	tokNot
	tokPlus
	tokMinus
	tokEnd
)

// token is one piece of a query.
type token struct {
	kind tokenKind
	text string
	at   int // in characters
	near int // ~n after it, -1 for none
	// printed says that a phrase stands in the marks of printed text, not in
	// those of the keyboard.
	printed bool
}

// scan cuts a query into tokens.
func scan(query string) ([]token, error) {
	if len(query) > maxQuery {
		return nil, &SyntaxError{Query: head(query, 60) + "…", At: 0, Reason: fmt.Sprintf("the query has %d bytes, %d are allowed", len(query), maxQuery), Hint: "ask with a long text as with a letter: `refrain match FILE`, or the page of letters"}
	}
	s := &scanner{query: query, r: []rune(query)}
	for s.i < len(s.r) {
		if err := s.one(); err != nil {
			return nil, err
		}
	}
	return append(s.out, token{kind: tokEnd, at: len(s.r), near: -1}), nil
}

type scanner struct {
	query string
	r     []rune
	i     int
	out   []token
}

func (s *scanner) fail(at int, reason, hint string) error {
	return &SyntaxError{Query: s.query, At: at, Reason: reason, Hint: hint}
}

func (s *scanner) put(k tokenKind, text string, at int) {
	s.out = append(s.out, token{kind: k, text: text, at: at, near: -1})
}

// one scans one token.
func (s *scanner) one() error {
	c, at := s.r[s.i], s.i
	switch {
	case unicode.IsSpace(c) || unicode.IsControl(c):
		s.i++
	case c == '(':
		s.i++
		s.put(tokOpen, "(", at)
	case c == ')':
		s.i++
		s.put(tokClose, ")", at)
	case c == '+' && s.begins():
		s.i++
		s.put(tokPlus, "+", at)
	case (c == '-' || c == '–' || c == '!') && s.begins():
		s.i++
		s.put(tokMinus, "-", at)
	case isQuote(c) || s.apostrophes():
		if err := s.phrase(); err != nil {
			return err
		}
	default:
		s.word()
	}
	return s.tilde()
}

// begins reports whether a sign stands before a word, not inside or alone.
func (s *scanner) begins() bool {
	return s.i+1 < len(s.r) && !unicode.IsSpace(s.r[s.i+1]) && (s.i == 0 || unicode.IsSpace(s.r[s.i-1]) || s.r[s.i-1] == '(')
}

func isQuote(c rune) bool { return c == '"' || c == '“' || c == '”' || c == '„' }

// phrase scans a quoted phrase.
func (s *scanner) phrase() error {
	at := s.i
	end := isQuote
	if !isQuote(s.r[at]) {
		end = isApostrophe
	}
	for s.i++; s.i < len(s.r); s.i++ {
		if end(s.r[s.i]) && (isQuote(s.r[at]) || s.wordEnds(s.i+1)) {
			s.put(tokPhrase, string(s.r[at+1:s.i]), at)
			s.out[len(s.out)-1].printed = s.r[at] != '"' && s.r[at] != '\''
			s.i++
			return nil
		}
	}
	return &SyntaxError{s.query, at, "this quotation mark is not closed", `close it: "death penalty"`, s.closed(at)}
}

func isApostrophe(c rune) bool { return c == '\'' || c == '‘' || c == '’' }

// apostrophes reports whether a phrase in apostrophes begins here: several
// words, the last with an apostrophe at its end.
func (s *scanner) apostrophes() bool {
	if c := s.r[s.i]; c != '\'' && c != '‘' || s.i > 0 && !unicode.IsSpace(s.r[s.i-1]) && !strings.ContainsRune("(:+-", s.r[s.i-1]) {
		return false
	}
	space := false
	for i := s.i + 1; i < len(s.r) && !isQuote(s.r[i]); i++ {
		space = space || unicode.IsSpace(s.r[i])
		if isApostrophe(s.r[i]) && s.wordEnds(i+1) {
			return space
		}
	}
	return false
}

// wordEnds reports whether no word goes on at i.
func (s *scanner) wordEnds(i int) bool {
	return i >= len(s.r) || unicode.IsSpace(s.r[i]) || strings.ContainsRune(")~", s.r[i])
}

// closed is the query with its quotation mark closed, or taken away where
// nothing follows it.
func (s *scanner) closed(at int) string {
	if strings.TrimSpace(string(s.r[at+1:])) == "" {
		return strings.TrimSpace(string(s.r[:at]))
	}
	return s.query + `"`
}

// word scans a word, an operator or the name of a field.
func (s *scanner) word() {
	at := s.i
	for s.i < len(s.r) && !unicode.IsSpace(s.r[s.i]) && !strings.ContainsRune(`()"“”~`, s.r[s.i]) {
		if s.r[s.i] == ':' && fieldName(string(s.r[at:s.i])) != "" {
			s.put(tokField, string(s.r[at:s.i]), at)
			s.i++
			return
		}
		if s.r[s.i] == ':' && unknownField(string(s.r[at:s.i])) && s.i+1 < len(s.r) && !unicode.IsSpace(s.r[s.i+1]) && s.r[s.i+1] != '/' {
			s.put(tokField, string(s.r[at:s.i]), at)
			s.i++
			return
		}
		s.i++
	}
	text := string(s.r[at:s.i])
	switch text {
	case "":
		s.i++ // a lone "~"
	case "AND", "&&", "&":
		s.put(tokAnd, text, at)
	case "OR", "||", "|":
		s.put(tokOr, text, at)
	case "NOT":
		s.put(tokNot, text, at)
	default:
		s.put(tokWord, text, at)
	}
}

// unknownField reports whether a word before ":" looks like a field's name.
func unknownField(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r == '_') {
			return false
		}
	}
	return len(s) > 1 && len(s) < 20 && s != "http" && s != "https"
}

// tilde scans ~1 after a word or ~5 after a phrase.
func (s *scanner) tilde() error {
	if s.i >= len(s.r) || s.r[s.i] != '~' || len(s.out) == 0 {
		return nil
	}
	last := &s.out[len(s.out)-1]
	if last.kind != tokWord && last.kind != tokPhrase {
		return nil
	}
	at := s.i
	n := 0
	for s.i++; s.i < len(s.r) && s.r[s.i] >= '0' && s.r[s.i] <= '9' && n < 1000; s.i++ {
		n = n*10 + int(s.r[s.i]-'0')
	}
	if at+1 == s.i {
		n = 1
	}
	switch {
	case last.kind == tokWord && n > 2:
		return s.fail(at, fmt.Sprintf("~%d is too far for a word", n), "~1 or ~2 finds near spellings")
	case last.kind == tokPhrase && (n < 1 || n > 50):
		return s.fail(at, fmt.Sprintf("~%d words are too far apart", n), "~1 to ~50")
	}
	last.near = n
	return nil
}

func head(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}
