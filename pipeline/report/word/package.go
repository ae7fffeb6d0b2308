package word

import (
	"archive/zip"
	"fmt"
	"io"
	"sort"
	"strings"
	"time"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNS  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relNS   = `http://schemas.openxmlformats.org/package/2006/relationships`
	office  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	wordML  = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

// part is one file of the package.
type part struct {
	name, kind string // kind is the content type; empty where the suffix says it
	data       []byte
}

// relation is one relationship of a part.
type relation struct {
	id, kind, target string
	external         bool
}

// skeleton is what a document is set into: styles, theme, headers and footers.
type skeleton struct {
	ids       map[Style]string
	parts     []part
	relations []relation
	// defaults are the content types by suffix.
	defaults map[string]string
	// section are the references to headers and footers in a section.
	section string
	// evenAndOdd says that left and right pages have headers of their own.
	evenAndOdd bool
	// titlePage says that the first page has a header of its own.
	titlePage bool
}

// write writes the package.
func (d *Document) write(w io.Writer) error {
	s := d.skeleton()
	main := &body{ids: s.ids, notes: &notes{links: newLinks()}, links: newLinks(), marks: new(int)}
	main.WriteString(xmlHead + `<w:document ` + wordNS + `><w:body>`)
	for _, b := range d.Blocks {
		b.write(main)
	}
	main.WriteString(d.sectionXML(s) + `</w:body></w:document>`)
	parts := append(s.parts,
		part{"word/document.xml", wordML + "document.main+xml", []byte(main.String())},
		part{"word/footnotes.xml", wordML + "footnotes+xml", []byte(footnotesPart(main.notes))},
		part{"word/settings.xml", wordML + "settings+xml", []byte(settingsPart(s))},
		part{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", []byte(d.corePart())},
		part{"_rels/.rels", "", []byte(relationsPart([]relation{
			{"rId1", office + "officeDocument", "word/document.xml", false},
			{"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false}}))},
		part{"word/_rels/document.xml.rels", "", []byte(relationsPart(append(append(s.relations,
			relation{"rNotes", office + "footnotes", "footnotes.xml", false},
			relation{"rSettings", office + "settings", "settings.xml", false}), main.links.relations()...)))})
	if rels := main.notes.links.relations(); len(rels) > 0 {
		parts = append(parts, part{"word/_rels/footnotes.xml.rels", "", []byte(relationsPart(rels))})
	}
	return writeZip(w, parts, s.defaults, d.Made)
}

// skeleton is the template's, or our own.
func (d *Document) skeleton() skeleton {
	if d.Template != nil {
		s := d.Template.skeleton()
		if s.section == "" {
			d.furniture(&s)
		}
		return s
	}
	ids := ownIDs()
	s := skeleton{ids: ids, defaults: map[string]string{"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"},
		parts:     []part{{"word/styles.xml", wordML + "styles+xml", []byte(stylesPart(ids))}},
		relations: []relation{{"rStyles", office + "styles", "styles.xml", false}}}
	d.furniture(&s)
	return s
}

// furniture adds our header and footer.
func (d *Document) furniture(s *skeleton) {
	for _, f := range []struct {
		name, tag string
		ps        []Paragraph
	}{{"header", "hdr", d.Header}, {"footer", "ftr", d.Footer}} {
		if len(f.ps) == 0 {
			continue
		}
		x := &body{ids: s.ids, links: newLinks(), marks: new(int)}
		fmt.Fprintf(x, `%s<w:%s %s>`, xmlHead, f.tag, wordNS)
		for _, p := range f.ps {
			p.write(x)
		}
		fmt.Fprintf(x, `</w:%s>`, f.tag)
		file, id := "refrain-"+f.name+".xml", "rRefrain"+f.name
		s.parts = append(s.parts, part{"word/" + file, wordML + f.name + "+xml", []byte(x.String())})
		s.relations = append(s.relations, relation{id, office + f.name, file, false})
		s.section += fmt.Sprintf(`<w:%sReference w:type="default" r:id="%s"/>`, f.name, id)
	}
}

// sectionXML is the one section: the sheet and its margins.
func (d *Document) sectionXML(s skeleton) string {
	width, height, orient := A4Short, A4Long, ""
	if d.Landscape {
		width, height, orient = A4Long, A4Short, ` w:orient="landscape"`
	}
	m, title := d.Margin, ""
	if s.titlePage {
		title = `<w:titlePg/>`
	}
	return fmt.Sprintf(`<w:sectPr>%s<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/><w:cols w:space="720"/>%s</w:sectPr>`,
		s.section, width, height, orient, m, m, m, m, m/2, m/2, title)
}

func footnotesPart(n *notes) string {
	return xmlHead + `<w:footnotes ` + wordNS + `>` +
		`<w:footnote w:type="separator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>` +
		strings.Join(n.xml, "") + `</w:footnotes>`
}

func settingsPart(s skeleton) string {
	even := ""
	if s.evenAndOdd {
		even = `<w:evenAndOddHeaders/>`
	}
	return xmlHead + `<w:settings ` + wordNS + `>` + even +
		`<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="en-GB"/></w:settings>`
}

func (d *Document) corePart() string {
	made := d.Made.UTC().Format(time.RFC3339)
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(d.Title) + `</dc:title><dc:subject>` + escape(d.Subject) + `</dc:subject><dc:creator>Refrain</dc:creator><dc:language>en-GB</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + made + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + made + `</dcterms:modified></cp:coreProperties>`
}

// relations are the addresses as relationships.
func (l *links) relations() []relation {
	var out []relation
	for i, url := range l.urls {
		out = append(out, relation{fmt.Sprintf("rLink%d", i+1), office + "hyperlink", url, true})
	}
	return out
}

func relationsPart(rels []relation) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + relNS + `">`)
	for _, r := range rels {
		mode := ""
		if r.external {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"%s/>`, escape(r.id), escape(r.kind), escape(r.target), mode)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// writeZip writes the parts in order of name, the content types first, all of
// one time, so that the same document gives the same bytes.
func writeZip(w io.Writer, parts []part, defaults map[string]string, made time.Time) error {
	sort.Slice(parts, func(i, j int) bool { return parts[i].name < parts[j].name })
	z := zip.NewWriter(w)
	for _, p := range append([]part{{"[Content_Types].xml", "", []byte(contentTypes(parts, defaults))}}, parts...) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: made.UTC()})
		if err != nil {
			return fmt.Errorf("writing Word document: %w", err)
		}
		if _, err := f.Write(p.data); err != nil {
			return fmt.Errorf("writing Word document: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing Word document: %w", err)
	}
	return nil
}

func contentTypes(parts []part, defaults map[string]string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	var suffixes []string
	for s := range defaults {
		suffixes = append(suffixes, s)
	}
	sort.Strings(suffixes)
	for _, s := range suffixes {
		fmt.Fprintf(&b, `<Default Extension="%s" ContentType="%s"/>`, escape(s), escape(defaults[s]))
	}
	for _, p := range parts {
		if p.kind != "" {
			fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, escape(p.name), escape(p.kind))
		}
	}
	b.WriteString(`</Types>`)
	return b.String()
}
