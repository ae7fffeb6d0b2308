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
	for _, item := range measured(gold) {
		x := measureItem(rankings[item], gold[item])
		m.Items++
		m.NDCG10, m.MAP, m.Recall20 = m.NDCG10+x[0], m.MAP+x[1], m.Recall20+x[2]
	}
	if m.Items > 0 {
		n := float64(m.Items)
		m.NDCG10, m.MAP, m.Recall20 = m.NDCG10/n, m.MAP/n, m.Recall20/n
	}
	return m
}

// measured lists the items that have a passage of grade 2, sorted.
func measured(gold map[string]map[string]int) []string {
	var items []string
	for item, grades := range gold {
		if relevant(grades) > 0 {
			items = append(items, item)
		}
	}
	sort.Strings(items)
	return items
}

// measureItem gives nDCG@10, average precision and recall@20 of one ranking.
func measureItem(ranking []string, grades map[string]int) [3]float64 {
	return [3]float64{ndcg(ranking, grades, 10), averagePrecision(ranking, grades), recallAt(ranking, grades, 20)}
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
