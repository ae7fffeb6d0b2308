package match

import (
	"sync"

	"refrain/corpus"
)

// entry is a passage with its units.
type entry struct {
	p  *corpus.Passage
	at int32 // its place among all passages in scope
	// whole is the unit of the whole text. The others are made when a pair is
	// compared closely, which few are.
	whole  *unit
	parts  []*unit
	reader *reader
	once   sync.Once
	// themes weighs the themes of what it names and of its headings, in the
	// order of the list of themes; head is the unit of its innermost heading,
	// nil where it stands under none.
	themes []float32
	head   *unit
	under  string // the theme of its innermost heading that is one
}

func (r *reader) entry(p *corpus.Passage) *entry {
	e := &entry{p: p, reader: r, whole: r.read("", AskOf(p)), under: headingTheme(p.Headings)}
	e.whole.within = e.whole
	e.themes = themeVector(e.whole, e.under)
	if n := len(p.Headings); n > 0 {
		e.head = r.read("", p.Headings[n-1])
	}
	return e
}

// units are the whole and, after it, its parts.
func (e *entry) units() []*unit {
	e.once.Do(func() {
		e.parts = []*unit{e.whole}
		last, sentence := e.whole, e.whole
		for _, s := range pieces(e.p)[1:] {
			var before *unit
			if s.part {
				before = last
			}
			u := e.reader.readPart(s.name, s.text, before)
			if u.n == 0 {
				continue
			}
			if e.whole.track == onRatifying && len(u.treaties) > 0 {
				u.track = onRatifying // "ratify A; B; and C": B and C are to be ratified too
			}
			if !s.clause {
				sentence = u
			}
			u.within = sentence
			e.parts = append(e.parts, u)
			last = u
		}
	})
	return e.parts
}

// The numbers a pair of passages is judged by: those of the wholes, those of
// the two units that agree best, and what share of the item and the passage
// these units are.
const (
	lBest      = nPair
	lShareItem = 2*nPair + iota - 1
	lSharePass
	lTheme    // cosine of the themes
	lHeadItem // share of the concepts of the item's heading in the passage
	lHeadPass // share of the concepts of the passage's heading in the item
	lHeadSame // both stand under headings of the same theme
	lAside    // the passage names neither what the item is about nor the wider
	lOff      // the passage names at most the wider
	lTrack    // no part of the passage is a demand of the item's kind
	lAbout    // share, by rarity, of what the item is about that the passage meets
	lFirst    // how early the passage names something the item is about
	lLead     // how well the passage meets the first subject of the item's part
	lLeadBack // how well the item meets the first subject of the passage's part
	nLink
)

type linkFeatures [nLink]float32

// judge compares all units of an item and a passage and returns the numbers
// with the places of the two units that agree best.
func judge(a, b *entry) (f linkFeatures, ua, ub int) {
	whole := compare(a.whole, b.whole)
	best, top := whole, rough(&whole)
	as, bs := a.units(), b.units()
	for i, x := range as {
		for j, y := range bs {
			if i == 0 && j == 0 || x.names&y.names == 0 && x.holds&y.holds == 0 {
				continue
			}
			p := compare(x, y)
			if s := rough(&p) * share(x, a.whole); s > top {
				best, top, ua, ub = p, s, i, j
			}
		}
	}
	copy(f[:], whole[:])
	copy(f[lBest:], best[:])
	f[lShareItem] = ratio(as[ua].wordSum, a.whole.wordSum)
	f[lSharePass] = ratio(bs[ub].wordSum, b.whole.wordSum)
	f[lTheme] = cosine(a.themes, b.themes)
	if a.head != nil {
		shared, _ := overlap(a.head.conc, b.whole.conc)
		f[lHeadItem] = ratio(shared, a.head.concSum)
	}
	if b.head != nil {
		shared, _ := overlap(b.head.conc, a.whole.conc)
		f[lHeadPass] = ratio(shared, b.head.concSum)
	}
	f[lHeadSame] = flag(a.under != "" && a.under == b.under)
	f[lAside] = flag(aside(as[ua], b))
	f[lOff] = flag(offSubject(as[ua], b))
	f[lTrack] = flag(otherTrack(as[ua], b))
	f[lAbout], f[lFirst] = aboutMet(as[ua], b.whole)
	f[lLead], f[lLeadBack] = leadMet(as[ua], b.whole), leadMet(bs[ub], a.whole)
	return f, ua, ub
}

func cosine(a, b []float32) float32 {
	var d, x, y float32
	for i := range a {
		d += float32(a[i] * b[i])
		x += float32(a[i] * a[i])
		y += float32(b[i] * b[i])
	}
	return ratio(d, sqrt(x*y))
}

// rough is the score by which the best pair of units is chosen.
func rough(f *pairFeatures) float32 {
	return f[fConcCos] + float32(0.5*f[fConcCover]) + f[fWordCos] + float32(0.5*f[fWordCover]) + f[fVec] + float32(0.5*f[fConcTop])
}

// share makes a small part of an item count less: agreement with three words
// of a long item says little.
func share(part, whole *unit) float32 {
	return 0.7 + float32(0.3*sqrt(ratio(part.wordSum, whole.wordSum)))
}
