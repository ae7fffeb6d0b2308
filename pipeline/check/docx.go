package check

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// wordFile is a Word file with what is needed to put comments into it: the
// bytes of its main part, and where each piece of text stands in them.
type wordFile struct {
	zip   *zip.Reader
	body  []byte
	paras []*wordPara
	calls map[string]span // note mark → the run that calls it
}

// span is a range of bytes of the main part.
type span struct{ start, end int }

// wordPara is one paragraph with its pieces of text.
type wordPara struct {
	text   strings.Builder
	pieces []piece
	calls  []Call
	note   string
	row    int // of a table, 0 for none
}

// piece is the text of one element of a run.
type piece struct {
	// start is where it begins in the paragraph's text; at gives for each byte
	// of it, and its end, the place in the part. It is nil for a tab or break.
	start, n int
	at       []int
	tag      span // the start tag <w:t>
	run      span
	props    span // <w:rPr>…</w:rPr>
}

// Limits against archives that unpack to far more than they are.
const (
	maxPart  = 256 << 20
	maxDepth = 256
)

const mainPart = "word/document.xml"

// readWord reads a Word file: body paragraphs in order, then footnotes, then
// endnotes. Text that a tracked change deleted is left out.
func readWord(data []byte) (*Draft, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("the Word file is damaged: %w", err)
	}
	w := &wordFile{zip: z, calls: map[string]span{}}
	if w.body, err = w.part(mainPart); err != nil {
		return nil, err
	}
	d := &Draft{Format: "docx", docx: w}
	p := &wordParser{file: w, marks: map[string]string{}, data: w.body}
	if err := p.run(); err != nil {
		return nil, fmt.Errorf("the Word file is damaged: %w", err)
	}
	w.paras = p.paras
	line := map[string]int{}
	for i, para := range p.paras {
		if text := para.text.String(); strings.TrimSpace(text) != "" {
			d.Blocks = append(d.Blocks, &Block{Text: text, Line: i + 1, Calls: para.calls, Row: para.row, para: i})
		}
		for _, c := range para.calls {
			line[c.Note] = i + 1
		}
	}
	for _, name := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		notes, err := w.notes(name, p.marks)
		if err != nil {
			return nil, err
		}
		for _, b := range notes {
			b.Line = line[b.Note]
			d.Blocks = append(d.Blocks, b)
		}
	}
	return d, nil
}

// part reads a part whole.
func (w *wordFile) part(name string) ([]byte, error) {
	for _, f := range w.zip.File {
		if f.Name != name {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("the Word file is damaged: %w", err)
		}
		defer rc.Close()
		data, err := io.ReadAll(io.LimitReader(rc, maxPart))
		if err != nil {
			return nil, fmt.Errorf("the Word file is damaged: %w", err)
		}
		return data, nil
	}
	return nil, fmt.Errorf("it is no Word file: it has no part %s", name)
}

// notes reads footnotes or endnotes as blocks.
func (w *wordFile) notes(name string, marks map[string]string) ([]*Block, error) {
	data, err := w.part(name)
	if err != nil {
		return nil, nil // a file without notes
	}
	p := &wordParser{file: w, marks: marks, data: data, inNotes: true, kind: strings.TrimSuffix(strings.TrimPrefix(name, "word/"), "s.xml")}
	if err := p.run(); err != nil {
		return nil, fmt.Errorf("the Word file is damaged: %s: %w", name, err)
	}
	var out []*Block
	for _, para := range p.paras {
		if text := para.text.String(); para.note != "" && strings.TrimSpace(text) != "" {
			out = append(out, &Block{Text: text, Note: para.note, para: -1})
		}
	}
	number := func(b *Block) int { n, _ := strconv.Atoi(strings.TrimPrefix(b.Note, "e")); return n }
	sort.SliceStable(out, func(i, j int) bool { return number(out[i]) < number(out[j]) })
	return out, nil
}

// wordParser walks the tokens of a part and keeps places in its bytes.
type wordParser struct {
	file    *wordFile
	data    []byte
	marks   map[string]string // "footnote 3" → printed mark
	kind    string
	inNotes bool

	paras       []*wordPara
	open        []*wordPara // paragraphs that are open: a text box stands inside one
	run0        []piece     // runs that are open, as templates
	note        string
	skip        int // inside deleted text or a fallback
	tag, tagEnd int // the last <w:t>
	rows        int // rows of tables so far
	inRow       []int
}

func (p *wordParser) run() error {
	dec := xml.NewDecoder(bytes.NewReader(p.data))
	depth := 0
	for {
		from := int(dec.InputOffset())
		t, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		to := int(dec.InputOffset())
		switch e := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errors.New("elements are nested too deep")
			}
			p.start(e, from, to)
		case xml.EndElement:
			depth--
			p.end(e, from, to)
		}
	}
}

func (p *wordParser) top() *wordPara {
	if len(p.open) == 0 {
		return nil
	}
	return p.open[len(p.open)-1]
}

// isWord reports whether an element is of WordprocessingML: drawings and
// formulas have paragraphs, runs and texts of their own, which are left alone.
func isWord(n xml.Name) bool {
	return n.Space == "" || strings.Contains(n.Space, "wordprocessingml") || n.Local == "Fallback"
}

