package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/match"
	"refrain/seeds"
)

// builtin maps the names of built-in letters to their files in seeds.Letters.
var builtin = map[string]string{
	"prk-2019": "letters/hc-letter-prk-2019.txt",
}

// Asked is a question with the documents it is put to.
type Asked struct {
	Question match.Question
	// Letter is the document that asks; nil for a plain list of items.
	Letter *corpus.Document
	// Documents are the stored documents searched, positions joined, the
	// letter itself left out; heads alone where a library has their passages.
	Documents []*corpus.Document
	library   *match.Library
	// Unindexed says that the index is not of these documents, so that every
	// passage has to be read: the answer is the same, if later.
	Unindexed bool
	// States resolves and names States: the world's, or with the sample's.
	States *corpus.Gazetteer
	Sample bool
}

// QuestionError says why something cannot be a question, with the remedy.
type QuestionError struct{ Name, Reason, Hint string }

func (e *QuestionError) Error() string { return fmt.Sprintf("%s: %s", e.Name, e.Reason) }

// Ask resolves name to a question: a built-in letter ("prk-2019"), the key or
// symbol of a stored document, or a file (a letter, a report, a list with one
// item a line); state (alpha-3) is what a list is about, where it does not say.
// It loads the documents that the scope needs.
func Ask(ctx context.Context, w *store.Workspace, opt Options, name, state string, scope match.Options) (*Asked, error) {
	return ask(ctx, w, opt, name, state, scope, func(a *Asked, heads []*corpus.Document) error { return a.resolve(ctx, w, opt, heads, name) })
}

// AskWith is [Ask] with the bytes of a file.
func AskWith(ctx context.Context, w *store.Workspace, opt Options, name string, data []byte, state string, scope match.Options) (*Asked, error) {
	return ask(ctx, w, opt, name, state, scope, func(a *Asked, _ []*corpus.Document) error { return a.fromFile(ctx, opt, name, data) })
}

func ask(ctx context.Context, w *store.Workspace, opt Options, name, state string, scope match.Options, resolve func(a *Asked, heads []*corpus.Document) error) (*Asked, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	layers := store.Layers(heads)
	heads = store.Current(heads)
	a := &Asked{States: opt.States}
	if err := checkScope(heads, scope); err != nil {
		return nil, err
	}
	if err := resolve(a, heads); err != nil {
		return nil, err
	}
	if own := a.Question.State; own != "" && state != "" && own != state && !scope.AnyState {
		return nil, a.onAnother(name, state)
	}
	if a.Question.State == "" {
		a.Question.State = state
	}
	if a.Question.State == "" && !scope.AnyState {
		a.Question.State = onlyState(heads)
	}
	if a.Question.State == "" && !scope.AnyState {
		return nil, &QuestionError{name, "it names no State, and the workspace holds documents on several",
			"name the State with --state (for example --state SVN), or search all with --any-state"}
	}
	return a, a.load(ctx, w, heads, layers, scope)
}

// onAnother says that a question names its State itself, and another was asked for.
func (a *Asked) onAnother(name, state string) error {
	world := a.States
	if world == nil {
		world = corpus.World()
	}
	return &QuestionError{name, fmt.Sprintf("it is itself on %s, and --state names %s", world.Name(a.Question.State), world.Name(state)),
		"leave --state out: it is for lists that name no State"}
}

// checkScope refuses documents and kinds that are not there: "no passage found"
// in a document that was never searched would be a false answer.
func checkScope(heads []*corpus.Document, scope match.Options) error {
	for _, want := range scope.Against {
		found := false
		for _, h := range heads {
			found = found || named([]string{want}, h)
		}
		if !found {
			return &QuestionError{want, "no such document is stored, so it cannot be searched", "`refrain status` lists the documents; ingest it first"}
		}
	}
	for _, want := range scope.Kinds {
		found := false
		for _, k := range corpus.PassageKinds {
			found = found || strings.HasPrefix(string(k), want)
		}
		if !found {
			return &QuestionError{want, "there is no such kind of passage", fmt.Sprintf("the kinds are %v; a beginning is enough", corpus.PassageKinds)}
		}
	}
	return nil
}

