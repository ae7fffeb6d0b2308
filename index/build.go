// Package index keeps all passages in a Bleve index and searches them. It is
// the only package that knows Bleve.
//
// The index is a generation: [Build] writes it aside, hashes and syncs it, and
// publishes it by rename, so readers go on with the old one until the new one
// is whole. It holds nothing that cannot be made again from the documents; a
// damaged index is refused ([DamagedError]) and built again.
package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"os"
	"sort"

	"refrain/corpus"
)

// BuildOptions are the settings of a build.
type BuildOptions struct {
	// Writer is the version of the program.
	Writer string
	// Force builds even where the index is of the same documents already.
	Force bool
	// Beside are files of other packages that are made of the same documents
	// and published with the index.
	Beside []Beside
	ops    *fileOps
}

// Beside is a file that stands in a generation beside the index, in parts, one a
// group. Its name changes where its form does.
type Beside struct {
	Name string
	// Make makes the part of one group of its documents, in the order in which
	// the group gave them. Several may run at once.
	Make func(ctx context.Context, docs []*corpus.Document) ([]byte, error)
}

// batching is how an index of some size is written.
type batching struct {
	passages int // go to Bleve at once, a segment each time
	segments int // of one size are left as they are
}

// batchingOf trades the memory of large batches for the merging of many
// segments, which a search goes through one by one.
func batchingOf(passages int) batching {
	if passages < 50_000 {
		return batching{1000, 20}
	}
	return batching{2000, 12}
}

// Build makes an index of the documents in the workspace dir and publishes it.
// It returns the generation. Where the current generation is whole and of the
// same documents by the same program, nothing is done.
func Build(ctx context.Context, dir string, docs []*corpus.Document, opt BuildOptions) (int, error) {
	return BuildFrom(ctx, dir, Source{docs, []Group{{Mark: CorpusHash(docs), Each: inOrder(docs)}}}, opt)
}

func inOrder(docs []*corpus.Document) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// Source is what an index is made of: the heads of the documents, which tell
// whether it is up to date, and the documents in groups, so that hundreds of
// thousands of passages are never in memory together.
type Source struct {
	Heads  []*corpus.Document
	Groups []Group
}

// Group is the documents whose passages depend on each other and on no others:
// as a rule those on one State, whose positions are joined. Only groups that
// have changed are indexed again.
type Group struct {
	Name string
	// Mark is another one whenever a document of the group is.
	Mark string
	// Passages is about how many there are.
	Passages int
	Each     iter.Seq2[*corpus.Document, error]
}

// passages is about how many there are in all groups.
func (s Source) passages() int {
	n := 0
	for _, g := range s.Groups {
		n += g.Passages
	}
	return n
}

// Each gives the documents of all groups.
func (s Source) Each(yield func(*corpus.Document, error) bool) {
	for _, g := range s.Groups {
		for d, err := range g.Each {
			if !yield(d, err) {
				return
			}
		}
	}
}

// BuildFrom is [Build] for documents in groups.
func BuildFrom(ctx context.Context, dir string, src Source, opt BuildOptions) (int, error) {
	ops := realOps()
	if opt.ops != nil {
		ops = *opt.ops
	}
	hash := CorpusHash(src.Heads)
	if n, ok := upToDate(dir, hash, opt); ok {
		sweep(dir) // a run may have been stopped after it published
		return n, nil
	}
	if err := os.MkdirAll(indexDir(dir), 0o700); err != nil {
		return 0, fmt.Errorf("making the index: %w", err)
	}
	sweep(dir)
	tmp, err := os.MkdirTemp(indexDir(dir), tempPrefix)
	if err != nil {
		return 0, fmt.Errorf("making the index: %w", err)
	}
	defer os.RemoveAll(tmp)
	m := &Manifest{Format: formatVersion, Lexicon: lexiconMark(), Writer: opt.Writer, Corpus: hash, Documents: len(src.Heads)}
	if err := fill(ctx, dir, tmp, src, m, opt); err != nil {
		return 0, fmt.Errorf("making the index: %w", err)
	}
	if err := makeColumns(ctx, tmp); err != nil {
		return 0, fmt.Errorf("making the index: %w", err)
	}
	if err := seal(tmp, m, ops); err != nil {
		return 0, err
	}
	n, err := publish(dir, tmp, ops)
	if err != nil {
		return 0, err
	}
	sweep(dir)
	return n, nil
}

// upToDate reports whether the current generation need not be built again.
func upToDate(dir, hash string, opt BuildOptions) (int, bool) {
	if opt.Force {
		return 0, false
	}
	g, err := current(dir)
	if err != nil {
		return 0, false
	}
	m, err := readManifest(dir, g)
	if err != nil || m.Corpus != hash || m.Writer != opt.Writer {
		return 0, false
	}
	for _, b := range opt.Beside {
		if m.file(b.Name) == nil {
			return 0, false
		}
	}
	n, err := generationNumber(g.name)
	return n, err == nil
}

// CorpusHash is over the keys and source hashes of the documents and what was
// read from them; heads will do.
func CorpusHash(docs []*corpus.Document) string {
	var lines []string
	for _, d := range docs {
		lines = append(lines, fmt.Sprintf("%s %s %s %d\n", d.Key, d.SHA256, d.Parser, max(d.Count, len(d.Passages))))
	}
	sort.Strings(lines)
	h := sha256.New()
	for _, l := range lines {
		h.Write([]byte(l))
	}
	return hex.EncodeToString(h.Sum(nil))
}
