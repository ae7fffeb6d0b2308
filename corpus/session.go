package corpus

import (
	"strconv"
	"strings"
	"sync"

	"refrain/seeds"
)

// Session is one session of the UPR Working Group.
type Session struct {
	Number, Cycle int
	// Opens and Closes are ISO dates; Opens is a month ("2019-05") where no
	// report was read that prints the days.
	Opens, Closes string
	// Council is the Human Rights Council session that adopted the reports.
	Council int
	// Basis is "report" where a report was read that prints the dates, else "list".
	Basis string
}

// Year is the year the session opened.
func (s Session) Year() int {
	n, _ := strconv.Atoi(s.Opens[:4])
	return n
}

// Sessions returns the known sessions of the Working Group, in order.
var Sessions = sync.OnceValue(func() []Session {
	var out []Session
	for _, f := range tsv(seeds.Sessions) {
		n, _ := strconv.Atoi(f[0])
		council, _ := strconv.Atoi(f[3])
		out = append(out, Session{n, CycleOfSession(n), f[1], f[2], council, f[4]})
	}
	return out
})

// SessionByNumber returns the Working Group session n.
func SessionByNumber(n int) (Session, bool) {
	for _, s := range Sessions() {
		if s.Number == n {
			return s, true
		}
	}
	return Session{}, false
}

// CycleOfSession derives the cycle from a Working Group session: 1-12, 13-26,
// 27-40, 41-54 (OHCHR's own count; other lists end cycle 2 one session late).
func CycleOfSession(n int) int {
	switch {
	case n >= 1 && n <= 12:
		return 1
	case n <= 26 && n > 12:
		return 2
	case n <= 40 && n > 26:
		return 3
	case n <= 54 && n > 40:
		return 4
	}
	return 0
}

// tsv splits a tab-separated list with a header row into padded rows.
func tsv(data string) [][]string {
	var out [][]string
	var width int
	for i, line := range strings.Split(strings.ReplaceAll(data, "\r", ""), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 {
			width = len(f)
			continue
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		for len(f) < width {
			f = append(f, "")
		}
		out = append(out, f)
	}
	return out
}
