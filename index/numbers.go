package index

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// number parses 2, 2..3, ..3 or 2...
func (p *parser) number(name, s string, t token) (query.Query, error) {
	if dashRE.MatchString(s) {
		s = dashRE.ReplaceAllString(s, "$1..$2")
	}
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		to = from
	}
	lo, hi := 1, mostOf[name]
	for _, b := range []struct {
		text string
		at   *int
	}{{from, &lo}, {strings.TrimPrefix(to, "."), &hi}} {
		if b.text == "" {
			continue
		}
		n, err := strconv.Atoi(b.text)
		if err != nil {
			return nil, p.fail(t, fmt.Sprintf("%q is not a number", b.text), "write "+exampleNumber(name))
		}
		*b.at = n
	}
	switch {
	case from == "" && strings.TrimPrefix(to, ".") == "":
		return nil, p.fail(t, "a range without ends", "write "+exampleNumber(name))
	case lo > hi && isRange:
		to = strings.TrimPrefix(to, ".")
		return nil, p.failFix(t, "this range runs backwards", "write "+name+":"+to+".."+from, t.text, to+".."+from)
	}
	return numbers(name, lo, hi), nil
}

// dashRE is a range with a dash, as people write years.
var dashRE = regexp.MustCompile(`^(\d+)[-–—](\d+)$`)

func exampleNumber(name string) string {
	if name == "year" {
		return "year:2014 or year:2014..2019"
	}
	return name + ":2 or " + name + ":2..3"
}

// mostOf is the largest number of each number field, for ranges without an
// end: a term each is cheap. firstYear is that of the first UN document.
var mostOf = map[string]int{"cycle": 20, "session": 300, "year": 2199, "action": 5}

const firstYear = 1945

// numbers asks for the numbers from lo to hi.
func numbers(name string, lo, hi int) query.Query {
	if name == "year" {
		lo = max(lo, firstYear)
	}
	lo, hi = max(lo, 1), min(hi, mostOf[name])
	var terms []query.Query
	for n := lo; n <= hi; n++ {
		terms = append(terms, quiet(bleve.NewTermQuery(strconv.Itoa(n)), name))
	}
	if len(terms) == 0 {
		return bleve.NewMatchNoneQuery()
	}
	return bleve.NewDisjunctionQuery(terms...)
}
