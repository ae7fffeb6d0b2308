package match

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"refrain/corpus"
)

// CycleDefinition says when a recommendation counts as made before. Every
// output carries it.
const CycleDefinition = "A recommendation counts as made before where a strong link joins it to a recommendation of an " +
	"earlier cycle on the same State that asks the same (same, similar, build-up or refers-back); as made again by a State " +
	"where that State is among those who made the earlier one. Likely links are to be verified and not counted. " +
	"Near-identical recommendations of the cycle are one demand."

// Cycle is all recommendations of one UPR cycle on a State, linked to those of
// its other cycles.
type Cycle struct {
	State, StateName string
	Cycle            int
	// Documents are the reports of the cycle, Others those searched.
	Documents, Others []*corpus.Document
	Recommendations   []Recommendation
	// Demands is how many the recommendations are where near-identical ones
	// count once.
	Demands int
	ByState []StateOfCycle
}

// Recommendation is one recommendation of the cycle and what it is linked to.
type Recommendation struct {
	Passage corpus.Passage
	// Demand is the id of the first of those that ask the same.
	Demand string
	// Earlier and Later are the links that count, Likely the earlier ones that
	// are to be verified; each in rank order.
	Earlier, Later, Likely []Link
	// Again are the recommending States that made an earlier one too.
	Again []string
}

// Before says whether a recommendation was made before.
type Before string

// The answers. Nothing is said of documents that were not searched.
const (
	MadeBefore Before = "made before"
	ToVerify   Before = "to be verified"
	NoneFound  Before = "none found"
)

// Before says whether the recommendation was made before.
func (r *Recommendation) Before() Before {
	switch {
	case len(r.Earlier) > 0:
		return MadeBefore
	case len(r.Likely) > 0:
		return ToVerify
	}
	return NoneFound
}

// StateOfCycle is what one recommending State recommended in the cycle.
type StateOfCycle struct {
	State string `json:"state"`
	// Made is how many recommendations it made, alone or with others.
	Made int `json:"made"`
	// Again of them repeat one that it made itself in an earlier cycle, Others
	// one that other States alone made; ToVerify may.
	Again    int `json:"again"`
	Others   int `json:"others"`
	ToVerify int `json:"to_verify"`
	// Earlier is how many recommendations it made in the earlier cycles
	// searched, Unlinked how many of these no counted link joins to one of its
	// own in this cycle.
	Earlier  int `json:"earlier"`
	Unlinked int `json:"unlinked"`
}

// counted reports whether a link makes one recommendation a repeat of another.
func (l *Link) counted() bool {
	return l.Strength == Strong && l.Relation != General && l.Relation != Contrary
}

// LinkCycle links all recommendations of a cycle on a State to those of its
// other cycles. An error says what is not stored.
func LinkCycle(ctx context.Context, docs []*corpus.Document, state string, cycle int) (*Cycle, error) {
	c := &Cycle{State: state, StateName: state, Cycle: cycle}
	q := Question{State: state, Cycle: cycle}
	for _, d := range New(docs).docs {
		if d.State != state || d.Kind != corpus.KindWGReport || d.Language != "" && d.Language != "en" {
			continue
		}
		if d.Cycle != cycle {
			c.Others = append(c.Others, d)
			continue
		}
		c.Documents = append(c.Documents, d)
		if d.StateName != "" {
			c.StateName = d.StateName
		}
		for i := range d.Passages {
			if d.Passages[i].Kind == corpus.PassageRecommendation {
				q.Items = append(q.Items, d.Passages[i])
			}
		}
	}
	if len(q.Items) == 0 {
		return nil, fmt.Errorf("no recommendations of cycle %d on %s are stored", cycle, state)
	}
	if len(c.Others) == 0 {
		return nil, fmt.Errorf("no report of another cycle on %s is stored", state)
	}
	answers, err := New(c.Others).Run(ctx, q, Options{Kinds: []string{string(corpus.PassageRecommendation)}})
	if err != nil {
		return nil, err
	}
	for _, a := range answers {
		c.Recommendations = append(c.Recommendations, recommendationOf(a))
	}
	c.nameDemands(readerFor(state))
	c.countStates()
	return c, nil
}

func recommendationOf(a ItemLinks) Recommendation {
	r := Recommendation{Passage: a.Item}
	for _, l := range a.Links {
		switch {
		case l.counted() && l.When == Later:
			r.Later = append(r.Later, l)
		case l.counted():
			r.Earlier = append(r.Earlier, l)
			for _, s := range a.Item.By {
				if slices.Contains(l.Passage.By, s) && !slices.Contains(r.Again, s) {
					r.Again = append(r.Again, s)
				}
			}
		case l.Strength == Likely && l.When == Earlier && l.Relation != General && l.Relation != Contrary:
			r.Likely = append(r.Likely, l)
		}
	}
	return r
}

// nameDemands joins the recommendations of the cycle that ask the same.
func (c *Cycle) nameDemands(r *reader) {
	entries := make([]*entry, len(c.Recommendations))
	for i := range c.Recommendations {
		entries[i] = r.entry(&c.Recommendations[i].Passage)
		entries[i].at = int32(i)
	}
	for i, lead := range leads(entries) {
		c.Recommendations[i].Demand = entries[lead].p.ID
		c.Demands += btoi(i == lead)
	}
}

// countStates fills ByState, most recommendations first.
func (c *Cycle) countStates() {
	at := map[string]*StateOfCycle{}
	of := func(s string) *StateOfCycle {
		if at[s] == nil {
			at[s] = &StateOfCycle{State: s}
		}
		return at[s]
	}
	kept := map[string]map[string]bool{} // State → its earlier recommendations that it made again
	for i := range c.Recommendations {
		r := &c.Recommendations[i]
		for _, s := range r.Passage.By {
			x := of(s)
			x.Made++
			x.Again += btoi(slices.Contains(r.Again, s))
			x.Others += btoi(len(r.Earlier) > 0 && !slices.Contains(r.Again, s))
			x.ToVerify += btoi(r.Before() == ToVerify)
			for _, l := range r.Earlier {
				if kept[s] == nil {
					kept[s] = map[string]bool{}
				}
				kept[s][l.ID] = true
			}
		}
	}
	for _, d := range c.Others {
		for i := range d.Passages {
			p := &d.Passages[i]
			if d.Cycle > c.Cycle || p.Kind != corpus.PassageRecommendation {
				continue
			}
			for _, s := range p.By {
				x := of(s)
				x.Earlier++
				x.Unlinked += btoi(!kept[s][p.ID])
			}
		}
	}
	for _, x := range at {
		c.ByState = append(c.ByState, *x)
	}
	sort.Slice(c.ByState, func(i, j int) bool {
		a, b := c.ByState[i], c.ByState[j]
		if a.Made != b.Made {
			return a.Made > b.Made
		}
		return a.State < b.State
	})
}
