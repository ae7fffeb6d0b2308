package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"refrain/pipeline/match"
)

// csvColumns are the columns of the table of links, one row a link.
var csvColumns = []field{
	{"item", "string", "number of the item in the annex"},
	{"item_text", "string", "the item as printed"},
	{"headings", "string", "headings above the item, joined with |"},
	{"verdict", "string", "what the documents searched carry on the item, no more"},
	{"rank", "integer", "rank of the passage within the item, from 1"},
	{"strength", "string", "strong, likely or possible: how sure the program is"},
	{"relation", "string", "same, similar, general, build-up, contrary or refers-back"},
	{"when", "string", "earlier, same-review or later, relative to the letter"},
	{"counted", "boolean", "whether the link may enter the verdict"},
	{"id", "string", "the passage: key of its document, # and paragraph"},
	{"symbol", "string", "symbol of the passage's document"},
	{"para", "string", "paragraph; text, for 115.1 is not 115.10"},
	{"cite", "string", "citation in UN style"},
	{"kind", "string", "kind of passage"},
	{"state", "string", "State under review, ISO 3166-1 alpha-3"},
	{"mechanism", "string", "UPR, the body, OHCHR, STAKEHOLDERS or STATE"},
	{"cycle", "integer", "UPR cycle; empty for other mechanisms"},
	{"year", "integer", "year of the review"},
	{"by", "string", "recommending States, alpha-3, joined with |; an unresolved name as ?name"},
	{"speaks_for", "string", "bodies or submitters that a compilation or summary reports, joined with |"},
	{"position", "string", "supported, noted, pending; empty where there is none or none was found"},
	{"position_source", "string", "where the position stands"},
	{"text", "string", "the passage as printed"},
	{"unit_from", "string", "the part of the item that agrees best"},
	{"unit_to", "string", "the part of the passage that agrees best"},
	{"probability", "number", "calibrated probability that a reader would call it the same concern"},
	{"score", "number", "joined score, higher is better"},
	{"why", "string", "the evidence in words, joined with |"},
	{"reviewed", "integer", "a reader's grade: 2 same concern, 1 related; empty where not reviewed"},
	{"page", "integer", "PDF page of the passage, from 1"},
	{"file", "string", "file of the passage's document"},
	{"sha256", "string", "hash of that file"},
	{"machine", "boolean", "whether the text was read by OCR"},
	{"sample", "boolean", "whether the document is of the sample"},
	{"link_id", "string", "identifies the link by hashes of its two texts"},
	{"status", "string", "confirmed by a reader; related, said a reader; readers differ; not reviewed"},
	{"progress", "boolean", "whether the passage only welcomes what was done, or is the State's own claim: noted as progress, not counted"},
	{"notice", "string", "what the row is"},
	{"version", "string", "version of the program"},
	{"date", "date", "when the table was made"},
	{"corpus", "string", "hash over the documents searched"},
	{"searched", "string", "documents searched, joined with |"},
	{"missing", "string", "review events that took place and whose documents were not searched, joined with |"},
}

// field is one column of a table for programs: its name, its type as a Table
// Schema names it, and what it means.
type field struct{ name, kind, meaning string }

func names(fs []field) []string {
	out := make([]string, len(fs))
	for i, f := range fs {
		out[i] = f.name
	}
	return out
}

// writeCSV writes one row a link that is strong, likely or possible; an item
// without one has a row of its own. UTF-8, RFC 4180, lossless unless Excel is
// asked for; lists are joined with "|".
func writeCSV(w io.Writer, r *Report, o Options) error {
	if o.Excel {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(names(csvColumns)); err != nil {
		return err
	}
	for _, c := range r.Concerns {
		links := c.all()
		if len(links) == 0 {
			own := r.provenance()
			row := make([]string, len(csvColumns)-len(own))
			row[0], row[1], row[2], row[3] = c.Number, c.Item.Text, strings.Join(c.Item.Headings, "|"), c.Verdict
			row = append(row, own...)
			if err := out.Write(Guard(row, o.Excel)); err != nil {
				return err
			}
		}
		for _, l := range links {
			if err := out.Write(Guard(append(csvRow(c, l.Link, l.counted), r.provenance()...), o.Excel)); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// countedLink is a link with whether it enters the verdict.
type countedLink struct {
	match.Link
	counted bool
}

// all lists the links of a concern in the order of its groups.
func (c *Concern) all() []countedLink {
	var out []countedLink
	for _, g := range c.Groups() {
		for _, l := range g.Links {
			out = append(out, countedLink{l, g.Counted})
		}
	}
	return out
}

func csvRow(c Concern, l match.Link, counted bool) []string {
	p := l.Passage
	prob := ""
	if l.Probability != nil {
		prob = strconv.FormatFloat(*l.Probability, 'f', 3, 64)
	}
	reviewed := ""
	if l.Reviewed != nil {
		reviewed = strconv.Itoa(l.Reviewed.Grade)
	}
	return []string{c.Number, c.Item.Text, strings.Join(c.Item.Headings, "|"), c.Verdict, strconv.Itoa(l.Rank), string(l.Strength),
		string(l.Relation), string(l.When), strconv.FormatBool(counted), l.ID, l.Symbol, l.Para, l.Cite, string(p.Kind), p.State,
		string(p.Mechanism), number(p.Cycle), number(p.Year), strings.Join(p.By, "|"), strings.Join(p.SpeaksFor, "|"),
		string(p.Position), p.PositionSource, p.Text, l.UnitFrom, l.UnitTo, prob, fmt.Sprintf("%.6g", l.Score),
		strings.Join(l.Why, "|"), reviewed, number(p.Page), p.File, p.SHA256, strconv.FormatBool(p.Machine), strconv.FormatBool(p.Sample),
		linkID(c.Item, l), statusOf(l), strconv.FormatBool(l.Progress)}
}

// provenance is what every row says of the table: a row that is copied out
// still tells what it is.
func (r *Report) provenance() []string {
	var searched, missing []string
	for _, d := range r.Coverage.Documents {
		searched = append(searched, d.Key)
	}
	for _, e := range r.Coverage.Missing {
		missing = append(missing, e.Name())
	}
	return []string{Notice + " " + r.confirmed() + " " + Disclaimer, r.Version, r.Date, r.Coverage.Hash, strings.Join(searched, "|"), strings.Join(missing, "|")}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Guard disarms, where Excel is asked for, cells that a spreadsheet would run
// as formulas.
func Guard(row []string, excel bool) []string {
	if !excel {
		return row
	}
	for i, cell := range row {
		if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			row[i] = "'" + cell
		}
	}
	return row
}
