package match

import "refrain/corpus/concept"

// The numbers a pair of units is judged by.
const (
	fWordCover   = iota // share of the item's words, by rarity, that the passage has
	fWordBack           // the same the other way round
	fWordCos            // cosine of the words
	fPairCover          // share of the item's neighbouring words
	fVec                // cosine of the vectors
	fConcCos            // cosine of the concepts
	fConcCover          // share of the item's concepts
	fConcBack           // share of the passage's concepts
	fConcTop            // weight of the rarest concept named in both, 0-1
	fTreaty             // share of the item's treaties named
	fTreatyMiss         // both name treaties, none in both
	fHolderShare        // a right-holder in both
	fHolderMiss         // both name right-holders, none in both
	fHolderItem         // only the item names right-holders
	fHolderPass         // only the passage does
	fAct                // share of actions in both
	fIssueMiss          // the rarest issue of the item is missing
	fIssueShare         // number of issues and institutions in both, saturating
	fNearCover          // share of the item's words that the passage has, or a neighbour
	fCore               // share of the item's treaties, institutions, issues met
	fCoreBack           // the same the other way round
	fCoreTop            // how well the rarest of the item's is met
	fTreatyAny          // a treaty in both, and both ask to ratify
	fTreatyGroup        // the item asks for a treaty, the passage for treaties of its group
	fHolderCover        // share of the item's right-holders, by rarity, met
	fHolderBack         // the same the other way round
	fSubjectTop         // how well the item's subject is met
	fSubjectBack        // how well the passage's subject is met
	fTrackMiss          // demands on different tracks
	fTrackSame          // demands on the same track, not that of substance
	fGroupTop           // rarity of the rarest group of the item that the passage meets, 0-1
	fGroupMiss          // rarity of the rarest group of the item that the passage does not meet
	fGroupBack          // rarity of the rarest group of the passage that the item does not meet
	nPair
)

// pairFeatures are the numbers of one pair of units.
type pairFeatures [nPair]float32

// compare fills the numbers for item unit a and passage unit b.
func compare(a, b *unit) (f pairFeatures) {
	shared, cos := overlap(a.words, b.words)
	f[fWordCover] = ratio(shared, a.wordSum)
	f[fWordBack] = ratio(shared, b.wordSum)
	f[fWordCos] = ratio(cos, a.wordNorm*b.wordNorm)
	pairShared, _ := overlap(a.pairs, b.pairs)
	f[fPairCover] = ratio(pairShared, a.pairSum)
	for i := range a.vec {
		f[fVec] += float32(a.vec[i] * b.vec[i])
	}
	shared, cos = overlap(a.conc, b.conc)
	f[fConcCover] = ratio(shared, a.concSum)
	f[fConcBack] = ratio(shared, b.concSum)
	f[fConcCos] = ratio(cos, a.concNorm*b.concNorm)
	compareNamed(a, b, &f)
	both := common(a.treaties, b.treaties)
	if len(a.treaties) > 0 {
		f[fTreaty] = float32(both) / float32(len(a.treaties))
		f[fTreatyMiss] = flag(len(b.treaties) > 0 && both == 0)
	}
	sharedHolders := common(a.holders, b.holders)
	f[fHolderShare] = flag(sharedHolders > 0)
	f[fHolderMiss] = flag(sharedHolders == 0 && len(a.holders) > 0 && len(b.holders) > 0)
	f[fHolderItem] = flag(len(a.holders) > 0 && len(b.holders) == 0)
	f[fHolderPass] = flag(len(a.holders) == 0 && len(b.holders) > 0)
	ratifying := a.track == onRatifying && b.track == onRatifying
	f[fTreatyAny] = flag(ratifying && both > 0)
	f[fTreatyGroup] = flag(ratifying && both == 0 && inGroup(a, b))
	f[fTrackMiss] = flag(a.track != b.track)
	f[fTrackSame] = flag(a.track == b.track && a.track != onSubstance)
	f[fNearCover] = nearCover(a, b)
	f[fCore], f[fCoreTop] = met(a, b)
	f[fCoreBack], _ = met(b, a)
	f[fGroupTop], f[fGroupMiss] = groupsMet(a, b)
	_, f[fGroupBack] = groupsMet(b, a)
	f[fHolderCover] = holderCover(a, b)
	f[fHolderBack] = holderCover(b, a)
	f[fSubjectTop], f[fSubjectBack] = subjectMet(a, b), subjectMet(b, a)
	if n := len(a.acts); n > 0 {
		f[fAct] = float32(common(a.acts, b.acts)) / float32(n)
	}
	return f
}

// topIDF is the rarity at which a shared concept counts fully.
const topIDF = 7

