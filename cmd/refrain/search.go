package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/index"
)

// sortOrders are the orders of a search.
var sortOrders = []string{"relevance", "date", "newest", "symbol"}

func (a *app) searchCommand() *cobra.Command {
	var q index.Query
	cmd := &cobra.Command{
		Use:   "search QUERY…",
		Short: "Search all passages",
		Long: `Search all passages. Plain words must all be met; case, accents, hyphens and
British or American spelling do not matter. Acronyms and names of treaties find
each other, and OP-CAT is not CAT; C189 is ILO Convention No. 189. A State is
found by its common and former names: Burma, Holland, North Korea. Six plain
words or more in a row, such as a sentence that was pasted, find the passages that are like it.

  "death penalty"               these words in this order
  torture OR ill-treatment      either; also AND, NOT, + and -
  (a OR b) state:PRK            brackets: without them the field belongs to b alone
  state:PRK cycle:1..2          fields, with lists (a,b) and ranges (1..3)
  by:NOR position:noted         recommended by Norway, noted by the State
  kind:upr mechanism:CRC        fields: state kind mechanism cycle session year
                                symbol para by speaker position role theme
                                heading person sdg concept action speaks_for language
  speaker:PRK                   where a State speaks in a debate or answers
  action:5                      what a recommendation asks, from 1 minimal to 5
                                specific (UPR Info's categories)
  like:A/HRC/27/10#124.54       passages like this one
  detent* tortur~1 "a b"~5      word beginnings, near spellings, words near each other
  A/HRC/27/10, para. 124.54     a symbol, an id or a citation goes to its place`,
		Example: `  refrain search "separated families"
  refrain search 'corporal punishment state:PRK'
  refrain search 'ratify concept:op-cat position:supported,noted cycle:2..3'`,
		Args: searchArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if q.Size < 1 || q.From < 0 {
				return &usageError{fmt.Errorf("--limit must be at least 1 and --from at least 0: see `refrain search --help`")}
			}
			q.Text = queryText(args)
			return a.search(cmd.Context(), q)
		},
	}
	cmd.SetFlagErrorFunc(searchFlagError)
	f := cmd.Flags()
	f.IntVarP(&q.Size, "limit", "n", 10, "print at most this `number` of passages")
	f.IntVar(&q.From, "from", 0, "skip this `number` of passages")
	f.StringVar(&q.Sort, "sort", "relevance", "`order`: relevance, date (oldest first), newest or symbol")
	f.StringSliceVar(&q.Facets, "facets", nil, "count the hits by these `fields`, for example state,cycle")
	return cmd
}

// searchArgs asks for a query.
func searchArgs(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return &usageError{fmt.Errorf("search for what? For example: refrain search 'torture state:PRK'")}
	}
	return nil
}

// searchFlagError words a flag that is none: a word with - before it is meant
// as NOT, a field with -- as a field.
func searchFlagError(cmd *cobra.Command, err error) error {
	var unknown interface {
		error
		GetSpecifiedName() string
		GetSpecifiedShortnames() string
	}
	if !errors.As(err, &unknown) || !strings.HasPrefix(err.Error(), "unknown") {
		return flagError(cmd, err)
	}
	name := unknown.GetSpecifiedName()
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		return &usageError{fmt.Errorf("-%s is no flag; to leave a word out write NOT %s, or put -- before the query: refrain search -- -%s", clean(short), clean(short), clean(short))}
	}
	if index.IsField(name) {
		return &usageError{fmt.Errorf("--%s is no flag but a field of the search language: write %s:…, as in refrain search 'torture state:PRK cycle:2'", clean(name), clean(name))}
	}
	return &usageError{fmt.Errorf("--%s is no flag; see `refrain search --help`", clean(name))}
}

// queryText joins the arguments. A shell has taken the quotes off: an argument
// of several words that is not itself in the search language was a phrase.
func queryText(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	parts := make([]string, len(args))
	for i, s := range args {
		if strings.ContainsAny(s, " \t") && !strings.ContainsAny(s, `":()`) {
			s = `"` + s + `"`
		}
		parts[i] = s
	}
	return strings.Join(parts, " ")
}

func (a *app) openIndex() (*index.Index, error) {
	w, err := a.open()
	if err != nil {
		return nil, err
	}
	x, err := index.Open(w.Dir)
	if err == nil && !a.quiet && isEarlier(w, x) {
		fmt.Fprintln(a.err, "note: the index is of an earlier state of the documents: another run is reading documents now, or one was stopped; then run `refrain rebuild`")
	}
	return x, err
}

