package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sort"
	"strings"

	"golang.org/x/sync/errgroup"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/dialect"
	"refrain/pipeline/match"
	"refrain/pipeline/parse"
	"refrain/pipeline/rows"
)

// Imported is the status of an export whose rows were taken in.
const Imported Status = "imported"

// importVersion is the version of the reading of exports; with [Parser] it says
// whether a stored export is to be read again.
const importVersion = "1"

// ImportOptions are the settings of an import.
type ImportOptions struct {
	// Map names the columns of a plain table by what they mean: "text" →
	// "Full text". Empty, the dialect is recognised by its columns.
	Map map[string]string
	// Replace forgets earlier imports of the same dialect; else the newer row
	// of a paragraph leads and what only the older has stays.
	Replace bool
	// States resolves names of States; nil means [corpus.World].
	States *corpus.Gazetteer
	Sample bool
	NoCopy bool
	// Progress is called now and then with the rows read of the input so far.
	Progress func(path string, rows int)
	// Done is called for each input, in order.
	Done func(o ImportOutcome)
}

// SkippedRow is a row that was not taken in, and why. Rows count from 1, the
// header left out.
type SkippedRow struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
}

// ImportOutcome is the final word on one export.
type ImportOutcome struct {
	Outcome
	// Source says whose export it is; Rows are its rows, Taken those that are
	// stored, Joined those of them that speak of passages read from documents.
	Source    string       `json:"source,omitempty"`
	Rows      int          `json:"rows"`
	Taken     int          `json:"taken"`
	Joined    int          `json:"joined"`
	Documents int          `json:"documents"`
	Skipped   []SkippedRow `json:"skipped,omitempty"`
}

// Import takes the rows of exports into the workspace: files, or folders of
// files. One bad file is one outcome, one bad row one skipped row; an error
// means that the workspace could not be written or that ctx ended. The caller
// holds the lock.
func Import(ctx context.Context, w *store.Workspace, paths []string, opt ImportOptions) ([]ImportOutcome, error) {
	if opt.States == nil {
		opt.States = corpus.World()
	}
	heads, err := wholeHeads(w)
	if err != nil {
		return nil, err
	}
	im := &importer{w: w, opt: opt, heads: heads, taken: map[string]string{}, dialects: map[string]bool{}}
	for _, h := range heads {
		im.seq = max(im.seq, h.Seq)
	}
	var out []ImportOutcome
	for _, in := range walk(paths, w.Dir) {
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		o, err := im.one(ctx, in)
		if err != nil {
			return out, err
		}
		out = append(out, o)
		if opt.Done != nil {
			opt.Done(o)
		}
	}
	if opt.Replace {
		err = im.forget()
	}
	return out, err
}

// wholeHeads lists the heads of a workspace. A damaged record is removed: it is
// made again from its source in this run, or stays away until its source is
// taken in again.
func wholeHeads(w *store.Workspace) ([]*corpus.Document, error) {
	for {
		heads, err := w.Heads()
		var damaged *store.DamagedError
		if !errors.As(err, &damaged) {
			return heads, err
		}
		if err := os.Remove(damaged.Path); err != nil {
			return nil, fmt.Errorf("removing damaged document: %w", err)
		}
	}
}

// importer is one run.
type importer struct {
	w        *store.Workspace
	opt      ImportOptions
	heads    []*corpus.Document
	seq      int
	taken    map[string]string // sha256 → path met first in this run
	dialects map[string]bool   // dialects taken in in this run
}

// parser names how an export is read: another mapping reads it again.
func (im *importer) parser() string {
	names := make([]string, 0, len(im.opt.Map))
	for meaning, column := range im.opt.Map {
		names = append(names, meaning+"="+column)
	}
	sort.Strings(names)
	return strings.Join(append([]string{Parser + "." + importVersion}, names...), " ")
}

