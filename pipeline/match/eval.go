package match

import (
	"context"
	"errors"
	"math"
	"sort"

	"refrain/corpus"
	"refrain/index"
)

// Evaluation is how a ranking and its tiers compare with gold.
type Evaluation struct {
	Name string
	// Items and Passages are what was asked and what was in scope; Missing
	// are ids the gold names that no document holds.
	Items, Passages int
	Missing         []string
	// Ours is our ranking; BM25 and Bleve rank the same passages by words
	// alone, see [PlainBM25] and [index.PlainRanking].
	Ours, BM25, Bleve Metrics
	// Second ranks by our score and an encoder's cosines, see [Second]; nil
	// where none was asked.
	Second *Metrics `json:",omitempty"`
	// AboveBleve is how far ours stands above plain Bleve's.
	AboveBleve Leads
	Tiers      []Tier
	// Reliability compares probabilities with what readers said, by tenths.
	Reliability []Bin
	// CalibrationError is the mean distance between the two, by pairs at
	// least Possible.
	CalibrationError float64
	// FalseAlarms counts the items without a passage of grade 1 or 2 that got
	// a strong or likely link, of Empty such items.
	FalseAlarms, Empty int
	// Answers are what was compared: every passage in scope for every item.
	Answers []ItemLinks `json:"-"`
}

// Tier is what a strength was worth: of the links that are at least as strong,
// how many readers gave which grade; Recall is the share of all passages of
// grade 2 that are among them.
type Tier struct {
	Strength                         Strength
	Links, Direct, Related           int
	PrecisionDirect, PrecisionAny    float64
	Recall                           float64
	OnlyLinks, OnlyDirect, OnlyRated int // of this tier alone
}

// Bin is one tenth of the scale of probabilities.
type Bin struct {
	From, To float64
	Links    int
	Mean     float64 // mean probability
	Direct   float64 // share of grade 2
	Any      float64 // share of grade 1 or 2
}

// Evaluate asks a question of the documents that the gold names and compares
// the answers with it. Only passages of the kinds that the gold names are in
// scope. Judged lists the items whose pairs were judged; nil means all items
// of the question.
func (m *Matcher) Evaluate(ctx context.Context, q Question, g *Gold, judged []string) (*Evaluation, error) {
	q.Items = keepItems(q.Items, judged)
	opt := Options{Against: g.Documents, Kinds: m.kindsOf(g), All: true}
	answers, err := m.Run(ctx, q, opt)
	if err != nil {
		return nil, err
	}
	if len(answers) == 0 || answers[0].Scope.Passages == 0 {
		return nil, errors.New("evaluating: none of the documents the gold names is at hand; ingest them first")
	}
	e := &Evaluation{Name: g.Name, Items: len(answers), Passages: answers[0].Scope.Passages}
	e.Missing = m.missing(g)
	ours := rankings(answers)
	bm25, bleve, err := plainRankings(answers)
	if err != nil {
		return nil, err
	}
	e.Ours, e.BM25, e.Bleve = Measure(ours, g.Grades), Measure(bm25, g.Grades), Measure(bleve, g.Grades)
	e.AboveBleve = compareRankings(ours, bleve, g.Grades)
	e.count(answers, g)
	e.Answers = answers
	return e, nil
}

// AskSecond measures the ranking by our score and an encoder's cosines. It
// changes the answers of the evaluation.
func (e *Evaluation) AskSecond(ctx context.Context, g *Gold, enc Encoder) error {
	if err := Second(ctx, e.Answers, enc); err != nil {
		return err
	}
	m := Measure(rankings(e.Answers), g.Grades)
	e.Second = &m
	return nil
}

func keepItems(items []corpus.Passage, judged []string) []corpus.Passage {
	if judged == nil {
		return items
	}
	want := map[string]bool{}
	for _, j := range judged {
		want[j] = true
	}
	var out []corpus.Passage
	for _, p := range items {
		if want[p.Para] {
			out = append(out, p)
		}
	}
	return out
}

