package pipeline

import (
	"context"
	"fmt"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline/match"
)

// BuildIndex publishes an index of the stored documents, and with it, where
// they hold more passages than a question reads one by one, the library that
// such questions go through. writer is the version of the program; afresh
// builds it again from the start, whatever is there.
func BuildIndex(ctx context.Context, w *store.Workspace, writer string, afresh bool) error {
	src, err := Source(w)
	if err != nil {
		return err
	}
	opt := index.BuildOptions{Writer: writer, Force: afresh}
	if passages(src.Heads) > match.LibraryFrom {
		opt.Beside = []index.Beside{{Name: match.LibraryName(), Make: match.MakePart}}
	}
	if _, err := index.BuildFrom(ctx, w.Dir, src, opt); err != nil {
		return fmt.Errorf("indexing: %w", err)
	}
	return nil
}

// passages counts the passages of documents, of which heads will do.
func passages(docs []*corpus.Document) int {
	n := 0
	for _, d := range docs {
		n += max(d.Count, len(d.Passages))
	}
	return n
}

// openLibrary opens the library of the stored documents, of whose layers these
// are the heads; nil where none was published for them.
func openLibrary(ctx context.Context, w *store.Workspace, heads []*corpus.Document) (*match.Library, error) {
	file, err := index.ReadBeside(w.Dir, match.LibraryName(), index.CorpusHash(heads))
	if err != nil || file == nil {
		return nil, err
	}
	parts := make([]match.LibraryPart, len(file.Parts))
	for i, p := range file.Parts {
		parts[i] = match.LibraryPart{Name: p.Group, Data: p.Data}
	}
	return match.OpenLibrary(ctx, parts, file.Passages.Read)
}
