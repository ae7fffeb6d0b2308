package match

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"refrain/corpus"
)

// errStale says that a library is not of the documents it is asked about.
var errStale = errors.New("the library of passages is of other documents: run `refrain rebuild`")

// InScope counts the passages that a question would be put to; docs are the
// heads of the documents.
func (l *Library) InScope(q Question, opt Options, docs []*corpus.Document) int {
	n := 0
	for _, in := range l.scope(scope{&q, &opt}, docs) {
		if in {
			n++
		}
	}
	return n
}

// Of reports whether the library is of these documents, by key and hash.
func (l *Library) Of(docs []*corpus.Document) bool {
	have := map[string]string{}
	for _, d := range l.docs {
		have[d.key] = d.sha
	}
	for _, d := range docs {
		record, ok := have[d.Key]
		if !ok && d.Import != "" {
			continue // all its rows joined other documents
		}
		if record != d.Record() {
			return false
		}
	}
	return true
}

// scope tells of each passage whether it is in scope.
func (l *Library) scope(s scope, docs []*corpus.Document) []bool {
	in := make([]bool, l.passages)
	byKey := map[string]*corpus.Document{}
	for _, d := range docs {
		byKey[d.Key] = d
	}
	var kinds [16]bool
	for i, k := range corpus.PassageKinds {
		kinds[i] = s.passage(&corpus.Passage{Kind: k})
	}
	for i, d := range l.docs {
		if h := byKey[d.key]; h == nil || !s.document(h) {
			continue
		}
		for n := l.first[i]; n < l.first[i+1]; n++ {
			in[n] = kinds[l.kinds[n]]
		}
	}
	return in
}

// libraryFor returns the library that a question goes through, nil where every
// passage in scope is read.
func (m *Matcher) libraryFor(ctx context.Context, s scope) (*Library, error) {
	if m.library != nil {
		if !m.library.Of(m.docs) {
			return nil, errStale
		}
		return m.library, nil
	}
	n := 0
	for _, d := range m.docs {
		if d.Passages == nil && d.Count > 0 {
			return nil, fmt.Errorf("matching: the passages of %s were not read", d.Key)
		}
		if !s.document(d) {
			continue
		}
		for i := range d.Passages {
			if s.passage(&d.Passages[i]) {
				n++
			}
		}
	}
	if s.opt.All || n <= LibraryFrom {
		return nil, nil
	}
	return newLibrary(ctx, m.docs)
}

// runOver is [Matcher.Run] by a library: the passages nearest to each item at
// first sight are read, each once, and compared closely.
func (m *Matcher) runOver(ctx context.Context, l *Library, s scope) ([]ItemLinks, error) {
	r := readerFor(s.q.State)
	in, at := l.scope(s, m.docs), l.order(m.docs)
	items := make([]*entry, len(s.q.Items))
	picks := make([][]int32, len(items))
	sums := sync.Pool{New: func() any { b := make([]float32, len(in)); return &b }}
	err := each(ctx, len(items), func(i int) {
		items[i] = r.entry(&s.q.Items[i])
		sum := sums.Get().(*[]float32)
		l.agreement(items[i].whole, *sum)
		picks[i] = nearestOf(*sum, in, at, nearest)
		sums.Put(sum)
	})
	if err != nil {
		return nil, err
	}
	entries, err := l.entries(ctx, r, at, picks)
	if err != nil {
		return nil, err
	}
	about, asking := l.about(in, at)
	out := make([]ItemLinks, len(items))
	err = each(ctx, len(items), func(i int) {
		var cs []*candidate
		for _, n := range picks[i] {
			if e := entries[n]; e.p.ID != items[i].p.ID {
				cs = append(cs, closely(items[i], e))
			}
		}
		rank(cs)
		out[i] = m.answer(s.q, items[i], cs, asking, false)
		out[i].Scope = about
	})
	return out, err
}

// order gives the place of each passage in the order of the documents, which
// need not be that of the library.
func (l *Library) order(docs []*corpus.Document) []int32 {
	of := make(map[string]int, len(l.docs))
	for i, d := range l.docs {
		of[d.key] = i
	}
	at := make([]int32, l.passages)
	next := int32(0)
	for _, d := range docs { // sorted, see [New]
		i, ok := of[d.Key]
		if !ok {
			continue
		}
		for n := l.first[i]; n < l.first[i+1]; n++ {
			at[n] = next
			next++
		}
	}
	return at
}

// nearestOf returns the passages in scope that agree most, at most n, in the
// order of the documents, at; of those that agree alike the first.
func nearestOf(sum []float32, in []bool, at []int32, n int) []int32 {
	const bins = 4096 // of agreements from 0 to 2
	var count [bins]int
	bin := func(x float32) int { return min(bins-1, int(x*(bins/2))) }
	for i, x := range sum {
		if x >= leastAgreement && in[i] {
			count[bin(x)]++
		}
	}
	least, have := bins, 0
	for least > 0 && have < n {
		least--
		have += count[least]
	}
	var out []int32
	for i, x := range sum {
		if x >= leastAgreement && in[i] && bin(x) >= least {
			out = append(out, int32(i))
		}
	}
	if len(out) > n {
		slices.SortStableFunc(out, func(a, b int32) int {
			switch {
			case sum[a] > sum[b]:
				return -1
			case sum[a] < sum[b]:
				return 1
			}
			return int(at[a] - at[b])
		})
		out = out[:n]
	}
	slices.SortFunc(out, func(a, b int32) int { return int(at[a] - at[b]) })
	return out
}

// entries reads the passages picked for any item, by number.
func (l *Library) entries(ctx context.Context, r *reader, at []int32, picks [][]int32) (map[int32]*entry, error) {
	var all []int32
	for _, p := range picks {
		all = append(all, p...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	var runs [][]int32 // of one document each
	for i, n := range all {
		if i == 0 || l.documentOf(n) != l.documentOf(all[i-1]) {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], n)
	}
	read := make([][]*entry, len(runs))
	var failed atomic.Pointer[error]
	err := each(ctx, len(runs), func(i int) {
		passages, err := l.passagesOf(runs[i])
		if err != nil {
			failed.CompareAndSwap(nil, &err)
			return
		}
		for k, p := range passages {
			e := r.entry(p)
			e.at = at[runs[i][k]]
			read[i] = append(read[i], e)
		}
	})
	if e := failed.Load(); e != nil {
		return nil, *e
	}
	out := make(map[int32]*entry, len(all))
	for i, run := range read {
		for k, e := range run {
			out[runs[i][k]] = e
		}
	}
	return out, err
}

func (l *Library) documentOf(passage int32) int {
	i, found := slices.BinarySearch(l.first, passage)
	if !found {
		return i - 1
	}
	for i+1 < len(l.first) && l.first[i+1] == passage {
		i++ // documents without passages
	}
	return i
}

// about describes the scope and lists the passages in it that ask to ratify.
func (l *Library) about(in []bool, at []int32) (ScopeInfo, []askingPassage) {
	s := ScopeInfo{Documents: []string{}, Nearest: nearest}
	for i, d := range l.docs {
		n := 0
		for k := l.first[i]; k < l.first[i+1]; k++ {
			n += btoi(in[k])
		}
		if s.Passages += n; n > 0 {
			s.Documents = append(s.Documents, d.key)
		}
	}
	slices.Sort(s.Documents)
	var asking []askingPassage
	for _, a := range l.asking {
		if in[a.passage] {
			asking = append(asking, a)
		}
	}
	slices.SortFunc(asking, func(a, b askingPassage) int { return int(at[a.passage] - at[b.passage]) })
	return s, asking
}
