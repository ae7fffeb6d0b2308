package index

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form of text that is indexed and searched: compatibility
// forms and ligatures resolved, no accents, lower case, straight apostrophes,
// hyphens as spaces, no soft hyphens or zero-width characters, British
// spelling as American. Stored text is never folded.
func Fold(s string) string { return american(foldMarks(s)) }

// foldMarks is [Fold] but for the spelling.
func foldMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r >= 'a' && r <= 'z' || r == ' ':
			b.WriteByte(byte(r))
		case r >= 'A' && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case unicode.Is(unicode.Mn, r), r == '\u00ad', r >= '\u200b' && r <= '\u200d', r == '\ufeff', r == '\u2060':
		case r == '’' || r == '‘' || r == '`' || r == '´' || r == 'ʼ':
			b.WriteByte('\'')
		case r == '-' || r >= '‐' && r <= '―' || r == '/' || r == '−':
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	out := b.String()
	if strings.Contains(out, "op ") {
		out = protocolRE.ReplaceAllString(out, "op$1")
	}
	return out
}

// protocolRE keeps OP-CAT one word: asking for OP-CAT is not asking for CAT.
var protocolRE = regexp.MustCompile(`\bop (cat|crc|cedaw|crpd|icescr|cescr|iccpr|ac|sc|ic)\b`)

// spellings are pairs of British and American spellings of the field's words;
// endings after them stay.
var spellings = strings.NewReplacer("isation", "ization", "labour", "labor", "programme", "program", "centre", "center",
	"defence", "defense", "behaviour", "behavior", "favour", "favor", "honour", "honor", "neighbour", "neighbor", "colour", "color",
	"judgement", "judgment", "licence", "license", "practise", "practice", "recognis", "recogniz", "criminalis", "criminaliz",
	"organis", "organiz", "penalis", "penaliz", "legalis", "legaliz", "harmonis", "harmoniz", "prioritis", "prioritiz",
	"mobilis", "mobiliz", "specialis", "specializ", "stigmatis", "stigmatiz", "victimis", "victimiz", "utilis", "utiliz",
	"emphasis", "emphasiz", "realis", "realiz", "marginalis", "marginaliz", "institutionalis", "institutionaliz", "sensitis", "sensitiz",
	"analys", "analyz", "ageing", "aging", "enrolment", "enrollment", "fulfilment", "fulfillment", "paediatric", "pediatric",
	"foetal", "fetal", "gynaec", "gynec", "counsell", "counsel", "travell", "travel")

func american(s string) string { return spellings.Replace(s) }

// speller gives what american gives, for one goroutine: it remembers the words
// met, of which few change.
type speller map[string]string

// mostSpelt bounds the words remembered.
const mostSpelt = 100_000

func (m speller) american(text string) string {
	var b strings.Builder
	done := 0 // of text, in b
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && 'a' <= text[end] && text[end] <= 'z' {
			end++
		}
		if end-start >= shortestSpelling {
			if word := m.word(text[start:end]); word != text[start:end] {
				b.WriteString(text[done:start])
				b.WriteString(word)
				done = end
			}
		}
		start = max(end, start+1)
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// shortestSpelling is the length of the shortest of spellings.
const shortestSpelling = 6

func (m speller) word(word string) string {
	spelt, ok := m[word]
	if !ok {
		spelt = american(word)
		if len(m) >= mostSpelt {
			clear(m)
		}
		m[strings.Clone(word)] = spelt
	}
	return spelt
}
