package pipeline

import (
	"context"
	"maps"
	"slices"

	"refrain/corpus"
	"refrain/corpus/store"
)

// Heal reads again the sources whose documents are missing or damaged. What
// has no copy in the workspace must be ingested again by hand. The caller
// holds the lock.
func Heal(ctx context.Context, w *store.Workspace, opt Options) ([]Outcome, error) {
	if opt.States == nil {
		opt.States = corpus.World()
	}
	unread, err := w.Unread()
	if err != nil || len(unread) == 0 {
		return nil, err
	}
	var inputs []input
	for _, sha := range slices.Sorted(maps.Keys(unread)) {
		in := input{path: w.SourcePath(sha), name: unread[sha]}
		if in.name == "" {
			if in.name = sha[:min(len(sha), 12)]; !w.IsDocument(sha) {
				in.outcome = &Outcome{Path: in.path, Status: Failed, Reason: "its document is missing, and it can be a text or an export",
					Hint: "ingest or import the file again"}
			}
		}
		inputs = append(inputs, in)
	}
	in, err := newIngest(w, opt)
	if err != nil {
		return nil, err
	}
	return in.run(ctx, inputs)
}
