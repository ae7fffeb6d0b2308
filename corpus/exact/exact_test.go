package exact

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestNearTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	near := func(name string, x, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 4e-15*math.Max(math.Abs(want), 1e-300) {
			t.Errorf("%s(%v) = %v, want %v", name, x, got, want)
		}
	}
	for range 200_000 {
		x := math.Exp(r.Float64()*1000 - 500)
		near("Log", x, Log(x), math.Log(x))
		x = 1 + (r.Float64()-.5)/1000
		near("Log", x, Log(x), math.Log(x))
		x = r.Float64()*1400 - 700
		near("Exp", x, Exp(x), math.Exp(x))
		y := r.NormFloat64()
		near("Hypot", x, Hypot(x, y), math.Hypot(x, y))
		near("Hypot", y, Hypot(y, 0), math.Hypot(y, 0))
	}
}

func TestSpecialNumbers(t *testing.T) {
	for _, x := range []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64} {
		for name, pair := range map[string][2]float64{"Log": {Log(x), math.Log(x)}, "Exp": {Exp(x), math.Exp(x)}} {
			if got, want := pair[0], pair[1]; got != want && !(math.IsNaN(got) && math.IsNaN(want)) && math.Abs(got-want) > 4e-16*math.Abs(want) {
				t.Errorf("%s(%v) = %v, want %v", name, x, got, want)
			}
		}
	}
}

// The bits were computed once; every processor must give the same.
func TestSameBitsOnEveryProcessor(t *testing.T) {
	var sum uint64
	r := rand.New(rand.NewPCG(3, 4))
	for range 100_000 {
		sum = sum*31 + math.Float64bits(Log(float64(r.Float64()*1000)))
		sum = sum*31 + math.Float64bits(Exp(float64(r.Float64()*40)-20))
	}
	if want := uint64(0xb5270eb736bd1fcf); sum != want {
		t.Errorf("%#x, want %#x", sum, want)
	}
}
