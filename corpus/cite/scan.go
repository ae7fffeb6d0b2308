package cite

import (
	"fmt"
	"regexp"
	"strings"

	"refrain/corpus"
)

// The words that stand before places. Each carries a real form that made it
// necessary.
var (
	// "para. 5", "paras 5", "paragraphs 5", "¶ 5", "§ 5"
	paraWordRE = regexp.MustCompile(`^(?i:paragraph(?:e?s)?|paragraphe|paras?|párr(?:s|afos?)?|ziff(?:ern?)?)\b\.? ?|^par\. ?|^[¶§]{1,2} ?`)
	// "No. 7", "Nos. 7 and 8", "item 7", "Nr. 7", "recommendations 8 to 10"
	itemWordRE = regexp.MustCompile(`^(?i:recommendations?|recs?)\b\.? ?(?:(?i:nos?|numbers?)\b\.? ?)?|^(?i:nos?|items?|nr)\b\.? ?`)
	// "140.32 ff.", "12 et seq."
	onwardRE = regexp.MustCompile(`^ ?(?:ff?\b\.?|et seqq?\b\.?)`)
	// "[12]", "[125.22]–[125.24]" after a symbol
	squareRE = regexp.MustCompile(`^\[(\d{1,3}(?:\.\d{1,3})?)\]`)
	// "(14)" after "91": an item of a plain numbered list
	itemRE = regexp.MustCompile(`^ ?\((\d{1,3})\)`)
	// "recommendation 115.1", "recs. 115.1", "recommendations Nos. 115.1"
	recWordRE = regexp.MustCompile(`^(?i:recommendations?|recs?)\b\.? ?(?:(?i:nos?|numbers?|numbered)\b\.? ?)?`)
	// "115.1"
	numberRE = regexp.MustCompile(`^\d{1,6}(?:\.\d{1,6}){0,2}`)
	// "115. 23" after "115.105" stands so in note 61 of A/HRC/WG.6/34/SVN/2
	partedRE = regexp.MustCompile(`^\d{1,4}\. \d{1,3}`)
	// "115.119 [sic: 151.119]"
	sicRE = regexp.MustCompile(`^ \[sic: ([\d. ]+)\]`)
	// "(b)", "(b) (ii)", "(iii)"
	subRE = regexp.MustCompile(`^ ?\((?:[a-z]|[ivx]{1,5})\)`)
	// "–", "-", " to "
	dashRE = regexp.MustCompile(`^ ?[–—‒‐‑−-] ?|^ (?:to|through|à|bis) (?:paras?\.? ?)?`)
	// what parts two numbers: ", ", "; ", " and ", ", and ", " & ", " or "
	commaRE = regexp.MustCompile(`^ ?[,;] ?(?:(?:and|as well as) )?(?:also )?|^ (?:and|&|or|as well as|et|y|und) `)
	// " and Corr.1", "/Corr.1" is part of the symbol
	corrRE = regexp.MustCompile(`^ ?(?:,? and|,|\+) (?:Corr|Add|Rev)\.(?:\d)(?: and \d)?|^ \((?:and|with) Corr\.\d\)`)
	// what may stand between a symbol and its places
	gapRE = regexp.MustCompile(`^\*?\)?(?: ?\([^()]{0,40}\d{4}\)|, (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d)?[”"’']?(?:,? ?\(?` + crossText + `\)?)?(?: ?[,:;–-]? ?[(\[]? ?(?:(?:at|in|see|under) )?)`)
	// "as cited in A/HRC/WG.6/34/SVN/2, para. 5"
	viaRE = regexp.MustCompile(`^[,;]? ?\(?(?:as )?(?:cited|quoted|reported|reproduced) in (?:document )?`)
	// "DPRK Report (n 6) paras 7–9", "supra note 3, para. 7", "op. cit., para. 7":
	// the group is the note
	crossRE = regexp.MustCompile(`\(` + crossText + `\)|\b` + crossText)
	// "Ibid., para. 7"
	ibidRE = regexp.MustCompile(`\b[Ii]bid(?:em)?\b\.?`)
	// a number followed by such a word counts something else:
	// "para. 12 and 14 States", "in 2014, 30 per cent"
	countedRE = regexp.MustCompile(`^ ?(?:%|per cent\b|percent\b|(?:other |more |Member |member )?(?:States?|delegations?|countries|members|recommendations?|years?|times|months|days|people|persons|reports?|cases)\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)`)
)

