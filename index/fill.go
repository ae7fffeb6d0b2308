package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"golang.org/x/sync/errgroup"

	"refrain/corpus"
)

// mostSegments is from how many segments on an index is built from the start:
// each update adds one or two, and a search goes through all.
const mostSegments = 32

// filling is one build of an index: what is written, and what stays of the
// generation before.
type filling struct {
	x      bleve.Index
	size   batching
	writer []besideWriter // the passages, then the files beside them

	mu     sync.Mutex
	counts map[string]int // of passages, by group
}

// besideWriter writes a file of parts as the groups come.
type besideWriter struct {
	name  string
	make  func(ctx context.Context, docs []*corpus.Document) ([]byte, error)
	parts *partsWriter
}

// fill writes the passages of all groups to a Bleve index in the folder tmp
// and the files beside it: a fresh index, or a copy of the current
// generation's in which the groups that changed are written again. It notes
// the groups in the manifest.
func fill(ctx context.Context, dir, tmp string, src Source, m *Manifest, opt BuildOptions) (err error) {
	path := filepath.Join(tmp, "bleve")
	f := &filling{size: batchingOf(src.passages()), counts: map[string]int{}}
	var was *lastBuild
	if !opt.Force {
		was = reusable(dir, src, m, opt.Beside)
	}
	if was != nil {
		defer was.close()
		if err := cloneIndex(filepath.Join(was.gen, "bleve"), path); err != nil {
			return err
		}
	}
	if err = f.open(path, was != nil); err != nil {
		return err
	}
	defer func() {
		for _, w := range f.writer {
			err = errors.Join(err, w.parts.close())
		}
		err = errors.Join(err, f.x.Close())
	}()
	for _, b := range append([]Beside{{Name: passagesName}}, opt.Beside...) {
		parts, err := createParts(filepath.Join(tmp, b.Name))
		if err != nil {
			return err
		}
		f.writer = append(f.writer, besideWriter{b.Name, b.Make, parts})
	}
	if err := f.run(ctx, src.Groups, was); err != nil {
		return err
	}
	for _, g := range src.Groups {
		n := f.counts[g.Name]
		m.Groups = append(m.Groups, GroupEntry{g.Name, g.Mark, n})
		m.Passages += n
	}
	return nil
}

