package pipeline

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/parse"
)

// Documents loads the current documents with positions joined across them:
// what the index and the matcher see. Their pages are left out.
func Documents(w *store.Workspace) ([]*corpus.Document, error) {
	return joined(w, nil)
}

// DocumentsBeside loads the document with a key and those on the same State,
// positions joined. Only the document itself has its pages.
func DocumentsBeside(w *store.Workspace, key string) ([]*corpus.Document, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	for _, h := range heads {
		if strings.EqualFold(h.Key, key) {
			docs, err := joined(w, func(x *corpus.Document) bool {
				return x.Key == h.Key || h.State != "" && x.State == h.State
			})
			if err != nil {
				return nil, err
			}
			return docs, givePages(w, docs, h.Key)
		}
	}
	return nil, nil
}

// givePages reads the pages of one of the documents.
func givePages(w *store.Workspace, docs []*corpus.Document, key string) error {
	for _, d := range docs {
		if d.Key != key {
			continue
		}
		whole, err := w.Load(d.SHA256)
		if err != nil {
			return err
		}
		d.Pages = whole.Pages
	}
	return nil
}

// joined loads documents without their pages, which are most of their size.
func joined(w *store.Workspace, keep func(*corpus.Document) bool) ([]*corpus.Document, error) {
	docs, err := w.Documents(keep)
	if err != nil {
		return nil, err
	}
	parse.Join(docs)
	return docs, nil
}
