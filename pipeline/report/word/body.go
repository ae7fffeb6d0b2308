package word

import (
	"fmt"
	"strings"
	"unicode"
)

// body collects the XML of a part, with the footnotes and addresses it uses.
type body struct {
	strings.Builder
	ids   map[Style]string
	notes *notes
	links *links
	marks *int // bookmarks so far
}

// notes are the footnotes of a document.
type notes struct {
	xml   []string
	links *links
}

// links are the addresses of a part, numbered as its relationships.
type links struct {
	ids  map[string]string
	urls []string
}

func newLinks() *links { return &links{ids: map[string]string{}} }

// id gives an address its relationship.
func (l *links) id(url string) string {
	if id, ok := l.ids[url]; ok {
		return id
	}
	l.urls = append(l.urls, url)
	id := fmt.Sprintf("rLink%d", len(l.urls))
	l.ids[url] = id
	return id
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape writes text so that XML can hold it; characters that XML 1.0 cannot
// hold are left out.
func escape(s string) string {
	return escaper.Replace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < 0x20, r == 0x7f, r >= 0xd800 && r <= 0xdfff, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd")))
}

// rightToLeft reports whether the first letter with a direction runs from right to left.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return true
		}
		if unicode.IsLetter(r) {
			return false
		}
	}
	return false
}

func (p Paragraph) write(x *body) {
	x.WriteString(`<w:p><w:pPr>`)
	style := p.Style
	if style == "" {
		style = Normal
	}
	fmt.Fprintf(x, `<w:pStyle w:val="%s"/>`, escape(x.ids[style]))
	if p.KeepNext {
		x.WriteString(`<w:keepNext/>`)
	}
	if p.NewPage {
		x.WriteString(`<w:pageBreakBefore/>`)
	}
	var whole strings.Builder
	for _, r := range p.Runs {
		whole.WriteString(r.Text)
	}
	if rightToLeft(whole.String()) {
		x.WriteString(`<w:bidi/>`)
	}
	if p.Centred {
		x.WriteString(`<w:jc w:val="center"/>`)
	}
	x.WriteString(`</w:pPr>`)
	if p.Bookmark != "" {
		*x.marks++
		fmt.Fprintf(x, `<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%d"/>`, *x.marks, bookmark(p.Bookmark), *x.marks)
	}
	for _, r := range p.Runs {
		x.run(r)
	}
	x.WriteString(`</w:p>`)
}

// bookmark makes a name that Word takes: a letter first, letters, digits and
// "_" alone, at most 40 characters.
func bookmark(s string) string {
	s = "r_" + strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '_'
	}, s)
	return s[:min(len(s), 40)]
}

func (x *body) run(r Run) {
	switch {
	case r.Field != "":
		fmt.Fprintf(x, `<w:fldSimple w:instr=" %s ">`, escape(r.Field))
		x.text(r)
		x.WriteString(`</w:fldSimple>`)
	case r.URL != "":
		fmt.Fprintf(x, `<w:hyperlink r:id="%s" w:history="1">`, x.links.id(r.URL))
		x.text(r)
		x.WriteString(`</w:hyperlink>`)
	case r.To != "":
		fmt.Fprintf(x, `<w:hyperlink w:anchor="%s" w:history="1">`, bookmark(r.To))
		x.text(r)
		x.WriteString(`</w:hyperlink>`)
	default:
		x.text(r)
	}
	if len(r.Note) > 0 && x.notes != nil {
		x.note(r.Note)
	}
}

// text writes the characters of a run: tabs and line ends as Word's own.
func (x *body) text(r Run) {
	if r.Text == "" {
		return
	}
	x.WriteString(`<w:r>`)
	x.look(r)
	for i, line := range strings.Split(r.Text, "\n") {
		if i > 0 {
			x.WriteString(`<w:br/>`)
		}
		for k, part := range strings.Split(line, "\t") {
			if k > 0 {
				x.WriteString(`<w:tab/>`)
			}
			if part != "" {
				x.WriteString(`<w:t xml:space="preserve">` + escape(part) + `</w:t>`)
			}
		}
	}
	x.WriteString(`</w:r>`)
}

