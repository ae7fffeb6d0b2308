package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// analyser makes the terms of fields, for one goroutine. It gives what Bleve's
// own analysers give, to which queries go; what it keeps of the words and
// values met so far spares most of the work.
type analyser struct {
	cache    *registry.Cache
	english  *analysis.DefaultAnalyzer
	stems    map[string]string // word → its term, empty for a word that is left out
	keywords map[string]bleveindex.TokenFrequencies
	heading  field // of the passage before
	headed   string
	tokens   []placed
	once     []*bleveindex.TokenFreq // by position
}

// placed is a word of a text, and which it is of the words.
type placed struct {
	term     string
	position int
}

// uncountedTerm stands for all terms of fields where nothing is counted.
var uncountedTerm = &bleveindex.TokenFreq{}

// mostStems, mostKeywords and mostPlaces bound what an analyser keeps.
const (
	mostStems    = 100_000
	mostKeywords = 10_000
	mostPlaces   = 10_000
)

func newAnalyser() (*analyser, error) {
	a := &analyser{cache: registry.NewCache(), stems: map[string]string{}, keywords: map[string]bleveindex.TokenFrequencies{}}
	english, err := a.cache.AnalyzerNamed(en.AnalyzerName)
	if err != nil {
		return nil, err
	}
	a.english = english.(*analysis.DefaultAnalyzer)
	return a, nil
}

// keyword is a field of values that are matched whole; nil where there are none.
func (a *analyser) keyword(name string, options bleveindex.FieldIndexingOptions, values ...string) *field {
	key := strings.Join(values, "\x00")
	freqs, ok := a.keywords[key]
	if !ok {
		freqs = bleveindex.TokenFrequencies{}
		for _, v := range values {
			if v != "" {
				freqs[v] = uncountedTerm
			}
		}
		if len(a.keywords) >= mostKeywords {
			clear(a.keywords)
		}
		a.keywords[key] = freqs
	}
	if len(freqs) == 0 {
		return nil
	}
	return &field{name: name, options: options, length: len(values), freqs: freqs}
}

// stem gives the term of a word as the English analyser does.
func (a *analyser) stem(word string) string {
	term, ok := a.stems[word]
	if ok {
		return term
	}
	stream := analysis.TokenStream{&analysis.Token{Term: []byte(word), Position: 1, End: len(word)}}
	for _, f := range a.english.TokenFilters {
		stream = f.Filter(stream)
	}
	if len(stream) > 0 {
		term = string(stream[0].Term)
	}
	if len(a.stems) >= mostStems {
		clear(a.stems)
	}
	a.stems[strings.Clone(word)] = term
	return term
}

// running is a field of English text with the places of its words, by number,
// which phrases ask for. Nobody asks for their offsets in the text.
func (a *analyser) running(name, text string) field {
	a.tokens = a.tokens[:0]
	position := 0
	each := func(start, end int) {
		position++
		if term := a.stem(text[start:end]); term != "" {
			a.tokens = append(a.tokens, placed{term, position})
		}
	}
	if !plainWords(text, each) {
		a.tokens, position = a.tokens[:0], 0
		for _, t := range a.english.Tokenizer.Tokenize([]byte(text)) {
			each(t.Start, t.End)
		}
	}
	n := len(a.tokens)
	freqs := make(bleveindex.TokenFrequencies, n)
	for _, t := range a.tokens {
		freqs[t.term] = a.again(freqs[t.term], t.position)
	}
	return field{name: name, options: runningText, length: n, freqs: freqs}
}

// again counts a term at one more place: the first time it is what all terms
// share that stand once, at that place; from the second on it is the text's own.
func (a *analyser) again(tf *bleveindex.TokenFreq, position int) *bleveindex.TokenFreq {
	once := a.onceAt(position)
	if tf == nil {
		return once
	}
	if tf.Frequency() == 1 {
		tf = &bleveindex.TokenFreq{Locations: slices.Clip(tf.Locations)}
	}
	tf.Locations = append(tf.Locations, once.Locations...)
	tf.SetFrequency(len(tf.Locations))
	return tf
}

// onceAt is a term that stands once in a text, at a place.
func (a *analyser) onceAt(position int) *bleveindex.TokenFreq {
	if position >= mostPlaces {
		return newOnce(position)
	}
	for len(a.once) <= position {
		a.once = append(a.once, newOnce(len(a.once)))
	}
	return a.once[position]
}

