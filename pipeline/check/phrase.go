package check

import (
	"context"
	"strings"

	"refrain/corpus/pattern"
)

// repeatedRE are phrases that claim a repetition.
var repeatedRE = pattern.New(`(?i)\bas (?:it (?:was|had been|has been) )?(?:previously|already|earlier|repeatedly|often) (?:recommended|noted|urged|raised|expressed|requested|stated|observed)\b|\b(?:previously|repeatedly|consistently|persistently|regularly) (?:recommended|urged|called|raised|expressed|asked|requested|criti[cs]i[sz]ed|noted|been)\b|\b(?:recommended|urged|called for|raised|expressed|requested) (?:previously|repeatedly|time and again|again and again)\b|\breiterat(?:ed|es|ing) (?:its|their|the|a|this|that|these|previous|earlier|concerns?|recommendations?)\b|\brepeatedly\b|\btime and (?:time )?again\b|\bon (?:several|many|numerous|multiple|previous|various) occasions\b|\brecurr(?:ing|ent) (?:concerns?|recommendations?|issues?|calls?)\b|\b(?:once (?:more|again)|again) (?:recommended|urged|called|raised|requested)\b|\b(?:long-?standing|repeated|previous|earlier) (?:concerns?|recommendations?|calls?)\b|\bin (?:all|both|each|every|the) (?:of (?:the|its) )?(?:three |previous |earlier |past )+(?:cycles|reviews)\b|\bsince the first (?:cycle|review)\b|\bhas (?:long|repeatedly|previously) been (?:recommended|raised|urged)\b`)

// phrase offers candidates for a claim of repetition without a note.
func (r *run) phrase(ctx context.Context, s statement, cs []*checked) error {
	b := r.draft.Blocks[s.block]
	m := repeatedRE.FindStringIndex(s.text)
	if m == nil || len(s.cites) > 0 && !s.borrowed || b.Note != "" || len(wordsOf(s.text)) < 5 {
		return nil
	}
	for _, q := range quotationsIn(s.text, 0) {
		if m[0] >= q.start && m[1] <= q.end {
			return nil
		}
	}
	f := Finding{What: Phrase, Result: Candidates, Says: "a claim of repetition without a note"}
	if r.Propose != nil {
		found, err := r.Propose(ctx, r.about(s, cs), s.text)
		if err != nil {
			return err
		}
		f.Candidates = found
	}
	if len(f.Candidates) == 0 {
		f.Says += "; no passage was found here that says the same"
	}
	r.add(s.block, s.start+m[0], s.start+m[1], f)
	return nil
}

// about is the State that a sentence is about: that of the document cited last
// before it where the sentence names it, else the one it names, and not as a
// recommending State, of those that documents are stored on, else that of the
// document cited last.
func (r *run) about(s statement, cs []*checked) string {
	cited := ""
	for _, c := range cs {
		if v := r.Shelf.Volume(c.symbol); v != nil && v.State != "" && (cited == "" || c.body < s.block || c.body == s.block && c.at <= s.start) {
			cited = v.State
		}
	}
	named := ""
	for _, code := range r.subjects(s.text) {
		if code == cited {
			return cited
		}
		if named == "" && r.stored(code) {
			named = code
		}
	}
	if named != "" {
		return named
	}
	return cited
}

// speakerRE ends what stands before a State that recommends: "urged by".
var speakerRE = pattern.New(`(?i)\b(?:by|from)(?: the)? $`)

// goesOnRE is what stands between the States of one list.
var goesOnRE = pattern.New(`(?i)^(?:,| and| or|,? as well as)+(?: the)? $`)

// subjects are the States that a sentence names, but for those after "by": a
// list of them ends after its "and".
func (r *run) subjects(text string) []string {
	var out []string
	speaks, last, end := false, false, 0
	for _, m := range mentions(r.States, text) {
		between := text[end:m.start]
		speaks = speakerRE.MatchString(ending(text[:m.start])) || speaks && !last && goesOnRE.MatchString(between)
		last = speaks && goesOnRE.MatchString(between) && strings.Contains(between, " and ")
		if end = m.end; !speaks {
			out = append(out, m.code)
		}
	}
	return out
}

func (r *run) stored(state string) bool {
	if r.Stored != nil {
		return r.Stored[state]
	}
	for _, v := range r.Shelf.Volumes() {
		if v.State == state {
			return true
		}
	}
	return false
}
