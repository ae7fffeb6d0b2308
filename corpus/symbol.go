package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

// symbolRE finds UN document symbols in running text. The forms are those met
// in Working Group reports, addenda, background documents and concluding
// observations, new ("CRC/C/PRK/CO/5") and old ("CRC/C/15/Add.88",
// "CCPR/CO/72/PRK", "A/60/38").
var symbolRE = regexp.MustCompile(`A/HRC/WG\.6/\d+/(?:[A-Z]{3}/\d|L\.\d+)(?:/(?:Rev|Corr|Add)\.\d+)*` +
	`|A/HRC/(?:RES/|DEC/|PRST/)?\d+/(?:\d+|L\.\d+|NGO/\d+|G/\d+|NI/\d+|CRP\.\d+)(?:/(?:Add|Rev|Corr)\.\d+)*` +
	`|(?:CRC|CEDAW|CCPR|CAT|CERD|CRPD|CED|CMW|E/C\.12)/(?:C/)?(?:OP[AS]C/)?(?:[A-Z]{2,3}/(?:CO|Q|QPR|FCO)/[\d-]+|CO/\d+/[A-Z]{3}|\d+/Add\.\d+)(?:/(?:Add|Corr|Rev)\.\d+)*` +
	`|CERD/C/\d+/CO/\d+|CAT/C/CR/\d+/\d+|A/\d{2}/\d+`)

// FindSymbols returns the symbols in text, canonical, in order, each once.
func FindSymbols(text string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range symbolRE.FindAllString(text, -1) {
		s = CanonicalSymbol(s)
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// CanonicalSymbol gives the form of a symbol that keys use: no spaces, no
// trailing "*" or punctuation, upper case but for "Add.", "Corr." and "Rev.".
func CanonicalSymbol(s string) string {
	s = strings.Join(strings.Fields(s), "")
	s = strings.TrimRight(s, "*.;,:)")
	parts := strings.Split(strings.ToUpper(s), "/")
	for i, p := range parts {
		for _, suffix := range []string{"Add.", "Corr.", "Rev."} {
			if strings.HasPrefix(p, strings.ToUpper(suffix)) {
				parts[i] = suffix + p[len(suffix):]
			}
		}
	}
	return strings.Join(parts, "/")
}

// IsSymbol reports whether s is, as a whole, a UN document symbol.
func IsSymbol(s string) bool {
	c := CanonicalSymbol(s)
	return c != "" && symbolRE.FindString(c) == c
}

// councilRE takes the Human Rights Council session out of a symbol.
var councilRE = regexp.MustCompile(`^A/HRC/(\d+)/\d+`)

// CouncilSession returns the Human Rights Council session of a symbol such as
// "A/HRC/27/10", 0 where it has none.
func CouncilSession(symbol string) int {
	m := councilRE.FindStringSubmatch(symbol)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}
