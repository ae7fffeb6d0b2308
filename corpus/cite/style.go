package cite

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// Notes are what a style writes: citations, and the same passages as records
// of reference managers.
type Notes struct {
	// Title heads the citations where a style has room for it, and may be
	// empty: the item of a letter that they are for.
	Title     string
	Citations []Citation
	Records   []Record
	// Unreviewed says that a program proposed the passages and no reader
	// confirmed them: every style says so in what is pasted.
	Unreviewed bool
	// Report is the address of our own report; empty for no links to it.
	Report string
}

// Style is one way to write citations.
type Style struct {
	Name string
	// What is the line that --help shows.
	What string
	// Ext is the file suffix that means the style, empty for none.
	Ext   string
	Write func(io.Writer, Notes) error
}

// Styles are all styles. A new one is one line here.
var Styles = []Style{
	{"un-note", "A/HRC/27/10, para. 124.54 (Uruguay).", "", writeNote},
	{"un-footnote", "For relevant recommendations, see A/HRC/28/15, paras. 115.44–115.47 and 115.103.", "", writeFootnote},
	{"inline", "(A/HRC/27/10, para. 124.54)", "", writeInline},
	{"oscola", "Human Rights Committee, ‘Concluding observations: …’ (…) UN Doc CCPR/C/…, para 5.", "", writeOSCOLA},
	{"markdown", "links to the official page and sentence", ".md", writeMarkdown},
	{"html", "links to the official page and sentence", ".html", writeHTML},
	{"ris", "for Zotero, EndNote, Mendeley: one item a document, the passages as notes", ".ris", writeRIS},
	{"bibtex", "BibTeX", ".bib", writeBibTeX},
	{"csl-json", "CSL-JSON", ".json", writeCSL},
}

// StyleOf finds a style by name, or by the suffix of a file where name is
// empty; without both it is un-note.
func StyleOf(name, file string) (Style, error) {
	var names []string
	for _, s := range Styles {
		if name == s.Name || name == "" && s.Ext != "" && strings.HasSuffix(strings.ToLower(file), s.Ext) {
			return s, nil
		}
		names = append(names, s.Name)
	}
	if name == "" {
		return Styles[0], nil
	}
	return Style{}, fmt.Errorf("there is no style %q: the styles are %s", name, strings.Join(names, ", "))
}

func writeNote(w io.Writer, n Notes) error {
	_, err := fmt.Fprintln(w, Join(n.Citations)+n.mark()+".")
	return err
}

// mark is what stands in a note that no reader confirmed.
func (n Notes) mark() string {
	if n.Unreviewed {
		return " " + Unreviewed
	}
	return ""
}

// Unreviewed marks what a program proposed and no reader confirmed.
const Unreviewed = "[unreviewed]"

// writeFootnote writes the note that the Office puts under the headings of its
// compilations.
func writeFootnote(w io.Writer, n Notes) error {
	words := "For relevant recommendations, see "
	if len(n.Citations) == 1 && len(n.Citations[0].Parts) == 1 && !n.Citations[0].Parts[0].IsRange() {
		words = "For the relevant recommendation, see "
	}
	_, err := fmt.Fprintln(w, words+Join(plain(n.Citations))+n.mark()+".")
	return err
}

// plain drops the names of States and joins ranges again.
func plain(cs []Citation) []Citation {
	var out []Citation
	for _, c := range cs {
		refs, _ := c.Refs()
		c.Parts = Compress(refs)
		out = append(out, c)
	}
	return out
}

func writeInline(w io.Writer, n Notes) error {
	_, err := fmt.Fprintln(w, "("+Join(n.Citations)+n.mark()+")")
	return err
}

// writeOSCOLA writes notes as UNHRDB's users want them: author, title in single
// quotation marks, date, UN Doc, "para" without a full stop.
func writeOSCOLA(w io.Writer, n Notes) error {
	var out []string
	for _, c := range n.Citations {
		s := n.oscola(c)
		if c.Via != nil {
			s += ", as cited in " + n.oscola(*c.Via)
		}
		out = append(out, s)
	}
	_, err := fmt.Fprintln(w, strings.Join(out, "; ")+n.mark()+".")
	return err
}

// oscola is one citation with what is known of its document.
func (n Notes) oscola(c Citation) string {
	s := "UN Doc " + c.Symbol
	for _, r := range n.Records {
		if r.Symbol != c.Symbol || r.Symbol == "" && !r.holds(c) {
			continue
		}
		s = r.Author + ", ‘" + r.Title + "’"
		if d := LongDate(r.Date); d != "" {
			s += " (" + d + ")"
		}
		if r.Symbol != "" {
			s += " UN Doc " + r.Symbol
		}
		break
	}
	for _, corr := range c.Corr {
		s += " and " + corr
	}
	if places := c.places(); places != "" {
		s += ", " + strings.NewReplacer("paras. ", "paras ", "para. ", "para ", "Nos. ", "nos ", "No. ", "no ").Replace(places)
	}
	return s
}

// holds reports whether a record without a symbol is that of a citation.
func (r Record) holds(c Citation) bool {
	for _, note := range r.Notes {
		if strings.HasPrefix(note.Cite, c.Stem) {
			return true
		}
	}
	return len(r.Notes) == 0
}

// months of dates in words.
var months = []string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// LongDate writes "2014-07-02" as "2 July 2014"; "" for anything else.
func LongDate(iso string) string {
	d := numbersIn(iso)
	if len(d) != 3 || d[1] < 1 || d[1] > 12 {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d[2], months[d[1]], d[0])
}

// writeMarkdown writes a list of linked citations with their words.
func writeMarkdown(w io.Writer, n Notes) error {
	var b strings.Builder
	if n.Title != "" {
		fmt.Fprintf(&b, "%s\n\n", mdText(n.Title))
	}
	for _, r := range n.Records {
		for _, note := range r.Notes {
			s := mdText(note.Cite)
			if note.URL != "" {
				s = "[" + s + "](" + note.URL + ")"
			}
			if n.Report != "" {
				s += " ([in the report](" + n.Report + "#" + note.Anchor + "))"
			}
			fmt.Fprintf(&b, "- %s: %s\n", s, mdText(oneLine(note.Text)))
		}
	}
	if len(n.Citations) > 0 {
		fmt.Fprintf(&b, "\n%s.\n", mdText(Join(n.Citations)+n.mark()))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mdText escapes what Markdown reads as marks.
func mdText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "`", "\\`").Replace(s)
}

// writeHTML writes the same as a fragment of HTML to paste.
func writeHTML(w io.Writer, n Notes) error {
	var b strings.Builder
	b.WriteString("<ul class=\"citations\">\n")
	for _, r := range n.Records {
		for _, note := range r.Notes {
			s := "<cite>" + html.EscapeString(note.Cite) + "</cite>"
			if note.URL != "" {
				s = `<a href="` + html.EscapeString(note.URL) + `" rel="noreferrer">` + s + "</a>"
			}
			if n.Report != "" {
				s += ` <a href="` + html.EscapeString(n.Report+"#"+note.Anchor) + `">in the report</a>`
			}
			fmt.Fprintf(&b, "<li id=\"%s\">%s <q>%s</q></li>\n", html.EscapeString(note.Anchor), s, html.EscapeString(oneLine(note.Text)))
		}
	}
	b.WriteString("</ul>\n")
	if len(n.Citations) > 0 {
		fmt.Fprintf(&b, "<p>%s.</p>\n", html.EscapeString(Join(n.Citations)+n.mark()))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
