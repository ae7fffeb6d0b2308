package match

import (
	"math"
	"sort"

	"refrain/corpus/concept"
	"refrain/corpus/exact"
)

// PlainBM25 ranks texts for a query by BM25 (k1 1.2, b 0.75) with statistics of
// the texts themselves: the baseline that evaluation prints beside our own
// ranking. Ties stand in the order of the texts.
func PlainBM25(queries, texts []string) [][]int {
	const k1, b = 1.2, 0.75
	type posting struct {
		doc int
		tf  float64
	}
	index := map[string][]posting{}
	length := make([]float64, len(texts))
	var total float64
	for d, t := range texts {
		tf := map[string]float64{}
		for _, w := range concept.Tokens(t) {
			if !w.Stop {
				tf[w.Stem]++
				length[d]++
			}
		}
		for w, n := range tf {
			index[w] = append(index[w], posting{d, n})
		}
		total += length[d]
	}
	mean := total / math.Max(1, float64(len(texts)))
	out := make([][]int, len(queries))
	for q, text := range queries {
		score := make([]float64, len(texts))
		seen := map[string]bool{}
		for _, w := range concept.Tokens(text) {
			if w.Stop || seen[w.Stem] {
				continue
			}
			seen[w.Stem] = true
			list := index[w.Stem]
			weight := exact.Log(1 + (float64(len(texts))-float64(len(list))+0.5)/(float64(len(list))+0.5))
			for _, p := range list {
				score[p.doc] += weight * p.tf * (k1 + 1) / (p.tf + float64(k1*(1-b+b*length[p.doc]/mean)))
			}
		}
		order := make([]int, len(texts))
		for i := range order {
			order[i] = i
		}
		sort.SliceStable(order, func(i, j int) bool { return score[order[i]] > score[order[j]] })
		out[q] = order
	}
	return out
}