// crossText refers to an earlier note, or to a source by its author.
const crossText = `(?i:(?:supra|above|see),? (?:at )?(?:notes?|n|fn|footnotes?)\.? ?(\d{1,3})|(?:notes?|footnotes?) (\d{1,3}),? (?:above|supra)|\bn\.? ?(\d{1,3})\b|(?:op|loc)\. ?cit\.(?:,? \(?(?:supra )?(?:notes?|n|fn)\.? ?(\d{1,3})\)?)?)`

// scanner reads citations out of a flat text.
type scanner struct {
	s      string
	states *corpus.Gazetteer
	// under is what the numbers are under: the paragraph of "No. 7".
	under string
	// back says that the citation refers to one before: then its list may
	// begin with "No. 7", under a paragraph that stands there.
	back bool
	// open is set where a place goes on without an end: "140.32 ff.".
	open bool
	form []Fault
}

// reach is how far a pattern is tried: without it the time that a draft takes
// grows with the square of its longest paragraph.
const reach = 1 << 10

// has tries a pattern at i and returns where it ends, or -1.
func (sc *scanner) has(re *regexp.Regexp, i int) int {
	m := re.FindStringIndex(sc.s[i:min(len(sc.s), i+reach)])
	if m == nil {
		return -1
	}
	return i + m[1]
}

func (sc *scanner) fault(wrong bool, format string, args ...any) {
	sc.form = append(sc.form, Fault{fmt.Sprintf(format, args...), wrong})
}

// places reads what follows a symbol at i: an optional bracket or comma, the
// word, the list. It returns the parts and where they end; no parts means that
// the document is cited as a whole.
func (sc *scanner) places(i int) ([]Part, int) {
	at := i
	if n := sc.has(gapRE, at); n > 0 {
		at = n
	}
	switch start := at; {
	case sc.has(paraWordRE, start) > 0:
		if at == i && sc.s[i] != ' ' {
			sc.fault(false, "a comma is missing before “para.”")
		}
		return sc.list(sc.has(paraWordRE, start), sc.s[start:sc.has(paraWordRE, start)])
	case start > i && sc.has(squareRE, start-1) > 0:
		return sc.square(start - 1)
	case sc.back && sc.has(itemWordRE, start) > 0 && !sc.dotted(sc.has(itemWordRE, start)):
		sc.under = Before
		return sc.listUnder(sc.has(itemWordRE, start))
	case sc.has(recWordRE, start) > 0:
		if parts, end := sc.list(sc.has(recWordRE, start), "recs"); len(parts) > 0 {
			return parts, end
		}
	case start > i && (strings.ContainsAny(sc.s[i:start], ",:") || strings.HasSuffix(sc.s[i:start], " at ")):
		// "A/HRC/27/11, 113.18" is a real form; a plain number there is not.
		if n := sc.has(numberRE, start); n > 0 && strings.Contains(sc.s[start:n], ".") && sc.has(countedRE, n) < 0 {
			if parts, end := sc.list(start, ""); len(parts) > 0 {
				sc.fault(false, "“para.” is missing")
				return parts, end
			}
		}
	}
	return nil, i
}

// list reads a list of numbers at i; word is what stood before it.
func (sc *scanner) list(i int, word string) ([]Part, int) {
	sc.under = ""
	parts, end := sc.listUnder(i)
	many := strings.Contains(strings.ToLower(word), "s")
	if !many && word != "" && numbersOf(parts) > 1 && sc.under == "" && noItems(parts) {
		sc.fault(false, "“para.” stands before several numbers")
	}
	return parts, end
}

