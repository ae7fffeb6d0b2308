// Package pipeline runs the stages in order: files are read (extract), cut
// into passages (parse), stored and indexed; a letter is matched (match)
// against what is stored.
package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"golang.org/x/sync/errgroup"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/extract"
)

// Parser is the version of the reading stages. A stored document read by
// another version is read again at the next ingest.
const Parser = "7"

// MaxFile is the largest source that is read, in bytes.
const MaxFile = 200 << 20

// Status is how the ingest of one input ended.
type Status string

// The statuses. Every input gets exactly one.
const (
	Ingested  Status = "ingested"
	Unchanged Status = "unchanged"
	Skipped   Status = "skipped"
	NeedsOCR  Status = "needs-ocr"
	Failed    Status = "failed"
)

// Outcome is the final word on one input.
type Outcome struct {
	Path   string `json:"path"`
	Status Status `json:"status"`
	// Reason says why for every status but ingested; Hint is the remedy.
	Reason string `json:"reason,omitempty"`
	Hint   string `json:"hint,omitempty"`
	// Document is the head of what was stored, without pages and passages;
	// nil where nothing was.
	Document *corpus.Document `json:"-"`
}

// Reader turns the bytes of a file into pages: an [extract.Pool], or
// [extract.Read] in this process.
type Reader interface {
	Read(ctx context.Context, name string, data []byte) (extract.Result, error)
}

// Options are the settings of an ingest.
type Options struct {
	Reader Reader
	// OCR reads scanned pages; without it a scan needs OCR and is not stored.
	OCR *extract.OCR
	// Workers is how many files are read at once; 0 means one.
	Workers int
	// States resolves names of States; nil means [corpus.World].
	States *corpus.Gazetteer
	// Sample marks all documents as the built-in sample's; those of the sample
	// are marked without it.
	Sample bool
	// Accept, if not nil, is asked before a document is stored; its error is
	// the reason why the input failed.
	Accept func(path string, d *corpus.Document) error
	// NoCopy keeps no copy of the sources.
	NoCopy bool
	// Replace makes the documents of this run current, also where another with
	// the same key would stay.
	Replace bool
	// Done is called for each input, in input order, from one goroutine.
	Done func(o Outcome)
	// Total is called once with the number of inputs.
	Total func(n int)
}

// Ingest reads the named files and folders into the workspace. One bad file
// is one outcome, never an error; an error means that the workspace itself
// could not be written or that ctx ended. The caller holds the lock.
func Ingest(ctx context.Context, w *store.Workspace, paths []string, opt Options) ([]Outcome, error) {
	if opt.States == nil {
		opt.States = corpus.World()
	}
	inputs := walk(paths, w.Dir)
	if opt.Total != nil {
		opt.Total(len(inputs))
	}
	in, err := newIngest(w, opt)
	if err != nil {
		return nil, err
	}
	return in.run(ctx, inputs)
}

// ingest is one run.
type ingest struct {
	w       *store.Workspace
	opt     Options
	seq     int
	current map[string]*corpus.Document // key → head of the current document
	led     map[string]string           // key → sha256 of the current document before this run; only read
	before  map[string]*corpus.Document // sha256 → head, as it was before this run; only read
	stored  map[string]*corpus.Document // sha256 → head
	names   map[string]string           // sha256 → path met first in this run
}

func newIngest(w *store.Workspace, opt Options) (*ingest, error) {
	in := &ingest{w: w, opt: opt, current: map[string]*corpus.Document{}, led: map[string]string{},
		before: map[string]*corpus.Document{}, stored: map[string]*corpus.Document{}, names: map[string]string{}}
	heads, err := wholeHeads(w)
	if err != nil {
		return nil, err
	}
	for _, h := range heads {
		in.seq = max(in.seq, h.Seq)
		if h.Import != "" {
			continue
		}
		in.before[h.SHA256], in.stored[h.SHA256] = h, h
		in.current[h.Key], in.led[h.Key] = h, h.SHA256
	}
	return in, nil
}

// result is what the reading of one input gave, before it is stored.
type result struct {
	sha     string
	data    []byte
	doc     *corpus.Document
	outcome *Outcome // set when nothing is to be stored
}

// run reads in parallel and stores in input order, so that the workspace and
// the messages do not depend on which file was read faster.
func (in *ingest) run(ctx context.Context, inputs []input) ([]Outcome, error) {
	workers := max(in.opt.Workers, 1)
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(workers + 1)
	slots := make([]chan result, len(inputs))
	for i := range slots {
		slots[i] = make(chan result, 1)
	}
	ahead := make(chan struct{}, 2*workers)
	var out []Outcome
	g.Go(func() error {
		for i := range inputs {
			select {
			case r := <-slots[i]:
				o, err := in.keep(inputs[i], r)
				if err != nil {
					return err
				}
				out = append(out, o)
				if in.opt.Done != nil {
					in.opt.Done(o)
				}
				<-ahead
			case <-gctx.Done():
				return gctx.Err()
			}
		}
		return nil
	})
	for i := range inputs {
		select {
		case ahead <- struct{}{}:
		case <-gctx.Done():
			return out, g.Wait()
		}
		g.Go(func() error {
			slots[i] <- in.read(gctx, inputs[i])
			return nil
		})
	}
	err := g.Wait()
	return out, err
}

