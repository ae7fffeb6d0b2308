package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"golang.org/x/sync/errgroup"

	"refrain/corpus/concept"
)

// mostSegments is from how many segments on an index is built from the start:
// each update adds one or two, and a search goes through all.
const mostSegments = 24

// fill writes the passages of all groups to a Bleve index at path and closes
// it: a fresh one, or a copy of the current generation's in which the groups
// that changed are written again. It notes the groups in the manifest.
func fill(ctx context.Context, dir, path string, src Source, m *Manifest, fresh bool) error {
	old := map[string]GroupEntry{}
	changed := src.Groups
	if from, entries := reusable(dir, src, m); from != "" && !fresh {
		if err := cloneIndex(from, path); err != nil {
			return err
		}
		old = entries
		changed = changedGroups(src.Groups, old)
	}
	x, err := openWriter(path, len(old) > 0)
	if err != nil {
		return err
	}
	counts, err := rewrite(ctx, x, old, changed, src.Groups)
	if cerr := x.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	for _, g := range src.Groups {
		n, again := counts[g.Name]
		if !again {
			n = old[g.Name].Passages
		}
		m.Groups = append(m.Groups, GroupEntry{g.Name, g.Mark, n})
		m.Passages += n
	}
	return nil
}

func openWriter(path string, exists bool) (bleve.Index, error) {
	if exists {
		return bleve.Open(path)
	}
	return bleve.NewUsing(path, newMapping(), scorch.Name, scorch.Name, nil)
}

// reusable finds the Bleve folder of the current generation and its groups, if
// an update of it is worth more than a fresh index: it is whole, by this
// program, and less than half of it changes.
func reusable(dir string, src Source, m *Manifest) (path string, old map[string]GroupEntry) {
	g, err := current(dir)
	if err != nil {
		return "", nil
	}
	was, err := readManifest(dir, g)
	if err != nil || was.Writer != m.Writer {
		return "", nil
	}
	gen := filepath.Join(indexDir(dir), g.name)
	segments := 0
	for _, f := range was.Files {
		if strings.HasSuffix(f.Name, ".zap") {
			segments++
		}
	}
	if segments > mostSegments || checkSums(gen, was) != nil {
		return "", nil
	}
	old = map[string]GroupEntry{}
	for _, e := range was.Groups {
		old[e.Name] = e
	}
	total, again := 0, 0
	for _, g := range src.Groups {
		total += g.Passages
		if old[g.Name].Mark != g.Mark {
			again += g.Passages
		}
	}
	if 2*again >= total || len(old) == 0 {
		return "", nil
	}
	return filepath.Join(gen, "bleve"), old
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

// rewrite takes the groups that changed or are gone out of an index, writes
// those that changed, and counts the passages of these.
func rewrite(ctx context.Context, x bleve.Index, old map[string]GroupEntry, changed, all []Group) (map[string]int, error) {
	stay := map[string]bool{}
	for _, g := range all {
		stay[g.Name] = true
	}
	for _, g := range changed {
		stay[g.Name] = false
	}
	for name, e := range old {
		if !stay[name] {
			if err := removeGroup(ctx, x, e); err != nil {
				return nil, err
			}
		}
	}
	counts := map[string]int{}
	// One goroutine makes the next batch while Bleve writes the last.
	batches := make(chan *bleve.Batch, 1)
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error {
		defer close(batches)
		for _, g := range changed {
			var err error
			if counts[g.Name], err = batchGroup(ctx, x, g, batches); err != nil {
				return err
			}
		}
		return nil
	})
	work.Go(func() error {
		for b := range batches {
			if err := x.Batch(b); err != nil {
				return err
			}
		}
		return nil
	})
	return counts, work.Wait()
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

// batchGroup sends the passages of a group in batches and counts them.
func batchGroup(ctx context.Context, x bleve.Index, g Group, to chan<- *bleve.Batch) (n int, err error) {
	lex := concept.Default()
	batch := x.NewBatch()
	send := func() error {
		select {
		case to <- batch:
			batch = x.NewBatch()
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for d, err := range g.Each {
		if err != nil {
			return n, err
		}
		for i := range d.Passages {
			r, err := record(d, &d.Passages[i], lex)
			if err != nil {
				return n, err
			}
			r[fieldGroup] = g.Name
			if err := batch.Index(d.Passages[i].ID, r); err != nil {
				return n, err
			}
			if n++; batch.Size() >= batchSize {
				if err := send(); err != nil {
					return n, err
				}
			}
		}
	}
	return n, send()
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
