package extract

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

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
	d := docx{}
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
	var p corpus.Page
	setLines(&p, d.lines)
	return Result{Pages: []corpus.Page{p}}, nil
}

// read reads one part.
func (d *docx) read(ctx context.Context, f *zip.File) error {
	rc, err := f.Open()
	if err != nil {
		return err
	}
	defer rc.Close()
	d.dec, d.depth = xml.NewDecoder(io.LimitReader(rc, maxXML)), 0
	return d.run(ctx)
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

// flush ends a paragraph.
func (d *docx) flush() {
	for _, t := range strings.Split(d.text.String(), "\n") {
		t = norm.NFC.String(strings.TrimSpace(cleanText(strings.ReplaceAll(t, "\t", " "))))
		if t == "" {
			continue
		}
		l := corpus.Line{Text: t, Style: cmp.Or(d.style, "paragraph")}
		if d.tables > 0 {
			l.Row, l.Cell = d.row, d.cell
		}
		d.lines = append(d.lines, l)
	}
	d.text.Reset()
	d.style = ""
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
