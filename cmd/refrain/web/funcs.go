package web

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/report"
)

// funcs are what the templates may call.
func (v *views) funcs() template.FuncMap {
	return template.FuncMap{
		"asset":    func(name string) string { return v.names[name] },
		"dict":     dict,
		"join":     strings.Join,
		"lower":    strings.ToLower,
		"number":   grouped,
		"quantity": quantity,
		"position": positionView,
		"positionWords": func(p corpus.Passage) string {
			return report.PositionWords(p)
		},
		"short":  report.Short,
		"kosovo": func() string { return kosovoNote },
		"missing": func(r corpus.Review) string {
			return report.MissingNote(r)
		},
		"kind":  func(k corpus.Kind) string { return kindValue(nil, string(k)) },
		"grade": func(g int) string { return map[int]string{2: "yes", 1: "partly", 0: "no"}[g] },
		"add":   func(a, b int) int { return a + b },
	}
}

// dict makes a map of pairs, so that a part can be given several things.
func dict(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}

// grouped writes 12345 as "12,345".
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// quantity gives "1 passage", "1,234 passages", "2 bodies".
func quantity(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return grouped(n) + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return grouped(n) + " " + noun + "s"
}

// positionShown is a position with a sign, so that colour is not the only
// difference.
type positionShown struct{ Sign, Word, Class string }

func positionView(p corpus.Passage) positionShown {
	v := positionShown{Word: string(p.Position), Class: string(p.Position)}
	switch p.Position {
	case corpus.Supported:
		v.Sign = "✓"
	case corpus.Noted:
		v.Sign = "–"
	case corpus.Pending:
		v.Sign = "…"
	}
	if p.Partial {
		v.Word += " (in part)"
	}
	return v
}
