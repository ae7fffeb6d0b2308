package extract

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"refrain/corpus"
)

// isText accepts what decodes to text with hardly any control characters.
func isText(data []byte) bool {
	if !strings.HasPrefix(http.DetectContentType(data), "text/") {
		return false
	}
	s := decodeText(data[:min(len(data), 64<<10)])
	bad := 0
	for _, r := range s {
		if r < 32 && r != '\n' && r != '\r' && r != '\t' && r != '\f' || r == utf8.RuneError {
			bad++
		}
	}
	return bad*100 <= len(s)
}

// decodeText decodes UTF-8, UTF-16 with a byte-order mark, else Windows-1252.
func decodeText(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return string(data[3:])
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		big := data[0] == 0xFE
		u := make([]uint16, 0, len(data)/2)
		for i := 2; i+1 < len(data); i += 2 {
			if big {
				u = append(u, uint16(data[i])<<8|uint16(data[i+1]))
			} else {
				u = append(u, uint16(data[i+1])<<8|uint16(data[i]))
			}
		}
		return string(utf16.Decode(u))
	case utf8.Valid(trimRune(data)):
		return string(trimRune(data))
	}
	s, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return string(data)
	}
	return string(s)
}

// trimRune drops a character that a cut of the data left incomplete.
func trimRune(data []byte) []byte {
	for i := 0; i < utf8.UTFMax && len(data) > 0; i++ {
		if r, n := utf8.DecodeLastRune(data); r != utf8.RuneError || n > 1 {
			break
		}
		data = data[:len(data)-1]
	}
	return data
}

// errTooMuch says that a file is no document: it has more text than one.
var errTooMuch = failed(fmt.Sprintf("more text than a document has (over %d MB, %d lines or %d pages)", maxText>>20, maxLines, maxPages),
	"split it into its documents")

// readText reads plain text and Markdown. Form feeds part pages; without them
// there is one page, number 0.
func readText(_ context.Context, data []byte) (Result, error) {
	if len(data) > 2*maxText {
		return Result{}, errTooMuch
	}
	s := strings.ReplaceAll(decodeText(data), "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	if len(s) > maxText || strings.Count(s, "\n") > maxLines || strings.Count(s, "\f") > maxPages {
		return Result{}, errTooMuch
	}
	parts := strings.Split(s, "\f")
	var res Result
	for i, part := range parts {
		p := corpus.Page{}
		if len(parts) > 1 {
			p.Number = i + 1
		}
		var lines []corpus.Line
		for _, l := range strings.Split(part, "\n") {
			lines = append(lines, corpus.Line{Text: norm.NFC.String(strings.TrimRight(cleanText(l), " "))})
		}
		setLines(&p, lines)
		res.Pages = append(res.Pages, p)
	}
	return res, nil
}

// setLines gives a page its lines and its text, with each line's start.
func setLines(p *corpus.Page, lines []corpus.Line) {
	var b strings.Builder
	at := 0
	for i := range lines {
		if i > 0 {
			b.WriteByte('\n')
			at++
		}
		lines[i].Start = at
		b.WriteString(lines[i].Text)
		at += utf8.RuneCountInString(lines[i].Text)
	}
	p.Lines, p.Text = lines, b.String()
}
