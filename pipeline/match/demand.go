package match

import (
	"slices"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// Demand is one recommendation or concern of one review, however many passages
// hold it: near-identical recommendations of several States, and restatements
// within one report, are one demand. [Link.Demand] names it by its lead.
type Demand struct {
	// Lead is the id of the passage that stands for the demand: the first of
	// its recommendations, in document order, else its first passage.
	Lead string `json:"lead"`
	// Members are the ids of all passages that hold it, the lead first.
	Members []string `json:"members"`
	// By are the States and bodies that made it, each once.
	By []string `json:"by"`
}

// Demands groups links by demand, in the order in which the first link of
// each stands. A link whose Demand is empty stands alone.
func Demands(links []Link) []Demand {
	var out []Demand
	at := map[string]int{}
	for i := range links {
		l := &links[i]
		lead := l.Demand
		if lead == "" {
			lead = l.ID
		}
		n, ok := at[lead]
		if !ok {
			n = len(out)
			at[lead] = n
			out = append(out, Demand{Lead: lead})
		}
		d := &out[n]
		if l.ID == lead {
			d.Members = slices.Insert(d.Members, 0, l.ID)
		} else {
			d.Members = append(d.Members, l.ID)
		}
		for _, s := range l.Passage.By {
			if !slices.Contains(d.By, s) {
				d.By = append(d.By, s)
			}
		}
	}
	return out
}

// leads finds for each of the entries the one that stands for its demand: the
// first, in the order of the documents and recommendations before other
// passages, of the same review that [sameDemand] holds to be the same. The
// answer is by place in entries.
func leads(entries []*entry) []int {
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := entries[i], entries[j]
		if ra, rb := rankOfKind(a.p.Kind), rankOfKind(b.p.Kind); ra != rb {
			return ra - rb
		}
		return int(a.at) - int(b.at)
	})
	out := make([]int, len(entries))
	leading := map[string][]int{} // by review
	for _, i := range order {
		review := reviewOf(entries[i].p)
		out[i] = i
		for _, k := range leading[review] {
			if sameDemand(entries[i].whole, entries[k].whole) {
				out[i] = k
				break
			}
		}
		if out[i] == i {
			leading[review] = append(leading[review], i)
		}
	}
	return out
}

func rankOfKind(k corpus.PassageKind) int {
	if k == corpus.PassageRecommendation || k == corpus.PassageObservation {
		return 0
	}
	return 1
}

// reviewOf names the review that a passage belongs to: of the Universal
// Periodic Review the State's session, else its document.
func reviewOf(p *corpus.Passage) string {
	if p.Mechanism == corpus.UPR && p.State != "" && p.Session > 0 {
		return p.State + "/" + string(rune('0'+p.Cycle)) + "/" + string(rune(p.Session))
	}
	return p.Key
}

// The share of all words of both, weighted by rarity, from which two texts may
// be one demand: of any texts, and of those that name the same concepts. Two
// demands to ratify the same treaties are one however they are worded.
const (
	sameWords  = 0.8
	alikeWords = 0.6
)

// sameDemand reports whether two texts ask the same: nearly the same words, as
// much of it by UPR Info's categories, the same treaties, groups and numbers.
func sameDemand(a, b *unit) bool {
	if a.n == 0 || b.n == 0 || a.strength != b.strength || !slices.Equal(a.treaties, b.treaties) || !slices.Equal(a.holders, b.holders) {
		return false
	}
	shared, _ := overlap(a.words, b.words)
	all := a.wordSum + b.wordSum - shared
	switch {
	case shared >= sameWords*all:
	case slices.Equal(a.named, b.named) && len(a.core) > 0 && (a.track == onRatifying || shared >= alikeWords*all):
	default:
		return false
	}
	return slices.Equal(numbers(a.text), numbers(b.text))
}

// numbers lists the numbers of a text: "18 years" is not "16 years".
func numbers(text string) []string {
	var out []string
	for _, t := range concept.Tokens(text) {
		if c := t.Stem[0]; c >= '0' && c <= '9' && !slices.Contains(out, t.Stem) {
			out = append(out, t.Stem)
		}
	}
	slices.Sort(out)
	return out
}
