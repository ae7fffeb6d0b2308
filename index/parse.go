package index

import (
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus"
)

// parser turns tokens into a Bleve query.
//
//	or      = and { "OR" and }
//	and     = not { [ "AND" ] not }
//	not     = [ "NOT" | "-" | "+" ] primary
//	primary = "(" or ")" | field value | phrase | word
type parser struct {
	query  string
	toks   []token
	i      int
	depth  int
	fields int // fields met so far
	source source
	parsed
	analyzer analysis.Analyzer
}

// source is what a query is parsed against.
type source struct {
	states *corpus.Gazetteer
	// near finds the passages in which the words of a text stand within slop
	// words of each other.
	near func(text, field string, slop int) ([]string, error)
	// has reports whether a passage here has a value in a field; nil means
	// that nobody knows.
	has func(field, value string) bool
	// passage looks up a passage by id.
	passage func(id string) (corpus.Passage, bool, error)
}

// parsed is a query that was understood.
type parsed struct {
	query.Query
	// concepts are the ids of the concepts that were asked for by name.
	concepts []string
	// loose says that a passage need not have all of the words.
	loose bool
	// uneven says that fields stand with one alternative of OR and not with
	// another, though no brackets say which are meant.
	uneven bool
	// documents says that a field or a place chooses documents.
	documents bool
	// small is "or" or "not" in small letters, which asks nothing.
	small string
	// ofState and ofCode are the first State that the words name, as typed and its
	// code; empty where no document here is on it.
	ofState, ofCode string
	// stateAsked says that a field asks for a State.
	stateAsked bool
	// ranked says that words were asked for, not fields alone: only words
	// rank.
	ranked bool
}

// parseQuery parses what a person typed.
func parseQuery(s string, src source) (parsed, error) {
	toks, err := scan(s)
	if err != nil {
		return parsed{}, err
	}
	p := &parser{query: s, toks: toks, source: src}
	if p.peek().kind == tokEnd {
		return parsed{}, p.fail(p.peek(), "the query is empty", "type a word, or a field such as state:PRK")
	}
	q, err := p.or()
	if err != nil {
		return parsed{}, err
	}
	if t := p.peek(); t.kind != tokEnd {
		return parsed{}, p.fail(t, "this bracket was not opened", "take it away, or open one before")
	}
	p.Query = q
	return p.parsed, nil
}

// english is the analyser of the body field, made once a query.
func (p *parser) english() analysis.Analyzer {
	if p.analyzer == nil {
		p.analyzer = english()
	}
	return p.analyzer
}

func (p *parser) peek() token { return p.toks[p.i] }

func (p *parser) take() token {
	t := p.toks[p.i]
	if t.kind != tokEnd {
		p.i++
	}
	return t
}

func (p *parser) fail(t token, reason, hint string) error {
	return &SyntaxError{Query: p.query, At: t.at, Reason: reason, Hint: hint}
}

// failFix is fail with the query put right: new in place of old at the token.
func (p *parser) failFix(t token, reason, hint, old, new string) error {
	e := &SyntaxError{Query: p.query, At: t.at, Reason: reason, Hint: hint}
	r := []rune(p.query)
	if before, after := string(r[:t.at]), string(r[t.at:]); strings.Contains(after, old) && new != "" {
		e.Fix = before + strings.Replace(after, old, new, 1)
	}
	return e
}

func (p *parser) or() (query.Query, error) {
	if p.depth++; p.depth > maxNesting {
		return nil, p.fail(p.peek(), "brackets are nested too deep", fmt.Sprintf("at most %d", maxNesting))
	}
	defer func() { p.depth-- }()
	var all []query.Query
	with := 0 // alternatives that have a field
	for {
		before := p.fields
		q, err := p.and()
		if err != nil {
			return nil, err
		}
		all = append(all, q)
		if p.fields > before {
			with++
		}
		if p.peek().kind != tokOr {
			break
		}
		p.take()
	}
	if len(all) == 1 {
		return all[0], nil
	}
	p.uneven = p.uneven || with > 0 && with < len(all)
	return bleve.NewDisjunctionQuery(all...), nil
}

func (p *parser) and() (query.Query, error) {
	b := bleve.NewBooleanQuery()
	must, not := 0, 0
	var fillers []query.Query
	for {
		t := p.peek()
		switch t.kind {
		case tokEnd, tokClose, tokOr:
			if must == 0 && len(fillers) > 0 {
				b.AddMust(fillers...)
				must += len(fillers)
			}
			return p.finishAnd(b, must, not, t)
		case tokAnd:
			if must+not+len(fillers) == 0 {
				return nil, p.fail(t, "AND has nothing before it", "write: torture AND detention")
			}
			p.take()
			if k := p.peek().kind; k == tokEnd || k == tokClose || k == tokOr || k == tokAnd {
				return nil, p.fail(t, "AND has nothing after it", "write: torture AND detention")
			}
			continue
		}
		if p.filler() {
			p.ranked = true
			t := p.take()
			if t.text == "or" || t.text == "not" {
				p.small = t.text
			}
			fillers = append(fillers, exactly(t.text))
			continue
		}
		negative := t.kind == tokNot || t.kind == tokMinus
		if negative || t.kind == tokPlus {
			p.take()
		}
		q, err := p.primary()
		if err != nil {
			return nil, err
		}
		if negative {
			b.AddMustNot(q)
			not++
		} else {
			b.AddMust(q)
			must++
		}
	}
}

