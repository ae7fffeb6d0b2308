package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"

	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/match"
)

// Limits on a question that is sent.
const (
	maxQuestion  = 32 << 20 // bytes: a letter may be a scan
	maxItems     = 1000
	maxQuestions = 200
)

// askedPrefix begins the names of kept questions in addresses.
const askedPrefix = "list-"

// passingPrefix begins the names of lists that a tool asks with and that are
// not kept.
const passingPrefix = "passing-"

// asking is what the form for a list shows.
type asking struct {
	States []valueView
	Kept   []letterLink
}

func (a *App) askingOf(s *shelf) (asking, error) {
	var f asking
	for _, code := range s.statesHere() {
		f.States = append(f.States, valueView{Value: code, Label: s.stateName(code)})
	}
	ids, kept, err := a.cfg.Workspace.Questions()
	for _, id := range ids {
		f.Kept = append(f.Kept, keptLink(s, id, kept[id]))
	}
	return f, err
}

// keptLink is a kept question in a list.
func keptLink(s *shelf, id string, q store.Question) letterLink {
	about := []string{}
	if q.State != "" {
		about = append(about, s.stateName(q.State))
	}
	if q.Dated != "" {
		about = append(about, "of a letter dated "+q.Dated)
	}
	if t, err := time.Parse(time.RFC3339, q.Asked); err == nil {
		about = append(about, "asked "+t.Format("2 January 2006"))
	}
	return letterLink{titleOf(q), "/letter/" + askedPrefix + id, strings.Join(about, " · "), askedPrefix + id}
}

// titleOf is what a kept question is called.
func titleOf(q store.Question) string {
	if q.Name != "" {
		return q.Name
	}
	return q.File
}

// ask keeps a list or a letter that was pasted or sent, and goes to its page.
func (a *App) ask(w http.ResponseWriter, r *http.Request) error {
	q, err := askedIn(w, r)
	if err != nil {
		return err
	}
	q.Asked = a.cfg.Now().UTC().Format(time.RFC3339)
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	if q.State != "" && !s.states.Known(q.State) {
		return &problem{http.StatusBadRequest, "There is no such State", "Choose one of the list."}
	}
	asked, err := a.askWith(r.Context(), s, q)
	if err != nil {
		return err
	}
	if n := len(asked.Question.Items); n > maxItems {
		return &problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("The list has %d items", n), fmt.Sprintf("Ask with at most %d, or use `refrain report`.", maxItems)}
	}
	release, err := a.pen.take()
	if err != nil {
		return err
	}
	defer release()
	if ids, _, err := a.cfg.Workspace.Questions(); err != nil || len(ids) >= maxQuestions {
		return errors.Join(err, &problem{http.StatusConflict, "Too many lists are kept", "Take one off first."})
	}
	if err := a.cfg.Workspace.KeepQuestion(q); err != nil {
		return err
	}
	http.Redirect(w, r, "/letter/"+askedPrefix+q.ID(), http.StatusSeeOther)
	return nil
}

// askedIn reads the form: a file, or what was pasted.
func askedIn(w http.ResponseWriter, r *http.Request) (q store.Question, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxQuestion)
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return q, err
		}
		return q, &problem{http.StatusBadRequest, "No list was sent", "Paste items, one a line, or choose a file, and send the form again."}
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	q = store.Question{Name: readerName(r.FormValue("name")), State: strings.ToUpper(strings.TrimSpace(r.FormValue("state"))), Dated: strings.TrimSpace(r.FormValue("dated"))}
	if f := r.MultipartForm.File["file"]; len(f) > 0 && f[0].Size > 0 {
		q.File = safeName(f[0].Filename)
		if q.Data, err = bytesOf(f[0]); err != nil {
			return q, err
		}
	} else {
		q.Data = []byte(strings.ReplaceAll(r.FormValue("items"), "\r\n", "\n"))
		q.File = "Pasted list.txt"
	}
	if strings.TrimSpace(string(q.Data[:min(len(q.Data), 4096)])) == "" {
		return q, &problem{http.StatusBadRequest, "The list is empty", "Paste items, one a line, or choose a file."}
	}
	if _, err := time.Parse(time.DateOnly, q.Dated); err != nil && q.Dated != "" {
		return q, &problem{http.StatusBadRequest, "The date is " + strconv.Quote(cutRunes(q.Dated, 40)), "Write it as 2019-11-28, or leave it out."}
	}
	if v := r.FormValue("follows"); v != "" {
		if q.Follows, err = strconv.Atoi(v); err != nil || q.Follows < 1 || q.Follows > 4 {
			return q, &problem{http.StatusBadRequest, "There is no such UPR cycle", "Choose 1 to 4, or leave it out."}
		}
	}
	return q, nil
}

func bytesOf(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// askWith makes a question of what was kept.
func (a *App) askWith(ctx context.Context, s *shelf, q store.Question) (*pipeline.Asked, error) {
	opt, done, err := a.cfg.Reading()
	if err != nil {
		return nil, err
	}
	defer done()
	opt.States = s.states
	asked, err := pipeline.AskWith(ctx, a.cfg.Workspace, opt, q.File, q.Data, q.State, match.Options{})
	var wrong *pipeline.QuestionError
	if errors.As(err, &wrong) && strings.Contains(wrong.Hint, "--state") {
		return nil, &problem{http.StatusUnprocessableEntity, "The list names no State", "Choose the State under review in the form: go back, and what you pasted is still there."}
	}
	if err != nil {
		return nil, err
	}
	if q.Dated != "" {
		asked.Question.Date = q.Dated
	}
	if q.Follows != 0 {
		asked.Question.Cycle = q.Follows
	}
	if q.Name != "" || asked.Letter == nil {
		asked.Question.Title = titleOf(q)
	}
	return asked, nil
}

// dropQuestion takes a kept question off the list.
func (a *App) dropQuestion(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	release, err := a.pen.take()
	if err != nil {
		return err
	}
	defer release()
	if err := a.cfg.Workspace.DropQuestion(strings.TrimPrefix(r.PostFormValue("id"), askedPrefix)); err != nil {
		return err
	}
	http.Redirect(w, r, "/letters#kept", http.StatusSeeOther)
	return nil
}
