package check

import (
	"fmt"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

var (
	joinedRE = pattern.New(`^[\s,;.)(\]]*(?:and|see|see also|as well as|also|cf\.)?[\s,;(\[]*(?:see also|also|see)?[\s,;(\[]*$`)
)

// citation checks one citation and keeps the passages that it names.
func (r *run) citation(c *checked) {
	f := Finding{What: Citation, Result: Correct}
	for _, form := range c.Form {
		f.Style = append(f.Style, form.Text)
	}
	switch {
	case c.letter:
		if !r.letter(c, &f) {
			return
		}
	case c.Bare && !r.placed(c), c.symbol == "":
		return // a source that has no symbol, or numbers of no document named before
	default:
		if !r.document(c, &f) {
			return
		}
	}
	if c.ambiguous && f.Result == Correct {
		f.Style = append(f.Style, "“Ibid.” follows a note on several documents; it was read as "+c.symbol)
	}
	for _, p := range c.passages {
		f.IDs = append(f.IDs, p.ID)
	}
	if len(c.passages) > 0 {
		f.Official = cite.Official(c.passages[0])
	}
	c.finding = r.add(c.block, c.Start, c.End, f)
}

// placed finds the document of bare numbers: of those cited before, the last
// that has all of them; else the one cited last, where it has a list with their
// lead. False means that they are of some other source.
func (r *run) placed(c *checked) bool {
	if len(c.Parts) == 0 {
		return false
	}
	if s := r.earlierWithAll(c); s != "" {
		c.symbol = s
		return true
	}
	v := r.Shelf.Volume(c.symbol)
	return v != nil && v.Last(c.Parts[0].First) != ""
}

// earlierWithAll is the document cited last before c that has all its numbers.
func (r *run) earlierWithAll(c *checked) string {
	refs, faults := c.Refs()
	if len(refs) == 0 || len(faults) > 0 {
		return ""
	}
	for _, s := range c.earlier {
		if v := r.Shelf.Volume(s); v != nil && hasAll(v, refs) {
			return s
		}
	}
	return ""
}

// document checks a citation of a document with a symbol; false where it is
// none.
func (r *run) document(c *checked, f *Finding) bool {
	v := r.Shelf.Volume(c.symbol)
	if v == nil {
		r.absent(c, f)
		return true
	}
	c.doc = v
	refs, faults := c.Refs()
	var missing []cite.Ref
	for _, ref := range refs {
		p, ok := v.Passage(ref)
		switch {
		case ok:
			c.passages = append(c.passages, p)
			if cite.RefOf(p).No != "" && ref.No == "" && ref.Key() == p.Para {
				f.Style = append(f.Style, "cite it as "+strings.TrimPrefix(cite.Make([]corpus.Passage{p}, cite.Options{})[0].String(), v.Symbol+", "))
			}
		case v.HasLead(ref):
		default:
			missing = append(missing, ref)
		}
	}
	c.whole = len(missing)+len(faults) == 0
	switch {
	case len(faults) > 0:
		f.Result, f.Says = Wrong, sentence(faults[0].Text)
		if f.Right = r.mended(c, v); r.around(c).foreign(c.passages) {
			f.Right = ""
		}
	case len(missing) > 0 && c.item:
		return false // a number of something else
	case len(missing) > 0:
		r.noSuch(c, v, refs, missing, f)
	default:
		f.Says = said(c.passages, v)
		r.editions(c, v, f)
		r.named(c, v, f)
	}
	return true
}

// said says what a correct citation names.
func said(ps []corpus.Passage, v *cite.Volume) string {
	switch len(ps) {
	case 0:
		return "the document is here: " + v.Title
	case 1:
		s := strings.TrimSuffix(ps[0].Cite, ".")
		if ps[0].Position != "" {
			s += ", " + positionWords(ps[0])
		}
		return s
	}
	return fmt.Sprintf("all %d places are in the document", len(ps))
}

// absent says what is known of a document that is not here.
func (r *run) absent(c *checked, f *Finding) {
	f.Result = CannotCheck
	r.miss(c.symbol)
	f.Says = c.symbol + " is not in this workspace"
	f.Get = get(c.symbol)
	if c.Via != nil {
		if v := r.Shelf.Volume(c.Via.Symbol); v != nil {
			r.through(c, v, f)
			return
		}
	}
	if known := r.Shelf.KnownThrough(c.symbol); len(known) > 0 && c.Via == nil {
		refs, _ := c.Refs()
		for _, k := range known {
			if sources, _ := k.Source.Refs(); allIn(refs, sources) {
				f.Right = cite.Through(cite.Citation{Symbol: c.symbol, Stem: c.symbol, Parts: c.Parts}, k.Via).String()
				f.Says += "; " + k.Via.Cite + " reports it"
				break
			}
		}
	}
	r.slipped(c, f)
}

// get says how to get a document.
func get(symbol string) string {
	if u := cite.OfficialDocument(symbol, symbol); u != "" {
		return "get " + symbol + " from " + u + " and ingest it"
	}
	return ""
}

// allIn reports whether every reference of a is one of b, and a has one.
func allIn(a, b []cite.Ref) bool {
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y cite.Ref) bool { return x.Key() == y.Key() }) {
			return false
		}
	}
	return len(a) > 0
}

