package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// lettersJSON lists what can be asked with.
type lettersJSON struct {
	noticeJSON
	Letters []questionJSON `json:"letters"`
	Others  []questionJSON `json:"others"`
	Lists   []questionJSON `json:"lists"`
}

// questionJSON is a letter, or a document that can be asked with like one.
type questionJSON struct {
	Letter string `json:"letter"` // its id in addresses
	Key    string `json:"key"`
	Name   string `json:"name"`
	About  string `json:"about"`
}

func questionJSONOf(l letterLink) questionJSON {
	return questionJSON{strings.TrimPrefix(l.Link, "/letter/"), l.key, l.Name, l.About}
}

func (a *App) apiLetters(c call) (any, error) {
	out := &lettersJSON{noticeJSON: c.shelf.notice(linkNotice), Letters: []questionJSON{}, Others: []questionJSON{}, Lists: []questionJSON{}}
	ids, kept, err := a.cfg.Workspace.Questions()
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		out.Lists = append(out.Lists, questionJSONOf(keptLink(c.shelf, id, kept[id])))
	}
	for _, l := range a.lettersOf(c.shelf, "") {
		out.Letters = append(out.Letters, questionJSONOf(l))
	}
	for _, h := range c.shelf.heads {
		if h.Kind == corpus.KindWGReport || h.Kind == corpus.KindObservations || h.Kind == corpus.KindCompilation {
			out.Others = append(out.Others, questionJSONOf(letterLinkOf(c.shelf, h)))
		}
	}
	return out, nil
}

// letterJSON is a letter with its items and what was searched.
type letterJSON struct {
	noticeJSON
	questionHead
	Searched []string   `json:"searched"`
	Missing  []string   `json:"missing"`
	Items    []itemJSON `json:"items"`
}

type questionHead struct {
	Key     string `json:"key"`
	Title   string `json:"title"`
	State   string `json:"state"`
	Date    string `json:"date"`
	Version string `json:"version"`
}

// itemJSON is an item with what the documents searched carry.
type itemJSON struct {
	Number   string   `json:"item"`
	Text     string   `json:"text"`
	Headings []string `json:"headings"`
	Verdict  string   `json:"verdict"`
	Notes    []string `json:"notes"`
	Sentence string   `json:"sentence"`
	Footnote string   `json:"footnote"`
	States   []string `json:"states"`
	Links    int      `json:"links"`
	Waiting  int      `json:"waiting"`
}

func itemJSONOf(c *report.Concern) itemJSON {
	return itemJSON{Number: c.Number, Text: c.Item.Text, Headings: c.Item.Headings, Verdict: c.Verdict, Notes: c.Notes, Sentence: c.Sentence,
		Footnote: c.Footnote, States: c.States, Links: len(c.Earlier) + len(c.Same) + len(c.Later), Waiting: waitingIn(c)}
}

func questionHeadOf(rep *report.Report) questionHead {
	q := rep.Question
	return questionHead{q.Key, q.Title, q.State, q.Date, rep.Version}
}

func (a *App) apiLetter(c call) (any, error) {
	name, err := a.question(c.shelf, c.path("letter"))
	if err != nil {
		return nil, err
	}
	return a.letterNamed(c.ctx, c.shelf, name)
}

func (a *App) letterNamed(ctx context.Context, s *shelf, name string) (*letterJSON, error) {
	rep, _, err := a.report(ctx, s, name)
	if err != nil {
		return nil, err
	}
	out := &letterJSON{noticeJSON: s.notice(linkNotice), questionHead: questionHeadOf(rep), Searched: []string{}, Missing: []string{}}
	for _, d := range rep.Coverage.Documents {
		out.Searched = append(out.Searched, d.Key)
	}
	for _, m := range rep.Coverage.Missing {
		out.Missing = append(out.Missing, m.Name())
	}
	for i := range rep.Concerns {
		out.Items = append(out.Items, itemJSONOf(&rep.Concerns[i]))
	}
	return out, nil
}

// linksJSON are the links of a letter, or of one item of it.
type linksJSON struct {
	noticeJSON
	questionHead
	Links []linkJSON `json:"links"`
}

// linkJSON is a line of `match --json` with the passage's own words.
type linkJSON struct {
	match.Link
	Hash     string          `json:"hash"`
	Text     string          `json:"text"`
	By       []string        `json:"by"`
	Position corpus.Position `json:"position"`
	Partial  bool            `json:"partial"`
	Official string          `json:"official,omitempty"`
	Disputed bool            `json:"disputed"`
}

func (a *App) apiLinks(c call) (any, error) {
	name, err := a.question(c.shelf, c.path("letter"))
	if err != nil {
		return nil, err
	}
	return a.linksNamed(c.ctx, c.shelf, name, c.query.Get("item"), c.query["strength"])
}

// linksNamed are the links of a letter that are of the strengths asked for:
// strong and likely where none is.
func (a *App) linksNamed(ctx context.Context, s *shelf, name, item string, strengths []string) (*linksJSON, error) {
	var may []string
	for _, list := range strengths {
		for _, x := range strings.Split(list, ",") {
			if err := oneOf("strength", strings.TrimSpace(x), string(match.Strong), string(match.Likely), string(match.Possible)); err != nil {
				return nil, err
			}
			may = append(may, strings.TrimSpace(x))
		}
	}
	if may == nil {
		may = []string{string(match.Strong), string(match.Likely)}
	}
	rep, items, err := a.report(ctx, s, name)
	if err != nil {
		return nil, err
	}
	out := &linksJSON{noticeJSON: s.notice(linkNotice), questionHead: questionHeadOf(rep), Links: []linkJSON{}}
	known := false
	for _, it := range items {
		if item != "" && it.Number != item {
			continue
		}
		known = true
		for _, l := range it.Links {
			if slices.Contains(may, string(l.Strength)) {
				out.Links = append(out.Links, linkJSONOf(l))
			}
		}
	}
	if !known && item != "" {
		return nil, &problem{http.StatusNotFound, "There is no such item in this letter", fmt.Sprintf("Its items are %s to %s.", rep.Concerns[0].Number, rep.Concerns[len(rep.Concerns)-1].Number)}
	}
	return out, nil
}

func linkJSONOf(l match.Link) linkJSON {
	p := l.Passage
	return linkJSON{Link: l, Hash: passageHash(p), Text: p.Text, By: p.By, Position: p.Position, Partial: p.Partial, Official: cite.Official(p), Disputed: report.Disputed(l)}
}

// questionNamed finds what to ask with by its id in addresses, its key or its
// symbol.
func (a *App) questionNamed(s *shelf, name string) (string, error) {
	name = strings.TrimSpace(name)
	if h := s.byKey[strings.ToLower(name)]; h != nil {
		return h.Key, nil
	}
	if h := s.byKey[strings.ToLower(corpus.CanonicalSymbol(name))]; h != nil {
		return h.Key, nil
	}
	id, err := a.question(s, name)
	if err == nil {
		return id, nil
	}
	var names []string
	for _, l := range pipeline.BuiltinLetters() {
		names = append(names, l.Name)
	}
	return "", &problem{http.StatusNotFound, "There is no such letter here", "Name the symbol or key of a document that is stored, or the built-in letter " + strings.Join(names, ", ") + "."}
}
