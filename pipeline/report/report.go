// Package report turns links into concerns and writes them out: what may be
// said of each item of a letter, who raised it before, where, and what the
// State answered.
//
// What a report may say is bound. Only repeats (same, similar, build-up,
// refers-back) that are strong or likely fill a cell. The review that a letter
// follows is its source, not a repetition. A compilation is a route to the
// bodies it reports; stakeholders stand in a column of their own and enter no
// verdict. What was not searched is named. Nothing is said about
// implementation.
package report

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"time"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// Input is what a report is made of.
type Input struct {
	Question  match.Question
	Items     []match.ItemLinks
	Documents []*corpus.Document
	// States names States; nil means [corpus.World].
	States  *corpus.Gazetteer
	Version string
	// Date is when the report is made (SOURCE_DATE_EPOCH where it is set).
	Date   time.Time
	Sample bool
}

// Report is a matched letter, ready to be written.
type Report struct {
	Question match.Question
	State    string // today's UN name of the State under review
	Events   []Event
	Concerns []Concern
	Coverage Coverage
	Version  string
	Date     string
	Sample   bool
	// Links and Reviewed count the links that are shown and those of them
	// that a reader confirmed.
	Links, Reviewed int
	in              Input
	passages        map[string]*corpus.Passage // by id
	alike           *match.Alike
	joinings        []match.Joining
	claims          *match.Claims
}

// Coverage says what was searched and what is missing.
type Coverage struct {
	// Documents are those with passages in scope, in date order; Beside are
	// the others on the State that are stored and were not searched: national
	// reports, addenda (read for positions), lists of the same recommendations.
	Documents, Beside []*corpus.Document
	// Hash is over the keys and source hashes of the documents.
	Hash     string
	Passages int
	// Nearest is how many of the passages were compared closely with each
	// item; 0 where all were.
	Nearest int
	Missing []corpus.Review
	Cited   []corpus.Cited
}

// Build makes a report.
func Build(in Input) *Report {
	if in.States == nil {
		in.States = corpus.World()
	}
	r := &Report{Question: in.Question, Version: in.Version, Date: in.Date.UTC().Format("2006-01-02"), Sample: in.Sample, in: in}
	if in.Question.State != "" {
		r.State = in.States.Name(in.Question.State)
	}
	r.alike = match.NewAlike(in.Question.State)
	r.passages = map[string]*corpus.Passage{}
	for _, d := range in.Documents {
		for i := range d.Passages {
			r.passages[d.Passages[i].ID] = &d.Passages[i]
		}
	}
	r.joinings = match.Joinings(&in.Question, in.Documents)
	r.claims = match.NewClaims(&in.Question, in.Documents)
	r.Coverage = coverage(in)
	r.Events = events(in)
	for _, it := range in.Items {
		c := r.concern(it)
		r.Concerns = append(r.Concerns, c)
		for _, l := range it.Links {
			if shown(l) {
				r.Links++
				if l.Reviewed != nil && l.Reviewed.Grade == 2 {
					r.Reviewed++
				}
			}
		}
	}
	return r
}

// scope has the keys of the documents that were searched.
func (in Input) scope() map[string]bool {
	keys := map[string]bool{}
	if len(in.Items) > 0 {
		for _, k := range in.Items[0].Scope.Documents {
			keys[k] = true
		}
	}
	return keys
}

// shown reports whether a link is printed by default.
func shown(l match.Link) bool { return l.Strength == match.Strong || l.Strength == match.Likely }

// coverage lists the documents searched, in date order, and the review events
// that took place without a document here.
func coverage(in Input) Coverage {
	c := Coverage{}
	docs := append([]*corpus.Document(nil), in.Documents...)
	sort.SliceStable(docs, func(i, j int) bool {
		if docs[i].Year != docs[j].Year {
			return docs[i].Year < docs[j].Year
		}
		return docs[i].Key < docs[j].Key
	})
	inScope := in.scope()
	for _, d := range docs {
		if inScope[d.Key] {
			c.Documents = append(c.Documents, d)
		} else if d.Key != in.Question.Key {
			c.Beside = append(c.Beside, d)
		}
	}
	h := sha256.New()
	for _, d := range in.Documents {
		h.Write([]byte(d.Key + "\n" + d.SHA256 + "\n"))
	}
	c.Hash = hex.EncodeToString(h.Sum(nil))[:16]
	if len(in.Items) > 0 {
		c.Passages, c.Nearest = in.Items[0].Scope.Passages, in.Items[0].Scope.Nearest
	}
	if in.Question.State == "" {
		return c
	}
	for _, e := range corpus.ReviewsOf(in.Question.State, in.Documents, in.Date.UTC().Format("2006-01-02")) {
		if e.Document == "" {
			c.Missing = append(c.Missing, e)
		}
	}
	c.Cited = corpus.CitedMissing(in.Question.State, in.Documents)
	return c
}
