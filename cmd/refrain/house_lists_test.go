package main_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/seeds"
)

// rows splits a list and checks what holds for all: a header row, as many
// cells in each row, no stray spaces, and no two rows with the same key.
func rows(t *testing.T, name, list string, keys ...int) [][]string {
	t.Helper()
	if strings.Contains(list, "\r") || !strings.HasSuffix(list, "\n") {
		t.Errorf("%s: carriage returns, or no line feed at the end", name)
	}
	lines := strings.Split(strings.TrimSuffix(list, "\n"), "\n")
	width := len(strings.Split(lines[0], "\t"))
	seen := map[string]bool{}
	var out [][]string
	for i, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) != width {
			t.Errorf("%s:%d: %d cells, not %d", name, i+2, len(f), width)
			continue
		}
		var key []string
		for c, cell := range f {
			if cell != strings.TrimSpace(cell) || strings.Contains(cell, "  ") {
				t.Errorf("%s:%d: stray spaces in %q", name, i+2, cell)
			}
			if slices.Contains(keys, c) {
				key = append(key, cell)
			}
		}
		if k := strings.Join(key, " "); k == "" || seen[k] {
			t.Errorf("%s:%d: %q is empty or stands twice", name, i+2, k)
		} else {
			seen[k] = true
		}
		out = append(out, f)
	}
	return out
}

func TestListOfStates(t *testing.T) {
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	names := map[string]string{}
	for _, f := range rows(t, "states.tsv", seeds.States, 0) {
		if !code.MatchString(f[0]) || f[1] == "" {
			t.Errorf("%s (%s) is no State", f[0], f[1])
		}
		if strings.HasPrefix(f[0], "X") && f[0] != "XKX" {
			t.Errorf("%s is a code of the sample", f[0])
		}
		if other, ok := names[corpus.FoldName(f[1])]; ok {
			t.Errorf("%s and %s are both %s", f[0], other, f[1])
		}
		names[corpus.FoldName(f[1])] = f[0]
		if got, _ := corpus.World().Resolve(f[1]); got != f[0] {
			t.Errorf("%s resolves to %q, not %s", f[1], got, f[0])
		}
		for _, v := range strings.Split(f[2], ";") {
			if got, ok := corpus.World().Resolve(v); ok && got != f[0] {
				t.Errorf("%q is a variant of %s and of %s", v, f[0], got)
			}
		}
		for _, v := range strings.Split(f[3], ";") {
			if got, ok := corpus.World().Resolve(v); ok {
				t.Errorf("%q is typed for %s and printed for %s", v, f[0], got)
			}
			if got, _ := corpus.World().Understand(v); v != "" && got != f[0] {
				t.Errorf("%q is typed for %s and for %s", v, f[0], got)
			}
		}
	}
}

// committees are the bodies that the list of treaties may name.
var committees = strings.Fields("CERD CESCR CCPR CEDAW CAT CRC CMW CRPD CED SPT ILO -")

func TestListOfTreaties(t *testing.T) {
	for _, f := range rows(t, "treaties.tsv", seeds.Treaties, 0) {
		if body, _, _ := strings.Cut(f[2], " "); !slices.Contains(committees, body) {
			t.Errorf("%s: no committee is called %q", f[0], f[2])
		}
		if f[1] == "" {
			t.Errorf("%s has no name", f[0])
		}
	}
}

func TestListOfThemes(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	labels := map[string]string{}
	for _, f := range rows(t, "themes.tsv", seeds.Themes, 0) {
		if !id.MatchString(f[0]) {
			t.Errorf("%q is no id", f[0])
		}
		for _, label := range append([]string{f[1]}, strings.Split(f[2], "|")...) {
			fold := strings.ToLower(label)
			if other, ok := labels[fold]; ok && label != "" {
				t.Errorf("%q is a heading of %s and of %s", label, other, f[0])
			}
			labels[fold] = f[0]
		}
	}
}

