package main

import (
	"sort"

	"refrain/pipeline/match"
)

// ranked lists the ids of samples by falling score.
func ranked(all []match.Sample, scores []float64, list []int) []string {
	sort.SliceStable(list, func(i, j int) bool { return scores[list[i]] > scores[list[j]] })
	var out []string
	for _, i := range list {
		out = append(out, all[i].ID)
	}
	return out
}
