package parse

import (
	"strconv"
	"strings"

	"refrain/corpus"
	"refrain/corpus/pattern"
)

var ordinalWords = func() map[string]int {
	units := []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
		"twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"}
	m := map[string]int{}
	for i, u := range units {
		m[u] = i + 1
	}
	for i, t := range []string{"twent", "thirt", "fort", "fift", "sixt", "sevent"} {
		m[t+"ieth"] = 20 + 10*i
		for k := range 9 {
			m[t+"y-"+units[k]] = 20 + 10*i + k + 1
		}
	}
	return m
}()

var (
	heldRE    = pattern.New(`(?i)held its ([a-z-]+|\d{1,2}(?:st|nd|rd|th)) session`)
	ordinalRE = pattern.New(`(?i)^([a-z-]+|\d{1,2}(?:st|nd|rd|th)) session\b`)
	wgSession = pattern.New(`(?i)(\d{1,2}) ?(?:st|nd|rd|th|[1Il]h)\.? session(?: of the (?:UPR|Working Group|Universal)| in [JFMASOND])|(?:UPR|UPR WG|WG) ?-? ?(\d{1,2})\b`)
	cycleRE   = pattern.New(`(?i)\b(first|second|third|fourth|1st|2nd|3rd|4th) (?:UPR )?cycle of the`)
)

// ordinal reads "nineteenth", "twenty-third" or "33rd"; 0 for other words.
func ordinal(s string) int {
	s = strings.ToLower(s)
	if n, err := strconv.Atoi(strings.TrimRight(s, "stndrh")); err == nil {
		return n
	}
	return ordinalWords[s]
}

// identifySession finds the session and, from it, the cycle. The session in
// the text leads; the symbol and the Human Rights Council's session follow.
func identifySession(c *context, f front) {
	d := c.doc
	switch d.Kind {
	case corpus.KindObservations:
		d.Session = committeeSession(f)
		return
	case corpus.KindSpecial, corpus.KindInquiry, corpus.KindOther:
		return
	}
	if m := wg6RE.FindStringSubmatch(d.Symbol); m != nil {
		d.Session, _ = strconv.Atoi(m[1])
		d.Decided["session"] = "symbol"
	} else if n := sessionByCouncil(d, c.in.Pages); n > 0 {
		d.Session = n
	} else if n := sessionInText(c, f); n > 0 {
		d.Session, d.Decided["session"] = n, "text"
	}
	d.Cycle = corpus.CycleOfSession(d.Session)
	if d.Cycle > 0 {
		d.Decided["cycle"] = "session"
	}
	if d.Kind == corpus.KindLetter {
		if m := cycleRE.FindStringSubmatch(firstText(c.in.Pages, 8000)); m != nil && ordinal(m[1]) > 0 {
			if n := ordinal(m[1]); d.Cycle != 0 && n != d.Cycle {
				c.warn("The letter names cycle %d, its session belongs to cycle %d.", n, d.Cycle)
			} else {
				d.Cycle, d.Decided["cycle"] = n, "text"
			}
		}
	}
}

// committeeSession is a committee's session where the masthead prints it
// ("Sixtieth session"), else 0.
func committeeSession(f front) int {
	for _, l := range f.lines[:min(20, len(f.lines))] {
		if m := ordinalRE.FindStringSubmatch(l); m != nil {
			return ordinal(m[1])
		}
	}
	return 0
}

// sessionByCouncil takes the Working Group's session from the sentence "held
// its … session", checked against the Human Rights Council's session in the
// symbol; where they differ, the Council's leads: the sentence is misprinted
// in some reports ("from 28 April 7 to 9 May", A/HRC/27/7).
func sessionByCouncil(d *corpus.Document, pages []corpus.Page) int {
	council := corpus.CouncilSession(d.Symbol)
	if council == 0 && d.Kind == corpus.KindDecision {
		if p := strings.Split(d.Symbol, "/"); len(p) > 3 {
			council, _ = strconv.Atoi(p[3])
		}
	}
	if council == 0 || d.Kind == corpus.KindSessionReport {
		return 0
	}
	var fits []int
	for _, s := range corpus.Sessions() {
		if s.Council == council {
			fits = append(fits, s.Number)
		}
	}
	held := 0
	text := strings.Join(strings.Fields(firstText(pages, 12000)), " ")
	if m := heldRE.FindStringSubmatch(text); m != nil {
		held = ordinal(m[1])
	}
	for _, n := range fits {
		if n == held {
			d.Decided["session"] = "text and symbol"
			return n
		}
	}
	if len(fits) == 1 {
		d.Decided["session"] = "symbol"
		return fits[0]
	}
	if held > 0 {
		d.Decided["session"] = "text"
	}
	return held
}

// sessionInText looks for a session of the Working Group in the front or, in
// letters, in the running text.
func sessionInText(c *context, f front) int {
	if m := matrixHeadRE.FindStringSubmatch(strings.Join(f.lines[:min(4, len(f.lines))], " ")); m != nil {
		return atoi(strings.ReplaceAll(m[3], " ", ""))
	}
	for i, l := range f.lines {
		m := ordinalRE.FindStringSubmatch(l)
		if m != nil && i > 0 && strings.Contains(strings.ToLower(f.lines[i-1]), "universal periodic review") {
			return ordinal(m[1])
		}
	}
	text := strings.Join(strings.Fields(firstText(c.in.Pages, 8000)), " ")
	text = strings.NewReplacer("<sup>", "", "</sup>", "").Replace(text)
	for _, m := range wgSession.FindAllStringSubmatch(text, -1) {
		if n, _ := strconv.Atoi(m[1] + m[2]); corpus.CycleOfSession(n) > 0 {
			return n
		}
	}
	return 0
}

// heldInRE is the year in which the Council held a session.
var heldInRE = pattern.New(`(?i)held its [a-z-]+(?:(?: and)? [a-z]+)? ?session .{0,80}?from .{3,50}? (\d{4})`)

// identifyYear sets the year: when the session opened, else the date's.
func identifyYear(c *context) {
	d := c.doc
	if d.Kind == corpus.KindSessionReport {
		// Its own date can be years later: A/HRC/28/2 reports a session of
		// 2015 and is dated 2019.
		if m := heldInRE.FindStringSubmatch(strings.Join(strings.Fields(firstText(c.in.Pages, 60000)), " ")); m != nil {
			d.Year = atoi(m[1])
			return
		}
	}
	if s, ok := corpus.SessionByNumber(d.Session); ok && d.Kind != corpus.KindLetter {
		d.Year = s.Year()
		return
	}
	if len(d.Date) >= 4 {
		d.Year, _ = strconv.Atoi(d.Date[:4])
	}
}
