package extract

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
)

// Limits against archives that unpack to far more than they are.
const (
	maxXML      = 128 << 20
	maxXMLDepth = 256
)

func isDOCX(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && documentXML(data) != nil
}

// documentXML finds the main part of a Word file.
func documentXML(data []byte) *zip.File { return part(data, "word/document.xml") }

// part finds a part of a Word file by name; nil for none.
func part(data []byte, name string) *zip.File {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	for _, f := range r.File {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// readDOCX reads the paragraphs of a Word file, each one line; the cells of
// tables carry their row and column.
func readDOCX(ctx context.Context, data []byte) (Result, error) {
	d := docx{numbers: readNumbering(part(data, "word/numbering.xml"), part(data, "word/styles.xml"))}
	// The running head comes first: the Office's thematic lists name the
	// State and the cycle nowhere else.
	for _, f := range []*zip.File{part(data, "word/header1.xml"), documentXML(data)} {
		if f == nil {
			continue
		}
		if err := d.read(ctx, f); err != nil {
			var e *Error
			if errors.As(err, &e) {
				return Result{}, e
			}
			return Result{}, failed("the Word file is damaged: "+err.Error(), "open it in Word and save it again")
		}
	}
	whole := d.notes(ctx, part(data, "word/footnotes.xml"), "footnote", d.footnotes)
	if len(d.endnotes) > 0 {
		d.lines = append(d.lines, corpus.Line{Text: "Notes", Style: "Heading"})
	}
	whole = d.notes(ctx, part(data, "word/endnotes.xml"), "endnote", d.endnotes) && whole
	var p corpus.Page
	setLines(&p, d.lines)
	res := Result{Pages: []corpus.Page{p}}
	if !whole {
		res.Warnings = []string{corpus.DamagedFile + "; its notes, or part of them, could not be read."}
	}
	return res, nil
}

// notes reads a part of foot- or endnotes: each that the text refers to becomes
// a line, with the number under which it is printed. A part that is damaged is
// left out; whole is false then.
func (d *docx) notes(ctx context.Context, f *zip.File, style string, ids []string) (whole bool) {
	if f == nil || len(ids) == 0 {
		return true
	}
	at := map[string]int{}
	for i, id := range ids {
		at[id] = i + 1
	}
	n := docx{numbers: d.numbers, noteAt: at, noteStyle: style}
	if n.read(ctx, f) != nil {
		return false
	}
	d.lines = append(d.lines, n.lines...)
	return true
}

// read reads one part.
func (d *docx) read(ctx context.Context, f *zip.File) error {
	rc, err := f.Open()
	if err != nil {
		return err
	}
	defer rc.Close()
	part := &io.LimitedReader{R: rc, N: maxXML}
	d.dec, d.depth = xml.NewDecoder(part), 0
	if err = d.run(ctx); err != nil && part.N <= 0 {
		return errTooMuch
	}
	return err
}

// docx walks the tokens of word/document.xml.
type docx struct {
	dec           *xml.Decoder
	lines         []corpus.Line
	text          strings.Builder
	style         string
	row, cell     int
	tables, depth int
	inText, inDel int
	size          int // bytes of text

	numbers             *numbering
	list                listed // of the paragraph
	footnotes, endnotes []string
	raised              []corpus.Range // marks of notes, in the paragraph's text
	// Of parts with notes: the printed number of each, the style of its lines,
	// and what the next line begins with.
	noteAt          map[string]int
	noteStyle, mark string
	skipped         bool
}

func (d *docx) run(ctx context.Context) error {
	for {
		t, err := d.dec.Token()
		if err == io.EOF {
			d.flush()
			return nil
		}
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if d.size > maxText || len(d.lines) > maxLines {
			return errTooMuch
		}
		switch e := t.(type) {
		case xml.StartElement:
			if d.depth++; d.depth > maxXMLDepth {
				return &xml.SyntaxError{Msg: "elements are nested too deep"}
			}
			d.start(e)
		case xml.EndElement:
			d.depth--
			d.end(e)
		case xml.CharData:
			if d.inText > 0 && d.inDel == 0 {
				d.text.Write(e)
				d.size += len(e)
			}
		}
	}
}

func (d *docx) start(e xml.StartElement) {
	switch e.Name.Local {
	case "t":
		d.inText++
	case "del", "moveFrom":
		d.inDel++
	case "tab":
		d.text.WriteByte('\t')
	case "br", "cr":
		d.text.WriteByte('\n')
	case "noBreakHyphen":
		d.text.WriteByte('-')
	case "pStyle":
		d.style = attr(e, "val")
	case "numPr":
		if d.style == "" {
			d.style = "list"
		}
	case "numId":
		d.list.list = attr(e, "val")
	case "ilvl":
		d.list.level, _ = strconv.Atoi(attr(e, "val"))
	case "footnoteReference":
		d.footnotes = d.refer(d.footnotes, attr(e, "id"))
	case "endnoteReference":
		d.endnotes = d.refer(d.endnotes, attr(e, "id"))
	case "footnote", "endnote":
		n, known := d.noteAt[attr(e, "id")]
		d.mark, d.skipped = strconv.Itoa(n)+" ", d.noteAt != nil && !known
	case "tbl":
		d.tables++
	case "tr":
		d.row++
		d.cell = -1
	case "tc":
		d.cell++
	}
}

func (d *docx) end(e xml.EndElement) {
	switch e.Name.Local {
	case "t":
		d.inText--
	case "del", "moveFrom":
		d.inDel--
	case "p":
		d.flush()
	case "tbl":
		d.tables--
	}
}

// refer writes the mark of a note, raised.
func (d *docx) refer(ids []string, id string) []string {
	ids = append(ids, id)
	from := utf8.RuneCountInString(d.text.String())
	d.text.WriteString(strconv.Itoa(len(ids)))
	d.raised = append(d.raised, corpus.Range{Start: from, End: utf8.RuneCountInString(d.text.String())})
	return ids
}

// flush ends a paragraph.
func (d *docx) flush() {
	defer func() {
		d.text.Reset()
		d.style, d.list, d.raised = "", listed{}, nil
	}()
	if strings.TrimSpace(d.text.String()) == "" || d.skipped {
		return
	}
	list := d.list
	if list.list == "" {
		list = d.numbers.ofStyle(d.style)
	}
	number := d.numbers.next(list)
	for i, t := range strings.Split(d.text.String(), "\n") {
		t = strings.ReplaceAll(t, "\t", " ")
		clean := norm.NFC.String(strings.TrimSpace(cleanText(t)))
		if clean == "" {
			continue
		}
		l := corpus.Line{Text: clean, Style: cmp.Or(d.noteStyle, d.style, "paragraph")}
		if i == 0 && clean == strings.TrimRight(t, " ") {
			l.Raised = d.raised
		}
		if i == 0 && number != "" {
			l.Text = number + " " + clean
			for k := range l.Raised {
				l.Raised[k].Start += utf8.RuneCountInString(number) + 1
				l.Raised[k].End += utf8.RuneCountInString(number) + 1
			}
		}
		if d.mark != "" {
			l.Text, d.mark = d.mark+l.Text, ""
		}
		if d.tables > 0 {
			l.Row, l.Cell = d.row, d.cell
		}
		d.lines = append(d.lines, l)
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
