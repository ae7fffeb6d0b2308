package index

import (
	"net/url"
	"regexp"
	"slices"
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
		if s := linkedSymbol(u); s != "" {
			return symbolQuery(s)
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

// symbolHosts give documents under their symbols.
var symbolHosts = []string{"undocs.org", "www.undocs.org", "docs.un.org", "documents.un.org"}

// linkedSymbol is the symbol in a link to an official document, in its query or
// in its path (https://undocs.org/en/A/HRC/27/10); "" for any other link.
func linkedSymbol(u *url.URL) string {
	for _, name := range []string{"s", "symbolno", "Symbol"} {
		if v := u.Query().Get(name); corpus.IsSymbol(v) {
			return corpus.CanonicalSymbol(v)
		}
	}
	path := strings.Trim(u.Path, "/")
	if lang, rest, ok := strings.Cut(path, "/"); ok && len(lang) == 2 && strings.ToLower(lang) == lang {
		path = rest
	}
	if slices.Contains(symbolHosts, strings.ToLower(u.Host)) && corpus.IsSymbol(path) {
		return corpus.CanonicalSymbol(path)
	}
	return ""
}

// paraRE is the number of a recommendation that was typed alone.
var paraRE = regexp.MustCompile(`^(?i:paras?\.?|paragraph)? ?(\d{1,3}\.\d{1,3})$`)

// paraQuery finds the recommendations of a number in all documents; nil for
// anything but a number.
func paraQuery(s string) query.Query {
	m := paraRE.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return nil
	}
	q := bleve.NewTermQuery(m[1])
	q.SetField("para")
	return q
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
