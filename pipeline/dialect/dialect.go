// Package dialect understands the rows of exports: of the Universal Human
// Rights Index, of UPR Info, of Uwazi collections, and of any table whose
// columns a person names. It is pure: rows in, entries out.
//
// A new dialect is one line in the table of dialects and the names of its
// columns in the table of columns.
package dialect

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/pipeline/parse"
	"refrain/pipeline/rows"
)

// Dialect is one kind of export.
type Dialect struct {
	// Name is what a workspace calls it ("uhri"), Source what people do.
	Name, Source string
	// needs are the columns that tell it from others; of each list one.
	needs [][]string
	// entry makes an entry of a row, or says why it cannot.
	entry func(m *Mapper, r record) (parse.Entry, string)
}

// dialects are tried in order.
var dialects = []Dialect{
	{"uhri", "the Universal Human Rights Index", [][]string{{"text"}, {"symbol"}, {"type", "id"}, {"body", "themes"}}, uhriEntry},
	{"uwazi", "a Uwazi collection", [][]string{{"template"}, {"title", "text"}}, uwaziEntry},
	{"upr-info", "UPR Info", [][]string{{"text"}, {"state"}, {"by"}, {"session", "cycle"}}, listedEntry},
	{"table", "a table", [][]string{{"text"}, {"symbol"}}, tableEntry},
}

// columns are the names under which exports give each thing, folded to letters
// and digits in lower case.
var columns = map[string]string{
	"text": "text recommendation recommendations recommendationtext fulltext annotationtext", "cleaned": "textplaincleaned", "raw": "textplainraw",
	"symbol": "symbol documentsymbol unsymbol undocumentsymbol docsymbol", "para": "para paragraph paragraphnumber paranumber number recommendationnumber paragraphno",
	"id": "annotationid id uuid", "type": "annotationtype", "body": "body mechanism humanrightsmechanism",
	"date": "publicationdate date documentdate dateofpublication", "states": "countries country countriesconcerned concernedcountries concernedcountry",
	"state": "to sur stateunderreview reviewedstate stateundrreview state", "by": "from rs recommendingstate recommendingstates recommendingcountry uprrecommendingcountry uprrecommendingcountries recommendingstateentity",
	"themes": "themes theme", "persons": "affectedpersons personsaffected concernedpersons groupsofpersons", "sdgs": "sdgs sdg sustainabledevelopmentgoals",
	"cycle": "uprcycle cycle", "session": "uprsession session uprsessionnumber workinggroupsession",
	"position": "uprpositions uprposition position", "response": "response responsetorecommendation",
	"issues": "issue issues", "action": "action actioncategory categoryofaction actioncategories", "headings": "sectionheadings headings sectionheading",
	"title": "title", "template": "template",
}

// nameOf maps folded names to what they mean.
var nameOf = func() map[string]string {
	out := map[string]string{}
	for meaning, names := range columns {
		for _, n := range strings.Fields(names) {
			out[n] = meaning
		}
	}
	return out
}()

// Fields are the meanings that a mapping of columns can name.
var Fields = []string{"text", "symbol", "para", "state", "by", "position", "date", "themes", "persons", "sdgs", "headings", "session", "cycle", "body", "id"}

// fold reduces the name of a column to its letters and digits.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Mapper turns the rows of one file into entries.
type Mapper struct {
	Dialect Dialect
	states  *corpus.Gazetteer
	custom  map[string]string // folded column → meaning, from a mapping
	known   map[string]string // column as written → meaning
	symbols map[string]string // what stands in the column of symbols → symbol
	rest    []string          // paragraphs that the row at hand holds beside its first
}

// record is a row by meaning.
type record map[string][]string

