package check

import (
	"strings"
	"unicode/utf8"

	"refrain/corpus/pattern"
)

var (
	// "|---|:--:|"
	mdRuleRE = pattern.New(`^[|:\-\s]+$`)
	// "(1) A/HRC/…", "[1] …", "¹ …" at the beginning of a line
	textNoteRE = pattern.New(`^(?:[(\[](\d{1,3})[)\]]|([¹²³⁰⁴-⁹]+)) ?\pL`)
	// "recommended.(1)", "recommended [1]", "recommended.¹"
	textCallRE = pattern.New(`[^\s\d(\[]\((\d{1,3})\)|\S ?\[(\d{1,3})\]|[^\s¹²³⁰⁴-⁹]([¹²³⁰⁴-⁹]+)`)
	// "2. ", "(b) ", "iv) " at the beginning of a line, after one that ended a
	// sentence: an item of a list
	itemLineRE = pattern.New(`^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)] +\S`)
	superiors  = strings.NewReplacer("¹", "1", "²", "2", "³", "3", "⁰", "0", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
)

// row reads a row of a Markdown table: a block a cell.
func (r *textReader) row(n int, line string) {
	if mdRuleRE.MatchString(line) {
		return
	}
	r.rows++
	at := 0
	for _, cell := range strings.Split(strings.ReplaceAll(line, `\|`, "\x00\x00"), "|") {
		text := strings.ReplaceAll(strings.TrimSpace(cell), "\x00\x00", `\|`)
		if text != "" {
			lead := len(cell) - len(strings.TrimLeft(cell, " \t"))
			b := &Block{Text: text, Line: n, Row: r.rows, para: -1, indent: utf8.RuneCountInString(line[:at+lead])}
			b.unmark()
			r.draft.Blocks = append(r.draft.Blocks, b)
		}
		at += len(cell) + 1
	}
}

// textNotes makes notes of the blocks at the end that begin with a mark such as
// "(1)" that the text before them carries after a word.
func (d *Draft) textNotes() {
	notes := map[string]*Block{}
	for _, b := range d.Blocks {
		if m := textNoteRE.FindStringSubmatch(b.Text); m != nil && b.Note == "" {
			notes[superiors.Replace(m[1]+m[2])] = b
		}
	}
	for _, b := range d.Blocks {
		for _, m := range textCallRE.FindAllStringSubmatchIndex(b.Text, -1) {
			mark := superiors.Replace(group(b.Text, m, 1) + group(b.Text, m, 2) + group(b.Text, m, 3))
			note := notes[mark]
			if note == nil || note == b || note.Line < b.Line || notes[superiors.Replace(group(b.Text, textNoteRE.FindStringSubmatchIndex(b.Text), 1))] == b {
				continue
			}
			note.Note = mark
			// The call stands after the word, before its mark.
			at := m[1]
			for _, k := range []int{2, 4, 6} {
				if m[k] >= 0 {
					at = m[k]
				}
			}
			if m[6] < 0 {
				at--
			}
			b.Calls = append(b.Calls, Call{len(strings.TrimRight(b.Text[:at], " ")), mark})
		}
	}
}

// ended reports whether a text ends a sentence or a part of one.
func ended(s string) bool {
	return s != "" && strings.ContainsRune(".;:!?)]”\"’", lastRune(s)) && !abbreviations.MatchString(s)
}
