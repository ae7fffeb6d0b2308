package index

import (
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/bleve/v2/search/query"
)

// filler reports whether the next token is a word that the English analyser
// leaves out of the index, as "against" and "of" are: no passage could meet it
// there. A word that begins a passage or the name of a treaty is none.
func (p *parser) filler() bool {
	if t := p.peek(); !t.plain() || len(stems(p.english(), Fold(t.text))) > 0 {
		return false
	}
	run, n := p.run()
	named, _, ok := p.name(run)
	return !ok && (n < passageWords || named == n)
}

// exactly asks for a word as it stands, left out by the analyser or not.
func exactly(text string) query.Query {
	q := bleve.NewMatchQuery(Fold(text))
	q.SetField(fieldWords)
	q.SetOperator(query.MatchQueryOperatorAnd)
	return flat{q, 0}
}

// otherAnalyzers are those of the other languages, by language.
var otherAnalyzers = sync.OnceValue(func() map[string]analysis.Analyzer {
	out := map[string]analysis.Analyzer{}
	for lang, name := range bodyFields {
		if a, err := registry.NewCache().AnalyzerNamed(name); err == nil {
			out[lang] = a
		}
	}
	return out
})

// fillerElsewhere asks for the passages in languages whose analyser leaves a
// word out, as French does "de": among other words it asks nothing of them.
func fillerElsewhere(text string) []query.Query {
	var out []query.Query
	for lang, a := range otherAnalyzers() {
		if len(stems(a, text)) == 0 && strings.TrimSpace(text) != "" {
			out = append(out, quiet(bleve.NewTermQuery(lang), "language"))
		}
	}
	return out
}

// amongWords reports whether the next token stands beside another plain word,
// and is not one to be left out.
func (p *parser) amongWords() bool {
	if p.i > 0 {
		switch before := p.toks[p.i-1]; {
		case before.kind == tokMinus, before.kind == tokNot:
			return false
		case before.plain():
			return true
		}
	}
	return p.peek().kind != tokEnd && p.toks[p.i+1].plain()
}
