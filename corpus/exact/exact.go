// Package exact has the functions of mathematics whose last bit must not depend
// on the processor: those of the standard library are written for each, and some
// join a product and a sum to one operation that rounds once. For the same reason
// a product that is added to something is converted to its own type in all of
// this module; .ci/run looks for any that was forgotten.
package exact

import "math"

const (
	ln2Hi = 0x1.62e42feep-1          // the first 31 bits of ln 2, so that products with small whole numbers are exact
	ln2Lo = 0x1.a39ef35793c76p-33    // the rest
	log2e = 1.4426950408889634073599 // 1/ln 2
)

// artanh are the coefficients of its series, of s^23 to s^3.
var artanh = [...]float64{1. / 23, 1. / 21, 1. / 19, 1. / 17, 1. / 15, 1. / 13, 1. / 11, 1. / 9, 1. / 7, 1. / 5, 1. / 3}

// Log is the natural logarithm of x.
func Log(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return math.Log(x) // not a number, infinite
	}
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		k--
	}
	// ln m = 2 artanh s, a series in s, which is at most .172.
	s := (m - 1) / (m + 1)
	square := s * s
	var sum float64
	for _, c := range &artanh {
		sum = float64((sum + c) * square)
	}
	low := float64(2*s*sum) + float64(float64(k)*ln2Lo)
	return float64(float64(k)*ln2Hi) + (2*s + low)
}

// Exp is e to the power of x.
func Exp(x float64) float64 {
	if math.IsNaN(x) || x > 709 || x < -745 {
		return math.Exp(x) // not a number, infinite, nothing
	}
	k := math.Floor(float64(x*log2e) + 0.5)
	r := (x - float64(k*ln2Hi)) - float64(k*ln2Lo)
	sum := 1.0
	for n := 17.0; n >= 1; n-- {
		sum = 1 + float64(sum*r)/n
	}
	return math.Ldexp(sum, int(k))
}

// Hypot is the length of the line from nothing to (x, y).
func Hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	if x < y {
		x, y = y, x
	}
	if x == 0 || math.IsInf(x, 1) {
		return x
	}
	y /= x
	return x * math.Sqrt(1+float64(y*y))
}
