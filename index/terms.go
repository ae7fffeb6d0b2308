package index

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// word is a query for a plain word in a text field. A word with a hyphen or
// slash is a phrase of its parts; in other languages the fields of their own
// analysers are asked too.
func (p *parser) word(t token, field string) (query.Query, error) {
	if strings.ContainsAny(t.text, "*?") {
		return p.wildcard(t, field)
	}
	text := strings.TrimSpace(Fold(t.text))
	if strings.Trim(text, ".,;:!?'\"") == "" {
		return bleve.NewMatchAllQuery(), nil
	}
	if t.near > 0 {
		q := bleve.NewFuzzyQuery(strings.Trim(text, ".,;:"))
		q.SetFuzziness(t.near)
		q.SetPrefix(1)
		q.SetField(wordsOf(field))
		return flat{q, 1}, nil
	}
	if strings.ContainsAny(text, " ") {
		return p.phrase(token{kind: tokPhrase, text: t.text, at: t.at, near: -1}, field)
	}
	if field == fieldBody && len(stems(p.english(), text)) == 0 {
		return exactly(t.text), nil
	}
	return anyLanguage(field, t.text, func(f, s string) query.Query {
		q := bleve.NewMatchQuery(s)
		q.SetField(f)
		q.SetOperator(query.MatchQueryOperatorAnd)
		return q
	}), nil
}

// anyLanguage asks the English field with folded text, and, for the running
// text, the fields of the other languages with the text as typed.
func anyLanguage(field, text string, make func(f, s string) query.Query) query.Query {
	english := make(field, Fold(text))
	if field != fieldBody {
		return english
	}
	all := []query.Query{english}
	var langs []string
	for l := range bodyFields {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	for _, l := range langs {
		all = append(all, make("body_"+l, text))
	}
	return bleve.NewDisjunctionQuery(all...)
}

// phrase is these words in this order, or with ~n near each other.
func (p *parser) phrase(t token, field string) (query.Query, error) {
	text := Fold(t.text)
	if strings.TrimSpace(text) == "" {
		return nil, p.fail(t, "an empty phrase", `write words between the marks: "death penalty"`)
	}
	if t.near > 0 {
		ids, err := p.source.near(text, field, t.near)
		var many tooMany
		if errors.As(err, &many) {
			return nil, p.fail(t, many.Error(), fmt.Sprintf("at most %d are looked through for those near each other: add a rarer word, or ask for the phrase without ~", mostNear))
		}
		if err != nil {
			return nil, err
		}
		return bleve.NewDocIDQuery(ids), nil
	}
	return anyLanguage(field, t.text, func(f, s string) query.Query {
		q := bleve.NewMatchPhraseQuery(s)
		q.SetField(f)
		return q
	}), nil
}

// wildcard is a word with * or ?. It must begin with two plain characters, so
// that it stands for few terms.
func (p *parser) wildcard(t token, field string) (query.Query, error) {
	text := strings.ReplaceAll(strings.TrimSpace(Fold(t.text)), " ", "")
	if i := strings.IndexAny(text, "*?"); i < 2 {
		return nil, p.fail(t, "a word cannot begin with * or ?, nor have one as its second character", "write the beginning of the word: detent*")
	}
	q := bleve.NewWildcardQuery(text)
	q.SetField(wordsOf(field))
	return flat{q, 1}, nil
}

// wordsOf is the field with a text's words as they are, not stemmed.
func wordsOf(field string) string {
	if field == fieldBody {
		return fieldWords
	}
	return field
}
