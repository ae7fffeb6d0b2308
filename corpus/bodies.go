package corpus

import "strings"

// bodyNames are the bodies that speak in documents, by the codes of
// [Mechanism] and of compilations, with the name a sentence gives them.
var bodyNames = map[string]string{
	"CERD":   "the Committee on the Elimination of Racial Discrimination",
	"CESCR":  "the Committee on Economic, Social and Cultural Rights",
	"CCPR":   "the Human Rights Committee",
	"CEDAW":  "the Committee on the Elimination of Discrimination against Women",
	"CAT":    "the Committee against Torture",
	"CRC":    "the Committee on the Rights of the Child",
	"CMW":    "the Committee on Migrant Workers",
	"CRPD":   "the Committee on the Rights of Persons with Disabilities",
	"CED":    "the Committee on Enforced Disappearances",
	"SPT":    "the Subcommittee on Prevention of Torture",
	"SP":     "special procedures of the Human Rights Council",
	"COI":    "a commission of inquiry",
	"OHCHR":  "OHCHR",
	"ILO":    "the International Labour Organization",
	"IOM":    "the International Organization for Migration",
	"UNFPA":  "the United Nations Population Fund",
	"WHO":    "the World Health Organization",
	"UNCT":   "the United Nations country team",
	"UPR":    "the universal periodic review",
	"UNHCR":  "UNHCR",
	"UNESCO": "UNESCO",
	"UNICEF": "UNICEF",
}

// BodyName is a body's name as a sentence gives it, with its article; a code
// without one is its own name.
func BodyName(code string) string {
	if n, ok := bodyNames[code]; ok {
		return n
	}
	return code
}

// bodyForms are further forms in which compilations name a body.
var bodyForms = map[string][]string{
	"CCPR":  {"HR Committee", "HRCttee"},
	"CMW":   {"Committee on the Protection of the Rights of All Migrant Workers"},
	"SP":    {"Special Rapporteur", "Independent Expert", "independent expert", "Working Group on", "special procedure"},
	"ILO":   {"CEACR", "Committee of Experts"},
	"UNHCR": {"High Commissioner for Refugees"},
	"OHCHR": {"High Commissioner for Human Rights"},
	"UNCT":  {"country team", "subregional team", "sub-regional team"},
}

// BodyIn is the place, in bytes, where a text last names a body by its code or
// one of its names; -1 where it does not.
func BodyIn(text, code string) int {
	at := lastWordIn(text, code)
	forms := append([]string{strings.TrimPrefix(BodyName(code), "the ")}, bodyForms[code]...)
	for _, f := range forms {
		at = max(at, strings.LastIndex(text, f))
	}
	return at
}

// lastWordIn is the last place where a word stands in a text by itself: "CAT"
// is not in "OP-CAT" or "CATCH".
func lastWordIn(text, word string) int {
	for end := len(text); ; {
		at := strings.LastIndex(text[:end], word)
		if at < 0 {
			return -1
		}
		if !letterAt(text, at-1) && !letterAt(text, at+len(word)) {
			return at
		}
		end = at + len(word) - 1
	}
}

func letterAt(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '/'
}
