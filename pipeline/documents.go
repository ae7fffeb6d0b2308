package pipeline

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/parse"
)

// Documents loads the current documents with positions joined across them:
// what the index and the matcher see.
func Documents(w *store.Workspace) ([]*corpus.Document, error) {
	return joined(w, nil)
}

// DocumentsBeside loads the document with a key and those on the same State,
// positions joined.
func DocumentsBeside(w *store.Workspace, key string) ([]*corpus.Document, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	for _, h := range heads {
		if strings.EqualFold(h.Key, key) {
			return joined(w, func(x *corpus.Document) bool {
				return x.Key == h.Key || h.State != "" && x.State == h.State
			})
		}
	}
	return nil, nil
}

func joined(w *store.Workspace, keep func(*corpus.Document) bool) ([]*corpus.Document, error) {
	docs, err := w.Documents(keep)
	if err != nil {
		return nil, err
	}
	parse.Join(docs)
	return docs, nil
}
