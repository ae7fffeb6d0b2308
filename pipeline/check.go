package pipeline

import (
	"fmt"
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/corpus/store"
)

// Check is the account of one document: what was read, how each thing was
// decided, and what is doubtful.
type Check struct {
	Key       string            `json:"key"`
	File      string            `json:"file"`
	Also      []string          `json:"also_filed_as,omitempty"`
	SHA256    string            `json:"sha256"`
	Kind      corpus.Kind       `json:"kind"`
	Symbol    string            `json:"symbol,omitempty"`
	State     string            `json:"state,omitempty"`
	StateName string            `json:"state_name,omitempty"`
	Concerns  []string          `json:"concerns,omitempty"`
	Language  string            `json:"language"`
	Mechanism corpus.Mechanism  `json:"mechanism,omitempty"`
	Cycle     int               `json:"cycle,omitempty"`
	Session   int               `json:"session,omitempty"`
	Year      int               `json:"year,omitempty"`
	Date      string            `json:"date,omitempty"`
	Parent    string            `json:"parent,omitempty"`
	Matrix    string            `json:"matrix,omitempty"`
	Decided   map[string]string `json:"decided,omitempty"`
	Engine    string            `json:"engine,omitempty"`
	Parser    string            `json:"parser,omitempty"`
	// Pages counts the pages, Passages the passages by kind.
	Pages    int            `json:"pages"`
	Passages map[string]int `json:"passages"`
	// Numbers are the runs of numbers and what is missing in them.
	Numbers   []NumberRun     `json:"numbers,omitempty"`
	Positions []PositionCount `json:"positions,omitempty"`
	Stated    []StatedTotal   `json:"stated,omitempty"`
	Text      TextCheck       `json:"text"`
	// Doubts are whole sentences, each with what to do where there is anything
	// to do.
	Doubts []string `json:"doubts,omitempty"`
}

// NumberRun is one run of numbers: the paragraphs of a document, or the
// recommendations under one lead paragraph.
type NumberRun struct {
	// Of is "paragraphs", or the lead paragraph of a list.
	Of       string   `json:"of"`
	Count    int      `json:"count"`
	First    string   `json:"first"`
	Last     string   `json:"last"`
	Missing  []string `json:"missing,omitempty"`
	Repeated []string `json:"repeated,omitempty"`
}

// PositionCount counts the recommendations with one position from one source.
type PositionCount struct {
	Position corpus.Position `json:"position"`
	Partial  bool            `json:"partial,omitempty"`
	Source   string          `json:"source,omitempty"` // the document that says it
	Count    int             `json:"count"`
}

// StatedTotal is a total that another document states, beside what was counted.
type StatedTotal struct {
	corpus.Tally
	CountedTotal     int `json:"counted_total"`
	CountedSupported int `json:"counted_supported"`
	CountedNoted     int `json:"counted_noted"`
	CountedPending   int `json:"counted_pending"`
	// Agrees says whether every figure stated equals the count.
	Agrees bool `json:"agrees"`
}

// Checks makes the accounts of the documents with the given keys or symbols,
// of all current documents without any. The second result names the keys that
// are not stored.
func Checks(w *store.Workspace, keys []string) ([]Check, []string, error) {
	heads, err := w.Heads()
	if err != nil {
		return nil, nil, err
	}
	docs, err := Documents(w)
	if err != nil {
		return nil, nil, err
	}
	wanted := map[string]bool{}
	var absent []string
	for _, k := range keys {
		found := false
		for _, d := range docs {
			if strings.EqualFold(d.Key, k) || d.Symbol != "" && d.Symbol == corpus.CanonicalSymbol(k) {
				wanted[d.Key], found = true, true
			}
		}
		if !found {
			absent = append(absent, k)
		}
	}
	var out []Check
	for _, d := range docs {
		if len(keys) > 0 && !wanted[d.Key] {
			continue
		}
		whole, err := w.Read(d)
		if err != nil {
			return nil, nil, err
		}
		c := checkOf(d)
		c.Pages, c.Text = len(whole.Pages), checkText(whole)
		c.others(d, docs, heads)
		out = append(out, c)
	}
	return out, absent, nil
}

