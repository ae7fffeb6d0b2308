package parse

import (
	"sort"
	"strings"

	"refrain/corpus"
)

// Join carries positions from addenda, and themes, persons and SDGs from
// matrices, to the recommendations they belong to. It changes the passages in
// place; calling it again on the same documents changes nothing more.
func Join(docs []*corpus.Document) {
	byKey := map[string]*corpus.Document{}
	for _, d := range docs {
		if d.Kind == corpus.KindWGReport {
			byKey[d.Key] = d
		}
	}
	ordered := append([]*corpus.Document(nil), docs...)
	sort.SliceStable(ordered, func(i, j int) bool { return ordered[i].Date < ordered[j].Date })
	for _, d := range ordered {
		for _, a := range d.Answers {
			if r := byKey[a.Target]; r != nil {
				joinAnswer(r, a)
			}
		}
		if d.Kind == corpus.KindMatrix && byKey[d.Parent] != nil {
			joinMatrix(byKey[d.Parent], d)
		}
		for _, t := range d.Tallies {
			joinTally(byKey, d, t)
		}
	}
	for _, d := range docs {
		switch d.Kind {
		case corpus.KindWGReport:
			pendingWithoutAddendum(d, docs)
		case corpus.KindLetter:
			joinLetter(d, docs)
		case corpus.KindAddendum, corpus.KindNationalReport, corpus.KindMidTermReport:
			joinReplies(d, byKey)
		}
	}
}

// joinAnswer states an answer on the recommendation it names. A number
// without its lead ("18" for 115.18) is resolved where the report has one list
// of pending recommendations.
func joinAnswer(report *corpus.Document, a corpus.Answer) {
	p := recommendation(report, a.Para)
	if p == nil || p.PositionSource == a.Source && p.Position == a.Position {
		return
	}
	for _, h := range p.History {
		if h.Source == a.Source {
			return
		}
	}
	// A comment on a single recommendation explains the position that a list
	// in the same document gave; it changes it only when it says otherwise.
	sameDoc := strings.HasPrefix(p.PositionSource, strings.SplitN(a.Source, ",", 2)[0]+",")
	if sameDoc && p.Position == a.Position && p.Partial == a.Partial {
		return
	}
	keepHistory(p)
	setPosition(p, a.Position, a.Text, a.Source, a.Date)
	p.Partial = a.Partial
}

// joinTally gives a report the totals that other documents state of it. What the
// State itself says of a review's recommendations without naming them enters
// the history of each.
func joinTally(byKey map[string]*corpus.Document, from *corpus.Document, t corpus.Tally) {
	for _, r := range byKey {
		if r == from || r.Key != t.Target && (t.Target != "" || r.State != t.State || r.Cycle != t.Cycle || r.Language != "en") {
			continue
		}
		known := false
		for _, have := range r.Stated {
			known = known || have.Source == t.Source && have.Text == t.Text
		}
		if !known {
			r.Stated = append(r.Stated, t)
		}
		if from.Kind == corpus.KindLetter || from.Kind == corpus.KindSessionReport {
			continue // the High Commissioner's count, and the whole outcome's
		}
		for i := range r.Passages {
			if p := &r.Passages[i]; p.Kind == corpus.PassageRecommendation {
				addStatement(p, corpus.Statement{Scope: NumbersNotSpecified, Text: t.Text, Source: t.Source, Date: t.Date})
			}
		}
	}
}

// NumbersNotSpecified marks a statement that does not say which
// recommendations it is about.
const NumbersNotSpecified = "numbers not specified"

// recommendation finds a recommendation by its full number, or by its item
// number alone under the lead whose answers were pending.
func recommendation(report *corpus.Document, para string) *corpus.Passage {
	var only *corpus.Passage
	for i := range report.Passages {
		p := &report.Passages[i]
		if p.Kind != corpus.PassageRecommendation {
			continue
		}
		if p.Para == para {
			return p
		}
		first := p.Position
		if len(p.History) > 0 {
			first = p.History[0].Position
		}
		if !strings.Contains(para, ".") && strings.HasSuffix(p.Para, "."+para) && (first == corpus.Pending || first == "") && only == nil {
			only = p
		}
	}
	return only
}

// joinMatrix carries the matrix's themes, persons and SDGs, and notes where
// its position differs from what the documents say.
func joinMatrix(report, matrix *corpus.Document) {
	rows := map[string]*corpus.Passage{}
	for i := range matrix.Passages {
		rows[matrix.Passages[i].Para] = &matrix.Passages[i]
	}
	for i := range report.Passages {
		p := &report.Passages[i]
		r := rows[p.Para]
		if r == nil || p.Kind != corpus.PassageRecommendation {
			continue
		}
		r.Restates = p.ID
		p.OHCHRThemes, p.Persons, p.SDGs = r.OHCHRThemes, r.Persons, r.SDGs
		if r.Position != "" && (p.Position == corpus.Pending || p.Position == "") {
			keepHistory(p)
			setPosition(p, r.Position, "", matrix.CiteAs+", "+r.Locator, matrix.Date)
			p.Partial = r.Partial
		}
	}
}

// joinLetter finds the matrix that belongs to a letter: that of the same State
// and cycle.
func joinLetter(letter *corpus.Document, docs []*corpus.Document) {
	for _, d := range docs {
		if d.Kind == corpus.KindMatrix && d.State == letter.State && d.Cycle == letter.Cycle && d.State != "" {
			letter.Matrix = d.Key
			return
		}
	}
	const note = "The letter counts a matrix of thematically clustered recommendations as part of it, which is not among the documents."
	if letter.WantsMatrix && !contains(letter.Warnings, note) {
		letter.Warnings = append(letter.Warnings, note)
	}
}

// pendingWithoutAddendum says that a report's answers are in a document that
// is not here.
func pendingWithoutAddendum(report *corpus.Document, docs []*corpus.Document) {
	n := 0
	for _, p := range report.Passages {
		if p.Kind == corpus.PassageRecommendation && p.Position == corpus.Pending {
			n++
		}
	}
	if n == 0 {
		return
	}
	for _, d := range docs {
		if d.Kind == corpus.KindAddendum && strings.HasPrefix(d.Symbol, report.Symbol+"/Add.") {
			return
		}
	}
	note := itoa(n) + " recommendations are pending: the State’s answers (" + report.Symbol + "/Add.1, or the report of the Council’s session) are not among the documents."
	if !contains(report.Warnings, note) {
		report.Warnings = append(report.Warnings, note)
	}
}
