package report

import (
	"fmt"
	"io"

	"refrain/pipeline/match"
)

// Score is how the cells and verdicts of a report compare with judged pairs. A
// cell is right if one of its counted passages has grade 2; a verdict of
// repetition is wrong if no cell that enters it is right.
type Score struct {
	// Items are the items scored; Raised those whose verdict says that the
	// concern was raised, Wrong those of them that the gold does not bear out,
	// WrongRelated the wrong ones with a passage of grade 1.
	Items, Raised, Wrong, WrongRelated int
	// Matched are the items with a passage of grade 2; of them, Missed have a
	// verdict that none was found and Open one that leaves it to be verified.
	Missed, Open, Matched int
	// Found are cells that stand without a caveat, Verify those marked "to be
	// verified".
	Found, Verify Tally
	// Cells counts the pairs of item and document with a passage of grade 2,
	// Filled those of them that are filled.
	Cells, Filled int
	// Counted are the counted links, Direct and Related their grades.
	Counted, Direct, Related int
	// WrongCells names the filled cells without a passage of grade 2.
	WrongCells []WrongCell
}

// Tally counts cells by what the gold says of their best passage.
type Tally struct{ N, Direct, Related int }

// WrongCell is a filled cell that the gold does not bear out.
type WrongCell struct {
	Item, Event string
	Verify      bool
	// Best is the best grade of its passages: 1 or 0.
	Best int
	IDs  []string
}

// Against scores the concerns of a report against gold. Judged lists the items
// whose pairs were judged; nil means all. Only documents that the gold names
// count; the report should have been made of these alone.
func (r *Report) Against(g *match.Gold, judged []string) Score {
	want := map[string]bool{}
	for _, j := range judged {
		want[j] = true
	}
	inGold := map[string]bool{}
	for _, d := range g.Documents {
		inGold[d] = true
	}
	var s Score
	for i := range r.Concerns {
		if c := &r.Concerns[i]; judged == nil || want[c.Item.Para] {
			s.add(c, g.Grades[c.Item.Para], inGold)
		}
	}
	return s
}

func (s *Score) add(c *Concern, grades map[string]int, inGold map[string]bool) {
	s.Items++
	best := 0
	for i, e := range c.in.Events {
		if e.Lane == LaneStakeholder || !inGold[e.Document] {
			continue
		}
		grade := s.cell(c, e, c.Cells[i], grades)
		if e.When == match.Earlier && c.Cells[i].sure() {
			best = max(best, grade)
		}
	}
	gold := 0
	for id, grade := range grades {
		if p, ok := c.in.passages[id]; ok && inGold[p.Key] {
			gold = max(gold, grade)
		}
	}
	raised := len(c.Voices) > 0
	switch {
	case raised && best < 2:
		s.Wrong++
		s.WrongRelated += best
	case raised || gold < 2:
	case len(c.Unsure) > 0:
		s.Open++
	default:
		s.Missed++
	}
	if raised {
		s.Raised++
	}
	if gold == 2 {
		s.Matched++
	}
}

// cell scores one cell and returns the best grade of its passages.
func (s *Score) cell(c *Concern, e Event, cell Cell, grades map[string]int) int {
	best := 0
	var ids []string
	for _, l := range cell.Links {
		g := grades[l.ID]
		best = max(best, g)
		ids = append(ids, l.ID)
		s.Counted++
		switch g {
		case 2:
			s.Direct++
		case 1:
			s.Related++
		}
	}
	gold := false
	for id, grade := range grades {
		p, ok := c.in.passages[id]
		gold = gold || ok && p.Key == e.Document && grade == 2
	}
	if gold {
		s.Cells++
	}
	if len(ids) == 0 {
		return 0
	}
	if gold {
		s.Filled++
	}
	t := &s.Found
	if cell.Fill == ToVerify {
		t = &s.Verify
	}
	t.N++
	switch best {
	case 2:
		t.Direct++
	case 1:
		t.Related++
	}
	if best < 2 {
		s.WrongCells = append(s.WrongCells, WrongCell{c.Number, e.Name, cell.Fill == ToVerify, best, ids})
	}
	return best
}

// Write prints the score as a table for people; with all set it names the
// cells that the gold does not bear out.
func (s Score) Write(w io.Writer, all bool) error {
	pr := func(format string, a ...any) { fmt.Fprintf(w, format, a...) }
	pr("  cells found        %4d   direct %.3f   direct or related %.3f\n", s.Found.N, ratio(s.Found.Direct, s.Found.N), ratio(s.Found.Direct+s.Found.Related, s.Found.N))
	pr("  cells to verify    %4d   direct %.3f   direct or related %.3f\n", s.Verify.N, ratio(s.Verify.Direct, s.Verify.N), ratio(s.Verify.Direct+s.Verify.Related, s.Verify.N))
	pr("  cells of the gold  %4d   filled %.3f\n", s.Cells, ratio(s.Filled, s.Cells))
	pr("  counted links      %4d   direct %.3f   direct or related %.3f\n", s.Counted, ratio(s.Direct, s.Counted), ratio(s.Direct+s.Related, s.Counted))
	pr("  verdicts           %4d items, %d said to be raised, %d of them wrongly (%.3f of the items; %d of these related); of the %d with a match %d are left to be verified and %d missed\n",
		s.Items, s.Raised, s.Wrong, ratio(s.Wrong, s.Items), s.WrongRelated, s.Matched, s.Open, s.Missed)
	if all {
		for _, c := range s.WrongCells {
			mark := "found"
			if c.Verify {
				mark = "to verify"
			}
			pr("    item %s, %s (%s), best grade %d: %v\n", c.Item, c.Event, mark, c.Best, c.IDs)
		}
	}
	return nil
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
