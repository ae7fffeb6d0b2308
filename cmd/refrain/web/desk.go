package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"refrain/corpus/store"
	"refrain/index"
)

// Limits on what a desk holds.
const (
	maxBasket   = 500
	maxSearches = 100
)

// changeDesk reads the desk, changes it and writes it, while no other request
// does.
func (a *App) changeDesk(change func(d *store.Desk) error) error {
	release, err := a.pen.take()
	if err != nil {
		return err
	}
	defer release()
	a.desk.Lock()
	defer a.desk.Unlock()
	d, err := a.cfg.Workspace.Desk()
	if err != nil {
		return err
	}
	if err := change(&d); err != nil {
		return err
	}
	return a.cfg.Workspace.SaveDesk(d)
}

// savedView is a kept search on the page.
type savedView struct {
	Name, Link string
	Number     int
	Fresh      int
	FreshLink  string
	Wrong      bool
}

// newestSeq is the highest number of a document here.
func (s *shelf) newestSeq() int {
	n := 0
	for _, h := range s.heads {
		n = max(n, h.Seq)
	}
	return n
}

// savedViews are the kept searches, each with what is new since it was last
// looked at: passages of documents that were read after that.
func (a *App) savedViews(r *http.Request, s *shelf) ([]savedView, error) {
	d, err := a.cfg.Workspace.Desk()
	if err != nil {
		return nil, err
	}
	var out []savedView
	for i, k := range d.Searches {
		v := savedView{Name: k.Name, Link: "/search?" + k.Query, Number: i}
		if fresh := s.readSince(k.Seen); len(fresh) > 0 && s.x != nil {
			values, _ := url.ParseQuery(k.Query)
			q := requestOf(values)
			q.Filters = append(q.Filters, index.Filter{Field: "key", Values: fresh})
			found, err := s.x.Search(r.Context(), index.Query{Text: q.Text, Browse: true, Filters: q.Filters, Size: 1, States: s.states})
			v.Wrong = err != nil
			if err == nil && found.Total > 0 {
				v.Fresh = int(found.Total)
				values.Set("since", strconv.Itoa(k.Seen))
				v.FreshLink = "/search?" + values.Encode()
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// readSince are the keys of the documents that were read after a number.
func (s *shelf) readSince(seq int) []string {
	var out []string
	for _, h := range s.heads {
		if h.Seq > seq {
			out = append(out, strings.ToLower(h.Key))
		}
	}
	return out
}

// keepSearch keeps a search under a name.
func (a *App) keepSearch(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	values, err := url.ParseQuery(r.PostFormValue("query"))
	if err != nil {
		return &problem{http.StatusBadRequest, "That is no search", "Go back and keep the search from its page."}
	}
	q := requestOf(values)
	q.Page = 1
	name := readerName(r.PostFormValue("name"))
	if name == "" {
		name = q.Text
	}
	if name == "" {
		name = "Search " + strconv.Itoa(s.newestSeq())
	}
	err = a.changeDesk(func(d *store.Desk) error {
		if len(d.Searches) >= maxSearches {
			return &problem{http.StatusConflict, "There are too many kept searches", "Take one off first."}
		}
		d.Searches = append(d.Searches, store.Search{Name: name, Query: q.values().Encode(), Seen: s.newestSeq()})
		return nil
	})
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/#kept", http.StatusSeeOther)
	return nil
}

// changeSearch takes a kept search off, or marks what it found as seen.
func (a *App) changeSearch(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	err = a.changeDesk(func(d *store.Desk) error {
		n, err := strconv.Atoi(r.PostFormValue("number"))
		if err != nil || n < 0 || n >= len(d.Searches) || d.Searches[n].Name != r.PostFormValue("name") {
			return &problem{http.StatusConflict, "The kept searches have changed", "Load the page again."}
		}
		if r.PostFormValue("do") == "seen" {
			d.Searches[n].Seen = s.newestSeq()
			return nil
		}
		d.Searches = append(d.Searches[:n:n], d.Searches[n+1:]...)
		return nil
	})
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/#kept", http.StatusSeeOther)
	return nil
}
