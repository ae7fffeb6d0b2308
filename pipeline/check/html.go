package check

import (
	"html"
	"regexp"
	"strings"

	"refrain/corpus/pattern"
)

var (
	htmlRE   = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|p|div|h[1-6]|article|section)\b`)
	hiddenRE = pattern.New(`(?is)<(script|style|head|del|s|strike)\b[^<>]*>.*?</(?:script|style|head|del|s|strike)>`)
	blockRE  = pattern.New(`(?i)^</?(?:p|div|li|ul|ol|td|th|tr|table|h[1-6]|blockquote|section|article|body|html|br|figure|figcaption|dd|dt|dl|hr)\b`)
	tagRE    = pattern.New(`<!--(?s:.*?)-->|</?[A-Za-z][^<>]*>|<![^<>]*>`)
	idRE     = pattern.New(`(?i)\s(?:id|name)=["']?([^"'\s>]+)`)
	hrefRE   = pattern.New(`(?i)^<a\b[^>]*\shref=["']?#([^"'\s>]+)`)
	// the text of a note's mark: "3", "[3]", "iv", "*"
	markRE = pattern.New(`^[\[(]?([0-9]{1,3}|[ivx]{1,5}|[a-z]|[*†‡]{1,2})[\])]?$`)
)

// ReadHTML reads the text of a page, one block an element; lines are those of
// the file. Links to later places whose text is a mark are calls of notes;
// deleted text is left out.
func ReadHTML(data []byte) *Draft {
	h := htmlReader{draft: &Draft{Format: "html"}, line: 1, begin: 1, ids: map[string]int{}}
	s := hiddenRE.ReplaceAllStringFunc(string(data), func(m string) string { return strings.Repeat("\n", strings.Count(m, "\n")) })
	at := 0
	for _, m := range tagRE.FindAllStringIndex(s, -1) {
		h.take(s[at:m[0]])
		h.tag(s[m[0]:m[1]])
		at = m[1]
	}
	h.take(s[at:])
	h.flush()
	h.callNotes()
	return h.draft
}

// htmlReader gathers the text of elements into blocks.
type htmlReader struct {
	draft       *Draft
	text        strings.Builder
	line, begin int
	quoted      int
	rows, row   int
	ids         map[string]int // id → the block in which it stands
	links       []htmlLink
	link        int // the open link, 1-based
}

// htmlLink is a link within the page.
type htmlLink struct {
	block, offset, end int
	to                 string
}

func (h *htmlReader) flush() {
	if t := strings.Join(strings.Fields(h.text.String()), " "); t != "" {
		h.draft.Blocks = append(h.draft.Blocks, &Block{Text: t, Line: h.begin, Quoted: h.quoted > 0, Row: h.row, para: -1})
	}
	h.text.Reset()
}

// length is how long the text of the open block is.
func (h *htmlReader) length() int { return len(strings.Join(strings.Fields(h.text.String()), " ")) }

func (h *htmlReader) take(raw string) {
	if strings.TrimSpace(h.text.String()) == "" {
		h.text.Reset()
		h.begin = h.line + strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n")
	}
	h.text.WriteString(html.UnescapeString(raw))
	h.line += strings.Count(raw, "\n")
}

func (h *htmlReader) tag(tag string) {
	if blockRE.MatchString(tag) {
		h.flush()
	}
	if m := idRE.FindStringSubmatch(tag); m != nil {
		h.ids[m[1]] = len(h.draft.Blocks)
	}
	switch low := strings.ToLower(tag); {
	case hrefRE.MatchString(tag):
		h.links = append(h.links, htmlLink{len(h.draft.Blocks), h.length(), 0, hrefRE.FindStringSubmatch(tag)[1]})
		h.link = len(h.links)
	case low == "</a>" && h.link > 0:
		h.links[h.link-1].end, h.link = h.length(), 0
	case strings.HasPrefix(low, "<tr"):
		h.rows++
		h.row = h.rows
	case strings.HasPrefix(low, "</tr"):
		h.row = 0
	case strings.HasPrefix(low, "<blockquote"):
		h.quoted++
	case strings.HasPrefix(low, "</blockquote") && h.quoted > 0:
		h.quoted--
	case strings.HasPrefix(low, "<q>"), strings.HasPrefix(low, "<q "):
		h.text.WriteString("“")
	case low == "</q>":
		h.text.WriteString("”")
	}
	h.line += strings.Count(tag, "\n")
}

// callNotes makes notes of the blocks to which marks link.
func (h *htmlReader) callNotes() {
	for _, l := range h.links {
		n, ok := h.ids[l.to]
		if !ok || n <= l.block || n >= len(h.draft.Blocks) || l.block >= len(h.draft.Blocks) {
			continue
		}
		b := h.draft.Blocks[l.block]
		if l.offset > l.end || l.end > len(b.Text) {
			continue
		}
		m := markRE.FindStringSubmatch(strings.TrimSpace(b.Text[l.offset:l.end]))
		if m == nil {
			continue
		}
		h.draft.Blocks[n].Note = m[1]
		b.Calls = append(b.Calls, Call{l.offset, m[1]})
	}
}
