package report

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// linkedPassage is a passage with the items that it is linked to.
type linkedPassage struct {
	corpus.Passage
	items []string // numbers
	how   []string // for each item: how sure the link is, of what kind, and whether a reader confirmed it
}

// linkedPassages lists the passages of the links that are shown, each once, in
// the order of documents and paragraphs.
func (r *Report) linkedPassages() []*linkedPassage {
	var out []*linkedPassage
	at := map[string]*linkedPassage{}
	for i := range r.Concerns {
		c := &r.Concerns[i]
		for _, l := range c.all() {
			if !shown(l.Link) && !confirmed(l.Link) {
				continue
			}
			p := at[l.ID]
			if p == nil {
				p = &linkedPassage{Passage: l.Passage}
				at[l.ID] = p
				out = append(out, p)
			}
			p.items = append(p.items, c.Number)
			p.how = append(p.how, string(l.Strength)+", "+relationWords[l.Relation]+", "+statusOf(l.Link))
		}
	}
	slices.SortStableFunc(out, func(a, b *linkedPassage) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Key, b.Key), cite.CompareNumbers(a.Para, b.Para))
	})
	return out
}

// responses are the words for positions in the column Response.
var responses = map[corpus.Position]string{corpus.Supported: "Supported", corpus.Noted: "Noted", corpus.Pending: "Pending"}

// response is a position in UPR Info's words, empty where none was found.
func response(p corpus.Passage) string { return responses[p.Position] }

// ownAction is the category of action that the program gives a recommendation.
func ownAction(p corpus.Passage) string {
	q := p
	return number(match.Action(&q))
}

// made is what a row of these tables says of itself: what it is, on what it
// rests, and what was not searched.
func (r *Report) made() string {
	p := r.provenance()
	s := fmt.Sprintf("%s Refrain %s, %s, corpus %s, %s searched.", p[0], r.Version, r.Date, r.Coverage.Hash, quantity(len(r.Coverage.Documents), "document"))
	if p[5] != "" {
		s += " Not searched: " + strings.ReplaceAll(p[5], "|", ", ") + "."
	}
	return s
}

func writeTable(w io.Writer, head []string, rows [][]string, o Options) error {
	if o.Excel {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range append([][]string{head}, rows...) {
		if err := out.Write(Guard(row, o.Excel)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// writeUPRInfo writes the recommendations that the items are linked to in the
// columns of UPR Info's database, a row a recommendation and recommending
// State, then columns of our own. Issue and Action are UPR Info's labels where
// they were imported; the category that the program gives stands apart. Regions
// and organizations are left empty.
func writeUPRInfo(w io.Writer, r *Report, o Options) error {
	head := []string{"To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org", "Response", "Action", "Issue", "Session",
		"Symbol", "Paragraph", "Citation", "Items of the letter", "Links", "Action given by Refrain", "Official document", "Notice"}
	var rows [][]string
	made := r.made()
	for _, p := range r.linkedPassages() {
		if p.Kind != corpus.PassageRecommendation {
			continue
		}
		action, issues := "", ""
		for _, x := range p.Imported {
			if x.Action > 0 || len(x.Issues) > 0 {
				action, issues = number(x.Action), strings.Join(x.Issues, ",")
			}
		}
		for _, from := range byNames(r, p.Passage) {
			rows = append(rows, []string{r.stateName(p.State), "", "", p.Ask, from, "", "", response(p.Passage), action, issues, number(p.Session),
				p.Symbol, p.Para, p.Cite, strings.Join(p.items, "|"), strings.Join(p.how, "|"), ownAction(p.Passage), cite.Official(p.Passage), made})
		}
	}
	return writeTable(w, head, rows, o)
}

// byNames are the recommending States of a passage, one empty name for none.
func byNames(r *Report, p corpus.Passage) []string {
	if len(p.By) == 0 {
		return []string{""}
	}
	var out []string
	for i, code := range p.By {
		name, unknown := strings.CutPrefix(code, "?")
		if !unknown {
			name = r.stateName(code)
		} else if i < len(p.ByPrinted) {
			name = p.ByPrinted[i]
		}
		out = append(out, name)
	}
	return out
}

func (r *Report) stateName(code string) string {
	if code == "" {
		return ""
	}
	return r.in.States.Name(code)
}

// templates are the names of kinds of passages in a Uwazi collection.
var templates = map[corpus.PassageKind]string{corpus.PassageRecommendation: "Recommendation", corpus.PassageObservation: "Concluding observation",
	corpus.PassageCompilation: "Compilation paragraph", corpus.PassageSummary: "Summary paragraph", corpus.PassageSpecial: "Special procedures paragraph",
	corpus.PassageItem: "Item of a letter", corpus.PassageReply: "Statement of the State", corpus.PassageUPRParagraph: "Report paragraph", corpus.PassageOther: "Passage"}

// writeUwazi writes the passages that the items are linked to as rows that a
// Uwazi collection imports: a title, the columns named as its properties, lists
// with bars between, links as "label|address".
func writeUwazi(w io.Writer, r *Report, o Options) error {
	head := []string{"title", "Template", "State under review", "Recommending state", "Recommendation", "Symbol", "Paragraph", "Mechanism", "Session", "Cycle", "Year",
		"Response", "Headings", "Themes given by Refrain", "Items of the letter", "Links", "Official document", "Notice"}
	var rows [][]string
	made := r.made()
	for _, p := range r.linkedPassages() {
		session := ""
		if p.Mechanism == corpus.UPR {
			session = number(p.Session)
		}
		official := cite.Official(p.Passage)
		if official != "" {
			official = p.Symbol + "|" + official
		}
		by := ""
		if len(p.By) > 0 && p.Kind == corpus.PassageRecommendation {
			by = strings.Join(byNames(r, p.Passage), "|")
		}
		rows = append(rows, []string{p.Cite, templates[p.Kind], r.stateName(p.State), by, p.Text, p.Symbol, p.Para, string(p.Mechanism), session,
			number(p.Cycle), strconv.Itoa(p.Year), response(p.Passage), strings.Join(p.Headings, "|"), strings.Join(p.Themes, "|"),
			strings.Join(p.items, "|"), strings.Join(p.how, "|"), official, made})
	}
	return writeTable(w, head, rows, o)
}
