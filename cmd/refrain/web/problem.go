package web

import (
	"context"
	"errors"
	"net/http"

	"refrain/corpus/store"
	"refrain/index"
	"refrain/pipeline"
)

// problem is an error that a page shows: what happened, and the remedy.
type problem struct {
	status       int
	reason, hint string
}

func (p *problem) Error() string { return p.reason }

func notFound(reason string) error {
	return &problem{http.StatusNotFound, reason, "Search for it, or look at the list of documents."}
}

// explain words an error for a reader of the page.
func explain(err error) *problem {
	var (
		p        *problem
		syntax   *index.SyntaxError
		question *pipeline.QuestionError
		locked   *store.LockedError
		stored   *store.DamagedError
		damaged  *index.DamagedError
		large    *http.MaxBytesError
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &syntax):
		return &problem{http.StatusBadRequest, syntax.Reason, syntax.Hint}
	case errors.As(err, &question):
		return &problem{http.StatusUnprocessableEntity, question.Error(), question.Hint}
	case errors.As(err, &locked):
		return &problem{http.StatusConflict, locked.Error(), "Wait until it is done and try again; nothing was changed."}
	case errors.As(err, &stored):
		return &problem{http.StatusInternalServerError, stored.Error(), stored.Remedy()}
	case errors.As(err, &damaged):
		return &problem{http.StatusInternalServerError, damaged.Error(), "Run `refrain rebuild` and load the page again."}
	case errors.As(err, &large):
		return &problem{http.StatusRequestEntityTooLarge, "What was sent is too large", "Send smaller files, or use `refrain ingest`."}
	case errors.Is(err, context.DeadlineExceeded):
		return &problem{http.StatusServiceUnavailable, "This took too long", "Use fewer or longer words."}
	}
	return &problem{http.StatusInternalServerError, err.Error(), "Load the page again; if it stays, run `refrain verify`."}
}

// failure is what the page of an error shows.
type failure struct {
	base
	Status       int
	Reason, Hint string
}

// fail answers with the page of an error.
func (a *App) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody waits for it
	}
	if isAPI(r) {
		failJSON(w, err)
		return
	}
	p := explain(err)
	b, done, _ := a.base(r, "", http.StatusText(p.status))
	defer done()
	if err := a.render(w, p.status, "problem", failure{b, p.status, capital(p.reason), capital(p.hint)}); err != nil {
		http.Error(w, p.reason, p.status)
	}
}
