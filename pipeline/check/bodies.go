package check

import (
	"fmt"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// bodyRE is a treaty body as the subject of what it recommended or said.
var bodyRE = pattern.New(`\b(?:the |The )?(Human Rights Committee|Committee (?:on|against|for) (?:the )?[A-Z][^.;:()\d]{4,70}?|(?:CEDAW|CRC|CERD|CESCR|CRPD|CED|CAT|CMW) Committee),? (?:also |had |has |again |repeatedly |\w+ly |further )*(?:recommend|express|urge|call|not|was (?:also |\w+ly )?(?:concern|alarm|troubl|regret)|remain|reiterat|ask|encourag|regret|request|welcom|advis|suggest|invit|stat|found|recall|want)`)

// body is the treaty body of a name; "" for none.
func body(name string) corpus.Mechanism {
	if short, ok := strings.CutSuffix(name, " Committee"); ok && name != "Human Rights Committee" {
		return corpus.Mechanism(short)
	}
	for m, full := range cite.Committees() {
		if strings.EqualFold(strings.ReplaceAll(full, " the ", " "), strings.ReplaceAll(name, " the ", " ")) {
			return m
		}
	}
	return ""
}

// bodyOfSymbol is the treaty body whose symbols begin so; "" for other documents.
func bodyOfSymbol(symbol string) corpus.Mechanism {
	for prefix, m := range map[string]corpus.Mechanism{"CCPR/C/": corpus.CCPR, "CERD/C/": corpus.CERD, "E/C.12/": corpus.CESCR, "CEDAW/C/": corpus.CEDAW,
		"CAT/C/": corpus.CAT, "CRC/C/": corpus.CRC, "CMW/C/": corpus.CMW, "CRPD/C/": corpus.CRPD, "CED/C/": corpus.CED} {
		if strings.HasPrefix(symbol, prefix) && !strings.Contains(symbol, "/OP/") {
			return m
		}
	}
	return ""
}

// bodies checks which treaty body is said to have spoken, against the symbols
// cited and the compilations that report it. A symbol tells its body whether or
// not the document is here.
func (r *run) bodies(s statement, c clause) {
	found := bodyRE.FindAllStringSubmatchIndex(c.text, -1)
	if len(found) != 1 || inCitation(s, c, found[0][2]) || inQuotation(c, found[0][2]) {
		return
	}
	m := found[0]
	said := body(c.text[m[2]:m[3]])
	if said == "" {
		return
	}
	var other []string
	for _, x := range c.cites {
		switch by, other1 := r.spokenBy(x, said); by {
		case no:
			other = append(other, other1)
		case yes:
			r.add(s.block, c.start+m[2], c.start+m[3], Finding{What: Speaker, Result: Correct, Says: x.symbol + " is of this Committee, or reports it"})
			return
		default:
			return
		}
	}
	if len(other) > 0 {
		r.add(s.block, c.start+m[2], c.start+m[3], Finding{What: Speaker, Result: Wrong, Says: other[0]})
	}
}

type answer int

const (
	unknown answer = iota
	yes
	no
)

// spokenBy reports whether what a citation names is of a treaty body, or of
// another, and says of which.
func (r *run) spokenBy(x *checked, said corpus.Mechanism) (answer, string) {
	if own := bodyOfSymbol(x.symbol); own != "" {
		if own == said {
			return yes, ""
		}
		return no, fmt.Sprintf("%s is a document of the %s", x.symbol, cite.Committees()[own])
	}
	if len(x.passages) == 0 || !x.whole {
		return unknown, ""
	}
	var by []string
	for _, p := range x.passages {
		if p.Kind != corpus.PassageCompilation || len(p.By) == 0 {
			return unknown, ""
		}
		for _, b := range p.By {
			if b == string(said) {
				return yes, ""
			}
			full := cite.Committees()[corpus.Mechanism(b)]
			if full == "" {
				full = b
			}
			if !slices.Contains(by, full) {
				by = append(by, full)
			}
		}
	}
	return no, x.passages[0].Cite + " reports " + cite.List(by)
}

// addressedRE is what stands before a State that is asked to do something, and
// what stands after it.
var (
	addressedRE      = pattern.New(`\b` + recVerb + ` (?:that )?(?:on |upon )?(?:the )?(?:Government of |authorities of )?(?:the )?$`)
	addressedAfterRE = pattern.New(`^,? (?:to|should|ratify|accede|adopt|abolish|establish|ensure|take|continue|strengthen|consider|implement|amend|end|put|close|“|"|‘)`)
)

// addressed checks the State that is said to have been asked: it must be the
// one whose review is cited.
func (r *run) addressed(s statement, c clause) {
	var review []string
	for _, x := range c.near {
		v := r.Shelf.Volume(x.symbol)
		if v == nil || v.State == "" || v.Kind != corpus.KindWGReport && v.Kind != corpus.KindAddendum && v.Kind != corpus.KindObservations {
			return
		}
		review = append(review, v.State)
	}
	for _, m := range mentions(r.States, c.text) {
		if !addressedRE.MatchString(ending(c.text[:m.start])) || !addressedAfterRE.MatchString(c.text[m.end:]) || inCitation(s, c, m.start) || inQuotation(c, m.start) {
			continue
		}
		f := Finding{What: States, Result: Correct, Says: "the review cited is that of " + r.States.Name(m.code)}
		if !slices.Contains(review, m.code) {
			if f.Result = Wrong; !slices.ContainsFunc(review, func(code string) bool { return code != review[0] }) {
				f.Right = r.States.Name(review[0])
			}
			f.Says = c.near[0].symbol + " is of the review of " + r.States.Name(review[0])
		}
		if f.Result == Wrong && len(review) > 0 {
			r.add(s.block, c.start+m.start, c.start+m.end, f)
		}
	}
}

// mostBefore is more than any of the patterns takes that look at what stands
// before a name, in bytes.
const mostBefore = 300

// ending is the end of a text, whole words: what patterns that end in $ read of
// a sentence of any length.
func ending(s string) string {
	if len(s) <= mostBefore {
		return s
	}
	s = s[len(s)-mostBefore:]
	return s[max(0, strings.IndexByte(s, ' ')):]
}
