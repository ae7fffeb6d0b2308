package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

// Every form of UN document symbol that was met in Working Group reports,
// addenda, background documents and concluding observations. The order
// matters: of two forms that begin alike the longer comes first.
var symbolForms = []string{
	`A/HRC/WG\.6/\d+/(?:[A-Z]{3}/\d|L\.\d+)`,                 // A/HRC/WG.6/34/SVN/2, A/HRC/WG.6/6/L.12
	`A/HRC/(?:RES|DEC|PRST)/\d+/\d+`,                         // A/HRC/DEC/59/112
	`A/HRC/\d+/(?:L\.\d+|NGO/\d+|NI/\d+|G/\d+|CRP\.\d+|\d+)`, // A/HRC/27/10, A/HRC/14/NGO/3
	`A/RES/\d+/\d+`, // A/RES/60/251
	`A/\d{2,3}/\d+`, // A/60/38
	`HRI/CORE/(?:\d/)?[A-Z]{3}/\d{4}|HRI/CORE/\d/Add\.\d+`,     // HRI/CORE/SVN/2014
	`CCPR/CO/\d+/[A-Z]{3}`,                                     // CCPR/CO/72/PRK
	`CERD/C/\d+/CO/\d+`,                                        // CERD/C/62/CO/9
	`CAT/C/CR/\d+/\d+`,                                         // CAT/C/CR/30/4
	`CAT/C/[XVIL]+/[A-Z]+\.\d+`,                                // CAT/C/XXIV/CRP.1
	`CAT/OP/[A-Z]{3}/(?:R\.)?\d+`,                              // CAT/OP/SVN/1
	`(?:CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)/C/GC/\d+`,        // CCPR/C/GC/36
	`CRC/C/OP(?:AC|SC)/[A-Z]{3}/(?:CO|Q|QPR|FCO)/\d+(?:-\d+)*`, // CRC/C/OPAC/XAA/CO/1
	`CRC/C/OP(?:AC|SC)/[A-Z]{3}/\d+(?:-\d+)*`,                  // CRC/C/OPSC/XAA/1
	`(?:CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)/C/[A-Z]{2,3}/(?:CO|Q|QPR|FCO)/\d+(?:-\d+)*`, // CRC/C/PRK/CO/5, CRPD/C/EU/CO/1
	`E/C\.12/[A-Z]{3}/(?:CO|Q|QPR|FCO)/\d+(?:-\d+)*`,                                      // E/C.12/SVN/CO/2
	`(?:CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)/C/\d+/Add\.\d+`,                             // CRC/C/15/Add.88, CCPR/C/79/Add.3
	`E/C\.12/\d+/Add\.\d+`, // E/C.12/1/Add.95
	`(?:CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)/C/[A-Z]{3}/\d+(?:-\d+)*`, // CRC/C/PRK/5, the State's report
	`E/C\.12/[A-Z]{3}/\d+(?:-\d+)*`,                                    // E/C.12/SVN/2
	`(?:CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)/C/SR\.\d+`,               // CCPR/C/SR.2271
}

// symbolRE is a symbol at the beginning of a text, with its suffixes.
var symbolRE = regexp.MustCompile(`^(?:` + strings.Join(symbolForms, "|") + `)(?:/(?:Add|Corr|Rev)\.\d+)*`)

// symbolHeads are what symbols have before their first slash, the longest of
// those that end alike first. A test holds them to the forms.
var symbolHeads = []string{"CEDAW", "CERD", "CCPR", "CRPD", "CAT", "CRC", "CMW", "CED", "HRI", "A", "E"}

// brokenRE is a symbol broken at the end of a line, after or before a slash.
var brokenRE = regexp.MustCompile(`(/)\s*\n\s*([A-Z0-9])`)

// FindSymbols returns the symbols in text, canonical, in order, each once.
// Symbols broken over two lines after a slash are joined.
func FindSymbols(text string) []string {
	var out []string
	seen := map[string]bool{}
	text = brokenRE.ReplaceAllString(text, "$1$2")
	for _, at := range SymbolSpans(text) {
		s := CanonicalSymbol(text[at[0]:at[1]])
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// SymbolSpans returns where symbols stand in text, in bytes, in order.
func SymbolSpans(text string) [][]int {
	var out [][]int
	end := 0 // of the symbol before
	for slash := 0; ; slash++ {
		n := strings.IndexByte(text[slash:], '/')
		if n < 0 {
			return out
		}
		slash += n
		for _, head := range symbolHeads {
			start := slash - len(head)
			if start < end || text[start:slash] != head {
				continue
			}
			m := symbolRE.FindStringIndex(text[start:])
			if m == nil {
				continue
			}
			end = start + m[1]
			// What is before can make it the tail of a longer word, such as "E/CN.4/A/60/38".
			if start == 0 || !isSymbolByte(text[start-1]) {
				out = append(out, []int{start, end})
			}
			break
		}
		slash = max(slash, end-1)
	}
}

// isSymbolByte reports whether c can stand inside a symbol.
func isSymbolByte(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '/' || c == '.'
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
