package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// speaker fills By from the delegation that is said to speak: "Chile
// highlighted …", "Latvia, with reference to …, welcomed", "The delegation
// stated" for the State under review.
func (w *wgReport) speaker(p *corpus.Passage) {
	if name := speakerOf(p.Text); name != "" {
		if code, ok := w.in.States.Resolve(name); ok {
			p.By, p.ByPrinted = []string{code}, []string{name}
			return
		}
	}
	if w.doc.State != "" && speaksOfDelegation(p.Text) {
		p.By, p.ByPrinted = []string{w.doc.State}, []string{"the delegation"}
		return
	}
	beginning := head(strings.TrimPrefix(p.Text, "The "), 80)
	code, name := resolvePrefix(w.in.States, beginning)
	if code == "" {
		return
	}
	rest := beginning[min(len(beginning), strings.Index(beginning, name)+len(name)):]
	if strings.HasPrefix(rest, ", ") || speaksRE.MatchString(rest) {
		p.By, p.ByPrinted = []string{code}, []string{name}
	}
}

// speaksOfDelegation reports whether a paragraph begins with what the delegation
// of the State under review said.
func speaksOfDelegation(text string) bool {
	end, _ := sentenceEnd(text)
	return strings.Contains(text[:end], "elegation ") && delegationRE.MatchString(strings.TrimSpace(text[:end]))
}

// delegationRE is the delegation of the State under review speaking.
var delegationRE = pattern.New(`^(?:The|[^.]{0,160}, the) [Dd]elegation (?:also |further |then )?[a-z]+(?:ed|d|t|w|k)\b`)

// speaksRE is a verb in the past after a delegation's name.
var speaksRE = pattern.New(`^ (?:also |further |then |strongly )?[a-z]+(?:ed|d|t|w|k) `)

// speakerVerbs are the verbs of delegations in section I.
var speakerVerbs = func() map[string]bool {
	m := map[string]bool{}
	for _, v := range strings.Fields(`noted welcomed commended asked expressed recommended stated said thanked congratulated highlighted recognised
		recognized encouraged appreciated inquired enquired considered observed acknowledged praised requested was
		remained referred urged called applauded underlined stressed emphasised emphasized pointed raised supported
		indicated believed lauded shared took made valued reiterated regretted drew reported hoped sought hailed
		affirmed wished`) {
		m[v] = true
	}
	return m
}()

// speakerBefore can stand before the name of a delegation.
var speakerBefore = []string{"The delegation of the ", "The delegation of The ", "The delegation of ",
	"The representative of the ", "The representative of The ", "The representative of ", "The ", "the ", ""}

// speakerOf is the name before the verb at the beginning of a paragraph of
// section I: "The delegation of Chile also noted"; empty for none.
func speakerOf(text string) string {
	for _, before := range speakerBefore {
		if rest, ok := strings.CutPrefix(text, before); ok {
			if name := nameBeforeVerb(rest); name != "" {
				return name
			}
		}
	}
	return ""
}

// nameBeforeVerb is what stands before the first verb: a capital and 2 to 60
// characters of a name.
func nameBeforeVerb(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return ""
	}
	n := 0
	for i, r := range s[1:] {
		if n >= 2 && r == ' ' && speakerVerbs[firstWord(strings.TrimPrefix(s[i+2:], "also "))] {
			return s[:i+1]
		}
		if n == 60 || !inName(r) {
			return ""
		}
		n++
	}
	return ""
}

// inName reports whether the names of delegations have a character.
func inName(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'À' && r <= 'ÿ' || strings.ContainsRune("’'- ()", r)
}

// firstWord is the word that a text begins with.
func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_'
	})
	if end < 0 {
		return s
	}
	return s[:end]
}
