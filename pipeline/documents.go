package pipeline

import (
	"maps"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline/parse"
)

// Documents loads the current documents with positions joined across them:
// what the matcher sees. Their pages are left out.
func Documents(w *store.Workspace) ([]*corpus.Document, error) {
	return joined(w, nil)
}

// Source gives the current documents as the index takes them: positions
// joined, one State's documents in memory at a time.
func Source(w *store.Workspace) (index.Source, error) {
	heads, err := w.Heads()
	if err != nil {
		return index.Source{}, err
	}
	layers := store.Layers(heads)
	return index.Source{Heads: layers, Groups: groupsOf(w, layers)}, nil
}

// groupsOf parts documents by State. Those of no State, such as reports of the
// Council's sessions, can settle positions on the recommendations of the States
// they concern: they are joined with each of these, and are a group of their
// own that comes last.
func groupsOf(w *store.Workspace, layers []*corpus.Document) []index.Group {
	byState := byState(layers)
	loose := byState[""]
	var out []index.Group
	for _, state := range slices.Sorted(maps.Keys(byState)) {
		if state == "" {
			continue
		}
		own := byState[state]
		beside := slices.DeleteFunc(slices.Clone(loose), func(d *corpus.Document) bool { return !d.About(state) })
		out = append(out, index.Group{Name: state, Mark: index.CorpusHash(slices.Concat(own, beside)), Passages: passages(own),
			Each: func(yield func(*corpus.Document, error) bool) { eachOf(w, own, beside, yield) }})
	}
	if len(loose) > 0 {
		out = append(out, index.Group{Name: looseGroup, Mark: index.CorpusHash(loose), Passages: passages(loose),
			Each: func(yield func(*corpus.Document, error) bool) { eachOf(w, loose, nil, yield) }})
	}
	return out
}

// looseGroup names the group of documents of no State.
const looseGroup = "-"

// eachOf yields documents, joined with each other and with those beside them.
func eachOf(w *store.Workspace, own, beside []*corpus.Document, yield func(*corpus.Document, error) bool) {
	docs, err := readAll(w, own)
	if err != nil {
		yield(nil, err)
		return
	}
	others, err := readAll(w, beside)
	if err != nil {
		yield(nil, err)
		return
	}
	for _, d := range parse.JoinAll(append(docs, others...)) {
		if !slices.Contains(others, d) && !yield(d, nil) {
			return
		}
	}
}

// byState groups heads by State; what an export has of a document goes with
// the document.
func byState(heads []*corpus.Document) map[string][]*corpus.Document {
	stateOf := map[string]string{}
	for _, h := range heads {
		if h.State != "" && (stateOf[h.Key] == "" || h.Import == "") {
			stateOf[h.Key] = h.State
		}
	}
	out := map[string][]*corpus.Document{}
	for _, h := range heads {
		out[stateOf[h.Key]] = append(out[stateOf[h.Key]], h)
	}
	return out
}

// readAll reads documents without their pages, which are most of their size.
func readAll(w *store.Workspace, heads []*corpus.Document) ([]*corpus.Document, error) {
	var out []*corpus.Document
	for _, h := range heads {
		d, err := w.ReadBrief(h)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// DocumentsAbout loads the documents on a State, positions joined; reports of the
// Council's sessions that settle positions come with them.
func DocumentsAbout(w *store.Workspace, state string) ([]*corpus.Document, error) {
	return joined(w, func(h *corpus.Document) bool { return h.About(state) })
}

// DocumentsBeside loads the document with a key and those on the same State,
// positions joined. Only the document itself has its pages.
func DocumentsBeside(w *store.Workspace, key string) ([]*corpus.Document, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	for _, h := range store.Current(heads) {
		if strings.EqualFold(h.Key, key) {
			docs, err := joined(w, func(x *corpus.Document) bool {
				return x.Key == h.Key || h.State != "" && x.About(h.State)
			})
			if err != nil || h.Import != "" {
				return docs, err
			}
			return docs, givePages(w, docs, h)
		}
	}
	return nil, nil
}

// givePages reads the pages of one of the documents.
func givePages(w *store.Workspace, docs []*corpus.Document, head *corpus.Document) error {
	for _, d := range docs {
		if d.Key != head.Key {
			continue
		}
		whole, err := w.Load(head.SHA256)
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
	return parse.JoinAll(docs), nil
}

// DocumentsOn loads the stored documents on a State, positions joined.
func DocumentsOn(w *store.Workspace, state string) ([]*corpus.Document, error) {
	return joined(w, func(h *corpus.Document) bool { return h.State == state })
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
		return all || want[strings.ToUpper(h.Key)] || about[h.State] || slices.ContainsFunc(h.Concerns, func(s string) bool { return about[s] }) ||
			slices.ContainsFunc(h.Cites, func(s string) bool { return want[strings.ToUpper(s)] })
	})
	if err != nil {
		return nil, err
	}
	var older []*corpus.Document
	for i, h := range heads {
		if h.Import == "" && h.Beside == "" && later(heads[i+1:], h.Key) && (all || want[strings.ToUpper(h.Key)]) {
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

// later reports whether heads, in their order, go on with another document of a
// key that was read from a file of its own.
func later(heads []*corpus.Document, key string) bool {
	for _, h := range heads {
		if h.Key != key {
			return false
		}
		if h.Import == "" {
			return true
		}
	}
	return false
}
