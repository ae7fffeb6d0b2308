package dossier

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"refrain/pipeline/report"
	"refrain/pipeline/report/word"
)

// Format is one format of a sheet.
type Format struct {
	Name   string
	Write  func(w io.Writer, s *Sheet, o Options) error
	Binary bool
}

// Options are the choices of a writer.
type Options struct {
	// Excel adds a byte-order mark to CSV and disarms formulas.
	Excel bool
	// Template lends a Word document its styles.
	Template *word.Template
}

// Formats are the formats of a sheet. A new one is one line here.
var Formats = []Format{
	{"html", writeHTML, false},
	{"md", writeMarkdown, false},
	{"csv", writeCSV, false},
	{"jsonl", writeJSONL, false},
	{"docx", writeDOCX, true},
}

// FormatOf finds a format by name or by a file's suffix.
func FormatOf(name, file string) (Format, error) {
	want := name
	if want == "" {
		want = strings.TrimPrefix(strings.ToLower(filepath.Ext(file)), ".")
	}
	for _, f := range Formats {
		if f.Name == want || f.Name == "jsonl" && want == "json" || f.Name == "md" && want == "markdown" || f.Name == "html" && want == "htm" {
			return f, fits(f.Name, name, file)
		}
	}
	if name == "" && want != "" {
		return Format{}, fmt.Errorf(".%s is not written here: the formats are %s", want, FormatNames())
	}
	return Format{}, fmt.Errorf("no format %q here: %s", want, FormatNames())
}

// fits refuses a file whose suffix is that of another format.
func fits(format, asked, file string) error {
	if asked == "" || filepath.Ext(file) == "" {
		return nil
	}
	if other, err := FormatOf("", file); err == nil && other.Name != format {
		return fmt.Errorf("the file %q has the suffix of %s, and --format says %s: change one of them", file, other.Name, format)
	}
	return nil
}

// FormatNames lists the formats for a person.
func FormatNames() string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// mdEscape keeps text from being read as Markdown.
var mdEscape = strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "&gt;", "`", "\\`", "|", "\\|", "\n", " ")

func writeMarkdown(w io.Writer, s *Sheet, _ Options) error {
	b := bufio.NewWriter(w)
	md := func(s string) string { return mdEscape.Replace(report.Visible(s)) }
	fmt.Fprintf(b, "# %s\n\n**%s**\n\n", md(s.title()), md(s.Notice))
	for _, l := range s.lines() {
		fmt.Fprintf(b, "- %s: %s\n", md(l[0]), md(l[1]))
	}
	for _, g := range s.Groups {
		fmt.Fprintf(b, "\n## %s\n\n", md(g.Title))
		if g.Note != "" {
			fmt.Fprintf(b, "%s\n\n", md(g.Note))
		}
		if len(g.Rows) == 0 {
			continue
		}
		for _, c := range s.Columns {
			fmt.Fprintf(b, "| %s ", md(c.Heading))
		}
		fmt.Fprintf(b, "|\n%s|\n", strings.Repeat("|---", len(s.Columns)))
		for _, r := range g.Rows {
			for i, cell := range r.Cells {
				if s.Columns[i].Key == "cite" && r.URL != "" {
					fmt.Fprintf(b, "| [%s](<%s>) ", md(cell), r.URL)
				} else {
					fmt.Fprintf(b, "| %s ", md(cell))
				}
			}
			fmt.Fprintln(b, "|")
		}
	}
	fmt.Fprint(b, "\n## What was searched\n\n")
	for _, d := range s.Documents {
		fmt.Fprintf(b, "- %s (%s)\n", md(d.CiteAs), d.Kind)
	}
	return b.Flush()
}

