package match

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"refrain/corpus"
	"refrain/corpus/concept"
)

// piece is a part of a passage that is compared on its own.
type piece struct {
	name string // "" for the whole, else "(b)", "variant 2", "sentence 3", "part 2"
	text string
	// clause says that it is part of the last piece that is none; part that it
	// goes on from the piece right before it.
	clause, part bool
}

// maxPieces bounds the parts of one passage, so that a page taken for one
// paragraph costs no more than a long one.
const maxPieces = 40

// pieces splits a passage: the whole first, then its sub-items or variants as
// the parser found them, else its ";" variants and sentences, and then the
// parts of those that ask for something of their own.
func pieces(p *corpus.Passage) []piece {
	whole := AskOf(p)
	out := []piece{{text: whole}}
	var parts []piece
	if len(p.Units) > 1 {
		for _, u := range p.Units {
			parts = append(parts, piece{name: u.Name, text: stripStates(u.Text)})
		}
	} else {
		parts = splitText(whole)
	}
	for _, s := range parts {
		if len(parts) > 1 {
			out = append(out, s)
		}
		for i, c := range clauses(s.text) {
			name := "part " + strconv.Itoa(i+1)
			if s.name != "" && len(parts) > 1 {
				name = s.name + ", " + name
			}
			out = append(out, piece{name: name, text: c, clause: true, part: i > 0})
		}
		if len(out) > maxPieces {
			return out[:maxPieces]
		}
	}
	return out
}

// AskOf is the text of a passage without the brackets that name States.
func AskOf(p *corpus.Passage) string {
	if p.Ask != "" {
		return p.Ask
	}
	return stripStates(p.Text)
}

// stripStates takes out the brackets that name recommending States, wherever
// they stand: "ratify (Egypt)/consider ratifying (Peru) the Convention".
func stripStates(s string) string {
	if strings.Contains(s, "(") {
		s = withoutStates(s)
	}
	return strings.TrimRight(singleSpaced(s), ".;, ")
}

// singleSpaced puts one space between words.
func singleSpaced(s string) string {
	before := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		before = r
	}
	return strings.TrimSuffix(s, " ")
}

func withoutStates(s string) string {
	var b strings.Builder
	done, next := 0, 0
	for {
		open := strings.IndexByte(s[next:], '(')
		if open < 0 {
			break
		}
		open += next
		end := bracketEnd(s, open)
		if next = end + 1; end < 0 {
			next = open + 1
		} else if isStates(s[open+1 : end]) {
			b.WriteString(strings.TrimRight(s[done:open], " \t\n\f\r"))
			b.WriteByte(' ')
			done = next
		}
	}
	if done == 0 {
		return s
	}
	return b.String() + s[done:]
}

// bracketEnd is where the bracket that opens at s[open] closes, with no more
// than one other inside: "(Iran (Islamic Republic of))". -1 where it does not.
func bracketEnd(s string, open int) int {
	const none, within, behind = 0, 1, 2 // of the other
	other := none
	for i := open + 1; i < len(s); i++ {
		switch {
		case s[i] == ')' && other == within:
			other = behind
		case s[i] == ')':
			return i
		case s[i] == '(' && other != none:
			return -1
		case s[i] == '(':
			other = within
		}
	}
	return -1
}

// isStates reports whether every member of a list separated by commas is the
// name of a State.
func isStates(list string) bool {
	g := corpus.World()
	if _, ok := g.Resolve(list); ok {
		return true
	}
	names := strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' })
	for _, n := range names {
		if _, ok := g.Resolve(strings.TrimPrefix(strings.TrimSpace(n), "and ")); !ok {
			return false
		}
	}
	return len(names) > 0
}

// subItemRE marks "(a)", "(iv)" at the start of a sub-item.
var subItemRE = regexp.MustCompile(`(?:^|[\s;:,.])\(([a-z]|[ivx]{1,4})\)\s`)

// subItems finds the marks of sub-items; most texts have no bracket at all.
func subItems(s string) [][]int {
	if !strings.Contains(s, "(") {
		return nil
	}
	return subItemRE.FindAllStringSubmatchIndex(s, -1)
}

