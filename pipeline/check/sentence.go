package check

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// cited is one citation in the draft: where it stands, and where its words
// belong in the body (for a note: where it is called).
type cited struct {
	cite.Citation
	block int
	// body and at are the block and offset that the citation supports: its own
	// place, or that of the call of its note.
	body, at int
	// more are the other places where the note is called.
	more [][2]int
	// symbol is the document meant: its own, or that of "Ibid.".
	symbol string
	// earlier are the documents cited before it, the last first.
	earlier []string
	// letter is set where a letter is cited.
	letter bool
	// item says that it is an item alone, "(No. 10)", of the list cited before.
	item bool
	// ambiguous says that "Ibid." follows a note on several documents.
	ambiguous bool
}

// statement is a sentence of the body with the citations that support it.
type statement struct {
	block      int
	start, end int
	text       string
	cites      []*checked
	// borrowed says that the citations are those of the sentence after.
	borrowed bool
	// back says that they are those of the sentence before, to which "these
	// recommendations" refers; wide are all citations of the block before it.
	back bool
	wide []*checked
}

// findCitations reads the citations of all blocks, resolves Ibid. and bare
// numbers, and places those of notes where the notes are called.
func findCitations(d *Draft, g *corpus.Gazetteer) []cited {
	calls := map[string][][2]int{}
	for i, b := range d.Blocks {
		for _, c := range b.Calls {
			calls[c.Note] = append(calls[c.Note], [2]int{i, c.Offset})
		}
	}
	f := finder{states: g, calls: calls, byNote: map[string]string{}}
	for i, b := range d.Blocks {
		f.block(i, b)
	}
	f.fromNotes()
	return f.out
}

// fromNotes gives numbers of the body that no document was cited before the
// document of the next note in their block, else that of the last note called
// before them.
func (f *finder) fromNotes() {
	for i := range f.out {
		x := &f.out[i]
		if !x.Bare || x.symbol != "" || x.body != x.block {
			continue
		}
		best := -1
		for j, y := range f.out {
			switch {
			case y.symbol == "" || y.Bare || y.body > x.body:
			case y.body == x.body && y.at >= x.Start && (best < 0 || f.out[best].body < x.body || f.out[best].at < x.Start || y.at < f.out[best].at):
				best = j
			case best < 0 || f.out[best].body < y.body || f.out[best].body == y.body && f.out[best].at < min(y.at, x.Start):
				best = j
			}
		}
		if best >= 0 {
			x.symbol, x.earlier = f.out[best].symbol, []string{f.out[best].symbol}
		}
	}
}

// finder walks the blocks in order and keeps what "Ibid." would mean.
type finder struct {
	states *corpus.Gazetteer
	calls  map[string][][2]int
	out    []cited
	last   string // the document cited last; empty where another source was
	// earlier are all documents cited so far, the last first.
	earlier []string
	note    map[string]bool
	// byNote is the document cited last in each note, place what was
	// cited last of it.
	byNote map[string]string
	place  []cite.Part
}

func (f *finder) block(i int, b *Block) {
	here := map[string]bool{}
	at := 0
	for _, c := range cite.FindIn(f.states, b.Text) {
		x := cited{Citation: c, item: c.Bare && isItem(c), block: i, body: i, at: c.Start, earlier: f.earlier}
		if places := f.calls[b.Note]; len(places) > 0 && b.Note != "" {
			x.body, x.at, x.more = places[0][0], places[0][1], places[1:]
		}
		if otherSourceRE.MatchString(b.Text[min(at, c.Start):c.Start]) {
			f.last = ""
		}
		switch {
		case c.Symbol != "":
			x.symbol = c.Symbol
		case c.Bare && foreignRE.MatchString(b.Text[max(0, c.Start-20):c.Start]) && !f.afterState(b.Text[:c.Start]):
			continue // "JS1, para. 58.3"
		case c.Note != "":
			if x.symbol = f.byNote[c.Note]; x.symbol == "" {
				continue // a note on another source
			}
		case c.Bare && isItem(c) && !f.follows(b.Text[:c.Start]):
			continue // "the Convention of 1999 (No. 182)"
		case c.Ibid || c.Bare:
			x.symbol = f.last
			x.ambiguous = c.Ibid && len(here) == 0 && len(f.note) > 1 && b.Note != ""
		case c.Stem != "":
			x.letter = true
		}
		if f.under(&x); x.symbol != "" && !c.Bare {
			f.last = x.symbol
			here[x.symbol] = true
			if b.Note != "" {
				f.byNote[b.Note] = x.symbol
			}
			f.earlier = append([]string{x.symbol}, slices.DeleteFunc(slices.Clone(f.earlier), func(s string) bool { return s == x.symbol })...)
		}
		at = c.End
		f.out = append(f.out, x)
	}
	if b.Note != "" {
		if f.note = here; len(here) == 0 {
			f.last = "" // a note on another source
		}
	}
	if otherSourceRE.MatchString(b.Text[min(at, len(b.Text)):]) {
		f.last = ""
	}
}

