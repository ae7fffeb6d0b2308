package dialect

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"

	"refrain/corpus"
)

var (
	blockTag = regexp.MustCompile(`(?i)<(?:br|p|div|li|tr|h[1-6])\b[^<>]*>|</(?:p|div|li|tr|h[1-6])>`)
	anyTag   = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	// A space that a copy put before a closing mark: "affecting them ."
	looseMark = regexp.MustCompile(` +([,.;:!?)\]])`)
	// An apostrophe that a copy set apart: "Commission ’ s findings".
	looseApostrophe = regexp.MustCompile(` ?([’']) (s\b)`)
	// "peoples ’ lands": the possessive of a plural.
	loosePlural = regexp.MustCompile(`s ’ `)
	// A letter that a copy set apart: "State P arty", "Indigenous P eoples".
	looseLetter = regexp.MustCompile(`\bP (arty|arties|eoples?)\b`)
	// A sub-item glued to what stands before it: "the State Party:(a) Take".
	gluedItem = regexp.MustCompile(`([:;,.])(\([a-z]{1,4}\)) ?`)
	uuidRE    = regexp.MustCompile(`^(?i)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$`)
)

// plain turns HTML into text and keeps the lines.
func plain(s string) string {
	if strings.Contains(s, "<") {
		s = blockTag.ReplaceAllString(s, "\n")
		s = anyTag.ReplaceAllString(s, "")
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ", "\u200b", "", "\u00ad", "", "\ufeff", "", "\x00", "").Replace(s)
	return strings.ToValidUTF8(s, "\ufffd")
}

// heal repairs what a copy did to a text; it changes no letter.
func heal(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.ReplaceAll(s, " \u2011 ", "\u2011")
	s = looseLetter.ReplaceAllString(s, "P$1")
	s = looseMark.ReplaceAllString(s, "$1")
	s = looseApostrophe.ReplaceAllString(s, "$1$2")
	s = loosePlural.ReplaceAllString(s, "s’ ")
	return strings.TrimSpace(gluedItem.ReplaceAllString(s, "$1 $2 "))
}

// values splits and cleans a list: a value a line, or with bars between; no
// leading "- ", no stray ids of a database, each once.
func values(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, cell := range list {
		for _, v := range strings.FieldsFunc(plain(cell), func(r rune) bool { return r == '\n' || r == '|' }) {
			v = strings.TrimSpace(v)
			v = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(v, "- "), "• "))
			if v == "" || v == "-" || uuidRE.MatchString(v) || seen[v] {
				continue
			}
			seen[v] = true
			out = append(out, strings.Join(strings.Fields(v), " "))
		}
	}
	return out
}

// states resolves names of States. A cell that is no State as a whole is cut at
// semicolons, then at commas. An unresolved name stands as "?name".
func (m *Mapper) resolve(list []string) (codes, printed []string) {
	add := func(name string) {
		name = strings.TrimSpace(name)
		code, ok := m.states.Resolve(name)
		if up := strings.ToUpper(name); !ok && len(name) == 3 && m.states.Known(up) {
			code, ok = up, true
		}
		if !ok {
			// "Trinidad & Tobago": UPR Info's spelling.
			code, ok = m.states.Resolve(strings.ReplaceAll(name, "&", "and"))
		}
		if !ok {
			code = "?" + name
		}
		if name != "" {
			codes, printed = append(codes, code), append(printed, name)
		}
	}
	for _, v := range values(list) {
		if _, ok := m.states.Resolve(v); ok {
			add(v)
			continue
		}
		for _, part := range strings.Split(v, ";") {
			if _, ok := m.states.Resolve(strings.TrimSpace(part)); ok || !strings.Contains(part, ",") {
				add(part)
				continue
			}
			if m.allStates(strings.Split(part, ",")) {
				for _, p := range strings.Split(part, ",") {
					add(p)
				}
				continue
			}
			add(part)
		}
	}
	return codes, printed
}

func (m *Mapper) allStates(names []string) bool {
	for _, n := range names {
		if _, ok := m.states.Resolve(n); !ok {
			return false
		}
	}
	return true
}

var (
	numberRE = regexp.MustCompile(`\d+`)
	dateRE   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})`)
)

// number is the first number of a text: "4 - General action", "Session 14".
func number(s string) int {
	n, _ := strconv.Atoi(numberRE.FindString(s))
	return n
}

// cycle reads "2", "Cycle 2", "2nd cycle" or "II".
func cycle(s string) int {
	if n := number(s); n > 0 && n < 10 {
		return n
	}
	return map[string]int{"I": 1, "II": 2, "III": 3, "IV": 4, "FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4}[strings.ToUpper(strings.TrimSpace(s))]
}

// isoDate reads the dates that exports write; "" for none.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if m := dateRE.FindString(s); m != "" {
		return m
	}
	for _, layout := range []string{"2 January 2006", "02/01/2006", "2 Jan 2006", "January 2, 2006", "2006/01/02", "Jan 2, 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	// Excel counts days from the end of 1899.
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 20000 && n < 80000 {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format(time.DateOnly)
	}
	return ""
}

// position reads a position as exports word it.
func position(list []string) (pos corpus.Position, partial bool) {
	for _, v := range values(list) {
		low := strings.ToLower(v)
		switch {
		case strings.Contains(low, "noted"), strings.Contains(low, "reject"), strings.Contains(low, "not supported"), strings.Contains(low, "part"):
			partial = partial || pos == corpus.Supported || strings.Contains(low, "support") && !strings.Contains(low, "not supp") || strings.Contains(low, "part")
			pos = corpus.Noted
		case strings.Contains(low, "support"), strings.Contains(low, "accept"):
			if pos == corpus.Noted {
				partial = true
				continue
			}
			pos = corpus.Supported
		case strings.Contains(low, "pending"), strings.Contains(low, "examin"):
			pos = corpus.Pending
		}
	}
	return pos, partial
}
