package pipeline

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/match"
)

// ApplyJudgments sets what readers decided on the links of matched items. A
// link on which readers differ stays unreviewed and says so.
func ApplyJudgments(w *store.Workspace, items []match.ItemLinks) error {
	lines, err := w.Judgments()
	if err != nil || len(lines) == 0 {
		return err
	}
	verdicts := store.Verdicts(lines)
	for i := range items {
		from := corpus.TextHash(items[i].Item.Text)
		for k := range items[i].Links {
			l := &items[i].Links[k]
			v, ok := verdicts[[2]string{from, corpus.TextHash(l.Passage.Text)}]
			if !ok || len(v.Last) == 0 {
				continue
			}
			l.Readers = nil
			for _, j := range v.Last {
				l.Readers = append(l.Readers, match.Judgment{From: items[i].Item.ID, To: l.ID, Grade: j.Grade, By: j.By, At: j.At, Note: j.Note})
			}
			if _, agreed := v.Agreed(); !agreed {
				l.Why = append(l.Why, "readers differ: "+readers(v))
				continue
			}
			last := l.Readers[len(l.Readers)-1]
			l.Reviewed = &last
		}
	}
	return nil
}

// readers lists who gave which grade.
func readers(v store.Verdict) string {
	var out []string
	for _, j := range v.Last {
		out = append(out, fmt.Sprintf("%s %d", j.By, j.Grade))
	}
	return strings.Join(out, ", ")
}
