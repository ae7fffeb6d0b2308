package index

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// recorder makes what Bleve gets of passages, for one goroutine.
type recorder struct {
	*analyser
	lex   *concept.Lexicon
	spelt speller
}

func newRecorder() (*recorder, error) {
	a, err := newAnalyser()
	return &recorder{a, concept.Default(), speller{}}, err
}

// record is what Bleve gets of one passage: the words of its text and the
// values of its fields. Bleve's own mapping would give the same, and costs as
// much as all the rest.
func (r *recorder) record(d *corpus.Document, p *corpus.Passage, group string, number int) (*document.Document, error) {
	words := r.fold(p.Text)
	fields := make([]field, 4, 32)
	if analyzer, ok := bodyFields[d.Language]; ok {
		body, err := r.foreign("body_"+d.Language, analyzer, p.Text)
		if err != nil {
			return nil, err
		}
		fields[0] = body
	} else {
		text := p.Text
		if d.Language == "en" || d.Language == "" {
			text = words
		}
		fields[0] = r.running(fieldBody, text)
	}
	fields[1] = r.loose(fieldWords, words)
	fields[2] = r.headingOf(p)
	fields[3] = field{name: fieldPlace, options: storedValue, value: place(group, number)}
	add := func(name string, options bleveindex.FieldIndexingOptions, values ...string) {
		if f := r.keyword(name, options, values...); f != nil {
			fields = append(fields, *f)
		}
	}
	r.values(d, p, func(name string, values ...string) { add(name, looseText, values...) })
	add(fieldGroup, looseText, group)
	out := document.NewDocument(p.ID)
	out.Fields = make([]document.Field, len(fields), len(fields)+1)
	for i := range fields {
		out.Fields[i] = &fields[i]
	}
	return out, nil
}

// fold is [Fold].
func (r *recorder) fold(text string) string { return r.spelt.american(foldMarks(text)) }

// headingOf is the field of the headings that a passage stands under, which as
// a rule are those of the passage before.
func (r *recorder) headingOf(p *corpus.Passage) field {
	if text := strings.Join(p.Headings, " "); text != r.headed || r.heading.name == "" {
		r.heading, r.headed = r.running(fieldHeadings, r.fold(text)), text
	}
	return r.heading
}

// values gives the keywords and numbers of a passage.
func (r *recorder) values(d *corpus.Document, p *corpus.Passage, add func(name string, values ...string)) {
	add("state", foldAll(append([]string{p.State}, p.States...))...)
	add("mechanism", fold1(string(p.Mechanism)))
	add("symbol", fold1(p.Symbol))
	add("key", fold1(p.Key))
	add("para", fold1(p.Para))
	by, speakers := sayers(p)
	add(fieldBy, foldAll(by)...)
	add(fieldSpeaker, foldAll(speakers)...)
	add("position", string(p.Position))
	add("role", string(p.Role))
	add("theme", foldAll(p.Themes)...)
	add(fieldOHCHR, foldAll(withoutCodes(p.OHCHRThemes))...)
	add("person", foldAll(p.Persons)...)
	add("sdg", sdgs(p.SDGs)...)
	add("speaks_for", foldAll(p.SpeaksFor)...)
	add("language", d.Language)
	add("kind", string(p.Kind))
	add("doc_kind", string(p.DocKind))
	add("cycle", number(p.Cycle))
	add("session", number(p.Session))
	add("year", number(p.Year))
	add("action", number(p.Action))
	if p.Sample {
		add("sample", "yes")
	}
	if p.Restates != "" {
		add(fieldRepeats, "yes")
	}
	if n := len(p.Imported); n > 0 {
		add("issue", foldAll(p.Imported[n-1].Issues)...)
	}
	if r.lex != nil {
		named, wider := r.concepts(p)
		add("concept", named...)
		add(fieldWider, wider...)
	}
}

// concepts lists the concepts that a passage names, and those above them, each
// once.
func (r *recorder) concepts(p *corpus.Passage) (named, wider []string) {
	all := r.lex.Concepts()
	for _, h := range r.hits(p) {
		if slices.Contains(named, h.ID) {
			continue
		}
		named = append(named, h.ID)
		for _, n := range r.lex.Ancestors(h.Number) {
			if id := all[n].ID; !slices.Contains(wider, id) {
				wider = append(wider, id)
			}
		}
	}
	return named, wider
}

// hits finds the concepts of what is asked, which are known, and of the bracket
// after it that names who asks apart: no phrase runs over a bracket.
func (r *recorder) hits(p *corpus.Passage) []concept.Hit {
	rest, ok := strings.CutPrefix(p.Text, p.Ask)
	if p.Ask == "" || !ok || !strings.HasPrefix(strings.TrimLeft(rest, ".;, "), "(") {
		return r.lex.Recall(p.Text)
	}
	return append(r.lex.Recall(p.Ask), r.lex.Find(rest)...)
}
