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
func Fold(s string) string {
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
	return american(out)
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