// checkOf accounts for a document by itself.
func checkOf(d *corpus.Document) Check {
	c := Check{Key: d.Key, File: d.File, Also: d.Also, SHA256: d.SHA256, Kind: d.Kind, Symbol: d.Symbol, State: d.State, StateName: d.StateName,
		Concerns: d.Concerns, Language: d.Language, Mechanism: d.Mechanism, Cycle: d.Cycle, Session: d.Session, Year: d.Year, Date: d.Date,
		Parent: d.Parent, Matrix: d.Matrix, Decided: d.Decided, Engine: d.Engine, Parser: d.Parser, Passages: map[string]int{}}
	for _, p := range d.Passages {
		c.Passages[string(p.Kind)]++
	}
	c.Numbers, c.Positions = numberRuns(d), positionCounts(d)
	c.Doubts = append(c.Doubts, d.Warnings...)
	for _, t := range d.Stated {
		s := compareTotal(d, t)
		c.Stated = append(c.Stated, s)
		if !s.Agrees {
			c.Doubts = append(c.Doubts, s.doubt())
		}
	}
	for _, r := range c.Numbers {
		if len(r.Repeated) > 0 {
			c.Doubts = append(c.Doubts, fmt.Sprintf("Numbers met more than once in the %s: %s; the later ones have “~2” in their id.", r.name(), strings.Join(r.Repeated, ", ")))
		}
	}
	return c
}

// name is what a run is a run of.
func (r NumberRun) name() string {
	if r.Of == "paragraphs" {
		return "paragraphs"
	}
	return "recommendations under paragraph " + r.Of
}

// others adds what only the other documents tell: the same symbol with other
// bytes, corrections, a report that is missing.
func (c *Check) others(d *corpus.Document, docs, heads []*corpus.Document) {
	if d.Reissued != "" {
		c.Doubts = append(c.Doubts, fmt.Sprintf("%s: an earlier issue can have been cited, and can differ.", d.Reissued))
	}
	if len(d.Also) > 0 {
		c.Doubts = append(c.Doubts, "The same file was also given as "+strings.Join(d.Also, ", ")+": it is one document, counted once.")
	}
	for _, h := range heads {
		// An export adds rows to a document and is no other edition of it.
		switch {
		case h.Key != d.Key || h.SHA256 == d.SHA256 || h.Import != "" || d.Import != "":
		case h.Beside != "":
			c.Doubts = append(c.Doubts, fmt.Sprintf("Another document has the same symbol and cannot be an edition of this one: %s, which is kept and not searched: %s. Compare the symbols on the two title pages.", h.File, h.Beside))
		default:
			c.Doubts = append(c.Doubts, fmt.Sprintf("Another file has the same symbol and other bytes: %s. The one ingested last, %s, is current; the other is kept and not searched.", h.File, d.File))
		}
	}
	have := map[string]bool{}
	for _, x := range docs {
		have[x.Key] = true
		for _, t := range x.Stated {
			if s := compareTotal(x, t); d.Kind == corpus.KindLetter && strings.HasPrefix(t.Source, d.CiteAs) && !s.Agrees {
				c.Doubts = append(c.Doubts, fmt.Sprintf("It speaks of cycle %d (%s): %s", x.Cycle, x.Key, s.doubt()))
			}
		}
		if x.Parent == d.Key && strings.Contains(x.Key, "/Corr.") {
			c.Doubts = append(c.Doubts, fmt.Sprintf("%s (%s) corrects this document: compare before you quote.", x.Key, x.File))
		}
	}
	if d.Parent != "" && !have[d.Parent] && d.Kind != corpus.KindOther {
		c.Doubts = append(c.Doubts, fmt.Sprintf("It belongs to %s, which is not stored: ingest that document too.", d.Parent))
	}
}