func (p *wordParser) start(e xml.StartElement, from, to int) {
	if !isWord(e.Name) {
		return
	}
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback":
		p.skip++
	case "footnote", "endnote":
		p.note = p.marks[e.Name.Local+" "+attr(e, "id")]
	case "p":
		para := &wordPara{note: p.note}
		if n := len(p.inRow); n > 0 {
			para.row = p.inRow[n-1]
		}
		p.open = append(p.open, para)
	case "tr":
		p.rows++
		p.inRow = append(p.inRow, p.rows)
	case "r":
		p.run0 = append(p.run0, piece{run: span{from, 0}})
	case "rPr":
		if n := len(p.run0); n > 0 {
			p.run0[n-1].props.start = from
		}
	case "t":
		p.tag, p.tagEnd = from, to
	case "tab":
		p.char(" ")
	case "br", "cr":
		p.char("\n")
	case "noBreakHyphen":
		p.char("-")
	case "footnoteReference", "endnoteReference":
		p.call(strings.TrimSuffix(e.Name.Local, "Reference"), attr(e, "id"))
	}
}

// char adds a character that is an element of its own.
func (p *wordParser) char(s string) {
	para := p.top()
	if para == nil || p.skip > 0 || len(p.run0) == 0 {
		return
	}
	pc := p.run0[len(p.run0)-1]
	pc.start, pc.n = para.text.Len(), len(s)
	para.text.WriteString(s)
	para.pieces = append(para.pieces, pc)
}

// call notes the mark of a note; notes are numbered as they are called.
func (p *wordParser) call(kind, id string) {
	para := p.top()
	if para == nil || p.skip > 0 || p.inNotes || len(p.run0) == 0 {
		return
	}
	k := kind + " " + id
	if p.marks[k] == "" {
		n := 1
		for other := range p.marks {
			if strings.HasPrefix(other, kind+" ") {
				n++
			}
		}
		p.marks[k] = strconv.Itoa(n)
		if kind == "endnote" {
			p.marks[k] = "e" + strconv.Itoa(n)
		}
	}
	mark := p.marks[k]
	para.calls = append(para.calls, Call{para.text.Len(), mark})
	p.file.calls[mark] = span{p.run0[len(p.run0)-1].run.start, -1}
}

func (p *wordParser) end(e xml.EndElement, from, to int) {
	if !isWord(e.Name) {
		return
	}
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback":
		p.skip--
	case "footnote", "endnote":
		p.note = ""
	case "tr":
		if n := len(p.inRow); n > 0 {
			p.inRow = p.inRow[:n-1]
		}
	case "p":
		if para := p.top(); para != nil {
			p.open = p.open[:len(p.open)-1]
			p.paras = append(p.paras, para)
		}
	case "rPr":
		if n := len(p.run0); n > 0 && p.run0[n-1].props.end == 0 && p.run0[n-1].props.start > 0 {
			p.run0[n-1].props.end = to
		}
	case "t":
		p.take(from)
	case "r":
		p.endRun(to)
	}
}

// take adds the text of a <w:t> that ends at a place.
func (p *wordParser) take(end int) {
	para := p.top()
	if para == nil || p.skip > 0 || len(p.run0) == 0 {
		return
	}
	pc := p.run0[len(p.run0)-1]
	pc.tag = span{p.tag, p.tagEnd}
	pc.start = para.text.Len()
	s, at := decode(p.data, p.tagEnd, max(end, p.tagEnd))
	pc.n, pc.at = len(s), at
	para.text.WriteString(s)
	para.pieces = append(para.pieces, pc)
}

// endRun gives the pieces of a run its end.
func (p *wordParser) endRun(to int) {
	n := len(p.run0)
	if n == 0 {
		return
	}
	start := p.run0[n-1].run.start
	p.run0 = p.run0[:n-1]
	if para := p.top(); para != nil {
		for i := range para.pieces {
			if para.pieces[i].run.start == start {
				para.pieces[i].run.end = to
			}
		}
		if p.inNotes {
			return
		}
		for _, c := range para.calls {
			if s := p.file.calls[c.Note]; s.start == start {
				p.file.calls[c.Note] = span{start, to}
			}
		}
	}
}

// decode reads the characters of data[from:to] with their places; at is nil
// where they cannot be told apart (a CDATA section).
func decode(data []byte, from, to int) (string, []int) {
	raw := data[from:to]
	if bytes.Contains(raw, []byte("<")) {
		var s string
		_ = xml.Unmarshal(append(append([]byte("<t>"), raw...), "</t>"...), &s)
		return s, nil
	}
	var b strings.Builder
	var at []int
	for i := 0; i < len(raw); {
		s, n := string(raw[i:i+1]), 1
		if raw[i] == '&' {
			if k := bytes.IndexByte(raw[i:], ';'); k > 0 {
				_ = xml.Unmarshal([]byte("<t>"+string(raw[i:i+k+1])+"</t>"), &s)
				n = k + 1
			}
		} else if r, size := utf8.DecodeRune(raw[i:]); r != utf8.RuneError {
			s, n = string(raw[i:i+size]), size
		}
		for range len(s) {
			at = append(at, from+i)
		}
		b.WriteString(s)
		i += n
	}
	return b.String(), append(at, to)
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
