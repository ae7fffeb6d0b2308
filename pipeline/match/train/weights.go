package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"refrain/corpus/exact"
	"refrain/pipeline/match"
)

// target is what a grade counts as in fitting: related is less than half the
// same concern.
var target = [3]float64{0, 0.4, 1}

// The rules of fitting: strength of the pull to zero, steps, and the least
// spread that a number is standardized by: one that is rare among the judged
// pairs must not weigh more for that.
const (
	pull        = 0.001
	steps       = 250
	leastSpread = 0.1
)

// weights fits on all collections and prints the Go file; what the weights are
// worth is measured by holding out one State at a time, and the map to
// probabilities is fitted on those held-out scores alone.
func weights(data, without string) error {
	all, err := samples(data)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(s match.Sample) bool { return stateOf(s) == without })
	held := heldOut(all)
	a, b := calibrate(all, held)
	for i := range held {
		held[i] = all[i].Limit(held[i], a, b)
	}
	report(os.Stderr, all, held, a, b)
	w := fit(all)
	fmt.Print("package match\n\n// Made by `go run ./pipeline/match/train weights`; do not edit.\n\n",
		"// weights join the numbers of a pair to a score; the last is the constant.\n",
		"var weights = [nLink + 1]float64{\n")
	for _, x := range w {
		fmt.Printf("\t%.4f,\n", x)
	}
	fmt.Printf("}\n\n// calibration maps a score s to the log-odds of grade 2: slope × s + shift,\n// fitted on scores of States held out of the fit.\nconst (\n\tcalibrationSlope = %.4f\n\tcalibrationShift = %.4f\n)\n", a, b)
	return nil
}

// stateOf tells which collections are held out together.
func stateOf(s match.Sample) string {
	state, _, _ := strings.Cut(s.Collection, " ")
	return state
}

// heldOut scores every sample with weights fitted without its State.
func heldOut(all []match.Sample) []float64 {
	scores := make([]float64, len(all))
	done := map[string]bool{}
	for _, s := range all {
		state := stateOf(s)
		if done[state] {
			continue
		}
		done[state] = true
		var rest []match.Sample
		for _, x := range all {
			if stateOf(x) != state {
				rest = append(rest, x)
			}
		}
		w := fit(rest)
		for i, x := range all {
			if stateOf(x) == state {
				scores[i] = join(w, x.Numbers)
			}
		}
	}
	return scores
}

func join(w, numbers []float64) float64 {
	z := w[len(w)-1]
	for i, x := range numbers {
		z += float64(w[i] * x)
	}
	return z
}

// fit is logistic regression on standardized numbers by Adam, from zero.
func fit(all []match.Sample) []float64 {
	n := len(all[0].Numbers)
	mean, dev := spread(all, n)
	w := make([]float64, n+1)
	m, v := make([]float64, n+1), make([]float64, n+1)
	x := make([]float64, n)
	for step := 1; step <= steps; step++ {
		grad := make([]float64, n+1)
		for _, s := range all {
			z := w[n]
			for i, f := range s.Numbers {
				x[i] = (f - mean[i]) / dev[i]
				z += float64(w[i] * x[i])
			}
			e := 1/(1+exact.Exp(-z)) - target[s.Grade]
			for i := range x {
				grad[i] += float64(e * x[i])
			}
			grad[n] += e
		}
		for i := range grad {
			grad[i] /= float64(len(all))
			if i < n {
				grad[i] += float64(pull * w[i])
			}
			m[i] = float64(0.9*m[i]) + float64(0.1*grad[i])
			v[i] = float64(0.99*v[i]) + float64(0.01*grad[i]*grad[i])
			w[i] -= 0.1 * (m[i] / (1 - math.Pow(0.9, float64(step)))) / (math.Sqrt(v[i]/(1-math.Pow(0.99, float64(step)))) + 1e-8)
		}
	}
	out := make([]float64, n+1)
	out[n] = w[n]
	for i := range n {
		out[i] = w[i] / dev[i]
		out[n] -= float64(out[i] * mean[i])
	}
	return out
}

