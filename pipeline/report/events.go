package report

import (
	"fmt"
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// Lane says which kind of column an event is.
type Lane string

// The lanes: reviews and the bodies a compilation reports count; stakeholders
// stand apart.
const (
	LaneReview      Lane = "review"
	LaneCompilation Lane = "compilation"
	LaneStakeholder Lane = "stakeholders"
)

// Event is a column of the grid.
type Event struct {
	// Name heads the column: "UPR 2014", "Bodies reported 2014".
	Name string
	Lane Lane
	corpus.Review
	When match.When
	// Searched says that the event's document is among those searched.
	Searched bool
}

// events lists the columns in date order: the State's review events, found or
// missing, and the compilations and summaries at hand. Without a State there
// is a column for each document.
func events(in Input) []Event {
	var out []Event
	q, searched := in.Question, in.scope()
	if q.State != "" {
		byKey := map[string]*corpus.Document{}
		for _, d := range in.Documents {
			byKey[d.Key] = d
		}
		for _, r := range corpus.ReviewsOf(q.State, in.Documents, in.Date.UTC().Format("2006-01-02")) {
			out = append(out, Event{Name: r.Name(), Lane: LaneReview, Review: r, When: whenOf(q, r, byKey[r.Document]), Searched: searched[r.Document]})
		}
	}
	for _, d := range in.Documents {
		e := Event{Review: corpus.Review{State: d.State, Mechanism: d.Mechanism, Year: d.Year, Cycle: d.Cycle, Session: d.Session,
			Symbol: d.Symbol, Document: d.Key, Basis: "document"}, Searched: searched[d.Key]}
		switch {
		case strings.Contains(d.Key, "/Corr.") || elsewhere(q, d.State):
			continue
		case d.Kind == corpus.KindCompilation:
			e.Name, e.Lane = fmt.Sprintf("Bodies reported %d", d.Year), LaneCompilation
		case d.Kind == corpus.KindSummary:
			e.Name, e.Lane = fmt.Sprintf("Stakeholders %d", d.Year), LaneStakeholder
		case q.State == "" && (d.Kind == corpus.KindWGReport || d.Kind == corpus.KindObservations):
			e.Name, e.Lane = fmt.Sprintf("%s %s %d", d.State, d.Mechanism, d.Year), LaneReview
		default:
			continue
		}
		e.When = whenOf(q, e.Review, d)
		out = append(out, e)
	}
	sort.SliceStable(out, func(i, j int) bool { return eventLess(out[i], out[j]) })
	return out
}

// eventLess orders columns by time; stakeholders come last.
func eventLess(a, b Event) bool {
	if (a.Lane == LaneStakeholder) != (b.Lane == LaneStakeholder) {
		return b.Lane == LaneStakeholder
	}
	if rank(a.When) != rank(b.When) {
		return rank(a.When) < rank(b.When)
	}
	if a.Year != b.Year {
		return a.Year < b.Year
	}
	if a.Lane != b.Lane {
		return a.Lane > b.Lane // the review before what the Office compiled for it
	}
	return a.Name < b.Name
}

func rank(w match.When) int {
	switch w {
	case match.SameReview:
		return 1
	case match.Later:
		return 2
	}
	return 0
}

// whenOf places an event relative to the letter, as [match.WhenOf] places the
// passages of its document: by cycle within the Universal Periodic Review, else
// by date, else by year.
func whenOf(q match.Question, r corpus.Review, d *corpus.Document) match.When {
	p := corpus.Passage{Cycle: r.Cycle, Year: r.Year}
	if d != nil {
		p.Cycle, p.Year, p.Date = d.Cycle, d.Year, d.Date
	}
	return match.WhenOf(&q, &p)
}
