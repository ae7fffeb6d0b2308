package match

import (
	"errors"
	"fmt"
	"strings"

	"refrain/corpus"
)

// ErrNoItems says that a document holds nothing that can be asked.
var ErrNoItems = errors.New("it holds no items, recommendations or paragraphs to match")

// askable is what each kind of document asks with; other kinds ask with all
// passages that are not upr-paragraph, state-reply or other.
var askable = map[corpus.Kind]corpus.PassageKind{
	corpus.KindLetter:       corpus.PassageItem,
	corpus.KindWGReport:     corpus.PassageRecommendation,
	corpus.KindMatrix:       corpus.PassageRecommendation,
	corpus.KindCompilation:  corpus.PassageCompilation,
	corpus.KindSummary:      corpus.PassageSummary,
	corpus.KindObservations: corpus.PassageObservation,
	corpus.KindSpecial:      corpus.PassageSpecial,
}

// QuestionOf makes a question of a document: a letter asks with the items of
// its annex, a Working Group report with its recommendations, a compilation,
// summary or set of observations with its paragraphs. The error wraps
// [ErrNoItems] where there are none.
func QuestionOf(d *corpus.Document) (Question, error) {
	q := Question{Key: d.Key, Symbol: d.Symbol, Title: titleOf(d), State: d.State, StateName: d.StateName,
		Date: d.Date, Cycle: d.Cycle, Session: d.Session}
	if q.StateName == "" && d.State != "" {
		q.StateName = corpus.World().Name(d.State)
	}
	want, fixed := askable[d.Kind]
	for _, p := range d.Passages {
		if (fixed && p.Kind == want || !fixed && inScopeByDefault(p.Kind)) && !ofTheReport(&p) {
			q.Items = append(q.Items, p)
		}
	}
	if len(q.Items) == 0 {
		return q, fmt.Errorf("%s (%s): %w", d.Key, d.Kind, ErrNoItems)
	}
	return q, nil
}

// ofTheReport reports whether a paragraph speaks of the compilation or summary it
// opens, as all of them do, and not of the State.
func ofTheReport(p *corpus.Passage) bool {
	return (p.Kind == corpus.PassageCompilation || p.Kind == corpus.PassageSummary) &&
		(strings.HasPrefix(p.Text, "The present report ") || strings.HasPrefix(p.Text, "The present document "))
}

func titleOf(d *corpus.Document) string {
	switch {
	case d.Title != "":
		return d.Title
	case d.CiteAs != "":
		return d.CiteAs
	}
	return d.Key
}

// numberOf is the number by which people call an item: its paragraph; for
// letters its place in the annex.
func numberOf(p *corpus.Passage) string { return strings.TrimSpace(p.Para) }