// onlyState is the State of the workspace if it holds documents on just one.
func onlyState(heads []*corpus.Document) string {
	one := ""
	for _, h := range heads {
		if h.State == "" || h.State == one {
			continue
		}
		if one != "" {
			return ""
		}
		one = h.State
	}
	return one
}

func (a *Asked) resolve(ctx context.Context, w *store.Workspace, opt Options, heads []*corpus.Document, name string) error {
	if file, ok := builtin[name]; ok {
		data, err := fs.ReadFile(seeds.Letters, file)
		if err != nil {
			return fmt.Errorf("reading built-in letter: %w", err)
		}
		return a.fromDocument(ctx, opt, path.Base(file), data)
	}
	key := corpus.CanonicalSymbol(name)
	for _, h := range heads {
		if h.Key == name || h.Key == key || strings.EqualFold(h.Key, name) {
			docs, err := joined(w, func(x *corpus.Document) bool { return x.Key == h.Key })
			if err != nil || len(docs) == 0 {
				return err
			}
			return a.ask(docs[0])
		}
	}
	if fi, err := os.Stat(name); err == nil && !fi.Mode().IsRegular() {
		return &QuestionError{name, "it is not a regular file", "name a file: a letter, a report, or a list with one item a line"}
	}
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &QuestionError{name, "no such letter: it is neither a file, nor a stored document, nor built in",
			"name a file, a symbol that `refrain status` lists, or the built-in letter prk-2019"}
	}
	if err != nil {
		return fmt.Errorf("reading the question: %w", err)
	}
	return a.fromFile(ctx, opt, name, data)
}

// listSuffixes are the files that are lists of items, not documents.
var listSuffixes = map[string]bool{".tsv": true, ".csv": true}

// letterWords are the words of a letter: such a text is no list of items, even
// where it has no annex.
var letterWords = regexp.MustCompile(`(?i)excellency|\bdear (?:mr|ms|sir|madam|minister)|high commissioner for human rights\b`)

func (a *Asked) fromFile(ctx context.Context, opt Options, name string, data []byte) error {
	if err := longLine(name, data); err != nil {
		return err
	}
	if listSuffixes[strings.ToLower(filepath.Ext(name))] {
		return a.fromList(name, data)
	}
	err := a.fromDocument(ctx, opt, filepath.Base(name), data)
	if letterWords.Match(data) {
		return err
	}
	var q *QuestionError
	if errors.As(err, &q) && strings.EqualFold(filepath.Ext(name), ".txt") && a.Letter != nil && a.Letter.Kind == corpus.KindOther {
		return a.fromList(name, data)
	}
	return err
}

func (a *Asked) fromList(name string, data []byte) error {
	q, err := match.ReadList(filepath.Base(name), data)
	if err != nil {
		return &QuestionError{name, err.Error(), "a list has one item a line, or a header row with a column text"}
	}
	for _, it := range q.Items {
		if n := utf8.RuneCountInString(it.Text); n > maxItem {
			return tooLong(name, "an item", n)
		}
	}
	a.Question, a.Letter = q, nil
	return nil
}

// maxItem is the longest item of a list, in characters; the longest items of
// letters and recommendations have some thousand.
const maxItem = 20_000

func tooLong(name, what string, chars int) error {
	return &QuestionError{name, fmt.Sprintf("%s has %d characters, and an item has %d at most", what, chars, maxItem),
		"write one item a line; a document is read with `refrain ingest` and asked by its symbol"}
}

