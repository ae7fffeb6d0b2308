package match

import (
	"math"

	"refrain/corpus/exact"
)

// score joins the numbers of a pair to log-odds of grade 2, grade 1 counting
// for less.
func score(f *linkFeatures) float64 {
	z := weights[nLink]
	for i, x := range f {
		z += float64(weights[i] * float64(x))
	}
	return limit(z, f[lAside] > 0, f[lBest+fTreatyAny] == 0 && (f[lOff] > 0 || f[lTrack] > 0))
}

// limit holds the score of a pair to what it may reach.
func limit(z float64, aside, wider bool) float64 { return builtIn.limit(z, aside, wider) }

// scale maps scores to the log-odds of grade 2.
type scale struct{ slope, shift float64 }

var builtIn = scale{calibrationSlope, calibrationShift}

// limit holds a score to one of two that some links do not pass, however many
// words agree: .25 where the passage names neither what the item is about nor
// the wider (such a link is possible at most), just below likely where it names
// the wider alone or is a demand of another kind (such a link is general).
func (c scale) limit(z float64, aside, wider bool) float64 {
	switch {
	case aside:
		return under(c.scoreAt(0.25), z)
	case wider:
		return under(c.scoreAt(likelyAt)-0.02, z)
	}
	return z
}

// Limit is the score of a sample whose numbers join to z, as matching limits it
// with a slope and a shift of calibration.
func (s *Sample) Limit(z, slope, shift float64) float64 {
	n := s.Numbers
	return scale{slope, shift}.limit(z, n[lAside] > 0, n[lBest+fTreatyAny] == 0 && (n[lOff] > 0 || n[lTrack] > 0))
}

// scoreAt is the score of a probability.
func (c scale) scoreAt(p float64) float64 { return (exact.Log(p/(1-p)) - c.shift) / c.slope }

// under presses what passes a limit close above it, in the same order.
func under(limit, z float64) float64 {
	if z <= limit {
		return z
	}
	return limit + (z-limit)/1000
}

// probability maps a score to the chance that a reader would cite the passage
// as raising the same concern (grade 2).
func probability(score float64) float64 {
	return round(1 / (1 + exact.Exp(float64(-calibrationSlope*score)-calibrationShift)))
}

// The probabilities at which the tiers begin.
const (
	strongAt   = 0.80
	likelyAt   = 0.30
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
