package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"refrain/corpus"
	"refrain/pipeline"
)

// Limits on what is sent at once.
const (
	maxUpload = 512 << 20
	maxFiles  = 500
)

// imports runs one import at a time, beside the readers.
type imports struct {
	mu     sync.Mutex
	last   *importRun
	cancel context.CancelFunc
	wait   sync.WaitGroup
}

// importRun is one import: its files and what became of each.
type importRun struct {
	Started  time.Time
	Running  bool
	Step     string // "reading", "indexing", ""
	At       string // the file that is being read, and how far
	Total    int
	Outcomes []outcomeView
	Failed   string // why the run as a whole stopped
	Hint     string
}

// outcomeView is the final word on one file.
type outcomeView struct {
	Name, Status, Reason, Hint string
	Doc                        *docLink
	Passages, Doubts           int
	// Rows are the rows of an export, Taken those that were taken in, Joined
	// those that speak of a passage read from a document; Left are the first
	// that were not taken, with the reason.
	Export              bool
	Rows, Taken, Joined int
	Skipped             int
	Left                []string
}

// importPage is the page of imports.
type importPage struct {
	base
	Run *importRun
}

func (a *App) importing(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "import", "Import")
	defer done()
	if err != nil {
		return err
	}
	return a.render(w, http.StatusOK, "import", importPage{b, a.imports.now()})
}

// now is a copy of the run that goes on, or of the last one.
func (i *imports) now() *importRun {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.last == nil {
		return nil
	}
	run := *i.last
	run.Outcomes = append([]outcomeView(nil), i.last.Outcomes...)
	return &run
}

// stop ends the run that goes on and waits for it.
func (i *imports) stop() {
	i.mu.Lock()
	if i.cancel != nil {
		i.cancel()
	}
	i.mu.Unlock()
	i.wait.Wait()
}

// begin takes the place of the one run; it fails while another goes on.
func (i *imports) begin(now time.Time, cancel context.CancelFunc) (*importRun, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.last != nil && i.last.Running {
		return nil, &problem{http.StatusConflict, "An import is going on", "Wait until it is done; its page says how far it is."}
	}
	i.last, i.cancel = &importRun{Started: now, Running: true, Step: "reading"}, cancel
	return i.last, nil
}

// with changes the run under the lock.
func (i *imports) with(change func(run *importRun)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	change(i.last)
}

// startImport takes files and reads them in the background.
func (a *App) startImport(w http.ResponseWriter, r *http.Request) error {
	control := http.NewResponseController(w)
	end := time.Now().Add(10 * time.Minute) // large files take longer than other requests
	_, _ = control.SetReadDeadline(end), control.SetWriteDeadline(end)
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return &problem{http.StatusBadRequest, "No files were sent", "Choose files on the page and send them."}
	}
	dir, err := os.MkdirTemp("", "refrain-import-")
	if err != nil {
		return fmt.Errorf("keeping the files: %w", err)
	}
	files, err := keepFiles(parts, dir)
	if brokenForm(err) {
		err = &problem{http.StatusBadRequest, "The files did not arrive whole", "Send them again."}
	}
	if err == nil && len(files) == 0 {
		err = &problem{http.StatusBadRequest, "No files were chosen", "Choose one or more files and send them again."}
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	if err == nil {
		_, err = a.imports.begin(a.cfg.Now(), cancel)
	}
	if err != nil {
		cancel()
		os.RemoveAll(dir)
		return err
	}
	a.imports.wait.Go(func() {
		defer os.RemoveAll(dir)
		defer cancel()
		err := a.readFiles(ctx, files)
		a.imports.with(func(run *importRun) {
			run.Running, run.Step = false, ""
			if err != nil {
				p := explain(err)
				run.Failed, run.Hint = p.reason, p.hint
			}
		})
	})
	http.Redirect(w, r, "/import", http.StatusSeeOther)
	return nil
}

// brokenForm reports whether a form is cut off or is none.
func brokenForm(err error) bool {
	var large *http.MaxBytesError
	var mine *problem
	var disk *fs.PathError
	return err != nil && !errors.As(err, &large) && !errors.As(err, &mine) && !errors.As(err, &disk)
}

