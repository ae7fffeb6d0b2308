package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/extract"
	"refrain/pipeline/fetch"
	"refrain/seeds"
)

// version is the program's version; CHANGELOG.md says what each one brought.
const version = "0.1.0"

// app is one run of the command: its streams and global flags.
type app struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string

	// fetcher and reader, if not nil, stand in for the client of the official
	// servers and for the child processes that read files; tests set them.
	fetcher *fetch.Client
	reader  pipeline.Reader

	dir     string // --dir
	json    bool   // --json
	quiet   bool   // -q
	noColor bool   // --no-color
	dirSet  string // the workspace by the environment or the configuration file

	command string // the command of this run

	setBy map[string]string // where the settings of this run are from, by key
}

// main runs the command line and returns the exit status.
func (a *app) main(ctx context.Context, args []string) int {
	buffered := bufio.NewWriter(a.out)
	terminal := a.out
	a.out = outStream{Writer: buffered, terminal: terminal}
	cmd := a.root()
	cmd.SetArgs(args)
	cmd.SetErr(a.err)
	err := cmd.ExecuteContext(ctx)
	if ferr := buffered.Flush(); err == nil && ferr != nil && !errors.Is(ferr, syscallEPIPE) {
		err = fmt.Errorf("writing standard output: %w", ferr)
	}
	return a.report(ctx, err)
}

// outStream is buffered standard output that still knows its terminal.
type outStream struct {
	*bufio.Writer
	terminal io.Writer
}

// flush sends what was printed so far, so that lines on the two streams keep
// their order.
func (a *app) flush() {
	if o, ok := a.out.(outStream); ok {
		_ = o.Flush()
	}
}

// root is the command with all its subcommands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "refrain",
		Short: "Find where a human-rights concern was raised before",
		Long: `Refrain reads UPR outcome reports, treaty-body observations and letters of the
High Commissioner for Human Rights, and shows for each item of a letter's annex
where the same concern was raised before, by whom, and what the State answered.

It says nothing about implementation, and its links are proposals to be read.`,
		Example: `  refrain demo                                 try it on a sample
  refrain ingest reports/                      read a folder of documents
  refrain report prk-2019 -o report.html       who raised each concern before
  refrain search "death penalty" position:noted
  refrain show "A/HRC/27/10#124.54"`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	f := root.PersistentFlags()
	f.StringVar(&a.dir, "dir", "", "the workspace `folder` (default $REFRAIN_DIR, else as configured, else the user's data folder)")
	f.BoolVar(&a.json, "json", false, "write JSON Lines to standard output")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "print results and errors only")
	f.BoolVar(&a.noColor, "no-color", false, "no colours (also: NO_COLOR)")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		a.demoCommand(),
		a.ingestCommand(),
		a.importCommand(),
		a.fetchCommand(),
		a.matchCommand(),
		a.reportCommand(),
		a.searchCommand(),
		a.showCommand(),
		a.citeCommand(),
		a.passagesCommand(),
		a.statusCommand(),
		a.checkCommand(),
		a.reviewCommand(),
		a.outlineCommand(),
		a.compareCommand(),
		a.timelineCommand(),
		a.serveCommand(),
		a.mcpCommand(),
		a.evalCommand(),
		a.sampleCommand(),
		a.rebuildCommand(),
		a.verifyCommand(),
		a.configCommand(),
		a.manCommand(),
		a.workerCommand(),
	)
	a.finish(root)
	return root
}

// finish gives every command what all have in common.
func (a *app) finish(root *cobra.Command) {
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return a.applySettings(cmd) }
	root.SetOut(a.out) // the scripts of completion go where it points now
	root.InitDefaultCompletionCmd()
	a.complete(root)
	withStatuses(root)
	for _, c := range root.Commands() {
		if c.Args != nil {
			c.Args = asUsage(c.Args)
		}
		withStatuses(c)
		a.noting(c)
	}
}

// noting lets a run know which command it is.
func (a *app) noting(cmd *cobra.Command) {
	if run := cmd.RunE; run != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			a.command = cmd.Name()
			return run(cmd, args)
		}
	}
}

