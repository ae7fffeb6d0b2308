package check

import (
	"html"
	"regexp"
	"strings"
)

var (
	htmlRE   = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|p|div|h[1-6]|article|section)\b`)
	hiddenRE = regexp.MustCompile(`(?is)<(script|style|head)\b.*?</(?:script|style|head)>`)
	blockRE  = regexp.MustCompile(`(?i)^</?(?:p|div|li|ul|ol|td|th|tr|table|h[1-6]|blockquote|section|article|body|html|br|figure|figcaption|dd|dt|dl|hr)\b`)
	tagRE    = regexp.MustCompile(`<!--(?s:.*?)-->|</?[A-Za-z][^<>]*>|<![^<>]*>`)
)

// ReadHTML reads the text of a page, one block an element; lines are those of
// the file.
func ReadHTML(data []byte) *Draft {
	d := &Draft{Format: "html"}
	s := hiddenRE.ReplaceAllStringFunc(string(data), func(m string) string { return strings.Repeat("\n", strings.Count(m, "\n")) })
	line, at := 1, 0
	var text strings.Builder
	begin := 1
	quoted, rows, row := 0, 0, 0
	flush := func() {
		if t := strings.Join(strings.Fields(text.String()), " "); t != "" {
			d.Blocks = append(d.Blocks, &Block{Text: t, Line: begin, Quoted: quoted > 0, Row: row, para: -1})
		}
		text.Reset()
	}
	take := func(raw string) {
		if strings.TrimSpace(text.String()) == "" {
			text.Reset()
			begin = line + strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n")
		}
		text.WriteString(html.UnescapeString(raw))
		line += strings.Count(raw, "\n")
	}
	for _, m := range tagRE.FindAllStringIndex(s, -1) {
		take(s[at:m[0]])
		tag := s[m[0]:m[1]]
		if blockRE.MatchString(tag) {
			flush()
		}
		switch low := strings.ToLower(tag); {
		case strings.HasPrefix(low, "<tr"):
			rows++
			row = rows
		case strings.HasPrefix(low, "</tr"):
			row = 0
		case strings.HasPrefix(low, "<blockquote"):
			quoted++
		case strings.HasPrefix(low, "</blockquote") && quoted > 0:
			quoted--
		case strings.HasPrefix(low, "<q>"), strings.HasPrefix(low, "<q "):
			text.WriteString("“")
		case low == "</q>":
			text.WriteString("”")
		}
		line += strings.Count(tag, "\n")
		at = m[1]
	}
	take(s[at:])
	flush()
	return d
}
