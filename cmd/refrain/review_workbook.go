package main

import (
	"fmt"
	"os"
	"slices"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/report"
)

// imported counts what became of the rows of a workbook.
type imported struct {
	taken, withdrawn, unchanged int
	grades                      [3]int
	problems                    []string
}

// importDecisions takes the decisions of a workbook into the workspace, which
// the caller has locked. by is the reader of all rows; where it is empty, a row
// belongs to the name that was typed into it, else to the user.
func (a *app) importDecisions(w *store.Workspace, name, by string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, bareErr(err))
	}
	decisions, bad, err := report.ReadDecisions(data)
	if err != nil {
		return &hinted{fmt.Errorf("reading %s: %w", name, err), "name a workbook that `refrain report LETTER -o FILE.xlsx` wrote"}
	}
	var sum imported
	for _, b := range bad {
		sum.problems = append(sum.problems, b.Error())
	}
	if err := a.take(w, decisions, by, &sum); err != nil {
		return err
	}
	return a.saidImport(name, sum)
}

// take writes the decisions that are new. A link whose text is no longer in the
// workspace is listed and left out: nobody has judged the text that is.
func (a *app) take(w *store.Workspace, decisions []report.Decision, by string, sum *imported) error {
	lines, err := w.Judgments()
	if err != nil {
		return err
	}
	verdicts := store.Verdicts(lines)
	texts, err := textsOf(w)
	if err != nil {
		return err
	}
	said := map[store.Judgment]report.Decision{}
	var taken []store.Judgment
	for _, d := range decisions {
		j := a.judgmentOf(d, by)
		places := texts[d.ToHash]
		switch {
		case unchanged(d, j, verdicts[[2]string{d.FromHash, d.ToHash}]):
			sum.unchanged++
			continue
		case contradicts(said, d, j):
			sum.problems = append(sum.problems, d.Cell+": the same two texts are judged otherwise in another row: decide once")
			continue
		case len(places) == 0:
			sum.problems = append(sum.problems, d.Cell+": no stored passage has this text any more: make the report again and judge the text it has now")
			continue
		}
		at := places[max(0, slices.IndexFunc(places, func(p place) bool { return p.id == d.ToID }))]
		j.To, j.ToFile = at.id, at.file
		if from := texts[d.FromHash]; len(from) > 0 {
			at := from[max(0, slices.IndexFunc(from, func(p place) bool { return p.id == d.FromID }))]
			j.From, j.FromFile = at.id, at.file
		}
		taken = append(taken, j)
		if d.Withdrawn {
			sum.withdrawn++
			continue
		}
		sum.taken++
		sum.grades[d.Grade]++
	}
	if len(taken) == 0 {
		return nil
	}
	return w.AddJudgments(taken...)
}

// judgmentOf is a decision as a line, but for the places of its texts.
func (a *app) judgmentOf(d report.Decision, by string) store.Judgment {
	j := store.Judgment{From: d.FromID, FromHash: d.FromHash, ToHash: d.ToHash, Grade: d.Grade, Withdrawn: d.Withdrawn, Note: d.Note, By: by,
		At: a.now().Format("2006-01-02T15:04:05Z07:00"), Program: version}
	if j.From == "" {
		j.From = "text:" + d.FromHash // the column was deleted
	}
	if j.By == "" {
		j.By = d.Reader
	}
	if j.By == "" {
		j.By = userName()
	}
	return j
}

// contradicts reports whether another row of the file judges the same two texts
// for the same reader in another way; passages with the same words share a link.
func contradicts(said map[store.Judgment]report.Decision, d report.Decision, j store.Judgment) bool {
	key := store.Judgment{FromHash: j.FromHash, ToHash: j.ToHash, By: j.By}
	before, ok := said[key]
	if !ok {
		said[key] = d
	}
	return ok && (before.Grade != d.Grade || before.Withdrawn != d.Withdrawn)
}

// unchanged reports whether the workspace holds a decision already, or the row
// is as the program wrote it.
func unchanged(d report.Decision, j store.Judgment, v store.Verdict) bool {
	for _, last := range v.Last {
		same := last.Grade == j.Grade && last.Note == j.Note && !j.Withdrawn
		if same && (last.By == j.By || last.By == d.StoredBy || d.StoredBy == "" && d.Reader == "" && last.By == userName()) {
			return true
		}
	}
	if j.Withdrawn {
		for _, last := range v.Last {
			if last.By == j.By {
				return false
			}
		}
		return true
	}
	return !d.Changed()
}

// place is where a text stands: a passage and its source file's hash.
type place struct{ id, file string }

// textsOf maps the hash of each stored passage's text to where it stands.
func textsOf(w *store.Workspace) (map[string][]place, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	out := map[string][]place{}
	for _, h := range store.Current(heads) {
		d, err := w.Read(h)
		if err != nil {
			return nil, err
		}
		for _, p := range d.Passages {
			hash := corpus.TextHash(p.Text)
			out[hash] = append(out[hash], place{p.ID, p.SHA256})
		}
	}
	return out, nil
}

// saidImport prints what was taken and what was not.
func (a *app) saidImport(name string, sum imported) error {
	for _, p := range sum.problems {
		fmt.Fprintf(a.err, "refrain: %s: %s\n", name, clean(p))
	}
	fmt.Fprintf(a.out, "%s taken (%d same concern, %d related, %d neither), %d taken back, %d unchanged, %d not understood\n",
		count(sum.taken, "decision"), sum.grades[2], sum.grades[1], sum.grades[0], sum.withdrawn, sum.unchanged, len(sum.problems))
	if len(sum.problems) > 0 {
		return errSomeFailed
	}
	return nil
}
