package match

import (
	"context"
	"runtime"
	"sort"
	"sync"

	"refrain/corpus"
)

// Matcher answers questions about a set of documents. It may be used from
// several goroutines.
type Matcher struct {
	docs    []*corpus.Document
	library *Library
}

// New makes a matcher of documents, positions joined. The order of the
// documents does not matter.
func New(docs []*corpus.Document) *Matcher {
	sorted := append([]*corpus.Document(nil), docs...)
	sort.SliceStable(sorted, func(i, j int) bool { return documentLess(sorted[i], sorted[j]) })
	return &Matcher{docs: sorted}
}

// NewOver makes a matcher of the heads of documents, whose passages a library
// has.
func NewOver(heads []*corpus.Document, l *Library) *Matcher {
	m := New(heads)
	m.library = l
	return m
}

// documentLess orders documents by time, then by key.
func documentLess(a, b *corpus.Document) bool {
	switch {
	case a.Year != b.Year:
		return a.Year < b.Year
	case a.Date != b.Date:
		return a.Date < b.Date
	}
	return a.Key < b.Key
}

// Run finds the passages for every item of a question. The answers stand in
// the order of the items. Where more than [LibraryFrom] passages are in scope,
// only those are compared closely that agree most with an item at first sight;
// the scope of the answers says so. An error is the context's, or says that a
// stored document cannot be read.
func (m *Matcher) Run(ctx context.Context, q Question, opt Options) ([]ItemLinks, error) {
	s := scope{&q, &opt}
	l, err := m.libraryFor(ctx, s)
	if err != nil {
		return nil, err
	}
	if l != nil {
		return m.runOver(ctx, l, s)
	}
	r := readerFor(q.State)
	found, err := newPool(ctx, r, m.inScope(s))
	if err != nil {
		return nil, err
	}
	out := make([]ItemLinks, len(q.Items))
	about := info(found.entries)
	err = each(ctx, len(q.Items), func(i int) {
		item := r.entry(&q.Items[i])
		out[i] = m.answer(&q, item, rankAll(item, found), found.asking, opt.All)
		out[i].Scope = about
	})
	return out, err
}

// inScope lists the passages in scope, in the order of the documents.
func (m *Matcher) inScope(s scope) []*corpus.Passage {
	var out []*corpus.Passage
	for _, d := range m.docs {
		if !s.document(d) {
			continue
		}
		for i := range d.Passages {
			if s.passage(&d.Passages[i]) {
				out = append(out, &d.Passages[i])
			}
		}
	}
	return out
}

// each calls do for 0…n-1 on all processors. What do writes must depend on i
// alone.
func each(ctx context.Context, n int, do func(i int)) error {
	var wg sync.WaitGroup
	work := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range work {
				do(i)
			}
		})
	}
	defer wg.Wait()
	defer close(work)
	for i := range n {
		select {
		case work <- i:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// candidate is a passage judged for an item.
type candidate struct {
	e      *entry
	score  float64
	f      *linkFeatures // nil where it was not compared closely
	ua, ub int
}

// answer makes the links of an item of its candidates, best first; asking are
// the passages in scope that ask to ratify.
func (m *Matcher) answer(q *Question, item *entry, cs []*candidate, asking []askingPassage, all bool) ItemLinks {
	out := ItemLinks{Item: *item.p, Number: numberOf(item.p), Asks: asks(item, asking)}
	for i := range cs {
		p := probability(cs[i].score)
		if !all && strengthAt(p) == Weak {
			break
		}
		out.Links = append(out.Links, m.link(q, item, cs[i], i+1, p))
	}
	if out.Asks == nil {
		out.Parts = parts(item, cs, out.Links)
	}
	nameDemands(out.Links, cs)
	return out
}

// nameDemands joins the links, of the same candidates, that are one demand.
// Links that are weak stand alone.
func nameDemands(links []Link, cs []*candidate) {
	var shown []*entry
	for i := range links {
		links[i].Demand = links[i].ID
		if links[i].Strength != Weak {
			shown = append(shown, cs[i].e)
		}
	}
	for i, lead := range leads(shown) {
		links[i].Demand = shown[lead].p.ID
	}
}

// rankAll scores all passages of a pool for an item, best first; ties stand in
// the order of the documents.
func rankAll(item *entry, found *pool) []*candidate {
	sum := found.agreement(item)
	cs := make([]*candidate, 0, len(sum))
	for i, e := range found.entries {
		switch {
		case e.p.ID == item.p.ID:
		case sum[i] < leastAgreement:
			cs = append(cs, &candidate{e: e, score: farScore(sum[i])})
		default:
			cs = append(cs, closely(item, e))
		}
	}
	rank(cs)
	return cs
}

// closely compares an item and a passage by all their parts.
func closely(item, e *entry) *candidate {
	f, ua, ub := judge(item, e)
	return &candidate{e, score(&f), &f, ua, ub}
}

// rank orders candidates that stand in the order of the documents.
func rank(cs []*candidate) {
	sort.SliceStable(cs, func(i, j int) bool { return cs[i].score > cs[j].score })
}

func (m *Matcher) link(q *Question, item *entry, c *candidate, rank int, p float64) Link {
	t := c.e.p
	l := Link{From: q.Key, FromPara: item.p.Para, Item: numberOf(item.p), ItemText: item.p.Text, Headings: item.p.Headings,
		UnitFrom: item.units()[c.ua].name, UnitTo: c.e.units()[c.ub].name, ID: t.ID, Symbol: t.Symbol, Para: t.Para, Cite: t.Cite,
		Rank: rank, Score: round(c.score), Probability: &p, Strength: strengthAt(p), When: whenOf(q, t), Passage: *t}
	if l.Headings == nil {
		l.Headings = []string{}
	}
	if c.f != nil && c.f[lBest+fTreatyAny] > 0 {
		nameTreaties(&l, item.whole, c.e.whole)
	}
	l.ToText, l.Action = c.e.units()[c.ub].text, c.e.units()[c.ub].strength
	if c.f != nil && c.f[lBest+fTreatyAny] > 0 {
		if s := sentencesOn(item.whole, c.e); s != "" {
			l.ToText = s
		}
	}
	if l.Action == 0 {
		l.Action = c.e.whole.strength
	}
	l.hear(item, c)
	l.Progress = l.Passage.Role == corpus.RoleWelcome || l.Passage.Role == corpus.RoleClaim
	l.Relation = relate(item, c, l.When)
	l.Why = why(item, c, l.Relation)
	return l
}

// nameTreaties names as units the treaties that an item and a passage share,
// where one of the two asks for others as well.
func nameTreaties(l *Link, item, passage *unit) {
	var both []int32
	for _, t := range item.inOrder {
		if contains(item.treaties, t) && contains(passage.treaties, t) {
			both = append(both, t)
		}
	}
	if len(both) == 0 {
		return
	}
	name := "treaty " + labels(item, both, len(both))
	if len(item.treaties) > 1 {
		l.UnitFrom = name
	}
	if len(passage.treaties) > 1 {
		l.UnitTo = name
	}
}
