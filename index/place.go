package index

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus"
)

var (
	linkRE  = regexp.MustCompile(`^https?://\S+$`)
	paraRE  = regexp.MustCompile(`(?i)paras?\.? ?(\d{1,4}(?:\.\d{1,3})?)(?:, Nos?\. ?(\d{1,3}))?(?: ?\(([a-z])\))?`)
	placeRE = regexp.MustCompile(`(?i)^[A-Z0-9/.\-*]+(?:,? ?(?:and Corr\.\d,? ?)?paras?\.?.*)?$`)
)

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
				return symbolQuery(corpus.CanonicalSymbol(v), "")
			}
		}
		return nil
	}
	if key, para, ok := strings.Cut(s, "#"); ok && !strings.ContainsAny(s, " \t") && para != "" && fieldName(before(key, ":")) == "" {
		return bleve.NewDocIDQuery([]string{key + "#" + para, strings.ToUpper(key) + "#" + para})
	}
	symbols := corpus.FindSymbols(strings.ToUpper(s[:min(len(s), 60)]))
	if len(symbols) == 0 || !strings.HasPrefix(strings.ToUpper(s), symbols[0][:4]) || !placeRE.MatchString(s) {
		return nil
	}
	para := ""
	if m := paraRE.FindStringSubmatch(s); m != nil {
		para = m[1]
		if m[2] != "" {
			para += "." + m[2]
		}
		if m[3] != "" {
			para += "(" + m[3] + ")"
		}
	} else if strings.ContainsAny(s, " ,") {
		return nil
	}
	return symbolQuery(corpus.CanonicalSymbol(symbols[0]), para)
}

// before is what stands before a separator, "" where there is none.
func before(s, sep string) string {
	if i := strings.Index(s, sep); i >= 0 {
		return s[:i]
	}
	return ""
}

// symbolQuery is one passage of a document, or all.
func symbolQuery(symbol, para string) query.Query {
	if para != "" {
		return bleve.NewDocIDQuery([]string{symbol + "#" + para})
	}
	q := bleve.NewTermQuery(strings.ToLower(symbol))
	q.SetField("symbol")
	return q
}
