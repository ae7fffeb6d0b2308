package parse_test

import (
	"strings"
	"testing"

	"refrain/corpus"
)

// TestWorkingGroupReports reads the 141 distinct reports of cycles 1 and 2 and
// holds what is true of all of them: State, cycle and session are known, every
// paragraph and recommendation is there, every recommendation has a position,
// and what could not be resolved is named. The exceptions are misprints of the
// reports themselves.
func TestWorkingGroupReports(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 142 reports: left out of short runs")
	}
	docs := readTree(t, "corpus/wg")
	known := map[string]string{
		"A/HRC/11/16": "paragraphs 47 and 54, to which paragraph 69 points with letters, have none",
		"A/HRC/12/11": "paragraph 51 opens with its reason: the delegation stands in the next words",
	}
	total, position, pointed := 0, map[corpus.Position]int{}, 0
	for key, d := range docs {
		if d.Kind != corpus.KindWGReport || d.State == "" || d.Cycle == 0 || d.Session == 0 || d.Date == "" {
			t.Errorf("%s (%s): kind %s, State %s, cycle %d, session %d, date %s", key, d.File, d.Kind, d.State, d.Cycle, d.Session, d.Date)
		}
		for _, w := range d.Warnings {
			if known[key] == "" && !strings.HasPrefix(w, "Names of recommending States printed otherwise") && !strings.Contains(w, "are pending") {
				t.Errorf("%s (%s): %s", key, d.File, w)
			}
		}
		for _, p := range d.Passages {
			if p.Kind != corpus.PassageRecommendation {
				continue
			}
			total++
			position[p.Position]++
			if strings.Contains(p.Para, "(") {
				pointed++
			}
			if p.Text == "" || p.Page == 0 || p.Position != "" && p.PositionSource == "" {
				t.Errorf("%s: text %q, page %d, position %s without source", p.ID, p.Text, p.Page, p.Position)
			}
		}
	}
	t.Logf("%d reports, %d recommendations (%d resolved from section I), positions %v", len(docs), total, pointed, position)
	if len(docs) != 141 || position[""] > 0 {
		t.Errorf("%d reports, want 141; %d recommendations without a position", len(docs), position[""])
	}
}
