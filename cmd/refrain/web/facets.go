package web

import (
	"sort"
	"strconv"
	"strings"
	"sync"

	"refrain/corpus/concept"
	"refrain/index"
	"refrain/seeds"
)

// facetKind is one line of the table of facets.
type facetKind struct {
	// Field is the field of the search language and the name in addresses.
	Field, Name string
	order       facetOrder
	label       func(s *shelf, value string) string
	hidden      bool // a filter only: it is not counted
}

// facetOrder is how the values of a facet stand.
type facetOrder int

// States stand by name, never by count: a list of counts must not become a
// table of who did more.
const (
	byCount facetOrder = iota
	byName
	byNumber
	byNumberDown
)

// facetKinds are the facets in the order of the page.
var facetKinds = []facetKind{
	{Field: "state", Name: "State under review", order: byName, label: stateValue},
	{Field: "mechanism", Name: "Mechanism", order: byName, label: mechanismValue},
	{Field: "cycle", Name: "UPR cycle", order: byNumber, label: func(_ *shelf, v string) string { return "Cycle " + v }},
	{Field: "year", Name: "Year", order: byNumberDown, label: plainValue},
	{Field: "kind", Name: "Kind of passage", label: kindValue},
	{Field: "position", Name: "Position of the State", label: sentenceValue},
	{Field: "by", Name: "Recommending State", order: byName, label: stateValue},
	{Field: "theme", Name: "Theme", label: themeValue},
	{Field: "person", Name: "Affected persons", order: byName, label: sentenceValue},
	{Field: "sdg", Name: "SDG", order: byNumber, label: func(_ *shelf, v string) string { return "SDG " + v }},
	{Field: "concept", Name: "Concept", label: conceptValue},
	{Field: "speaks_for", Name: "Reported from", order: byName, label: mechanismValue},
	{Field: "role", Name: "Role", label: sentenceValue},
	{Field: "document", Name: "Kind of document", label: kindValue},
	{Field: "key", Name: "Document", label: keyValue, hidden: true},
}

func facetNamed(field string) facetKind {
	for _, k := range facetKinds {
		if k.Field == field {
			return k
		}
	}
	return facetKind{Field: field, Name: field, label: plainValue}
}

func facetFields() []string {
	var out []string
	for _, k := range facetKinds {
		if !k.hidden {
			out = append(out, k.Field)
		}
	}
	return out
}

// facetView is a facet on the page.
type facetView struct {
	Field, Name string
	// Values are shown at once, More on demand; Open says that one is on.
	Values, More []valueView
	On           int
}

// valueView is one value that can be ticked.
type valueView struct {
	Value, Label string
	Count        int
	On           bool
}

// shownValues is how many values of a facet are shown at once.
const shownValues = 6

// maxValues is how many values of a facet a page holds.
const maxValues = 250

func facetViews(s *shelf, q request, found *index.Result) []facetView {
	var out []facetView
	for _, k := range facetKinds {
		if k.hidden {
			continue
		}
		on := map[string]bool{}
		for _, f := range q.Filters {
			if f.Field == k.Field {
				for _, v := range f.Values {
					on[v] = true
				}
			}
		}
		if v := k.view(s, on, found.Facets[k.Field]); len(v.Values) > 1 || v.On > 0 {
			out = append(out, v)
		}
	}
	return out
}

// view makes a facet of its counts. Values that are on come with it even where
// nothing is left of them.
func (k facetKind) view(s *shelf, on map[string]bool, counts []index.Count) facetView {
	v := facetView{Field: k.Field, Name: k.Name}
	var all []valueView
	for i, c := range counts {
		if i >= maxValues && !on[c.Value] || strings.HasPrefix(c.Value, "?") && !on[c.Value] {
			continue
		}
		all = append(all, valueView{c.Value, k.label(s, c.Value), c.Count, on[c.Value]})
	}
	for value := range on {
		v.On++
		if !hasValue(all, value) {
			all = append(all, valueView{value, k.label(s, value), 0, true})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return k.less(all[i], all[j]) })
	for _, x := range all {
		if x.On || len(v.Values) < shownValues {
			v.Values = append(v.Values, x)
		} else {
			v.More = append(v.More, x)
		}
	}
	return v
}

