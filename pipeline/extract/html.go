package extract

import (
	"bytes"
	"cmp"
	"context"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"refrain/corpus"
)

var htmlStart = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b`)

func isHTML(data []byte) bool {
	return htmlStart.Match(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte{0xEF, 0xBB, 0xBF}))
}

// blockTags end a line.
var blockTags = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Br: true, atom.Li: true, atom.Tr: true, atom.Td: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Table: true, atom.Section: true}

// readHTML takes the text of a page, one line a block.
func readHTML(_ context.Context, data []byte) (Result, error) {
	if len(data) > 2*maxText {
		return Result{}, errTooMuch
	}
	z := html.NewTokenizer(strings.NewReader(decodeText(data)))
	z.SetMaxBuf(16 << 20)
	var lines []corpus.Line
	var b strings.Builder
	var style string
	hidden := 0
	flush := func() {
		if t := strings.Join(strings.Fields(cleanText(b.String())), " "); t != "" {
			lines = append(lines, corpus.Line{Text: t, Style: cmp.Or(style, "paragraph")})
		}
		b.Reset()
	}
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			break
		}
		tok := z.Token()
		switch tt {
		case html.TextToken:
			if hidden == 0 {
				b.WriteString(tok.Data)
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			switch tok.DataAtom {
			case atom.Script, atom.Style, atom.Head:
				if tt == html.StartTagToken {
					hidden++
				} else if hidden > 0 {
					hidden--
				}
			}
			if blockTags[tok.DataAtom] {
				flush()
				style = ""
				if tt == html.StartTagToken && tok.Data[0] == 'h' && len(tok.Data) == 2 {
					style = "Heading " + tok.Data[1:]
				}
			}
		}
	}
	flush()
	var p corpus.Page
	setLines(&p, lines)
	return Result{Pages: []corpus.Page{p}}, nil
}
