package parse

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"refrain/corpus"
)

// JoinAll brings together what several sources say of the same passages: rows
// of exports join the paragraphs of documents ([Join] then carries positions
// and matrices). It returns the documents that remain, in the same order;
// every paragraph is there once, whatever was taken in first.
func JoinAll(docs []*corpus.Document) []*corpus.Document {
	docs = mergeExports(docs)
	Join(docs)
	return joinListed(docs)
}

// mergeExports merges, of the documents with one key, those that exports gave
// into the one that was read, or into the first export's.
func mergeExports(docs []*corpus.Document) []*corpus.Document {
	base := map[string]*corpus.Document{}
	for _, d := range docs {
		b := base[d.Key]
		if b == nil || d.Leads(b) {
			base[d.Key] = d
		}
	}
	var out []*corpus.Document
	for _, d := range docs {
		if b := base[d.Key]; b == d {
			out = append(out, d)
		} else {
			mergeExport(b, d)
		}
	}
	return out
}

// mergeExport adds the rows of d to the passages of b that they speak of. A row
// joins the paragraph with its number if the words agree, else the one passage
// with the same text; what is left becomes a passage of b.
func mergeExport(b, d *corpus.Document) {
	byPara, byText := map[string]int{}, map[string]int{}
	for i, p := range b.Passages {
		if _, met := byPara[p.Para]; !met {
			byPara[p.Para] = i
		}
		h := corpus.TextHash(askOf(&p))
		if _, met := byText[h]; met {
			byText[h] = -1 // the same words twice tell nothing
		} else {
			byText[h] = i
		}
	}
	differ := 0
	for i := range d.Passages {
		q := &d.Passages[i]
		at, numbered := byPara[q.Para]
		if numbered && agree(b.Passages[at].Text, q.Text) {
			addImport(&b.Passages[at], q)
			continue
		}
		if same, ok := byText[corpus.TextHash(askOf(q))]; ok && same >= 0 {
			addImport(&b.Passages[same], q)
			continue
		}
		if numbered {
			differ++
			q.Locator = "[other words for para. " + q.Para + ", as given by " + d.Engine + "]"
			q.Cite = b.CiteAs + ", " + q.Locator
			q.ID += "~" + d.Import
		}
		b.Passages = append(b.Passages, *q)
	}
	if differ > 0 {
		note := itoa(differ) + " rows of " + d.File + " give other words for paragraphs of this document: they were not joined."
		if !contains(b.Warnings, note) {
			b.Warnings = append(b.Warnings, note)
		}
	}
	b.Count = len(b.Passages)
}

// Keep adds to a document of an export the paragraphs that only an earlier
// import of the same kind of export has.
func Keep(d, earlier *corpus.Document) {
	have := map[string]bool{}
	for _, p := range d.Passages {
		have[p.Para] = true
	}
	for _, p := range earlier.Passages {
		if !have[p.Para] {
			d.Passages = append(d.Passages, p)
		}
	}
	sort.SliceStable(d.Passages, func(i, j int) bool { return paraBefore(d.Passages[i].Para, d.Passages[j].Para) })
	d.Seal()
}

func askOf(p *corpus.Passage) string {
	if p.Ask != "" {
		return p.Ask
	}
	return p.Text
}

// agreeing is the least share of the shorter text's words that the longer one
// holds where both are the same paragraph: a row can give a part of it, and
// character recognition or a repaired space changes some words.
const agreeing = 0.6

func agree(a, b string) bool {
	x, y := words(a), words(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) > 0 && float64(common(x, y)) >= agreeing*float64(len(x))
}

// words are the distinct words of a text, in lower case; "criminalise" and
// "criminalize" are one.
func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[strings.ReplaceAll(w, "z", "s")] = true
	}
	return out
}

func common(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// addImport adds what a row says to the passage it speaks of. The document
// leads: a position of the export counts only where the documents give none or
// leave it pending.
func addImport(p, q *corpus.Passage) {
	carryLabels(p, q)
	if len(p.By) == 0 {
		p.By, p.ByPrinted = q.By, q.ByPrinted
	}
	if p.Role == "" {
		p.Role = q.Role
	}
	if p.Kind == corpus.PassageRecommendation && q.Position != "" && (p.Position == "" || p.Position == corpus.Pending) && p.Position != q.Position {
		if p.Position != "" {
			keepHistory(p)
		}
		setPosition(p, q.Position, "", q.PositionSource, q.PositionDate)
		p.Partial = q.Partial
	}
}

// carryLabels adds the labels of q and where they are from.
func carryLabels(p, q *corpus.Passage) {
	p.OHCHRThemes = union(p.OHCHRThemes, q.OHCHRThemes)
	p.Persons = union(p.Persons, q.Persons)
	p.SDGs = union(p.SDGs, q.SDGs)
	for _, from := range q.Imported {
		at := slices.IndexFunc(p.Imported, func(x corpus.Imported) bool { return x.SHA256 == from.SHA256 })
		if at < 0 {
			from.Rows = slices.Clone(from.Rows)
			p.Imported = append(p.Imported, from)
			continue
		}
		x := &p.Imported[at]
		for _, r := range from.Rows {
			if !slices.Contains(x.Rows, r) {
				x.Rows = append(x.Rows, r)
			}
		}
		x.Issues = union(x.Issues, from.Issues)
		x.Action = max(x.Action, from.Action)
		if x.Response == "" {
			x.Response = from.Response
		}
	}
}

// union appends what is not there yet; it never writes into a's own array.
func union(a, b []string) []string {
	out := a[:len(a):len(a)]
	for _, s := range b {
		if !contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
