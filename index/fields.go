package index

import (
	"slices"
	"sort"
	"strings"
)

// fieldAliases are the names a person may type, with the field they mean.
var fieldAliases = map[string]string{
	"state": "state", "country": "state", "mechanism": "mechanism", "body": "mechanism", "cycle": "cycle", "session": "session", "year": "year",
	"symbol": "symbol", "doc": "symbol", "key": "key", "para": "para", "paragraph": "para", "by": "by", "from": "by", "position": "position",
	"role": "role", "theme": "theme", "heading": fieldHeadings, "person": "person", "persons": "person", "sdg": "sdg", "concept": "concept",
	"speaks_for": "speaks_for", "speaks": "speaks_for", "language": "language", "lang": "language", "kind": "kind", "document": "doc_kind",
	"sample": "sample", "speaker": fieldSpeaker, "speakers": fieldSpeaker, "ohchr_theme": fieldOHCHR, "text": fieldBody, "id": "id", "like": "like", "action": "action", "issue": "issue",
}

// fieldName resolves what was typed before a colon; "" for no field.
func fieldName(s string) string { return fieldAliases[strings.ToLower(s)] }

// IsField reports whether a name is that of a field of the search language.
func IsField(s string) bool { return fieldName(s) != "" }

// nearestField suggests the field whose name is nearest to a wrong one.
func nearestField(s string) string {
	var names []string
	for n := range fieldAliases {
		names = append(names, n)
	}
	sort.Strings(names)
	best, d := "", 3
	if len(s) < 6 { // "foo" is near no field
		d = 2
	}
	for _, n := range names {
		if k := distance(strings.ToLower(s), n); k < d {
			best, d = n, k
		}
	}
	return best
}

// distance is the Levenshtein distance.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		prev := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := prev
			if a[i-1] != b[j-1] {
				cost++
			}
			prev = row[j]
			row[j] = min(row[j]+1, row[j-1]+1, cost)
		}
	}
	return row[len(b)]
}

func isNumberField(f string) bool { return slices.Contains(numberFields, f) }

// valuesOf are the values of fields that have few.
var valuesOf = map[string][]string{
	"position": {"supported", "noted", "pending"},
	"role":     {"concern", "recommendation", "question", "welcome", "reply", "claim"},
	"kind": {"upr-recommendation", "upr-paragraph", "concluding-observation", "compilation-paragraph", "summary-paragraph",
		"special-procedure", "state-reply", "annex-item", "other"},
}

// nearestValue suggests the value that a wrong one means: one that holds it, or
// is spelt much like it.
func nearestValue(values []string, s string) string {
	best, d := "", len(s)/3+1
	for _, v := range values {
		if len(s) > 3 && strings.Contains(v, s) {
			return v
		}
		if k := distance(s, v); k < d {
			best, d = v, k
		}
	}
	return best
}

// beginsOne reports whether s is the beginning of one of the values.
func beginsOne(values []string, s string) bool {
	for _, v := range values {
		if strings.HasPrefix(v, s) {
			return true
		}
	}
	return false
}

// spoken names a field in an error.
func spoken(field string) string {
	if field == "kind" {
		return "kind of passage"
	}
	return field
}
