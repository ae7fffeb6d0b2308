package parse

import (
	"sort"
	"strings"

	"refrain/corpus"
)

// Entry is one row of somebody's export, its fields named and its text healed.
type Entry struct {
	// Row is its number in the file, the header left out; ID the export's own
	// name of it, where it has one.
	Row int    `json:"row"`
	ID  string `json:"id,omitempty"`
	// Key is the key of the document it belongs to: the symbol, or
	// "upr-info:ARG:14" for recommendations without one.
	Key      string   `json:"key"`
	Symbol   string   `json:"symbol,omitempty"`
	Para     string   `json:"para,omitempty"` // empty where the export gives no number
	Text     string   `json:"text"`
	Headings []string `json:"headings,omitempty"`
	// Body is the mechanism as the export names it ("CESCR", "UPR", "SR
	// Torture"); Role what the export says the row is.
	Body   string      `json:"body,omitempty"`
	Role   corpus.Role `json:"role,omitempty"`
	Date   string      `json:"date,omitempty"` // ISO 8601
	States []string    `json:"states,omitempty"`
	// By are alpha-3 codes ("?name" where unresolved), ByPrinted the names.
	By        []string        `json:"by,omitempty"`
	ByPrinted []string        `json:"by_printed,omitempty"`
	Position  corpus.Position `json:"position,omitempty"`
	Partial   bool            `json:"partial,omitempty"`
	Themes    []string        `json:"themes,omitempty"`
	Persons   []string        `json:"persons,omitempty"`
	SDGs      []string        `json:"sdgs,omitempty"`
	Cycle     int             `json:"cycle,omitempty"`
	Session   int             `json:"session,omitempty"`
	Issues    []string        `json:"issues,omitempty"`
	Action    int             `json:"action,omitempty"`
	Response  string          `json:"response,omitempty"`
}

// Export is the file that entries came from.
type Export struct {
	Dialect, Source, File, SHA256 string
	States                        *corpus.Gazetteer
	Sample                        bool
}

// Entries makes a document of the entries that share a key: one passage a
// paragraph, in the order of paragraphs, then what has no number.
func Entries(from Export, entries []Entry) *corpus.Document {
	d := &corpus.Document{Key: entries[0].Key, Symbol: entries[0].Symbol, Language: "en", File: from.File, SHA256: from.SHA256,
		Engine: from.Source, Import: from.Dialect, Sample: from.Sample, Decided: map[string]string{}}
	c := &context{in: Input{States: from.States}, doc: d}
	c.exportFacts(entries)
	at := map[string]int{}
	for i := range entries {
		e := &entries[i]
		p := c.exportPassage(from, e)
		place, met := at[p.Para]
		if met {
			addEntry(&d.Passages[place], &p)
			continue
		}
		at[p.Para] = len(d.Passages)
		d.Passages = append(d.Passages, p)
	}
	sort.SliceStable(d.Passages, func(i, j int) bool { return paraBefore(d.Passages[i].Para, d.Passages[j].Para) })
	for i := range d.Passages {
		c.finishPassage(&d.Passages[i])
	}
	d.Seal()
	return d
}

// exportFacts decides what the rows together say of their document.
func (c *context) exportFacts(entries []Entry) {
	d := c.doc
	for i := range entries {
		e := &entries[i]
		d.Date = max(d.Date, e.Date)
		if e.Session > 0 {
			d.Session = e.Session
		}
		if e.Cycle > 0 {
			d.Cycle = e.Cycle
		}
		for _, s := range e.States {
			if !contains(d.Concerns, s) {
				d.Concerns = append(d.Concerns, s)
			}
		}
	}
	sort.Strings(d.Concerns)
	body := entries[0].Body
	d.Kind = kindOfExport(d.Symbol, body)
	d.Decided["kind"] = "symbol and body"
	if d.Mechanism = mechanismOf(d); d.Mechanism == "" {
		d.Mechanism = corpus.Mechanism(strings.ToUpper(strings.SplitN(body, "-", 2)[0]))
	}
	if strings.HasPrefix(d.Key, ListedPrefix) {
		d.Mechanism = corpus.UPR
	}
	if len(d.Concerns) == 1 {
		if !strings.HasPrefix(d.Concerns[0], "?") {
			d.State, d.StateName = d.Concerns[0], c.in.States.Name(d.Concerns[0])
			d.Decided["state"] = "the export"
		} else {
			c.warn("Its State %q was not recognised.", strings.TrimPrefix(d.Concerns[0], "?"))
		}
		d.Concerns = nil
	}
	c.exportSession()
	if strings.HasPrefix(d.Key, ListedPrefix) {
		d.CiteAs = "Recommendations to " + d.StateName + " as listed by " + d.Engine + ", " + listedReview(d)
	}
	d.Title = titleOf(d, front{lines: []string{d.Engine}})
	if d.Symbol != "" && !corpus.IsSymbol(d.Symbol) {
		c.warn("Its symbol %s has a form that is not known.", d.Symbol)
	}
	if i := strings.LastIndex(d.Symbol, "/Add."); i > 0 && reportRE.MatchString(d.Symbol[:i]) {
		d.Parent = d.Symbol[:i]
	}
}

