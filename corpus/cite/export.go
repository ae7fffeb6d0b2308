package cite

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"refrain/corpus"
)

// writeRIS writes what Zotero, EndNote and Mendeley import. The symbol is in
// SN, the kind in M3; the author is corporate, so it has no comma, which RIS
// would read as a family name; each passage is a note, not SP.
func writeRIS(w io.Writer, n Notes) error {
	var b strings.Builder
	field := func(tag, value string) {
		if value = oneLine(value); value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	for _, r := range n.Records {
		if r.Genre == genres[corpus.KindLetter][0] {
			field("TY", "PCOMM")
		} else {
			field("TY", "RPRT")
		}
		field("ID", r.key())
		field("AU", strings.ReplaceAll(r.Author, ",", ""))
		field("TI", r.Title)
		if y := r.year(); y > 0 {
			field("PY", strconv.Itoa(y))
		}
		if len(r.Date) == len("2014-07-02") {
			field("DA", strings.ReplaceAll(r.Date, "-", "/"))
		}
		field("PB", "United Nations")
		field("SN", r.Symbol)
		field("M3", r.Genre)
		field("LA", r.Language)
		field("UR", r.URL)
		for _, note := range r.Notes {
			field("N1", note.line())
		}
		b.WriteString("ER  - \r\n\r\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// oneLine joins white space and drops control characters.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < 32 && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)), " ")
}

// writeBibTeX writes BibTeX: @techreport with the symbol as number, the kind as
// type, a corporate author in braces, so that it is not parted into names.
func writeBibTeX(w io.Writer, n Notes) error {
	var b strings.Builder
	for _, r := range n.Records {
		entry, issuer := "techreport", "institution"
		if r.Genre == genres[corpus.KindLetter][0] {
			entry, issuer = "misc", "organization"
		}
		fmt.Fprintf(&b, "@%s{%s,\n", entry, r.key())
		field := func(name, value string) {
			if value = oneLine(value); value != "" {
				fmt.Fprintf(&b, "  %-11s = {%s},\n", name, value)
			}
		}
		field("author", "{"+tex(r.Author)+"}")
		field("title", "{"+tex(r.Title)+"}")
		field(issuer, "United Nations")
		if y := r.year(); y > 0 {
			field("year", strconv.Itoa(y))
		}
		if months := strings.Split(r.Date, "-"); len(months) == 3 {
			field("month", strings.TrimPrefix(months[1], "0"))
			field("date", r.Date)
		}
		field("number", tex(r.Symbol))
		field("type", tex(r.Genre))
		field("language", r.Language)
		field("url", texURL(r.URL))
		var notes []string
		for _, note := range r.Notes {
			notes = append(notes, tex(oneLine(note.Cite+": "+note.Text)))
		}
		field("note", strings.Join(notes, "; "))
		b.WriteString("}\n\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// tex escapes what TeX reads as its own; braces stay paired by being escaped.
func tex(s string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
		"~", `\textasciitilde{}`, "^", `\textasciicircum{}`).Replace(s)
}

// texURL keeps an address readable for url packages: only what would end the
// field or begin a comment is escaped.
func texURL(s string) string { return strings.NewReplacer("{", "%7B", "}", "%7D").Replace(s) }

// cslItem is one item of CSL-JSON: the parts of its schema that are used here.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Genre     string    `json:"genre,omitempty"`
	Number    string    `json:"number,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Language  string    `json:"language,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// writeCSL writes CSL-JSON: type report, or personal_communication for a
// letter; the symbol in number, the kind in genre, a literal author.
func writeCSL(w io.Writer, n Notes) error {
	items := []cslItem{}
	for _, r := range n.Records {
		it := cslItem{ID: r.ID, Type: "report", Title: r.Title, Author: []cslName{{r.Author}}, Genre: r.Genre, Number: r.Symbol,
			Publisher: "United Nations", Language: r.Language, URL: r.URL}
		if r.Genre == genres[corpus.KindLetter][0] {
			it.Type = "personal_communication"
		}
		if date := numbersIn(r.Date); len(date) > 0 {
			it.Issued = &cslDate{[][]int{date}}
		} else if r.Year > 0 {
			it.Issued = &cslDate{[][]int{{r.Year}}}
		}
		var notes []string
		for _, note := range r.Notes {
			notes = append(notes, note.line())
		}
		it.Note = strings.Join(notes, "\n")
		items = append(items, it)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(items)
}
