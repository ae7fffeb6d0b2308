package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// passageJSON is a passage with its addresses.
type passageJSON struct {
	corpus.Passage
	Hash     string `json:"hash"`
	Official string `json:"official,omitempty"`
	// Link is the place in the page of its document here.
	Link string `json:"link"`
}

// passageHash is the id of a passage in addresses: that of its document, and
// 12 hex digits of the hash of its id.
func passageHash(p corpus.Passage) string {
	sum := sha256.Sum256([]byte(p.ID))
	return documentID(p.Key) + "-" + hex.EncodeToString(sum[:6])
}

func passageJSONOf(p corpus.Passage) passageJSON {
	return passageJSON{p, passageHash(p), cite.Official(p), passageLink(p)}
}

// onePassageJSON is a passage with what stands before and after it.
type onePassageJSON struct {
	noticeJSON
	Passage passageJSON  `json:"passage"`
	Before  *passageJSON `json:"before,omitempty"`
	After   *passageJSON `json:"after,omitempty"`
}

func (a *App) apiPassage(c call) (any, error) {
	if hash := c.path("hash"); hash != "" {
		return a.passageAt(c.shelf, hash)
	}
	id := strings.TrimSpace(c.query.Get("id"))
	if id == "" {
		return nil, &problem{http.StatusBadRequest, "Which passage is not said", "Give its id, as in ?id=A/HRC/27/10%23124.54."}
	}
	return a.passageNamed(c.shelf, id)
}

func (a *App) passageNamed(s *shelf, id string) (*onePassageJSON, error) {
	p, err := s.passageByName(id)
	if err != nil {
		return nil, err
	}
	return a.passageAt(s, passageHash(p))
}

func (a *App) passageAt(s *shelf, hash string) (*onePassageJSON, error) {
	id, _, _ := strings.Cut(hash, "-")
	h := s.byID[id]
	if h == nil {
		return nil, notFound("There is no such passage here")
	}
	d, err := a.library.document(s, h)
	if err != nil {
		return nil, err
	}
	for i, p := range d.Passages {
		if passageHash(p) != hash {
			continue
		}
		out := &onePassageJSON{noticeJSON: s.notice(textNotice), Passage: passageJSONOf(p)}
		if i > 0 {
			x := passageJSONOf(d.Passages[i-1])
			out.Before = &x
		}
		if i+1 < len(d.Passages) {
			x := passageJSONOf(d.Passages[i+1])
			out.After = &x
		}
		return out, nil
	}
	return nil, notFound("There is no such passage here")
}

// documentJSON is a document without its text.
type documentJSON struct {
	Hash      string           `json:"hash"`
	Key       string           `json:"key"`
	Symbol    string           `json:"symbol"`
	Name      string           `json:"name"`
	Kind      corpus.Kind      `json:"kind"`
	State     string           `json:"state"`
	StateName string           `json:"state_name"`
	Language  string           `json:"language"`
	Mechanism corpus.Mechanism `json:"mechanism"`
	Cycle     int              `json:"cycle"`
	Session   int              `json:"session"`
	Year      int              `json:"year"`
	Date      string           `json:"date"`
	Title     string           `json:"title"`
	Count     int              `json:"count"`
	Seq       int              `json:"seq"`
	Machine   bool             `json:"machine"`
	Sample    bool             `json:"sample"`
	Warnings  []string         `json:"warnings,omitempty"`
	Official  string           `json:"official,omitempty"`
	Link      string           `json:"link"`
}

func documentJSONOf(h *corpus.Document) documentJSON {
	d := documentJSON{Hash: documentID(h.Key), Key: h.Key, Symbol: h.Symbol, Name: nameOf(h), Kind: h.Kind, State: h.State, StateName: h.StateName,
		Language: h.Language, Mechanism: h.Mechanism, Cycle: h.Cycle, Session: h.Session, Year: h.Year, Date: h.Date, Title: h.Title, Count: h.Count,
		Seq: h.Seq, Machine: h.Machine, Sample: h.Sample, Warnings: h.Warnings, Link: "/document/" + documentID(h.Key)}
	if h.Symbol != "" && !h.Sample {
		d.Official = cite.OfficialDocument(h.Key, h.Symbol)
	}
	return d
}

// documentsJSON lists the documents here.
type documentsJSON struct {
	noticeJSON
	Documents []documentJSON `json:"documents"`
}

func (a *App) apiDocuments(c call) (any, error) {
	s := c.shelf
	state := c.query.Get("state")
	if state != "" {
		code, err := s.stateCode("state", state)
		if err != nil {
			return nil, err
		}
		state = code
	}
	out := &documentsJSON{noticeJSON: s.notice(textNotice), Documents: []documentJSON{}}
	for _, h := range s.heads {
		if (state == "" || h.State == state) && strings.HasPrefix(string(h.Kind), c.query.Get("kind")) {
			out.Documents = append(out.Documents, documentJSONOf(h))
		}
	}
	return out, nil
}

// oneDocumentJSON is a document with its passages and what can be said of
// whether it was read whole.
type oneDocumentJSON struct {
	noticeJSON
	Document documentJSON  `json:"document"`
	Proof    proofJSON     `json:"proof"`
	Passages []passageJSON `json:"passages"`
	// Marks are the items of letters that passages of this document are linked
	// to.
	Marks []markJSON `json:"marks"`
}

// markJSON says that a passage is linked to an item of a letter.
type markJSON struct {
	ID       string          `json:"id"`
	Letter   string          `json:"letter"`
	Name     string          `json:"name"`
	Item     string          `json:"item"`
	ItemText string          `json:"item_text"`
	Strength match.Strength  `json:"strength"`
	Relation match.Relation  `json:"relation"`
	When     match.When      `json:"when"`
	Reviewed *match.Judgment `json:"reviewed"`
}

type proofJSON struct {
	Whole  bool      `json:"whole"`
	Share  int       `json:"share"`
	Series []runJSON `json:"series"`
	Twice  []string  `json:"twice"`
}

type runJSON struct {
	Name    string   `json:"name"`
	Count   int      `json:"count"`
	Missing []string `json:"missing"`
}

func (a *App) apiDocument(c call) (any, error) {
	h, err := c.shelf.head(c.path("hash"))
	if err != nil {
		return nil, err
	}
	d, err := a.library.document(c.shelf, h)
	if err != nil {
		return nil, err
	}
	p := proofOf(d.Document)
	out := &oneDocumentJSON{noticeJSON: c.shelf.notice(linkNotice + " " + textNotice), Document: documentJSONOf(h), Passages: []passageJSON{}, Marks: []markJSON{},
		Proof: proofJSON{Whole: p.Whole, Share: p.Share, Series: []runJSON{}, Twice: p.Twice}}
	for _, r := range p.Runs {
		out.Proof.Series = append(out.Proof.Series, runJSON(r))
	}
	marks := a.marksOf(c.ctx, c.shelf, h)
	for _, x := range d.Passages {
		out.Passages = append(out.Passages, passageJSONOf(x))
		for _, m := range marks[x.ID] {
			out.Marks = append(out.Marks, markJSON{x.ID, m.letter, m.Letter, m.Item, m.Text, m.link.Strength, m.link.Relation, m.link.When, m.link.Reviewed})
		}
	}
	return out, nil
}