func TestListOfSessions(t *testing.T) {
	last := ""
	council := 0
	for i, f := range rows(t, "sessions.tsv", seeds.Sessions, 0) {
		if n, _ := strconv.Atoi(f[0]); n != i+1 || corpus.CycleOfSession(n) == 0 {
			t.Errorf("session %q stands where %d should", f[0], i+1)
		}
		_, day := time.Parse(time.DateOnly, f[1])
		_, month := time.Parse("2006-01", f[1])
		if day != nil && month != nil || f[1] <= last {
			t.Errorf("session %s opens on %q, after %q", f[0], f[1], last)
		}
		last = f[1]
		if n, err := strconv.Atoi(f[3]); err == nil {
			if n < council {
				t.Errorf("session %s was adopted at session %d of the Council, the one before at %d", f[0], n, council)
			}
			council = n
		}
		if f[4] == "report" && (day != nil || f[2] == "") {
			t.Errorf("session %s: a report prints the days, the list does not", f[0])
		}
		if f[4] != "report" && f[4] != "list" {
			t.Errorf("session %s: no basis is called %q", f[0], f[4])
		}
	}
}

func TestListOfReviews(t *testing.T) {
	mechanisms := []corpus.Mechanism{corpus.UPR, corpus.CERD, corpus.CESCR, corpus.CCPR, corpus.CEDAW, corpus.CAT,
		corpus.CRC, corpus.CMW, corpus.CRPD, corpus.CED}
	state, year := "", ""
	sessions := map[string][]int{}
	for _, f := range rows(t, "reviews.tsv", seeds.Reviews, 0, 1, 2) {
		if !corpus.World().Known(f[0]) || !slices.Contains(mechanisms, corpus.Mechanism(f[1])) {
			t.Errorf("%v: no such State or mechanism", f)
		}
		if f[0] < state || f[0] == state && f[2] < year {
			t.Errorf("%v is not in order of State and year", f)
		}
		state, year = f[0], f[2]
		if f[5] != "" && (!corpus.IsSymbol(f[5]) || corpus.CanonicalSymbol(f[5]) != f[5]) {
			t.Errorf("%q is no symbol", f[5])
		}
		session, _ := strconv.Atoi(f[4])
		cycle, _ := strconv.Atoi(f[3])
		if corpus.CycleOfSession(session) != cycle {
			t.Errorf("%v: session %d is not of cycle %d", f, session, cycle)
		}
		if s, ok := corpus.SessionByNumber(session); ok && (s.Opens[:4] != f[2] || f[5] != "" && s.Council != corpus.CouncilSession(f[5])) {
			t.Errorf("%v: session %d opened in %s and was adopted at session %d of the Council", f, session, s.Opens, s.Council)
		}
		if !slices.Contains([]string{"list", "read in a document", "announced", "UPR Info"}, f[6]) || f[5] == "" && f[6] == "read in a document" {
			t.Errorf("%v: no basis is called %q", f, f[6])
		}
		if f[1] == string(corpus.UPR) {
			sessions[f[0]] = append(sessions[f[0]], session)
		}
	}
	// The order of review holds from cycle 2 on (A/HRC/DEC/17/119) but for the
	// reviews that were moved; every State that is reviewed has one that tells
	// the others.
	moved := []string{"ISR", "SDN"}
	for state, s := range sessions {
		later := slices.DeleteFunc(slices.Clone(s), func(n int) bool { return n <= 12 })
		for _, n := range later {
			if (n-later[0])%14 != 0 && !slices.Contains(moved, state) {
				t.Errorf("%s was reviewed in the sessions %v", state, s)
			}
		}
		if len(later) == 0 {
			t.Errorf("%s: no session from cycle 2 on is known", state)
		}
	}
	if len(sessions) != 193 {
		t.Errorf("reviews of %d States are listed, of 193 Member States", len(sessions))
	}
}

func TestListOfObservations(t *testing.T) {
	for _, f := range rows(t, "observations.tsv", seeds.Observations, 1) {
		if !corpus.World().Known(f[0]) || !corpus.IsSymbol(f[1]) || corpus.CanonicalSymbol(f[1]) != f[1] || !strings.Contains(f[1], "/"+f[0]) {
			t.Errorf("%v: no State, or no symbol of it", f)
		}
		if !corpus.IsSymbol(f[2]) {
			t.Errorf("%v names no document that cites it", f)
		}
	}
}

// TestLetterIsUntouched pins the built-in letter: it is kept byte for byte as
// it was received.
func TestLetterIsUntouched(t *testing.T) {
	const want = "1c04f06ca85a12072ca4b8668bfd63aa529e6ffed54c2c507871d671c2b718e7"
	data, err := fs.ReadFile(seeds.Letters, "letters/hc-letter-prk-2019.txt")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("the letter has the hash %s, not %s", got, want)
	}
}