func newOnce(position int) *bleveindex.TokenFreq {
	tf := &bleveindex.TokenFreq{Locations: []*bleveindex.TokenLocation{{Position: position}}}
	tf.SetFrequency(1)
	return tf
}

// foreign is a field of text in another language.
func (a *analyser) foreign(name, analyzer, text string) (field, error) {
	of, err := a.cache.AnalyzerNamed(analyzer)
	if err != nil {
		return field{}, err
	}
	tokens := of.Analyze([]byte(text))
	for _, t := range tokens {
		t.Start, t.End = 0, 0
	}
	return field{name: name, options: runningText, length: len(tokens), freqs: analysis.TokenFrequency(tokens, nil, runningText)}, nil
}

// loose is a field of the words of a text as they stand: its runs of letters,
// in lower case as folded text is.
func (a *analyser) loose(name, text string) field {
	n, starts := 0, make([]int, 0, 64)
	in := -1
	for i, r := range text {
		switch letter := r >= 'a' && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r); {
		case letter && in < 0:
			in = i
		case !letter && in >= 0:
			starts, in = append(starts, in, i), -1
		}
	}
	if in >= 0 {
		starts = append(starts, in, len(text))
	}
	n = len(starts) / 2
	freqs := make(bleveindex.TokenFrequencies, n)
	for i := 0; i < len(starts); i += 2 {
		freqs[text[starts[i]:starts[i+1]]] = uncountedTerm
	}
	return field{name: name, options: looseText, length: n, freqs: freqs}
}

// plainWords cuts text into words as the Unicode rules do, where it has
// letters, digits and marks whose part in them is simple; otherwise it reports
// false.
func plainWords(text string, word func(start, end int)) bool {
	start := -1
	var last byte // 'a' for a letter, '0' for a digit
	for i := 0; i < len(text); {
		c := text[i]
		kind := kindOf(c)
		switch {
		case kind == 'a' || kind == '0':
			if start < 0 {
				start = i
			}
			last = kind
			i++
			continue
		case kind == '?':
			r, size := utf8.DecodeRuneInString(text[i:])
			if !strings.ContainsRune("“”„«»…•", r) {
				return false
			}
			if start >= 0 {
				word(start, i)
				start = -1
			}
			i += size
			continue
		case start >= 0 && i+1 < len(text) && joins(kind, last, kindOf(text[i+1])):
			i++
			continue
		}
		if start >= 0 {
			word(start, i)
			start = -1
		}
		i++
	}
	if start >= 0 {
		word(start, len(text))
	}
	return true
}

// kindOf tells letters and digits from marks that can stand inside of words
// (the mark itself), from bytes that need a closer look ('?'), and from what
// stands between words (' ').
func kindOf(c byte) byte {
	switch {
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return 'a'
	case c >= '0' && c <= '9':
		return '0'
	case c == '.' || c == '\'' || c == ':' || c == ',' || c == ';':
		return c
	case c == '_' || c >= utf8.RuneSelf || c < ' ' && c != '\n' && c != '\t':
		return '?'
	}
	return ' '
}

// joins reports whether a mark makes one word of what is before and after it.
func joins(mark, before, after byte) bool {
	if before != after || before != 'a' && before != '0' {
		return false
	}
	switch mark {
	case '.', '\'':
		return true
	case ':':
		return before == 'a'
	case ',', ';':
		return before == '0'
	}
	return false
}

// field is a field of a record with its terms.
type field struct {
	name    string
	value   []byte
	options bleveindex.FieldIndexingOptions
	length  int
	freqs   bleveindex.TokenFrequencies
}

// How fields are indexed. Places of words are kept where phrases are asked
// for, their numbers where they are scored.
const (
	runningText = bleveindex.IndexField | bleveindex.IncludeTermVectors
	looseText   = bleveindex.IndexField | bleveindex.SkipFreqNorm
	storedValue = bleveindex.StoreField
)

// The methods of Bleve's fields.

func (f *field) Name() string                                          { return f.name }
func (f *field) Value() []byte                                         { return f.value }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return 't' }
func (f *field) Analyze()                                              {}
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                                   { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                             { return uint64(len(f.value)) }
func (f *field) Size() int                                             { return 64 }