// isItem reports whether a citation is of an item alone: "(No. 10)".
func isItem(c cite.Citation) bool {
	return len(c.Parts) > 0 && c.Parts[0].First.Para == cite.Before
}

// conventionRE is what has a number of its own.
var conventionRE = pattern.New(`(?:Convention|Protocol|Recommendation|Act|Law|Decree|Comment|Article|Resolution|ILO)\b[^.;]{0,70}$`)

// follows reports whether an item may be one of the list cited last.
func (f *finder) follows(before string) bool {
	return len(f.place) > 0 && !conventionRE.MatchString(before[max(0, len(before)-120):])
}

// afterState reports whether a text ends with a State and a comma: "Hungary,
// para. 102.42" is of the document cited before.
func (f *finder) afterState(text string) bool {
	text = strings.TrimRight(text, ", \n")
	from := max(0, len(text)-80)
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	ms := mentions(f.states, text[from:])
	return len(ms) > 0 && from+ms[len(ms)-1].end == len(text)
}

// under gives "Ibid., No. 7" its paragraph, and "Ibid." alone the place cited
// last; it keeps the place.
func (f *finder) under(x *cited) {
	if x.Ibid && !x.Bare && x.Note == "" && len(x.Parts) == 0 && !x.ambiguous {
		x.Parts = slices.Clone(f.place)
	}
	for i := range x.Parts {
		for _, ref := range []*cite.Ref{&x.Parts[i].First, &x.Parts[i].Last} {
			if ref.Para == cite.Before && len(f.place) > 0 {
				ref.Para = f.place[len(f.place)-1].First.Para
			}
		}
	}
	f.place = x.Parts
}

// otherSourceRE is a citation of a source that is no UN document by symbol:
// "UNESCO submission, p. 3", "JS1, para. 17", a web address.
var otherSourceRE = pattern.New(`\bpp?\. ?\d|, paras?\.? ?\d|https?://|\bsubmission\b|\bwww\.`)

// foreignRE is the end of a text after which a paragraph is that of the source
// just named.
var foreignRE = pattern.New(`[\pL\d”’")], ?$`)

// abbreviations do not end a sentence.
var abbreviations = pattern.New(`(?:\b(?:paras?|No|Nos|Add|Corr|Rev|art|arts|ibid|Ibid|cf|e\.g|i\.e|vol|pp?|Mr|Ms|Mrs|Dr|St|recs?|al|etc|vs|U\.N|UN Doc|L|CRP|C|WG|E/C|Doc|[A-Z])\.)$`)

// sentenceEnd is a mark that may end a sentence, with what closes it.
var sentenceEnd = pattern.New(`[.!?][”"’')\]]*(?:\(\d{1,3}\)|\[\d{1,3}\]|[¹²³⁰⁴-⁹]+)?(?:\s+|$)`)

// longestOpen is how far back a quotation or a bracket may have been opened: one
// that was not closed by mistake holds no more than this together.
const longestOpen = 2000

// sentences cuts a text into sentences. A full stop inside a quotation ends
// none, nor one before a small letter or a digit, nor after an abbreviation.
func sentences(s string) [][2]int {
	var out [][2]int
	at := 0
	for _, m := range sentenceEnd.FindAllStringIndex(s, -1) {
		if m[0] < at || m[1] == len(s) {
			continue
		}
		next := s[m[1]:]
		first := firstRune(next)
		opens := first >= 'A' && first <= 'Z' || strings.ContainsRune("“\"‘'([«", first) || first > 0x7f && first != '–' && first != '—' && first != '…'
		if !opens || abbreviations.MatchString(s[max(at, m[0]-20):m[0]+1]) || s[m[0]] == '.' && strings.HasSuffix(s[:m[0]], "..") {
			continue
		}
		if near := s[max(at, m[1]-longestOpen):m[1]]; openQuote(near) || strings.Count(near, "(") > strings.Count(near, ")") {
			continue
		}
		// A citation alone in brackets after the full stop belongs to it.
		if first == '(' {
			if end := strings.IndexByte(next, ')'); end > 0 && len(cite.Find(next[:end+1])) > 0 {
				continue
			}
		}
		out = append(out, [2]int{at, m[1]})
		at = m[1]
	}
	if at < len(s) {
		out = append(out, [2]int{at, len(s)})
	}
	return out
}

