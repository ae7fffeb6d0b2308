package match

import (
	"regexp"
	"strings"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// Joining is a sentence in which a State says that it joined a treaty. It is
// what the State said, no status: none is held here.
type Joining struct {
	// Treaties are the concept ids of the treaties that the sentence says it of.
	Treaties []string
	Text     string
	Passage  *corpus.Passage
}

// The verbs of joining: with the treaty after them, and with the treaty before.
var (
	joinedRE     = regexp.MustCompile(`(?i)\b(?:ratified|acceded to|became a (?:state )?party to|joined|deposited (?:its|the) instruments? of (?:ratification|accession) (?:of|to))\b`)
	wasJoinedRE  = regexp.MustCompile(`(?i)\b(?:was|were|has been|have been|had been) (?:\w+ )?(?:ratified|acceded to)\b`)
	notJoinedRE  = regexp.MustCompile(`(?i)\b(?:not|nor|yet to|before|prior to|once|after|if|when|should)\b[^.;]{0,60}\b(?:ratified|acceded|party|joined)\b`)
	mayBeJoining = regexp.MustCompile(`(?i)ratified|acceded to|party to|joined|instruments? of`)
)

// Joinings finds, in the State's own words, the sentences that say that it
// joined treaties: its reports and replies among the documents on the State of
// the question, in their order.
func Joinings(q *Question, docs []*corpus.Document) []Joining {
	lex := plainReader().lex
	var out []Joining
	for _, d := range docs {
		if q.State == "" || d.State != q.State {
			continue
		}
		for i := range d.Passages {
			p := &d.Passages[i]
			if p.Kind != corpus.PassageReply || !mayBeJoining.MatchString(p.Text) {
				continue
			}
			for _, piece := range splitAt(p.Text, func(i int) bool { return p.Text[i] == ';' }) {
				for _, s := range sentences(piece) {
					if ids := lex.joins(s); ids != nil {
						out = append(out, Joining{ids, s, p})
					}
				}
			}
		}
	}
	return out
}

// joins lists the treaties that a sentence says were joined: those after an
// active verb up to the next clause, and those before a passive one.
func (lex *lexicon) joins(sentence string) []string {
	if notJoinedRE.MatchString(sentence) {
		return nil
	}
	var out []string
	from, to := -1, -1
	if m := wasJoinedRE.FindStringIndex(sentence); m != nil {
		from, to = 0, m[0]
	} else if m := joinedRE.FindStringIndex(sentence); m != nil {
		from, to = m[1], len(sentence)
	}
	for _, h := range lex.Find(sentence) {
		if h.Start < from || h.End > to || lex.kind[h.Number] != concept.Treaty {
			continue
		}
		if id := lex.Concepts()[h.Number].ID; !strings.Contains(strings.Join(out, " ")+" ", id+" ") {
			out = append(out, id)
		}
	}
	return out
}

// sentencesOn joins the sentences of a passage that name a treaty the item asks
// for.
func sentencesOn(item *unit, passage *entry) string {
	var out []string
	for _, s := range sentences(AskOf(passage.p)) {
		for _, h := range item.lex.Find(s) {
			if item.lex.kind[h.Number] == concept.Treaty && contains(item.treaties, int32(h.Number)) {
				out = append(out, s)
				break
			}
		}
	}
	return strings.Join(out, ". ")
}
