package match

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"sort"
)

// Estimate is what two readers' blind grades of a sample say of the matcher, for
// all pairs it was drawn from.
type Estimate struct {
	// Both is how many pairs both graded, Agree the share with the same grade.
	Both  int
	Agree float64
	// KappaDirect and KappaAny are Cohen's kappa on direct against the rest
	// and on direct or related against neither; Kappa is weighted over the
	// three grades by squares.
	KappaDirect, KappaAny, Kappa float64
	// Tiers are estimates for the links that are at least so strong.
	Tiers []EstimatedTier
	// RepeatRate is the share of all pairs, linked or not, that are direct.
	RepeatRate Interval
	// Pairs is how many pairs the sample was drawn from.
	Pairs int
}

// EstimatedTier estimates what the links of a strength and above are worth.
type EstimatedTier struct {
	Strength              Strength
	Direct, Any, Recalled Interval
}

// graded is a pair with the readers' mean verdicts and what it stands for.
type graded struct {
	direct, any, weight float64
	band                string
}

// bandsFrom lists the bands at least as strong, from strong down.
var bandsFrom = []Strength{Strong, Likely, Possible}

// EstimateFrom estimates from the key of a sample and two readers' grades.
// Where they differ a pair counts by half. Intervals are by bootstrap within
// the strata.
func EstimateFrom(key []Drawn, a, b map[string]int) (*Estimate, error) {
	r := &Estimate{}
	strata := map[string][]graded{}
	var table [3][3]float64
	seen := map[string]int{}
	for _, d := range key {
		name := d.Stratum
		if seen[name] == 0 {
			r.Pairs += d.Population
		}
		seen[name]++
		x, ok := a[d.Pair]
		y, too := b[d.Pair]
		if !ok || !too {
			continue
		}
		table[x][y]++
		r.Both++
		strata[name] = append(strata[name], graded{direct: float64(btoi(x == 2)+btoi(y == 2)) / 2,
			any: float64(btoi(x > 0)+btoi(y > 0)) / 2, weight: float64(d.Population), band: d.Band})
	}
	if r.Both == 0 {
		return nil, errors.New("estimating: no pair of the key was graded by both")
	}
	for i := range table {
		r.Agree += table[i][i] / float64(r.Both)
	}
	r.Kappa = weightedKappa(table, func(i, j int) float64 { return float64((i - j) * (i - j)) })
	r.KappaDirect = weightedKappa(table, func(i, j int) float64 { return float64(btoi((i == 2) != (j == 2))) })
	r.KappaAny = weightedKappa(table, func(i, j int) float64 { return float64(btoi((i > 0) != (j > 0))) })
	r.fill(strata)
	return r, nil
}

// weightedKappa is Cohen's kappa, with a cost for each pair of grades.
func weightedKappa(table [3][3]float64, cost func(i, j int) float64) float64 {
	var rows, cols [3]float64
	var n, seen, expected float64
	for i := range table {
		for j, x := range table[i] {
			rows[i], cols[j], n = rows[i]+x, cols[j]+x, n+x
			seen += float64(cost(i, j) * x)
		}
	}
	for i := range rows {
		for j := range cols {
			expected += cost(i, j) * rows[i] * cols[j] / n
		}
	}
	if expected == 0 {
		return 1
	}
	return 1 - seen/expected
}

func (r *Estimate) fill(strata map[string][]graded) {
	var names []string
	for n := range strata {
		names = append(names, n)
	}
	sort.Strings(names)
	var groups [][]graded
	for _, n := range names {
		g := strata[n]
		for i := range g {
			g[i].weight /= float64(len(g))
		}
		groups = append(groups, g)
	}
	r.RepeatRate = stratified(groups, func(all []graded) float64 {
		return weighted(all, nil, func(g graded) float64 { return g.direct })
	})
	for k, s := range bandsFrom {
		in := map[string]bool{}
		for _, b := range bandsFrom[:k+1] {
			in[string(b)] = true
		}
		r.Tiers = append(r.Tiers, EstimatedTier{s,
			stratified(groups, func(all []graded) float64 { return weighted(all, in, func(g graded) float64 { return g.direct }) }),
			stratified(groups, func(all []graded) float64 { return weighted(all, in, func(g graded) float64 { return g.any }) }),
			stratified(groups, func(all []graded) float64 {
				var have, found float64
				for _, g := range all {
					have += float64(g.weight * g.direct)
					if in[g.band] {
						found += float64(g.weight * g.direct)
					}
				}
				return found / max(have, 1e-12)
			})})
	}
}

// weighted is the weighted mean of what is said of the pairs in some bands; nil
// bands are all.
func weighted(all []graded, in map[string]bool, of func(graded) float64) float64 {
	var sum, n float64
	for _, g := range all {
		if in == nil || in[g.band] {
			sum += float64(g.weight * of(g))
			n += g.weight
		}
	}
	return sum / max(n, 1e-12)
}

// stratified is [bootstrap] within groups.
func stratified(groups [][]graded, figure func([]graded) float64) Interval {
	var all []graded
	for _, g := range groups {
		all = append(all, g...)
	}
	out := Interval{Mean: figure(all)}
	rng := rand.New(rand.NewPCG(seedA, seedB))
	values := make([]float64, draws)
	for d := range values {
		k := 0
		for _, g := range groups {
			for range g {
				all[k] = g[rng.IntN(len(g))]
				k++
			}
		}
		values[d] = figure(all)
	}
	sort.Float64s(values)
	out.Low, out.High = values[draws/40], values[draws-1-draws/40]
	return out
}

// Write prints the estimates for people.
func (r *Estimate) Write(w io.Writer) error {
	plain := func(i Interval) string { return fmt.Sprintf("%.3f (%.3f–%.3f)", i.Mean, i.Low, i.High) }
	_, err := fmt.Fprintf(w, "%d pairs graded by both readers, drawn from %d\n  same grade %.3f   kappa: direct %.3f, direct or related %.3f, weighted %.3f\n",
		r.Both, r.Pairs, r.Agree, r.KappaDirect, r.KappaAny, r.Kappa)
	for _, t := range r.Tiers {
		if err == nil {
			_, err = fmt.Fprintf(w, "  at least %-9s direct %s   direct or related %s   finds %s of the direct\n",
				t.Strength, plain(t.Direct), plain(t.Any), plain(t.Recalled))
		}
	}
	if err == nil {
		_, err = fmt.Fprintf(w, "  repeat rate: %s of all pairs are direct\n  estimates for all pairs of the strata, with 95 %% intervals; where the readers differ a pair counts by half\n", plain(r.RepeatRate))
	}
	return err
}
