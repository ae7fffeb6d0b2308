package index

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// longestName is how many words the name of a State has at most.
const longestName = 6

// called finds the State whose name begins a run of words, how many words name
// it, and the names by which documents may call it in place of the one typed:
// "Burma" is Myanmar, "Turkey" Türkiye, "North Korea" the Democratic People's
// Republic of Korea. A short name in small letters ("us") is none.
func (p *parser) called(run []token) (int, []string) {
	states := p.source.states
	if states == nil {
		return 0, nil
	}
	for n := min(len(run), longestName); n > 0; n-- {
		text, _ := joined(run[:n])
		if len(text) <= 3 && !isAcronym(text) {
			continue
		}
		code, ok := states.Resolve(text)
		if !ok {
			code, ok = states.Typed(text)
		}
		if !ok {
			continue
		}
		if p.ofState == "" && unicode.IsUpper([]rune(text)[0]) && (p.source.has == nil || p.source.has("state", code)) {
			p.ofState, p.ofCode = text, code
		}
		var others []string
		for _, name := range states.Printed(code) {
			name, _, _ = strings.Cut(name, " (") // "Iran (Islamic Republic of)"
			name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
			if !hasWords(name, text) && !slices.ContainsFunc(others, func(o string) bool { return hasWords(name, o) }) {
				others = append(others, name)
			}
		}
		return n, others
	}
	return 0, nil
}

// hasWords reports whether a name has all words of another.
func hasWords(name, of string) bool {
	have := strings.Fields(corpus.FoldName(name))
	for _, w := range strings.Fields(corpus.FoldName(of)) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// calledSo asks for the words typed, or for another name of the State they name.
func (p *parser) calledSo(run []token, others []string) (query.Query, error) {
	typed, err := p.allOf(run)
	if err != nil {
		return nil, err
	}
	either := []query.Query{typed}
	for _, name := range others {
		q, err := p.phrase(token{kind: tokPhrase, text: name, at: run[0].at, near: -1}, fieldBody)
		if err != nil {
			return nil, err
		}
		either = append(either, q)
	}
	return bleve.NewDisjunctionQuery(either...), nil
}

// labourRE is an ILO convention as labour lawyers cite it: C189, C.182.
var labourRE = regexp.MustCompile(`^[Cc]\.?(\d{2,3})$`)

// labour is the concept of an ILO convention cited by its number alone.
func labour(word string) (concept.Concept, bool) {
	m := labourRE.FindStringSubmatch(word)
	if m == nil {
		return concept.Concept{}, false
	}
	id := "ilo-c" + strings.Repeat("0", 3-len(m[1])) + m[1]
	for _, c := range concept.Default().Concepts() {
		if c.ID == id {
			return c, true
		}
	}
	return concept.Concept{}, false
}