func (x *body) look(r Run) {
	style := r.Style
	if style == "" && r.URL != "" {
		style = Hyperlink
	}
	x.WriteString(`<w:rPr>`)
	if style != "" {
		fmt.Fprintf(x, `<w:rStyle w:val="%s"/>`, escape(x.ids[style]))
	}
	if r.Bold {
		x.WriteString(`<w:b/><w:bCs/>`)
	}
	if r.Italic {
		x.WriteString(`<w:i/><w:iCs/>`)
	}
	if rightToLeft(r.Text) {
		x.WriteString(`<w:rtl/>`)
	}
	x.WriteString(`</w:rPr>`)
}

// note adds a footnote and its mark. Numbers 0 and 1 are the separators.
func (x *body) note(runs []Run) {
	id := len(x.notes.xml) + 2
	n := &body{ids: x.ids, links: x.notes.links, marks: x.marks}
	fmt.Fprintf(n, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:rPr><w:rStyle w:val="%s"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>`,
		id, escape(x.ids[FootnoteText]), escape(x.ids[FootnoteMark]))
	for _, r := range runs {
		r.Note = nil
		n.run(r)
	}
	n.WriteString(`</w:p></w:footnote>`)
	x.notes.xml = append(x.notes.xml, n.String())
	fmt.Fprintf(x, `<w:r><w:rPr><w:rStyle w:val="%s"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, escape(x.ids[FootnoteMark]), id)
}

func (t Table) write(x *body) {
	total := 0
	for _, w := range t.Widths {
		total += w
	}
	fmt.Fprintf(x, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/>`, escape(x.ids[TableGrid]), total)
	if t.Plain {
		x.WriteString(`<w:tblBorders>` + rules("nil", 0) + `</w:tblBorders>`)
	}
	x.WriteString(`<w:tblLayout w:type="fixed"/>`)
	if t.Tight {
		x.WriteString(`<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>`)
	}
	x.WriteString(`<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`)
	if t.Description != "" {
		fmt.Fprintf(x, `<w:tblCaption w:val="%s"/>`, escape(t.Description))
	}
	x.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, w := range t.Widths {
		fmt.Fprintf(x, `<w:gridCol w:w="%d"/>`, w)
	}
	x.WriteString(`</w:tblGrid>`)
	for _, r := range t.Rows {
		r.write(x, t.Widths)
	}
	// Two tables without a paragraph between them would become one.
	x.WriteString(`</w:tbl><w:p><w:pPr><w:pStyle w:val="` + escape(x.ids[Small]) + `"/></w:pPr></w:p>`)
}

func (r Row) write(x *body, widths []int) {
	x.WriteString(`<w:tr><w:trPr>`)
	if !r.Splits {
		x.WriteString(`<w:cantSplit/>`)
	}
	if r.Header {
		x.WriteString(`<w:tblHeader/>`)
	}
	x.WriteString(`</w:trPr>`)
	col := 0
	for _, c := range r.Cells {
		span := max(c.Span, 1)
		width := 0
		for i := col; i < col+span && i < len(widths); i++ {
			width += widths[i]
		}
		col += span
		c.write(x, width)
	}
	x.WriteString(`</w:tr>`)
}

func (c Cell) write(x *body, width int) {
	fmt.Fprintf(x, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if c.Span > 1 {
		fmt.Fprintf(x, `<w:gridSpan w:val="%d"/>`, c.Span)
	}
	if c.Thick {
		x.WriteString(`<w:tcBorders><w:left w:val="single" w:sz="18" w:space="0" w:color="000000"/></w:tcBorders>`)
	}
	if c.Fill != "" {
		fmt.Fprintf(x, `<w:shd w:val="clear" w:color="auto" w:fill="%s"/>`, c.Fill)
	}
	x.WriteString(`</w:tcPr>`)
	for _, p := range c.Paragraphs {
		p.write(x)
	}
	if len(c.Paragraphs) == 0 {
		Text(Cells, "").write(x)
	}
	x.WriteString(`</w:tc>`)
}
