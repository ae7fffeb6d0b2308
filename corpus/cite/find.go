package cite

import (
	"errors"
	"regexp"
	"slices"
	"sort"
	"strings"

	"refrain/corpus"
)

var (
	// "paragraph 124.54 of A/HRC/27/10", "paras. 4 to 7 of document A/…"
	beforeRE = regexp.MustCompile(`(?i:\bparagraphs?|\bparas?)\b\.? ?\d|(?i:\brecommendations?|\brecs?)\b\.? ?(?:(?i:nos?|numbers?|numbered)\b\.? ?)?\d{1,3}\.\d|(?i:\brecommendations? )(?i:nos?\.? )\d|[¶§]{1,2} ?\d|\(\d{2,3}\.\d|\((?:N|n)os?\. \d`)
	ofRE     = regexp.MustCompile(`^,? (?:of|in|from) (?:(?:the |its |this )?(?:document|report|addendum|Working Group report|report of the Working Group|outcome report|concluding observations|compilation|summary)(?: [^.;()]{0,60}?)?,? ?)?\(?$`)
	// "para. 17 of the same report"
	sameRE = regexp.MustCompile(`^,? (?:of|in) (?:the same|that|this|the said|the above-mentioned) (?:report|document|summary|compilation|addendum|concluding observations)\b`)
	// a link to an official document: undocs.org/en/A/HRC/27/10,
	// documents.un.org/…?s=A/HRC/27/10, …symbolno=CRC%2FC%2FPRK%2FCO%2F5
	linkRE = regexp.MustCompile(`(?:undocs\.org/(?:[a-z]{2}/)?|[?&](?:s|symbol|Symbol|symbolno|docid)=)((?:[A-Z]|E%2F|A%2F)[A-Za-z0-9/.%-]+)`)
	// letters of the High Commissioner: "Letter dated 28 November 2019 from the
	// High Commissioner"
	letterRE = regexp.MustCompile(`(?i:letter) (?:(?:from|of|by) (?:the )?(?:United Nations |UN )?High Commissioner(?: for Human Rights)?,? )?(?:(?i:dated|of) )?(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) ((?:19|20)\d\d)(?: (?:from|of|by) (?:the )?(?:United Nations |UN )?High Commissioner(?: for Human Rights)?)?`)
	// "her letter dated 28 November 2019", where the text has named her before
	whoseRE = regexp.MustCompile(`(?i)\b(?:his|her|the|this|that|said) $`)
	// whom a letter went to, where its annex follows: " to the Minister of Foreign Affairs of X"
	addressedRE = regexp.MustCompile(`^ (?:addressed )?to [^;.“"(]{3,160}?,? (?:annex|observations, item)\b`)
	// what stands after a letter: ", annex, “Children”, first bullet"
	annexRE = regexp.MustCompile(`^,? \(?(annex(?:, (?:[“"][^”"]{2,120}[”"]|item \d+|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th)) bullet))*|observations, item \d+)`)
)

// letterReach is how far from the date of a letter the High Commissioner may
// be named.
const letterReach = 80

// Find reads the citations in a text, in order. Where places stand in another
// line than their symbol they are read all the same. A citation without a
// document ("Ibid.", "recommendation 124.54") is returned as such: what it
// refers to is for the reader of the whole text to say.
func Find(text string) []Citation { return FindIn(corpus.World(), text) }

