package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline"
)

// citing are the flags of `cite`.
type citing struct {
	asking
	style, out, report, item, heading, check string
	all                                      bool
	cycles                                   []int
	states, quote, unreviewed, links         bool
}

const citeLong = `Print citations of passages, ready to paste: in the UN's own form, as the note
that OHCHR puts under the headings of its compilations, or for reference
managers. Ranges name only numbers that exist.

  refrain cite ID…                         these passages (ids or citations)
  refrain cite --item N LETTER             the passages of an annex item that a reader
                                           confirmed; the rest is listed as "to check"
  refrain cite --heading H --state S       recommendations under an annex heading
                                           (headings are proposed by this program)
  refrain cite --check DRAFT               check the citations, quotations and claims of a
                                           draft (Word, Markdown, HTML, text; - for standard
                                           input); -o checked.docx returns a Word draft with
                                           the findings as comments

A check has four results. Correct: the documents here bear it out. Wrong: they do
not; the right citation is printed. Cannot check: the document is not here; how to
get it is printed. Differs: another edition or a corrigendum. It checks symbols,
numbers, ranges, quotations, recommending States, positions ("supported", "noted"),
counts ("by 14 States") and dates of letters. For phrases such as "as previously
recommended" without a note it offers passages that no reader has confirmed.

`

func (a *app) citeCommand() *cobra.Command {
	var c citing
	cmd := &cobra.Command{
		Use:   "cite ID… | --item N LETTER | --heading H --state S | --check DRAFT",
		Short: "Print citations to paste, or check those of a draft",
		Long:  citeLong + styleHelp(),
		Example: `  refrain cite "A/HRC/27/10#124.54"
  refrain cite "A/HRC/28/15, paras. 115.1, 115.4-115.17" --style un-footnote
  refrain cite "A/HRC/28/15, paras. 115.4–115.6" -o notes.ris
  refrain cite --item 16 prk-2019 --unreviewed
  refrain cite --heading "Right to education" --state SVN --cycle 2
  refrain cite --check chapter3.docx -o checked.docx`,
		RunE: func(cmd *cobra.Command, args []string) error {
			style, err := cite.StyleOf(c.style, c.out)
			if err != nil {
				return &usageError{err}
			}
			return a.cite(cmd.Context(), args, c, style)
		},
	}
	c.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.style, "style", "", "the `style` (default: by the file's suffix, else un-note)")
	f.StringVarP(&c.out, "output", "o", "", "write this `file` in place of standard output")
	f.StringVar(&c.report, "report", "", "link to the passages in this `report` of ours (markdown, html)")
	f.BoolVar(&c.links, "links", false, "print each passage's official address (and its place in --report) under the note")
	f.StringVar(&c.check, "check", "", "check the citations of this `draft`")
	f.BoolVar(&c.all, "all", false, "with --check: print what is correct too")
	f.StringVar(&c.item, "item", "", "cite for this `item` of a letter's annex")
	f.StringVar(&c.heading, "heading", "", "cite the recommendations under this `heading` of the annex")
	f.IntSliceVar(&c.cycles, "cycle", nil, "with --heading: only these UPR `cycles`")
	f.BoolVar(&c.states, "by", false, "name the recommending States after each number (not in un-footnote)")
	f.BoolVar(&c.quote, "quote", false, "print the words in quotation marks, with the citation")
	f.BoolVar(&c.unreviewed, "unreviewed", false, "with --item: cite the links that no reader has confirmed too")
	return cmd
}

// styleHelp lists the styles.
func styleHelp() string {
	var b strings.Builder
	b.WriteString("Styles:\n")
	for _, s := range cite.Styles {
		fmt.Fprintf(&b, "  %-12s %s\n", s.Name, s.What)
	}
	b.WriteString("\nEvery link goes to the official document at its page and sentence; documents of\nthe sample have none. Notes to paste carry no link: on a terminal the addresses\nfollow on standard error, with --links on standard output.\n\n" +
		"Exit status: 0 done, nothing wrong; 3 nothing to cite or check; 4 something in the\ndraft is wrong, or some of what was named is not here.")
	return b.String()
}

func (a *app) cite(ctx context.Context, args []string, c citing, style cite.Style) error {
	switch {
	case c.check != "" && len(args) == 0 && c.item == "" && c.heading == "":
		return a.checkDraft(ctx, c)
	case c.check != "":
		return &usageError{errors.New("--check takes one draft and no passages: see `refrain cite --help`")}
	case c.item != "" && len(args) == 1:
		return a.citeItem(ctx, args[0], c, style)
	case c.heading != "" && c.state != "" && len(args) == 0:
		return a.citeHeading(c, style)
	case c.item != "" || c.heading != "" || len(args) == 0:
		return &usageError{errors.New("name passages, or --item N with one LETTER, or --heading with --state: see `refrain cite --help`")}
	}
	return a.citeIDs(args, c, style)
}