// compareNamed looks at the concepts that the texts name themselves.
func compareNamed(a, b *unit, f *pairFeatures) {
	lex := a.lex
	var rarest, top float32
	rarestIn := false
	issues := 0
	for _, c := range a.named {
		k := lex.kind[c]
		if k != concept.Issue && k != concept.Institution && k != concept.Treaty {
			continue
		}
		in := has(b.conc, c)
		if lex.idf[c] > rarest {
			rarest, rarestIn = lex.idf[c], in
		}
		if in {
			issues++
			top = max(top, lex.idf[c])
		}
	}
	f[fConcTop] = min(1, top/topIDF)
	f[fIssueMiss] = flag(rarest > 0 && !rarestIn)
	f[fIssueShare] = float32(issues) / float32(issues+1)
}

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func ratio(x, y float32) float32 {
	if y <= 0 {
		return 0
	}
	return x / y
}

// overlap returns the sum of the smaller weights and of the products of the
// weights over the ids in both.
func overlap(a, b terms) (shared, product float32) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			shared += min(a[i].w, b[j].w)
			product += float32(a[i].w * b[j].w)
			i++
			j++
		}
	}
	return shared, product
}

// common counts the members of two sorted lists that are in both.
func common(a, b []int32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// has reports whether id stands in t.
func has(t terms, id int32) bool {
	lo, hi := 0, len(t)
	for lo < hi {
		m := (lo + hi) / 2
		if t[m].id < id {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(t) && t[lo].id == id
}

// inGroup reports whether b asks generically for a treaty that a names.
func inGroup(a, b *unit) bool {
	for _, t := range a.treaties {
		if generic(b.lex, b.treaties, a.lex.Concepts()[t].ID) {
			return true
		}
	}
	return false
}

// met returns the share, by rarity, of a's treaties, institutions and issues
// that b meets, and how well it meets the rarest. One is met fully by itself,
// less by a narrower one, by half by a wider one.
func met(a, b *unit) (share, top float32) {
	var sum, rarest float32
	for _, c := range a.core {
		w := a.lex.idf[c]
		m := meets(a.lex, c, b)
		sum += w
		share += float32(w * m)
		if w > rarest {
			rarest, top = w, m
		}
	}
	return ratio(share, sum), top
}

// groupsMet returns how rare the rarest group is that a names and b meets, by
// itself or in a narrower one, and the rarest that b does not.
func groupsMet(a, b *unit) (met, missed float32) {
	for _, c := range a.groups {
		w := min(1, a.lex.idf[c]/topIDF)
		if contains(b.holders, c) {
			met = max(met, w)
		} else {
			missed = max(missed, w)
		}
	}
	return met, missed
}

func meets(lex *lexicon, c int32, b *unit) float32 {
	if contains(b.core, c) {
		return 1
	}
	var best float32
	if lex.joined(c, b) {
		best = 0.7
	}
	for _, d := range b.core {
		switch {
		case contains(lex.ancestors[d], c):
			best = max(best, 0.8)
		case contains(lex.ancestors[c], d):
			best = max(best, 0.5)
		}
	}
	return best
}

// nearCover is the share, by rarity, of a's words that b has, a neighbour
// counting by its nearness.
func nearCover(a, b *unit) float32 {
	var sum float32
	for _, t := range a.words {
		if b.holds&(1<<(uint32(t.id)%64)) != 0 && has(b.words, t.id) {
			sum += t.w
			continue
		}
		if int(t.id) >= len(a.back.Neighbours) {
			continue
		}
		var best float32
		for _, n := range a.back.Neighbours[t.id] {
			if n.Sim <= best {
				break
			}
			if b.holds&(1<<(uint32(n.Word)%64)) != 0 && has(b.words, n.Word) {
				best = n.Sim
			}
		}
		sum += float32(t.w * best)
	}
	return ratio(sum, a.wordSum)
}

// holderCover is the share of a's right-holders, by rarity, that b names; 1
// where a names none.
func holderCover(a, b *unit) float32 {
	var sum, shared float32
	for _, h := range a.holders {
		sum += a.lex.idf[h]
		if contains(b.holders, h) {
			shared += a.lex.idf[h]
		}
	}
	if sum == 0 {
		return 1
	}
	return shared / sum
}

// subjectMet is how well b meets the subject of a, be it an issue or a group;
// a half where a has none.
func subjectMet(a, b *unit) float32 {
	if a.subject < 0 {
		return 0.5
	}
	if contains(b.named, a.subject) {
		return 1
	}
	if has(b.conc, a.subject) {
		return 0.8
	}
	if a.lex.joined(a.subject, b) {
		return 0.7
	}
	if a.wider(b) {
		return 0.5
	}
	return 0
}

// wider reports whether b names an issue or group that a's subject is part of.
// That both are about children does not make marriage of work.
func (a *unit) wider(b *unit) bool {
	group := a.lex.kind[a.subject] == concept.Holder
	for _, up := range a.lex.ancestors[a.subject] {
		if (group || a.lex.kind[up] != concept.Holder) && contains(b.named, up) {
			return true
		}
	}
	return false
}
