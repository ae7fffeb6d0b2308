package dialect

import (
	"regexp"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/parse"
)

// uhriEntry reads a row of the Universal Human Rights Index, in its own field
// names (AnnotationId, AnnotationType, Symbol, Body, Text …) or as others
// re-keyed them (text, symbol, annotation_type …). Its text is one numbered
// paragraph, with the headings above it on lines of their own.
func uhriEntry(m *Mapper, r record) (parse.Entry, string) {
	e, reason := m.common(r)
	if reason != "" {
		return e, reason
	}
	types := strings.ToLower(strings.Join(values(r["type"]), " "))
	switch {
	case strings.Contains(types, "recommendation"):
		e.Role = corpus.RoleRecommendation
	case strings.Contains(types, "concern"), strings.Contains(types, "observation"):
		e.Role = corpus.RoleConcern
	}
	if e.Body == "UPR" || e.Cycle > 0 || e.Session > 0 {
		e.Body = "UPR"
	}
	return e, ""
}

// tableEntry reads a row of a plain table.
func tableEntry(m *Mapper, r record) (parse.Entry, string) {
	e, reason := m.common(r)
	if reason == "" && (e.Cycle > 0 || e.Session > 0) && e.Body == "" && len(e.By) > 0 {
		e.Body = "UPR"
	}
	return e, reason
}

// common reads what rows with a symbol have.
func (m *Mapper) common(r record) (parse.Entry, string) {
	symbol, reason := m.symbolOf(r)
	if reason != "" {
		return parse.Entry{}, reason
	}
	text := r.one("text")
	for _, other := range []string{"cleaned", "raw"} {
		if text == "" {
			text = r.one(other)
		}
	}
	e := parse.Entry{ID: r.one("id"), Key: symbol, Symbol: symbol, Date: isoDate(r.one("date")), Themes: values(r["themes"]),
		Persons: values(r["persons"]), SDGs: values(r["sdgs"]), Cycle: cycle(r.one("cycle")), Session: number(r.one("session"))}
	if b := values(r["body"]); len(b) > 0 {
		e.Body = b[0]
	}
	e.States, _ = m.resolve(append(r["states"], r["state"]...))
	e.By, e.ByPrinted = m.resolve(r["by"])
	e.Position, e.Partial = position(append(r["position"], r["response"]...))
	upr := e.Body == "UPR" || e.Cycle > 0 || e.Session > 0
	text = plain(text)
	e.Headings, e.Para, e.Text = split(text, upr)
	if p := paraOf(r.one("para")); p != "" {
		e.Para = p
	}
	if parts := glued(text, e.Para); !upr && len(parts) > 1 {
		_, _, e.Text = split(parts[0], false)
		m.rest = parts[1:]
	}
	if h := values(r["headings"]); len(h) > 0 {
		e.Headings = h
	}
	if e.Text == "" {
		return e, "it has no text"
	}
	return e, ""
}

// symbolOf is the symbol of a row. An export names each symbol many times.
func (m *Mapper) symbolOf(r record) (string, string) {
	asked := strings.Join(r["symbol"], "\n")
	if s, ok := m.symbols[asked]; ok {
		return s, ""
	}
	s, reason := symbolOf(r)
	if reason == "" {
		m.symbols[asked] = s
	}
	return s, reason
}

// symbolOf reads the symbol of a row. A field can hold more than it ("A/HRC/27/10
// and Corr.1"), and a copy can lose its language mark.
func symbolOf(r record) (string, string) {
	for _, s := range r["symbol"] {
		if uuidRE.MatchString(strings.TrimSpace(s)) {
			continue
		}
		if found := corpus.FindSymbols(s); len(found) > 0 {
			return found[0], ""
		}
		c := corpus.CanonicalSymbol(s)
		if strings.Count(c, "/") >= 2 && len(c) <= 60 && strings.ContainsAny(c, "0123456789") {
			return c, ""
		}
	}
	if s := r.one("symbol"); s != "" {
		return "", "its symbol is none: " + quote(s)
	}
	return "", "it has no symbol"
}

// quote shows a value of a file in a reason, short.
func quote(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return "“" + s + "”"
}

var (
	// leadRE is the number of a paragraph: "7. Reiterating", "3.The Committee".
	leadRE = regexp.MustCompile(`^(?:Para(?:graph|\.)? )?(\d{1,3})\s?[.)]\s*(\S)`)
	// itemRE is the number of a recommendation: "136.12 Ratify", "136.12. Ratify".
	itemRE = regexp.MustCompile(`^(\d{1,3}\.\s?\d{1,3})\s?[.)]?\s*([A-Za-z“"'(‘].*)`)
	// gluedHeading is a heading glued to its letter or number: "B.Positive aspects".
	gluedHeading = regexp.MustCompile(`^([A-Z]|[IVX]{1,5}|\d{1,2})\.(\S)`)
)

// split parts a text into the headings above it, its number and its words.
func split(text string, upr bool) (headings []string, para, words string) {
	var lines []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			lines = append(lines, l)
		}
	}
	for i, l := range lines {
		rest := ""
		switch {
		case upr && itemRE.MatchString(l):
			m := itemRE.FindStringSubmatchIndex(l)
			para, rest = strings.ReplaceAll(l[m[2]:m[3]], " ", ""), l[m[4]:]
		case leadRE.MatchString(l) && !isCount(l):
			m := leadRE.FindStringSubmatchIndex(l)
			para, rest = l[m[2]:m[3]], l[m[4]:]
		default:
			continue
		}
		if i > 4 || !headingLines(lines[:i]) {
			// A number inside the text is a list's, not the paragraph's.
			para = ""
			break
		}
		for _, h := range lines[:i] {
			headings = append(headings, gluedHeading.ReplaceAllString(h, "$1. $2"))
		}
		return headings, para, heal(strings.Join(append([]string{rest}, lines[i+1:]...), " "))
	}
	if n := len(lines); n > 1 && len(lines[0]) < 100 && headingLines(lines[:1]) {
		return []string{gluedHeading.ReplaceAllString(lines[0], "$1. $2")}, "", heal(strings.Join(lines[1:], " "))
	}
	return nil, "", heal(strings.Join(lines, " "))
}

// isCount reports whether a line begins with a quantity, not a number of a
// paragraph: "12.5 per cent of".
func isCount(l string) bool {
	m := leadRE.FindStringSubmatch(l)
	return m[2][0] >= '0' && m[2][0] <= '9' || m[2][0] >= 'a' && m[2][0] <= 'z'
}

// headingLines reports whether lines can be headings: short, no sentence, no
// sub-item.
func headingLines(lines []string) bool {
	for _, l := range lines {
		if len(l) > 250 || strings.HasSuffix(l, ".") || strings.HasSuffix(l, ";") || strings.HasSuffix(l, ":") || strings.HasPrefix(l, "(") {
			return false
		}
	}
	return true
}

var paraRE = regexp.MustCompile(`^(?i:paras?(?:graphs?)?\.?\s*)?(\d{1,3}(?:\.\d{1,3})?(?:\s?\([a-z]{1,4}\))*)\.?$`)

// paraOf reads a column of paragraph numbers; "" for what is none.
func paraOf(s string) string {
	if m := paraRE.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
		return strings.ReplaceAll(m[1], " ", "")
	}
	return ""
}
