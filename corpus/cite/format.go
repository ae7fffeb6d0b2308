package cite

import (
	"strings"

	"refrain/corpus"
)

// Citation is a document and the places in it that are cited.
type Citation struct {
	// Symbol is the document's canonical symbol; empty for documents without
	// one, for "Ibid." and for numbers whose document the context gives.
	Symbol string
	// Stem is how the document is cited: its symbol, or "Letter dated …".
	Stem string
	// Corr are corrigenda cited with it: "Corr.1".
	Corr []string
	// Parts are the places, in the order they are written.
	Parts []Part
	// Via is the document through which this one is known: "as cited in …".
	Via *Citation
	// Ibid says that the document is that of the citation before; Bare that
	// numbers stand without any document ("recommendations 124.54 and 124.55").
	Ibid, Bare bool
	// Open says that the last place goes on without an end: "140.32 ff.".
	Open bool
	// Note is the mark of the note that names the document: "(n 6)", "supra
	// note 6".
	Note string
	// Form tells the odd things about how it is written; Start and End are
	// its place in the text it was read from, in bytes.
	Form       []Fault
	Start, End int
}

// Fault is one odd thing about how a citation is written.
type Fault struct {
	// Text says it in a clause: "“para.” is missing".
	Text string
	// Wrong says that the citation names no place as it stands; else it is
	// a matter of style.
	Wrong bool
}

// Refs lists the places of all parts; ranges that cannot be expanded are left
// out and returned as faults.
func (c Citation) Refs() ([]Ref, []Fault) {
	var out []Ref
	var faults []Fault
	for _, p := range c.Parts {
		refs, err := p.Expand()
		if err != nil {
			faults = append(faults, Fault{err.Error(), true})
			continue
		}
		out = append(out, refs...)
	}
	return out, faults
}

// String is the citation in the form of the UN Editorial Manual.
func (c Citation) String() string {
	s := c.Stem
	if s == "" {
		s = c.Symbol
	}
	for _, corr := range c.Corr {
		s += " and " + corr
	}
	if places := c.places(); places != "" {
		s += ", " + places
	}
	if c.Via != nil {
		s += ", as cited in " + c.Via.String()
	}
	return s
}

// places writes the places: paragraphs, then plain lists, then others.
func (c Citation) places() string {
	var paras, other []Part
	lists := map[string][]Part{}
	var leads []string
	for _, p := range c.Parts {
		switch {
		case p.First.Other != "":
			other = append(other, p)
		case p.First.No != "":
			if lists[p.First.Para] == nil {
				leads = append(leads, p.First.Para)
			}
			lists[p.First.Para] = append(lists[p.First.Para], p)
		case p.First.Para != "":
			paras = append(paras, p)
		}
	}
	var out []string
	if len(paras) > 0 {
		out = append(out, word(paras, "para. ", "paras. ")+listParts(paras))
	}
	for _, l := range leads {
		out = append(out, "para. "+l+", "+word(lists[l], "No. ", "Nos. ")+listParts(lists[l]))
	}
	for _, p := range other {
		out = append(out, p.First.Other)
	}
	return List(out)
}

// word is singular where the parts name one number, of whatever sub-items.
func word(parts []Part, one, many string) string {
	for _, p := range parts {
		if p.First.number() != parts[0].First.number() || p.IsRange() && p.Last.number() != p.First.number() {
			return many
		}
	}
	return one
}

// listParts joins parts: sub-items of one paragraph share its number, and
// where States are named semicolons part the numbers.
func listParts(parts []Part) string {
	named := false
	for _, p := range parts {
		named = named || len(p.States) > 0
	}
	var items []string
	for i := 0; i < len(parts); {
		j := i + 1
		for j < len(parts) && parts[i].First.Sub != "" && parts[j].First.Sub != "" && parts[j].First.Key() == parts[i].First.Key() && len(parts[j-1].States) == 0 {
			j++
		}
		var subs []string
		for _, p := range parts[i:j] {
			subs = append(subs, subText(p))
		}
		s := numberText(parts[i]) + List(subs)
		if by := parts[j-1].States; len(by) > 0 {
			s += " (" + strings.Join(by, ", ") + ")"
		}
		items = append(items, s)
		i = j
	}
	if named {
		return strings.Join(items, "; ")
	}
	return List(items)
}

// numberText is a part's number or range of numbers.
func numberText(p Part) string {
	s := p.First.number()
	if p.First.Sic != "" {
		s += " [sic: " + p.First.Sic + "]"
	}
	if p.First.Sub != "" {
		return s + " "
	}
	if p.IsRange() {
		s += "–" + p.Last.number()
	}
	return s
}

func subText(p Part) string {
	if p.First.Sub != "" && p.IsRange() {
		return p.First.Sub + "–" + p.Last.Sub
	}
	return p.First.Sub
}

// List joins with commas, and "and" before the last.
func List(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	if n := len(parts) - 1; n > 0 {
		return strings.Join(parts[:n], ", ") + " and " + parts[n]
	}
	return parts[0]
}

// Join joins citations of several documents into one note.
func Join(cs []Citation) string {
	var out []string
	for _, c := range cs {
		out = append(out, c.String())
	}
	return List(out)
}

// Options say how citations are made of passages.
type Options struct {
	// States names the recommending States after each number, as printed in
	// the document; then no ranges are made.
	States bool
	// Corr gives the corrigenda of a document by its key: "Corr.1".
	Corr map[string][]string
}

// Make makes one citation a document, in the order of their first passages,
// with the places in the order of their numbers.
func Make(ps []corpus.Passage, opt Options) []Citation {
	var keys []string
	byDoc := map[string][]corpus.Passage{}
	for _, p := range ps {
		if byDoc[p.Key] == nil {
			keys = append(keys, p.Key)
		}
		byDoc[p.Key] = append(byDoc[p.Key], p)
	}
	var out []Citation
	for _, k := range keys {
		c := Citation{Symbol: byDoc[k][0].Symbol, Stem: Stem(byDoc[k][0]), Corr: opt.Corr[k]}
		c.Parts = partsOf(byDoc[k], opt.States)
		out = append(out, c)
	}
	return out
}

// partsOf are the parts that cite passages of one document.
func partsOf(ps []corpus.Passage, states bool) []Part {
	var refs []Ref
	by := map[Ref][]string{}
	for _, p := range ps {
		r := RefOf(p)
		refs = append(refs, r)
		if states && p.Kind == corpus.PassageRecommendation {
			by[r] = p.ByPrinted
		}
	}
	if len(by) == 0 {
		return Compress(refs)
	}
	var out []Part
	for _, p := range Compress(refs) {
		for _, r := range orOnly(p) {
			out = append(out, Part{First: r, States: by[r]})
		}
	}
	return out
}

// orOnly expands a part that Compress made.
func orOnly(p Part) []Ref {
	refs, err := p.Expand()
	if err != nil {
		return []Ref{p.First}
	}
	return refs
}

// Stem is the document's part of a passage's citation.
func Stem(p corpus.Passage) string {
	if i := strings.Index(p.Cite, ", "+p.Locator); i > 0 && p.Locator != "" {
		return p.Cite[:i]
	}
	if p.Symbol != "" {
		return p.Symbol
	}
	return p.Key
}
