package report

import (
	"context"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// AnsweredOtherwise pairs the recommendations to a State of different UPR cycles
// that ask the same, by a strong link of [match.LinkCycle], and got another
// final answer, the earlier first. Each is paired with the latest before it;
// "asks the like" or "builds up on" is not the same.
func AnsweredOtherwise(ctx context.Context, docs []*corpus.Document, state string) ([][2]corpus.Passage, error) {
	var out [][2]corpus.Passage
	for cycle := 2; cycle <= lastCycle; cycle++ {
		if !hasCycle(docs, state, cycle) {
			continue
		}
		c, err := match.LinkCycle(ctx, docs, state, cycle)
		if err != nil {
			return nil, err
		}
		for _, r := range c.Recommendations {
			before, ok := latestSame(r)
			if ok && finally(r.Passage) && positionShort(before) != positionShort(r.Passage) {
				out = append(out, [2]corpus.Passage{before, r.Passage})
			}
		}
	}
	return out, nil
}

// lastCycle is the UPR cycle that goes on.
const lastCycle = 4

func hasCycle(docs []*corpus.Document, state string, cycle int) bool {
	for _, d := range docs {
		if d.Kind == corpus.KindWGReport && d.State == state && d.Cycle == cycle {
			return true
		}
	}
	return false
}

// latestSame is the latest earlier recommendation that asks the same and has a
// final answer.
func latestSame(r match.Recommendation) (latest corpus.Passage, ok bool) {
	for _, l := range r.Earlier {
		if l.Relation == match.Same && l.Strength == match.Strong && finally(l.Passage) && (!ok || l.Passage.Year > latest.Year) {
			latest, ok = l.Passage, true
		}
	}
	return latest, ok
}

// finally reports whether a State has taken its position.
func finally(p corpus.Passage) bool {
	return p.Position == corpus.Supported || p.Position == corpus.Noted
}
