// Package web is the local web application of `refrain serve`: search, letters
// with what was raised before, documents paragraph by paragraph, and a basket
// of citations.
//
// The same is there as JSON under /api/v1, and as tools for an assistant (see
// [App.Assistant]): one library, one search, one report for all three.
//
// Every page works without JavaScript, and every state of a page is a link. No
// request leaves the machine; reading never changes anything, and what does is
// sent by POST. Documents are met by a hash of their key, so that no path and
// no symbol ever becomes a file name.
package web

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline"
)

// Config is what the application serves, and how.
type Config struct {
	Workspace *store.Workspace
	// Version is the program's, Now its clock.
	Version string
	Now     func() time.Time
	// Reader is the name under which judgments are kept until the reader
	// gives another.
	Reader string
	// States gives the gazetteer for a list of stored documents.
	States func(heads []*corpus.Document) *corpus.Gazetteer
	// Reading gives the settings with which files are read, and what ends
	// the child processes that read them.
	Reading func() (pipeline.Options, func(), error)
	// Index builds and publishes the index after an import.
	Index func(ctx context.Context) error
	// Hosts are the values of the Host header that are answered. With a
	// Token, addresses in digits are answered too: rebinding needs a name.
	Hosts []string
	// Token, where set, must be shown once (?token=…) before anything is.
	Token string
}

// App is the application.
type App struct {
	cfg     Config
	views   *views
	library *library
	pen     pen
	desk    sync.Mutex // who changes the desk
	imports imports
	passing cache[store.Question] // lists that tools asked with
	busy    chan struct{}
}

// New makes the application. Close it when the server has stopped.
func New(cfg Config) (*App, error) {
	v, err := newViews()
	if err != nil {
		return nil, err
	}
	a := &App{cfg: cfg, views: v, library: newLibrary(cfg), busy: make(chan struct{}, maxBusy)}
	a.pen.w, a.pen.now = cfg.Workspace, cfg.Now
	return a, nil
}

// Warm reads what the first visitor would wait for. It may run beside requests.
func (a *App) Warm() {
	if _, done, err := a.library.open(); err == nil {
		done()
	}
}

// Close ends what is being imported and closes the index.
func (a *App) Close() {
	a.imports.stop()
	a.library.close()
}

// route is one line of the table of routes.
type route struct {
	pattern string
	// heavy work takes one of a few places; see [App.limited].
	heavy bool
	do    func(a *App, w http.ResponseWriter, r *http.Request) error
}

// routes are all there is. A new page is one line here, one file and one
// template.
var routes = []route{
	{"GET /{$}", false, (*App).home},
	{"GET /search", true, (*App).search},
	{"GET /go", false, (*App).jump},
	{"GET /documents", false, (*App).documents},
	{"GET /document/{id}", true, (*App).document},
	{"GET /source/{id}", false, (*App).source},
	{"GET /letters", false, (*App).letters},
	{"GET /letter/{id}", true, (*App).letter},
	{"GET /letter/{id}/{item}", true, (*App).item},
	{"GET /letter/{id}/file/{file}", true, (*App).download},
	{"POST /letter/{id}/{item}", true, (*App).judge},
	{"POST /ask", true, (*App).ask},
	{"POST /ask/drop", false, (*App).dropQuestion},
	{"GET /basket", false, (*App).basket},
	{"GET /basket/{file}", false, (*App).basketDownload},
	{"POST /basket", false, (*App).changeBasket},
	{"POST /searches", false, (*App).keepSearch},
	{"POST /searches/change", false, (*App).changeSearch},
	{"GET /state/{code}", true, (*App).state},
	{"GET /import", false, (*App).importing},
	{"POST /import", false, (*App).startImport},
	{"GET /help", false, (*App).help},
	{"GET /settings", false, (*App).settings},
	{"POST /settings", false, (*App).saveSettings},
}

// safely turns a panic into the failure of one page.
func safely(do func(*App, http.ResponseWriter, *http.Request) error, a *App, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &problem{http.StatusInternalServerError, fmt.Sprintf("making this page stopped: %v", p), "Please report it with the address of the page; the other pages go on."}
		}
	}()
	return do(a, w, r)
}

// Handler answers all requests, behind the guards.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range routes {
		do := r.do
		var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if err := safely(do, a, w, req); err != nil {
				a.fail(w, req, err)
			}
		})
		if r.heavy {
			h = a.limited(h)
		}
		mux.Handle(r.pattern, h)
	}
	a.apiHandlers(mux)
	mux.Handle("GET /assets/{name}", http.HandlerFunc(a.asset))
	mux.Handle("GET /favicon.ico", http.HandlerFunc(a.asset))
	mux.Handle("/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			a.fail(w, r, &problem{http.StatusMethodNotAllowed, "This address takes no such request", "Go back and use the form on the page."})
			return
		}
		if isAPI(r) {
			a.fail(w, r, &problem{http.StatusNotFound, "There is no such address", "What there is stands in " + apiRoot + "/openapi.json."})
			return
		}
		a.fail(w, r, notFound("There is no such page"))
	}))
	return a.guarded(mux)
}
