package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/fetch"
)

// fetchFlags are the choices of `refrain fetch`.
type fetchFlags struct {
	state, language string
	kinds           []string
	dryRun          bool
}

func (a *app) fetchCommand() *cobra.Command {
	var f fetchFlags
	cmd := &cobra.Command{
		Use:   "fetch SYMBOL… | --state STATE",
		Short: "Get official documents by symbol and ingest them",
		Long: `Get documents from the United Nations' official document service and from the
treaty bodies' database, check that each is the one asked for, and ingest it.
This is the one command that talks to other machines.

With --state it gets what ` + "`refrain status`" + ` names as missing: the documents of the
State's reviews that are known to exist or follow from the rules for symbols.
Requests are kept two seconds apart; what is stored is not asked for again, so a
run that was stopped goes on where it was, also in the middle of a document if
the server can and still has the same bytes; else that one is got from its start.

Where and when each document was got is kept in fetched.jsonl in the workspace.
Proxies are not used: a request goes to the official host or nowhere.
Without a network, --dry-run prints the addresses: open them in a browser, save
the files and run ` + "`refrain ingest`" + `.`,
		Example: `  refrain fetch A/HRC/42/10 CRC/C/PRK/CO/5
  refrain fetch --state PRK --dry-run
  refrain fetch --state SVN --kinds wg-report,concluding-observations`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if (len(args) == 0) == (f.state == "") {
				return &usageError{errors.New("name symbols or a State: see `refrain fetch --help`")}
			}
			return a.fetch(cmd.Context(), args, f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.state, "state", "", "all known documents on this `State`")
	flags.StringSliceVar(&f.kinds, "kinds", nil, "with --state, only these `kinds`: wg-report, addendum, national-report, compilation, summary, concluding-observations")
	flags.StringVar(&f.language, "lang", "en", "`language` of the documents: en, fr, es, ru, ar or zh")
	flags.BoolVar(&f.dryRun, "dry-run", false, "print what would be got, and from where")
	return cmd
}

// languages of official documents.
var languages = []string{"en", "fr", "es", "ru", "ar", "zh"}

func (a *app) fetch(ctx context.Context, symbols []string, f fetchFlags) error {
	if !slices.Contains(languages, f.language) {
		return &usageError{fmt.Errorf("no language %q: one of %s", f.language, strings.Join(languages, ", "))}
	}
	w, heads, err := a.fetchInto(f.dryRun)
	if err != nil {
		return err
	}
	wanted, err := a.wanted(heads, symbols, f)
	if err != nil {
		return err
	}
	client := a.fetchClient()
	if f.dryRun {
		for _, k := range wanted {
			a.printWanted(k, client.AddressOf(k.Symbol, f.language))
		}
		return nil
	}
	unlock, err := w.Lock(a.now())
	if err != nil {
		return err
	}
	defer unlock()
	return a.fetchAll(ctx, w, client, wanted, f.language)
}

// fetchInto opens the workspace that is fetched into; a dry run makes none.
func (a *app) fetchInto(dryRun bool) (*store.Workspace, []*corpus.Document, error) {
	open := a.openOrCreate
	if dryRun {
		open = a.open
	}
	w, err := open()
	if dryRun && errors.Is(err, store.ErrNoWorkspace) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	heads, err := w.Heads()
	return w, heads, err
}

// fetchClient is the client of this run; tests direct it to a server of theirs.
func (a *app) fetchClient() *fetch.Client {
	if a.fetcher != nil {
		return a.fetcher
	}
	return &fetch.Client{Agent: "refrain/" + version}
}

// wanted lists the documents to get.
func (a *app) wanted(heads []*corpus.Document, symbols []string, f fetchFlags) ([]corpus.Known, error) {
	stored := map[string]bool{}
	for _, h := range heads {
		stored[h.Key] = true
	}
	if f.state == "" {
		return namedDocuments(symbols, stored, f.language)
	}
	code, err := resolveState(corpus.World(), f.state)
	if err != nil {
		return nil, err
	}
	var kinds []corpus.Kind
	for _, k := range f.kinds {
		kinds = append(kinds, corpus.Kind(k))
	}
	known := corpus.ByKind(corpus.KnownDocuments(code, heads, a.now().Format("2006-01-02")), kinds)
	for i := range known {
		known[i].Stored = stored[keyOf(known[i].Symbol, f.language)]
	}
	return slices.DeleteFunc(known, func(k corpus.Known) bool { return k.Symbol == "" }), nil
}

// namedDocuments are the documents whose symbols a person typed.
func namedDocuments(symbols []string, stored map[string]bool, language string) ([]corpus.Known, error) {
	var out []corpus.Known
	for _, s := range symbols {
		if !corpus.IsSymbol(s) {
			return nil, &usageError{fmt.Errorf("%q is not a symbol of a United Nations document: write for example A/HRC/27/10", s)}
		}
		s = corpus.CanonicalSymbol(s)
		out = append(out, corpus.Known{Symbol: s, Basis: "named", Stored: stored[keyOf(s, language)]})
	}
	return out, nil
}

// keyOf is the key that a document in a language is stored under.
func keyOf(symbol, language string) string {
	if language == "en" {
		return symbol
	}
	return symbol + "@" + language
}

func (a *app) printWanted(k corpus.Known, address string) {
	if a.json {
		a.writeJSON(struct {
			corpus.Known
			Address string `json:"address"`
		}{k, address})
		return
	}
	status := "missing"
	if k.Stored {
		status = "stored"
	}
	about := strings.TrimSpace(strings.Join([]string{string(k.Kind), k.Review}, " "))
	if about != "" {
		about = ", " + about
	}
	fmt.Fprintf(a.out, "%-8s %s%s (%s)\n", status, k.Symbol, about, k.Basis)
	if !k.Stored {
		fmt.Fprintf(a.out, "         %s\n", address)
	}
}

// fetchAll gets one document after the other; each is stored before the next
// is asked for.
func (a *app) fetchAll(ctx context.Context, w *store.Workspace, client *fetch.Client, wanted []corpus.Known, language string) error {
	if client.Keep == "" {
		client.Keep = filepath.Join(w.Dir, "fetching")
	}
	reader, done, err := a.readers(1)
	if err != nil {
		return err
	}
	defer done()
	n := map[fetchStatus]int{}
	var broke error
	for _, k := range wanted {
		status, err := a.fetchOne(ctx, w, client, reader, k, language)
		if n[status]++; err != nil {
			broke = err
			break
		}
	}
	if n[fetchGot] > 0 {
		if err := a.buildIndex(ctx, w); err != nil {
			return err
		}
	}
	if broke != nil {
		return broke
	}
	if !a.quiet {
		fmt.Fprintf(a.err, "\n%s: %d fetched, %d stored before, %d not there, %d failed\n", count(len(wanted), "document"), n[fetchGot], n[fetchStored],
			n[fetchNotThere], n[fetchFailed])
	}
	if n[fetchFailed] > 0 {
		return errSomeFailed
	}
	return nil
}

// fetchStatus is how the fetching of one document ended.
type fetchStatus string

const (
	fetchGot      fetchStatus = "fetched"
	fetchStored   fetchStatus = "stored"
	fetchNotThere fetchStatus = "not there"
	fetchFailed   fetchStatus = "failed"
)

// fetchOne gets and ingests one document. An error ends the run.
func (a *app) fetchOne(ctx context.Context, w *store.Workspace, client *fetch.Client, pool pipeline.Reader, k corpus.Known, language string) (fetchStatus, error) {
	if k.Stored {
		a.fetchLine(fetchStored, k.Symbol, "", "")
		return fetchStored, nil
	}
	file, err := client.Get(ctx, k.Symbol, language)
	var fault *fetch.Error
	switch {
	case errors.As(err, &fault) && fault.NotThere && strings.HasPrefix(k.Basis, "by rule"):
		a.fetchLine(fetchNotThere, k.Symbol, fault.Reason, "")
		return fetchNotThere, nil
	case errors.As(err, &fault) && fault.NoNetwork:
		a.fetchLine(fetchFailed, k.Symbol, fault.Reason, fault.URL)
		return fetchFailed, &hinted{err, "without a network: `refrain fetch --dry-run …` prints the addresses; open them in a browser, save the files and run `refrain ingest FILE…`"}
	case errors.As(err, &fault) && fault.Busy:
		a.fetchLine(fetchFailed, k.Symbol, fault.Reason, fault.URL)
		return fetchFailed, &hinted{errors.New("the server asks for fewer requests: nothing more was asked for"),
			"run the same command again later: what is stored is not asked for again"}
	case errors.As(err, &fault):
		a.fetchLine(fetchFailed, k.Symbol, fault.Reason, fault.URL)
		return fetchFailed, nil
	case err != nil:
		return fetchFailed, err
	}
	return a.ingestFetched(ctx, w, pool, file)
}

// ingestFetched stores a document that was got, if it is the one asked for.
func (a *app) ingestFetched(ctx context.Context, w *store.Workspace, pool pipeline.Reader, file *fetch.File) (fetchStatus, error) {
	dir, err := os.MkdirTemp("", "refrain-fetch-")
	if err != nil {
		return fetchFailed, fmt.Errorf("making a folder for what is fetched: %w", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, fileNameOf(file.Symbol, file.Language)+file.Suffix)
	if err := store.WriteFile(path, file.Data); err != nil {
		return fetchFailed, err
	}
	outcomes, err := pipeline.Ingest(ctx, w, []string{path}, pipeline.Options{Reader: pool, Accept: func(_ string, d *corpus.Document) error {
		want := keyOf(file.Symbol, file.Language)
		switch {
		case d.Key == want:
			return damagedFile(d)
		case d.Symbol == "":
			return errors.New("no symbol can be read on its first page, so that it cannot be told whether it is the one asked for: look at it, and if it is, run `refrain ingest` on it")
		case d.Symbol == file.Symbol:
			return fmt.Errorf("the server gave it in another language (%s)", d.Language)
		default:
			return fmt.Errorf("the server gave another document: it says that it is %s", d.Key)
		}
	}})
	if err != nil {
		return fetchFailed, err
	}
	o := outcomes[0]
	if o.Document == nil || o.Status == pipeline.Failed {
		a.fetchLine(fetchFailed, file.Symbol, o.Reason, file.URL)
		return fetchFailed, nil
	}
	if err := w.AddFetched(file); err != nil {
		return fetchFailed, err
	}
	a.fetchLine(fetchGot, file.Symbol, describe(o.Document), "")
	return fetchGot, nil
}

// damagedFile refuses what is left of a damaged file: it can be got whole.
func damagedFile(d *corpus.Document) error {
	for _, w := range d.Warnings {
		if strings.HasPrefix(w, corpus.DamagedFile) {
			return errors.New("the file that the server gave is damaged: ask for it again later, or run `refrain ingest` on it to keep what can be read")
		}
	}
	return nil
}

// fileNameOf is the name that a fetched file is known by: the symbol's letters
// and digits, which cannot lead anywhere.
func fileNameOf(symbol, language string) string {
	return strings.Map(func(r rune) rune {
		if r == '/' {
			return '_'
		}
		return r
	}, symbol) + "." + language
}

func (a *app) fetchLine(status fetchStatus, symbol, reason, hint string) {
	if a.json {
		a.writeJSON(struct {
			Symbol  string      `json:"symbol"`
			Status  fetchStatus `json:"status"`
			Reason  string      `json:"reason,omitempty"`
			Address string      `json:"address,omitempty"`
		}{symbol, status, reason, hint})
		return
	}
	if a.quiet && status != fetchFailed {
		return
	}
	w := a.out
	if status == fetchFailed {
		w = a.err
	}
	line := fmt.Sprintf("%-9s  %s", status, symbol)
	if reason != "" {
		line += " — " + reason
	}
	fmt.Fprintln(w, clean(line))
	if hint != "" {
		fmt.Fprintf(w, "           by hand: open %s, save the file and run `refrain ingest FILE`\n", hint)
	}
	a.flush()
}