// through checks "X, as cited in Y": the passage of Y must name X.
func (r *run) through(c *checked, v *cite.Volume, f *Finding) {
	refs, _ := c.Via.Refs()
	f.Get = ""
	for _, ref := range refs {
		p, ok := v.Passage(ref)
		if !ok {
			f.Result, f.Says = Wrong, v.Symbol+" has no "+place(ref)+r.ends(v, ref)
			return
		}
		for _, src := range p.Source {
			if strings.HasPrefix(src, c.symbol) {
				f.Result, f.Says = Correct, p.Cite+" reports it"
				return
			}
		}
		f.Says = p.Cite + " does not name " + c.symbol + " in its notes"
	}
	own, _ := c.Refs()
	for _, k := range r.Shelf.KnownThrough(c.symbol) {
		if sources, _ := k.Source.Refs(); k.Via.Key == v.Key && allIn(own, sources) {
			f.Result = Wrong
			f.Right = cite.Through(cite.Citation{Symbol: c.symbol, Stem: c.symbol, Parts: c.Parts}, k.Via).String()
			return
		}
	}
}

// place names a place in words.
func place(ref cite.Ref) string {
	s := "para. " + ref.Para
	if ref.No != "" {
		s += ", No. " + ref.No
	}
	if ref.Sub != "" {
		s += " " + ref.Sub
	}
	if ref.Other != "" {
		s = ref.Other
	}
	return s
}

// ends says where a list ends, for a number that is beyond it, and where the
// recommendations stand, for a number of no list.
func (r *run) ends(v *cite.Volume, ref cite.Ref) string {
	if last := v.Last(ref); last != "" && ref.Sub == "" {
		return "; that list ends with " + last
	}
	var recs []corpus.Passage
	for _, p := range v.Document.Passages {
		if p.Kind == corpus.PassageRecommendation && p.Symbol == v.Symbol {
			recs = append(recs, p)
		}
	}
	if len(recs) == 0 || ref.No == "" && !strings.Contains(ref.Para, ".") {
		return ""
	}
	return "; its recommendations are " + cite.Join(cite.Make(recs, cite.Options{}))
}

// noSuch says that numbers are not in the document, that an older edition has
// them, or that another document has.
func (r *run) noSuch(c *checked, v *cite.Volume, refs, missing []cite.Ref, f *Finding) {
	var names []string
	for i, ref := range missing {
		if i == 4 {
			names = append(names, fmt.Sprintf("%d more", len(missing)-4))
			break
		}
		names = append(names, place(ref))
	}
	f.Result, f.Says = Wrong, v.Symbol+" has no "+cite.List(names)+r.ends(v, missing[0])
	for _, old := range v.Older {
		if _, ok := old.Passage(missing[0]); ok {
			f.Result, f.Says = Differs, "the edition of "+v.Symbol+" that was ingested last has no "+cite.List(names)+"; an earlier edition here has"
			return
		}
	}
	s := r.likeSymbol(c)
	if s == "" && c.Ibid {
		s = r.earlierWithAll(c)
	}
	if s != "" {
		if f.Says += "; " + s + " has"; r.around(c).near(placesIn(r.Shelf.Volume(s), refs)) {
			f.Right = cite.Citation{Symbol: s, Stem: s, Corr: c.Corr, Parts: c.Parts}.String()
		}
		return
	}
	if len(missing) < len(refs) && len(c.passages) > 0 {
		f.Right = cite.Join(cite.Make(c.passages, cite.Options{}))
	}
}

