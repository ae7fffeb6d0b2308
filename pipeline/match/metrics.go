package match

import (
	"math"
	"sort"
)

// Metrics are the usual measures of a ranking against graded gold, each the
// mean over the items that have at least one passage of grade 2.
type Metrics struct {
	Items    int     // items with a passage of grade 2
	NDCG10   float64 // gain 2^grade − 1, discount log2(rank + 1)
	MAP      float64 // average precision over the passages of grade 2
	Recall20 float64 // share of min(20, passages of grade 2) among the first 20
}

// Measure scores rankings (ids, best first, by item) against grades by item
// and id.
func Measure(rankings map[string][]string, gold map[string]map[string]int) Metrics {
	var m Metrics
	items := make([]string, 0, len(gold))
	for item := range gold {
		items = append(items, item)
	}
	sort.Strings(items)
	for _, item := range items {
		if relevant(gold[item]) == 0 {
			continue
		}
		m.Items++
		m.NDCG10 += ndcg(rankings[item], gold[item], 10)
		m.MAP += averagePrecision(rankings[item], gold[item])
		m.Recall20 += recallAt(rankings[item], gold[item], 20)
	}
	if m.Items > 0 {
		n := float64(m.Items)
		m.NDCG10, m.MAP, m.Recall20 = m.NDCG10/n, m.MAP/n, m.Recall20/n
	}
	return m
}

func relevant(grades map[string]int) int {
	n := 0
	for _, g := range grades {
		if g >= 2 {
			n++
		}
	}
	return n
}

func ndcg(ranking []string, grades map[string]int, k int) float64 {
	var dcg, ideal float64
	for i, id := range ranking[:min(k, len(ranking))] {
		dcg += gain(grades[id]) / math.Log2(float64(i)+2)
	}
	var best []int
	for _, g := range grades {
		best = append(best, g)
	}
	sort.Sort(sort.Reverse(sort.IntSlice(best)))
	for i, g := range best[:min(k, len(best))] {
		ideal += gain(g) / math.Log2(float64(i)+2)
	}
	if ideal == 0 {
		return 0
	}
	return dcg / ideal
}

func gain(grade int) float64 { return math.Exp2(float64(grade)) - 1 }

func averagePrecision(ranking []string, grades map[string]int) float64 {
	var sum float64
	hits := 0
	for i, id := range ranking {
		if grades[id] >= 2 {
			hits++
			sum += float64(hits) / float64(i+1)
		}
	}
	if n := relevant(grades); n > 0 {
		return sum / float64(n)
	}
	return 0
}

func recallAt(ranking []string, grades map[string]int, k int) float64 {
	hits := 0
	for _, id := range ranking[:min(k, len(ranking))] {
		if grades[id] >= 2 {
			hits++
		}
	}
	return float64(hits) / float64(max(1, min(k, relevant(grades))))
}
