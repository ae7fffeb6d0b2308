package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/simple"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar" // analysers of the other UN languages
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Fields of the index. Text fields are folded and stemmed; keyword fields hold
// folded values; numbers are numeric.
const (
	fieldBody     = "body"
	fieldWords    = "body_words" // unstemmed, for word beginnings and near spellings
	fieldPlace    = "place"      // where the passage itself stands, stored only
	fieldHeadings = "heading"
	fieldWider    = "concept_wider" // the concepts above those that the text names
)

// keywordFields are matched whole; a facet can count each.
var keywordFields = []string{"state", "mechanism", "symbol", "key", "para", "by", "position", "role", "theme", "person", "sdg", "concept",
	"speaks_for", "language", "kind", "doc_kind", "sample", "issue", fieldWider, fieldSpeaker, fieldOHCHR, fieldRepeats}

// numberFields take ranges. Their numbers are few, so they are keywords too.
var numberFields = []string{"cycle", "session", "year", "action"}

// fieldGroup is the [Group] that a passage was indexed with.
const fieldGroup = "group"

// bodyFields are the analysers of the text fields by language; English is "body".
var bodyFields = map[string]string{"fr": "fr", "es": "es", "ru": "ru", "ar": "ar", "zh": "cjk"}

// newMapping is the static mapping, by which queries are read: nothing is
// guessed from the data. Records are made to it by [recorder].
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	d := bleve.NewDocumentStaticMapping()
	d.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	d.AddFieldMappingsAt(fieldBody, textField("en", true))
	d.AddFieldMappingsAt(fieldWords, textField(simple.Name, false))
	d.AddFieldMappingsAt(fieldHeadings, textField("en", true))
	for lang, analyzer := range bodyFields {
		d.AddFieldMappingsAt("body_"+lang, textField(analyzer, true))
	}
	for _, name := range slices.Concat(keywordFields, numberFields) {
		d.AddFieldMappingsAt(name, textField(keyword.Name, false))
	}
	d.AddFieldMappingsAt(fieldGroup, textField(keyword.Name, false))
	m.DefaultMapping = d
	return m
}

// textField is a field that is searched and not stored.
func textField(analyzer string, running bool) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer, f.Store, f.IncludeInAll, f.DocValues = analyzer, false, false, false
	f.IncludeTermVectors, f.SkipFreqNorm = running, !running
	return f
}

// number is the keyword of a number; 0 is none. Years have four digits, so
// that they sort as numbers do.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// fold1 is the form of keywords: lower case, accents off.
func fold1(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func foldAll(list []string) []string {
	var out []string
	for _, s := range list {
		if s = fold1(s); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// sdgs keeps the goal or target number: "16", "16.3".
func sdgs(list []string) []string {
	var out []string
	for _, s := range list {
		n, _, _ := strings.Cut(strings.TrimSpace(s), " ")
		out = append(out, n)
	}
	return out
}