// wanted is what a command line names.
type wanted struct {
	key  string // document
	id   string // of a passage, or
	ref  cite.Ref
	text string // as typed
	all  bool   // the document as a whole
}

// wants reads the arguments: ids and citations.
func wants(args []string) ([]wanted, error) {
	var out []wanted
	for _, s := range args {
		if key, _, ok := strings.Cut(s, "#"); ok {
			out = append(out, wanted{key: key, id: s, text: s})
			continue
		}
		cs, ok := cite.Only(s)
		if !ok {
			return nil, &usageError{fmt.Errorf("%q is neither a passage's id nor a citation: write A/HRC/27/10#124.54 or \"A/HRC/27/10, para. 124.54\"", s)}
		}
		for _, c := range cs {
			refs, faults := c.Refs()
			if len(faults) > 0 {
				return nil, &usageError{fmt.Errorf("%s: %s", s, faults[0].Text)}
			}
			for _, r := range refs {
				out = append(out, wanted{key: c.Symbol, ref: r, text: c.Symbol + ", para. " + r.Key()})
			}
			if len(refs) == 0 {
				out = append(out, wanted{key: c.Symbol, text: c.Symbol, all: true})
			}
		}
	}
	return out, nil
}

func (a *app) citeIDs(args []string, c citing, style cite.Style) error {
	ws, err := wants(args)
	if err != nil {
		return err
	}
	var keys []string
	for _, w := range ws {
		keys = append(keys, w.key)
	}
	w, err := a.open()
	if err != nil {
		return err
	}
	shelf, err := pipeline.Shelf(w, keys, nil)
	if err != nil {
		return err
	}
	var set citedSet
	var missing []wanted
	for _, w := range ws {
		if !set.take(shelf, w) {
			missing = append(missing, w)
		}
	}
	a.sayMissing(shelf, missing)
	set.opt = cite.Options{States: c.states || len(set.passages) == 1, Corr: shelf.Corrigenda()}
	if set.empty() {
		return errNothing
	}
	if err := a.writeCited(shelf, set, c, style); err != nil {
		return err
	}
	if len(missing) > 0 {
		return errSomeFailed
	}
	return nil
}

// citedSet is what is cited: passages, and sources known only through another
// document.
type citedSet struct {
	passages []corpus.Passage
	through  []cite.Citation
	vias     []corpus.Passage
	whole    []cite.Citation
	opt      cite.Options
	title    string
	// unreviewed says that a program proposed them and no reader confirmed them.
	unreviewed bool
}

// reported are the passages through which sources are known, each cited as the
// source that it reports.
func (s citedSet) reported() []corpus.Passage {
	out := slices.Clone(s.vias)
	for i := range out {
		out[i].Cite = s.through[i].String()
	}
	return out
}

// wholeKeys are the documents cited as a whole.
func (s citedSet) wholeKeys() []string {
	var out []string
	for _, c := range s.whole {
		out = append(out, c.Symbol)
	}
	return out
}

func (s *citedSet) empty() bool { return len(s.passages)+len(s.through)+len(s.whole) == 0 }

// take adds what is named; false where it is not here.
func (s *citedSet) take(shelf *cite.Shelf, w wanted) bool {
	v := shelf.Volume(w.key)
	if v == nil {
		return s.takeThrough(shelf, w)
	}
	if w.all {
		s.whole = append(s.whole, cite.Citation{Symbol: v.Symbol, Stem: v.CiteAs, Corr: v.Corr})
		return true
	}
	if w.id != "" {
		i := slices.IndexFunc(v.Passages, func(p corpus.Passage) bool { return strings.EqualFold(p.ID, w.id) })
		if i >= 0 {
			s.passages = append(s.passages, v.Passages[i])
		}
		return i >= 0
	}
	p, ok := v.Passage(w.ref)
	if !ok {
		return false
	}
	if w.ref.Sub != "" && !strings.HasSuffix(p.Locator, w.ref.Sub) {
		p.Locator += " " + w.ref.Sub
		p.Cite = v.CiteAs + ", " + p.Locator
	}
	s.passages = append(s.passages, p)
	return true
}

// takeThrough adds a source that is known only through a document here.
func (s *citedSet) takeThrough(shelf *cite.Shelf, w wanted) bool {
	for _, k := range shelf.KnownThrough(corpus.CanonicalSymbol(w.key)) {
		refs, _ := k.Source.Refs()
		if w.all && len(refs) > 0 || !w.all && !slices.Contains(refs, w.ref) {
			continue
		}
		src := k.Source
		if !w.all {
			src.Parts = []cite.Part{{First: w.ref}}
		}
		s.through = append(s.through, cite.Through(src, k.Via))
		s.vias = append(s.vias, k.Via)
		return true
	}
	return false
}

