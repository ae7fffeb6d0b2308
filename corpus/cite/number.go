package cite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Part is one element of a list of places: a single place, or a range from
// First to Last. States are the recommending States that stand in brackets
// after it, as printed.
type Part struct {
	First, Last Ref
	States      []string
	// Start and End are its place in the text it was read from, in bytes.
	Start, End int
}

// IsRange reports whether the part names more than one place.
func (p Part) IsRange() bool { return p.Last != Ref{} && p.Last != p.First }

// maxRange is the longest range that is expanded; no report has so many
// recommendations.
const maxRange = 2000

// Expand lists the places a part names. A range whose ends are not of one
// list, or that runs backwards, is an error: "151.119–115.127" stands so in an
// official note and is told, not repaired.
func (p Part) Expand() ([]Ref, error) {
	if !p.IsRange() {
		return []Ref{p.First}, nil
	}
	a, b := p.First, p.Last
	if a.Sub != "" || b.Sub != "" {
		return expandSubs(a, b)
	}
	leadA, numA := lead(a.number())
	leadB, numB := lead(b.number())
	m, _ := strconv.Atoi(numA)
	n, _ := strconv.Atoi(numB)
	switch {
	case leadA != leadB || a.No != "" && a.Para != b.Para || (a.No == "") != (b.No == ""):
		return nil, fmt.Errorf("the range %s–%s joins numbers of two lists", a.number(), b.number())
	case n < m:
		return nil, fmt.Errorf("the range %s–%s runs backwards", a.number(), b.number())
	case n-m > maxRange:
		return nil, fmt.Errorf("the range %s–%s is too long for any document", a.number(), b.number())
	}
	var out []Ref
	for i := m; i <= n; i++ {
		r := Ref{Para: a.Para}
		if a.No != "" {
			r.No = leadA + strconv.Itoa(i)
		} else {
			r.Para = leadA + strconv.Itoa(i)
		}
		out = append(out, r)
	}
	return out, nil
}

// expandSubs lists "29 (a)–(c)".
func expandSubs(a, b Ref) ([]Ref, error) {
	x, y := subLetter(a.Sub), subLetter(b.Sub)
	if a.Key() != b.Key() || x == 0 || y == 0 || len(a.Sub) != 3 || len(b.Sub) != 3 {
		return nil, fmt.Errorf("the range %s %s–%s %s is not of sub-items of one paragraph", a.Key(), a.Sub, b.Key(), b.Sub)
	}
	if y < x {
		return nil, fmt.Errorf("the range %s–%s runs backwards", a.Sub, b.Sub)
	}
	var out []Ref
	for c := x; c <= y; c++ {
		r := a
		r.Sub = "(" + string(rune(c)) + ")"
		out = append(out, r)
	}
	return out, nil
}

// subLetter is the letter of "(b)", 0 for none.
func subLetter(sub string) byte {
	if len(sub) >= 3 && sub[0] == '(' && sub[2] == ')' && sub[1] >= 'a' && sub[1] <= 'z' {
		return sub[1]
	}
	return 0
}

// Compress sorts places as people count, drops repeated ones, and joins runs
// of three or more into ranges. A run is of numbers that are all cited.
func Compress(refs []Ref) []Part {
	refs = slices.Clone(refs)
	slices.SortStableFunc(refs, CompareRefs)
	refs = slices.Compact(refs)
	var out []Part
	for i := 0; i < len(refs); {
		j := i
		for j+1 < len(refs) && follows(refs[j], refs[j+1]) {
			j++
		}
		if j-i < 2 {
			j = i
		}
		p := Part{First: refs[i]}
		if j > i {
			p.Last = refs[j]
		}
		out = append(out, p)
		i = j + 1
	}
	return out
}

// follows reports whether b is the next number or letter after a.
func follows(a, b Ref) bool {
	if a.Other != "" || b.Other != "" || a.Sic != "" || b.Sic != "" {
		return false
	}
	if a.Sub != "" || b.Sub != "" {
		x, y := subLetter(a.Sub), subLetter(b.Sub)
		return a.Key() == b.Key() && len(a.Sub) == 3 && len(b.Sub) == 3 && x > 0 && y == x+1
	}
	leadA, numA := lead(a.number())
	leadB, numB := lead(b.number())
	m, err1 := strconv.Atoi(numA)
	n, err2 := strconv.Atoi(numB)
	return err1 == nil && err2 == nil && leadA == leadB && n == m+1 && (a.No == "") == (b.No == "") && (a.No == "" || a.Para == b.Para)
}

// CompareRefs orders places as people count: 115.2 before 115.10, para. 90
// before its items, letters in their order; places that are no paragraphs last.
func CompareRefs(a, b Ref) int {
	if (a.Other == "") != (b.Other == "") {
		if a.Other == "" {
			return -1
		}
		return 1
	}
	for _, pair := range [][2]string{{a.Para, b.Para}, {a.No, b.No}, {a.Sub, b.Sub}, {a.Other, b.Other}} {
		if c := CompareNumbers(pair[0], pair[1]); c != 0 {
			return c
		}
	}
	return strings.Compare(a.Sic, b.Sic)
}

// CompareNumbers orders paragraph numbers as people count.
func CompareNumbers(a, b string) int {
	x, y := numbersIn(a), numbersIn(b)
	if c := slices.Compare(x, y); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// numbersIn lists the numbers in s.
func numbersIn(s string) []int {
	var out []int
	n, in := 0, false
	for _, r := range s + " " {
		if r >= '0' && r <= '9' && n < 1<<40 {
			n, in = n*10+int(r-'0'), true
			continue
		}
		if in {
			out = append(out, n)
		}
		n, in = 0, false
	}
	return out
}
