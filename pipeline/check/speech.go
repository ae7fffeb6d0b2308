package check

import (
	"fmt"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

const sayVerb = `(?:said|explain(?:s|ed)|replie[sd]|answered|reported|indicated|argue[ds]?|admitted|mention(?:s|ed)|spoke|touched upon|hail(?:s|ed)|condemn(?:s|ed)|states?|stated|notes?|noted|welcome[ds]?|commend(?:s|ed)|praise[ds]?|applaud(?:s|ed)|congratulate[ds]?|appreciate[ds]?|asks?|inquired?|enquired|wondered|wished to know|` +
	`remark(?:s|ed)|observe[ds]?|highlight(?:s|ed)|underline[ds]?|underscore[ds]?|emphasi[sz]e[ds]?|stress(?:es|ed)|acknowledge[ds]?|recogni[sz]e[ds]?|express(?:es|ed)|voiced|recall(?:s|ed)|` +
	`drew attention|took note|thank(?:s|ed)|pointed (?:to|out)|hoped|was (?:\w+ )?(?:concerned|worried|pleased|troubled)|regret(?:s|ted))`

// verbs by which a State under review speaks of itself
const tellVerb = `(?:said|states?|stated|explain(?:s|ed)|replie[sd]|answer(?:s|ed)|respond(?:s|ed)|inform(?:s|ed)|report(?:s|ed)|indicate[ds]?|assure[ds]?|told|recall(?:s|ed)|underlined|stressed|emphasi[sz]ed|announced)`

var (
	saysRE = pattern.New(`^,? ?` + betweenVerb + `(?:` + sayVerb + `|` + recVerb + `)\b|^[’']s? (?:\w+ ){0,2}(?:statement|questions?|interventions?|remarks?|comments?|concerns?|words|praise|recommendations?|calls?)\b`)
	tellRE = pattern.New(`^,? ?` + betweenVerb + tellVerb + `\b`)
	// "according to Norway", "raised by Norway"
	voicedRE = pattern.New(`(?i)\b(?:according to|in the words of|(?:said|noted|welcomed|praised|commended|voiced|raised|stressed|highlighted|asked|made|expressed|put) by) (?:the )?(?:delegations? of )?(?:the )?$`)
	// "Ecuador noted that Slovenia had said"
	embeddedRE = pattern.New(`\b(?:that|which|how|whether|what|when|if|as|unlike|than) (?:the )?(?:delegation of )?(?:the )?$`)
	// "the ratification that Serbia welcomed (A/…"
	relativeSayRE = pattern.New(`(?:^|[\pL”"’)]) (?:that|which) (?:the )?$`)
	shortSayRE    = pattern.New(`^ ` + betweenVerb + sayVerb + `,? ?(?:[(\[]|$)`)
	dialogueRE    = pattern.New(`(?i)dialogue|proceedings|presentation by the State`)
)

// speech checks who is said to have spoken where paragraphs of a review's
// interactive dialogue are cited, of which each has one speaker.
func (r *run) speech(s statement, c clause) {
	ps := passagesOf(c.cites)
	if len(ps) == 0 || !wholeOf(c.cites) || slices.ContainsFunc(ps, func(p corpus.Passage) bool { return !hasSpeaker(p) }) {
		return
	}
	lists := r.speakers(s, c, ps[0].State)
	spoke := func(m mention) bool {
		return slices.ContainsFunc(ps, func(p corpus.Passage) bool { return r.speaksIn(p, m.code) })
	}
	borneOut := slices.ContainsFunc(lists, func(list []mention) bool { return slices.ContainsFunc(list, spoke) })
	for _, list := range lists {
		start, end := c.start+list[0].start, c.start+list[len(list)-1].end
		var not []mention
		for _, m := range list {
			if !spoke(m) {
				not = append(not, m)
			}
		}
		switch {
		case len(not) == 0:
			r.add(s.block, start, end, Finding{What: Voice, Result: Correct, IDs: ids(ps), Says: "the speaker in " + cite.Join(cite.Make(ps, cite.Options{}))})
		case borneOut && len(not) == len(list):
			// another whom the clause names spoke there
		default:
			r.add(s.block, start, end, r.otherSpeaker(s, c, ps, not))
		}
	}
}

// speakers are the lists of States that a clause says spoke.
func (r *run) speakers(s statement, c clause, review string) (out [][]mention) {
	for _, list := range r.lists(c) {
		head, after := c.text[:list[0].start], c.text[list[len(list)-1].end:]
		if m := delegationRE.FindStringIndex(head); m != nil {
			head = head[:m[0]]
		}
		own := slices.ContainsFunc(list, func(m mention) bool { return m.code == review })
		switch {
		case inCitation(s, c, list[0].start), inQuotation(c, list[0].start):
		case voicedRE.MatchString(head) && !own, saidRE.MatchString(head):
			out = append(out, list)
		case relativeSayRE.MatchString(head) && shortSayRE.MatchString(after) && !own:
			out = append(out, list)
		case embeddedRE.MatchString(head), toStateRE.MatchString(head):
		case own && len(list) == 1 && tellRE.MatchString(after), !own && saysRE.MatchString(after):
			out = append(out, list)
		}
	}
	return out
}

// hasSpeaker reports whether a passage is a paragraph of a review's dialogue
// with one State as its speaker.
func hasSpeaker(p corpus.Passage) bool {
	return p.Kind == corpus.PassageUPRParagraph && len(p.By) == 1 && !strings.HasPrefix(p.By[0], "?") &&
		slices.ContainsFunc(p.Headings, dialogueRE.MatchString)
}

// speaksIn reports whether a State speaks in a paragraph, or is named in it.
func (r *run) speaksIn(p corpus.Passage, code string) bool {
	return p.By[0] == code || slices.ContainsFunc(mentions(r.States, p.Text), func(m mention) bool { return m.code == code })
}

// otherSpeaker says who speaks in what is cited, and where those named speak.
func (r *run) otherSpeaker(s statement, c clause, ps []corpus.Passage, not []mention) Finding {
	f := Finding{What: Voice, Result: Wrong, IDs: ids(ps), Official: cite.Official(ps[0])}
	var who []string
	for _, p := range ps {
		if n := r.States.Name(p.By[0]); !slices.Contains(who, n) {
			who = append(who, n)
		}
	}
	f.Says = fmt.Sprintf("in %s %s speaks, not %s", cite.Join(cite.Make(ps, cite.Options{})), cite.List(who), names(not))
	if len(who) > 1 {
		f.Says = fmt.Sprintf("in %s %s speak, not %s", cite.Join(cite.Make(ps, cite.Options{})), cite.List(who), names(not))
	}
	v := r.Shelf.Volume(ps[0].Key)
	if v == nil || len(not) > 1 {
		return f
	}
	var theirs []corpus.Passage
	for _, p := range v.Passages {
		if hasSpeaker(p) && p.By[0] == not[0].code {
			theirs = append(theirs, p)
		}
	}
	switch {
	case len(theirs) == 0:
		f.Says += "; no paragraph of that dialogue is of " + not[0].name
	case len(theirs) <= 4:
		f.Says += "; " + not[0].name + " speaks in " + cite.Join(cite.Make(theirs, cite.Options{}))
		part := statement{block: s.block, start: c.start, end: c.end, text: c.text}
		if want := subjectOf(r.bare(part, c.near...)); len(theirs) == 1 && want.near(theirs) {
			f.Right = theirs[0].Cite
		}
	}
	return f
}