// listedReview names the review of a list of recommendations.
func listedReview(d *corpus.Document) string {
	if d.Session > 0 {
		return "session " + itoa(d.Session) + " of the Working Group"
	}
	return "UPR cycle " + itoa(d.Cycle)
}

// exportSession sets session, cycle and year. A session of the Working Group
// follows from the Council's where only one fits.
func (c *context) exportSession() {
	d := c.doc
	upr := d.Mechanism == corpus.UPR || d.Kind == corpus.KindAddendum
	if upr && d.Session == 0 {
		d.Session = sessionByCouncil(d, nil)
	}
	if s, ok := corpus.SessionByNumber(d.Session); ok && upr {
		d.Cycle, d.Year = s.Cycle, s.Year()
		d.Decided["session"] = "the export"
		return
	}
	if !upr {
		d.Session, d.Cycle = 0, 0
	}
	if len(d.Date) >= 4 {
		d.Year = atoi(d.Date[:4])
	}
}

// kindOfExport decides the kind of a document of which only rows are known.
func kindOfExport(symbol, body string) corpus.Kind {
	upper := strings.ToUpper(body)
	switch {
	case symbol == "":
		return corpus.KindOther
	case upper == "UPR" && strings.Contains(symbol, "/Add."):
		return corpus.KindAddendum
	case upper == "UPR":
		return corpus.KindWGReport
	case wg6RE.MatchString(symbol):
		return kindOfSymbol(symbol, front{})
	case coSymbolRE.MatchString(symbol), isTreatyBody(symbol) && !strings.Contains(symbol, "/Q/"):
		return corpus.KindObservations
	case strings.Contains(upper, "INQUIRY"), strings.HasPrefix(upper, "COI"), strings.Contains(upper, "FACT-FINDING"):
		return corpus.KindInquiry
	}
	for _, prefix := range []string{"SR", "WG", "IE", "SPECIAL ", "WORKING GROUP", "INDEPENDENT EXPERT", "SRSG", "RSG", "SP"} {
		if strings.HasPrefix(upper, prefix) {
			return corpus.KindSpecial
		}
	}
	return corpus.KindOther
}

func isTreatyBody(symbol string) bool {
	for _, b := range bodies {
		if strings.HasPrefix(symbol, b.prefix) {
			return true
		}
	}
	return false
}

// passageKinds are the kinds of the passages of documents that exports have.
var passageKinds = map[corpus.Kind]corpus.PassageKind{
	corpus.KindWGReport: corpus.PassageRecommendation, corpus.KindAddendum: corpus.PassageReply, corpus.KindObservations: corpus.PassageObservation,
	corpus.KindSpecial: corpus.PassageSpecial, corpus.KindInquiry: corpus.PassageSpecial,
	corpus.KindCompilation: corpus.PassageCompilation, corpus.KindSummary: corpus.PassageSummary, corpus.KindNationalReport: corpus.PassageReply,
}