// FindIn is [Find] with other names of States: those of the sample.
func FindIn(states *corpus.Gazetteer, text string) []Citation {
	f := flatten(text)
	f.states = states
	var out []Citation
	taken := 0
	before := beforeNumbers(f)
	for _, at := range anchors(f.s) {
		if at.start < taken {
			continue
		}
		c, end := at.read(f)
		if at.kind == 'c' && len(c.Parts) == 0 {
			continue
		}
		for _, b := range before {
			// "paragraph 5 of A/…": the places stand first.
			if len(c.Parts) == 0 && b.end <= at.start && b.start >= taken && (ofRE.MatchString(f.s[b.end:at.start]) || b.rec && f.s[b.end:at.start] == " (") {
				c.Parts, at.start = b.parts, b.start
				c.Form = append(c.Form, b.form...)
			}
		}
		for _, b := range before {
			if b.start >= taken && b.end <= at.start && b.rec {
				out = append(out, b.bare(f))
			}
		}
		taken = end
		out = append(out, finish(f, c, at.start, end))
	}
	for _, b := range before {
		if b.start >= taken && b.rec {
			out = append(out, b.bare(f))
		}
	}
	return relative(f, out)
}

// anchor is where a citation begins.
type anchor struct {
	start, end int
	kind       byte // 's'ymbol, 'i'bid, 'l'etter, 'u'rl, 'c'ross-reference
	match      []int
}

// anchors finds symbols, Ibid., letters and links, in order.
func anchors(s string) []anchor {
	var out []anchor
	for _, m := range corpus.SymbolSpans(s) {
		out = append(out, anchor{m[0], m[1], 's', m})
	}
	for _, m := range ibidRE.FindAllStringIndex(s, -1) {
		out = append(out, anchor{m[0], m[1], 'i', m})
	}
	for _, m := range crossRE.FindAllStringSubmatchIndex(s, -1) {
		out = append(out, anchor{m[0], m[1], 'c', m})
	}
	for _, m := range letterRE.FindAllStringSubmatchIndex(s, -1) {
		if strings.Contains(s[max(0, m[0]-letterReach):min(len(s), m[1]+letterReach)], "High Commissioner") || whoseRE.MatchString(s[max(0, m[0]-10):m[0]]) {
			out = append(out, anchor{m[0], m[1], 'l', m})
		}
	}
	for _, m := range linkRE.FindAllStringSubmatchIndex(s, -1) {
		if corpus.IsSymbol(unescapeSlashes(s[m[2]:m[3]])) {
			out = append(out, anchor{m[2], m[3], 'u', m})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start < out[j].start })
	return out
}

func unescapeSlashes(s string) string {
	return strings.TrimRight(strings.NewReplacer("%2F", "/", "%2f", "/").Replace(s), ".")
}

// read reads the citation that begins at an anchor.
func (a anchor) read(f flat) (Citation, int) {
	s := f.s
	sc := &scanner{s: s, states: f.states}
	var c Citation
	end := a.end
	switch a.kind {
	case 'u':
		c.Symbol = corpus.CanonicalSymbol(unescapeSlashes(s[a.start:a.end]))
		c.Stem = c.Symbol
		return c, end
	case 'l':
		if m := addressedRE.FindString(s[end:min(len(s), end+reach)]); m != "" {
			end += strings.LastIndex(m, ",")
		}
		c.Stem = s[a.start:end]
		if m := annexRE.FindStringSubmatchIndex(s[end:min(len(s), end+reach)]); m != nil {
			c.Parts = []Part{{First: Ref{Other: s[end+m[2] : end+m[3]]}, Start: end + m[2], End: end + m[3]}}
			end += m[1]
		}
		return c, end
	case 'i':
		c.Ibid, sc.back = true, true
	case 'c':
		c.Ibid, sc.back = true, true
		for k := 2; k+1 < len(a.match); k += 2 {
			if a.match[k] >= 0 {
				c.Note = s[a.match[k]:a.match[k+1]]
			}
		}
		c.Bare = c.Note == ""
	default:
		c.Symbol = corpus.CanonicalSymbol(s[a.start:a.end])
		c.Stem = c.Symbol
		c.Corr, end = corrigenda(s, end)
	}
	c.Parts, end = sc.places(end)
	if n := sc.has(viaRE, end); n > 0 && c.Symbol != "" {
		for _, m := range corpus.SymbolSpans(s[n:min(n+60, len(s))]) {
			if m[0] == 0 {
				via, viaEnd := anchor{n, n + m[1], 's', nil}.read(f)
				c.Via, end = &via, viaEnd
			}
		}
	}
	c.Form, c.Open = sc.form, sc.open
	return c, end
}