// longLine refuses a list with a line that cannot be an item, before it
// is read as a document and then as a list.
func longLine(name string, data []byte) error {
	ext := strings.ToLower(filepath.Ext(name))
	if ext != ".txt" && !listSuffixes[ext] || bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return nil
	}
	line, end := 0, []byte("\n")
	if !bytes.Contains(data, end) {
		end = []byte("\r")
	}
	for s := range bytes.SplitSeq(data, end) {
		if line++; len(s) <= maxItem {
			continue
		}
		if n := utf8.RuneCount(s); n > maxItem {
			return tooLong(name, fmt.Sprintf("line %d", line), n)
		}
	}
	return nil
}

func (a *Asked) fromDocument(ctx context.Context, opt Options, name string, data []byte) error {
	if opt.States == nil {
		opt.States = corpus.World()
	}
	sum := sha256.Sum256(data)
	d, o := ReadDocument(ctx, opt, name, name, hex.EncodeToString(sum[:]), data)
	if o != nil {
		return &QuestionError{name, o.Reason, o.Hint}
	}
	return a.ask(d)
}

func (a *Asked) ask(d *corpus.Document) error {
	a.Letter = d
	q, err := match.QuestionOf(d)
	if err != nil {
		return &QuestionError{d.File, err.Error(),
			"a letter needs an annex of items; other documents need numbered recommendations or paragraphs. Put the items into a text file, one a line, and name that"}
	}
	a.Question = q
	return nil
}

// named reports whether a scope names a document.
func named(against []string, h *corpus.Document) bool {
	for _, want := range against {
		if strings.EqualFold(h.Key, want) || h.Symbol != "" && h.Symbol == corpus.CanonicalSymbol(want) {
			return true
		}
	}
	return false
}

// load reads the documents in scope and joins positions across them. Where a
// library holds more passages in scope than are read one by one, it leaves
// them there.
func (a *Asked) load(ctx context.Context, w *store.Workspace, heads, layers []*corpus.Document, scope match.Options) error {
	keep := func(h *corpus.Document) bool {
		return h.Key != a.Question.Key && (scope.AnyState || h.About(a.Question.State) || named(scope.Against, h))
	}
	var err error
	if err = a.loadHeads(ctx, w, heads, layers, keep, scope); err == nil && a.library == nil {
		a.Documents, err = joined(w, keep)
		// A report of the Council's session settles positions; it is not on
		// the State.
		a.Documents = slices.DeleteFunc(a.Documents, func(d *corpus.Document) bool {
			return d.Kind == corpus.KindSessionReport && !scope.AnyState && d.State != a.Question.State && !named(scope.Against, d)
		})
	}
	for _, d := range a.Documents {
		a.Sample = a.Sample || d.Sample
	}
	return err
}

// loadHeads takes the heads in scope and the library of their passages, where
// a question is to go through it.
func (a *Asked) loadHeads(ctx context.Context, w *store.Workspace, heads, layers []*corpus.Document, keep func(*corpus.Document) bool, scope match.Options) error {
	var in []*corpus.Document
	for _, h := range heads {
		if keep(h) {
			in = append(in, h)
		}
	}
	if scope.All || passages(in) <= match.LibraryFrom {
		return nil
	}
	l, err := openLibrary(ctx, w, layers)
	a.Unindexed = err == nil && l == nil
	if err == nil && l != nil && l.InScope(a.Question, scope, in) > match.LibraryFrom {
		a.Documents, a.library = in, l
	}
	return err
}

// Match finds the passages for every item of the question.
func (a *Asked) Match(ctx context.Context, scope match.Options) ([]match.ItemLinks, error) {
	if a.library != nil {
		return match.NewOver(a.Documents, a.library).Run(ctx, a.Question, scope)
	}
	return match.New(a.Documents).Run(ctx, a.Question, scope)
}

// Builtin is a letter inside the binary.
type Builtin struct{ Name, Key, State, Title string }

// BuiltinLetters lists the letters inside the binary.
func BuiltinLetters() []Builtin {
	return []Builtin{{"prk-2019", "hc-letter:PRK:2019-11-28", "PRK", "Letter dated 28 November 2019 from the High Commissioner for Human Rights"}}
}