// mostMissing is how many passages of a range that are not there are named.
const mostMissing = 3

// sayMissing names what is not here. Of a range that runs past the end of its
// list the first passages are named and the others counted.
func (a *app) sayMissing(shelf *cite.Shelf, ws []wanted) {
	for i := 0; i < len(ws); {
		n := i + 1
		for n < len(ws) && ws[i].id == "" && ws[n].id == "" && ws[n].key == ws[i].key && listEnd(shelf, ws[n]) == listEnd(shelf, ws[i]) {
			n++
		}
		for _, w := range ws[i:min(n, i+mostMissing)] {
			a.sayMissingOne(shelf, w)
		}
		if more := n - i - mostMissing; more > 0 {
			fmt.Fprintf(a.err, "refrain: %s: and %d more, the last of them %s\n", ws[i].key, more, clean(ws[n-1].text))
		}
		i = n
	}
}

// listEnd is the last number of the list in which a passage would stand, else "".
func listEnd(shelf *cite.Shelf, w wanted) string {
	if v := shelf.Volume(w.key); v != nil && w.ref.Para != "" {
		return v.Last(w.ref)
	}
	return ""
}

func (a *app) sayMissingOne(shelf *cite.Shelf, w wanted) {
	if v := shelf.Volume(w.key); v != nil {
		hint := ""
		if last := listEnd(shelf, w); last != "" {
			hint = "; the last number of that list is " + last
		}
		fmt.Fprintf(a.err, "refrain: %s: the document has no such passage%s\nhint: `refrain passages --doc %s` lists them\n", clean(w.text), hint, w.key)
		return
	}
	fmt.Fprintf(a.err, "refrain: %s: the document is not in this workspace\n", clean(w.text))
	if u := cite.OfficialDocument(w.key, corpus.CanonicalSymbol(w.key)); u != "" {
		fmt.Fprintf(a.err, "hint: `refrain fetch %s` gets it, or take it from %s and ingest it\n", corpus.CanonicalSymbol(w.key), u)
	}
}

// writeCited writes what is cited in a style, to a file or standard output.
func (a *app) writeCited(shelf *cite.Shelf, set citedSet, c citing, style cite.Style) error {
	if a.json {
		for _, p := range set.passages {
			a.writeJSON(citedJSON{p.ID, p.Cite, cite.Official(p), cite.Anchor(p.ID), p.Text, set.unreviewed})
		}
		return nil
	}
	if set.unreviewed {
		set.passages = markUnreviewed(set.passages)
	}
	citations := append(append(cite.Make(set.passages, set.opt), set.whole...), set.through...)
	write := func(w io.Writer) error {
		if c.quote {
			return writeQuotes(w, set)
		}
		return style.Write(w, cite.Notes{Title: set.title, Citations: citations, Report: c.report, Unreviewed: set.unreviewed,
			Records: shelf.Records(append(slices.Clone(set.passages), set.reported()...), set.wholeKeys()...)})
	}
	if c.out == "" || c.out == "-" {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		if _, err := io.WriteString(a.out, clean(b.String())); err != nil {
			return err
		}
		a.printLinks(set, c, style)
		return nil
	}
	if err := a.writeOut(c.out, false, write); err != nil {
		return err
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "%s: %s\n", c.out, count(len(set.passages)+len(set.through)+len(set.whole), "citation"))
	}
	return nil
}

// citedJSON is one line of `cite --json`.
type citedJSON struct {
	ID       string `json:"id"`
	Cite     string `json:"cite"`
	Official string `json:"official"`
	Anchor   string `json:"anchor"`
	Text     string `json:"text"`
	// Unreviewed says that no reader confirmed that it raises the item.
	Unreviewed bool `json:"unreviewed,omitempty"`
}

// writeQuotes writes each passage's words in quotation marks. What is known
// only through another document is refused.
func writeQuotes(w io.Writer, set citedSet) error {
	for _, p := range set.passages {
		cs := cite.Make([]corpus.Passage{p}, cite.Options{States: true, Corr: set.opt.Corr})
		q, err := cite.Quote(p, cs[0])
		if err != nil {
			return err
		}
		fmt.Fprintln(w, q)
	}
	for _, c := range set.through {
		if _, err := cite.Quote(corpus.Passage{}, c); err != nil {
			return fmt.Errorf("quoting %s: %w", c.Symbol, err)
		}
	}
	return nil
}
