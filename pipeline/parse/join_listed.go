package parse

import (
	"strings"

	"refrain/corpus"
)

// ListedPrefix begins the keys of recommendations that an export lists by
// State, session and recommending State alone: "upr-info:ARG:14".
const ListedPrefix = "upr-info:"

// joinListed joins recommendations listed without symbol and number to those of
// the report on the same State and session, by recommending State and text.
// What finds no recommendation stays in its own document, as passages of kind
// other, which no default scope takes.
func joinListed(docs []*corpus.Document) []*corpus.Document {
	var out []*corpus.Document
	for _, d := range docs {
		if !strings.HasPrefix(d.Key, ListedPrefix) {
			out = append(out, d)
			continue
		}
		if r := reportOf(d, docs); r != nil {
			joinList(r, d)
		}
		if coalesce(d); len(d.Passages) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// reportOf finds the Working Group's report on a State's review.
func reportOf(d *corpus.Document, docs []*corpus.Document) *corpus.Document {
	for _, r := range docs {
		if r.Kind != corpus.KindWGReport || r.State != d.State || r.Language != "en" || strings.Contains(r.Key, "/Corr.") {
			continue
		}
		if d.Session > 0 && r.Session == d.Session || d.Session == 0 && d.Cycle > 0 && r.Cycle == d.Cycle {
			return r
		}
	}
	return nil
}

// wording is what a recommendation, or a variant of it, says.
type wording struct {
	p     *corpus.Passage
	by    []string
	words map[string]bool
	hash  string
}

// wordings lists the recommendations of a report with their variants, whose
// States are their own.
func wordings(r *corpus.Document) []wording {
	var out []wording
	for i := range r.Passages {
		p := &r.Passages[i]
		if p.Kind != corpus.PassageRecommendation {
			continue
		}
		out = append(out, wording{p, p.By, words(askOf(p)), corpus.TextHash(askOf(p))})
		for _, u := range p.Units {
			if len(u.By) > 0 {
				out = append(out, wording{p, u.By, words(u.Text), corpus.TextHash(u.Text)})
			}
		}
	}
	return out
}

// joinList joins the passages of a list to the recommendations of a report and
// keeps in the list those that found none.
func joinList(r, d *corpus.Document) {
	said := wordings(r)
	left := d.Passages[:0]
	for i := range d.Passages {
		q := d.Passages[i]
		if p := sayer(said, &q); p != nil {
			carryLabels(p, &q)
			continue
		}
		left = append(left, q)
	}
	d.Passages, d.Count = left, len(left)
}

// A listed text joins a recommendation whose words are nearly its own: at least
// sameWords of them (Dice), and by nearestBy more than any other
// recommendation's. UPR Info cuts recommendations into their parts: a text
// whose words all but wholly stand in one recommendation (partWords), and in no
// other, belongs to it.
const (
	sameWords = 0.8
	nearestBy = 0.05
	partWords = 0.95
)

// sayer finds the recommendation that a listed text is.
func sayer(said []wording, q *corpus.Passage) *corpus.Passage {
	hash, own := corpus.TextHash(askOf(q)), words(askOf(q))
	var best, second, part *corpus.Passage
	var top, next float64
	parts := 0
	for i := range said {
		w := &said[i]
		if len(q.By) > 0 && !shares(w.by, q.By) {
			continue
		}
		if w.hash == hash {
			return w.p
		}
		n := float64(common(own, w.words))
		switch dice := 2 * n / float64(len(own)+len(w.words)); {
		case dice > top:
			if best != w.p {
				second, next = best, top
			}
			best, top = w.p, dice
		case dice > next && w.p != best:
			second, next = w.p, dice
		}
		if n >= partWords*float64(len(own)) && part != w.p {
			part = w.p
			parts++
		}
	}
	switch {
	case best != nil && top >= sameWords && (second == nil || top-next >= nearestBy):
		return best
	case parts == 1 && len(own) >= 4:
		return part
	}
	return nil
}

func shares(a, b []string) bool {
	for _, x := range b {
		if contains(a, x) {
			return true
		}
	}
	return false
}

// coalesce makes one passage of the rows with the same words: such a list has a
// row for each recommending State.
func coalesce(d *corpus.Document) {
	at := map[string]int{}
	out := d.Passages[:0]
	for _, p := range d.Passages {
		h := corpus.TextHash(p.Text)
		i, met := at[h]
		if !met {
			at[h] = len(out)
			out = append(out, p)
			continue
		}
		addEntry(&out[i], &p)
	}
	d.Passages, d.Count = out, len(out)
}
