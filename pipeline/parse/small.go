package parse

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// atoi reads a number that a pattern has matched; 0 for anything else.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// head is the beginning of s.
func head(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