func spread(all []match.Sample, n int) (mean, dev []float64) {
	mean, dev = make([]float64, n), make([]float64, n)
	for _, s := range all {
		for i, x := range s.Numbers {
			mean[i] += x / float64(len(all))
		}
	}
	for _, s := range all {
		for i, x := range s.Numbers {
			dev[i] += (x - mean[i]) * (x - mean[i]) / float64(len(all))
		}
	}
	for i := range dev {
		dev[i] = math.Max(math.Sqrt(dev[i]), leastSpread)
	}
	return mean, dev
}

// calibrate fits slope and shift of the log-odds of grade 2 over held-out
// scores, each State counting the same.
func calibrate(all []match.Sample, scores []float64) (slope, shift float64) {
	count := map[string]float64{}
	for i, s := range all {
		if scores[i] > -4 {
			count[stateOf(s)]++
		}
	}
	slope = 1
	for range 4000 {
		var ga, gb, total float64
		for i, s := range all {
			if scores[i] <= -4 {
				continue
			}
			y := 0.0
			if s.Grade == 2 {
				y = 1
			}
			e := (1/(1+exact.Exp(float64(-slope*scores[i])-shift)) - y) / count[stateOf(s)]
			ga, gb, total = ga+float64(e*scores[i]), gb+e, total+1/count[stateOf(s)]
		}
		slope, shift = slope-0.5*ga/total, shift-0.5*gb/total
	}
	return slope, shift
}

// report prints what the held-out scores were worth, by tenths of probability.
func report(w io.Writer, all []match.Sample, scores []float64, slope, shift float64) {
	names := map[string]bool{}
	for _, s := range all {
		if !names[s.Collection] {
			names[s.Collection] = true
			reportOne(w, s.Collection, all, scores, slope, shift)
		}
	}
	reportOne(w, "", all, scores, slope, shift)
}

func reportOne(w io.Writer, name string, all []match.Sample, scores []float64, slope, shift float64) {
	var grades [20][3]int
	rankings := map[string][]string{}
	gold := map[string]map[string]int{}
	byItem := map[string][]int{}
	direct := 0
	for i, s := range all {
		if name != "" && s.Collection != name {
			continue
		}
		p := 1 / (1 + exact.Exp(float64(-slope*scores[i])-shift))
		grades[min(19, int(p*20))][s.Grade]++
		if s.Grade == 2 {
			direct++
		}
		item := s.Collection + " " + s.Item
		byItem[item] = append(byItem[item], i)
		if gold[item] == nil {
			gold[item] = map[string]int{}
		}
		gold[item][s.ID] = s.Grade
	}
	for item, list := range byItem {
		rankings[item] = ranked(all, scores, list)
	}
	m := match.Measure(rankings, gold)
	if name == "" {
		name = "all together"
	}
	fmt.Fprintf(w, "%s, State held out: nDCG@10 %.3f  MAP %.3f  recall@20 %.3f\n", name, m.NDCG10, m.MAP, m.Recall20)
	tiers(w, scores, all, name, slope, shift, direct)
	var n, two, any int
	for b := 19; b >= 3; b-- {
		g := grades[b]
		n, two, any = n+g[0]+g[1]+g[2], two+g[2], any+g[1]+g[2]
		fmt.Fprintf(w, "  p ≥ %.2f: %5d links  direct %.3f  direct or related %.3f  finds %.3f   (this step: %4d, direct %.2f)\n",
			float64(b)/20, n, per(two, n), per(any, n), per(two, direct), g[0]+g[1]+g[2], per(g[2], g[0]+g[1]+g[2]))
	}
}

func per(a, b int) float64 { return float64(a) / math.Max(1, float64(b)) }

// tiers prints what the tiers are worth.
func tiers(w io.Writer, scores []float64, all []match.Sample, name string, slope, shift float64, direct int) {
	for _, t := range []float64{0.8, 0.30} {
		var n, two, any int
		for i, s := range all {
			if name != "all together" && s.Collection != name || 1/(1+exact.Exp(float64(-slope*scores[i])-shift)) < t {
				continue
			}
			n++
			if s.Grade == 2 {
				two++
			}
			if s.Grade > 0 {
				any++
			}
		}
		fmt.Fprintf(w, "  tier from %.2f: %5d links  direct %.3f  direct or related %.3f  finds %.3f\n", t, n, per(two, n), per(any, n), per(two, direct))
	}
}