// dotted reports whether a number such as "115.1" stands at i.
func (sc *scanner) dotted(i int) bool {
	n := sc.has(numberRE, i)
	return n > 0 && strings.Contains(sc.s[i:n], ".")
}

// listUnder reads a list of numbers at i, under the paragraph that is open.
func (sc *scanner) listUnder(i int) ([]Part, int) {
	var parts []Part
	end := i
	at := i
	for {
		p, n := sc.part(at, parts)
		if n < 0 {
			break
		}
		if len(parts) > 0 && sc.has(countedRE, n) > 0 && !p.IsRange() {
			break
		}
		if m := sc.has(onwardRE, n); m > 0 {
			sc.open, n = true, m
		}
		p.Start, p.End = at, n
		if by, m := sc.statesAfter(n); by != nil {
			p.States, n = by, m
		}
		parts = append(parts, p)
		end = n
		if at = sc.next(n); at < 0 {
			break
		}
		if m := sc.has(paraWordRE, at); m > 0 {
			at, sc.under = m, ""
		} else if m := sc.has(itemWordRE, at); m > 0 && sc.dotted(m) {
			at, sc.under = m, ""
		} else if m > 0 {
			parts, at = sc.items(parts, m)
		}
	}
	return parts, end
}

// items begins a plain numbered list: the last part was its paragraph.
func (sc *scanner) items(parts []Part, at int) ([]Part, int) {
	last := parts[len(parts)-1]
	if last.First.No == "" && !last.IsRange() {
		sc.under = last.First.Para
		return parts[:len(parts)-1], at
	}
	return parts, at
}

// next is where the next element begins after a separator at i, or -1: a
// number, a sub-item, or the word of another list.
func (sc *scanner) next(i int) int {
	n := sc.has(commaRE, i)
	if n < 0 {
		// "para. 90 No. 7" without a comma
		if m := sc.has(itemWordRE, min(i+1, len(sc.s))); i < len(sc.s) && sc.s[i] == ' ' && m > 0 && sc.has(numberRE, m) > 0 {
			return i + 1
		}
		return -1
	}
	for _, re := range []*regexp.Regexp{paraWordRE, itemWordRE} {
		if m := sc.has(re, n); m > 0 && sc.has(numberRE, m) > 0 {
			return n
		}
	}
	if sc.has(numberRE, n) > 0 || sc.has(subRE, n) > 0 || sc.has(itemRE, n) > 0 {
		return n
	}
	return -1
}

// part reads one element at i: "115.4–115.17", "29 (b)", "(c)" after "29 (b)".
func (sc *scanner) part(i int, before []Part) (Part, int) {
	var p Part
	end := sc.has(numberRE, i)
	if n := sc.parted(i, before); n > 0 {
		sc.fault(false, "a space stands in the number %s", strings.ReplaceAll(sc.s[i:n], " ", ""))
		end = n
	}
	switch {
	case end > 0:
		p.First = sc.ref(sc.s[i:end])
		if end < len(sc.s) && isWordByte(sc.s[end]) {
			return p, -1
		}
		if m := sicRE.FindStringSubmatchIndex(sc.s[end:]); m != nil {
			p.First.Sic, end = sc.s[end+m[2]:end+m[3]], end+m[1]
		}
		if n := sc.has(itemRE, end); n > 0 && sc.under == "" && !strings.Contains(p.First.Para, ".") {
			return sc.bracketed(p.First.Para, end, n)
		}
		p.First.Sub, end = sc.sub(end)
	case sc.has(itemRE, i) > 0 && len(before) > 0 && before[len(before)-1].First.No != "":
		return sc.bracketed(before[len(before)-1].First.Para, i, sc.has(itemRE, i))
	case len(before) > 0 && before[len(before)-1].First.Sub != "":
		last := before[len(before)-1]
		p.First = last.First
		if p.First.Sub, end = sc.sub(i); p.First.Sub == "" {
			return p, -1
		}
		// "(b) (i) and (ii)": the second is under the same letter.
		if strings.Contains(last.First.Sub, " ") && !strings.Contains(p.First.Sub, " ") && isRoman(p.First.Sub) {
			p.First.Sub = last.First.Sub[:3] + " " + p.First.Sub
		}
	default:
		return p, -1
	}
	if d := sc.has(dashRE, end); d > 0 {
		if n := sc.has(numberRE, d); n > 0 && !(n < len(sc.s) && isWordByte(sc.s[n])) {
			p.Last = sc.last(p.First, sc.ref(sc.s[d:n]))
			p.Last.Sub, end = sc.sub(n)
		} else if sub, n := sc.sub(d); sub != "" && p.First.Sub != "" {
			p.Last, end = p.First, n
			p.Last.Sub = sub
		}
	}
	return p, end
}