func (r record) one(meaning string) string {
	for _, v := range r[meaning] {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// Recognise decides which dialect a file is of, by the columns of its first
// row. mapping names columns by meaning ("text" → "Full text"); with one the
// file is a plain table.
func Recognise(first rows.Row, mapping map[string]string, states *corpus.Gazetteer) (*Mapper, error) {
	m := &Mapper{states: states, known: map[string]string{}, symbols: map[string]string{}}
	if len(mapping) > 0 {
		return m, m.useMapping(first, mapping)
	}
	have := map[string]bool{}
	for _, n := range first.Names {
		have[m.meaning(n)] = true
	}
	for _, d := range dialects {
		if fits(d, have) {
			m.Dialect = d
			return m, nil
		}
	}
	if binary(first.Names) {
		return nil, &rows.Error{Reason: "it is no table: what would name its columns is no text", Hint: "export the table as JSON, CSV or XLSX; documents are read with `refrain ingest`"}
	}
	return nil, &rows.Error{Reason: fmt.Sprintf("its columns are those of no export that is known: %s", listNames(first.Names)),
		Hint: "say which column is which, for example --map text=COLUMN,symbol=COLUMN,para=COLUMN; documents are read with `refrain ingest`"}
}

// binary reports whether names hold characters that no text has.
func binary(names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		return strings.ContainsFunc(n, func(r rune) bool {
			return r == utf8.RuneError || unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r'
		})
	})
}

func fits(d Dialect, have map[string]bool) bool {
	for _, one := range d.needs {
		if !slices.ContainsFunc(one, func(s string) bool { return have[s] }) {
			return false
		}
	}
	return true
}

func (m *Mapper) useMapping(first rows.Row, mapping map[string]string) error {
	m.Dialect = dialects[len(dialects)-1]
	m.custom = map[string]string{}
	for meaning, column := range mapping {
		if !slices.Contains(Fields, meaning) {
			return &rows.Error{Reason: fmt.Sprintf("--map names %q, which is nothing that is read", meaning),
				Hint: "it can name " + strings.Join(Fields, ", ")}
		}
		if !slices.ContainsFunc(first.Names, func(n string) bool { return fold(n) == fold(column) }) {
			return &rows.Error{Reason: fmt.Sprintf("it has no column %q; its columns are %s", column, listNames(first.Names)),
				Hint: "name one of its columns in --map"}
		}
		m.custom[fold(column)] = meaning
	}
	if mapping["text"] == "" || mapping["symbol"] == "" {
		return &rows.Error{Reason: "--map must name the columns of text and symbol", Hint: "for example --map text=COLUMN,symbol=COLUMN,para=COLUMN"}
	}
	return nil
}

// listNames lists the columns of a file for an error.
func listNames(names []string) string {
	const most = 20
	var out []string
	for _, n := range names[:min(most, len(names))] {
		out = append(out, fmt.Sprintf("%.40q", n))
	}
	if len(names) > most {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

// meaning is what a column means, "" for nothing.
func (m *Mapper) meaning(column string) string {
	got, ok := m.known[column]
	if !ok {
		if m.custom != nil {
			got = m.custom[fold(column)]
		} else {
			got = nameOf[fold(column)]
		}
		m.known[column] = got
	}
	return got
}

// Entries makes the entries of a row: one, or one a paragraph where a copy runs
// several together. The reason says why there is none.
func (m *Mapper) Entries(r rows.Row) (list []parse.Entry, reason string) {
	if r.Problem != "" {
		return nil, r.Problem
	}
	rec := record{}
	for i, n := range r.Names {
		if meaning := m.meaning(n); meaning != "" && i < len(r.Values) {
			rec[meaning] = append(rec[meaning], r.Values[i]...)
		}
	}
	m.rest = nil
	e, reason := m.Dialect.entry(m, rec)
	if reason != "" {
		return nil, reason
	}
	e.Row = r.Number
	if len(m.rest) > 0 {
		e.Role = "" // what the row says of all is not true of each
	}
	list = append(list, e)
	for _, text := range m.rest {
		next := e
		next.Headings, next.Para, next.Text = split(text, false)
		if len(next.Headings) == 0 {
			next.Headings = list[len(list)-1].Headings
		}
		list = append(list, next)
	}
	return list, ""
}
