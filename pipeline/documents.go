package pipeline

import (
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
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
				return x.Key == h.Key || h.State != "" && (x.State == h.State || slices.Contains(x.Concerns, h.State))
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

// Shelf loads the documents that citations name by symbol or key, those on the
// same States and on the named States, and those through which a document that
// is not stored is known; positions are joined. Without symbols and States it
// loads all. Earlier editions of the documents named come with them.
func Shelf(w *store.Workspace, symbols, states []string) (*cite.Shelf, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	current := store.Current(heads)
	all := len(symbols)+len(states) == 0
	want, about := map[string]bool{}, map[string]bool{}
	for _, s := range symbols {
		want[strings.ToUpper(s)] = true
	}
	for _, s := range states {
		about[s] = true
	}
	for _, h := range current {
		if want[strings.ToUpper(h.Key)] && h.State != "" {
			about[h.State] = true
		}
	}
	docs, err := joined(w, func(h *corpus.Document) bool {
		return all || want[strings.ToUpper(h.Key)] || about[h.State] ||
			slices.ContainsFunc(h.Cites, func(s string) bool { return want[strings.ToUpper(s)] })
	})
	if err != nil {
		return nil, err
	}
	var older []*corpus.Document
	for i, h := range heads {
		if i+1 < len(heads) && heads[i+1].Key == h.Key && (all || want[strings.ToUpper(h.Key)]) {
			d, err := w.Load(h.SHA256)
			if err != nil {
				return nil, err
			}
			d.Pages = nil
			older = append(older, d)
		}
	}
	return cite.NewShelf(docs, older), nil
}
