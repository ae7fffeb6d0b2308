package cite

import (
	"strings"

	"refrain/corpus"
)

// SplitStates parts a list of States, "Chile, Norway and the Sudan", into
// names as printed; nil where one of them is no State.
func SplitStates(g *corpus.Gazetteer, s string) []string {
	var out []string
	for _, part := range topLevel(s) {
		part = strings.TrimSpace(strings.Trim(part, " .:"))
		if part == "" {
			continue
		}
		if _, ok := g.Resolve(part); ok {
			out = append(out, part)
			continue
		}
		names := splitAnd(g, part)
		if names == nil {
			return nil
		}
		out = append(out, names...)
	}
	return out
}

// topLevel parts a list at commas, semicolons and slashes outside brackets.
func topLevel(s string) []string {
	var out []string
	depth, at := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',', ';', '/':
			if depth == 0 {
				out = append(out, s[at:i])
				at = i + 1
			}
		}
	}
	return append(out, s[at:])
}

// splitAnd parts "Chile and Bosnia and Herzegovina"; nil where a name is none.
func splitAnd(g *corpus.Gazetteer, s string) []string {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "and "))
	if _, ok := g.Resolve(s); ok {
		return []string{s}
	}
	for i := 0; ; {
		k := strings.Index(s[i:], " and ")
		if k < 0 {
			return nil
		}
		k += i
		if _, ok := g.Resolve(s[:k]); ok {
			if rest := splitAnd(g, s[k+5:]); rest != nil {
				return append([]string{s[:k]}, rest...)
			}
		}
		i = k + 5
	}
}
