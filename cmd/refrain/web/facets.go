package web

import (
	"sort"
	"strconv"
	"strings"

	"refrain/index"
)

// facetKind is one line of the table of facets.
type facetKind struct {
	// Field is the field of the search language and the name in addresses.
	Field, Name string
	order       facetOrder
	label       func(s *shelf, value string) string
	hidden      bool // a filter only: it is not counted
	// leave says which values are not counted, though they can be asked for.
	leave func(value string) bool
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
	{Field: "position", Name: "Position of the State", label: positionValue},
	{Field: "by", Name: "Recommending State", order: byName, label: stateValue},
	{Field: "speaker", Name: "State that speaks in a debate or answers", order: byName, label: stateValue},
	{Field: "theme", Name: "Theme", label: themeValue},
	{Field: "ohchr_theme", Name: "Theme in OHCHR’s lists", order: byName, label: officialValue},
	{Field: "person", Name: "Affected persons in OHCHR’s lists", order: byName, label: officialValue},
	{Field: "sdg", Name: "SDG", order: byNumber, label: func(_ *shelf, v string) string { return "SDG " + v }},
	{Field: "concept", Name: "Concept", label: conceptValue, leave: noConcern},
	{Field: "speaks_for", Name: "Body or submitter reported", order: byName, label: submitterValue},
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
		if !on[c.Value] && (i >= maxValues || strings.HasPrefix(c.Value, "?") || k.leave != nil && k.leave(c.Value)) {
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