// isEarlier reports whether documents were stored since the index was made: by a
// run that was stopped before it indexed them, or one that is still at it. Their
// folder is newer than the index then; else none of them is looked at.
func isEarlier(w *store.Workspace, x *index.Index) bool {
	made, err := os.Stat(filepath.Join(w.Dir, "CURRENT"))
	stored, err2 := os.Stat(filepath.Join(w.Dir, "documents"))
	if err != nil || err2 != nil || !stored.ModTime().After(made.ModTime()) {
		return false
	}
	heads, err := w.Heads()
	return err == nil && x.Corpus() != index.CorpusHash(store.Layers(heads))
}

func (a *app) search(ctx context.Context, q index.Query) error {
	x, err := a.openIndex()
	if err != nil {
		return err
	}
	defer x.Close()
	q.Highlight = !a.json
	r, err := x.Search(ctx, q)
	if err != nil {
		return err
	}
	if r.Uneven && !a.quiet {
		fmt.Fprintln(a.err, index.UnevenNotice)
	}
	if r.Named != "" && !a.quiet {
		fmt.Fprintln(a.err, index.StateNotice(r.Named, r.Code))
	}
	if r.Small != "" && !a.quiet {
		fmt.Fprintln(a.err, index.SmallNotice(r.Small))
	}
	if r.Total == 0 {
		fmt.Fprintf(a.err, "refrain: no passage found for %s among %s\n", clean(q.Text), count(int(x.Count()), "passage"))
		fmt.Fprintf(a.err, "hint: %s\n", clean(x.Hint(q.Text, corpus.World())))
		return errNothing
	}
	for i, h := range r.Hits {
		if a.json {
			a.writeJSON(hitJSON{q.From + i + 1, h.Score, h.Passage})
			continue
		}
		a.printHit(q.From+i+1, h)
	}
	a.printFacets(r, q.Facets)
	if !a.quiet && !a.json {
		if r.Loose {
			fmt.Fprintln(a.err, "passages like the text, the nearest first; not each has all of its words")
		}
		fmt.Fprintf(a.err, "%s of %s", count(len(r.Hits), "passage"), itoa(int(r.Total)))
		if rest := q.From + len(r.Hits); rest < int(r.Total) {
			fmt.Fprintf(a.err, "; more with --from %d", rest)
		}
		fmt.Fprintln(a.err)
	}
	return nil
}

// hitJSON is one line of `search --json`.
type hitJSON struct {
	Rank  int     `json:"rank"`
	Score float64 `json:"score"`
	corpus.Passage
}

func (a *app) printHit(rank int, h index.Hit) {
	p := h.Passage
	fmt.Fprintf(a.out, "%3d. %s\n", rank, a.bold(clean(p.Cite)))
	if facts := passageFacts(p); facts != "" {
		fmt.Fprintf(a.out, "     %s\n", a.dim(clean(facts)))
	}
	fmt.Fprintf(a.out, "     %s\n", fold(a.marked(h), a.width(), 5))
	fmt.Fprintf(a.out, "     %s\n\n", a.dim(showHint(p.ID)))
}

// showHint is the command that opens a passage.
func showHint(id string) string { return `refrain show "` + clean(id) + `"` }

// marked gives the fragments of a hit with the words met in capitals of the
// terminal (bold), or the text's beginning where there are none.
func (a *app) marked(h index.Hit) string {
	if len(h.Fragments) == 0 {
		return cut(h.Passage.Text, 300)
	}
	var b strings.Builder
	for _, f := range h.Fragments {
		text := clean(f.Text)
		if f.Marked {
			text = a.bold(text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// passageFacts are State, cycle, position and heading in one line.
func passageFacts(p corpus.Passage) string {
	var f []string
	if p.State != "" {
		f = append(f, p.State)
	}
	switch {
	case p.Cycle > 0 && p.Year > 0:
		f = append(f, fmt.Sprintf("UPR cycle %d, %d", p.Cycle, p.Year))
	case p.Year > 0:
		f = append(f, fmt.Sprintf("%s %d", p.Mechanism, p.Year))
	}
	if p.Position != "" {
		f = append(f, positionWord(p))
	}
	if len(p.Headings) > 0 {
		f = append(f, p.Headings[len(p.Headings)-1])
	}
	return strings.Join(f, " · ")
}

// positionWord is the State's position in words.
func positionWord(p corpus.Passage) string {
	if p.Partial {
		return string(p.Position) + " (in part)"
	}
	return string(p.Position)
}

func (a *app) printFacets(r *index.Result, fields []string) {
	for _, name := range fields {
		if a.json {
			a.writeJSON(map[string]any{"facet": name, "counts": r.Facets[name]})
			continue
		}
		fmt.Fprintf(a.out, "%s\n", a.bold(name))
		for _, c := range r.Facets[name] {
			fmt.Fprintf(a.out, "  %6d  %s\n", c.Count, clean(c.Value))
		}
		fmt.Fprintln(a.out)
	}
}
