package match

import "math"

// score joins the numbers of a pair to log-odds of grade 2, grade 1 counting
// for less.
func score(f *linkFeatures) float64 {
	z := weights[nLink]
	for i, x := range f {
		z += weights[i] * float64(x)
	}
	return limit(z, f[lAside] > 0, f[lBest+fTreatyAny] == 0 && (f[lOff] > 0 || f[lTrack] > 0))
}

// limit holds the score of a pair to what it may reach.
func limit(z float64, aside, wider bool) float64 {
	switch {
	case aside:
		return under(asideAt, z)
	case wider:
		return under(widerAt, z)
	}
	return z
}

// Limit is the score of a sample whose numbers join to z, as matching limits it.
func (s *Sample) Limit(z float64) float64 {
	n := s.Numbers
	return limit(z, n[lAside] > 0, n[lBest+fTreatyAny] == 0 && (n[lOff] > 0 || n[lTrack] > 0))
}

// The scores that some links do not pass, however many words agree: asideAt
// where the passage names neither what the item is about nor the wider (such a
// link is possible at most), widerAt where it names the wider alone or is a
// demand of another kind (such a link is general, and not likely to be the
// same concern).
var (
	asideAt = scoreAt(0.25)
	widerAt = scoreAt(likelyAt) - 0.02
)

// scoreAt is the score of a probability.
func scoreAt(p float64) float64 {
	return (math.Log(p/(1-p)) - calibrationShift) / calibrationSlope
}

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
	return round(1 / (1 + math.Exp(-calibrationSlope*score-calibrationShift)))
}

// The probabilities at which the tiers begin.
const (
	strongAt   = 0.80
	likelyAt   = 0.36
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
