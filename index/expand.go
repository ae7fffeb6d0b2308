package index

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus/concept"
)

const (
	// passageWords is from how many plain words in a row a query is taken for
	// a passage: an annex item that was pasted whole. No other passage has all
	// of its words.
	passageWords = 6
	// passageShare is the part of those words that a passage must have, if it
	// names none of the concepts.
	passageShare = .4
	// likeWords is how many words of a long passage are asked for.
	likeWords = 100
	// conceptBoost is what a concept weighs against a word.
	conceptBoost = 2
)

// run gives the plain words in a row that begin at the next token, and how
// many tokens of a passage do: one that was pasted has printed quotation marks
// and brackets in it.
func (p *parser) run() (words []token, passage int) {
	n := p.i
	for n < len(p.toks) && p.toks[n].plain() {
		n++
	}
	words = p.toks[p.i:n]
	open := 0
	for ; n < len(p.toks); n++ {
		t := p.toks[n]
		switch {
		case t.plain() || t.kind == tokPhrase && t.printed && t.near <= 0:
		case t.kind == tokOpen && n > p.i:
			open++
		case t.kind == tokClose && open > 0:
			open--
		default:
			return words, n - p.i
		}
	}
	return words, n - p.i
}

// plain reports whether a token is a word without a wildcard or a tilde.
func (t token) plain() bool {
	return t.kind == tokWord && t.near <= 0 && !strings.ContainsAny(t.text, "*?")
}

// words parses plain words in a row: a passage, the name of a treaty or an
// acronym, or else one word.
func (p *parser) words() (query.Query, error) {
	p.ranked = true
	run, n := p.run()
	named, c, ok := p.name(run)
	if n >= passageWords && named < n {
		from := p.peek().at
		p.i += n
		return p.like(string([]rune(p.query)[from:p.peek().at])), nil
	}
	if ok {
		p.i += named
		return p.named(run[:named], c)
	}
	if n, others := p.called(run); len(others) > 0 {
		p.i += n
		return p.calledSo(run[:n], others)
	}
	among := p.amongWords()
	t := p.take()
	q, err := p.word(t, fieldBody)
	if err != nil || !among {
		return q, err
	}
	if more := fillerElsewhere(t.text); len(more) > 0 {
		return bleve.NewDisjunctionQuery(append(more, q)...), nil
	}
	return q, nil
}

// joined is the text of words in a row, with the place at which each ends.
func joined(run []token) (string, []int) {
	var b strings.Builder
	ends := make([]int, len(run))
	for i, t := range run {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
		ends[i] = b.Len()
	}
	return b.String(), ends
}

// name finds the treaty whose name or acronym begins a run of words, or the
// concept that a word in capitals stands for, and how many words name it.
func (p *parser) name(run []token) (int, concept.Concept, bool) {
	if len(run) > 0 {
		if c, ok := labour(run[0].text); ok {
			return 1, c, true
		}
	}
	text, ends := joined(run)
	lex := concept.Default()
	for _, h := range lex.Find(text) {
		i := slices.Index(ends, h.End)
		c := lex.Concepts()[h.Number]
		if h.Start == 0 && i >= 0 && (c.Kind == concept.Treaty || i == 0 && isAcronym(run[0].text)) {
			return i + 1, c, true
		}
	}
	return 0, concept.Concept{}, false
}

// isAcronym reports whether a word is written in capitals, as LGBTI and OP-CAT are.
func isAcronym(s string) bool {
	upper := 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper > 1
}

// named asks for a concept by whatever name, or for the words typed. The
// acronym of a convention is not met where its Optional Protocol alone is.
func (p *parser) named(run []token, c concept.Concept) (query.Query, error) {
	p.met(c.ID)
	typed, err := p.allOf(run)
	if err != nil {
		return nil, err
	}
	if c.Kind == concept.Treaty && len(run) == 1 {
		typed.AddMustNot(conceptTerm("concept", "op-"+c.ID, 1))
	}
	return bleve.NewDisjunctionQuery(conceptTerm("concept", c.ID, conceptBoost), typed), nil
}

// allOf asks for all words that were typed.
func (p *parser) allOf(run []token) (*query.BooleanQuery, error) {
	typed := bleve.NewBooleanQuery()
	for _, t := range run {
		if len(run) > 1 && len(stems(p.english(), Fold(t.text))) == 0 {
			continue
		}
		q, err := p.word(t, fieldBody)
		if err != nil {
			return nil, err
		}
		typed.AddMust(q)
	}
	return typed, nil
}

// met keeps the concepts asked for, so that their names can be marked.
func (p *parser) met(id string) {
	if !slices.Contains(p.concepts, id) {
		p.concepts = append(p.concepts, id)
	}
}

func conceptTerm(field, id string, boost float64) query.Query {
	q := bleve.NewTermQuery(fold1(id))
	q.SetField(field)
	return flat{q, boost}
}

// likePassage asks for what is like a stored passage, itself left out.
func (p *parser) likePassage(id string, t token) (query.Query, error) {
	from, ok, err := p.source.passage(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, p.fail(t, fmt.Sprintf("there is no passage %q", id), "an id such as A/HRC/27/10#124.54; `refrain passages` lists them")
	}
	text := from.Ask
	if text == "" {
		text = from.Text
	}
	b := bleve.NewBooleanQuery()
	b.AddMust(p.like(text))
	b.AddMustNot(bleve.NewDocIDQuery([]string{from.ID}))
	return b, nil
}

// like asks for passages that name a concept of a text, or the wider one, or
// have a good part of its words; more of these rank higher.
func (p *parser) like(text string) query.Query {
	p.loose, p.ranked = true, true
	words, seen := []query.Query{}, map[string]bool{}
	for _, stem := range stems(p.english(), Fold(text)) {
		if !seen[stem] && len(words) < likeWords {
			seen[stem] = true
			q := bleve.NewTermQuery(stem)
			q.SetField(fieldBody)
			words = append(words, q)
		}
	}
	lex := concept.Default()
	var concepts []query.Query
	for _, h := range lex.Find(text) {
		c := lex.Concepts()[h.Number]
		if c.Kind == concept.Means || c.Kind == concept.Action || c.Kind == concept.Body || slices.Contains(p.concepts, c.ID) {
			continue
		}
		p.met(c.ID)
		concepts = append(concepts, conceptTerm("concept", c.ID, conceptBoost))
		concepts = append(concepts, conceptTerm(fieldWider, c.ID, 1))
		for _, wider := range c.Parents {
			concepts = append(concepts, conceptTerm("concept", wider, 1), conceptTerm(fieldWider, wider, .5))
		}
	}
	enough := bleve.NewDisjunctionQuery(words...)
	enough.SetMin(float64(int(float64(passageShare*float64(len(words))) + .5)))
	b := bleve.NewBooleanQuery()
	b.AddMust(bleve.NewDisjunctionQuery(append(concepts, enough)...))
	b.AddShould(words...)
	return b
}
