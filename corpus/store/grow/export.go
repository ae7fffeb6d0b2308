package main

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/corpus/store"
)

// columns are those of an export of the Universal Human Rights Index.
var columns = []string{"AnnotationId", "AnnotationType", "Symbol", "Body", "Text", "Countries", "Themes", "Sdgs", "AffectedPersons",
	"PublicationDate", "UprRecommendingCountry", "UprPositions", "UprCycle"}

// rowWriter writes the rows of an export.
type rowWriter interface {
	row(values []string) error
	end() error
}

// writeExport writes recommendations and concerns of the workspace from, in
// the form of the Universal Human Rights Index, under the names of States in
// turn, until there are as many rows as wanted.
func writeExport(from, path string, want int) (err error) {
	w, err := store.Open(from)
	if err != nil {
		return err
	}
	docs, err := w.Documents(func(d *corpus.Document) bool { return d.State != "" && d.Symbol != "" })
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriterSize(f, 1<<20)
	var rows rowWriter
	switch filepath.Ext(path) {
	case ".json":
		rows = &jsonRows{out: out}
	case ".xlsx":
		if rows, err = newSheet(out); err != nil {
			return err
		}
	default:
		return fmt.Errorf("%s: an export is .json or .xlsx", path)
	}
	states := statesOf(docs)
	for round, n := 0, 0; n < want; round++ {
		before := n
		for _, d := range docs {
			if round > 0 {
				symbol := otherSymbol(d.Symbol, round)
				d = under(d, states[(place(states, d.State)+round)%len(states)], round)
				d.Symbol = symbol
			}
			for i := range d.Passages {
				p := &d.Passages[i]
				if p.Role != corpus.RoleRecommendation && p.Role != corpus.RoleConcern {
					continue
				}
				if n++; n > want {
					return errors.Join(rows.end(), out.Flush())
				}
				if err := rows.row(exportRow(d, p, n)); err != nil {
					return err
				}
			}
		}
		if n == before {
			return fmt.Errorf("%s holds no recommendations on a State", from)
		}
	}
	return errors.Join(rows.end(), out.Flush())
}

var firstNumber = regexp.MustCompile(`/\d+`)

// otherSymbol is a symbol of the same form that no document has: the number of
// its session is too great.
func otherSymbol(symbol string, round int) string {
	place := firstNumber.FindStringIndex(symbol)
	if place == nil {
		return fmt.Sprintf("%s/%d", symbol, 9000+round)
	}
	n, _ := strconv.Atoi(symbol[place[0]+1 : place[1]])
	return fmt.Sprintf("%s%d%s", symbol[:place[0]+1], n+1000*round, symbol[place[1]:])
}

func exportRow(d *corpus.Document, p *corpus.Passage, n int) []string {
	kind, cycle := "Recommendations", ""
	if p.Role == corpus.RoleConcern {
		kind = "Concerns/Observations"
	}
	if d.Cycle > 0 {
		cycle = fmt.Sprint(d.Cycle)
	}
	var by []string
	for _, code := range p.By {
		by = append(by, corpus.World().Name(code))
	}
	text := p.Para + " " + p.Text
	if len(p.Headings) > 0 {
		text = p.Headings[len(p.Headings)-1] + "\n" + text
	}
	return []string{fmt.Sprintf("%08x-0000-4000-8000-%012x", n, n), kind, d.Symbol, string(d.Mechanism), text, d.StateName,
		strings.Join(p.Themes, "; "), strings.Join(p.SDGs, "; "), strings.Join(p.Persons, "; "), d.Date,
		strings.Join(by, "; "), string(p.Position), cycle}
}

// jsonRows writes an array of objects.
type jsonRows struct {
	out *bufio.Writer
	n   int
}

func (j *jsonRows) row(values []string) error {
	object := map[string]string{}
	for i, c := range columns {
		object[c] = values[i]
	}
	data, err := json.Marshal(object)
	if err != nil {
		return err
	}
	before := "[\n"
	if j.n++; j.n > 1 {
		before = ",\n"
	}
	_, err = j.out.WriteString(before + string(data))
	return err
}

func (j *jsonRows) end() error {
	_, err := j.out.WriteString("\n]\n")
	return err
}

// sheet writes a workbook of one sheet with the texts in the cells.
type sheet struct {
	book *zip.Writer
	out  io.Writer
}

// bookFiles are what a workbook has beside its sheet.
var bookFiles = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
}

func newSheet(f io.Writer) (*sheet, error) {
	s := &sheet{book: zip.NewWriter(f)}
	for _, file := range bookFiles {
		out, err := s.book.Create(file.name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(out, file.text); err != nil {
			return nil, err
		}
	}
	var err error
	if s.out, err = s.book.Create("xl/worksheets/sheet1.xml"); err != nil {
		return nil, err
	}
	if _, err := io.WriteString(s.out, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`); err != nil {
		return nil, err
	}
	return s, s.row(columns)
}

func (s *sheet) row(values []string) error {
	var b strings.Builder
	b.WriteString("<row>")
	for _, v := range values {
		b.WriteString(`<c t="inlineStr"><is><t xml:space="preserve">`)
		if err := xml.EscapeText(&b, []byte(v)); err != nil {
			return err
		}
		b.WriteString("</t></is></c>")
	}
	b.WriteString("</row>")
	_, err := io.WriteString(s.out, b.String())
	return err
}

func (s *sheet) end() error {
	_, err := io.WriteString(s.out, "</sheetData></worksheet>")
	return errors.Join(err, s.book.Close())
}
