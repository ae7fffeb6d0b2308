package index

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus"
	"refrain/corpus/cite"
)

var linkRE = regexp.MustCompile(`^https?://\S+$`)

// placeQuery recognises a pasted id, symbol, citation or link to an official
// document, and goes there; nil for anything else.
func placeQuery(s string) query.Query {
	s = strings.TrimSpace(s)
	if linkRE.MatchString(s) {
		u, err := url.Parse(s)
		if err != nil {
			return nil
		}
		for _, name := range []string{"s", "symbolno", "Symbol"} {
			if v := u.Query().Get(name); corpus.IsSymbol(v) {
				return symbolQuery(corpus.CanonicalSymbol(v))
			}
		}
		return nil
	}
	if key, para, ok := strings.Cut(s, "#"); ok && !strings.ContainsAny(s, " \t") && para != "" && fieldName(before(key, ":")) == "" {
		return bleve.NewDocIDQuery([]string{key + "#" + para, strings.ToUpper(key) + "#" + para})
	}
	cs, ok := cite.Only(s)
	if !ok {
		return nil
	}
	if len(cs) == 1 && len(cs[0].Parts) == 0 {
		return symbolQuery(cs[0].Symbol)
	}
	var ids []string
	for _, c := range cs {
		ids = append(ids, c.IDs()...)
	}
	if len(ids) == 0 {
		return nil
	}
	return bleve.NewDocIDQuery(ids)
}

// before is what stands before a separator, "" where there is none.
func before(s, sep string) string {
	if i := strings.Index(s, sep); i >= 0 {
		return s[:i]
	}
	return ""
}

// symbolQuery is all passages of a document.
func symbolQuery(symbol string) query.Query {
	q := bleve.NewTermQuery(strings.ToLower(symbol))
	q.SetField("symbol")
	return q
}

// IsPlace reports whether a text is an id, a symbol, a citation or a link to an
// official document, and so names a place.
func IsPlace(s string) bool { return placeQuery(s) != nil }
