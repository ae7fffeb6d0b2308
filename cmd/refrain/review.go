package main

import (
	"bufio"
	"context"
	"fmt"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/match"
)

// reviewing are the flags of `review`.
type reviewing struct {
	asking
	by, item string
	all      bool
}

func (a *app) reviewCommand() *cobra.Command {
	var r reviewing
	cmd := &cobra.Command{
		Use:   "review LETTER",
		Short: "Judge proposed links one by one",
		Long: `Show the proposed links of a letter that no reader has judged, one by one, and
keep what you decide. Judgments are lines of judgments.jsonl in the workspace:
who, when, on which texts. They survive a new ingest and apply to the next
report. Another reader's judgment is never overwritten.

Answer with a letter and, if you like, a note after a space:
  y  the same concern      p  related in part      n  neither
  s  skip                  u  undo the last        q  stop here`,
		Example: `  refrain review prk-2019
  refrain review prk-2019 --item 16 --by "A. Reader"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.review(cmd.Context(), args[0], r) },
	}
	r.flags(cmd)
	cmd.Flags().StringVar(&r.by, "by", "", "your `name` (default: the user's)")
	cmd.Flags().StringVar(&r.item, "item", "", "only this `item`")
	cmd.Flags().BoolVar(&r.all, "possible", false, "the possible links too, not only strong and likely")
	return cmd
}

func (a *app) review(ctx context.Context, name string, r reviewing) error {
	w, err := a.open()
	if err != nil {
		return err
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	ans, err := a.askIn(ctx, w, name, r.asking, true)
	if err != nil {
		return err
	}
	s := &session{app: a, w: w, in: bufio.NewScanner(a.in), by: r.by}
	if s.by == "" {
		s.by = userName()
	}
	s.todo = doubtful(ans.items, r)
	return s.run()
}

func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "reader"
}

// pendingLink is one link that waits for a judgment.
type pendingLink struct {
	item match.ItemLinks
	link match.Link
}

// doubtful lists the links to judge, the less sure first within an item.
func doubtful(items []match.ItemLinks, r reviewing) []pendingLink {
	var out []pendingLink
	for _, it := range items {
		if r.item != "" && it.Number != r.item {
			continue
		}
		for _, l := range it.Links {
			shown := l.Strength == match.Strong || l.Strength == match.Likely || r.all && l.Strength == match.Possible
			if shown && l.Reviewed == nil {
				out = append(out, pendingLink{it, l})
			}
		}
	}
	return out
}

// session is one sitting.
type session struct {
	app  *app
	w    *store.Workspace
	in   *bufio.Scanner
	by   string
	todo []pendingLink
	done []store.Judgment
}

func (s *session) run() error {
	a := s.app
	if len(s.todo) == 0 {
		fmt.Fprintln(a.err, "every link has been judged")
		return nil
	}
	for i := 0; i < len(s.todo); {
		s.show(i)
		a.flush()
		if !s.in.Scan() {
			break
		}
		step, stop, err := s.answer(s.in.Text(), s.todo[i])
		if err != nil {
			return err
		}
		if stop {
			break
		}
		i = max(0, i+step)
	}
	fmt.Fprintf(a.err, "%s kept\n", count(len(s.done), "judgment"))
	return s.in.Err()
}

func (s *session) show(i int) {
	a, p := s.app, s.todo[i]
	fmt.Fprintf(a.out, "\n%d of %d\n%3s. %s\n", i+1, len(s.todo), p.item.Number, wrap(p.item.Item.Text, a.width(), 5))
	fmt.Fprintf(a.out, "     %s\n     %s\n", a.bold(clean(p.link.Cite)), wrap(p.link.Passage.Text, a.width(), 5))
	fmt.Fprintf(a.out, "     %s\n", a.dim(wrap(string(p.link.Strength)+", "+string(p.link.Relation)+": "+strings.Join(p.link.Why, "; "), a.width(), 5)))
	fmt.Fprint(a.out, "the same concern? [y]es [p]artly [n]o [s]kip [u]ndo [q]uit: ")
}

// grades are the answers that judge.
var grades = map[string]int{"y": 2, "p": 1, "n": 0}

// answer keeps one answer; step is how far to go in the list.
func (s *session) answer(line string, p pendingLink) (step int, stop bool, err error) {
	key, note, _ := strings.Cut(strings.TrimSpace(line), " ")
	key = strings.ToLower(key)
	if grade, ok := grades[key]; ok {
		return 1, false, s.keep(store.Judgment{From: p.item.Item.ID, To: p.link.ID, FromHash: corpus.TextHash(p.item.Item.Text),
			ToHash: corpus.TextHash(p.link.Passage.Text), Grade: grade, Note: strings.TrimSpace(note)})
	}
	switch key {
	case "s", "":
		return 1, false, nil
	case "q":
		return 0, true, nil
	case "u":
		if len(s.done) == 0 {
			fmt.Fprintln(s.app.out, "nothing to undo")
			return 0, false, nil
		}
		last := s.done[len(s.done)-1]
		last.Withdrawn = true
		s.done = s.done[:len(s.done)-1]
		return -1, false, s.write(last)
	}
	fmt.Fprintf(s.app.out, "%q is no answer: y, p, n, s, u or q\n", clean(key))
	return 0, false, nil
}

func (s *session) keep(j store.Judgment) error {
	if err := s.write(j); err != nil {
		return err
	}
	s.done = append(s.done, j)
	return nil
}

func (s *session) write(j store.Judgment) error {
	j.By, j.At, j.Program = s.by, s.app.now().Format("2006-01-02T15:04:05Z07:00"), version
	return s.w.AddJudgment(j)
}
