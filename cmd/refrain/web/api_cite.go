package web

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// citedJSON are citations of passages.
type citedJSON struct {
	noticeJSON
	Style string `json:"style"`
	// Text is the note to paste; it names only passages that are here.
	Text      string         `json:"text"`
	Citations []citationJSON `json:"citations"`
	Missing   []missingJSON  `json:"missing"`
}

type citationJSON struct {
	ID       string `json:"id"`
	Cite     string `json:"cite"`
	Official string `json:"official,omitempty"`
	Anchor   string `json:"anchor"`
	Text     string `json:"text"`
}

// missingJSON is what was named and is not here.
type missingJSON struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
	Remedy string `json:"remedy"`
}

func (a *App) apiCite(c call) (any, error) {
	return a.citeNamed(c.shelf, c.query["id"], c.query.Get("style"))
}

// citeNamed cites passages by id or citation, in a style.
func (a *App) citeNamed(s *shelf, ids []string, styleName string) (*citedJSON, error) {
	style, err := cite.StyleOf(styleName, "")
	if err != nil {
		return nil, &problem{http.StatusBadRequest, fmt.Sprintf("style is %q", cutRunes(styleName, 40)), "Use one of: " + strings.Join(styleNames(), ", ") + "."}
	}
	if len(ids) == 0 || len(ids) > maxBasket {
		return nil, &problem{http.StatusBadRequest, "Which passages to cite is not said", fmt.Sprintf("Give 1 to %d ids, each as id=A/HRC/27/10%%23124.54.", maxBasket)}
	}
	named, err := expanded(ids)
	if err != nil {
		return nil, err
	}
	out := &citedJSON{noticeJSON: s.notice(textNotice), Style: style.Name, Citations: []citationJSON{}, Missing: []missingJSON{}}
	var ps []corpus.Passage
	for _, id := range named {
		p, err := s.passageByName(id)
		var missing *problem
		switch {
		case errors.As(err, &missing):
			out.Missing = append(out.Missing, missingJSON{id, missing.reason, missing.hint})
		case err != nil:
			return nil, err
		case !slices.ContainsFunc(ps, func(x corpus.Passage) bool { return x.ID == p.ID }):
			ps = append(ps, p)
			out.Citations = append(out.Citations, citationJSON{p.ID, p.Cite, cite.Official(p), cite.Anchor(p.ID), p.Text})
		}
	}
	if len(ps) == 0 {
		return nil, &problem{http.StatusNotFound, "None of these passages is here", out.Missing[0].Remedy}
	}
	var b bytes.Buffer
	if err := styled(style.Name)(a, &b, s, ps); err != nil {
		return nil, &problem{http.StatusUnprocessableEntity, err.Error(), "Use another style."}
	}
	out.Text = strings.TrimSpace(b.String())
	return out, nil
}

// expanded lists the passages that ids and citations name, each alone.
func expanded(ids []string) ([]string, error) {
	var out []string
	for _, id := range ids {
		names, err := cite.Names(id)
		if err != nil {
			return nil, &problem{http.StatusBadRequest, err.Error(), "Write the range as the document numbers it."}
		}
		out = append(out, names...)
	}
	if len(out) > maxBasket {
		return nil, &problem{http.StatusBadRequest, fmt.Sprintf("These citations name %d passages", len(out)), fmt.Sprintf("Ask for at most %d at once.", maxBasket)}
	}
	return out, nil
}

func styleNames() []string {
	var out []string
	for _, s := range cite.Styles {
		out = append(out, s.Name)
	}
	return out
}