// one imports one input.
func (im *importer) one(ctx context.Context, in input) (ImportOutcome, error) {
	o := ImportOutcome{Outcome: Outcome{Path: in.path, Status: Failed}}
	if in.outcome != nil {
		o.Outcome = *in.outcome
		return o, nil
	}
	f, err := rows.Open(in.path)
	if err != nil {
		return o, refuseImport(&o, err)
	}
	if first, ok := im.taken[f.SHA256]; ok {
		o.Status, o.Reason = Skipped, "same bytes as "+first
		return o, nil
	}
	im.taken[f.SHA256] = in.path
	if im.w.HasPack(f.SHA256, im.parser()) {
		o.Status = Unchanged
		im.count(&o, f.SHA256)
		if im.opt.NoCopy || im.w.HasSource(f.SHA256) {
			return o, nil
		}
		return o, im.w.AddSourceFile(f.SHA256, f.Path) // its copy was lost
	}
	s, err := newSpill(im.w.Dir, f.Size)
	if err != nil {
		return o, err
	}
	defer s.remove()
	m, err := im.spill(ctx, f, s, &o)
	if err != nil {
		return o, refuseImport(&o, err)
	}
	if o.Taken == 0 {
		return o, refuseImport(&o, noRows(&o))
	}
	from := parse.Export{Dialect: m.Dialect.Name, Source: m.Dialect.Source, File: in.name, SHA256: f.SHA256, States: im.opt.States, Sample: im.opt.Sample}
	if err := im.store(ctx, f, s, from); err != nil {
		return o, err
	}
	im.dialects[m.Dialect.Name] = true
	o.Status, o.Source = Imported, m.Dialect.Source
	im.count(&o, f.SHA256)
	o.Joined, err = im.joined(f.SHA256)
	return o, err
}

// noRows is the error of a file of which no row could be taken.
func noRows(o *ImportOutcome) error {
	if len(o.Skipped) == 0 {
		return &rows.Error{Reason: "it has no rows", Hint: "export it again"}
	}
	return &rows.Error{Reason: fmt.Sprintf("none of its %d rows can be taken in; row %d: %s", o.Rows, o.Skipped[0].Row, o.Skipped[0].Reason),
		Hint: "say which column is which with --map text=COLUMN,symbol=COLUMN,para=COLUMN"}
}

// refuseImport words the failure of one file; other errors end the run.
func refuseImport(o *ImportOutcome, err error) error {
	var e *rows.Error
	if !errors.As(err, &e) {
		return err
	}
	o.Status, o.Reason, o.Hint, o.Taken = Failed, e.Reason, e.Hint, 0
	return nil
}

// spill reads all rows and parts them by document.
func (im *importer) spill(ctx context.Context, f *rows.File, s *spill, o *ImportOutcome) (*dialect.Mapper, error) {
	var m *dialect.Mapper
	for r, err := range f.Rows() {
		if err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if m == nil {
			if len(r.Names) == 0 {
				o.Rows++
				o.Skipped = append(o.Skipped, SkippedRow{r.Number, r.Problem})
				continue
			}
			if m, err = dialect.Recognise(r, im.opt.Map, im.opt.States); err != nil {
				return nil, err
			}
		}
		o.Rows++
		list, reason := m.Entries(r)
		if reason != "" {
			o.Skipped = append(o.Skipped, SkippedRow{r.Number, reason})
			continue
		}
		o.Taken++
		for i := range list {
			if err := s.add(&list[i]); err != nil {
				return nil, err
			}
		}
		if im.opt.Progress != nil && o.Rows%5000 == 0 {
			im.opt.Progress(f.Path, o.Rows)
		}
	}
	return m, nil
}

