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

	"refrain/corpus"
	"refrain/corpus/concept"
)

// Fields of the index. Text fields are folded and stemmed; keyword fields hold
// folded values; numbers are numeric.
const (
	fieldBody     = "body"
	fieldWords    = "body_words" // unstemmed, for word beginnings and near spellings
	fieldStored   = "passage"    // the passage itself, stored only
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

// newMapping is the static mapping: nothing is guessed from the data.
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
		f := textField(keyword.Name, false)
		f.DocValues = true // facets and orders go by them
		d.AddFieldMappingsAt(name, f)
	}
	d.AddFieldMappingsAt(fieldGroup, textField(keyword.Name, false))
	stored := bleve.NewTextFieldMapping()
	stored.Index, stored.Store, stored.IncludeInAll, stored.DocValues = false, true, false, false
	d.AddFieldMappingsAt(fieldStored, stored)
	m.DefaultMapping = d
	return m
}

// textField is a field that is searched and not stored. Places of words are
// kept where phrases are asked for, their numbers where they are scored.
func textField(analyzer string, running bool) *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer, f.Store, f.IncludeInAll, f.DocValues = analyzer, false, false, false
	f.IncludeTermVectors, f.SkipFreqNorm = running, !running
	return f
}

// record is what bleve gets of one passage.
func record(d *corpus.Document, p *corpus.Passage, lex *concept.Lexicon) (map[string]any, error) {
	packed, err := packPassage(p)
	if err != nil {
		return nil, err
	}
	body := fieldBody
	if _, ok := bodyFields[d.Language]; ok {
		body = "body_" + d.Language
	}
	words := Fold(p.Text)
	text := p.Text
	if d.Language == "en" || d.Language == "" {
		text = words
	}
	by, speakers := sayers(p)
	r := map[string]any{
		body: text, fieldWords: words, fieldHeadings: Fold(strings.Join(p.Headings, " ")), fieldStored: packed,
		"state": foldAll(append([]string{p.State}, p.States...)), "mechanism": fold1(string(p.Mechanism)), "symbol": fold1(p.Symbol), "key": fold1(p.Key),
		"para": fold1(p.Para), fieldBy: foldAll(by), fieldSpeaker: foldAll(speakers), "position": string(p.Position), "role": string(p.Role),
		"theme": foldAll(p.Themes), fieldOHCHR: foldAll(withoutCodes(p.OHCHRThemes)), "person": foldAll(p.Persons),
		"sdg": sdgs(p.SDGs), "speaks_for": foldAll(p.SpeaksFor), "language": d.Language, "kind": string(p.Kind),
		"doc_kind": string(p.DocKind), "cycle": number(p.Cycle), "session": number(p.Session), "year": number(p.Year), "action": number(p.Action),
	}
	if p.Sample {
		r["sample"] = "yes"
	}
	if p.Restates != "" {
		r[fieldRepeats] = "yes"
	}
	for _, from := range p.Imported {
		r["issue"] = foldAll(from.Issues)
	}
	if lex != nil {
		r["concept"], r[fieldWider] = conceptsOf(lex, p.Text)
	}
	return r, nil
}

// conceptsOf lists the concepts that a text names, and those above them, each
// once.
func conceptsOf(lex *concept.Lexicon, text string) (named, wider []string) {
	seen, above := map[int]bool{}, map[int]bool{}
	for _, h := range lex.Find(text) {
		if seen[h.Number] {
			continue
		}
		seen[h.Number] = true
		named = append(named, fold1(h.ID))
		for _, n := range lex.Ancestors(h.Number) {
			if !above[n] {
				above[n] = true
				wider = append(wider, fold1(lex.Concepts()[n].ID))
			}
		}
	}
	return named, wider
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