// writeCSV writes a row a passage: the group's key and title, the columns, and
// in every row what the file is and which documents it rests on.
func writeCSV(w io.Writer, s *Sheet, o Options) error {
	if o.Excel {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := []string{"group", "group_text"}
	for _, c := range s.Columns {
		head = append(head, c.Key)
	}
	rows := [][]string{append(head, "url", "confirmed", "notice", "version", "date", "corpus", "searched", "missing")}
	var keys []string
	for _, d := range s.Documents {
		keys = append(keys, d.Key)
	}
	made := []string{s.Notice, s.Version, s.Date, s.hash(), strings.Join(keys, "|"), strings.Join(s.Missing, "|")}
	for _, g := range s.Groups {
		for _, r := range g.Rows {
			row := append([]string{g.Key, g.Title}, r.Cells...)
			rows = append(rows, append(append(row, r.URL, fmt.Sprint(r.Confirmed)), made...))
		}
		if len(g.Rows) == 0 {
			row := append([]string{g.Key, g.Title}, make([]string, len(s.Columns))...)
			rows = append(rows, append(append(row, "", ""), made...))
		}
	}
	for _, row := range rows {
		if err := out.Write(report.Guard(row, o.Excel)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// writeJSONL writes a head and a line a row.
func writeJSONL(w io.Writer, s *Sheet, _ Options) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	keys := []string{}
	for _, d := range s.Documents {
		keys = append(keys, d.Key)
	}
	head := map[string]any{"type": "sheet", "title": s.title(), "subject": s.Subject, "note": s.Notice, "version": s.Version, "date": s.Date,
		"corpus_hash": s.hash(), "documents": keys, "missing": append([]string{}, s.Missing...)}
	if err := enc.Encode(head); err != nil {
		return err
	}
	for _, g := range s.Groups {
		if err := enc.Encode(map[string]any{"type": "group", "group": g.Key, "text": g.Title, "note": g.Note, "rows": len(g.Rows)}); err != nil {
			return err
		}
		for _, r := range g.Rows {
			line := map[string]any{"type": "row", "group": g.Key, "url": r.URL, "confirmed": r.Confirmed}
			for i, c := range s.Columns {
				line[c.Key] = r.Cells[i]
			}
			if err := enc.Encode(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// listWidth is the width of a landscape page between its margins, in twips.
const listWidth = 15178

// writeDOCX writes the sheet as a table with a merged row a group.
func writeDOCX(w io.Writer, s *Sheet, o Options) error {
	d := document(s.title(), s.Subject, s.Date, s.Notice, o.Template)
	d.Landscape, d.Margin = true, 720
	d.Blocks = append(d.Blocks, factTable(s.lines(), listWidth))
	parts := 0
	for _, c := range s.Columns {
		if c.Key != "id" { // the citation says the same
			parts += c.Width
		}
	}
	t := word.Table{Description: s.Subject}
	head := word.Row{Header: true}
	for _, c := range s.Columns {
		if c.Key == "id" {
			continue
		}
		t.Widths = append(t.Widths, listWidth*c.Width/parts)
		head.Cells = append(head.Cells, word.Cell{Fill: "F2F2F2", Paragraphs: []word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: c.Heading, Bold: true}}}}})
	}
	t.Rows = []word.Row{head}
	for _, g := range s.Groups {
		ps := []word.Paragraph{{Style: word.Cells, KeepNext: len(g.Rows) > 0, Runs: []word.Run{{Text: g.Title, Bold: true}}}}
		if g.Note != "" {
			ps = append(ps, word.Paragraph{Style: word.Small, KeepNext: len(g.Rows) > 0, Runs: []word.Run{{Text: g.Note}}})
		}
		t.Rows = append(t.Rows, word.Row{Cells: []word.Cell{{Span: len(t.Widths), Fill: "C6D9F1", Paragraphs: ps}}})
		for _, r := range g.Rows {
			t.Rows = append(t.Rows, s.wordRow(r))
		}
	}
	d.Blocks = append(d.Blocks, t, word.Text(word.Heading1, "What was searched"))
	for _, doc := range s.Documents {
		d.Blocks = append(d.Blocks, word.Text(word.Small, doc.CiteAs+" ("+string(doc.Kind)+")"))
	}
	return d.Write(w)
}

// wordRow is a row of the table of a Word document. The States that have a
// column of their own stand in it alone.
func (s *Sheet) wordRow(r Row) word.Row {
	row, cols := word.Row{}, s.Columns
	for i, cell := range r.Cells {
		run := word.Run{Text: cell}
		switch {
		case cols[i].Key == "id":
			continue
		case cols[i].Key == "cite":
			run.Text = strings.TrimSuffix(cell, " ("+strings.ReplaceAll(s.cell(r, "by"), "; ", ", ")+")")
			run.URL = r.URL
		case cols[i].Key == "review" && r.Confirmed:
			run.Style = word.Confirmed
		case cols[i].Key == "review":
			run.Style = word.Unreviewed
		}
		row.Splits = row.Splits || len(cell) > 3000
		row.Cells = append(row.Cells, word.Cell{Paragraphs: []word.Paragraph{{Style: word.Cells, Runs: []word.Run{run}}}})
	}
	return row
}

// document is a Word document with its title and its notice.
func document(title, subject, date, notice string, t *word.Template) *word.Document {
	made, err := time.Parse(time.DateOnly, date)
	if err != nil {
		made = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return &word.Document{Title: title, Subject: subject, Made: made, Template: t,
		Header: []word.Paragraph{{Style: word.HeaderText, Runs: []word.Run{{Text: title, Bold: true}, {Text: " · page "}, {Field: "PAGE", Text: "1"}, {Text: " of "}, {Field: "NUMPAGES", Text: "1"}}}},
		Footer: []word.Paragraph{word.Text(word.FooterText, notice)},
		Blocks: []word.Block{word.Text(word.Title, title), word.Text(word.Subtitle, subject),
			word.Paragraph{Style: word.Notice, Runs: []word.Run{{Text: notice, Bold: true}}}}}
}

// factTable is a table of names and values without rules.
func factTable(lines [][2]string, width int) word.Table {
	t := word.Table{Widths: []int{width / 5, width - width/5}, Plain: true, Description: "What this is and what was searched"}
	for _, l := range lines {
		t.Rows = append(t.Rows, word.Row{Cells: []word.Cell{
			{Paragraphs: []word.Paragraph{{Style: word.Cells, Runs: []word.Run{{Text: l[0], Bold: true}}}}}, word.Plain(word.Cells, l[1])}})
	}
	return t
}