// read reads one input. It does not touch the workspace.
func (in *ingest) read(ctx context.Context, from input) result {
	if from.outcome != nil {
		return result{outcome: from.outcome}
	}
	data, err := readFile(from.path)
	if err != nil {
		return result{outcome: refused(from.path, from.name, err).outcome}
	}
	sum := sha256.Sum256(data)
	r := result{sha: hex.EncodeToString(sum[:]), data: data}
	if h := in.before[r.sha]; h != nil && h.Parser == Parser && h.Sample == in.opt.of(r.sha).Sample && in.w.Whole(r.sha) && !in.gains(h) && !in.takesLead(h) {
		reason := h.Beside
		if h.File != from.name && reason == "" {
			reason = "stored as " + h.File
		}
		r.outcome = &Outcome{Path: from.path, Status: Unchanged, Reason: reason, Document: h}
		in.accept(from, &r, h)
		return r
	}
	if r.outcome = tableOutcome(from.path, data, in.opt.States); r.outcome != nil {
		return r
	}
	if r.doc, r.outcome = ReadDocument(ctx, in.opt, from.path, from.name, r.sha, data); r.doc != nil {
		r.doc.Parser = Parser
		in.accept(from, &r, r.doc)
	}
	return r
}

// accept asks whether the caller takes a document.
func (in *ingest) accept(from input, r *result, d *corpus.Document) {
	if in.opt.Accept == nil {
		return
	}
	if err := in.opt.Accept(from.path, d); err != nil {
		r.doc, r.outcome = nil, &Outcome{Path: from.path, Status: Failed, Reason: err.Error()}
	}
}

// keep stores what was read and words the outcome.
func (in *ingest) keep(from input, r result) (Outcome, error) {
	if first, ok := in.names[r.sha]; ok && r.sha != "" {
		if err := in.alsoFiledAs(r.sha, from.name); err != nil {
			return Outcome{}, err
		}
		return Outcome{Path: from.path, Status: Skipped, Reason: "same bytes as " + first, Document: in.stored[r.sha]}, nil
	}
	if r.sha != "" {
		in.names[r.sha] = from.path
	}
	if r.outcome != nil {
		if r.outcome.Status != Unchanged {
			return *r.outcome, nil
		}
		return *r.outcome, in.copySource(r) // a run that was killed can have left it out
	}
	in.seq++
	r.doc.Seq = in.seq
	o := Outcome{Path: from.path, Status: Ingested}
	old := in.current[r.doc.Key]
	stays, gives := in.contest(r.doc, old)
	r.doc.Beside = stays
	// The document first: a source without one would be damage.
	if err := in.w.Save(r.doc); err != nil {
		return o, err
	}
	if err := in.copySource(r); err != nil {
		return o, err
	}
	head := *r.doc
	head.Pages, head.Passages, head.Answers = nil, nil, nil
	in.stored[r.sha], o.Document = &head, &head
	if gives != "" {
		in.current[head.Key], o.Reason = &head, gives
		return o, in.setBeside(old, &head)
	}
	if stays != "" {
		o.Status, o.Reason, o.Hint = Failed, stays, "if this is the right document, run `refrain ingest --replace` on it; if its State or kind was misread, `refrain check` says how each was decided"
		if head.Count == 0 {
			o.Hint = emptyHint
		}
		return o, nil
	}
	o.Reason = beside(&head, old)
	switch {
	case old == nil || old.Grade() <= head.Grade() || old.SHA256 == r.sha:
		in.current[head.Key] = &head
	case in.opt.Replace:
		o.Status, o.Hint = Failed, emptyHint
	}
	return o, nil
}

// emptyHint says why --replace leaves the stored document where it is.
const emptyHint = "--replace makes no document current in which less could be read than in the stored one: compare the symbol on the title page, or name a better copy of the file"

// copySource keeps the bytes of a source, unless the user wants no copies.
func (in *ingest) copySource(r result) error {
	if in.opt.NoCopy {
		return nil
	}
	return in.w.AddSource(r.sha, r.data)
}

// alsoFiledAs keeps the name of another file with the same bytes.
func (in *ingest) alsoFiledAs(sha, name string) error {
	h := in.stored[sha]
	if h == nil || h.File == name || slices.Contains(h.Also, name) {
		return nil
	}
	whole, err := in.w.Load(sha)
	if err != nil {
		return err
	}
	whole.Also = append(whole.Also, name)
	h.Also = whole.Also
	return in.w.Save(whole)
}