// corrigenda reads " and Corr.1", "and Corr.1 and 2" at i.
func corrigenda(s string, i int) ([]string, int) {
	var out []string
	for {
		m := corrRE.FindStringIndex(s[i:min(len(s), i+reach)])
		if m == nil {
			return out, i
		}
		text := s[i : i+m[1]]
		for _, word := range []string{"Corr.", "Add.", "Rev."} {
			k := strings.Index(text, word)
			if k < 0 {
				continue
			}
			out = append(out, text[k:k+len(word)+1])
			if n := strings.LastIndex(text, " and "); n > k {
				out = append(out, word+text[n+5:n+6])
			}
		}
		i += m[1]
	}
}

// finish maps a citation's places back to the text.
func finish(f flat, c Citation, start, end int) Citation {
	c.Start, c.End = f.from(start, end)
	c.Parts = append([]Part(nil), c.Parts...)
	for i := range c.Parts {
		c.Parts[i].Start, c.Parts[i].End = f.from(c.Parts[i].Start, c.Parts[i].End)
	}
	if c.Via != nil {
		via := *c.Via
		via.Start, via.End = c.Start, c.End
		c.Via = &via
	}
	return c
}

// numbers are places that stand without a symbol before them.
type numbers struct {
	start, end int
	parts      []Part
	form       []Fault
	rec, open  bool // numbers of recommendations: they mean some document
}

func (n numbers) bare(f flat) Citation {
	return finish(f, Citation{Bare: true, Parts: n.parts, Form: n.form, Open: n.open}, n.start, n.end)
}

// beforeNumbers finds lists of places with their words.
func beforeNumbers(f flat) []numbers {
	s := f.s
	var out []numbers
	for _, m := range beforeRE.FindAllStringIndex(s, -1) {
		if len(out) > 0 && m[0] < out[len(out)-1].end {
			continue
		}
		sc := &scanner{s: s, states: f.states}
		n := sc.has(paraWordRE, m[0])
		rec := n < 0
		if s[m[0]] == '(' {
			out = append(out, bracketedNumbers(sc, m[0]+1)...)
			continue
		}
		if rec {
			n = sc.has(recWordRE, m[0])
		}
		if n < 0 {
			continue
		}
		if parts, end := sc.list(n, s[m[0]:n]); len(parts) > 0 {
			dotted := strings.Contains(parts[0].First.number(), ".")
			out = append(out, numbers{m[0], end, parts, sc.form, dotted || sc.has(sameRE, end) > 0, sc.open})
		}
	}
	return out
}

// bracketedNumbers reads numbers that stand alone in brackets: "(102.80–102.86)".
// "(No. 10)" is under the paragraph that was cited before.
func bracketedNumbers(sc *scanner, at int) []numbers {
	parts, end := sc.list(at, "")
	if n := sc.has(itemWordRE, at); n > 0 && !sc.dotted(n) {
		sc.under = Before
		parts, end = sc.listUnder(n)
	}
	if len(parts) == 0 || end >= len(sc.s) || sc.s[end] != ')' {
		return nil
	}
	return []numbers{{at, end, parts, sc.form, true, sc.open}}
}