// keepFiles writes the files of a form into a folder under numbers and their
// cleaned names, so that no name leaves the folder.
func keepFiles(parts *multipart.Reader, dir string) (files []string, err error) {
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return files, err
		}
		if part.FormName() != "files" || part.FileName() == "" {
			continue
		}
		if len(files) >= maxFiles {
			return files, &problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("More than %d files at once", maxFiles), "Send fewer, or use `refrain ingest`."}
		}
		sub := filepath.Join(dir, fmt.Sprintf("%04d", len(files)+1))
		if err := os.Mkdir(sub, 0o700); err != nil {
			return files, err
		}
		path := filepath.Join(sub, safeName(part.FileName()))
		if err := keepFile(path, part); err != nil {
			return files, err
		}
		files = append(files, path)
	}
}

func keepFile(path string, from io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// safeName is the last part of a file's name, without what a path could be
// made of.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimLeft(strings.Map(func(r rune) rune {
		if hiddenRune(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name), ".")
	if len(name) > 120 {
		ext := filepath.Ext(name)
		name = strings.ToValidUTF8(name[:100], "") + ext[:min(len(ext), 10)]
	}
	// Windows reads no name that ends in a dot or a space, and takes some for
	// devices, whatever their suffix.
	name = strings.TrimRight(name, ". ")
	stem, _, _ := strings.Cut(name, ".")
	if reservedRE.MatchString(stem) {
		name = "_" + name
	}
	if name == "" {
		name = "file"
	}
	return name
}

// reservedRE are the names of devices on Windows.
var reservedRE = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *$`)

// readFiles ingests files and publishes the index.
func (a *App) readFiles(ctx context.Context, files []string) error {
	release, err := a.pen.take()
	if err != nil {
		return err
	}
	defer release()
	opt, done, err := a.cfg.Reading()
	if err != nil {
		return err
	}
	defer done()
	a.imports.with(func(run *importRun) { run.Total = len(files) })
	documents, exports := a.parted(files)
	opt.Workers = 1
	opt.Done = func(o pipeline.Outcome) { a.imports.add(outcomeViewOf(o)) }
	if len(documents) > 0 {
		if _, err := pipeline.Ingest(ctx, a.cfg.Workspace, documents, opt); err != nil {
			return err
		}
	}
	if len(exports) > 0 {
		if _, err := pipeline.Import(ctx, a.cfg.Workspace, exports, a.rowsOptions()); err != nil {
			return err
		}
	}
	a.imports.with(func(run *importRun) { run.Step = "indexing" })
	return a.cfg.Index(ctx)
}

func outcomeViewOf(o pipeline.Outcome) outcomeView {
	v := outcomeView{Name: filepath.Base(o.Path), Status: string(o.Status), Reason: o.Reason, Hint: o.Hint}
	if d := o.Document; d != nil && d.Beside == "" { // the page of its symbol is another's
		v.Doc, v.Passages, v.Doubts = &docLink{nameOf(d), "/document/" + documentID(d.Key), kindValue(nil, string(d.Kind))}, d.Count, len(d.Warnings)
	}
	return v
}

// parted tells documents from the exports of databases, by what is in them.
func (a *App) parted(files []string) (documents, exports []string) {
	for _, f := range files {
		if pipeline.IsExport(f, corpus.World()) {
			exports = append(exports, f)
		} else {
			documents = append(documents, f)
		}
	}
	return documents, exports
}

// rowsOptions say how rows are taken in, and what becomes of them.
func (a *App) rowsOptions() pipeline.ImportOptions {
	opt := pipeline.ImportOptions{
		Progress: func(path string, rows int) {
			a.imports.with(func(run *importRun) { run.At = fmt.Sprintf("%s: %d rows read", filepath.Base(path), rows) })
		},
		Done: func(o pipeline.ImportOutcome) { a.imports.add(exportViewOf(o)) },
	}
	if heads, err := a.cfg.Workspace.Heads(); err == nil {
		opt.States = a.cfg.States(heads)
	}
	return opt
}

// add adds the final word on a file.
func (i *imports) add(v outcomeView) {
	i.with(func(run *importRun) { run.Outcomes, run.At = append(run.Outcomes, v), "" })
}

// leftRows is how many rows that were not taken in a page names.
const leftRows = 3

func exportViewOf(o pipeline.ImportOutcome) outcomeView {
	v := outcomeViewOf(o.Outcome)
	v.Export, v.Rows, v.Taken, v.Joined, v.Skipped = true, o.Rows, o.Taken, o.Joined, len(o.Skipped)
	if o.Source != "" {
		v.Doc = &docLink{Name: "rows of " + o.Source, About: quantity(o.Documents, "document")}
	}
	for _, s := range o.Skipped[:min(leftRows, len(o.Skipped))] {
		v.Left = append(v.Left, fmt.Sprintf("row %d: %s", s.Row, s.Reason))
	}
	return v
}
