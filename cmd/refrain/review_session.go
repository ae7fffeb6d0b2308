package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"refrain/corpus/store"
	"refrain/pipeline/match"
)

// session is one sitting of a reader.
type session struct {
	app   *app
	w     *store.Workspace
	in    *bufio.Scanner
	by    string
	blind bool             // what others said is shown after the answer
	lines []store.Judgment // those kept before the sitting
	todo  []pendingLink
	done  []answered
	note  string // waits for the next answer
}

// answered is a judgment that was kept and where it stands in the list.
type answered struct {
	at int
	j  store.Judgment
}

func (s *session) run() error {
	a := s.app
	if len(s.todo) == 0 {
		fmt.Fprintln(a.err, "nothing to judge: each of these links has been judged")
		return nil
	}
	for i := 0; i < len(s.todo); {
		s.show(i)
		next, stop, err := s.turn(i)
		if err != nil {
			return err
		}
		if stop {
			break
		}
		i = next
	}
	a.flush()
	fmt.Fprintf(a.err, "%s kept\n", count(len(s.done), "judgment"))
	return s.in.Err()
}

// gradeWords say a grade to a reader.
var gradeWords = map[int]string{2: "yes", 1: "partly", 0: "no"}

func (s *session) show(i int) {
	a, p := s.app, s.todo[i]
	l := p.link
	fmt.Fprintf(a.out, "\n%d of %d\n%3s. %s\n", i+1, len(s.todo), p.item.Number, wrap(clean(p.item.Item.Text), a.width(), 5))
	fmt.Fprintf(a.out, "     %s\n     %s\n", a.bold(clean(l.Cite)), wrap(clean(l.Passage.Text), a.width(), 5))
	about := string(l.Strength) + ", " + string(l.Relation)
	if l.UnitTo != "" {
		about += ", its " + l.UnitTo
	}
	fmt.Fprintf(a.out, "     %s\n", a.dim(wrap(about+": "+strings.Join(l.Why, "; "), a.width(), 5)))
	if !s.blind {
		s.others(l)
	}
	for _, j := range s.onEarlierWording(p) {
		fmt.Fprintf(a.out, "     %s said of an earlier wording, %s: %s\n", clean(j.By), day(j.At), gradeWords[j.Grade])
	}
}

// others tells what other readers said.
func (s *session) others(l match.Link) {
	for _, j := range l.Readers {
		if j.By == s.by {
			continue
		}
		note := ""
		if j.Note != "" {
			note = " (" + clean(j.Note) + ")"
		}
		fmt.Fprintf(s.app.out, "     %s said, %s: %s%s\n", clean(j.By), day(j.At), gradeWords[j.Grade], note)
	}
}

func day(at string) string { return clean(at[:min(len(at), 10)]) }

// onEarlierWording lists judgments of the same two passages whose text has
// changed since.
func (s *session) onEarlierWording(p pendingLink) []store.Judgment {
	now := judgmentOf(p)
	var out []store.Judgment
	for _, v := range store.Verdicts(s.lines) {
		for _, j := range v.Last {
			if j.From == now.From && j.To == now.To && (j.FromHash != now.FromHash || j.ToHash != now.ToHash) {
				out = append(out, j)
			}
		}
	}
	slices.SortFunc(out, func(x, y store.Judgment) int { return strings.Compare(x.At+x.By, y.At+y.By) })
	return out
}

// grades are the answers that judge.
var grades = map[string]int{"y": 2, "yes": 2, "p": 1, "partly": 1, "n": 0, "no": 0}

// turn asks about one link until the answer is understood; next is the link to
// go on with.
func (s *session) turn(i int) (next int, stop bool, err error) {
	for {
		fmt.Fprint(s.app.out, "the same concern? [y]es [p]artly [n]o [s]kip [note …] [u]ndo [q]uit: ")
		s.app.flush()
		if !s.in.Scan() {
			fmt.Fprintln(s.app.out)
			return 0, true, nil
		}
		key, note, _ := strings.Cut(strings.TrimSpace(s.in.Text()), " ")
		key, note = strings.ToLower(key), strings.TrimSpace(note)
		if grade, ok := grades[key]; ok {
			return i + 1, false, s.keep(i, grade, note)
		}
		switch key {
		case "s", "skip", "":
			s.note = ""
			return i + 1, false, nil
		case "q", "quit":
			return 0, true, nil
		case "note":
			s.note = note
			fmt.Fprintln(s.app.out, "noted: it is kept with your answer")
		case "u", "undo":
			if len(s.done) > 0 {
				next, err := s.undo()
				return next, false, err
			}
			fmt.Fprintln(s.app.out, "nothing to undo in this sitting")
		default:
			fmt.Fprintf(s.app.out, "%q is no answer: y, p, n, s, note, u or q\n", clean(key))
		}
	}
}

func (s *session) keep(i, grade int, note string) error {
	j := judgmentOf(s.todo[i])
	j.Grade, j.Note = grade, strings.TrimSpace(strings.Join([]string{s.note, note}, " "))
	s.note = ""
	if err := s.write(j); err != nil {
		return err
	}
	s.done = append(s.done, answered{i, j})
	if s.blind {
		s.others(s.todo[i].link)
	}
	return nil
}

// undo withdraws the last judgment of this sitting and goes back to its link.
func (s *session) undo() (int, error) {
	last := s.done[len(s.done)-1]
	s.done = s.done[:len(s.done)-1]
	last.j.Withdrawn = true
	return last.at, s.write(last.j)
}

func (s *session) write(j store.Judgment) error {
	j.By, j.At, j.Program = s.by, s.app.now().Format("2006-01-02T15:04:05Z07:00"), version
	return s.w.AddJudgments(j)
}
