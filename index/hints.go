package index

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// UnevenNotice is what to say of a [Result] that is Uneven.
const UnevenNotice = "The fields hold for one side of OR alone; for both write brackets: (torture OR ill-treatment) state:PRK"

// SmallNotice is what to say of a [Result] with a Small word.
func SmallNotice(word string) string {
	return fmt.Sprintf("“%s” in small letters asks nothing: write %s where it is meant as an operator", word, strings.ToUpper(word))
}

// StateNotice is what to say of a [Result] whose words name a State.
func StateNotice(named, code string) string {
	return fmt.Sprintf("“%s” was searched as words; state:%s finds passages on that State, by:%s what it recommended", named, code, code)
}

// has reports whether a passage here has a value in a field that is counted.
// Of other fields it says yes.
func (x *Index) has(field, value string) bool {
	c := x.columns.column(field)
	if c == nil {
		return true
	}
	value = fold1(value)
	if _, ok := c.number[value]; ok {
		return true
	}
	part := field == "theme" || field == "person" || field == fieldOHCHR
	return slices.ContainsFunc(c.values, func(v string) bool {
		return strings.HasPrefix(v, value) || part && strings.Contains(v, value)
	})
}

// Hint says what to try where a query found nothing: which document, State or
// value is not here, speaker: for by:, the field of a State that was typed as a
// word, and else less.
func (x *Index) Hint(text string, states *corpus.Gazetteer) string {
	if symbol := symbolNamed(text); symbol != "" {
		if x.has("symbol", symbol) {
			return symbol + " is here, but no such paragraph of it was read; `refrain check` says which numbers are missing"
		}
		return symbol + " is not among the documents here: import it, or get it with `refrain fetch`"
	}
	toks, err := scan(text)
	if err == nil {
		for i, t := range toks[:len(toks)-1] {
			if v := toks[i+1]; t.kind == tokField && (v.kind == tokWord || v.kind == tokPhrase) {
				if hint := x.absent(fieldName(t.text), v, states); hint != "" {
					return hint
				}
			}
		}
		for i, t := range toks[:len(toks)-1] {
			if t.kind == tokField && fieldName(t.text) == fieldBy {
				return fmt.Sprintf("the field by: finds what a State recommended; speaker:%s finds where it speaks in a debate or answers", toks[i+1].text)
			}
		}
	}
	return plainHint(toks, states)
}

// plainHint is for queries of which all fields are known here.
func plainHint(toks []token, states *corpus.Gazetteer) string {
	for i, t := range toks {
		if t.kind != tokWord || t.text != strings.ToUpper(t.text) || i > 0 && toks[i-1].kind == tokField {
			continue
		}
		code, ok := states.Understand(t.text)
		if states.Known(t.text) {
			code, ok = t.text, true
		}
		if ok {
			return fmt.Sprintf("write state:%s in place of %s for passages on that State, by:%s for what it recommended", code, t.text, code)
		}
	}
	return "a passage must have every word: leave some out, join them with OR, or write word beginnings (detent*) and near spellings (tortur~1)"
}

// absent says that no passage here has a value that was asked for; "" where
// some have it.
func (x *Index) absent(field string, v token, states *corpus.Gazetteer) string {
	values := []string{v.text}
	if v.kind == tokWord {
		values = strings.Split(v.text, ",")
	}
	for _, s := range values {
		if strings.ContainsAny(s, "*?") || strings.Contains(s, "..") || dashRE.MatchString(s) {
			continue
		}
		name := s
		switch field {
		case "state", fieldBy, fieldSpeaker:
			if code, ok := states.Understand(s); ok && !states.Known(strings.ToUpper(s)) {
				s = code
			}
			if n := states.Name(strings.ToUpper(s)); n != "" {
				name = n
			}
		case "concept":
			s = conceptID(s)
		}
		if x.has(field, s) || field == "theme" && x.has(fieldOHCHR, s) {
			continue
		}
		switch field {
		case "state":
			return "no document here is on " + name + "; `refrain status` lists the States that are"
		case fieldBy:
			continue // the hint on speaker: says more
		case "mechanism":
			return fmt.Sprintf("no document of %s is here; speaks_for:%s finds what compilations report of it", name, s)
		}
		hint := fmt.Sprintf("no passage here has %s:%s", field, name)
		if near := nearestValue(x.columns.column(field).values, fold1(s)); near != "" {
			hint += fmt.Sprintf("; did you mean %s:%q?", field, near)
		}
		return hint
	}
	return ""
}

// symbolNamed is the symbol of the one document that a text names as a place;
// "" where it names none or several.
func symbolNamed(text string) string {
	text = strings.TrimSpace(text)
	if linkRE.MatchString(text) {
		if u, err := url.Parse(text); err == nil {
			return linkedSymbol(u)
		}
		return ""
	}
	if cs, ok := cite.Only(text); ok && len(cs) == 1 {
		return cs[0].Symbol
	}
	return ""
}