// parted is where a number with a space in it ends, -1 where there is none: its
// lead must be that of its neighbours in the list.
func (sc *scanner) parted(i int, before []Part) int {
	n := sc.has(partedRE, i)
	if n < 0 {
		return -1
	}
	own, _, _ := strings.Cut(sc.s[i:n], " ")
	if len(before) > 0 {
		if l, _ := lead(before[0].First.number()); l == own {
			return n
		}
	}
	if m := sc.has(commaRE, n); m > 0 && strings.HasPrefix(sc.s[m:], own) {
		return n
	}
	return -1
}

// last completes the end of a range: "115.44–47" is read as 115.44–115.47, and
// the reading is told.
func (sc *scanner) last(first, last Ref) Ref {
	leadA, _ := lead(first.number())
	leadB, num := lead(last.number())
	if leadA == "" || leadB != "" {
		return last
	}
	sc.fault(false, "the shortened range %s–%s is read as %s–%s%s", first.number(), num, first.number(), leadA, num)
	if last.No != "" {
		last.No = leadA + num
	} else {
		last.Para = leadA + num
	}
	return last
}

// ref is a number in the list that is open.
func (sc *scanner) ref(n string) Ref {
	n = strings.ReplaceAll(n, " ", "")
	if sc.under != "" {
		return Ref{Para: sc.under, No: n}
	}
	return Ref{Para: n}
}

// sub reads sub-items at i: "(b)", "(b) (ii)".
func (sc *scanner) sub(i int) (string, int) {
	var subs []string
	for {
		n := sc.has(subRE, i)
		if n < 0 || len(subs) == 2 {
			return strings.Join(subs, " "), i
		}
		subs = append(subs, strings.TrimSpace(sc.s[i:n]))
		i = n
	}
}

func isRoman(sub string) bool { return strings.Trim(sub, "()ivx") == "" }

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '/' || c == '%'
}

// numbersOf counts the different numbers of parts.
func numbersOf(parts []Part) int {
	seen := map[string]bool{}
	for _, p := range parts {
		seen[p.First.Key()] = true
		if p.IsRange() {
			seen[p.Last.Key()] = true
		}
	}
	return len(seen)
}

func noItems(parts []Part) bool {
	for _, p := range parts {
		if p.First.No != "" {
			return false
		}
	}
	return true
}

// statesAfter reads a bracket of States after a number: "(Denmark)", "(Iran
// (Islamic Republic of), Chile)". Any bracket that begins with a capital and
// resolves to States counts; others are left to the text.
func (sc *scanner) statesAfter(i int) ([]string, int) {
	s := sc.s
	rest := strings.TrimPrefix(s[i:], " ")
	from := len(s) - len(rest)
	if rest == "" || rest[0] != '(' {
		return nil, i
	}
	depth := 0
	for k := 0; k < len(rest) && k < 1500; k++ {
		switch rest[k] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				by := SplitStates(sc.states, rest[1:k])
				if by == nil {
					return nil, i
				}
				return by, from + k + 1
			}
		}
	}
	return nil, i
}