// mended is the citation with the one lead that all its ranges should have,
// where every number is then there: 151.119–115.127 for 115.119–115.127.
func (r *run) mended(c *checked, v *cite.Volume) string {
	var parts []cite.Part
	for _, p := range c.Parts {
		if _, err := p.Expand(); err != nil {
			fixed, ok := mendRange(p, v)
			if !ok {
				return ""
			}
			p = fixed
		}
		parts = append(parts, p)
	}
	return cite.Citation{Symbol: v.Symbol, Stem: v.CiteAs, Corr: c.Corr, Parts: parts}.String()
}

// mendRange tries the lead of either end for both, and the ends exchanged.
func mendRange(p cite.Part, v *cite.Volume) (cite.Part, bool) {
	first, last := p.First, p.Last
	for _, try := range []cite.Part{
		{First: relead(first, last), Last: last}, {First: first, Last: relead(last, first)}, {First: last, Last: first},
	} {
		refs, err := try.Expand()
		if err != nil {
			continue
		}
		all := true
		for _, ref := range refs {
			_, ok := v.Passage(ref)
			all = all && ok
		}
		if all {
			return try, true
		}
	}
	return p, false
}

// relead gives a the lead of b: 151.119 with 115.127 is 115.119.
func relead(a, b cite.Ref) cite.Ref {
	i, j := strings.LastIndexByte(a.Para, '.'), strings.LastIndexByte(b.Para, '.')
	a.Para = b.Para[:j+1] + a.Para[i+1:]
	return a
}

// editions says where a corrigendum or another edition matters.
func (r *run) editions(c *checked, v *cite.Volume, f *Finding) {
	for _, corr := range c.Corr {
		if !contains(v.Corr, corr) && r.Shelf.Volume(v.Symbol+"/"+corr) == nil {
			f.Result, f.Says = CannotCheck, v.Symbol+" has these places; "+v.Symbol+"/"+corr+" is not in this workspace, so what it corrects was not compared"
			f.Get = get(v.Symbol + "/" + corr)
			r.miss(v.Symbol + "/" + corr)
		}
	}
	for _, corr := range v.Corr {
		if !contains(c.Corr, corr) {
			f.Result = Differs
			f.Says = "there is a corrigendum, " + v.Symbol + "/" + corr + ": compare it, and cite both"
			f.Right = cite.Citation{Symbol: v.Symbol, Stem: v.CiteAs, Corr: v.Corr, Parts: c.Parts}.String()
		}
	}
	for _, old := range v.Older {
		for _, p := range c.passages {
			ref := cite.RefOf(p)
			if q, ok := old.Passage(ref); ok && corpus.TextHash(q.Text) != corpus.TextHash(p.Text) {
				f.Result, f.Says = Differs, place(ref)+" reads otherwise in an earlier edition of "+v.Symbol+" that is here too"
			}
		}
	}
}

// named checks the States in brackets after the numbers: each must have
// recommended it.
func (r *run) named(c *checked, v *cite.Volume, f *Finding) {
	var ps []corpus.Passage // that one bracket stands after
	for _, part := range c.Parts {
		refs, err := part.Expand()
		for _, ref := range refs {
			if p, ok := v.Passage(ref); ok && err == nil && p.Kind == corpus.PassageRecommendation && len(p.By) > 0 {
				ps = append(ps, p)
			}
		}
		if len(part.States) == 0 || len(ps) == 0 {
			continue
		}
		r.bracket(c, part.States, ps, f)
		ps = nil
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// sentence begins with a capital letter.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
