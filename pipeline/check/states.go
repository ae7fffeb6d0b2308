package check

import (
	"fmt"
	"strings"
	"unicode"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// mention is a State named in a text.
type mention struct {
	start, end int
	code, name string
	capital    bool
}

var wordRE = pattern.New(`[\pL\pN][\pL\pN’'.-]*|\(|\)`)

// maxNameWords is the longest name of a State, brackets counted as words.
const maxNameWords = 10

// mentions finds the States named in a text, longest names first, some by their
// capitals.
func mentions(g *corpus.Gazetteer, s string) []mention {
	at := wordRE.FindAllStringIndex(s, -1)
	var out []mention
	for i := 0; i < len(at); i++ {
		if !unicode.IsUpper(firstRune(s[at[i][0]:])) {
			continue
		}
		for n := min(maxNameWords, len(at)-i); n > 0; n-- {
			m, ok := mentionAt(g, s, at[i][0], at[i+n-1][1])
			if ok {
				out = append(out, m)
				i += n - 1
				break
			}
		}
	}
	return standing(s, out)
}

// mentionAt reads the words at [start, end) as the name of a State or capital.
func mentionAt(g *corpus.Gazetteer, s string, start, end int) (mention, bool) {
	name := strings.TrimRight(s[start:end], ".-'’")
	for _, possessive := range []string{"’s", "'s"} {
		name = strings.TrimSuffix(name, possessive)
	}
	m := mention{start: start, end: start + len(name), name: name}
	if strings.ContainsAny(name, ",;:\n") || len(name) < 3 && name != "UK" && name != "US" || !balanced(name) || !unicode.IsUpper(firstRune(name)) {
		return m, false
	}
	var ok bool
	if m.code, ok = g.Resolve(name); ok {
		return m, true
	}
	if m.code, ok = g.Typed(name); ok {
		return m, alone(s, m) && !unlike[corpus.FoldName(name)]
	}
	m.code, m.capital = corpus.Capital(name)
	return m, m.capital
}

func balanced(s string) bool { return strings.Count(s, "(") == strings.Count(s, ")") }

// lists are the States that a clause names, those of a list together: "Peru,
// Chile and Ghana".
func (r *run) lists(c clause) (out [][]mention) {
	all := mentions(r.States, c.text)
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && listJoinRE.MatchString(c.text[all[j-1].end:all[j].start]) {
			j++
		}
		out = append(out, all[i:j])
		i = j
	}
	return out
}

// states checks who is said to have recommended what a clause cites; told says
// that the text says so of any State.
func (r *run) states(s statement, c clause) (told bool) {
	for _, list := range r.lists(c) {
		if inCitation(s, c, list[0].start) || inQuotation(c, list[0].start) {
			continue
		}
		switch recommends(s, c, list) {
		case inClause:
			told = true
			r.recommended(s, c, list)
		case inClauseBefore:
			r.recommended(s, clause{start: c.start, text: c.text, cites: c.prev, rest: c.prev, near: c.prev}, list)
		}
	}
	return told
}

// recommended checks a list of States against what is cited: each must have
// made one of the recommendations.
func (r *run) recommended(s statement, c clause, list []mention) {
	if underReview(c.cites, r.Shelf, list) || !anyRecommendation(passagesOf(c.cites)) {
		return
	}
	whole := false
	var not []mention
	for i, group := range [][]*checked{c.cites, c.rest, c.near} {
		if i > 0 && len(list) == 1 {
			break // one State is of what closes its clause
		}
		by := byOf(passagesOf(group))
		not = nil
		for _, m := range list {
			if !by[m.code] {
				not = append(not, m)
			}
		}
		if whole = len(not) == 0; whole {
			break
		}
	}
	start, end := c.start+list[0].start, c.start+list[len(list)-1].end
	ps := passagesOf(c.cites)
	if whole {
		r.add(s.block, start, end, Finding{What: States, Result: Correct, IDs: ids(ps), Says: verbOf(list) + " recommended it: " + citeBy(ps)})
		return
	}
	if !wholeOf(c.near) {
		r.add(s.block, start, end, Finding{What: States, Result: CannotCheck,
			Says: "a document or number that the sentence cites is not here: " + names(not) + " may have recommended it there"})
		return
	}
	f := Finding{What: States, Result: Wrong, IDs: ids(ps), Says: fmt.Sprintf("%s did not recommend what is cited; it was recommended by %s", names(not), printedBy(ps))}
	want := subjectOf(r.bare(s, s.cites...))
	if p, ok := r.bestBy(s, c, list); ok {
		f.Right, f.Official = p.Cite, cite.Official(p)
		f.Says += "; " + p.Cite + " is nearer to the sentence"
	} else if !want.foreign(ps) {
		f.Right = citeBy(ps)
	} else {
		f.Says += "; no recommendation of " + names(list) + " here shares enough of the sentence’s words to be offered"
	}
	r.add(s.block, start, end, f)
}

