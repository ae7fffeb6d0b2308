package word

import (
	"fmt"
	"strings"
)

// Style names a style by the name that Word knows it by in every language.
type Style string

// The styles. Those of Word's own have its names, so that a template's replace
// them; the others begin with Refrain.
const (
	Normal     Style = "Normal"
	Title      Style = "Title"
	Subtitle   Style = "Subtitle"
	Heading1   Style = "heading 1"
	Heading2   Style = "heading 2"
	Heading3   Style = "heading 3"
	Quote      Style = "Quote"
	HeaderText Style = "header"
	FooterText Style = "footer"
	// FootnoteText and FootnoteMark are the note and its number.
	FootnoteText Style = "footnote text"
	FootnoteMark Style = "footnote reference"
	Hyperlink    Style = "Hyperlink"
	// TableGrid is the style of tables.
	TableGrid Style = "Table Grid"
	// Notice is the box that says what the document is.
	Notice Style = "Refrain Notice"
	// Cells is the text of tables, Theme their merged rows, Small what matters less.
	Cells Style = "Refrain Table"
	Theme Style = "Refrain Theme"
	Small Style = "Refrain Small"
	// Confirmed and Unreviewed tell links that a reader confirmed from proposals.
	Confirmed  Style = "Refrain Confirmed"
	Unreviewed Style = "Refrain Unreviewed"
	// Sign is a symbol of the grid.
	Sign Style = "Refrain Sign"
)

// styleKind is the type of a style in the format.
type styleKind string

const (
	ofParagraph styleKind = "paragraph"
	ofCharacter styleKind = "character"
	ofTable     styleKind = "table"
)

// styleDef is one of our styles: what follows its name in styles.xml.
type styleDef struct {
	name Style
	kind styleKind
	base Style
	xml  string
}

func spacing(before, after int) string {
	return fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d"/>`, before, after)
}

// styles are ours, in the order of styles.xml. Sizes are half-points.
var styles = []styleDef{
	{Normal, ofParagraph, "", `<w:qFormat/><w:pPr>` + spacing(0, 100) + `</w:pPr>`},
	{Title, ofParagraph, Normal, `<w:qFormat/><w:pPr>` + spacing(0, 60) + `</w:pPr><w:rPr><w:b/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr>`},
	{Subtitle, ofParagraph, Normal, `<w:qFormat/><w:pPr>` + spacing(0, 160) + `</w:pPr><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>`},
	{Heading1, ofParagraph, Normal, `<w:qFormat/><w:pPr><w:keepNext/>` + spacing(280, 120) + `<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>`},
	{Heading2, ofParagraph, Normal, `<w:qFormat/><w:pPr><w:keepNext/>` + spacing(200, 80) + `<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>`},
	{Heading3, ofParagraph, Normal, `<w:qFormat/><w:pPr><w:keepNext/>` + spacing(160, 60) + `<w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:i/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr>`},
	{Quote, ofParagraph, Normal, `<w:qFormat/><w:pPr>` + spacing(0, 100) + `<w:ind w:left="567" w:right="567"/></w:pPr>`},
	{HeaderText, ofParagraph, Normal, `<w:pPr><w:tabs><w:tab w:val="right" w:pos="15398"/></w:tabs>` + spacing(0, 120) + `</w:pPr><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>`},
	{FooterText, ofParagraph, Normal, `<w:pPr><w:tabs><w:tab w:val="right" w:pos="15398"/></w:tabs>` + spacing(0, 0) + `</w:pPr><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>`},
	{FootnoteText, ofParagraph, Normal, `<w:pPr>` + spacing(0, 20) + `</w:pPr><w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>`},
	{FootnoteMark, ofCharacter, "", `<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>`},
	{Hyperlink, ofCharacter, "", `<w:rPr><w:color w:val="0B4F8A"/><w:u w:val="single"/></w:rPr>`},
	{TableGrid, ofTable, "", `<w:tblPr><w:tblBorders>` + rules("dotted", 2) + `</w:tblBorders><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>`},
	{Notice, ofParagraph, Normal, `<w:qFormat/><w:pPr><w:pBdr>` + box + `</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF7DB"/>` + spacing(80, 160) + `</w:pPr>`},
	{Cells, ofParagraph, Normal, `<w:qFormat/><w:pPr>` + spacing(40, 40) + `</w:pPr><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>`},
	{Theme, ofParagraph, Normal, `<w:qFormat/><w:pPr><w:keepNext/>` + spacing(40, 40) + `</w:pPr><w:rPr><w:b/><w:i/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>`},
	{Small, ofParagraph, Cells, `<w:pPr>` + spacing(20, 20) + `</w:pPr><w:rPr><w:color w:val="404040"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>`},
	{Confirmed, ofCharacter, "", `<w:rPr><w:b/><w:color w:val="14532D"/></w:rPr>`},
	{Unreviewed, ofCharacter, "", `<w:rPr><w:i/><w:color w:val="7A4B00"/></w:rPr>`},
	{Sign, ofCharacter, "", `<w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol" w:cs="Segoe UI Symbol"/></w:rPr>`},
}

var box = rules4("single", 6)

func rules4(val string, size int) string {
	var b strings.Builder
	for _, side := range []string{"top", "left", "bottom", "right"} {
		fmt.Fprintf(&b, `<w:%s w:val="%s" w:sz="%d" w:space="4" w:color="B58900"/>`, side, val, size)
	}
	return b.String()
}

// rules are the six borders of a table.
func rules(val string, size int) string {
	var b strings.Builder
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&b, `<w:%s w:val="%s" w:sz="%d" w:space="0" w:color="auto"/>`, side, val, size)
	}
	return b.String()
}

// id is a style's id in our own styles.xml: its name without spaces, the first
// letter large, as Word makes it.
func (s Style) id() string {
	name := strings.ReplaceAll(strings.ReplaceAll(string(s), " ", ""), "-", "")
	switch s {
	case Heading1, Heading2, Heading3, HeaderText, FooterText:
		return strings.ToUpper(name[:1]) + name[1:]
	case FootnoteText:
		return "FootnoteText"
	case FootnoteMark:
		return "FootnoteReference"
	}
	return name
}

// styleXML writes one of our styles, with ids as used has them.
func styleXML(s styleDef, ids map[Style]string) string {
	attr := ""
	if s.name == Normal {
		attr = ` w:default="1"`
	}
	if strings.HasPrefix(string(s.name), "Refrain") {
		attr = ` w:customStyle="1"`
	}
	base := ""
	if s.base != "" {
		base = `<w:basedOn w:val="` + escape(ids[s.base]) + `"/>`
	}
	return fmt.Sprintf(`<w:style w:type="%s"%s w:styleId="%s"><w:name w:val="%s"/>%s%s</w:style>`, s.kind, attr, escape(ids[s.name]), s.name, base, s.xml)
}

// ownIDs are the ids of our own styles.
func ownIDs() map[Style]string {
	ids := map[Style]string{}
	for _, s := range styles {
		ids[s.name] = s.name.id()
	}
	return ids
}

// stylesPart is our styles.xml.
func stylesPart(ids map[Style]string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + wordNS + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	for _, s := range styles {
		b.WriteString(styleXML(s, ids))
	}
	b.WriteString(`</w:styles>`)
	return b.String()
}
