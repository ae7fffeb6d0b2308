package parse

import (
	"regexp"
	"strings"

	"refrain/corpus"
)

var (
	// officeRE begins the office of the person that a letter is sent to.
	officeRE = regexp.MustCompile(`\b(?:(?:Deputy |Vice-?|First )*(?:Prime )?Minister|Secretary of State|Secretary for|Foreign Secretary|Federal Councillor|State Councilor|Chancellor|President)\b`)
	// honoursRE begins the lines of the addressee.
	honoursRE = regexp.MustCompile(`^(?:H\. ?E\.|His Excellency|Her Excellency|The Honou?rable|The Right Honou?rable)`)
)

// identifyLetter settles what only letters have: the cycle they name, their
// addressee, and whether their text is the invisible layer over a scan.
func identifyLetter(c *context) {
	d := c.doc
	text := strings.NewReplacer("<sup>", "", "</sup>", "").Replace(flowing(c.in.Pages, 9000))
	if m := cycleRE.FindStringSubmatch(text); m != nil && ordinal(m[1]) > 0 {
		n := ordinal(m[1])
		if d.Cycle != 0 && n != d.Cycle {
			c.warn("The letter names cycle %d, its session belongs to cycle %d.", n, d.Cycle)
		} else {
			d.Cycle, d.Decided["cycle"] = n, "text"
		}
	}
	if m := outcomeSessionRE.FindStringSubmatch(text); m != nil {
		council := atoi(m[1])
		s, ok := corpus.SessionByNumber(d.Session)
		switch {
		case ok && s.Council != 0 && s.Council != council:
			c.warn("The letter names session %d of the Working Group and session %d of the Council, which do not belong together.", d.Session, council)
		case !ok:
			for _, s := range corpus.Sessions() {
				if s.Council == council {
					d.Session, d.Decided["session"] = s.Number, "the Council’s session"
				}
			}
		}
	}
	hidden := 0
	for _, p := range c.in.Pages {
		if p.Hidden {
			hidden++
		}
	}
	if hidden*2 > len(c.in.Pages) {
		d.Machine = true
		c.warn("The letter is a scan: its text is the layer that somebody’s character recognition left in the file.")
	}
	if d.Date == "" {
		c.warn("The letter’s date was not found.")
		return
	}
	office, state := addressee(c)
	d.CiteAs = "Letter dated " + longDate(d.Date) + " from the High Commissioner for Human Rights to " + office
	if state != "" {
		d.CiteAs += " of " + withArticle(state)
	}
}

// addressee is the office of the person a letter was sent to and the State's
// name as it stands with it. The lines are "H.E. Mr. …", the office, the State;
// the office and the State can share a line.
func addressee(c *context) (office, state string) {
	office, state = "the Minister for Foreign Affairs", c.doc.StateName
	lines := strings.Split(firstText(c.in.Pages, 9000), "\n")
	for i, l := range lines {
		if !honoursRE.MatchString(strings.TrimSpace(l)) {
			continue
		}
		block := strings.Join(strings.Fields(strings.Join(lines[i:min(i+6, len(lines))], " ")), " ")
		m := officeRE.FindStringIndex(block)
		if m == nil {
			continue
		}
		rest := block[m[0]:]
		for _, k := range wordRE.FindAllStringIndex(rest, 30) {
			code, name := resolvePrefix(c.in.States, rest[k[0]:])
			if code == "" || code != c.doc.State {
				continue
			}
			words := strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(rest[:k[0]], " ,"), " the"), " of")
			return "the " + strings.TrimRight(words, " ,"), name
		}
	}
	return office, state
}

// wordRE is a word that begins with a capital.
var wordRE = regexp.MustCompile(`\b[A-Z]\S*`)
