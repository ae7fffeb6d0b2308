package check

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"refrain/corpus/pattern"
)

// Draft is a text to check, as blocks in reading order.
type Draft struct {
	// Format is "docx", "odt", "markdown", "html" or "text".
	Format string
	Blocks []*Block
	// docx is the Word file that the draft was read from.
	docx *wordFile
}

// Block is one paragraph, list item, table cell or note.
type Block struct {
	// Text is its text without markup; offsets count bytes of it.
	Text string
	// Line is where it begins: the 1-based line of a text, the 1-based
	// paragraph of a Word file.
	Line int
	// Note is the mark of the note that the block is ("3"), empty for body text.
	Note string
	// Row is the number of the table row that the block is a cell of, 0 for none.
	Row int
	// Quoted says that the block is a quotation as a whole.
	Quoted bool
	// Calls are the note marks in the text.
	Calls []Call
	// lines are the offsets at which new lines begin.
	lines []int
	// para is the paragraph of the Word file, -1 for none.
	para int
	// indent is how many characters stand before the text in its first line.
	indent int
}

// Call is the mark of a note in a block: at Offset, the note with the mark.
type Call struct {
	Offset int
	Note   string
}

// LineAt is the line of an offset: in a text the line of the file, in a Word
// file the paragraph.
func (b *Block) LineAt(offset int) int {
	return b.Line + sort.SearchInts(b.lines, offset+1)
}

// Column is the 1-based place in its line of an offset, in characters.
func (b *Block) Column(offset int) int {
	start, indent := 0, b.indent
	if i := sort.SearchInts(b.lines, offset+1); i > 0 {
		start, indent = b.lines[i-1], 0
	}
	return 1 + indent + utf8.RuneCountInString(b.Text[start:min(max(offset, start), len(b.Text))])
}

var (
	// "[^1]" calls a note in Markdown, "[^1]: …" is the note.
	mdCallRE = pattern.New(`\[\^([^\]\s]+)\]`)
	mdNoteRE = pattern.New(`^\[\^([^\]\s]+)\]:[ \t]*`)
	// "[A/HRC/27/10, para. 1](https://…)": the words stay, the address goes.
	mdLinkRE   = pattern.New(`!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?: "[^"]*")?\)`)
	mdEscapeRE = pattern.New("\\\\([\\\\`*_{}\\[\\]()#+.!<>~|-])")
	mdQuoteRE  = pattern.New(`^(?:> ?)+`)
	mdItemRE   = pattern.New(`^(?:[-*+]|\d+[.)]) +`)
	fenceRE    = pattern.New("^ {0,3}(?:```|~~~)")
	htmlTagRE  = pattern.New(`(?i)</?(?:em|strong|b|i|u|sup|sub|span|a|q|cite|br|small)(?: [^<>]*)?/?>|<!--.*?-->`)
)