// openQuote reports whether a curly quotation is open at the end of s.
func openQuote(s string) bool { return strings.Count(s, "“") > strings.Count(s, "”") }

// statements are the sentences of the body with their citations. A quotation
// whose sentence has none borrows those of the next sentence in its block, or
// of the block after where it is a block of its own.
func statements(d *Draft, cs []*checked) []statement {
	var out []statement
	for i, b := range d.Blocks {
		if b.Note != "" && called(d, b.Note) {
			out = append(out, noteStatements(i, b, cs)...)
			continue
		}
		for _, se := range sentences(b.Text) {
			s := statement{block: i, start: se[0], end: se[1], text: unwrapped(b.Text[se[0]:se[1]])}
			for _, c := range cs {
				if c = c.calledIn(i); c != nil && c.at >= se[0] && (c.at < se[1] || c.at == se[1] && se[1] == len(b.Text)) && !startsNext(c, se) {
					s.cites = append(s.cites, c)
				}
			}
			out = append(out, s)
		}
	}
	for i := range out {
		if len(out[i].cites) > 0 || out[i].borrowed {
			continue
		}
		if i+1 < len(out) && out[i+1].block == out[i].block && len(out[i+1].cites) > 0 {
			out[i].cites, out[i].borrowed = out[i+1].cites, true
		}
	}
	for i := 1; i < len(out); i++ {
		s, before := &out[i], out[i-1]
		if s.block != before.block || before.borrowed {
			continue
		}
		if s.wide = slices.Concat(before.wide, before.cites); len(s.cites) == 0 || s.borrowed {
			s.back = refersBack(s.text)
		}
	}
	return out
}

// unwrapped is a text with a space for each line break: a place in it is the
// same place.
func unwrapped(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// backRE is what refers to recommendations named in the sentence before.
var backRE = pattern.New(`(?i)\b(?:(?:these|those)(?: (?:\w+ ){0,2}(?:recommendations?|proposals?|calls?|requests?))?|them|they|both|neither|none|each|all (?:of them|these|those|\w+ recommendations)|(?:this|that|the)(?: (?:two|three|four|five|six|seven|eight|nine|ten|latter|former|said|same|above))? (?:recommendations?|proposals?|requests?)|(?:accepted|supported|noted|rejected|endorsed) it)\b`)

// backToRE is what makes them others than those named.
var backToRE = pattern.New(`(?i)\b(?:recommendations?|proposals?|calls?|requests?),? (?:on|about|concerning|regarding|relating|related|to|from|by|of|in|made|received|that|which|other|addressed)\b|\b(?:most|some|many|several|half|majority|other|remaining|rest)\b`)

func refersBack(text string) bool { return backRE.MatchString(text) && !backToRE.MatchString(text) }

// startsNext reports whether a note is called right at the end of a sentence,
// where the next begins: the call belongs to the sentence before.
func startsNext(c *checked, se [2]int) bool {
	return c.body != c.block && c.at == se[0] && se[0] > 0
}

func called(d *Draft, note string) bool {
	for _, b := range d.Blocks {
		for _, c := range b.Calls {
			if c.Note == note {
				return true
			}
		}
	}
	return false
}

// noteStatements are the sentences of a note: what a note itself says of what
// it cites is checked there.
func noteStatements(i int, b *Block, cs []*checked) []statement {
	var out []statement
	for _, se := range sentences(b.Text) {
		s := statement{block: i, start: se[0], end: se[1], text: unwrapped(b.Text[se[0]:se[1]]), borrowed: true}
		for _, c := range cs {
			if c.block == i && c.Start >= se[0] && c.Start < se[1] {
				s.cites = append(s.cites, c)
			}
		}
		out = append(out, s)
	}
	return out
}

// passages are those that all citations of a statement name, each once.
func (s statement) passages() []corpus.Passage {
	var out []corpus.Passage
	seen := map[string]bool{}
	for _, c := range s.cites {
		for _, p := range c.passages {
			if !seen[p.ID] {
				seen[p.ID] = true
				out = append(out, p)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out
}

// complete reports whether every citation of a statement was found whole.
func (s statement) complete() bool {
	for _, c := range s.cites {
		if !c.whole {
			return false
		}
	}
	return len(s.cites) > 0
}
