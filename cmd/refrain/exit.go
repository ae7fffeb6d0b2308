package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline"
	"refrain/pipeline/report"
)

// Exit statuses, as INTERFACES lists them and --help repeats.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitNothing     = 3
	exitSomeFailed  = 4
	exitNoWorkspace = 10
	exitLocked      = 11
	exitDamaged     = 12
	exitInterrupted = 130
)

var syscallEPIPE = syscall.EPIPE

// errNothing says that a search, show or cite found nothing; the command has
// already said what was searched.
var errNothing = errors.New("nothing found")

// errSomeFailed says that some inputs failed and were listed.
var errSomeFailed = errors.New("some inputs failed")

// usageError is a mistake in the command line.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

// libraryWords are what libraries say of mistakes in the command line, and how
// it is said to a person.
var libraryWords = []struct {
	said *regexp.Regexp
	word string
}{
	{regexp.MustCompile(`strconv\.ParseBool: .*$`), "write true or false"},
	{regexp.MustCompile(`strconv\.\w+: .*value out of range$`), "the number is too large"},
	{regexp.MustCompile(`strconv\.\w+: .*$`), "write a whole number"},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)$`), "it takes $1 arguments, and there are $2"},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received (\d+)$`), "it takes at most $1 arguments, and there are $2"},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)$`), "it takes at least $1 arguments, and there are $2"},
	{regexp.MustCompile(`^accepts between (\d+) and (\d+) arg\(s\), received (\d+)$`), "it takes $1 to $2 arguments, and there are $3"},
	{regexp.MustCompile(`^unknown shorthand flag: '(.)' in (-.*)$`), "-$1 is no flag (in $2)"},
}

// plain says a mistake in plain words.
func plain(err error) error {
	s := err.Error()
	for _, l := range libraryWords {
		s = l.said.ReplaceAllString(s, l.word)
	}
	return errors.New(strings.Replace(s, "1 arguments, and there", "1 argument, and there", 1))
}

// flagError words a mistake in the flags.
func flagError(cmd *cobra.Command, err error) error {
	return &usageError{fmt.Errorf("%w: see `%s --help`", plain(err), cmd.CommandPath())}
}

// hinted is an error with a remedy.
type hinted struct {
	error
	hint string
}

func (e *hinted) Unwrap() error { return e.error }

// report prints an error with its remedy and returns the exit status.
func (a *app) report(ctx context.Context, err error) int {
	if err == nil {
		return exitDone
	}
	status, hint, silent := diagnose(ctx, err)
	if status == exitInterrupted {
		hint = stopped(a.command)
	}
	if !silent {
		fmt.Fprintf(a.err, "refrain: %s\n", clean(err.Error()))
		if hint != "" {
			fmt.Fprintf(a.err, "hint: %s\n", hint)
		}
	}
	return status
}

// stopped says what a command that was stopped leaves.
func stopped(command string) string {
	switch command {
	case "demo", "ingest", "import", "fetch", "rebuild":
		return "what was read so far is kept; run the same command again to go on, or `refrain rebuild` to search what is there"
	case "review":
		return "what you decided so far is kept; run it again to go on"
	}
	return "nothing was written; run it again"
}

// diagnose maps an error to its exit status and remedy; silent errors have
// been printed already.
func diagnose(ctx context.Context, err error) (status int, hint string, silent bool) {
	var (
		usage    *usageError
		question *pipeline.QuestionError
		locked   *store.LockedError
		stored   *store.DamagedError
		damaged  *index.DamagedError
		syntax   *index.SyntaxError
		newer    *store.VersionError
		withHint *hinted
	)
	switch {
	case ctx.Err() != nil:
		return exitInterrupted, "", false
	case errors.Is(err, errNothing):
		return exitNothing, "", true
	case errors.Is(err, errSomeFailed):
		return exitSomeFailed, "", true
	case errors.As(err, &usage):
		return exitUsage, "", false
	case errors.As(err, &syntax):
		return exitUsage, "see `refrain search --help` for the search language", false
	case errors.As(err, &question):
		return exitFailed, question.Hint, false
	case errors.Is(err, store.ErrNoWorkspace):
		return exitNoWorkspace, "run `refrain ingest PATH…` first, name a workspace with --dir, or try `refrain demo`", false
	case errors.Is(err, index.ErrNoIndex):
		return exitNoWorkspace, "run `refrain rebuild`", false
	case errors.As(err, &locked):
		return exitLocked, "wait until it is done, or stop that process", false
	case errors.As(err, &stored):
		return exitDamaged, stored.Remedy(), false
	case errors.As(err, &newer):
		return exitFailed, "use that refrain, or another workspace (--dir)", false
	case errors.As(err, &damaged):
		return exitDamaged, "run `refrain rebuild`", false
	case diskFull(runtime.GOOS, err), strings.Contains(err.Error(), syscall.ENOSPC.Error()):
		return exitFailed, "the disk is full: free some space and run the command again; nothing was half-written", false
	case errors.Is(err, syscall.EROFS):
		return exitFailed, "the disk or folder is for reading only: name a file elsewhere", false
	case errors.Is(err, report.ErrOtherWorkbook):
		return exitFailed, "nothing was written over it: name another file with -o", false
	case errors.As(err, &withHint):
		return exitFailed, withHint.hint, false
	case errors.Is(err, fs.ErrPermission):
		return exitFailed, "the file or its folder may be open in another program or closed to you: close it there, or name another file", false
	case errors.Is(err, fs.ErrNotExist) && strings.Contains(err.Error(), "writing "):
		return exitFailed, "its folder is not there: make it first, or name another", false
	}
	return exitFailed, "", false
}
