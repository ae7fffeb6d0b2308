package match

import (
	"fmt"
	"io"
)

// Write prints the evaluation as a table for people.
func (e *Evaluation) Write(w io.Writer) error {
	var err error
	pr := func(format string, a ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, format, a...)
		}
	}
	pr("%s: %d items × %d passages\n", e.Name, e.Items, e.Passages)
	if len(e.Missing) > 0 {
		pr("  not at hand: %d passages the gold names (%s …)\n", len(e.Missing), e.Missing[0])
	}
	type row struct {
		name string
		m    Metrics
	}
	rows := []row{{"refrain", e.Ours}, {"plain Bleve", e.Bleve}, {"plain BM25", e.BM25}}
	if e.Second != nil {
		rows = append(rows, row{"with encoder", *e.Second})
	}
	for _, r := range rows {
		pr("  %-12s nDCG@10 %.3f   MAP %.3f   recall@20 %.3f\n", r.name, r.m.NDCG10, r.m.MAP, r.m.Recall20)
	}
	l := e.AboveBleve
	pr("  above plain Bleve, with 95 %% intervals over %d items:\n", e.Ours.Items)
	pr("  %-12s nDCG@10 %s   MAP %s   recall@20 %s\n", "", l.NDCG10, l.MAP, l.Recall20)
	for _, t := range e.Tiers {
		pr("  at least %-9s %4d links   direct %.3f   direct or related %.3f   finds %.3f of the direct\n",
			t.Strength, t.Links, t.PrecisionDirect, t.PrecisionAny, t.Recall)
	}
	for _, b := range e.Reliability {
		if b.Links > 0 {
			pr("  probability %.1f–%.1f  %5d links   mean %.2f   direct %.2f   direct or related %.2f\n",
				b.From, b.To, b.Links, b.Mean, b.Direct, b.Any)
		}
	}
	pr("  calibration error %.3f; false alarms on %d of %d items without a match\n", e.CalibrationError, e.FalseAlarms, e.Empty)
	return err
}
