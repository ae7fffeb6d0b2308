package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// group is a bracket of recommending States in a recommendation's text.
type group struct {
	start, end int // bytes, brackets included
	by         []string
	printed    []string
}

// brackets finds the outermost bracket groups of s.
func brackets(s string) [][2]int {
	var out [][2]int
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			if depth == 0 {
				start = i
			}
			depth++
		case ')':
			if depth > 0 {
				depth--
				if depth == 0 {
					out = append(out, [2]int{start, i + 1})
				}
			}
		}
	}
	// A bracket that is opened twice and closed once: "(Iran (Islamic Republic of);"
	if depth > 0 {
		if end := strings.LastIndexByte(s, ')'); end > start {
			out = append(out, [2]int{start, end + 1})
		}
	}
	return out
}

// stateGroups finds the brackets of s that name recommending States. Of a
// bracket that is opened and never closed ("(ICERD, in line with … (Peru);")
// the last inner one counts. Where no bracket names a State the last one is
// read with misprints allowed ("United Sates"), and kept as an unknown name
// where it looks like one.
func stateGroups(g *corpus.Gazetteer, s string) []group {
	var out []group
	all := brackets(s)
	for _, b := range all {
		inner := s[b[0]+1 : b[1]-1]
		if strings.Count(inner, "(") > strings.Count(inner, ")") {
			inner += ")"
		}
		if by, printed, ok := stateList(g, inner); ok {
			out = append(out, group{b[0], b[1], by, printed})
		} else if gr, ok := innerGroup(g, s, b); ok {
			out = append(out, gr)
		}
	}
	if len(out) == 0 && len(all) > 0 {
		out = lastGroup(g, s, all[len(all)-1])
	}
	return out
}

// innerGroup reads the last bracket inside an unresolved one that ends with it.
func innerGroup(g *corpus.Gazetteer, s string, b [2]int) (group, bool) {
	for i := b[1] - 2; i > b[0]; i-- {
		if s[i] != '(' {
			continue
		}
		if by, printed, ok := stateList(g, s[i+1:b[1]-1]); ok {
			return group{i, b[1], by, printed}, true
		}
	}
	return group{}, false
}

// nameRE is what can be a State's name: words with lower-case letters.
var nameRE = pattern.New(`^(?:the )?\p{Lu}[\p{L}’‟' ().,-]*\p{Ll}[\p{L}’‟' ().,-]*$`)

// lastGroup reads the bracket that closes a text with misprints allowed.
func lastGroup(g *corpus.Gazetteer, s string, b [2]int) []group {
	if strings.Trim(s[b[1]:], " ;.,") != "" {
		return nil
	}
	inner := strings.Trim(s[b[0]+1:b[1]-1], " ,;.")
	if len(inner) > 70 || !nameRE.MatchString(strings.TrimLeft(inner, "(")) {
		return nil
	}
	if c, ok := g.ResolveNear(inner); ok {
		return []group{{b[0], b[1], []string{c}, []string{inner}}}
	}
	return []group{{b[0], b[1], []string{"?" + inner}, []string{inner}}}
}

// stateList resolves a list of States.
func stateList(g *corpus.Gazetteer, s string) (by, printed []string, ok bool) {
	s = strings.Trim(s, " ,;.")
	if c, ok := g.Resolve(s); ok {
		return []string{c}, []string{s}, true
	}
	if c, ok := g.ResolveWords(s); ok {
		return []string{c}, []string{s}, true
	}
	good := 0
	for _, part := range splitStates(g, s) {
		part = strings.Trim(part, " ,;.")
		if part == "" {
			continue
		}
		printed = append(printed, part)
		if c, ok := g.Resolve(part); ok {
			by = append(by, c)
			good++
		} else if c, ok := g.ResolveNear(part); ok {
			by = append(by, c)
		} else {
			by = append(by, "?"+part)
		}
	}
	return by, printed, good > 0 && good*2 >= len(by)
}

func splitStates(g *corpus.Gazetteer, s string) []string {
	var parts []string
	depth, at := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',', ';', '/':
			if depth == 0 {
				parts = append(parts, s[at:i])
				at = i + 1
			}
		}
	}
	parts = append(parts, s[at:])
	var out []string
	for _, p := range parts {
		out = append(out, splitAnd(g, p)...)
	}
	return out
}

func splitAnd(g *corpus.Gazetteer, p string) []string {
	p = strings.TrimSpace(p)
	p = strings.TrimPrefix(p, "and ")
	p = strings.TrimPrefix(p, "as well as ")
	if _, ok := g.Resolve(p); ok {
		return []string{p}
	}
	for i := 0; ; {
		k := strings.Index(p[i:], " and ")
		if k < 0 {
			return splitSpace(g, p)
		}
		left, right := p[:i+k], p[i+k+5:]
		if _, ok := g.Resolve(left); ok {
			return append([]string{left}, splitAnd(g, right)...)
		}
		i += k + 5
	}
}

// splitSpace parts two names whose comma was not printed: "Chile Egypt"
// (A/HRC/23/10, 119.2).
func splitSpace(g *corpus.Gazetteer, p string) []string {
	for i := 0; i < len(p); i++ {
		if p[i] != ' ' {
			continue
		}
		_, left := g.Resolve(p[:i])
		_, right := g.Resolve(p[i+1:])
		if left && right {
			return []string{p[:i], p[i+1:]}
		}
	}
	return []string{p}
}