// numberRuns finds the runs of numbers of a document.
func numberRuns(d *corpus.Document) []NumberRun {
	runs := map[string]*NumberRun{}
	last := map[string]int{}
	var order []string
	for _, p := range d.Passages {
		of, n := runOf(p)
		if n == 0 {
			continue
		}
		r := runs[of]
		if r == nil {
			r = &NumberRun{Of: of, First: p.Para}
			runs[of], last[of] = r, n-1
			if n <= 3 {
				last[of] = 0 // a list that begins later than 1 lacks its beginning
			}
			order = append(order, of)
		}
		r.Count++
		r.Last = p.Para
		prefix := ""
		if of != "paragraphs" {
			prefix = of + "."
		}
		switch l := last[of]; {
		case n <= l:
			r.Repeated = append(r.Repeated, p.Para)
		default:
			for k := l + 1; k < n && k < l+200; k++ {
				r.Missing = append(r.Missing, fmt.Sprintf("%s%d", prefix, k))
			}
			last[of] = n
		}
	}
	var out []NumberRun
	for _, of := range order {
		out = append(out, *runs[of])
	}
	return out
}

// runOf is the run that a passage belongs to and its number in it; 0 for
// passages without a number of their own ("27(b)", "c3", "t12").
func runOf(p corpus.Passage) (of string, n int) {
	lead, item, dotted := strings.Cut(p.Para, ".")
	if strings.HasPrefix(p.Locator, "reply to ") {
		return "", 0 // a row of an addendum's table can answer several numbers
	}
	if p.Kind == corpus.PassageItem {
		return "paragraphs", number(p.Para)
	}
	if dotted {
		if p.Kind != corpus.PassageRecommendation && p.Kind != corpus.PassageUPRParagraph {
			return "", 0
		}
		return lead, number(item)
	}
	return "paragraphs", number(p.Para)
}

// number reads a string of digits, 0 for any other.
func number(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 99999 {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// positionCounts counts positions by the document that states them.
func positionCounts(d *corpus.Document) []PositionCount {
	count := map[PositionCount]int{}
	for _, p := range d.Passages {
		if p.Kind == corpus.PassageRecommendation {
			source, _, _ := strings.Cut(p.PositionSource, ",")
			count[PositionCount{Position: p.Position, Partial: p.Partial, Source: source}]++
		}
	}
	var out []PositionCount
	for c, n := range count {
		c.Count = n
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Count != out[j].Count {
			return out[i].Count > out[j].Count
		}
		return fmt.Sprint(out[i]) < fmt.Sprint(out[j])
	})
	return out
}

// compareTotal counts what a total states.
func compareTotal(d *corpus.Document, t corpus.Tally) StatedTotal {
	s := StatedTotal{Tally: t}
	for _, p := range d.Passages {
		if p.Kind != corpus.PassageRecommendation {
			continue
		}
		s.CountedTotal++
		switch p.Position {
		case corpus.Supported:
			s.CountedSupported++
		case corpus.Noted:
			s.CountedNoted++
		default:
			s.CountedPending++
		}
	}
	s.Agrees = (t.Total == 0 || t.Total == s.CountedTotal) && (t.Supported == 0 || t.Supported == s.CountedSupported) &&
		(t.Noted == 0 || t.Noted == s.CountedNoted)
	return s
}

// doubt words a total that differs from the count.
func (s StatedTotal) doubt() string {
	var stated []string
	for _, f := range []struct {
		n    int
		word string
	}{{s.Total, "recommendations"}, {s.Supported, "supported"}, {s.Noted, "noted"}} {
		if f.n > 0 {
			stated = append(stated, fmt.Sprintf("%d %s", f.n, f.word))
		}
	}
	text := fmt.Sprintf("%s states %s; counted here: %d recommendations, %d supported, %d noted, %d without an answer.", s.Source, strings.Join(stated, ", "),
		s.CountedTotal, s.CountedSupported, s.CountedNoted, s.CountedPending)
	if s.CountedPending > 0 {
		text += " The answers can be in a document that is not stored."
	}
	return text
}
