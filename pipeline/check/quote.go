package check

import (
	"fmt"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// quotation is a quoted text: the words between ellipses and insertions, in
// order.
type quotation struct {
	start, end int // in the block, marks included
	text       string
	parts      [][]string
	n          int // words
}

var (
	// the quotation marks that people use; a straight one closes a straight one
	quotesRE = pattern.New(`“[^“”]*(?:“[^“”]*”[^“”]*)*”|"[^"\n]*(?:\n[^"\n]+)*"|«[^«»]*»|„[^„“”]*[“”]|(?:^|[\s(\[])‘(?:[^‘’]|’\pL|s’ )*’(?:[^\pL]|$)|(?:^|[\s(\[])'[^'\n]{12,400}'(?:[\s,.;:)\]]|$)`)
	// "…", "...", ". . .", "[…]", "(…)", "[...]"
	ellipsisRE = pattern.New(`[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?`)
	// "[r]atify", "[R]atify": the case of a letter was changed
	letterCaseRE = pattern.New(`\[(\pL)\](\pL)`)
	// "[sic]", "[emphasis added]" and other insertions
	insertedRE = pattern.New(`\[[^\[\]]*\]`)
)

// quotationsIn finds the quotations of a sentence, places relative to at.
func quotationsIn(s string, at int) []quotation {
	var out []quotation
	for _, m := range quotesRE.FindAllStringIndex(s, -1) {
		text := strings.Trim(s[m[0]:m[1]], " \n([")
		start := m[0] + strings.Index(s[m[0]:m[1]], text)
		for _, marks := range [][2]string{{"‘", "’"}, {"'", "'"}} {
			if i := strings.LastIndex(text, marks[1]); strings.HasPrefix(text, marks[0]) && i > 0 {
				text = text[:i+len(marks[1])]
			}
		}
		q := quotation{start: at + start, end: at + start + len(text), text: strings.Trim(text, "“”\"«»„‘’' ")}
		q.split()
		if q.n > 0 {
			out = append(out, q)
		}
	}
	return out
}

// split parts a quotation at its ellipses and insertions.
func (q *quotation) split() {
	s := letterCaseRE.ReplaceAllString(q.text, "$1$2")
	s = insertedRE.ReplaceAllStringFunc(s, func(m string) string {
		if strings.EqualFold(m, "[sic]") {
			return " "
		}
		return "\x00"
	})
	s = ellipsisRE.ReplaceAllString(s, "\x00")
	for _, part := range strings.Split(s, "\x00") {
		if w := wordsOf(part); len(w) > 0 {
			q.parts = append(q.parts, w)
			q.n += len(w)
		}
	}
}

// in reports whether the parts stand in words, in order.
func (q quotation) in(words []string) bool {
	at := 0
	for _, p := range q.parts {
		i := find(words, p, at)
		if i < 0 {
			return false
		}
		at = i + len(p)
	}
	return true
}

func (q quotation) longest() []string {
	var best []string
	for _, p := range q.parts {
		if len(p) > len(best) {
			best = p
		}
	}
	return best
}

// scareWords is the length up to which a quotation that is nowhere found is
// taken for a term in quotation marks.
const scareWords = 3

// quotations checks the quotations of a sentence.
func (r *run) quotations(s statement) {
	b := r.draft.Blocks[s.block]
	qs := quotationsIn(s.text, s.start)
	if b.Quoted {
		qs = []quotation{blockQuotation(s, b)}
	}
	for _, q := range qs {
		if q.insideCitation(s) {
			continue
		}
		f, ok := r.quotation(q, s)
		if ok {
			f.What = Quotation
			r.add(s.block, q.start, q.end, f)
		}
	}
}

// blockQuotation takes a sentence of a block quotation without its citation.
func blockQuotation(s statement, _ *Block) quotation {
	end := len(s.text)
	for _, c := range s.cites {
		if c.block == s.block && c.Start >= s.start && c.Start-s.start < end {
			end = c.Start - s.start
		}
	}
	// "… (Uruguay, A/HRC/…"
	if i := strings.LastIndexByte(s.text[:end], '('); i > 0 && strings.IndexByte(s.text[i:end], ')') < 0 {
		end = i
	}
	q := quotation{start: s.start, end: s.start + end, text: strings.Trim(s.text[:end], " \n(—–-“”\"")}
	q.split()
	return q
}

// insideCitation reports whether the marks are part of a citation: annex,
// “Children”, first bullet.
func (q quotation) insideCitation(s statement) bool {
	for _, c := range s.cites {
		if c.block == s.block && q.start >= c.Start && q.end <= c.End {
			return true
		}
	}
	return false
}

// quotation checks one quotation: in the passages cited, then in the documents
// cited, then in all that are here.
func (r *run) quotation(q quotation, s statement) (Finding, bool) {
	ps := s.passages()
	for _, p := range ps {
		if q.in(r.words.of(p)) {
			if via := viaOf(s, p); via != nil {
				return Finding{Result: Wrong, IDs: []string{p.ID}, Right: via.String(),
					Says: "these are the words of " + p.Cite + ", which reports " + via.Symbol + ": paraphrase, or quote the former"}, true
			}
			return Finding{Result: Correct, Says: "these words stand in " + p.Cite, IDs: []string{p.ID}, Official: cite.Official(p)}, true
		}
	}
	holding := r.words.holding(q)
	if f, ok := r.quotedBefore(q, s); ok {
		return f, f.Result != ""
	}
	if len(s.cites) == 0 {
		return unnoted(q, holding)
	}
	if p, ok := inWhole(s, holding); ok {
		return Finding{Result: Correct, IDs: []string{p.ID}, Official: cite.Official(p), Says: "these words stand in " + p.Cite,
			Style: []string{"cite the place: " + p.Cite}}, true
	}
	if len(holding) > 0 && q.n > scareWords {
		best, right, says := r.standsIn(s, holding)
		if !s.complete() && best.Symbol != "" && !citesDocument(s, best.Symbol) {
			return Finding{Result: CannotCheck, IDs: []string{best.ID}, Official: cite.Official(best), Right: right,
				Says: "a document or number that the sentence cites is not here; as for these words, " + says}, true
		}
		return Finding{Result: Wrong, Right: right, IDs: []string{best.ID}, Official: cite.Official(best),
			Says: "these words do not stand where the citation says; " + says}, true
	}
	if q.n <= scareWords {
		return Finding{}, false
	}
	return r.misquoted(q, s, ps)
}

// holds reports whether a citation of a document as a whole, of a letter's
// annex, or of the paragraph that leads a list, covers a passage.
func (c *checked) holds(p corpus.Passage) bool {
	if c.doc == nil || c.doc.Key != p.Key {
		return false
	}
	if len(c.Parts) == 0 || c.letter && len(c.passages) == 0 && c.whole {
		return true
	}
	refs, _ := c.Refs()
	for _, ref := range refs {
		if ref.No == "" && ref.Sub == "" && ref.Para != "" && strings.HasPrefix(p.Para, ref.Para+".") {
			return true
		}
	}
	return false
}

// inWhole is the first passage that holds a quotation of those that a citation
// covers without naming it.
func inWhole(s statement, holding []corpus.Passage) (corpus.Passage, bool) {
	for _, c := range s.cites {
		for _, p := range holding {
			if c.holds(p) {
				return p, true
			}
		}
	}
	return corpus.Passage{}, false
}

// minShare is the share of words from which a quotation without a citation of
// its own is taken for one of a passage cited before it in its paragraph.
const minShare = 0.65

// quotedBefore checks a quotation of a sentence without citations of its own
// against the passages cited before it in its paragraph; ok is false where it
// is of none of them.
func (r *run) quotedBefore(q quotation, s statement) (f Finding, ok bool) {
	if len(s.cites) > 0 && !s.borrowed || len(s.wide) == 0 {
		return f, false
	}
	words := flat(q.parts)
	best, share := corpus.Passage{}, 0.0
	for _, p := range passagesOf(s.wide) {
		w := r.words.of(p)
		if q.in(w) {
			if q.n > scareWords {
				f = Finding{Result: Correct, Says: "these words stand in " + p.Cite, IDs: []string{p.ID}, Official: cite.Official(p)}
			}
			return f, true
		}
		if k := overlap(words, w); k > share {
			best, share = p, k
		}
	}
	if q.n < 5 || share < minShare || len(r.words.holding(q)) > 0 {
		return f, false
	}
	return r.differs(q, best), true
}

func citesDocument(s statement, symbol string) bool {
	for _, c := range s.cites {
		if c.symbol == symbol {
			return true
		}
	}
	return false
}

// viaOf is the citation through another document that named a passage.
func viaOf(s statement, p corpus.Passage) *cite.Citation {
	for _, c := range s.cites {
		if c.Via != nil && c.Via.Symbol == p.Symbol {
			return &c.Citation
		}
	}
	return nil
}

// unnoted offers the place of a quotation that has no note.
func unnoted(q quotation, holding []corpus.Passage) (Finding, bool) {
	if q.n < 6 || len(holding) == 0 {
		return Finding{}, false
	}
	f := Finding{Result: Candidates, Says: "a quotation without a note"}
	for i, p := range holding {
		if i == 5 {
			break
		}
		f.Candidates = append(f.Candidates, Candidate{ID: p.ID, Cite: p.Cite, Text: p.Text, Strength: "the same words", Official: cite.Official(p)})
	}
	return f, true
}

// misquoted says how a quotation differs from the passages cited, or that its
// words are nowhere here.
func (r *run) misquoted(q quotation, s statement, ps []corpus.Passage) (Finding, bool) {
	words := wordsOf(strings.Join(flat(q.parts), " "))
	best, share := corpus.Passage{}, 0.0
	for _, p := range ps {
		if k := overlap(withoutStates(words, p), wordsOf(saidBy(p))); k > share {
			best, share = p, k
		}
	}
	if share < 0.5 && title(q.text) {
		return Finding{}, false
	}
	if share >= 0.5 {
		return r.differs(q, best), true
	}
	if p, k := r.words.likest(words); k >= 0.6 && q.n >= 6 && s.complete() {
		return Finding{Result: Wrong, IDs: []string{p.ID}, Official: cite.Official(p), Right: trueWords(q, withoutStates(words, p), p),
			Says: "these words do not stand where the citation says; " + p.Cite + " has nearly the same: " + difference(q, withoutStates(words, p), wordsOf(saidBy(p)))}, true
	}
	if !s.complete() {
		return Finding{Result: CannotCheck, Says: "a document or number that the sentence cites is not here, and these words stand in none that is"}, true
	}
	return Finding{Result: Wrong, Says: fmt.Sprintf("these words stand neither in %s nor in another document here", citesText(s))}, true
}

// differs says how a quotation differs from a passage.
func (r *run) differs(q quotation, p corpus.Passage) Finding {
	words := withoutStates(flat(q.parts), p)
	return Finding{Result: Wrong, IDs: []string{p.ID}, Official: cite.Official(p), Right: trueWords(q, words, p),
		Says: "the words differ from " + p.Cite + ": " + difference(q, words, wordsOf(saidBy(p)))}
}

func citesText(s statement) string {
	var cs []cite.Citation
	for _, c := range s.cites {
		cs = append(cs, c.Citation)
	}
	return cite.Join(cs)
}

// flat joins parts into one list of words.
func flat(parts [][]string) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// title reports whether a text is a title: most of its long words begin with a
// capital letter.
func title(s string) bool {
	long, capital := 0, 0
	for _, w := range strings.Fields(s) {
		w = strings.Trim(w, "“”\"'’(),.;:")
		if len(w) > 3 {
			long++
			if c := firstRune(w); c >= 'A' && c <= 'Z' {
				capital++
			}
		}
	}
	return long > 0 && capital*10 >= long*7
}