// bracket checks the States in brackets after the recommendation, or the
// recommendations, that it stands after.
func (r *run) bracket(c *checked, states []string, ps []corpus.Passage, f *Finding) {
	by := byOf(ps)
	last := ps[len(ps)-1]
	where := place(cite.RefOf(last))
	if len(ps) > 1 {
		where = fmt.Sprintf("none of the %d cited before the bracket", len(ps))
	}
	var not []string
	for _, s := range states {
		if code, ok := r.States.Resolve(s); !ok || !by[code] {
			not = append(not, s)
		}
	}
	switch {
	case len(not) > 0 && len(ps) > 1:
		f.Result, f.Right = Wrong, citeBy(ps)
		f.Says = where + " is a recommendation of " + cite.List(not)
	case len(not) > 0:
		f.Result, f.Right = Wrong, last.Cite
		f.Says = fmt.Sprintf("%s is a recommendation of %s, not of %s", where, cite.List(last.ByPrinted), cite.List(not))
	case len(states) < len(last.By) && len(ps) == 1:
		f.Style = append(f.Style, fmt.Sprintf("%s was made by %s", where, cite.List(last.ByPrinted)))
	}
	if len(not) > 0 && r.around(c).foreign(ps) {
		f.Right = ""
	}
}

// underReview reports whether a list names the State under review itself.
func underReview(cs []*checked, shelf *cite.Shelf, list []mention) bool {
	for _, c := range cs {
		if v := shelf.Volume(c.symbol); v != nil {
			for _, m := range list {
				if m.code == v.State {
					return true
				}
			}
		}
	}
	return false
}

func anyRecommendation(ps []corpus.Passage) bool {
	for _, p := range ps {
		if p.Kind == corpus.PassageRecommendation && len(p.By) > 0 {
			return true
		}
	}
	return false
}

// byOf are the codes of the recommending States of passages.
func byOf(ps []corpus.Passage) map[string]bool {
	out := map[string]bool{}
	for _, p := range ps {
		if p.Kind == corpus.PassageRecommendation {
			for _, code := range p.By {
				out[code] = true
			}
		}
	}
	return out
}

func names(ms []mention) string {
	var out []string
	for _, m := range ms {
		out = append(out, m.name)
	}
	return cite.List(out)
}

func verbOf(ms []mention) string {
	switch len(ms) {
	case 1:
		return ms[0].name
	case 2:
		return "both States"
	}
	return "all " + count(len(ms)) + " States"
}

func ids(ps []corpus.Passage) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.ID)
	}
	return out
}

// printedBy lists the recommending States of passages as printed.
func printedBy(ps []corpus.Passage) string {
	var out []string
	seen := map[string]bool{}
	for _, p := range ps {
		for _, n := range p.ByPrinted {
			if p.Kind == corpus.PassageRecommendation && !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	if len(out) > 8 {
		return cite.List(append(out[:8:8], fmt.Sprintf("%d more", len(out)-8)))
	}
	return cite.List(out)
}

// citeBy cites passages with their States, where they are few.
func citeBy(ps []corpus.Passage) string {
	return cite.Join(cite.Make(ps, cite.Options{States: len(ps) <= 6}))
}
