package parse

import (
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// endMarks close a recommendation: ";" mostly, "." or nothing.
const endMarks = "\t\n\f\r ;.,:"

// lateStateRE is a State whose opening bracket was not printed:
// "… freedom of information law Austria);".
var lateStateRE = pattern.New(`([A-Z][^()]{2,60})\)[\s;.,]*$`)

// splitRecommendation fills By, ByPrinted, Ask and Units from Text.
func splitRecommendation(g *corpus.Gazetteer, p *corpus.Passage) {
	groups := stateGroups(g, p.Text)
	if len(groups) == 0 {
		groups = lateState(g, p.Text)
	}
	for _, gr := range groups {
		for i, code := range gr.by {
			if !contains(p.By, code) {
				p.By, p.ByPrinted = append(p.By, code), append(p.ByPrinted, gr.printed[i])
			}
		}
	}
	p.Ask = ask(p.Text, groups)
	p.Units = variants(p.Text, groups)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// lateState resolves the longest ending of the text before a lone ")".
func lateState(g *corpus.Gazetteer, s string) []group {
	m := lateStateRE.FindStringSubmatchIndex(s)
	if m == nil || strings.Count(s, ")") <= strings.Count(s, "(") {
		return nil
	}
	words := s[m[2]:m[3]]
	for i := 0; i < len(words); {
		if code, ok := g.Resolve(words[i:]); ok {
			return []group{{m[2] + i, m[3] + 1, []string{code}, []string{words[i:]}}}
		}
		k := strings.IndexByte(words[i:], ' ')
		if k < 0 {
			break
		}
		i += k + 1
	}
	return nil
}

// ask is the text without trailing State brackets and end mark.
func ask(s string, groups []group) string {
	end := len(strings.TrimRight(s, endMarks))
	for i := len(groups) - 1; i >= 0; i-- {
		if groups[i].end < end {
			break
		}
		end = len(strings.TrimRight(s[:groups[i].start], endMarks))
	}
	return strings.TrimSpace(s[:end])
}

// variants cuts a recommendation into the parts that have States of their own:
// "Ratify … (Benin); ratify … (Portugal);", "Consider (A)/ratify (B, C)".
func variants(s string, groups []group) []corpus.Unit {
	var out []corpus.Unit
	from := 0
	for i := 0; i < len(groups); {
		j := i
		for j+1 < len(groups) && strings.Trim(s[groups[j].end:groups[j+1].start], " ;,") == "" {
			j++
		}
		text := strings.Trim(s[from:groups[i].start], " ;,./")
		if text != "" {
			start := from + strings.Index(s[from:], text)
			u := corpus.Unit{Name: "variant " + itoa(len(out)+1), Text: text, Start: utf8.RuneCountInString(s[:start])}
			u.End = u.Start + utf8.RuneCountInString(text)
			for _, gr := range groups[i : j+1] {
				u.By = append(u.By, gr.by...)
			}
			out = append(out, u)
		}
		from = groups[j].end
		i = j + 1
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
