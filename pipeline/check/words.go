package check

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// wordsOf are the words of a text, folded: letters and digits, no accents, no
// case, no apostrophes; a hyphen parts words. Punctuation does not matter to
// whether words are quoted rightly.
func wordsOf(s string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '’' || r == '\'' || r == '‘' || r == '\u00ad':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			flush()
		}
	}
	flush()
	return out
}

// find is where needle begins in words at or after from, -1 for nowhere.
func find(words, needle []string, from int) int {
	if len(needle) == 0 {
		return from
	}
next:
	for i := from; i+len(needle) <= len(words); i++ {
		for j := range needle {
			if words[i+j] != needle[j] {
				continue next
			}
		}
		return i
	}
	return -1
}

// wordIndex finds passages by runs of three words.
type wordIndex struct {
	passages []corpus.Passage
	words    [][]string
	runs     map[string][]int32
	place    map[string]int // id → number
}

// newWordIndex indexes the passages of a shelf; those that repeat others
// (matrices) come last.
func newWordIndex(s *cite.Shelf) *wordIndex {
	x := &wordIndex{runs: map[string][]int32{}, place: map[string]int{}}
	for _, last := range []bool{false, true} {
		for _, v := range s.Volumes() {
			if (v.Kind == corpus.KindMatrix) != last {
				continue
			}
			for _, p := range v.Passages {
				x.add(p)
			}
		}
	}
	return x
}

func (x *wordIndex) add(p corpus.Passage) {
	n := int32(len(x.passages))
	w := wordsOf(p.Text)
	x.passages = append(x.passages, p)
	x.words = append(x.words, w)
	if _, ok := x.place[p.ID]; !ok {
		x.place[p.ID] = int(n)
	}
	for i := 0; i+3 <= len(w); i++ {
		k := strings.Join(w[i:i+3], " ")
		if l := x.runs[k]; len(l) == 0 || l[len(l)-1] != n {
			x.runs[k] = append(l, n)
		}
	}
}

// of are the words of a passage, from the index where it is there.
func (x *wordIndex) of(p corpus.Passage) []string {
	if i, ok := x.place[p.ID]; ok {
		return x.words[i]
	}
	return wordsOf(p.Text)
}

// holding are the passages that hold a quotation.
func (x *wordIndex) holding(q quotation) []corpus.Passage {
	longest := q.longest()
	if len(longest) < 3 {
		return nil
	}
	var rare []int32
	for i := 0; i+3 <= len(longest); i++ {
		l := x.runs[strings.Join(longest[i:i+3], " ")]
		if i == 0 || len(l) < len(rare) {
			rare = l
		}
	}
	var out []corpus.Passage
	for _, n := range rare {
		if q.in(x.words[n]) {
			out = append(out, x.passages[n])
		}
	}
	return out
}

// likest is the passage that shares most runs of three words with a text, and
// the share of the text's runs that it holds.
func (x *wordIndex) likest(words []string) (corpus.Passage, float64) {
	hits := map[int32]int{}
	total := 0
	for i := 0; i+3 <= len(words); i++ {
		total++
		for _, n := range x.runs[strings.Join(words[i:i+3], " ")] {
			hits[n]++
		}
	}
	best, most := int32(-1), 0
	for n, k := range hits {
		if k > most || k == most && n < best {
			best, most = n, k
		}
	}
	if best < 0 {
		return corpus.Passage{}, 0
	}
	return x.passages[best], float64(most) / float64(total)
}
