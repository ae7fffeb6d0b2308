package concept

// stem takes inflection off a lower-case word, in place, and folds British and
// American spelling. It is lighter than Porter's: it joins "ratify, ratifies,
// ratified, ratifying, ratification" and "discriminate, discrimination,
// discriminatory", but keeps "prisoner" from "prison" and "treatment" from
// "treat", because the lexicon tells those apart.
func stem(w []byte) []byte {
	if len(w) <= 3 || isDigit(w[0]) {
		return w
	}
	if s, ok := odd[string(w)]; ok {
		return append(w[:0], s...)
	}
	w = stemPlural(w)
	w = stemVerb(w)
	w = stemNoun(w)
	w = foldSpelling(w)
	if n := len(w); n > 4 && w[n-1] == 'e' {
		w = w[:n-1]
	}
	return w
}

// odd are words whose stem the rules would get wrong.
var odd = map[string]string{"accession": "acced", "accessions": "acced", "women": "woman", "men": "man", "children": "child",
	"comply": "comply", "supply": "supply", "family": "family", "families": "family", "assembly": "assembly",
	"assemblies": "assembly", "elderly": "elderly", "conception": "conception", "adoption": "adoption", "adoptions": "adoption",
	"policing": "policing", "freed": "freed", "prosecutor": "prosecutor", "prosecutors": "prosecutor", "nhris": "nhri", "ngos": "ngo", "media": "media", "mining": "mining",
	"caning": "caning", "begging": "begging", "people": "people", "peoples": "people"}

func hasSuffix(w []byte, s string) bool {
	return len(w) >= len(s) && string(w[len(w)-len(s):]) == s
}

// stemPlural takes off the s of plurals and of the third person.
func stemPlural(w []byte) []byte {
	n := len(w)
	if w[n-1] != 's' {
		return w
	}
	switch {
	case hasSuffix(w, "ss"), hasSuffix(w, "us"), hasSuffix(w, "is"):
		return w
	case hasSuffix(w, "ies") && n > 4:
		w[n-3] = 'y'
		return w[:n-2]
	case n > 4 && (hasSuffix(w, "sses") || hasSuffix(w, "xes") || hasSuffix(w, "ches") || hasSuffix(w, "shes") || hasSuffix(w, "zes")):
		if hasSuffix(w, "izes") {
			return w[:n-1]
		}
		return w[:n-2]
	}
	return w[:n-1]
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'
}

func anyVowel(w []byte) bool {
	for _, c := range w {
		if isVowel(c) {
			return true
		}
	}
	return false
}

// notVerbs end in "ing" or "ed" without being forms of a verb.
var notVerbs = wordSet(`wellbeing during something nothing king spring ceiling indeed need speed breed exceed proceed succeed
feed seed sing string bring united red housing`)

// stemVerb takes off "ing", "ed" and "ly".
func stemVerb(w []byte) []byte {
	cut := 0
	switch {
	case hasSuffix(w, "ied") && len(w) > 4:
		w[len(w)-3] = 'y'
		return w[:len(w)-2]
	case hasSuffix(w, "ing"):
		cut = 3
	case hasSuffix(w, "ed"):
		cut = 2
	case hasSuffix(w, "ly") && len(w) > 5:
		return w[:len(w)-2]
	default:
		return w
	}
	base := w[:len(w)-cut]
	if len(base) < 3 || !anyVowel(base) || notVerbs[string(w)] {
		return w
	}
	if hasSuffix(base, "is") && len(base) > 4 {
		base[len(base)-1] = 'z' // "criminalising", "revised"
		return base
	}
	if n := len(base); n > 3 && base[n-1] == base[n-2] && base[n-1] != 'l' && base[n-1] != 's' && base[n-1] != 'z' && !isVowel(base[n-1]) {
		return base[:n-1]
	}
	return base
}

// nounEndings map the endings of nouns and adjectives to that of their verb.
// Longest first.
var nounEndings = []struct {
	from, to string
	least    int // letters that must stand before the ending
}{
	{"isation", "iz", 3}, {"ization", "iz", 3}, {"ification", "ify", 2},
	{"atory", "at", 4}, {"ative", "at", 4}, {"ator", "at", 4},
	{"ation", "at", 3}, {"ition", "it", 3},
	{"ise", "iz", 3}, {"yse", "yz", 3}, {"ize", "iz", 3}, {"ate", "at", 3},
	{"ction", "ct", 2}, {"ption", "pt", 2}, {"ssion", "ss", 3}, {"ution", "ut", 3}, {"ntion", "nt", 3},
}

func stemNoun(w []byte) []byte {
	for _, e := range nounEndings {
		if hasSuffix(w, e.from) && len(w)-len(e.from) >= e.least {
			return append(w[:len(w)-len(e.from)], e.to...)
		}
	}
	return w
}

// foldSpelling folds "labour/labor", "defence/defense", "centre/center" and
// "programme/program".
func foldSpelling(w []byte) []byte {
	n := len(w)
	switch {
	case n > 5 && hasSuffix(w, "our"):
		w[n-2] = 'r'
		return w[:n-1]
	case hasSuffix(w, "ence") && n > 5 && (hasSuffix(w, "fence") || hasSuffix(w, "cence")):
		w[n-2] = 's'
	case hasSuffix(w, "tre") && n > 4:
		w[n-2], w[n-1] = 'e', 'r'
	case hasSuffix(w, "gramme"):
		return w[:n-2]
	case hasSuffix(w, "ratify"), hasSuffix(w, "tify"), hasSuffix(w, "sify"):
	}
	return w
}
