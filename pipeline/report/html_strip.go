package report

import (
	"fmt"
	"strings"
	"time"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// strip is the line of time that each item shows: a lane for each kind of
// event, marks at their years. The places are the same for every item; only the
// fills differ.
type strip struct {
	Lanes []lane
	Marks []mark // one for each event of the report, in its order
	Ticks []tick
	// Letter is where the letter's date stands, in percent of the width; 0
	// without a date.
	Letter float64
	Height int // in pixels
}

// Foot is where the lanes end and the years begin, in pixels.
func (s *strip) Foot() int { return s.Height - yearsHeight }

// lane is a row of the strip; Y is its middle, in pixels.
type lane struct {
	Name string
	Y    int
}

// mark is where an event stands: X in percent of the width, Y in pixels.
type mark struct {
	Event Event
	X     float64
	Y     int
}

// tick is a year below the lanes.
type tick struct {
	X    float64
	Year int
}

// The measures of a strip: pixels of a lane and of the years below, percent of
// the width within which marks stand, and between two marks of a lane.
const (
	laneHeight, yearsHeight  = 24, 18
	stripLeft, stripRight    = 2.0, 96.0
	leastGap, letterDistance = 4.0, 1.5
)

// laneName says in which lane an event stands.
func laneName(e Event) string {
	switch {
	case e.Lane == LaneStakeholder:
		return "Stakeholders"
	case e.Lane == LaneCompilation:
		return "Bodies reported"
	case e.Mechanism == corpus.UPR:
		return "UPR"
	}
	return "Treaty bodies"
}

// strip places the events of a report in time; nil where no time can be drawn,
// for an event has no year, or there is none.
func (r *Report) strip() *strip {
	from, to := 0, 0
	for _, e := range r.Events {
		if e.Year == 0 {
			return nil
		}
		if from == 0 || e.Year < from {
			from = e.Year
		}
		to = max(to, e.Year)
	}
	if from == 0 {
		return nil
	}
	span := float64(max(to+1-from, 1))
	at := func(year float64) float64 {
		return stripLeft + float64((year-float64(from))/span*(stripRight-stripLeft))
	}
	s := &strip{Marks: make([]mark, len(r.Events))}
	for _, name := range []string{"UPR", "Treaty bodies", "Bodies reported", "Stakeholders"} {
		var in []int
		for i, e := range r.Events {
			if laneName(e) == name {
				in = append(in, i)
			}
		}
		if len(in) == 0 {
			continue
		}
		y := len(s.Lanes)*laneHeight + laneHeight/2
		s.Lanes = append(s.Lanes, lane{name, y})
		for _, i := range in {
			s.Marks[i] = mark{r.Events[i], at(float64(r.Events[i].Year) + .5), y}
		}
		s.spread(in)
	}
	s.Height = len(s.Lanes)*laneHeight + yearsHeight
	for y := from - from%step(to-from); y <= to; y += step(to - from) {
		if y >= from {
			s.Ticks = append(s.Ticks, tick{at(float64(y) + .5), y})
		}
	}
	s.placeLetter(r.Question.Date, at)
	return s
}

// step is how many years lie between two ticks.
func step(span int) int {
	for _, n := range []int{1, 2, 5, 10} {
		if span/n <= 8 {
			return n
		}
	}
	return 20
}

// spread moves the marks of a lane apart that would cover each other: first to
// the right, then, where they leave the strip, back to the left.
func (s *strip) spread(in []int) {
	gap := min(leastGap, (stripRight-stripLeft)/float64(len(in)))
	for k := 1; k < len(in); k++ {
		s.Marks[in[k]].X = max(s.Marks[in[k]].X, s.Marks[in[k-1]].X+gap)
	}
	edge := stripRight
	for k := len(in) - 1; k >= 0; k-- {
		s.Marks[in[k]].X = min(s.Marks[in[k]].X, edge)
		edge = s.Marks[in[k]].X - gap
	}
}

// placeLetter puts the line at the letter's date, right of everything up to it.
func (s *strip) placeLetter(date string, at func(float64) float64) {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return
	}
	s.Letter = at(float64(d.Year()) + float64(d.YearDay())/366)
	for _, m := range s.Marks {
		if m.Event.When != match.Later && m.Event.Lane != LaneStakeholder {
			s.Letter = max(s.Letter, m.X+letterDistance)
		}
	}
	for _, m := range s.Marks {
		if m.Event.When == match.Later && m.Event.Lane != LaneStakeholder {
			s.Letter = min(s.Letter, m.X-letterDistance)
		}
	}
	s.Letter = min(s.Letter, 99)
}

// percent writes a place with one decimal, so that equal reports have equal
// bytes.
func percent(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") + "%" }

// heard lists the stakeholders' summaries with a counted passage: the rows of
// the strip's table that the timeline, which enters the verdict, does not have.
func heard(c Concern) []Moment {
	var out []Moment
	for i, e := range c.in.Events {
		if e.Lane == LaneStakeholder && c.Cells[i].Passages > 0 {
			out = append(out, Moment{Event: e, Cell: c.Cells[i]})
		}
	}
	return out
}

// eventsWith names the events whose cell has a fill.
func eventsWith(c Concern, f Fill) string {
	var names []string
	for i, e := range c.in.Events {
		if c.Cells[i].Fill == f {
			names = append(names, e.Name)
		}
	}
	return commas(names)
}
