package match

import "math"

// score joins the numbers of a pair to log-odds of grade 2, grade 1 counting
// for less.
func score(f *linkFeatures) float64 {
	z := weights[nLink]
	for i, x := range f {
		z += weights[i] * float64(x)
	}
	if f[lAside] > 0 {
		return min(z, asideAt)
	}
	return z
}

// asideAt is the highest score of a passage that names neither what an item is
// about nor the wider: such a link is never likely, however many words agree.
const asideAt = -0.7

// probability maps a score to the chance that a reader would cite the passage
// as raising the same concern (grade 2).
func probability(score float64) float64 {
	return round(1 / (1 + math.Exp(-calibrationSlope*score-calibrationShift)))
}

// The probabilities at which the tiers begin.
const (
	strongAt   = 0.75
	likelyAt   = 0.42
	possibleAt = 0.15
)

func strengthAt(p float64) Strength {
	switch {
	case p >= strongAt:
		return Strong
	case p >= likelyAt:
		return Likely
	case p >= possibleAt:
		return Possible
	}
	return Weak
}

// round keeps four decimals, so that outputs do not differ in the last bits.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
