package pipeline

import (
	"context"
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/match"
)

// Judge sets what the readers of a workspace decided on the links of matched
// items. A link on which readers differ stays unreviewed and says so. A link
// that readers confirmed and that is no longer proposed, for a later version
// scores it lower, is brought back, unless it is out of scope now.
func Judge(ctx context.Context, w *store.Workspace, asked *Asked, opt match.Options, items []match.ItemLinks) error {
	lines, err := w.Judgments()
	if err != nil || len(lines) == 0 {
		return err
	}
	verdicts := store.Verdicts(lines)
	for i := range items {
		from := corpus.TextHash(items[i].Item.Text)
		if !opt.All && lacks(verdicts, from, items[i]) {
			if err := bringBack(ctx, *asked, opt, verdicts, &items[i]); err != nil {
				return err
			}
		}
		for k := range items[i].Links {
			judge(verdicts, from, items[i].Item.ID, &items[i].Links[k])
		}
	}
	return nil
}

// judge sets what readers said of one link.
func judge(verdicts map[[2]string]store.Verdict, from, item string, l *match.Link) {
	v, ok := verdicts[[2]string{from, corpus.TextHash(l.Passage.Text)}]
	if !ok || len(v.Last) == 0 {
		return
	}
	l.Readers = nil
	for _, j := range v.Last {
		l.Readers = append(l.Readers, match.Judgment{From: item, To: l.ID, Grade: j.Grade, By: j.By, At: j.At, Note: j.Note})
	}
	if _, agreed := v.Agreed(); !agreed {
		l.Why = append(l.Why, "readers differ: "+readers(v))
		return
	}
	last := l.Readers[len(l.Readers)-1]
	l.Reviewed = &last
}

// lacks reports whether a passage that readers confirmed for an item is not
// among its links.
func lacks(verdicts map[[2]string]store.Verdict, from string, it match.ItemLinks) bool {
	have := map[string]bool{}
	for _, l := range it.Links {
		have[corpus.TextHash(l.Passage.Text)] = true
	}
	for pair, v := range verdicts {
		if grade, agreed := v.Agreed(); pair[0] == from && agreed && grade == 2 && !have[pair[1]] {
			return true
		}
	}
	return false
}

// bringBack adds the confirmed links of one item that are below those proposed.
func bringBack(ctx context.Context, asked Asked, opt match.Options, verdicts map[[2]string]store.Verdict, it *match.ItemLinks) error {
	asked.Question.Items, opt.All = []corpus.Passage{it.Item}, true
	all, err := asked.Match(ctx, opt)
	if err != nil {
		return fmt.Errorf("matching what readers confirmed: %w", err)
	}
	from := corpus.TextHash(it.Item.Text)
	have := map[string]bool{}
	for _, l := range it.Links {
		have[l.ID] = true
	}
	for _, l := range all[0].Links {
		if have[l.ID] {
			continue
		}
		v := verdicts[[2]string{from, corpus.TextHash(l.Passage.Text)}]
		if grade, agreed := v.Agreed(); agreed && grade == 2 {
			it.Links = append(it.Links, l)
		}
	}
	return nil
}

// gradeWords say a grade.
var gradeWords = map[int]string{2: "yes", 1: "partly", 0: "no"}

// readers lists who said what.
func readers(v store.Verdict) string {
	var out []string
	for _, j := range v.Last {
		out = append(out, fmt.Sprintf("%s %s", j.By, gradeWords[j.Grade]))
	}
	return strings.Join(out, ", ")
}
