package report

import (
	"encoding/json"
	"io"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// head is the first line of JSON Lines: what the file is.
type head struct {
	Type       string          `json:"type"`
	Title      string          `json:"title"`
	State      string          `json:"state"`
	Date       string          `json:"date"`
	Version    string          `json:"version"`
	CorpusHash string          `json:"corpus_hash"`
	Documents  []string        `json:"documents"`
	Missing    []corpus.Review `json:"missing"`
	Links      int             `json:"links"`
	Reviewed   int             `json:"reviewed"`
	Note       string          `json:"note"`
	Sample     bool            `json:"sample,omitempty"`
}

// itemLine is one item with its verdict.
type itemLine struct {
	Type     string   `json:"type"`
	Item     string   `json:"item"`
	Text     string   `json:"text"`
	Headings []string `json:"headings"`
	Verdict  string   `json:"verdict"`
	Notes    []string `json:"notes"`
	Sentence string   `json:"sentence"`
	Footnote string   `json:"footnote"`
	First    int      `json:"first,omitempty"`
	Last     int      `json:"last,omitempty"`
	States   []string `json:"states"`
	// Likely are further States, by likely links alone.
	Likely []string     `json:"likely_states,omitempty"`
	Cells  []cellLine   `json:"cells"`
	Asks   []match.Ask  `json:"asks,omitempty"`
	Parts  []match.Part `json:"parts,omitempty"`
}

// cellLine is one cell of the grid.
type cellLine struct {
	Event    string     `json:"event"`
	Lane     Lane       `json:"lane"`
	When     match.When `json:"when"`
	Document string     `json:"document,omitempty"`
	Fill     Fill       `json:"fill"`
	// InVerdict says that the cell enters the verdict: it is earlier, of a
	// review or compilation, and has a link that is strong or confirmed.
	InVerdict bool `json:"in_verdict"`
	// Passages counts what was found, Voices what counts once.
	Passages int      `json:"passages"`
	Voices   int      `json:"voices"`
	States   []string `json:"states,omitempty"`
	Bodies   []string `json:"bodies,omitempty"`
}

// cellLines are the cells of an item in the order of the grid.
func (c *Concern) cellLines() []cellLine {
	var out []cellLine
	for i, e := range c.in.Events {
		cell := c.Cells[i]
		out = append(out, cellLine{e.Name, e.Lane, e.When, e.Document, cell.Fill, e.When == match.Earlier && e.Lane != LaneStakeholder && cell.sure(),
			cell.Passages, len(cell.Voices), cell.States, cell.Bodies})
	}
	return out
}

// linkLine is one link with the passage's text.
type linkLine struct {
	Type    string `json:"type"`
	Counted bool   `json:"counted"`
	LinkID  string `json:"link_id"`
	Status  string `json:"status"`
	match.Link
	Text     string          `json:"text"`
	By       []string        `json:"by"`
	Position corpus.Position `json:"position"`
	Source   string          `json:"position_source"`
	Year     int             `json:"year"`
	Cycle    int             `json:"cycle"`
}

// statusOf says what readers said of a link.
func statusOf(l match.Link) string {
	switch {
	case confirmed(l):
		return "confirmed by a reader"
	case l.Reviewed != nil:
		return "related, said a reader"
	case Disputed(l):
		return "readers differ"
	}
	return "not reviewed"
}

// writeJSONL writes a head, then for each item its line and its links.
func writeJSONL(w io.Writer, r *Report, _ Options) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	h := head{Type: "report", Title: r.Question.Title, State: r.Question.State, Date: r.Date, Version: r.Version,
		CorpusHash: r.Coverage.Hash, Missing: r.Coverage.Missing, Links: r.Links, Reviewed: r.Reviewed, Note: Notice, Sample: r.Sample}
	for _, d := range r.Coverage.Documents {
		h.Documents = append(h.Documents, d.Key)
	}
	if err := enc.Encode(h); err != nil {
		return err
	}
	for _, c := range r.Concerns {
		line := itemLine{"item", c.Number, c.Item.Text, c.Item.Headings, c.Verdict, c.Notes, c.Sentence, c.Footnote, c.First, c.Last, c.States, c.Likely, c.cellLines(), c.Asks, c.Parts}
		if err := enc.Encode(line); err != nil {
			return err
		}
		for _, l := range c.all() {
			p := l.Passage
			if err := enc.Encode(linkLine{"link", l.counted, linkID(c.Item, l.Link), statusOf(l.Link), l.Link, p.Text, p.By, p.Position, p.PositionSource, p.Year, p.Cycle}); err != nil {
				return err
			}
		}
	}
	return nil
}
