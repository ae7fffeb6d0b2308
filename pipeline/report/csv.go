package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"refrain/pipeline/match"
)

// csvHead are the columns, one row a link.
var csvHead = []string{"item", "item_text", "headings", "verdict", "rank", "strength", "relation", "when", "counted", "id", "symbol", "para",
	"cite", "kind", "state", "mechanism", "cycle", "year", "by", "speaks_for", "position", "position_source", "text", "unit_from", "unit_to",
	"probability", "score", "why", "reviewed", "page", "file", "sha256", "machine", "sample"}

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
	if err := out.Write(csvHead); err != nil {
		return err
	}
	for _, c := range r.Concerns {
		links := c.all()
		if len(links) == 0 {
			row := make([]string, len(csvHead))
			row[0], row[1], row[2], row[3] = c.Number, c.Item.Text, strings.Join(c.Item.Headings, "|"), c.Verdict
			if err := out.Write(Guard(row, o.Excel)); err != nil {
				return err
			}
		}
		for _, l := range links {
			if err := out.Write(Guard(csvRow(c, l.Link, l.counted), o.Excel)); err != nil {
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
		strings.Join(l.Why, "|"), reviewed, number(p.Page), p.File, p.SHA256, strconv.FormatBool(p.Machine), strconv.FormatBool(p.Sample)}
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
