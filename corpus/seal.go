package corpus

import (
	"fmt"
	"sort"
	"strings"
)

// Seal fills what follows from the rest: ids, citations and the document's
// facts repeated in every passage. Parsers call it last. Calling it again
// changes nothing.
func (d *Document) Seal() {
	if d.CiteAs == "" {
		d.CiteAs = d.Symbol
	}
	if d.CiteAs == "" {
		d.CiteAs = d.Key
	}
	d.sealCites()
	d.Count = len(d.Passages)
	machine := map[int]bool{}
	for _, p := range d.Pages {
		machine[p.Number] = p.Machine
	}
	seen := map[string]int{}
	for i := range d.Passages {
		p := &d.Passages[i]
		p.Key, p.Symbol, p.DocKind = d.Key, d.Symbol, d.Kind
		if p.Mechanism = d.Mechanism; d.State != "" {
			p.State = d.State
		}
		p.Cycle, p.Session, p.Year, p.Date = d.Cycle, d.Session, d.Year, d.Date
		p.File, p.SHA256, p.Machine, p.Sample = d.File, d.SHA256, d.Machine, d.Sample
		for _, s := range p.Spans {
			p.Machine = p.Machine || machine[s.Page]
		}
		para := strings.Join(strings.Fields(p.Para), "")
		seen[para]++
		p.ID = d.Key + "#" + para
		if n := seen[para]; n > 1 {
			p.ID += fmt.Sprintf("~%d", n)
		}
		if d.Import != "" && len(p.Imported) > 0 {
			p.File, p.SHA256 = p.Imported[0].File, p.Imported[0].SHA256
		}
		if len(p.Spans) > 0 {
			p.Page, p.Span = p.Spans[0].Page, [2]int{p.Spans[0].Start, p.Spans[0].End}
		}
		if p.Locator == "" {
			p.Locator = "para. " + p.Para
		}
		p.Cite = d.CiteAs + ", " + p.Locator
		if p.Kind == PassageRecommendation && len(p.ByPrinted) > 0 {
			p.Cite += " (" + strings.Join(p.ByPrinted, ", ") + ")"
		}
		if p.Machine {
			p.Cite += " [text read by OCR]"
		}
	}
}

// sealCites collects the symbols on the pages.
func (d *Document) sealCites() {
	if d.Cites != nil || len(d.Pages) == 0 {
		return
	}
	seen := map[string]bool{d.Symbol: true}
	for _, p := range d.Pages {
		for _, s := range FindSymbols(p.Text) {
			if !seen[s] {
				seen[s] = true
				d.Cites = append(d.Cites, s)
			}
		}
	}
	sort.Strings(d.Cites)
}
