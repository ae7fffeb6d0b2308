package index

import (
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus/concept"
)

// state resolves a code or a name. Bodies may stand in by: too.
func (p *parser) state(name, s string, t token) (query.Query, error) {
	p.stateAsked = true
	code := strings.ToUpper(s)
	if !p.source.states.Known(code) {
		if c, ok := p.source.states.Understand(s); ok {
			code = c
		} else if name == "state" {
			return nil, p.noState(t, s, "there is no State %q")
		} else if name == fieldBy && (p.source.has == nil || p.source.has("mechanism", s) || p.source.has("speaks_for", s) || p.source.has(fieldBy, s) || isAcronym(s)) {
			return body(s), nil
		} else if !strings.HasPrefix(s, "?") && (p.source.has == nil || !p.source.has(name, s)) {
			return nil, p.noState(t, s, "there is no State or body %q")
		}
	}
	return quiet(bleve.NewTermQuery(strings.ToLower(code)), name), nil
}

// noState is the error of a name that is none, with the States whose names
// hold it or are spelt much like it.
func (p *parser) noState(t token, s, reason string) error {
	hint, fix := `a code such as SVN, or a name in quotation marks: state:"Viet Nam"`, ""
	switch codes := p.likeStates(strings.ToLower(s)); len(codes) {
	case 0:
	case 1:
		fix = codes[0]
		hint = "did you mean " + p.source.states.Name(fix) + ", " + fix + "?"
	default:
		for i, c := range codes {
			codes[i] = c + " (" + p.source.states.Name(c) + ")"
		}
		hint = "which is meant: " + strings.Join(codes, ", ") + "?"
	}
	return p.failFix(t, fmt.Sprintf(reason, s), hint, s, fix)
}

// mostStates is how many States an error names.
const mostStates = 5

// likeStates are the codes of the few States that a name may mean.
func (p *parser) likeStates(s string) []string {
	var codes []string
	if len(s) < 4 {
		return nil
	}
	names := p.source.states.Names()
	for _, n := range names {
		if code, ok := p.source.states.Resolve(n); ok && strings.Contains(n, s) && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) > 0 && len(codes) <= mostStates {
		slices.Sort(codes)
		return codes
	}
	best, d := "", len(s)/4+1
	for _, n := range names {
		if k := distance(s, n); n[0] == s[0] && k <= d && (best == "" || k < d) {
			best, d = n, k
		}
	}
	if code, ok := p.source.states.Resolve(best); ok {
		return []string{code}
	}
	return nil
}

// conceptID is the id of a concept that was typed by its id, the beginning of
// it, or one of its names.
func conceptID(s string) string {
	lex := concept.Default()
	for _, c := range lex.Concepts() {
		if strings.HasPrefix(strings.ToLower(c.ID), strings.ToLower(s)) {
			return s
		}
	}
	for _, h := range lex.Find(s) {
		if h.Start == 0 && h.End == len(s) {
			return h.ID
		}
	}
	return s
}