// splitText parts a text at its sub-items, else at ";" and the ends of sentences.
func splitText(s string) []piece {
	if marks := subItems(s); len(marks) > 1 {
		var out []piece
		for i, m := range marks {
			end := len(s)
			if i+1 < len(marks) {
				end = marks[i+1][0]
			}
			out = append(out, piece{name: "(" + s[m[2]:m[3]] + ")", text: strings.TrimSpace(s[m[1]:end])})
		}
		return out
	}
	variants := splitAt(s, func(i int) bool { return s[i] == ';' })
	if len(variants) > 1 {
		return named(variants, "variant")
	}
	return named(sentences(s), "sentence")
}

func named(texts []string, kind string) []piece {
	var out []piece
	for i, t := range texts {
		name := ""
		if len(texts) > 1 {
			name = kind + " " + strconv.Itoa(i+1)
		}
		out = append(out, piece{name: name, text: t})
	}
	return out
}

func splitAt(s string, cut func(i int) bool) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case depth <= 0 && cut(i):
			out = appendText(out, s[from:i])
			from = i + 1
		}
	}
	return appendText(out, s[from:])
}

func appendText(out []string, s string) []string {
	if s = strings.TrimSpace(s); len(s) > 2 {
		return append(out, s)
	}
	return out
}

// sentences parts a text at full stops (and the footnote numbers printed after
// them) that a capital follows; not after "No." and the like.
func sentences(s string) []string {
	return splitAt(s, func(i int) bool {
		if s[i] != '.' || i < 3 {
			return false
		}
		switch strings.ToLower(s[max(0, i-2):i]) {
		case "no", "os", "rt", "ts", "ra", "as", "mr", "ms", "dr", "st":
			if w := lastWord(s[:i]); abbreviations[strings.ToLower(w)] {
				return false
			}
		}
		j := i + 1
		for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == '"' || strings.HasPrefix(s[j:], "”")) {
			j++
		}
		k := j
		for k < len(s) && s[k] == ' ' {
			k++
		}
		return k > j && k < len(s) && unicode.IsUpper(rune(s[k]))
	})
}

var abbreviations = map[string]bool{"no": true, "nos": true, "art": true, "arts": true, "para": true, "paras": true,
	"mr": true, "ms": true, "mrs": true, "dr": true, "st": true}

func lastWord(s string) string {
	i := strings.LastIndexAny(s, " (")
	return s[i+1:]
}

// clauses parts a sentence at the verbs that begin a further demand: "improve
// conditions and ensure wider use of …". A sentence with one demand has none.
func clauses(s string) []string {
	var out []string
	from := 0
	for i := 0; ; {
		at, verb, end := nextClause(s, i)
		if at < 0 {
			break
		}
		i = end
		if at-from < 15 || len(s)-verb < 15 || !startsDemand(s[verb:end]) {
			continue
		}
		out = appendText(out, s[from:at])
		from = verb
	}
	if len(out) == 0 {
		return nil
	}
	return appendText(out, s[from:])
}

// joints are what may stand between a clause and the next, the longer first.
var joints = []string{", and to ", " and to ", ", and ", " and ", ", as well as ", " as well as ", ", ", "; "}

// nextClause finds, from i on, a joint with a word of letters and hyphens after
// it: where the joint stands, and where the word begins and ends; at is -1
// where there is none.
func nextClause(s string, i int) (at, word, end int) {
	for ; i < len(s); i++ {
		if c := s[i]; c != ',' && c != ' ' && c != ';' {
			continue
		}
		for _, j := range joints {
			if !strings.HasPrefix(s[i:], j) {
				continue
			}
			word = i + len(j)
			for end = word; end < len(s) && (isLetter(s[end]) || s[end] == '-'); end++ {
			}
			for end > word && s[end-1] == '-' {
				end--
			}
			if end > word {
				return i, word, end
			}
		}
	}
	return -1, 0, 0
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// startsDemand reports whether a word is a verb of demand, in any form but the
// past.
func startsDemand(w string) bool {
	w = strings.ToLower(w)
	if strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "s") {
		return false
	}
	t := concept.Tokens(w)
	return len(t) == 1 && strengthOf[t[0].Stem] > 0
}
