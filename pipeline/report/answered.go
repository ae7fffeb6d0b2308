package report

import (
	"sort"
	"strings"
	"unicode"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// AnsweredOtherwise pairs the recommendations to a State of different reviews
// that ask the same (see [match.Alike]) and got another final answer, the
// earlier first. Each is paired with the latest before it. Only those that
// share one of their rarer words are compared.
func AnsweredOtherwise(state string, ps []corpus.Passage) [][2]corpus.Passage {
	var recs []corpus.Passage
	for _, p := range ps {
		if p.Kind == corpus.PassageRecommendation && (p.Position == corpus.Supported || p.Position == corpus.Noted) {
			recs = append(recs, p)
		}
	}
	sort.SliceStable(recs, func(i, j int) bool { return recs[i].Year < recs[j].Year })
	words, rarest := make([]map[string]bool, len(recs)), map[string][]int{}
	count := map[string]int{}
	for i, p := range recs {
		words[i] = wordSet(p.Ask)
		for w := range words[i] {
			count[w]++
		}
	}
	alike := match.NewAlike(state)
	var out [][2]corpus.Passage
	for i, b := range recs {
		for _, k := range latestFirst(words[i], rarest) {
			a := recs[k]
			if a.Year == b.Year || a.Key == b.Key || !alike.Same(&recs[k], &recs[i]) {
				continue
			}
			if positionShort(a) != positionShort(b) {
				out = append(out, [2]corpus.Passage{a, b})
			}
			break
		}
		for _, w := range fewest(words[i], count) {
			rarest[w] = append(rarest[w], i)
		}
	}
	return out
}

// keptWords is by how many of its rarest words a recommendation is found.
const keptWords = 6

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w] = true
	}
	return out
}

// fewest are the rarest words of a text.
func fewest(words map[string]bool, count map[string]int) []string {
	var list []string
	for w := range words {
		list = append(list, w)
	}
	sort.Slice(list, func(i, j int) bool {
		if count[list[i]] != count[list[j]] {
			return count[list[i]] < count[list[j]]
		}
		return list[i] < list[j]
	})
	return list[:min(keptWords, len(list))]
}

// latestFirst lists the recommendations before this one that share a rare word
// with it.
func latestFirst(words map[string]bool, rarest map[string][]int) []int {
	seen := map[int]bool{}
	var out []int
	for w := range words {
		for _, k := range rarest[w] {
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	sort.Sort(sort.Reverse(sort.IntSlice(out)))
	return out
}