// asUsage turns complaints about arguments, and about flags that must be
// there, into usage errors (exit status 2).
func asUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &usageError{fmt.Errorf("%w: see `%s --help`", plain(err), cmd.CommandPath())}
		}
		if err := cmd.ValidateRequiredFlags(); err != nil {
			return &usageError{fmt.Errorf("%w: see `%s --help`", err, cmd.CommandPath())}
		}
		return nil
	}
}

// workspaceDir is --dir, else $REFRAIN_DIR, else the user's data folder.
func (a *app) workspaceDir() (string, error) {
	if a.dir != "" {
		return a.dir, nil
	}
	if a.dirSet != "" {
		return a.dirSet, nil
	}
	if d := a.env("REFRAIN_DIR"); d != "" {
		return d, nil
	}
	base := a.env("XDG_DATA_HOME")
	home, err := os.UserHomeDir()
	switch {
	case base != "":
	case runtime.GOOS == "windows" && a.env("LocalAppData") != "":
		base = a.env("LocalAppData")
	case err != nil:
		return "", fmt.Errorf("finding the user's data folder: %w: name a workspace with --dir", err)
	case runtime.GOOS == "darwin":
		base = filepath.Join(home, "Library", "Application Support")
	default:
		base = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(base, "refrain"), nil
}

// open opens the workspace for reading.
func (a *app) open() (*store.Workspace, error) {
	dir, err := a.workspaceDir()
	if err != nil {
		return nil, err
	}
	w, err := store.Open(dir)
	if err != nil && a.dir == "" && a.dirSet != "" {
		err = a.bySetting("dir", err)
	}
	return w, err
}

// openOrCreate opens the workspace for writing, making it where it is missing.
func (a *app) openOrCreate() (*store.Workspace, error) {
	dir, err := a.workspaceDir()
	if err != nil {
		return nil, err
	}
	w, err := store.Create(dir)
	if err != nil && a.dir == "" && a.dirSet != "" {
		err = a.bySetting("dir", err)
	}
	return w, err
}

// inProcess reads files in this process: for the built-in letters and tests.
type inProcess struct{}

// Read is [extract.Read].
func (inProcess) Read(ctx context.Context, name string, data []byte) (extract.Result, error) {
	return extract.Read(ctx, name, data)
}

// reading are the settings with which a question file is read. Files that a
// person names go through a child process, like those that are ingested.
func (a *app) reading(w *store.Workspace) (pipeline.Options, func(), error) {
	states, err := gazetteer(w)
	if err != nil {
		return pipeline.Options{}, nil, err
	}
	reader, done, err := a.readers(1)
	if err != nil {
		return pipeline.Options{}, nil, err
	}
	return pipeline.Options{Reader: reader, States: states}, done, nil
}

// readers are child processes that read files; or what stands in for them.
func (a *app) readers(workers int) (pipeline.Reader, func(), error) {
	if a.reader != nil {
		return a.reader, func() {}, nil
	}
	pool, err := newPool(workers)
	if err != nil {
		return nil, nil, err
	}
	return pool, pool.Close, nil
}

// gazetteer knows the sample's invented States only in a sample's workspace.
func gazetteer(w *store.Workspace) (*corpus.Gazetteer, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, err
	}
	return gazetteerOf(heads), nil
}

func gazetteerOf(heads []*corpus.Document) *corpus.Gazetteer {
	for _, h := range heads {
		if h.Sample {
			return sampleStates()
		}
	}
	return corpus.World()
}

func sampleStates() *corpus.Gazetteer { return corpus.NewGazetteer(seeds.States, seeds.SampleStates) }

// newPool starts child processes of this same binary that read documents.
func newPool(workers int) (*extract.Pool, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program: %w", err)
	}
	return extract.NewPool(workers, []string{exe, workerName}, extract.Limits{}), nil
}

// now is SOURCE_DATE_EPOCH where it is set, so that the same workspace gives
// the same bytes.
func (a *app) now() time.Time {
	if n, err := strconv.ParseInt(a.env("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(n, 0).UTC()
	}
	return time.Now().UTC().Truncate(time.Second)
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	if o, ok := w.(outStream); ok {
		w = o.terminal
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is the width of standard output in columns: the terminal's, at most
// 120, else 100.
func (a *app) width() int {
	w := a.out
	if o, ok := w.(outStream); ok {
		w = o.terminal
	}
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n >= 40 {
			return min(n, 120)
		}
	}
	return 100
}
