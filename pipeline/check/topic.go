package check

import (
	"strings"

	"refrain/corpus"
)

// The bounds of the topic check. They are wide: it offers, and judges nothing.
const (
	// topicWords is how many words of substance a sentence must have.
	topicWords = 4
	// topicShared is how many of them the passage offered must share, where
	// the passages cited share none.
	topicShared = 3
	// stemLength is how much of a word is compared: "joining", "join" are one.
	stemLength = 5
)

// routine are beginnings of words that say nothing of a recommendation's
// subject.
var routine = map[string]bool{"recom": true, "state": true, "right": true, "human": true, "suppo": true, "accep": true, "noted": true,
	"rejec": true, "revie": true, "cycle": true, "repor": true, "parag": true, "count": true, "natio": true, "inter": true, "gover": true,
	"commi": true, "conti": true, "measu": true, "neces": true, "ensur": true, "take": true, "steps": true, "under": true, "which": true,
	"their": true, "other": true, "these": true, "those": true, "there": true, "would": true, "shoul": true, "could": true, "first": true,
	"secon": true, "third": true, "fourt": true, "unive": true, "perio": true, "worki": true, "group": true, "relev": true, "urged": true,
	"calle": true, "encou": true, "asked": true, "propo": true, "sugge": true, "made": true, "about": true, "among": true, "repub": true,
	"again": true, "previ": true, "repea": true, "deleg": true, "concl": true, "obser": true, "conce": true, "imple": true, "enjoy": true}

// topic offers a passage of the document cited where a sentence shares no word
// of substance with what it cites and several with that passage: the number
// may be a slip. It is an offer, for a sentence can say much in other words.
func (r *run) topic(s statement) {
	if len(s.cites) != 1 || s.borrowed || !s.complete() {
		return
	}
	c := s.cites[0]
	v := r.Shelf.Volume(c.symbol)
	if v == nil || c.block != s.block || len(c.passages) == 0 || len(c.passages) > 3 {
		return
	}
	want := r.substance(s, c)
	if len(want) < topicWords {
		return
	}
	for _, p := range c.passages {
		if shared(want, r.words.of(p))+shared(want, wordsOf(strings.Join(p.Headings, " "))) > 0 {
			return
		}
	}
	best, most := corpus.Passage{}, topicShared-1
	for _, p := range v.Passages {
		if p.Kind != c.passages[0].Kind {
			continue
		}
		if n := shared(want, r.words.of(p)); n > most {
			best, most = p, n
		}
	}
	if best.ID == "" {
		return
	}
	r.add(c.block, c.Start, c.End, Finding{What: Citation, Result: Candidates, IDs: ids(c.passages),
		Says:       "no word of substance of the sentence stands in what it cites; is the number a slip?",
		Candidates: []Candidate{CandidateOf(best, "words of the sentence")}})
}

// substance are the beginnings of a sentence's words that say what it is about:
// no names of States, no citations, no quotations.
func (r *run) substance(s statement, cs ...*checked) map[string]bool {
	return stems(wordsOf(r.bare(s, cs...)))
}

// bare is a sentence without the names of States, its citations and quotations.
func (r *run) bare(s statement, cs ...*checked) string {
	text := []byte(s.text)
	blank := func(from, to int) {
		for i := max(from, 0); i < min(to, len(text)); i++ {
			text[i] = ' '
		}
	}
	for _, m := range mentions(r.States, s.text) {
		blank(m.start, m.end)
	}
	for _, c := range cs {
		if c.block == s.block {
			blank(c.Start-s.start, c.End-s.start)
		}
	}
	for _, q := range quotationsIn(s.text, 0) {
		blank(q.start, q.end)
	}
	return string(text)
}

// stems are the beginnings of words of substance.
func stems(words []string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		if len(w) < stemLength {
			continue
		}
		if k := w[:stemLength]; !routine[k] {
			out[k] = true
		}
	}
	return out
}

func shared(want map[string]bool, words []string) int {
	n := 0
	for k := range stems(words) {
		if want[k] {
			n++
		}
	}
	return n
}
