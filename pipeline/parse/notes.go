package parse

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/pattern"
	"refrain/pipeline/layout"
)

// mark is a note's mark in a passage: its place in the text, in code points.
type mark struct {
	at   int
	note string
}

// marksOf reads the marks of a block, shifted to where its text begins.
func marksOf(b layout.Block, shift int) []mark {
	var out []mark
	for i, n := range b.Notes {
		at := shift
		if i < len(b.NoteAt) {
			at += b.NoteAt[i]
		}
		for _, one := range strings.FieldsFunc(n, func(r rune) bool { return r == ',' || r == ' ' }) {
			out = append(out, mark{at, one})
		}
	}
	return out
}

// gluedMarks finds the marks that plain text glues to words ("penalty.5"): each
// is the next number, so that years and paragraph numbers are not taken for
// marks. It returns the text without them.
func gluedMarks(text string, next *int) (string, []mark) {
	var out []mark
	var b strings.Builder
	rest := text
	for {
		n := itoa(*next)
		at := gluedAt(rest, n)
		if at < 0 {
			break
		}
		b.WriteString(rest[:at])
		out = append(out, mark{utf8.RuneCountInString(b.String()), n})
		rest = rest[at+len(n):]
		*next++
	}
	b.WriteString(rest)
	return b.String(), out
}

// gluedAt is the place of a mark in a text: digits after a letter or the end of
// a clause, before a space, the end or another sign.
func gluedAt(text, n string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], n)
		if i < 0 {
			return -1
		}
		i += from
		from = i + len(n)
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after := ""
		if from < len(text) {
			after = text[from : from+1]
		}
		if i > 0 && strings.ContainsRune(".,;:)”’\"", before) || i > 0 && before >= 'a' && before <= 'z' {
			if strings.Trim(after, " .,;:)") == "" && !strings.HasSuffix(text[:i], "No.") && !strings.HasSuffix(text[:i], "para.") {
				return i
			}
		}
	}
}

// endnotes are notes by their mark; a mark met twice keeps its first note. A
// note begins at its number, which is the one that follows the last, at the
// head of a block or after the end of the note before.
func endnotes(blocks []layout.Block) map[string]string {
	out := map[string]string{}
	last := 0
	var open string
	for i, b := range blocks {
		text := strings.TrimSpace(b.Number + " " + b.Text)
		m := noteRE.FindStringSubmatch(text)
		if m != nil && follows(atoi(m[1]), last, blocks[i+1:]) {
			last, open = atoi(m[1]), m[1]
			text = m[2]
			if _, ok := out[open]; ok {
				continue
			}
			out[open] = ""
		}
		if open == "" {
			continue
		}
		out[open] = strings.TrimSpace(out[open] + " " + text)
		// Where notes run on in one block the next number parts them.
		for {
			cut := nextNote(out[open], last+1)
			if cut < 0 {
				break
			}
			whole := out[open]
			last++
			out[open] = strings.TrimSpace(whole[:cut])
			open = itoa(last)
			out[open] = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(whole[cut:]), open))
		}
	}
	return out
}

// follows reports whether n can be the number of the note after last: the next,
// or one further on where the notes between were lost and those after it go on.
func follows(n, last int, after []layout.Block) bool {
	if n <= last || n > last+60 {
		return false
	}
	if n <= last+2 {
		return true
	}
	for _, b := range after[:min(3, len(after))] {
		if m := noteRE.FindStringSubmatch(strings.TrimSpace(b.Number + " " + b.Text)); m != nil && atoi(m[1]) == n+1 {
			return true
		}
	}
	return false
}

var noteRE = pattern.New(`^(\d{1,3})\.?\s*([^\d\s.,;-].*)`)

// nextNote is where note n begins inside a text: its number after the end of a
// sentence and before a capital.
func nextNote(text string, n int) int {
	re := regexp.MustCompile(`[.)]\s+(` + itoa(n) + `)\s+(?:[A-Z“"]|www|http)`)
	if m := re.FindStringSubmatchIndex(text); m != nil {
		return m[2]
	}
	return -1
}

// relevantRE is the note of a heading in the compilations and summaries of
// cycle 3: the earlier recommendations that the Office counts under it.
var relevantRE = pattern.New(`(?i)for (?:the )?(?:relevant )?(?:the )?recomm[ae]ndations?,?\s+see\s+(A/HRC/\d+/\d+)(?: and (?:Add|Corr)\.\d+)*,? ?(?:paras?\.? ?)?(.*)`)

// relevant reads such a note: the report and its recommendations, ranges
// expanded. What cannot be right is left out and said: "paras.
// 151.119-115.127", where a range runs backwards or changes its lead.
func relevant(note string) (target string, paras, errors []string) {
	m := relevantRE.FindStringSubmatch(note)
	if m == nil {
		return "", nil, nil
	}
	target = m[1]
	list := m[2]
	if i := strings.Index(list, "A/HRC/"); i >= 0 {
		list = list[:i] // another document follows
	}
	for _, n := range rangePartRE.FindAllStringSubmatch(list, -1) {
		from, to := strings.ReplaceAll(n[1], " ", ""), strings.ReplaceAll(n[2], " ", "")
		if to == "" {
			paras = append(paras, from)
			continue
		}
		if !strings.Contains(to, ".") {
			to = strings.Split(from, ".")[0] + "." + to
		}
		lead, _, _ := strings.Cut(from, ".")
		other, _, _ := strings.Cut(to, ".")
		more := expandRange(from, to)
		if lead != other || len(more) == 0 {
			errors = append(errors, n[0])
			continue
		}
		paras = append(paras, more...)
	}
	return target, paras, errors
}

var rangePartRE = pattern.New(`(\d{1,3}\. ?\d{1,3})(?:\s?[-–]\s?(\d{1,3}(?:\. ?\d{1,3})?))?`)

// headingLinks keeps, for each heading with such a note, the recommendations
// that the Office counts under it.
func (c *context) headingLinks(headings []headingNote, notes map[string]string) {
	for _, h := range headings {
		for _, n := range h.notes {
			note, ok := notes[n]
			if !ok {
				continue
			}
			target, paras, errors := relevant(note)
			if target == "" {
				continue
			}
			if paras == nil {
				paras = []string{}
			}
			c.doc.HeadingLinks = append(c.doc.HeadingLinks, corpus.HeadingLink{Heading: h.text, Note: n, Target: target, Paras: paras})
			if len(errors) > 0 {
				c.warn("Note %s names recommendations that cannot be read as printed (%s of %s): they are left out.", n, strings.Join(errors, ", "), target)
			}
		}
	}
	sort.SliceStable(c.doc.HeadingLinks, func(i, j int) bool { return atoi(c.doc.HeadingLinks[i].Note) < atoi(c.doc.HeadingLinks[j].Note) })
}

// headingNote is a heading with the marks of its notes.
type headingNote struct {
	text  string
	notes []string
}
