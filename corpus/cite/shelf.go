package cite

import (
	"slices"
	"strings"

	"refrain/corpus"
)

// Shelf finds what citations name among stored documents.
type Shelf struct {
	docs   map[string]*Volume
	byDate map[string]*Volume // letters: "PRK 2019-11-28"
	order  []*Volume
}

// Volume is a document with its passages by paragraph.
type Volume struct {
	*corpus.Document
	// Corr are the corrigenda of it that are stored: "Corr.1".
	Corr []string
	// Older are earlier editions: the same key, other bytes.
	Older []*Volume
	byRef map[string]int
}

// NewShelf makes a shelf of the current documents, positions joined, and of
// older editions of them.
func NewShelf(current, older []*corpus.Document) *Shelf {
	s := &Shelf{docs: map[string]*Volume{}, byDate: map[string]*Volume{}}
	for _, d := range current {
		v := volume(d)
		s.docs[strings.ToUpper(d.Key)] = v
		s.order = append(s.order, v)
		if d.Kind == corpus.KindLetter {
			s.byDate[d.State+" "+d.Date] = v
		}
	}
	for _, d := range older {
		if v := s.docs[strings.ToUpper(d.Key)]; v != nil {
			v.Older = append(v.Older, volume(d))
		}
	}
	for _, v := range s.order {
		if i := strings.LastIndex(v.Symbol, "/Corr."); i > 0 {
			if parent := s.docs[v.Symbol[:i]]; parent != nil {
				parent.Corr = append(parent.Corr, v.Symbol[i+1:])
			}
		}
	}
	return s
}

func volume(d *corpus.Document) *Volume {
	v := &Volume{Document: d, byRef: map[string]int{}}
	for i, p := range d.Passages {
		if _, ok := v.byRef[p.Para]; !ok {
			v.byRef[p.Para] = i
		}
	}
	return v
}

// Volumes are all documents, in the order they were given.
func (s *Shelf) Volumes() []*Volume { return s.order }

// Volume finds a document by symbol or key; nil where it is not here.
func (s *Shelf) Volume(symbol string) *Volume { return s.docs[strings.ToUpper(symbol)] }

// Corrigenda gives for every document the corrigenda that are stored, as
// [Options] wants them.
func (s *Shelf) Corrigenda() map[string][]string {
	out := map[string][]string{}
	for _, v := range s.order {
		if len(v.Corr) > 0 {
			out[v.Key] = v.Corr
		}
	}
	return out
}

// Passage is the passage that a place names; ok is false where the document
// has no such paragraph, item or sub-item.
func (v *Volume) Passage(r Ref) (p corpus.Passage, ok bool) {
	if r.Other != "" {
		for _, p := range v.Passages {
			if sameLocator(p.Locator, r.Other) {
				return p, true
			}
		}
		return p, false
	}
	if i, ok := v.byRef[r.Key()+strings.ReplaceAll(r.Sub, " ", "")]; ok {
		return v.Passages[i], true
	}
	i, ok := v.byRef[r.Key()]
	if !ok && r.No != "" && !strings.Contains(r.No, ".") {
		// "para. 5 (1)" of a paragraph that counts its points so.
		if i, ok = v.byRef[r.Para]; ok && !strings.Contains(v.Passages[i].Text, "("+r.No+")") {
			return p, false
		}
	}
	if !ok {
		return p, false
	}
	p = v.Passages[i]
	return p, r.Sub == "" || hasSub(p, r.Sub)
}

// HasLead reports whether a number is the lead paragraph of a list whose items
// are here: para. 124 of 124.1, 124.2 ….
func (v *Volume) HasLead(r Ref) bool {
	return r.No == "" && r.Sub == "" && slices.ContainsFunc(v.Passages, func(p corpus.Passage) bool {
		return strings.HasPrefix(p.Para, r.Para+".") || strings.HasPrefix(p.Para, r.Para+"(")
	})
}

// Last is the highest number that follows the same lead as r, for messages:
// "the list ends with 124.185"; "" where the lead itself is not there.
func (v *Volume) Last(r Ref) string {
	best := ""
	want, _ := lead(r.Key())
	for _, p := range v.Passages {
		l, n := lead(p.Para)
		if l == want && isNumber(p.Para) && n != "" && CompareNumbers(p.Para, best) > 0 {
			best = p.Para
		}
	}
	return best
}

// hasSub reports whether a passage has a sub-item: as a unit, or as letters in
// its text.
func hasSub(p corpus.Passage, sub string) bool {
	for _, part := range strings.Fields(sub) {
		if !strings.Contains(p.Text, part) {
			return false
		}
	}
	return true
}

// sameLocator compares locators whatever their quotation marks.
func sameLocator(a, b string) bool {
	fold := strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'")
	return strings.EqualFold(fold.Replace(a), fold.Replace(b))
}

// Letter finds a letter of the High Commissioner by its date; state may be
// empty. Letters of the same State with other dates come second.
func (s *Shelf) Letter(state, date string) (letter *Volume, others []*Volume) {
	for _, v := range s.order {
		if v.Kind != corpus.KindLetter || state != "" && v.State != state {
			continue
		}
		if v.Date == date {
			letter = v
			continue
		}
		others = append(others, v)
	}
	return letter, others
}

// Known is a passage of a compilation or summary through which a document that
// is not here is known.
type Known struct {
	Via    corpus.Passage
	Source Citation
}

// KnownThrough lists the passages whose endnotes name a document, with the
// places they name.
func (s *Shelf) KnownThrough(symbol string) []Known {
	var out []Known
	for _, v := range s.order {
		for _, p := range v.Passages {
			for _, src := range p.Source {
				for _, c := range Find(src) {
					if c.Symbol == symbol {
						out = append(out, Known{p, c})
					}
				}
			}
		}
	}
	return out
}

// Through cites a source that is known only through another document: "…, as
// cited in A/HRC/WG.6/34/SVN/2, para. 5". Such a source is reported, not
// quoted: [Quote] refuses quotation marks for it.
func Through(source Citation, via corpus.Passage) Citation {
	v := Make([]corpus.Passage{via}, Options{})[0]
	source.Via = &v
	return source
}
