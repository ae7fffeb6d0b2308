package index

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/bleve/v2/search"

	"refrain/corpus/concept"
)

// english is the analyser of the body field.
var english = sync.OnceValue(func() analysis.Analyzer {
	a, err := registry.NewCache().AnalyzerNamed("en")
	if err != nil {
		return nil
	}
	return a
})

// stems gives the stems of a folded text, stop words left out.
func stems(a analysis.Analyzer, s string) []string {
	var out []string
	for _, t := range a.Analyze([]byte(s)) {
		out = append(out, string(t.Term))
	}
	return out
}

// termsMet lists the stems that a hit matched in its running text.
func termsMet(m *search.DocumentMatch) map[string]bool {
	out := map[string]bool{}
	for field, terms := range m.Locations {
		if !strings.HasPrefix(field, fieldBody) {
			continue
		}
		for t := range terms {
			out[t] = true
		}
	}
	return out
}

// The context shown of a hit: whole sentences, as many as fit.
const (
	contextShown = 480   // characters; a text up to that is shown whole
	contextRead  = 20000 // characters of a text in which words are looked for
)

// fragments shows the sentences around the words met, and marks these. Marking
// goes by the words of the stored text, so a fold that changes lengths shifts
// nothing. The names of the concepts asked for are marked too.
func fragments(text string, met map[string]bool, concepts []string) []Fragment {
	if len(met)+len(concepts) == 0 {
		return nil
	}
	read := text
	if len(read) > contextRead {
		read = read[:contextRead]
		for !utf8.RuneStart(text[len(read)]) {
			read = read[:len(read)-1]
		}
	}
	words := splitWords(read)
	marked := markWords(read, words, met, concepts)
	if !slices.Contains(marked, true) {
		return nil
	}
	from, to := bestWindow(words, marked, sentenceEnds(words))
	var out []Fragment
	if from > 0 {
		out = append(out, Fragment{Text: "… "})
	}
	for i := from; i < to; i++ {
		if n := len(out); n > 0 && out[n-1].Marked == marked[i] {
			out[n-1].Text += words[i].text
			continue
		}
		out = append(out, Fragment{words[i].text, marked[i]})
	}
	if to < len(words) || len(read) < len(text) {
		out = append(out, Fragment{Text: " …"})
	}
	return out
}

// markWords says which pieces of a text were met.
func markWords(text string, words []piece, met map[string]bool, concepts []string) []bool {
	marked := make([]bool, len(words))
	var names []concept.Hit
	if len(concepts) > 0 {
		names = slices.DeleteFunc(concept.Default().Find(text), func(h concept.Hit) bool { return !slices.Contains(concepts, h.ID) })
	}
	a := english()
	at := 0
	for i, w := range words {
		start := at
		at += len(w.text)
		for _, h := range names {
			marked[i] = marked[i] || start >= h.Start && at <= h.End
		}
		if w.space || marked[i] {
			continue
		}
		folded := Fold(w.text)
		for _, s := range append(stems(a, folded), strings.Fields(folded)...) {
			marked[i] = marked[i] || met[s]
		}
	}
	return marked
}

// sentenceEnds lists the pieces after which a sentence ends; the last is the
// end of the text.
func sentenceEnds(words []piece) []int {
	var ends []int
	for i, w := range words {
		if !w.space || i == 0 || i+1 >= len(words) || !strings.ContainsAny(w.text, ".!?;") {
			continue
		}
		stop := strings.TrimRight(w.text, " \n\t(“\"[")
		next, _ := utf8.DecodeRuneInString(words[i+1].text)
		short := utf8.RuneCountInString(words[i-1].text) < 4 && w.text[0] == '.' // "No. 5", "arts. 2"
		if strings.ContainsAny(stop[max(0, len(stop)-1):], ".!?;)”\"") && !short && (unicode.IsUpper(next) || w.text[0] == ';') {
			ends = append(ends, i+1)
		}
	}
	return append(ends, len(words))
}

// bestWindow chooses the run of whole sentences that fits the context and has
// the most words met, the first of equals; of one sentence that is too long, as
// much as fits around the first word met.
func bestWindow(words []piece, marked []bool, ends []int) (from, to int) {
	size := func(a, b int) (n, hits int) {
		for i := a; i < b; i++ {
			n += len(words[i].text)
			if marked[i] {
				hits++
			}
		}
		return n, hits
	}
	if n, _ := size(0, len(words)); n <= contextShown {
		return 0, len(words)
	}
	best, start := 0, 0
	for s := range ends {
		for e := s; e < len(ends) && e < s+3; e++ {
			n, hits := size(start, ends[e])
			if hits > best && (n <= contextShown || e == s) {
				best, from, to = hits, start, ends[e]
			}
		}
		start = ends[s]
	}
	if n, _ := size(from, to); n <= contextShown {
		return from, to
	}
	first := from
	for first < to && !marked[first] {
		first++
	}
	begin := max(from, first-30)
	for to = begin; to < len(words); to++ {
		if n, _ := size(begin, to+1); n > contextShown {
			break
		}
	}
	return begin, to
}

// piece is a word or what stands between two words.
type piece struct {
	text  string
	space bool
}

func splitWords(s string) []piece {
	var out []piece
	at := 0
	inWord := false
	for i, r := range s {
		w := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' || r == '-'
		if i > 0 && w != inWord {
			out = append(out, piece{s[at:i], !inWord})
			at = i
		}
		inWord = w
	}
	if at < len(s) {
		out = append(out, piece{s[at:], !inWord})
	}
	return out
}

// near finds the passages in which all words of a text stand within slop words
// of each other beyond their number.
func (x *Index) near(ctx context.Context, text, field string, slop int) ([]string, error) {
	a := english()
	want := stems(a, text)
	q := bleve.NewMatchQuery(text)
	q.SetField(field)
	q.SetOperator(1) // all words
	req := bleve.NewSearchRequestOptions(q, mostNear, 0, false)
	req.IncludeLocations = true
	r, err := x.x.SearchInContext(ctx, req)
	if err != nil {
		return nil, searchError(ctx, err)
	}
	if r.Total > mostNear {
		return nil, tooMany(r.Total)
	}
	var ids []string
	for _, m := range r.Hits {
		if within(m.Locations[field], want, slop) {
			ids = append(ids, m.ID)
		}
	}
	return ids, nil
}

// tooMany says how many passages have all the words that are to be near each
// other, where they are more than are looked through.
type tooMany uint64

func (n tooMany) Error() string { return fmt.Sprintf("%d passages have all of these words", n) }

// within reports whether one place of each term fits into a window.
func within(at search.TermLocationMap, terms []string, slop int) bool {
	type place struct {
		pos  uint64
		term string
	}
	var all []place
	need := map[string]bool{}
	for _, t := range terms {
		need[t] = true
		for _, l := range at[t] {
			all = append(all, place{l.Pos, t})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].pos < all[j].pos })
	for i := range all {
		seen := map[string]bool{}
		for j := i; j < len(all) && all[j].pos-all[i].pos <= uint64(len(need)-1+slop); j++ {
			seen[all[j].term] = true
		}
		if len(seen) == len(need) {
			return true
		}
	}
	return len(need) == 0
}
