package match

import (
	"strings"

	"refrain/corpus/concept"
)

// asks lists the treaties that an item asks for and who asks for the same in
// scope. A passage asks by name if it names the treaty itself, and generically
// if it asks to ratify treaties of a group ("the core human rights treaties").
// Only passages that speak of ratifying, or of a treaty's signing, count.
func asks(item *entry, found []askingPassage) []Ask {
	whole := item.whole
	if !asksToRatify(whole) {
		return nil
	}
	lex := whole.lex
	var out []Ask
	for _, h := range treatiesInOrder(whole) {
		c := lex.Concepts()[h]
		a := Ask{Treaty: c.ID, Label: c.Label, Name: c.Phrases[0], Found: NotFound, ByName: []string{}, Generic: []string{}}
		for _, p := range found {
			switch {
			case contains(p.treaties, h):
				a.ByName = append(a.ByName, p.id)
			case generic(lex, p.treaties, c.ID):
				a.Generic = append(a.Generic, p.id)
			}
		}
		switch {
		case len(a.ByName) > 0:
			a.Found = ByName
		case len(a.Generic) > 0:
			a.Found = Generically
		}
		out = append(out, a)
	}
	return out
}

// askingPassage is a passage that asks to ratify, with the treaties and groups
// of treaties it names, by concept number.
type askingPassage struct {
	passage  int32
	id       string
	treaties []int32
}

// asking lists the passages that ask to ratify, in the order of the documents.
func asking(entries []*entry) []askingPassage {
	var out []askingPassage
	for i, e := range entries {
		if len(e.whole.treaties) > 0 && asksToRatify(e.whole) {
			out = append(out, askingPassage{int32(i), e.p.ID, e.whole.treaties})
		}
	}
	return out
}

// asksToRatify reports whether a unit names the act of ratifying or joining.
func asksToRatify(u *unit) bool {
	return containsID(u, u.acts, "ratify") || containsID(u, u.named, "treaty-ratification")
}

func containsID(u *unit, list []int32, id string) bool {
	return contains(list, int32(u.lex.Number(id)))
}

func contains(list []int32, x int32) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// groups are the treaties that each generic ask covers; that for ILO conventions
// covers all of them.
var groups = map[string]map[string]bool{
	"core-treaties": {"icerd": true, "icescr": true, "op-icescr": true, "iccpr": true, "iccpr-op1": true, "iccpr-op2": true,
		"cedaw": true, "op-cedaw": true, "cat": true, "op-cat": true, "crc": true, "op-crc-ac": true, "op-crc-sc": true,
		"op-crc-ic": true, "icrmw": true, "crpd": true, "op-crpd": true, "cped": true},
	"stateless-conventions": {"stateless-1954": true, "stateless-1961": true},
	"palermo-protocols":     {"palermo-protocol": true, "smuggling-protocol": true, "firearms-protocol": true},
	"geneva-protocols":      {"geneva-protocol-1": true, "geneva-protocol-2": true, "geneva-protocol-3": true},
	"hague-conventions":     {"hague-adoption": true, "hague-abduction": true},
	"ilo-fundamental": {"ilo-c029": true, "ilo-p029": true, "ilo-c087": true, "ilo-c098": true, "ilo-c100": true, "ilo-c105": true,
		"ilo-c111": true, "ilo-c138": true, "ilo-c155": true, "ilo-c182": true, "ilo-c187": true},
}

func generic(lex *lexicon, treaties []int32, treaty string) bool {
	for _, t := range treaties {
		if id := lex.Concepts()[t].ID; groups[id][treaty] || id == "ilo-conventions" && strings.HasPrefix(treaty, "ilo-") {
			return true
		}
	}
	return false
}

// treatiesInOrder lists the single treaties a unit names, in the order of the
// text, each once.
func treatiesInOrder(u *unit) []int32 {
	var out []int32
	for _, h := range u.lex.Find(u.text) {
		if u.lex.kind[h.Number] == concept.Treaty && !contains(out, int32(h.Number)) {
			out = append(out, int32(h.Number))
		}
	}
	return out
}