// exportPassage makes a passage of one entry. A row without a number gets a
// name of its own, and its citation says that it has none.
func (c *context) exportPassage(from Export, e *Entry) corpus.Passage {
	p := corpus.Passage{Para: e.Para, Text: e.Text, Headings: e.Headings, Role: e.Role, By: e.By, ByPrinted: e.ByPrinted,
		OHCHRThemes: e.Themes, Persons: e.Persons, SDGs: e.SDGs, Position: e.Position, Partial: e.Partial, Kind: corpus.PassageOther}
	if k, ok := passageKinds[c.doc.Kind]; ok {
		p.Kind = k
	}
	if c.doc.Kind == corpus.KindAddendum && e.Role == corpus.RoleRecommendation {
		p.Kind = corpus.PassageRecommendation
	}
	if p.Position != "" {
		p.PositionSource = from.Source
	}
	if p.Para == "" {
		p.Para = "u-" + corpus.TextHash(e.Text + strings.Join(e.By, " "))[:10]
		p.Locator = "[paragraph number not given by " + from.Source + "]"
	}
	if c.doc.State == "" {
		p.States = e.States
		if len(e.States) == 1 {
			p.State, p.States = strings.TrimPrefix(e.States[0], "?"), nil
		}
	}
	p.Imported = []corpus.Imported{{Source: from.Source, File: from.File, SHA256: from.SHA256, Rows: []int{e.Row},
		Issues: e.Issues, Action: e.Action, Response: e.Response}}
	return p
}

// addEntry adds another row of the same paragraph: a paragraph can have one row
// for its concern and one for what it recommends, or one a recommending State.
func addEntry(p, q *corpus.Passage) {
	a, b := corpus.TextHash(p.Text), corpus.TextHash(q.Text)
	switch {
	case a == b, strings.Contains(p.Text, q.Text):
	case strings.Contains(q.Text, p.Text):
		p.Text = q.Text
	default:
		p.Text += " " + q.Text
	}
	for i, by := range q.By {
		if !contains(p.By, by) {
			p.By, p.ByPrinted = append(p.By, by), append(p.ByPrinted, q.ByPrinted[i])
		}
	}
	if q.Role == corpus.RoleRecommendation || p.Role == "" {
		p.Role = q.Role
	}
	if p.Position == "" {
		p.Position, p.Partial, p.PositionSource = q.Position, q.Partial, q.PositionSource
	}
	if len(p.Headings) == 0 {
		p.Headings = q.Headings
	}
	carryLabels(p, q)
}

// finishPassage reads the wording of a passage as the parser of its kind does.
func (c *context) finishPassage(p *corpus.Passage) {
	p.Text = capText(p.Text)
	switch p.Kind {
	case corpus.PassageRecommendation:
		if p.Role == "" {
			p.Role = corpus.RoleRecommendation
		}
		by, printed := p.By, p.ByPrinted
		p.By, p.ByPrinted = nil, nil
		splitRecommendation(c.in.States, p)
		for i, code := range by {
			if !contains(p.By, code) {
				p.By, p.ByPrinted = append(p.By, code), append(p.ByPrinted, printed[i])
			}
		}
	case corpus.PassageObservation, corpus.PassageSpecial:
		if p.Role != corpus.RoleRecommendation {
			p.Role = observed(p.Text, p.Role)
		}
		if len(p.By) == 0 {
			p.By = []string{string(c.doc.Mechanism)}
		}
		p.Units = subItems(p.Text)
		p.RefersTo = references(p.Text)
	default:
		p.Ask = ask(p.Text, nil)
	}
}

// observed is the role of a paragraph that an export calls a concern or
// observation: it can welcome, too.
func observed(text string, said corpus.Role) corpus.Role {
	switch {
	case said == "":
		return roleOf(text)
	case corpus.Worries(text):
		return corpus.RoleConcern
	case corpus.OnlyWelcomes(sentencesOf(text)):
		return corpus.RoleWelcome
	}
	return said
}

// paraBefore orders paragraphs as people count, those without a number last.
func paraBefore(a, b string) bool {
	x, y := strings.HasPrefix(a, "u-"), strings.HasPrefix(b, "u-")
	if x || y {
		return !x
	}
	for a != "" && b != "" {
		ha, ra, _ := strings.Cut(a, ".")
		hb, rb, _ := strings.Cut(b, ".")
		if na, nb := atoi(ha), atoi(hb); na != nb {
			return na < nb
		}
		a, b = ra, rb
	}
	return a == "" && b != ""
}