func hasValue(all []valueView, value string) bool {
	for _, x := range all {
		if x.Value == value {
			return true
		}
	}
	return false
}

func (k facetKind) less(a, b valueView) bool {
	switch k.order {
	case byName:
		return a.Label < b.Label
	case byNumber, byNumberDown:
		x, _ := strconv.ParseFloat(a.Value, 64)
		y, _ := strconv.ParseFloat(b.Value, 64)
		if k.order == byNumber {
			return x < y
		}
		return x > y
	}
	if a.Count != b.Count {
		return a.Count > b.Count
	}
	return a.Label < b.Label
}

// The labels of values.

func plainValue(_ *shelf, v string) string { return v }

func sentenceValue(_ *shelf, v string) string {
	if v == "" {
		return v
	}
	return strings.ToUpper(v[:1]) + v[1:]
}

func stateValue(s *shelf, v string) string { return s.stateName(strings.ToUpper(v)) }

// mechanismNames are mechanisms in words; treaty bodies go by their acronyms.
var mechanismNames = map[string]string{"upr": "UPR", "ohchr": "OHCHR (compilations and letters)", "stakeholders": "Stakeholders", "state": "The State itself",
	"sp": "Special procedures", "coi": "Commissions of inquiry"}

func mechanismValue(_ *shelf, v string) string {
	if n := mechanismNames[v]; n != "" {
		return n
	}
	return strings.ToUpper(v)
}

// kindNames are kinds of passages and documents in words.
var kindNames = map[string]string{
	"upr-recommendation": "UPR recommendation", "upr-paragraph": "UPR paragraph", "concluding-observation": "Concluding observation",
	"compilation-paragraph": "Compilation paragraph", "summary-paragraph": "Stakeholder summary paragraph", "special-procedure": "Special procedure",
	"state-reply": "Reply of the State", "annex-item": "Annex item of a letter", "other": "Other",
	"wg-report": "Working Group report", "addendum": "Addendum (views of the State)", "compilation": "OHCHR compilation", "summary": "Stakeholder summary",
	"national-report": "National report", "mid-term-report": "Mid-term report", "concluding-observations": "Concluding observations",
	"commission-of-inquiry": "Commission of inquiry", "letter": "Letter of the High Commissioner", "matrix": "OHCHR matrix", "decision": "Decision",
	"session-report": "Session report of the Council", "advance-questions": "Advance questions",
}

func kindValue(s *shelf, v string) string {
	if n := kindNames[v]; n != "" {
		return n
	}
	return sentenceValue(s, v)
}

// themeLabels are the themes as the lists print them, by their folded form.
var themeLabels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for i, line := range strings.Split(seeds.Themes, "\n") {
		f := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if i > 0 && len(f) > 1 {
			out[strings.ToLower(f[1])] = f[1]
		}
	}
	return out
})

func themeValue(s *shelf, v string) string {
	if n := themeLabels()[v]; n != "" {
		return n
	}
	return sentenceValue(s, v)
}

var conceptLabels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, c := range concept.Default().Concepts() {
		out[strings.ToLower(c.ID)] = c.Label
	}
	return out
})

func conceptValue(s *shelf, v string) string {
	if n := conceptLabels()[v]; n != "" {
		return n
	}
	return sentenceValue(s, v)
}

func keyValue(s *shelf, v string) string {
	if h := s.byKey[v]; h != nil {
		return nameOf(h)
	}
	return v
}

// stateName is a State's name today as a list shows it: observers are
// labelled, and Kosovo carries the reference that the United Nations uses.
func (s *shelf) stateName(code string) string {
	switch code {
	case "VAT", "PSE":
		return s.states.Name(code) + " (observer)"
	case "XKX":
		return "Kosovo*"
	case "EUU":
		return s.states.Name(code) + " (organization)"
	}
	return s.states.Name(code)
}

// kosovoNote goes with every page that names Kosovo.
const kosovoNote = "* References to Kosovo shall be understood to be in the context of Security Council resolution 1244 (1999)."
