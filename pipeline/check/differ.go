package check

import (
	"strings"
)

// overlap is the share of a's words that stand in b in the same order.
func overlap(a, b []string) float64 {
	if len(a) == 0 {
		return 0
	}
	return float64(len(common(a, b))) / float64(len(a))
}

// common is a longest common subsequence: pairs of places in a and b.
func common(a, b []string) [][2]int {
	n, m := len(a), len(b)
	if n*m > 4_000_000 {
		return nil
	}
	t := make([]int32, (n+1)*(m+1))
	at := func(i, j int) *int32 { return &t[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a[i] == b[j] {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case a[i] == b[j]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
	return out
}

// difference says in words where a quotation leaves a text: “ratify” for
// “consider ratifying”; a are the words of the quotation that count.
func difference(q quotation, a, words []string) string {
	pairs := append(common(a, words), [2]int{-1, -1})
	var out []string
	i, j := 0, -1
	for _, p := range pairs {
		if p[0] < 0 {
			if i < len(a) {
				left := a[i:]
				out = append(out, change(left, words[min(max(j, 0), len(words)):min(max(j, 0)+len(left), len(words))]))
			}
			break
		}
		var left, right []string
		left = a[i:p[0]]
		if j >= 0 && p[1] > j {
			right = words[j:p[1]]
		}
		if len(left) > 0 || len(right) > 0 && len(right) < 8 && !q.gapAt(p[0]) {
			out = append(out, change(left, right))
		}
		i, j = p[0]+1, p[1]+1
	}
	if len(out) > 3 {
		out = append(out[:3], "and more")
	}
	return strings.Join(out, "; ")
}

// gapAt reports whether an ellipsis stands before the word with a number.
func (q quotation) gapAt(word int) bool {
	n := 0
	for _, p := range q.parts {
		if n == word {
			return true
		}
		n += len(p)
	}
	return false
}

func change(left, right []string) string {
	l, r := strings.Join(left, " "), strings.Join(right, " ")
	switch {
	case l == "":
		return "“" + r + "” is left out"
	case r == "":
		return "“" + l + "” is not in the text"
	}
	return "“" + l + "” stands for “" + r + "”"
}

// closest is the piece of a text, as printed, from the first to the last word
// that a quotation shares with it.
func closest(quoted []string, text string) string {
	fields := strings.Fields(text)
	var folded []string
	var field []int
	for i, f := range fields {
		for _, w := range wordsOf(f) {
			folded = append(folded, w)
			field = append(field, i)
		}
	}
	pairs := common(quoted, folded)
	if len(pairs) == 0 {
		return strings.Join(fields, " ")
	}
	// Words at the edges that differ stand for as many of the text.
	head, tail := pairs[0], pairs[len(pairs)-1]
	first := field[max(0, head[1]-head[0])]
	last := field[min(len(field)-1, tail[1]+len(quoted)-1-tail[0])]
	return strings.Trim(strings.Join(fields[first:last+1], " "), ";,.")
}