// run takes the groups that did not change over, and writes the others on all
// processors.
func (f *filling) run(ctx context.Context, groups []Group, was *lastBuild) error {
	changed := groups
	if was != nil {
		changed = changedGroups(groups, was.groups)
		if err := f.keep(ctx, groups, changed, was); err != nil {
			return err
		}
	}
	work, ctx := errgroup.WithContext(ctx)
	todo := make(chan Group)
	work.Go(func() error {
		defer close(todo)
		// The largest first, so that no processor is left with one of them.
		for _, g := range slices.SortedStableFunc(slices.Values(changed), func(a, b Group) int { return b.Passages - a.Passages }) {
			select {
			case todo <- g:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range min(runtime.GOMAXPROCS(0), mostFillers) {
		work.Go(func() error { return f.writeGroups(ctx, todo) })
	}
	return work.Wait()
}

// mostFillers bounds how many groups are in memory at once.
const mostFillers = 4

// keep takes out of the copied index the groups that changed or are gone, and
// takes over the parts of those that stay.
func (f *filling) keep(ctx context.Context, all, changed []Group, was *lastBuild) error {
	again := map[string]bool{}
	for _, g := range changed {
		again[g.Name] = true
	}
	stay := map[string]bool{}
	for _, g := range all {
		if again[g.Name] {
			continue
		}
		stay[g.Name] = true
		f.counts[g.Name] = was.groups[g.Name].Passages
		for _, w := range f.writer {
			if err := w.parts.take(was.parts[w.name], g.Name); err != nil {
				return err
			}
		}
	}
	for name, e := range was.groups {
		if !stay[name] {
			if err := removeGroup(ctx, f.x, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeGroups writes groups until there are no more.
func (f *filling) writeGroups(ctx context.Context, todo <-chan Group) error {
	rec, err := newRecorder()
	if err != nil {
		return err
	}
	batch := f.x.NewBatch()
	for g := range todo {
		var docs []*corpus.Document
		for d, err := range g.Each {
			if err != nil {
				return err
			}
			docs = append(docs, d)
		}
		if batch, err = f.writeGroup(ctx, rec, g, docs, batch); err != nil {
			return err
		}
	}
	if batch.Size() == 0 {
		return nil
	}
	return f.x.Batch(batch)
}

// writeGroup writes one group; the last batch is left to what comes next.
func (f *filling) writeGroup(ctx context.Context, rec *recorder, g Group, docs []*corpus.Document, batch *bleve.Batch) (*bleve.Batch, error) {
	var passages passagePacker
	for _, d := range docs {
		for i := range d.Passages {
			r, err := rec.record(d, &d.Passages[i], g.Name, passages.count)
			if err != nil {
				return batch, err
			}
			if err := passages.add(&d.Passages[i]); err != nil {
				return batch, err
			}
			if err := batch.IndexAdvanced(r); err != nil {
				return batch, err
			}
			if batch.Size() < f.size.passages {
				continue
			}
			if err := errors.Join(ctx.Err(), f.x.Batch(batch)); err != nil {
				return batch, err
			}
			batch = f.x.NewBatch()
		}
	}
	for _, w := range f.writer {
		part := []byte(nil)
		var err error
		if w.make == nil {
			part = passages.finish()
		} else if part, err = w.make(ctx, docs); err != nil {
			return batch, err
		}
		if err := w.parts.add(g.Name, g.Mark, part); err != nil {
			return batch, err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.counts[g.Name] = passages.count
	return batch, nil
}

// writeAtOnce keeps Bleve from merging batches that wait to be written in
// memory first, at twice the cost.
var writeAtOnce = sync.OnceFunc(func() { scorch.DefaultMinSegmentsForInMemoryMerge = 1000 })

// open makes the index at path, or opens it for more.
func (f *filling) open(path string, exists bool) (err error) {
	writeAtOnce()
	if exists {
		f.x, err = bleve.Open(path)
		return err
	}
	f.x, err = bleve.NewUsing(path, newMapping(), scorch.Name, scorch.Name, map[string]any{"scorchMergePlanOptions": map[string]any{
		"MaxSegmentsPerTier": f.size.segments, "SegmentsPerMergeTask": 10, "FloorSegmentSize": f.size.passages}})
	return err
}

// lastBuild is the current generation, as far as an update can take it over.
type lastBuild struct {
	gen    string
	groups map[string]GroupEntry
	parts  map[string]*partsFile // by name
}

func (l *lastBuild) close() {
	for _, p := range l.parts {
		p.f.Close()
	}
}

// reusable finds the current generation, if an update of it is worth more than
// a fresh index: it is whole, by this program, and less than half of it
// changes.
func reusable(dir string, src Source, m *Manifest, beside []Beside) *lastBuild {
	g, err := current(dir)
	if err != nil {
		return nil
	}
	was, err := readManifest(dir, g)
	if err != nil || was.Writer != m.Writer {
		return nil
	}
	l := &lastBuild{gen: filepath.Join(indexDir(dir), g.name), groups: map[string]GroupEntry{}, parts: map[string]*partsFile{}}
	segments := 0
	for _, f := range was.Files {
		if strings.HasSuffix(f.Name, ".zap") {
			segments++
		}
	}
	for _, e := range was.Groups {
		l.groups[e.Name] = e
	}
	total, again := 0, 0
	for _, g := range src.Groups {
		total += g.Passages
		if l.groups[g.Name].Mark != g.Mark {
			again += g.Passages
		}
	}
	if 2*again >= total || len(l.groups) == 0 || segments > mostSegments || checkSums(l.gen, was) != nil || !l.openParts(src.Groups, beside) {
		return nil
	}
	return l
}

// openParts opens the files of parts, and reports whether all are there with
// the groups that did not change.
func (l *lastBuild) openParts(groups []Group, beside []Beside) bool {
	for _, b := range append([]Beside{{Name: passagesName}}, beside...) {
		p, err := openParts(filepath.Join(l.gen, b.Name))
		if err == nil {
			l.parts[b.Name] = p
		}
		if err != nil || !p.has(groups, l.groups) {
			l.close()
			return false
		}
	}
	return true
}

// changedGroups are the groups that are not in the old index as they are.
func changedGroups(groups []Group, old map[string]GroupEntry) []Group {
	var out []Group
	for _, g := range groups {
		if e, ok := old[g.Name]; !ok || e.Mark != g.Mark {
			out = append(out, g)
		}
	}
	return out
}

// removeGroup deletes the passages of a group.
func removeGroup(ctx context.Context, x bleve.Index, e GroupEntry) error {
	q := bleve.NewTermQuery(e.Name)
	q.SetField(fieldGroup)
	r, err := x.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, e.Passages+1, 0, false))
	if err != nil {
		return err
	}
	if len(r.Hits) != e.Passages {
		return fmt.Errorf("the group %q has %d passages, %d were written: run `refrain rebuild`", e.Name, len(r.Hits), e.Passages)
	}
	b := x.NewBatch()
	for _, h := range r.Hits {
		b.Delete(h.ID)
	}
	return x.Batch(b)
}

// cloneIndex makes a copy of a closed Bleve index. Segments are written once
// and not changed afterwards: the copy shares their bytes where the file
// system can.
func cloneIndex(from, to string) error {
	return filepath.WalkDir(from, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if e.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		if strings.HasSuffix(path, ".zap") && os.Link(path, target) == nil {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o600)
	})
}
