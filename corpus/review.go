package corpus

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"refrain/seeds"
)

// Review is one review event of a State: a UPR review, or the examination of
// a report by a treaty body.
type Review struct {
	State     string    `json:"state"`
	Mechanism Mechanism `json:"mechanism"`
	// Year is when the session opened; where only the cycle is known it is
	// the cycle's first year and Years says the whole span ("2012–2016").
	Year    int    `json:"year"`
	Years   string `json:"years,omitempty"`
	Cycle   int    `json:"cycle,omitempty"`
	Session int    `json:"session,omitempty"`
	// Symbol is the outcome document's symbol, empty where it is not known.
	Symbol string `json:"symbol,omitempty"`
	// Basis says how the review is known: "document" (stored here), "read in
	// a document", "announced" (by OHCHR), "UPR Info", "list", "order of
	// review", "every State was reviewed".
	Basis string `json:"basis"`
	// Document is the key of the stored outcome document; empty means missing.
	Document string `json:"document,omitempty"`
}

// Name is the short name of the event: "UPR 2014", "CRC 2017".
func (r Review) Name() string {
	if r.Years != "" {
		return string(r.Mechanism) + " " + r.Years
	}
	return fmt.Sprintf("%s %d", r.Mechanism, r.Year)
}

// SessionBasis says in words how the session of a review is known.
func (r Review) SessionBasis() string {
	switch r.Basis {
	case "announced":
		return "session announced by OHCHR"
	case "UPR Info", "list":
		return "session from a list"
	case "order of review":
		return "session by the order of review"
	}
	return "session read in a document"
}

// cycleYears are the years in which the reviews of each UPR cycle were held.
var cycleYears = map[int]string{1: "2008–2011", 2: "2012–2016", 3: "2017–2022"}

// ReviewsOf returns the review events of a State that took place up to a date
// (ISO 8601), in date order, each with the stored document that holds its
// outcome or without. The events come from the documents, from the catalogue
// in seeds/reviews.tsv, and, for the UPR, from two rules: every Member State
// was reviewed once in each of cycles 1-3, and from cycle 2 on the order of
// review was kept, so that a review follows the one before by 14 sessions
// (DPRK 19, 33, 47; Slovenia 20, 34, 48).
func ReviewsOf(state string, docs []*Document, until string) []Review {
	found := reviewsFound(state, docs)
	events := append([]Review(nil), found...)
	for _, r := range catalogue() {
		if r.State == state && !containsReview(events, r) {
			events = append(events, r)
		}
	}
	events = append(events, impliedReviews(state, events)...)
	events = tookPlace(events, until)
	sort.SliceStable(events, func(i, j int) bool { return reviewLess(events[i], events[j]) })
	return events
}

func reviewLess(a, b Review) bool {
	if a.Year != b.Year {
		return a.Year < b.Year
	}
	if a.Mechanism != b.Mechanism {
		return a.Mechanism < b.Mechanism
	}
	return a.Symbol < b.Symbol
}

// reviewsFound lists the reviews whose outcome documents are stored.
func reviewsFound(state string, docs []*Document) []Review {
	var out []Review
	for _, d := range docs {
		if d.State != state || d.Language != "en" && d.Language != "" {
			continue
		}
		if d.Kind != KindWGReport && d.Kind != KindObservations || isCorrection(d.Key) {
			continue
		}
		out = append(out, Review{State: state, Mechanism: d.Mechanism, Year: d.Year, Cycle: d.Cycle,
			Session: d.Session, Symbol: d.Symbol, Basis: "document", Document: d.Key})
	}
	return out
}

func isCorrection(key string) bool { return strings.Contains(key, "/Corr.") }

// catalogue reads seeds/reviews.tsv.
func catalogue() []Review {
	var out []Review
	for _, f := range tsv(seeds.Reviews) {
		year, _ := strconv.Atoi(f[2])
		cycle, _ := strconv.Atoi(f[3])
		session, _ := strconv.Atoi(f[4])
		out = append(out, Review{State: f[0], Mechanism: Mechanism(f[1]), Year: year,
			Cycle: cycle, Session: session, Symbol: f[5], Basis: f[6]})
	}
	return out
}

func containsReview(events []Review, r Review) bool {
	for _, e := range events {
		if e.Mechanism != r.Mechanism {
			continue
		}
		if r.Symbol != "" && e.Symbol == r.Symbol || r.Cycle != 0 && e.Cycle == r.Cycle {
			return true
		}
	}
	return false
}

// notReviewed are the entities in the list of States that the UPR does not review.
var notReviewed = map[string]bool{"VAT": true, "PSE": true, "COK": true, "NIU": true, "EUU": true, "XKX": true}

// impliedReviews adds the UPR reviews that follow from the rules of ReviewsOf.
func impliedReviews(state string, events []Review) []Review {
	if !World().Known(state) || notReviewed[state] {
		return nil
	}
	session := map[int]int{}
	for _, e := range events {
		if e.Mechanism == UPR && e.Session > 0 {
			session[e.Cycle] = e.Session
		}
	}
	for _, step := range [][2]int{{3, 2}, {2, 3}, {3, 4}} {
		from, to := step[0], step[1]
		if session[from] > 0 && session[to] == 0 {
			session[to] = session[from] + 14*(to-from)
		}
	}
	var out []Review
	for cycle := 1; cycle <= 4; cycle++ {
		r := Review{State: state, Mechanism: UPR, Cycle: cycle}
		if containsReview(events, r) || cycle == 1 && state == "SSD" {
			continue
		}
		if s, ok := SessionByNumber(session[cycle]); ok {
			r.Session, r.Year, r.Basis = s.Number, s.Year(), "order of review"
		} else if years := cycleYears[cycle]; years != "" {
			r.Years, r.Basis = years, "every State was reviewed"
			r.Year, _ = strconv.Atoi(years[:4])
		} else {
			continue
		}
		out = append(out, r)
	}
	return out
}

// tookPlace drops the reviews that opened after a date, except those whose
// document is stored.
func tookPlace(events []Review, until string) []Review {
	out := events[:0]
	for _, e := range events {
		opens := fmt.Sprintf("%04d-12-31", e.Year)
		if s, ok := SessionByNumber(e.Session); ok && e.Mechanism == UPR {
			opens = s.Opens
		}
		if e.Years != "" {
			opens = e.Years[len(e.Years)-4:] + "-12-31"
		}
		if e.Document != "" || until == "" || opens <= until {
			out = append(out, e)
		}
	}
	return out
}

// Cited is a document that stored documents cite.
type Cited struct {
	Symbol string   `json:"symbol"`
	By     []string `json:"by"` // keys of the documents that cite it
}

// CitedMissing lists the concluding observations on a State that stored
// documents cite and that are not stored themselves, in order of symbol.
func CitedMissing(state string, docs []*Document) []Cited {
	have := map[string]bool{}
	by := map[string][]string{}
	for _, d := range docs {
		have[d.Symbol] = true
		for _, s := range d.Cites {
			// A follow-up reply (CO/3/Add.1) is the State's, not a review.
			if strings.Contains(s, "/CO/") && strings.Contains(s, "/"+state) && !strings.Contains(s, "/Add.") {
				by[s] = append(by[s], d.Key)
			}
		}
	}
	var out []Cited
	for s, keys := range by {
		if !have[s] {
			sort.Strings(keys)
			out = append(out, Cited{s, keys})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Symbol < out[j].Symbol })
	return out
}
