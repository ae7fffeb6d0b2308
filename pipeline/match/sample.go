package match

import "context"

// Sample is a judged pair with the numbers it is judged by: what the weights
// are fitted on.
type Sample struct {
	Collection, Item, ID string
	Grade                int
	Numbers              []float64
}

// Samples makes a sample of each pair of an item of q and a passage that the
// gold judged. With listed true only the pairs it lists count as judged, else
// all passages in scope of the documents and kinds it names.
func (m *Matcher) Samples(ctx context.Context, q Question, g *Gold, listed bool) ([]Sample, error) {
	r := readerFor(q.State)
	opt := Options{Against: g.Documents, Kinds: m.kindsOf(g)}
	s := scope{&q, &opt}
	found, err := newPool(ctx, r, m.inScope(s))
	if err != nil {
		return nil, err
	}
	var out []Sample
	for i := range q.Items {
		item := r.entry(&q.Items[i])
		grades := g.Grades[item.p.Para]
		for _, e := range found.entries {
			grade, ok := grades[e.p.ID]
			if listed && !ok {
				continue
			}
			f, _, _ := judge(item, e)
			numbers := make([]float64, nLink)
			for k, x := range f {
				numbers[k] = float64(x)
			}
			out = append(out, Sample{g.Name, item.p.Para, e.p.ID, grade, numbers})
		}
	}
	return out, nil
}
