package web

import (
	"regexp"
	"strings"
	"sync"

	"refrain/corpus"
	"refrain/corpus/concept"
	"refrain/seeds"
)

// The labels of values.

func plainValue(_ *shelf, v string) string { return v }

func sentenceValue(_ *shelf, v string) string {
	if v == "" {
		return v
	}
	return strings.ToUpper(v[:1]) + v[1:]
}

// positionValue says of pending what it can carry: a later answer may stand in
// a document that is not here.
func positionValue(s *shelf, v string) string {
	if v == string(corpus.Pending) {
		return "Pending (no later answer here)"
	}
	return sentenceValue(s, v)
}

// officialNames are the words of OHCHR's labels that are not written small.
var officialNames = strings.NewReplacer("lgbti", "LGBTI", "hiv/aids", "HIV/AIDS", "roma,", "Roma,", "sinti", "Sinti", "universal periodic review", "Universal Periodic Review", "sdg", "SDG", "un ", "UN ")

func officialValue(s *shelf, v string) string { return sentenceValue(s, officialNames.Replace(v)) }

// jointRE is a joint submission, which each summary counts from 1.
var jointRE = regexp.MustCompile(`^js(\d+)$`)

func submitterValue(s *shelf, v string) string {
	if m := jointRE.FindStringSubmatch(v); m != nil {
		return "Joint submission " + m[1] + " (of each summary)"
	}
	return mechanismValue(s, v)
}

// noConcern reports whether a concept is none that a reader would look for:
// what is to be done, an aspect of many issues, a body or a set phrase.
func noConcern(v string) bool {
	switch conceptKinds()[v] {
	case concept.Action, concept.Means, concept.Body:
		return true
	}
	return false
}

var conceptKinds = sync.OnceValue(func() map[string]concept.Kind {
	out := map[string]concept.Kind{}
	for _, c := range concept.Default().Concepts() {
		out[strings.ToLower(c.ID)] = c.Kind
	}
	return out
})

func stateValue(s *shelf, v string) string { return s.stateName(strings.ToUpper(v)) }

// mechanismNames are mechanisms in words; treaty bodies go by their acronyms.
var mechanismNames = map[string]string{"upr": "UPR", "ohchr": "OHCHR (compilations and letters)", "stakeholders": "Stakeholders", "state": "The State itself",
	"sp": "Special procedures", "coi": "Commissions of inquiry"}

func mechanismValue(_ *shelf, v string) string {
	if n := mechanismNames[v]; n != "" {
		return n
	}
	return strings.ToUpper(v)
}

func kindValue(s *shelf, v string) string {
	if n := corpus.KindName(v); n != v {
		return n
	}
	return sentenceValue(s, v)
}

// themeLabels are the themes as the lists print them, by their folded form.
var themeLabels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for i, line := range strings.Split(seeds.Themes, "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if i > 0 && len(f) > 1 {
			out[strings.ToLower(f[1])] = f[1]
		}
	}
	return out
})

func themeValue(s *shelf, v string) string {
	if n := themeLabels()[v]; n != "" {
		return n
	}
	return sentenceValue(s, v)
}

var conceptLabels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, c := range concept.Default().Concepts() {
		out[strings.ToLower(c.ID)] = c.Label
	}
	return out
})

func conceptValue(s *shelf, v string) string {
	if n := conceptLabels()[v]; n != "" {
		return n
	}
	return sentenceValue(s, v)
}

func keyValue(s *shelf, v string) string {
	if h := s.byKey[v]; h != nil {
		return nameOf(h)
	}
	return v
}

// stateName is a State's name today as a list shows it: observers are
// labelled, and Kosovo carries the reference that the United Nations uses.
func (s *shelf) stateName(code string) string {
	switch code {
	case "VAT", "PSE":
		return s.states.Name(code) + " (observer)"
	case "XKX":
		return "Kosovo*"
	case "EUU":
		return s.states.Name(code) + " (organization)"
	}
	return s.states.Name(code)
}

// kosovoNote goes with every page that names Kosovo.
const kosovoNote = "* References to Kosovo shall be understood to be in the context of Security Council resolution 1244 (1999)."
