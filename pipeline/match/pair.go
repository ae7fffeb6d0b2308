package match

import "refrain/corpus"

// entry is a passage with its units; units[0] is the whole.
type entry struct {
	p     *corpus.Passage
	units []*unit
	// themes weighs the themes of what it names and of its headings, in the
	// order of the list of themes; head is the unit of its innermost heading,
	// nil where it stands under none.
	themes []float32
	head   *unit
	under  string // the theme of its innermost heading that is one
}

func (r *reader) entry(p *corpus.Passage) *entry {
	e := &entry{p: p}
	var last, sentence *unit
	for _, s := range pieces(p) {
		var before *unit
		if s.part {
			before = last
		}
		if u := r.readPart(s.name, s.text, before); u.n > 0 || len(e.units) == 0 {
			if len(e.units) > 0 && e.units[0].track == onRatifying && len(u.treaties) > 0 {
				u.track = onRatifying // "ratify A; B; and C": B and C are to be ratified too
			}
			if !s.clause {
				sentence = u
			}
			u.within = sentence
			e.units = append(e.units, u)
			last = u
		}
	}
	e.under = headingTheme(p.Headings)
	e.themes = themeVector(e.units[0], e.under)
	if n := len(p.Headings); n > 0 {
		e.head = r.read("", p.Headings[n-1])
	}
	return e
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
	nLink
)

type linkFeatures [nLink]float32

// judge compares all units of an item and a passage and returns the numbers
// with the places of the two units that agree best.
func judge(a, b *entry) (f linkFeatures, ua, ub int) {
	whole := compare(a.units[0], b.units[0])
	best, top := whole, rough(&whole)
	for i, x := range a.units {
		for j, y := range b.units {
			if i == 0 && j == 0 || x.names&y.names == 0 && x.holds&y.holds == 0 {
				continue
			}
			p := compare(x, y)
			if s := rough(&p) * share(x, a.units[0]); s > top {
				best, top, ua, ub = p, s, i, j
			}
		}
	}
	copy(f[:], whole[:])
	copy(f[lBest:], best[:])
	f[lShareItem] = ratio(a.units[ua].wordSum, a.units[0].wordSum)
	f[lSharePass] = ratio(b.units[ub].wordSum, b.units[0].wordSum)
	f[lTheme] = cosine(a.themes, b.themes)
	if a.head != nil {
		shared, _ := overlap(a.head.conc, b.units[0].conc)
		f[lHeadItem] = ratio(shared, a.head.concSum)
	}
	if b.head != nil {
		shared, _ := overlap(b.head.conc, a.units[0].conc)
		f[lHeadPass] = ratio(shared, b.head.concSum)
	}
	f[lHeadSame] = flag(a.under != "" && a.under == b.under)
	f[lAside] = flag(aside(a.units[ua], b))
	f[lOff] = flag(offSubject(a.units[ua], b))
	f[lTrack] = flag(otherTrack(a.units[ua], b))
	f[lAbout], f[lFirst] = aboutMet(a.units[ua], b.units[0])
	return f, ua, ub
}

func cosine(a, b []float32) float32 {
	var d, x, y float32
	for i := range a {
		d += a[i] * b[i]
		x += a[i] * a[i]
		y += b[i] * b[i]
	}
	return ratio(d, sqrt(x*y))
}

// rough is the score by which the best pair of units is chosen.
func rough(f *pairFeatures) float32 {
	return f[fConcCos] + 0.5*f[fConcCover] + f[fWordCos] + 0.5*f[fWordCover] + f[fVec] + 0.5*f[fConcTop]
}

// share makes a small part of an item count less: agreement with three words
// of a long item says little.
func share(part, whole *unit) float32 {
	return 0.7 + 0.3*sqrt(ratio(part.wordSum, whole.wordSum))
}