// store makes the documents and writes them as one pack.
func (im *importer) store(ctx context.Context, f *rows.File, s *spill, from parse.Export) error {
	earlier := map[string]*corpus.Document{}
	if !im.opt.Replace {
		for _, h := range store.Layers(im.heads) {
			if h.Import == from.Dialect {
				earlier[h.Key] = h
			}
		}
	}
	im.seq++
	err := im.w.WritePack(f.SHA256, func(add func(*corpus.Document) error) error {
		return s.each(func(groups [][]parse.Entry) error {
			docs, err := im.documents(ctx, from, groups)
			if err != nil {
				return err
			}
			for _, d := range docs {
				if h := earlier[d.Key]; h != nil && h.SHA256 != f.SHA256 {
					old, err := im.w.Read(h)
					if err != nil {
						return err
					}
					parse.Keep(d, old)
				}
				if err := add(d); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err == nil && !im.opt.NoCopy {
		err = im.w.AddSourceFile(f.SHA256, f.Path)
	}
	if err != nil {
		return err
	}
	heads, err := im.w.PackHeads(f.SHA256)
	im.heads = append(slices.DeleteFunc(im.heads, func(h *corpus.Document) bool { return h.Import != "" && h.SHA256 == f.SHA256 }), heads...)
	return err
}

// documents makes the documents of groups of entries, on all processors.
func (im *importer) documents(ctx context.Context, from parse.Export, groups [][]parse.Entry) ([]*corpus.Document, error) {
	docs := make([]*corpus.Document, len(groups))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for i, entries := range groups {
		g.Go(func() error {
			d := parse.Entries(from, entries)
			d.Parser, d.Seq = im.parser(), im.seq
			for k := range d.Passages {
				d.Passages[k].Themes = match.Themes(&d.Passages[k])
			}
			docs[i] = d
			return ctx.Err()
		})
	}
	return docs, g.Wait()
}

// count fills in what is stored of an export.
func (im *importer) count(o *ImportOutcome, sha string) {
	o.Documents = 0
	for _, h := range im.heads {
		if h.Import != "" && h.SHA256 == sha {
			o.Documents++
			o.Source = h.Engine
		}
	}
}

// joined counts the rows of an export that speak of passages read from
// documents. Only the documents concerned are loaded.
func (im *importer) joined(sha string) (int, error) {
	read := map[string]bool{}
	for _, h := range im.heads {
		if h.Import == "" {
			read[h.Key] = true
			if h.Kind == corpus.KindWGReport {
				read[h.State] = true
			}
		}
	}
	var concerned []*corpus.Document
	for _, h := range im.heads {
		if h.Import != "" && h.SHA256 == sha && (read[h.Key] || strings.HasPrefix(h.Key, parse.ListedPrefix) && read[h.State]) {
			concerned = append(concerned, h)
		}
	}
	layers, n := store.Layers(im.heads), 0
	for _, group := range byState(concerned) {
		want := slices.Clone(group)
		for _, h := range layers {
			if h.Import == "" && slices.ContainsFunc(group, func(g *corpus.Document) bool {
				return g.Key == h.Key || h.Kind == corpus.KindWGReport && h.State == g.State && strings.HasPrefix(g.Key, parse.ListedPrefix)
			}) {
				want = append(want, h)
			}
		}
		docs, err := readAll(im.w, want)
		if err != nil {
			return 0, err
		}
		n += rowsJoined(parse.JoinAll(docs), sha)
	}
	return n, nil
}

// rowsJoined counts the rows of an export on passages that come from elsewhere.
func rowsJoined(docs []*corpus.Document, sha string) int {
	n := 0
	for _, d := range docs {
		for _, p := range d.Passages {
			for _, from := range p.Imported {
				if from.SHA256 == sha && p.SHA256 != sha {
					n += len(from.Rows)
				}
			}
		}
	}
	return n
}

// forget removes the earlier imports of the dialects taken in in this run.
func (im *importer) forget() error {
	gone := map[string]bool{}
	for _, h := range im.heads {
		if im.dialects[h.Import] && im.taken[h.SHA256] == "" && !gone[h.SHA256] {
			gone[h.SHA256] = true
			if err := im.w.Remove(h.SHA256); err != nil {
				return err
			}
		}
	}
	return nil
}
