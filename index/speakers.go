package index

import (
	"regexp"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"refrain/corpus"
)

// Fields that tell apart what a passage's "by" holds, and what repeats another
// passage.
const (
	fieldBy      = "by"          // the States that recommend
	fieldSpeaker = "speaker"     // the States that say anything else: debate, questions, replies
	fieldOHCHR   = "ohchr_theme" // themes of OHCHR's own lists
	fieldRepeats = "restates"    // "yes" for the row of a matrix that repeats a paragraph here
)

// sayers tells the States that recommend from those that speak: a State under
// review that explains itself in the debate recommends nothing. Bodies are in
// neither; mechanism: and speaks_for: find them.
func sayers(p *corpus.Passage) (by, speakers []string) {
	switch p.Kind {
	case corpus.PassageObservation, corpus.PassageCompilation, corpus.PassageSummary, corpus.PassageSpecial:
		return nil, nil
	}
	recommends := p.Kind == corpus.PassageRecommendation || p.Role == corpus.RoleRecommendation
	for _, code := range p.By {
		if recommends && code != p.State {
			by = append(by, code)
		} else {
			speakers = append(speakers, code)
		}
	}
	return by, speakers
}

// body asks for what a body says that was typed after "by:".
func body(name string) query.Query {
	own := bleve.NewConjunctionQuery(quiet(bleve.NewTermQuery(fold1(name)), "mechanism"),
		quiet(bleve.NewTermQuery(string(corpus.PassageObservation)), "kind"))
	return bleve.NewDisjunctionQuery(own, quiet(bleve.NewTermQuery(fold1(name)), "speaks_for"), quiet(bleve.NewTermQuery(fold1(name)), fieldBy))
}

// themeCodeRE is the code before the label of a theme in the lists of cycle 2.
var themeCodeRE = regexp.MustCompile(`^[A-Z]\d{1,2} `) // "B31 Equality & non-discrimination"

func withoutCodes(themes []string) []string {
	out := make([]string, len(themes))
	for i, t := range themes {
		out[i] = themeCodeRE.ReplaceAllString(t, "")
	}
	return out
}

// inTheme asks for a part of a theme's label, in our list and in OHCHR's.
func inTheme(s string) query.Query {
	return bleve.NewDisjunctionQuery(quiet(bleve.NewWildcardQuery("*"+s+"*"), "theme"), quiet(bleve.NewWildcardQuery("*"+s+"*"), fieldOHCHR))
}

// namesDocuments are the fields that choose documents, so that a matrix is
// searched as any other.
var namesDocuments = map[string]bool{"doc_kind": true, "key": true, "symbol": true, "id": true}

// once reports whether the rows of OHCHR's matrices that repeat a
// recommendation whose report is here are left out, so that each is found and
// counted once; they are not where the search chooses documents itself.
func once(pq parsed, q Query) bool {
	if pq.documents {
		return false
	}
	for _, f := range q.Filters {
		if namesDocuments[fieldName(f.Field)] {
			return false
		}
	}
	return true
}