// relative adds places that refer to the citation just before them: "see also
// para. 27" right after it in one sentence.
func relative(f flat, cs []Citation) []Citation {
	var out []Citation
	for i, c := range cs {
		out = append(out, c)
		stop := len(f.s)
		if i+1 < len(cs) {
			stop = sort.SearchInts(f.at, cs[i+1].Start)
		}
		from := sort.SearchInts(f.at, c.End)
		m := seeAlsoRE.FindStringIndex(f.s[min(from, stop):stop])
		if m == nil {
			continue
		}
		sc := &scanner{s: f.s, states: f.states}
		at := from + m[1]
		n := sc.has(paraWordRE, at)
		if n < 0 {
			continue
		}
		parts, end := sc.list(n, f.s[at:n])
		if len(parts) == 0 || end > stop || ofRE.MatchString(f.s[end:min(end+4, stop)]) {
			continue
		}
		out = append(out, finish(f, Citation{Symbol: c.Symbol, Stem: c.Stem, Ibid: c.Symbol == "", Parts: parts, Form: sc.form}, at, end))
	}
	return out
}

// seeAlsoRE joins places to the citation before: "; see also ", ". See also ".
var seeAlsoRE = regexp.MustCompile(`^[;,.]? (?:[Ss]ee(?: also)?|cf\.|and also) `)

// Only reads a text that is nothing but citations: what a person pastes to go
// to a place, with or without "See" before it. A symbol in small letters is a symbol here.
func Only(text string) ([]Citation, bool) {
	text = strings.TrimSpace(strings.Replace(text, "[text read by OCR]", "", 1))
	if head, rest, _ := strings.Cut(text, ","); corpus.IsSymbol(head) && len(corpus.FindSymbols(head)) == 0 {
		text = strings.TrimSuffix(corpus.CanonicalSymbol(head)+","+rest, ",")
	}
	cs := Find(text)
	at := 0
	for _, c := range cs {
		if c.Symbol == "" || !joinRE.MatchString(text[at:max(at, c.Start)]) {
			return nil, false
		}
		at = c.End
	}
	return cs, len(cs) > 0 && strings.Trim(text[at:], " ,;.()*[]") == ""
}

// PassageIDs turns an id, or a citation of one paragraph such as "A/HRC/27/10,
// para. 124.54 (Uruguay)" or "A/HRC/13/13, para. 90, No. 12", into the ids that
// the passage may have, the likeliest first. It is nil for any other text, and
// for a citation of several passages.
func PassageIDs(s string) []string {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "#") {
		return []string{s}
	}
	cs, ok := Only(s)
	if !ok || len(cs) != 1 {
		return nil
	}
	if refs, faults := cs[0].Refs(); len(refs) != 1 || len(faults) > 0 {
		return nil
	}
	ids := cs[0].IDs()
	slices.Reverse(ids)
	return ids
}

// Names expands citations into citations of one place each, so that every one
// can be looked up: "A/HRC/28/15, paras. 115.1 and 115.4–115.6" has four. Any
// other text is returned as it is. An odd range is an error; nothing is repaired.
func Names(s string) ([]string, error) {
	cs, ok := Only(s)
	if !ok || strings.Contains(s, "#") {
		return []string{s}, nil
	}
	var out []string
	for _, c := range cs {
		refs, faults := c.Refs()
		if len(faults) > 0 {
			return nil, errors.New(faults[0].Text)
		}
		for _, r := range refs {
			out = append(out, Citation{Symbol: c.Symbol, Stem: c.Stem, Parts: []Part{{First: r}}}.String())
		}
		if len(refs) == 0 {
			return []string{s}, nil
		}
	}
	return out, nil
}

// joinRE is what stands before and between citations of one note.
var joinRE = regexp.MustCompile(`^[ ,;.(]*(?i:for (?:the )?relevant recommendations?,? |and )?(?i:see(?: also)? )?$`)

// IDs are the ids that the passages of a citation have; of a sub-item that of
// its own and that of its paragraph.
func (c Citation) IDs() []string {
	refs, _ := c.Refs()
	var out []string
	for _, r := range refs {
		out = append(out, c.Symbol+"#"+r.Key())
		if r.Sub != "" {
			out = append(out, c.Symbol+"#"+r.Key()+strings.ReplaceAll(r.Sub, " ", ""))
		}
	}
	return out
}