// ReadText reads plain text or Markdown. Blank lines part blocks; a list item
// begins one. Markup becomes text, places stay those of the file's lines.
func ReadText(data []byte, markdown bool) *Draft {
	d := &Draft{Format: "text"}
	if markdown {
		d.Format = "markdown"
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n").Replace(string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	r := textReader{draft: d, markdown: markdown}
	for i, line := range strings.Split(text, "\n") {
		r.line(i+1, line)
	}
	r.end()
	d.textNotes()
	return d
}

// textReader gathers lines into blocks.
type textReader struct {
	draft    *Draft
	markdown bool
	fence    bool
	rows     int
	open     *Block
	raw      strings.Builder
	starts   []int // offsets in raw of its lines
}

func (r *textReader) line(n int, line string) {
	line = strings.TrimRight(line, " \t")
	trimmed := strings.TrimLeft(line, " \t")
	if r.markdown && fenceRE.MatchString(line) {
		r.fence = !r.fence
		r.end()
		return
	}
	if trimmed == "" || r.fence {
		r.end()
		return
	}
	if r.markdown && trimmed[0] == '|' {
		r.end()
		r.row(n, line)
		return
	}
	note, quoted := "", false
	if textNoteRE.MatchString(trimmed) {
		r.end()
	}
	if r.markdown {
		quoted = strings.HasPrefix(trimmed, ">")
		trimmed = mdQuoteRE.ReplaceAllString(trimmed, "")
		if m := mdNoteRE.FindStringSubmatch(trimmed); m != nil {
			r.end()
			note, trimmed = m[1], trimmed[len(m[0]):]
		} else if strings.HasPrefix(trimmed, "#") {
			r.end()
			trimmed = strings.TrimSpace(strings.TrimLeft(trimmed, "#"))
		}
	}
	if m := mdItemRE.FindString(trimmed); m != "" && (r.markdown || m[0] == '-' || m[0] == '*') {
		r.end()
		trimmed = trimmed[len(m):]
		if r.markdown && strings.HasPrefix(trimmed, ">") {
			quoted, trimmed = true, mdQuoteRE.ReplaceAllString(trimmed, "")
		}
	}
	if r.open != nil && itemLineRE.MatchString(trimmed) && ended(r.raw.String()) {
		r.end()
	}
	if r.open == nil {
		r.open = &Block{Line: n, Note: note, Quoted: quoted, para: -1}
	} else {
		r.raw.WriteByte('\n')
		r.starts = append(r.starts, r.raw.Len())
	}
	r.raw.WriteString(trimmed)
}

// end closes the open block.
func (r *textReader) end() {
	if r.open == nil {
		return
	}
	b := r.open
	b.Text, b.lines = r.raw.String(), r.starts
	if r.markdown {
		b.unmark()
	}
	if strings.TrimSpace(b.Text) != "" {
		r.draft.Blocks = append(r.draft.Blocks, b)
	}
	r.open, r.starts = nil, nil
	r.raw.Reset()
}

// edit replaces [start, end) of a block's text by other text.
type edit struct {
	start, end int
	text       string
	call       string
}

// unmark takes Markdown's marks out of a block: links become their words, note
// calls become places, emphasis goes.
func (b *Block) unmark() {
	var edits []edit
	for _, m := range mdCallRE.FindAllStringSubmatchIndex(b.Text, -1) {
		edits = append(edits, edit{m[0], m[1], "", b.Text[m[2]:m[3]]})
	}
	for _, m := range mdLinkRE.FindAllStringSubmatchIndex(b.Text, -1) {
		edits = append(edits, edit{m[0], m[2], "", ""}, edit{m[3], m[1], "", ""})
	}
	for _, m := range mdEscapeRE.FindAllStringIndex(b.Text, -1) {
		edits = append(edits, edit{m[0], m[0] + 1, "", ""})
	}
	for _, m := range htmlTagRE.FindAllStringIndex(b.Text, -1) {
		edits = append(edits, edit{m[0], m[1], "", ""})
	}
	b.apply(append(edits, emphasis(b.Text)...))
}

// emphasis finds the marks "*", "**", "_", "__" and "`" that stand at the edge
// of words in pairs; a star after a symbol ("A/HRC/11/22*") is none.
func emphasis(s string) []edit {
	var edits []edit
	for _, mark := range []string{"**", "__", "*", "_", "`"} {
		open := -1
		for i := 0; i+len(mark) <= len(s); i++ {
			if s[i:i+len(mark)] != mark || i > 0 && s[i-1] == '\\' {
				continue
			}
			before := i == 0 || strings.ContainsRune(" \n([“\"‘'", lastRune(s[:i]))
			after := i+len(mark) == len(s) || strings.ContainsRune(" \n)]”\"’'.,;:!?*_", firstRune(s[i+len(mark):]))
			switch {
			case open < 0 && before && !after:
				open = i
			case open >= 0 && after && !before:
				edits = append(edits, edit{open, open + len(mark), "", ""}, edit{i, i + len(mark), "", ""})
				open = -1
			}
			i += len(mark) - 1
		}
	}
	return edits
}

func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// apply makes edits, keeping where lines begin and noting calls.
func (b *Block) apply(edits []edit) {
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].start < edits[j].start })
	var out strings.Builder
	at, old := 0, b.Text
	lines := b.lines
	b.lines = nil
	moved := func(upTo int) {
		for len(lines) > 0 && lines[0] <= upTo {
			b.lines = append(b.lines, out.Len()-(upTo-lines[0]))
			lines = lines[1:]
		}
	}
	for _, e := range edits {
		if e.start < at {
			continue
		}
		out.WriteString(old[at:e.start])
		moved(e.start)
		out.WriteString(e.text)
		at = e.end
		for len(lines) > 0 && lines[0] <= at {
			b.lines = append(b.lines, out.Len())
			lines = lines[1:]
		}
		if e.call != "" {
			b.Calls = append(b.Calls, Call{out.Len(), e.call})
		}
	}
	out.WriteString(old[at:])
	moved(len(old))
	b.Text = out.String()
}
