package check

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

// subject is what a sentence or a passage is about: the beginnings of its words
// that name a subject, its acronyms, and the sort of instrument that it names.
type subject struct {
	words      map[string]bool
	instrument string
}

// offerShared is how many words of its subject a sentence and a passage must
// share before the passage is offered as what the sentence means.
const offerShared = 2

// general are beginnings of words that stand in recommendations on any subject.
var general = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`accor acced actio activ addre adequ adopt allow appro aspec based befor being broad capac comba compr
		consi conve coope cover ensur effec effor elimi enhan estab every exist facil fight follo forms frame full furth guara immed impro
		inclu incor incre inten invol issue legis level manne mecha optio order parti perso pledg polic possi preve progr promo prote proto
		provi publi pursu ratif recei reduc regar relat resou respe respo since speci stand strat stren syste throu towar treat where withi`) {
		out[w] = true
	}
	return out
}()

var (
	acronymRE    = pattern.New(`\b[A-Z]{3,}\b`)
	instrumentRE = pattern.New(`(?i)\b(?:conventions?|covenants?|treaty|treaties|statute)\b`)
	optionalRE   = pattern.New(`(?i)\bprotocols?\b|\bOP-?[A-Z]{2,}|-OP\b|\bOP\b`)
)

// ownAcronyms name no subject.
var ownAcronyms = map[string]bool{"UPR": true, "HRC": true, "OHCHR": true, "NGO": true, "USA": true, "DPRK": true}

// subjectOf reads the subject of a text.
func subjectOf(text string) subject {
	s := subject{words: map[string]bool{}}
	words := wordsOf(text)
	for k := range stems(words) {
		if !general[k] {
			s.words[k] = true
		}
	}
	for _, w := range words {
		if strings.HasPrefix(w, "stateless") { // else taken for "State"
			s.words["stateless"] = true
		}
	}
	for _, a := range acronymRE.FindAllString(text, -1) {
		if !ownAcronyms[a] {
			delete(s.words, strings.ToLower(a)[:min(len(a), stemLength)])
			s.words[a] = true
		}
	}
	switch {
	case optionalRE.MatchString(text):
		s.instrument = "protocol"
	case instrumentRE.MatchString(text):
		s.instrument = "treaty"
	}
	return s
}

// shares counts the words of s that stand in a passage or in its headings.
func (s subject) shares(p corpus.Passage, headings bool) (n int, of subject) {
	text := saidBy(p)
	of = subjectOf(text)
	if headings {
		of.words = subjectOf(text + "\n" + strings.Join(p.Headings, "\n")).words
	}
	for k := range s.words {
		if of.words[k] {
			n++
		}
	}
	return n, of
}

// agrees reports whether a passage says what a sentence says: it shares more
// than two thirds of the words of the sentence's subject, and at least
// offerShared, and names an instrument of the same sort or, like the sentence,
// none. "Abolish the death penalty" is not agreed with by a moratorium.
func (s subject) agrees(p corpus.Passage) (n int, ok bool) {
	n, of := s.shares(p, false)
	return n, n >= offerShared && 3*n > 2*len(s.words) && s.instrument == of.instrument
}

// foreign reports whether a sentence that says what it is about shares less than
// half of it with one of the passages or more, or that it names an instrument
// and they none of its sort: they are not to be offered for it.
func (s subject) foreign(ps []corpus.Passage) bool {
	for _, p := range ps {
		n, of := s.shares(p, true)
		if 2*n < len(s.words) || len(s.words) == 0 && s.instrument != "" && s.instrument != of.instrument {
			return true
		}
	}
	return false
}

// near reports whether a sentence shares half of its subject with each of the
// passages that a slip may have named otherwise. A sentence that says little of
// its subject is near to none.
func (s subject) near(ps []corpus.Passage) bool {
	return len(s.words) >= offerShared && len(ps) > 0 && !s.foreign(ps)
}
