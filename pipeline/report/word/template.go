package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxTemplate is the most that a template may unpack to, in bytes.
const maxTemplate = 64 << 20

// Template is an office's own document (DOCX or DOTX), whose styles, theme,
// fonts, headers and footers a [Document] takes; its text is left out.
type Template struct {
	files    map[string][]byte
	types    map[string]string // content types by part
	defaults map[string]string // content types by suffix
	styles   map[string]string // ids by name in small letters
	base     skeleton
}

// ReadTemplate reads a template. The errors say what is missing.
func ReadTemplate(data []byte) (*Template, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("it is not a Word document (DOCX or DOTX)")
	}
	t := &Template{files: map[string][]byte{}, types: map[string]string{}, defaults: map[string]string{}, styles: map[string]string{}}
	if err := t.unpack(z); err != nil {
		return nil, err
	}
	for _, need := range []string{"word/document.xml", "word/styles.xml", "[Content_Types].xml"} {
		if t.files[need] == nil {
			return nil, fmt.Errorf("it is not a Word document: it has no part %s", need)
		}
	}
	if err := t.readTypes(); err != nil {
		return nil, err
	}
	if err := t.readStyles(); err != nil {
		return nil, err
	}
	return t, t.choose()
}

func (t *Template) unpack(z *zip.Reader) error {
	left := int64(maxTemplate)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return fmt.Errorf("reading its part %s: %w", f.Name, err)
		}
		data, err := io.ReadAll(io.LimitReader(r, left+1))
		r.Close()
		if err != nil {
			return fmt.Errorf("reading its part %s: %w", f.Name, err)
		}
		if left -= int64(len(data)); left < 0 {
			return fmt.Errorf("it unpacks to more than %d MB", maxTemplate>>20)
		}
		t.files[strings.TrimPrefix(f.Name, "/")] = data
	}
	return nil
}

func (t *Template) readTypes() error {
	var v struct {
		Default []struct {
			Extension, ContentType string `xml:",attr"`
		}
		Override []struct {
			PartName, ContentType string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(t.files["[Content_Types].xml"], &v); err != nil {
		return fmt.Errorf("reading its content types: %w", err)
	}
	for _, d := range v.Default {
		t.defaults[strings.ToLower(d.Extension)] = d.ContentType
	}
	for _, o := range v.Override {
		t.types[strings.TrimPrefix(o.PartName, "/")] = o.ContentType
	}
	return nil
}

// readStyles finds the ids of the template's styles: Word gives those of its
// own an id in the language of the user ("berschrift1") and the same name.
func (t *Template) readStyles() error {
	var v struct {
		Style []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	if err := xml.Unmarshal(t.files["word/styles.xml"], &v); err != nil {
		return fmt.Errorf("reading its styles: %w", err)
	}
	for _, s := range v.Style {
		t.styles[strings.ToLower(s.Name.Val)] = s.ID
	}
	return nil
}

// kept are the relationships of a template's document that stay, by the end of
// their kind.
var kept = map[string]bool{"styles": true, "theme": true, "fontTable": true, "numbering": true, "header": true, "footer": true}

// choose makes the skeleton: the parts that stay with all they refer to, and
// our styles where the template has none.
func (t *Template) choose() error {
	t.base = skeleton{ids: ownIDs(), defaults: t.defaults}
	if t.defaults["rels"] == "" {
		t.defaults["rels"] = "application/vnd.openxmlformats-package.relationships+xml"
	}
	rels, err := t.relationsOf("word/document.xml")
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, r := range rels {
		if r.external || !kept[path.Base(r.kind)] {
			continue
		}
		t.base.relations = append(t.base.relations, r)
		if err := t.take(resolve("word/document.xml", r.target), taken); err != nil {
			return err
		}
	}
	t.addStyles()
	t.readSection()
	t.base.evenAndOdd = bytes.Contains(t.files["word/settings.xml"], []byte("<w:evenAndOddHeaders/>"))
	return nil
}

// skeleton is a copy that a document may add to.
func (t *Template) skeleton() skeleton {
	s := t.base
	s.parts = append([]part(nil), s.parts...)
	s.relations = append([]relation(nil), s.relations...)
	return s
}

// take copies a part and all that it refers to.
func (t *Template) take(name string, taken map[string]bool) error {
	data, ok := t.files[name]
	if !ok || taken[name] {
		return nil
	}
	taken[name] = true
	t.base.parts = append(t.base.parts, part{name, t.types[name], data})
	rels, err := t.relationsOf(name)
	if err != nil || len(rels) == 0 {
		return err
	}
	t.base.parts = append(t.base.parts, part{relationsName(name), "", []byte(relationsPart(rels))})
	for _, r := range rels {
		if r.external {
			continue
		}
		if err := t.take(resolve(name, r.target), taken); err != nil {
			return err
		}
	}
	return nil
}

func relationsName(name string) string {
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// resolve is the part that a relationship of a part names.
func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/")
	}
	return path.Join(path.Dir(from), target)
}

func (t *Template) relationsOf(name string) ([]relation, error) {
	data, ok := t.files[relationsName(name)]
	if !ok {
		return nil, nil
	}
	var v struct {
		Relationship []struct {
			ID         string `xml:"Id,attr"`
			Type       string `xml:",attr"`
			Target     string `xml:",attr"`
			TargetMode string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(data, &v); err != nil {
		return nil, fmt.Errorf("reading the relationships of its part %s: %w", name, err)
	}
	var out []relation
	for _, r := range v.Relationship {
		out = append(out, relation{r.ID, r.Type, r.Target, r.TargetMode == "External"})
	}
	return out, nil
}

// addStyles gives each of our styles the template's id of that name, and adds
// to its styles those that it lacks.
func (t *Template) addStyles() {
	var missing []styleDef
	for _, s := range styles {
		if id, ok := t.styles[strings.ToLower(string(s.name))]; ok {
			t.base.ids[s.name] = id
		} else {
			missing = append(missing, s)
		}
	}
	var add strings.Builder
	for _, s := range missing {
		add.WriteString(strings.ReplaceAll(styleXML(s, t.base.ids), ` w:default="1"`, ""))
	}
	for i, p := range t.base.parts {
		if p.name != "word/styles.xml" {
			continue
		}
		if end := bytes.LastIndex(p.data, []byte("</w:styles>")); end >= 0 {
			t.base.parts[i].data = append(append(append([]byte(nil), p.data[:end]...), add.String()...), "</w:styles>"...)
		}
	}
}

// readSection takes the references to headers and footers in the template's
// last section.
func (t *Template) readSection() {
	doc := string(t.files["word/document.xml"])
	i := strings.LastIndex(doc, "<w:sectPr")
	if i < 0 {
		return
	}
	have := map[string]bool{}
	for _, r := range t.base.relations {
		have[r.id] = true
	}
	d := xml.NewDecoder(strings.NewReader(doc[i:]))
	d.Strict = false
	for {
		tok, err := d.Token()
		if err != nil {
			return
		}
		if end, ok := tok.(xml.EndElement); ok && end.Name.Local == "sectPr" {
			return
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		attr := map[string]string{}
		for _, a := range e.Attr {
			attr[a.Name.Local] = a.Value
		}
		switch e.Name.Local {
		case "titlePg":
			t.base.titlePage = attr["val"] != "0" && attr["val"] != "false"
		case "headerReference", "footerReference":
			if have[attr["id"]] {
				t.base.section += fmt.Sprintf(`<w:%s w:type="%s" r:id="%s"/>`, e.Name.Local, escape(attr["type"]), escape(attr["id"]))
			}
		}
	}
}
