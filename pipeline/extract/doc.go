package extract

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
)

func isDOC(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
}

// readDOC reads a Word 97-2003 file through its piece table.
func readDOC(_ context.Context, data []byte) (Result, error) {
	streams, err := docStreams(data)
	if err != nil {
		return Result{}, failed("the Word file is damaged: "+err.Error(), "open it in Word and save it as .docx")
	}
	text, ok := docText(streams)
	if !ok {
		return Result{}, failed("not a Word 97-2003 document", "open it in its program and save it as .docx or PDF")
	}
	var lines []corpus.Line
	for _, t := range strings.FieldsFunc(text, func(r rune) bool { return r == '\r' || r == '\n' || r == '\v' || r == '\f' || r == '\a' }) {
		if t = norm.NFC.String(strings.TrimSpace(cleanText(t))); t != "" {
			lines = append(lines, corpus.Line{Text: t, Style: "paragraph"})
		}
	}
	var p corpus.Page
	setLines(&p, lines)
	return Result{Pages: []corpus.Page{p}}, nil
}

// docStreams reads the streams that hold the text and its piece table.
func docStreams(data []byte) (map[string][]byte, error) {
	r, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for e, err := r.Next(); err == nil; e, err = r.Next() {
		switch e.Name {
		case "WordDocument", "0Table", "1Table":
			b, err := io.ReadAll(io.LimitReader(e, 64<<20))
			if err != nil {
				return nil, err
			}
			out[e.Name] = b
		}
	}
	return out, nil
}

// docText follows FIB → Clx → piece table ([MS-DOC] 2.4.1).
func docText(streams map[string][]byte) (string, bool) {
	word := streams["WordDocument"]
	if len(word) < 0x1AA || binary.LittleEndian.Uint16(word) != 0xA5EC {
		return "", false
	}
	table := streams["0Table"]
	if binary.LittleEndian.Uint16(word[0x0A:])&0x0200 != 0 {
		table = streams["1Table"]
	}
	at, n := int(binary.LittleEndian.Uint32(word[0x1A2:])), int(binary.LittleEndian.Uint32(word[0x1A6:]))
	if at < 0 || n < 0 || at > len(table) || n > len(table)-at {
		return "", false
	}
	clx := table[at : at+n]
	for len(clx) >= 3 && clx[0] == 1 {
		skip := 3 + int(binary.LittleEndian.Uint16(clx[1:]))
		if skip > len(clx) {
			return "", false
		}
		clx = clx[skip:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return "", false
	}
	size := int(binary.LittleEndian.Uint32(clx[1:]))
	if size < 4 || size > len(clx)-5 {
		return "", false
	}
	return pieces(word, clx[5:5+size]), true
}

// pieces joins the pieces of text in their order.
func pieces(word, plc []byte) string {
	var b strings.Builder
	n := (len(plc) - 4) / 12
	for i := 0; i < n; i++ {
		from, to := binary.LittleEndian.Uint32(plc[4*i:]), binary.LittleEndian.Uint32(plc[4*i+4:])
		fc := binary.LittleEndian.Uint32(plc[4*(n+1)+8*i+2:])
		count := int(to) - int(from)
		if count <= 0 {
			continue
		}
		start, width := int(fc&0x3FFFFFFF), 2
		if fc&0x40000000 != 0 {
			start, width = start/2, 1
		}
		if start < 0 || start > len(word) || count > (len(word)-start)/width {
			continue
		}
		raw := word[start : start+count*width]
		if width == 1 {
			s, err := charmap.Windows1252.NewDecoder().Bytes(raw)
			if err == nil {
				b.Write(s)
			}
			continue
		}
		u := make([]uint16, count)
		for k := range u {
			u[k] = binary.LittleEndian.Uint16(raw[2*k:])
		}
		b.WriteString(string(utf16.Decode(u)))
	}
	return dropFields(b.String())
}

// dropFields removes the instructions of fields and keeps their results.
func dropFields(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case 0x13:
			depth++
		case 0x14, 0x15:
			if depth > 0 {
				depth--
			}
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}
