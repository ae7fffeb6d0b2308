package report

import (
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// Concern is one item with everything found for it.
type Concern struct {
	Item   corpus.Passage
	Number string
	// Cells stand in the order of Report.Events.
	Cells []Cell
	// Earlier, Same and Later are the counted links by time; Stakeholders are
	// such links to summaries of submissions, Elsewhere to passages on other
	// States; neither enters a verdict. Progress are welcomes and claims, Related strong or likely links that do not
	// count, Possible wait for a reader.
	Earlier, Same, Later, Stakeholders, Elsewhere, Related, Possible, Progress []match.Link
	// Voices are what counts once among Earlier, at the events that enter the
	// verdict: those with a link that is strong or confirmed by a reader.
	// Unsure are the others, which a reader has to verify first.
	Voices, Unsure []Voice
	// Timeline has the events in which a counted passage was found.
	Timeline []Moment
	Asks     []match.Ask
	// Joined are the State's own sentences that say that it joined a treaty
	// the item asks for; no status is held, and they enter no verdict.
	Joined []match.Joining
	// Claims are sentences in which the State says that something was done on
	// what the item asks; they enter no verdict and no cell.
	Claims []match.Claim
	Parts  []match.Part
	// States are the recommending States of what enters the verdict, by links
	// that are strong or confirmed, codes in the order of their names; Likely
	// are further ones by likely links.
	States, Likely []string
	// Verdict says in plain words what the documents carry; Notes add to it.
	Verdict string
	Notes   []string
	// Sentence and Footnote can be pasted.
	Sentence, Footnote string
	First, Last        int
	in                 *Report
}

// concern sorts the links of an item and says what they carry.
func (r *Report) concern(it match.ItemLinks) Concern {
	c := Concern{Item: it.Item, Number: it.Number, Parts: it.Parts, in: r}
	for _, l := range it.Links {
		c.sort(l)
	}
	for _, links := range [][]match.Link{c.Earlier, c.Same, c.Later, c.Stakeholders, c.Elsewhere, c.Related} {
		sortByTime(links)
	}
	for _, v := range r.voices(c.Earlier) {
		if c.enters(v) {
			c.Voices = append(c.Voices, v)
		} else {
			c.Unsure = append(c.Unsure, v)
		}
	}
	c.Asks, c.Joined = c.askedBefore(it.Asks), r.joined(it.Asks)
	if len(c.Earlier)+len(c.Same)+len(c.Later) > 0 { // else nothing bears out what the item is about
		c.Claims = r.claims.Of(&it.Item)
	}
	for _, e := range r.Events {
		c.Cells = append(c.Cells, c.cell(e))
	}
	c.Timeline = c.timeline()
	counted := upr(linksOf(c.Voices))
	c.States = r.byName(statesOf(sureOf(counted)))
	c.Likely = without(r.byName(statesOf(counted)), c.States)
	c.span()
	c.verdict()
	c.paste()
	return c
}

// sort puts a link where it belongs. A reader's word goes before everything.
func (c *Concern) sort(l match.Link) {
	switch {
	case l.Reviewed != nil && l.Reviewed.Grade == 0:
		// A reader said that it is none.
	case l.Reviewed != nil && l.Reviewed.Grade == 1:
		c.Related = append(c.Related, l)
	case confirmed(l):
		c.place(l)
	case l.Strength == match.Possible:
		c.Possible = append(c.Possible, l)
	case !shown(l):
	case l.Progress:
		c.Progress = append(c.Progress, l)
	case !repeats(l.Relation) || unspoken(l):
		c.Related = append(c.Related, l)
	default:
		c.place(l)
	}
}

// enters reports whether a voice enters the verdict: a body with a sure link,
// a recommendation of a review in which one is sure.
func (c *Concern) enters(v Voice) bool {
	if v.Body != string(corpus.UPR) {
		return v.sure()
	}
	for _, l := range c.Earlier {
		if l.Passage.Key == v.Links[0].Passage.Key && sure(l) {
			return true
		}
	}
	return false
}

// linksOf lists the passages of voices, each once, in the order of time.
func linksOf(vs []Voice) []match.Link {
	var out []match.Link
	seen := map[string]bool{}
	for _, v := range vs {
		for _, l := range v.Links {
			if !seen[l.ID] {
				seen[l.ID] = true
				out = append(out, l)
			}
		}
	}
	sortByTime(out)
	return out
}

func repeats(rel match.Relation) bool {
	return rel == match.Same || rel == match.Similar || rel == match.BuildUp || rel == match.RefersBack
}

// nobodySpeaks reports whether a compilation's paragraph reports no body: the
// table of ratifications, or what the Office itself tells.
func nobodySpeaks(p corpus.Passage) bool {
	return p.DocKind == corpus.KindCompilation && len(p.SpeaksFor) == 0
}

// unspoken reports whether none of the bodies that a compilation's paragraph
// reports speaks in the sentences that a link is about.
func unspoken(l match.Link) bool {
	return l.Passage.DocKind == corpus.KindCompilation && len(Speakers(l)) == 0
}

// place puts a counted link in its time.
func (c *Concern) place(l match.Link) {
	switch {
	case elsewhere(c.in.Question, l.Passage.State):
		c.Elsewhere = append(c.Elsewhere, l)
	case l.Passage.Mechanism == corpus.Stakeholders:
		c.Stakeholders = append(c.Stakeholders, l)
	case l.When == match.SameReview:
		c.Same = append(c.Same, l)
	case l.When == match.Later:
		c.Later = append(c.Later, l)
	default:
		c.Earlier = append(c.Earlier, l)
	}
}

// elsewhere reports whether a passage or document is about another State than
// the question.
func elsewhere(q match.Question, state string) bool {
	return q.State != "" && state != "" && state != q.State
}

// sortByTime orders links oldest first, then by document and paragraph.
func sortByTime(links []match.Link) {
	sort.SliceStable(links, func(i, j int) bool {
		a, b := links[i].Passage, links[j].Passage
		if a.Year != b.Year {
			return a.Year < b.Year
		}
		if a.Key != b.Key {
			return a.Key < b.Key
		}
		return cite.CompareNumbers(a.Para, b.Para) < 0
	})
}

// span is the first and last year of what enters the verdict.
func (c *Concern) span() {
	for _, l := range linksOf(c.Voices) {
		if y := l.Passage.Year; y > 0 {
			if c.First == 0 || y < c.First {
				c.First = y
			}
			c.Last = max(c.Last, y)
		}
	}
}

// askedBefore keeps of each treaty asked for the passages that may count:
// earlier than the letter, and neither welcomes, claims nor stakeholders'.
func (c *Concern) askedBefore(asks []match.Ask) []match.Ask {
	var out []match.Ask
	for _, a := range asks {
		a.ByName, a.Generic = c.in.mayCount(a.ByName), c.in.mayCount(a.Generic)
		a.Found = match.NotFound
		switch {
		case len(a.ByName) > 0:
			a.Found = match.ByName
		case len(a.Generic) > 0:
			a.Found = match.Generically
		}
		out = append(out, a)
	}
	return out
}

func (r *Report) mayCount(ids []string) []string {
	out := []string{}
	for _, id := range ids {
		p, ok := r.passages[id]
		if ok && !elsewhere(r.Question, p.State) && match.WhenOf(&r.Question, p) == match.Earlier && p.Role != corpus.RoleWelcome && p.Role != corpus.RoleClaim &&
			p.Mechanism != corpus.Stakeholders && !nobodySpeaks(*p) {
			out = append(out, id)
		}
	}
	return out
}

// statesOf lists the recommending States of links, each once.
func statesOf(links []match.Link) []string {
	var out []string
	seen := map[string]bool{}
	for _, l := range links {
		for _, code := range l.Passage.By {
			if !seen[code] && !strings.HasPrefix(code, "?") {
				seen[code] = true
				out = append(out, code)
			}
		}
	}
	return out
}

// byName orders codes by today's names: alphabetical, never ranked.
func (r *Report) byName(codes []string) []string {
	sort.Slice(codes, func(i, j int) bool { return r.in.States.Name(codes[i]) < r.in.States.Name(codes[j]) })
	return codes
}

// Names gives the names of States.
func (r *Report) Names(codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = r.in.States.Name(c)
	}
	return out
}

// upr keeps the links to recommendations.
func upr(links []match.Link) []match.Link {
	var out []match.Link
	for _, l := range links {
		if l.Passage.Kind == corpus.PassageRecommendation {
			out = append(out, l)
		}
	}
	return out
}