func (p *parser) finishAnd(b *query.BooleanQuery, must, not int, t token) (query.Query, error) {
	switch {
	case must+not == 0 && t.kind == tokOr:
		return nil, p.fail(t, "OR has nothing before it", "write: torture OR ill-treatment")
	case must+not == 0:
		return nil, p.fail(t, "something is missing here", "a word, a phrase or a field")
	case must == 0:
		b.AddMust(bleve.NewMatchAllQuery())
	}
	return b, nil
}

func (p *parser) primary() (query.Query, error) {
	if p.peek().plain() {
		return p.words()
	}
	t := p.take()
	switch t.kind {
	case tokOpen:
		q, err := p.or()
		if err != nil {
			return nil, err
		}
		if p.peek().kind != tokClose {
			return nil, &SyntaxError{p.query, t.at, "this bracket is not closed", "close it with )", p.query + ")"}
		}
		p.take()
		return q, nil
	case tokField:
		return p.field(t)
	case tokPhrase:
		p.ranked = true
		return p.phrase(t, fieldBody)
	case tokWord:
		p.ranked = true
		return p.word(t, fieldBody)
	}
	if t.kind == tokEnd {
		return nil, p.fail(t, "something is missing here", "a word, a phrase, a field or a bracket")
	}
	return nil, p.fail(t, fmt.Sprintf("%q does not fit here", t.text), "a word, a phrase, a field or a bracket")
}

// field parses the value of a field: one word or phrase, a list or a range.
func (p *parser) field(t token) (query.Query, error) {
	name := fieldName(t.text)
	if name == "" {
		near := nearestField(t.text)
		hint := "fields are state, kind, mechanism, cycle, year, by, position, theme and others that the help lists; to find the words themselves put them in quotation marks"
		if near != "" {
			hint = "did you mean " + near + ":?"
			near += ":"
		}
		return nil, p.failFix(t, fmt.Sprintf("there is no field %q", t.text), hint, t.text+":", near)
	}
	v := p.peek()
	if v.kind == tokOpen && (name == fieldBody || name == fieldHeadings) {
		return p.primary()
	}
	if v.kind != tokWord && v.kind != tokPhrase {
		return nil, p.fail(v, "the field "+t.text+": has no value", "write for example "+example(name))
	}
	p.take()
	if name == fieldBody || name == fieldHeadings {
		p.ranked = true
		if v.kind == tokPhrase {
			return p.phrase(v, name)
		}
		return p.word(v, name)
	}
	p.fields++
	p.documents = p.documents || namesDocuments[name]
	values := []string{v.text}
	if v.kind == tokWord {
		values = strings.Split(v.text, ",")
	}
	// A list may go on after a quoted value: theme:"Right to health","Women".
	for v.kind == tokPhrase && p.peek().kind == tokWord && p.peek().text == "," {
		p.take()
		if p.peek().kind == tokPhrase {
			values = append(values, p.take().text)
		}
	}
	return p.values(name, values, v)
}

// values asks for one of the values of a field. A field chooses passages and
// does not rank them.
func (p *parser) values(name string, values []string, t token) (query.Query, error) {
	var all []query.Query
	for _, s := range values {
		q, err := p.value(name, strings.TrimSpace(s), t)
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return bleve.NewDisjunctionQuery(all...), nil
}

// quiet keeps a field's value from ranking.
func quiet(q query.FieldableQuery, field string) query.Query {
	q.SetField(field)
	return flat{q, 0}
}

func example(name string) string {
	switch {
	case isNumberField(name):
		return name + ":2..3"
	case name == "state" || name == fieldBy || name == fieldSpeaker:
		return name + ":PRK"
	case name == "like" || name == "id":
		return name + ":A/HRC/27/10#124.54"
	}
	return name + `:"…"`
}

// value is one value of a keyword or number field.
func (p *parser) value(name, s string, t token) (query.Query, error) {
	if s == "" {
		return nil, p.fail(t, "an empty value", "write for example "+example(name))
	}
	switch {
	case isNumberField(name):
		return p.number(name, s, t)
	case name == "id":
		return bleve.NewDocIDQuery([]string{s}), nil
	case name == "like":
		return p.likePassage(s, t)
	case name == "state" || name == fieldBy || name == fieldSpeaker:
		return p.state(name, s, t)
	case name == "concept":
		s = conceptID(s)
	case name == "theme" && !strings.ContainsAny(s, "*?"):
		return inTheme(strings.ToLower(s)), nil
	}
	if valid := valuesOf[name]; valid != nil && !strings.ContainsAny(s, "*?") && !beginsOne(valid, strings.ToLower(s)) {
		hint, near := "one of "+strings.Join(valid, ", "), nearestValue(valid, strings.ToLower(s))
		if near != "" {
			hint = "did you mean " + name + ":" + near + "? There is " + strings.Join(valid, ", ")
		}
		return nil, p.failFix(t, fmt.Sprintf("there is no %s %q", spoken(name), s), hint, s, near)
	}
	s = strings.ToLower(s)
	if name == "symbol" || name == "key" {
		s = strings.ToLower(corpus.CanonicalSymbol(strings.TrimSuffix(s, "*"))) + strings.Repeat("*", strings.Count(s, "*"))
	}
	var q query.FieldableQuery
	switch {
	case (name == fieldOHCHR || name == "person") && !strings.ContainsAny(s, "*?"):
		// Labels are long: a part of one is enough.
		q = bleve.NewWildcardQuery("*" + s + "*")
	case strings.ContainsAny(s, "*?"):
		q = bleve.NewWildcardQuery(s)
	case name == "kind" || name == "doc_kind" || name == "concept" || name == "sdg" || name == "position" || name == "role":
		q = bleve.NewPrefixQuery(s)
	default:
		q = bleve.NewTermQuery(s)
	}
	return quiet(q, name), nil
}
