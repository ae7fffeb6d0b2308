package match

import (
	"fmt"
	"math/rand/v2"
	"sort"
)

// Interval is an estimate with the bounds of its 95 % interval.
type Interval struct{ Mean, Low, High float64 }

// String is the estimate with its sign and bounds: "+0.210 (+0.150 to +0.270)".
func (i Interval) String() string {
	return fmt.Sprintf("%+.3f (%+.3f to %+.3f)", i.Mean, i.Low, i.High)
}

// Leads is how far one ranking stands above another, by each measure.
type Leads struct{ NDCG10, MAP, Recall20 Interval }

// The bootstrap draws so often, always the same draws.
const (
	draws        = 2000
	seedA, seedB = 2019, 1128
)

// compareRankings is the mean difference of two rankings over the items, with
// intervals by paired bootstrap: items are drawn with replacement, both
// rankings on the same ones.
func compareRankings(ours, other map[string][]string, gold map[string]map[string]int) Leads {
	items := measured(gold)
	diff := make([][3]float64, len(items))
	for i, item := range items {
		a, b := measureItem(ours[item], gold[item]), measureItem(other[item], gold[item])
		for k := range a {
			diff[i][k] = a[k] - b[k]
		}
	}
	var out [3]Interval
	for k := range out {
		out[k] = bootstrap(len(items), func(pick []int) float64 {
			var sum float64
			for _, i := range pick {
				sum += diff[i][k]
			}
			return sum / float64(max(1, len(pick)))
		})
	}
	return Leads{out[0], out[1], out[2]}
}

// bootstrap estimates a figure of n things and its interval: figure is asked
// for all of them once, and for draws of n with replacement.
func bootstrap(n int, figure func(pick []int) float64) Interval {
	pick := make([]int, n)
	for i := range pick {
		pick[i] = i
	}
	out := Interval{Mean: figure(pick)}
	if n == 0 {
		return out
	}
	rng := rand.New(rand.NewPCG(seedA, seedB))
	values := make([]float64, draws)
	for d := range values {
		for i := range pick {
			pick[i] = rng.IntN(n)
		}
		values[d] = figure(pick)
	}
	sort.Float64s(values)
	out.Low, out.High = values[draws/40], values[draws-1-draws/40]
	return out
}