// kindsOf lists the kinds of the passages that gold names.
func (m *Matcher) kindsOf(g *Gold) []string {
	named := g.ids()
	kinds := map[string]bool{}
	for _, d := range m.docs {
		for i := range d.Passages {
			if named[d.Passages[i].ID] {
				kinds[string(d.Passages[i].Kind)] = true
			}
		}
	}
	var out []string
	for k := range kinds {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (g *Gold) ids() map[string]bool {
	out := map[string]bool{}
	for _, grades := range g.Grades {
		for id := range grades {
			out[id] = true
		}
	}
	return out
}

func (m *Matcher) missing(g *Gold) []string {
	named := g.ids()
	for _, d := range m.docs {
		for i := range d.Passages {
			delete(named, d.Passages[i].ID)
		}
	}
	var out []string
	for id := range named {
		out = append(out, id)
	}
	sort.Strings(out)
	return out
}

func rankings(answers []ItemLinks) map[string][]string {
	out := map[string][]string{}
	for _, a := range answers {
		for _, l := range a.Links {
			out[a.Item.Para] = append(out[a.Item.Para], l.ID)
		}
	}
	return out
}

// plainRankings ranks the same passages by plain BM25 and by plain Bleve.
func plainRankings(answers []ItemLinks) (bm25, bleve map[string][]string, err error) {
	var queries, texts, ids []string
	all := map[string]string{}
	for _, a := range answers {
		queries = append(queries, AskOf(&a.Item))
		for _, l := range a.Links {
			all[l.ID] = AskOf(&l.Passage)
		}
	}
	for id := range all {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		texts = append(texts, all[id])
	}
	byBleve, err := index.PlainRanking(queries, texts)
	if err != nil {
		return nil, nil, err
	}
	byItem := func(orders [][]int) map[string][]string {
		out := map[string][]string{}
		for i, order := range orders {
			for _, j := range order {
				out[answers[i].Item.Para] = append(out[answers[i].Item.Para], ids[j])
			}
		}
		return out
	}
	return byItem(PlainBM25(queries, texts)), byItem(byBleve), nil
}

// count fills tiers, reliability and false alarms.
func (e *Evaluation) count(answers []ItemLinks, g *Gold) {
	bins := make([]Bin, 10)
	for i := range bins {
		bins[i].From, bins[i].To = float64(i)/10, float64(i+1)/10
	}
	order := []Strength{Strong, Likely, Possible}
	only := map[Strength]*Tier{}
	for _, s := range order {
		only[s] = &Tier{Strength: s}
	}
	direct := 0
	for _, a := range answers {
		grades := g.Grades[a.Item.Para]
		alarm, any := false, false
		for _, l := range a.Links {
			grade := grades[l.ID]
			direct += btoi(grade == 2)
			any = any || grade > 0
			alarm = alarm || l.Strength == Strong || l.Strength == Likely
			if t := only[l.Strength]; t != nil {
				t.OnlyLinks++
				t.OnlyDirect += btoi(grade == 2)
				t.OnlyRated += btoi(grade > 0)
			}
			b := &bins[min(9, int(*l.Probability*10))]
			b.Links++
			b.Mean += *l.Probability
			b.Direct += float64(btoi(grade == 2))
			b.Any += float64(btoi(grade > 0))
		}
		if !any {
			e.Empty++
			e.FalseAlarms += btoi(alarm)
		}
	}
	e.tiers(order, only, direct)
	e.reliability(bins)
}

func (e *Evaluation) tiers(order []Strength, only map[Strength]*Tier, direct int) {
	var links, twos, any int
	for _, s := range order {
		t := *only[s]
		links, twos, any = links+t.OnlyLinks, twos+t.OnlyDirect, any+t.OnlyRated
		t.Links, t.Direct, t.Related = links, twos, any-twos
		t.PrecisionDirect, t.PrecisionAny = share2(twos, links), share2(any, links)
		t.Recall = share2(twos, direct)
		e.Tiers = append(e.Tiers, t)
	}
}

func (e *Evaluation) reliability(bins []Bin) {
	n := 0
	for _, b := range bins {
		if b.Links > 0 {
			b.Mean, b.Direct, b.Any = b.Mean/float64(b.Links), b.Direct/float64(b.Links), b.Any/float64(b.Links)
			if b.To > possibleAt {
				n += b.Links
				e.CalibrationError += float64(float64(b.Links) * math.Abs(b.Mean-b.Direct))
			}
		}
		e.Reliability = append(e.Reliability, b)
	}
	e.CalibrationError /= math.Max(1, float64(n))
}

func share2(a, b int) float64 { return float64(a) / math.Max(1, float64(b)) }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
