package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math"
	"os/user"
	"slices"
	"sort"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/match"
)

// reviewing are the flags of `review`.
type reviewing struct {
	asking
	reader, item, by string
	possible         bool
	second, disputed bool
	export, merge    string
	workbook         string // --import
}

func (a *app) reviewCommand() *cobra.Command {
	var r reviewing
	cmd := &cobra.Command{
		Use:   "review [LETTER]",
		Short: "Judge proposed links one by one; hand judgments over and merge them",
		Long: `Show the proposed links of a letter that no reader has judged, one by one, and
keep what you decide. Judgments are lines of judgments.jsonl in the workspace:
who, when, on which texts and files, by which version of the program. They
survive another ingest and apply to the next match and report at once. Another
reader's judgment is not overwritten: where readers differ, both stand, and the
link counts as not reviewed.

Answer with a letter or a word and, if you like, a note after a space:
  y  yes, the same concern    p  partly, related    n  no, neither
  s  skip    note TEXT  keep a note with your next answer    u  undo    q  stop

--by score asks about the most doubtful links first, --by item (the default)
goes through the annex. The order is the same each time.

--export writes all judgments to hand over, as lines of JSON, or with the
suffix .tsv as judged pairs for "refrain eval" (pairs on which all agree).
--merge adds the lines of a file that are not here yet.

--import takes the decisions made in a workbook (report LETTER -o FILE.xlsx),
whatever was sorted, filtered or deleted in it. A row belongs to --reader, else
to the name typed into its column Reader, else to you. Rows that were not
touched change nothing; cells that cannot be understood are listed, and the rest
is taken.`,
		Example: `  refrain review prk-2019 --by score
  refrain review prk-2019 --item 16 --reader "A. Reader"
  refrain review prk-2019 --second             links that others judged and you did not
  refrain review --export mine.jsonl
  refrain review --merge hers.jsonl
  refrain review --import prk.xlsx`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.review(cmd.Context(), args, r) },
	}
	r.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&r.reader, "reader", "", "your `name` (default: the user's)")
	f.StringVar(&r.item, "item", "", "only this `item`")
	f.StringVar(&r.by, "by", "item", "the `order`: item, or score (doubtful first)")
	f.BoolVar(&r.possible, "possible", false, "the possible links too, not only strong and likely")
	f.BoolVar(&r.second, "second", false, "links that other readers judged and you did not; theirs is shown after your answer")
	f.BoolVar(&r.disputed, "disputed", false, "only links on which readers differ")
	f.StringVar(&r.export, "export", "", "write all judgments to this `file`; - is standard output")
	f.StringVar(&r.merge, "merge", "", "add the judgments of this `file`")
	f.StringVar(&r.workbook, "import", "", "take the decisions made in this workbook `file`")
	cmd.MarkFlagsMutuallyExclusive("export", "merge", "import", "second", "disputed")
	return cmd
}

// check says what is wrong with flags and arguments.
func (r reviewing) check(args []string) error {
	handing := r.export != "" || r.merge != "" || r.workbook != ""
	switch {
	case r.by != "item" && r.by != "score":
		return &usageError{fmt.Errorf("--by %q is no order: item or score (your name goes to --reader)", r.by)}
	case handing && len(args) > 0:
		return &usageError{errors.New("--export, --merge and --import are about all judgments of the workspace: leave the letter out")}
	case !handing && len(args) == 0:
		return &usageError{errors.New("name the letter to review: see `refrain review --help`")}
	}
	return nil
}

func (a *app) review(ctx context.Context, args []string, r reviewing) error {
	if err := r.check(args); err != nil {
		return err
	}
	w, err := a.open()
	if err != nil {
		return err
	}
	if r.export != "" {
		return a.exportJudgments(w, r.export)
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	if r.merge != "" {
		return a.mergeJudgments(w, r.merge)
	}
	if r.workbook != "" {
		return a.importDecisions(w, r.workbook, r.reader)
	}
	if r.reader == "" {
		r.reader = userName()
	}
	ans, err := a.askIn(ctx, w, args[0], r.asking, true)
	if err != nil {
		return err
	}
	lines, err := w.Judgments()
	if err != nil {
		return err
	}
	s := &session{app: a, w: w, in: bufio.NewScanner(a.in), by: r.reader, blind: r.second, lines: lines, todo: r.todo(ans.items)}
	if r.item != "" && !slices.ContainsFunc(ans.items, func(it match.ItemLinks) bool { return it.Number == r.item }) {
		return &usageError{fmt.Errorf("%s has no item %s: the number is the item's place in the annex, as `refrain match %s` prints it", args[0], r.item, args[0])}
	}
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

// todo lists the links to judge: by item in the order of rank, or the most
// doubtful first, whose probability is nearest to one half.
func (r reviewing) todo(items []match.ItemLinks) []pendingLink {
	var out []pendingLink
	for _, it := range items {
		if r.item != "" && it.Number != r.item {
			continue
		}
		for _, l := range it.Links {
			if r.wants(l) {
				out = append(out, pendingLink{it, l})
			}
		}
	}
	if r.by == "score" {
		sort.SliceStable(out, func(i, j int) bool { return doubt(out[i].link) < doubt(out[j].link) })
	}
	return out
}

func (r reviewing) wants(l match.Link) bool {
	mine := slices.ContainsFunc(l.Readers, func(j match.Judgment) bool { return j.By == r.reader })
	switch {
	case r.disputed:
		return l.Reviewed == nil && len(l.Readers) > 1
	case r.second:
		return len(l.Readers) > 0 && !mine
	case len(l.Readers) > 0:
		return false
	}
	return l.Strength == match.Strong || l.Strength == match.Likely || r.possible && l.Strength == match.Possible
}

// doubt is how far a link's probability is from one half.
func doubt(l match.Link) float64 {
	if l.Probability == nil {
		return 0
	}
	return math.Abs(*l.Probability - 0.5)
}

// judgmentOf is a judgment of a link without a grade.
func judgmentOf(p pendingLink) store.Judgment {
	return store.Judgment{From: p.item.Item.ID, To: p.link.ID, FromHash: corpus.TextHash(p.item.Item.Text), ToHash: corpus.TextHash(p.link.Passage.Text),
		FromFile: p.item.Item.SHA256, ToFile: p.link.Passage.SHA256}
}
