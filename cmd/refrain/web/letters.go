package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// answer is a matched question, before the judgments of readers.
type answer struct {
	asked *pipeline.Asked
	items []match.ItemLinks
}

// letterLink is a letter in a list.
type letterLink struct {
	Name, Link, About string
	key               string
}

// letterOf is the address of a question: a document's id, or the name of a
// built-in letter.
func letterLinkOf(s *shelf, h *corpus.Document) letterLink {
	return letterLink{nameOf(h), "/letter/" + documentID(h.Key), s.about(h), h.Key}
}

// lettersOf lists the letters at hand, stored and built in; those on one State
// where state is not empty.
func (a *App) lettersOf(s *shelf, state string) []letterLink {
	var out []letterLink
	stored := map[string]bool{}
	for _, h := range s.heads {
		if h.Kind == corpus.KindLetter {
			stored[h.Key] = true
			if state == "" || h.State == state {
				out = append(out, letterLinkOf(s, h))
			}
		}
	}
	for _, l := range pipeline.BuiltinLetters() {
		if !stored[l.Key] && (state == "" || l.State == state) {
			out = append(out, letterLink{l.Title, "/letter/" + l.Name, s.stateName(l.State) + " · built in", l.Name})
		}
	}
	return out
}

// question finds what an address asks with: the name of a built-in letter or of
// a kept list, or a stored document's key.
func (a *App) question(s *shelf, id string) (string, error) {
	if name, ok := strings.CutPrefix(id, askedPrefix); ok {
		_, ok, err := a.cfg.Workspace.Question(name)
		if err == nil && !ok {
			err = &problem{http.StatusNotFound, "There is no such list here", "It was taken off, or asked in another workspace: ask again on the page of letters."}
		}
		return id, err
	}
	for _, l := range pipeline.BuiltinLetters() {
		if l.Name == id {
			return id, nil
		}
	}
	h, err := s.head(id)
	if err != nil {
		return "", notFound("There is no such letter here")
	}
	return h.Key, nil
}

// matched matches a question, once a generation.
func (a *App) matched(ctx context.Context, s *shelf, name string) (*answer, error) {
	return s.asked.get(name, func() (*answer, error) {
		// It is made for all who wait for it, not for this request alone.
		ctx := context.WithoutCancel(ctx)
		asked, err := a.asked(ctx, s, name)
		if err != nil {
			return nil, err
		}
		items, err := asked.Match(ctx, match.Options{})
		if err != nil {
			return nil, fmt.Errorf("matching %s: %w", name, err)
		}
		return &answer{asked, items}, nil
	})
}

// asked makes the question of a name and loads the documents that it is put to.
func (a *App) asked(ctx context.Context, s *shelf, name string) (*pipeline.Asked, error) {
	if id, ok := strings.CutPrefix(name, askedPrefix); ok {
		q, ok, err := a.cfg.Workspace.Question(id)
		if err != nil || !ok {
			return nil, errors.Join(err, notFound("There is no such list here"))
		}
		return a.askWith(ctx, s, q)
	}
	if strings.HasPrefix(name, passingPrefix) {
		q, err := a.passing.get(name, func() (store.Question, error) { return store.Question{}, notFound("These items are asked no more") })
		if err != nil {
			return nil, err
		}
		return a.askWith(ctx, s, q)
	}
	opt, done, err := a.cfg.Reading()
	if err != nil {
		return nil, err
	}
	defer done()
	opt.States = s.states
	return pipeline.Ask(ctx, a.cfg.Workspace, opt, name, "", match.Options{})
}

// judged is a report with the links it was made of. Nothing changes it.
type judged struct {
	report *report.Report
	items  []match.ItemLinks
}

// reportOf gives the report of the question that the address of a page names.
func (a *App) reportOf(r *http.Request, s *shelf) (*report.Report, []match.ItemLinks, error) {
	name, err := a.question(s, r.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	return a.report(r.Context(), s, name)
}

// report gives the report of a question with the judgments as they are now. It
// is kept until a judgment is added.
func (a *App) report(ctx context.Context, s *shelf, name string) (*report.Report, []match.ItemLinks, error) {
	m, err := a.matched(ctx, s, name)
	if err != nil {
		return nil, nil, err
	}
	today := a.cfg.Now()
	j, err := s.judged.get(name+"\n"+a.cfg.Workspace.JudgmentsStamp()+"\n"+today.Format(time.DateOnly), func() (*judged, error) {
		items := make([]match.ItemLinks, len(m.items))
		for i, it := range m.items {
			it.Links = append([]match.Link(nil), it.Links...)
			for k := range it.Links {
				it.Links[k].Why = append([]string(nil), it.Links[k].Why...)
			}
			items[i] = it
		}
		if err := pipeline.Judge(context.WithoutCancel(ctx), a.cfg.Workspace, m.asked, match.Options{}, items); err != nil {
			return nil, err
		}
		return &judged{report.Build(report.Input{Question: m.asked.Question, Items: items, Documents: m.asked.Documents, States: m.asked.States,
			Version: a.cfg.Version, Date: today, Sample: m.asked.Sample}), items}, nil
	})
	if err != nil {
		return nil, nil, err
	}
	return j.report, j.items, nil
}

// marksOf are the items of the State's letters that each passage of a document
// is linked to. A letter that cannot be asked marks nothing.
func (a *App) marksOf(ctx context.Context, s *shelf, h *corpus.Document) map[string][]mark {
	out := map[string][]mark{}
	if h.State == "" {
		return out
	}
	for _, l := range a.lettersOf(s, h.State) {
		if l.key == h.Key {
			continue
		}
		rep, _, err := a.report(ctx, s, l.key)
		if err != nil {
			continue
		}
		for _, c := range rep.Concerns {
			for _, g := range [][]match.Link{c.Earlier, c.Same, c.Later} {
				for _, k := range g {
					if k.Passage.Key != h.Key {
						continue
					}
					out[k.ID] = append(out[k.ID], mark{Link: l.Link + "/" + itemPath(c.Number) + "#" + linkAnchor(k), Letter: l.Name, Date: dateOfLetter(rep.Question.Date),
						Item: c.Number, Text: c.Item.Text, Strength: string(k.Strength), When: whenWords(k.When), Reviewed: k.Reviewed != nil && k.Reviewed.Grade == 2, letter: l.ID(), link: k})
				}
			}
		}
	}
	return out
}

// dateOfLetter names a letter in a few words.
func dateOfLetter(date string) string {
	if d, err := time.Parse(time.DateOnly, date); err == nil {
		return "letter of " + d.Format("2 January 2006")
	}
	return "letter"
}

// whenWords say a time to a reader.
func whenWords(w match.When) string {
	return map[match.When]string{match.Earlier: "before the letter", match.SameReview: "in the review the letter follows", match.Later: "since the letter"}[w]
}

// itemPath is an item's number in an address.
func itemPath(number string) string { return strings.ReplaceAll(number, "/", "~") }

// linkAnchor is the id of a link in the page of an item.
func linkAnchor(l match.Link) string { return fmt.Sprintf("link-%d", l.Rank) }

// ID is what an address calls the letter.
func (l letterLink) ID() string { return strings.TrimPrefix(l.Link, "/letter/") }
