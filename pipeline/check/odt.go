package check

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// odtType begins an OpenDocument text: its first member is stored and says so.
const odtType = "mimetypeapplication/vnd.oasis.opendocument.text"

// readODT reads an OpenDocument text (LibreOffice): paragraphs in order, then
// its notes. What a tracked change deleted, and comments, are left out.
func readODT(data []byte) (*Draft, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("the OpenDocument file is damaged: %w", err)
	}
	for _, f := range z.File {
		if f.Name != "content.xml" {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("the OpenDocument file is damaged: %w", err)
		}
		defer rc.Close()
		o := odtReader{draft: &Draft{Format: "odt"}}
		if err := o.read(xml.NewDecoder(io.LimitReader(rc, maxPart))); err != nil {
			return nil, fmt.Errorf("the OpenDocument file is damaged: %w", err)
		}
		o.draft.Blocks = append(o.draft.Blocks, o.notes...)
		return o.draft, nil
	}
	return nil, errors.New("the OpenDocument file has no content.xml")
}

// odtReader walks the elements of content.xml.
type odtReader struct {
	draft *Draft
	notes []*Block
	open  []*odtPara // paragraphs that are open: a note stands inside one
	skip  int        // inside comments and deleted text
	cite  int        // inside the printed mark of a note
	lines int
	note  string
	count map[string]int
	rows  int
	inRow []int
}

// odtPara is a paragraph that is being read.
type odtPara struct {
	text  strings.Builder
	calls []Call
	line  int
	note  string
}

func (o *odtReader) read(dec *xml.Decoder) error {
	o.count = map[string]int{}
	depth := 0
	for {
		t, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errors.New("elements are nested too deep")
			}
			o.start(e)
		case xml.EndElement:
			depth--
			o.end(e)
		case xml.CharData:
			o.write(string(e))
		}
	}
}

func (o *odtReader) write(s string) {
	if n := len(o.open); n > 0 && o.skip == 0 && o.cite == 0 {
		o.open[n-1].text.WriteString(s)
	}
}

func (o *odtReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "annotation", "tracked-changes":
		o.skip++
	case "note-citation":
		o.cite++
	case "note":
		class := attr(e, "note-class")
		o.count[class]++
		o.note = strconv.Itoa(o.count[class])
		if class == "endnote" {
			o.note = "e" + o.note
		}
		if n := len(o.open); n > 0 {
			o.open[n-1].calls = append(o.open[n-1].calls, Call{o.open[n-1].text.Len(), o.note})
		}
	case "p", "h":
		line := o.lines + 1
		if o.note == "" && o.skip == 0 {
			o.lines++
		} else if len(o.open) > 0 {
			line = o.open[0].line
		}
		o.open = append(o.open, &odtPara{line: line, note: o.note})
	case "table-row":
		o.rows++
		o.inRow = append(o.inRow, o.rows)
	case "s":
		n, _ := strconv.Atoi(attr(e, "c"))
		o.write(strings.Repeat(" ", min(max(n, 1), 100)))
	case "tab":
		o.write(" ")
	case "line-break":
		o.write("\n")
	}
}

func (o *odtReader) end(e xml.EndElement) {
	switch e.Name.Local {
	case "annotation", "tracked-changes":
		o.skip--
	case "note-citation":
		o.cite--
	case "note":
		o.note = ""
	case "table-row":
		if n := len(o.inRow); n > 0 {
			o.inRow = o.inRow[:n-1]
		}
	case "p", "h":
		n := len(o.open) - 1
		if n < 0 {
			return
		}
		p := o.open[n]
		b := &Block{Text: p.text.String(), Line: p.line, Note: p.note, Calls: p.calls, para: -1}
		if len(o.inRow) > 0 && p.note == "" {
			b.Row = o.inRow[len(o.inRow)-1]
		}
		o.open = o.open[:n]
		switch {
		case o.skip > 0 || strings.TrimSpace(b.Text) == "":
		case b.Note != "":
			o.notes = append(o.notes, b)
		default:
			o.draft.Blocks = append(o.draft.Blocks, b)
		}
	}
}
