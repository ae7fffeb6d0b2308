package report

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// Voice is what counts once: a recommendation of a review, however many
// States make it and in however many near-identical forms, or a body at one
// of its reviews, however many documents and paragraphs repeat what it said.
type Voice struct {
	// Body is who speaks: UPR for recommendations, else the code of the body.
	Body string
	// Source is the document in which it speaks: the symbol of the report or
	// of the concluding observations; empty where a compilation does not say.
	Source string
	// Links are the passages in the order of time; States are the
	// recommending States of all of them, codes in the order of names.
	Links  []match.Link
	States []string
	// Through are the years of the compilations by which alone it is known;
	// nil where its own document was searched.
	Through []int
	Year    int
	// Action is the strongest of what the passages ask, see [match.Link].
	Action int
}

// sure reports whether one of the passages is a strong link or confirmed.
func (v *Voice) sure() bool {
	for _, l := range v.Links {
		if sure(l) {
			return true
		}
	}
	return false
}

func confirmed(l match.Link) bool { return l.Reviewed != nil && l.Reviewed.Grade == 2 }

// continues reports whether all passages ask to go on with what is done.
func (v *Voice) continues() bool {
	for _, l := range v.Links {
		if !Continues(l) {
			return false
		}
	}
	return true
}

// position is the State's answer to a recommendation.
func (v *Voice) position() corpus.Passage { return v.Links[0].Passage }

// voices gathers links, given in the order of time, into what counts once.
func (r *Report) voices(links []match.Link) []Voice {
	var out []Voice
	for _, l := range links {
		if l.Passage.DocKind != corpus.KindCompilation {
			out = join(out, l)
		}
	}
	for _, known := range []bool{true, false} { // those whose source is read come first
		for _, l := range links {
			if l.Passage.DocKind != corpus.KindCompilation {
				continue
			}
			for _, body := range Speakers(l) {
				if src := sourceOf(l.Passage, body); (src != "") == known {
					out = route(out, l, body, src)
				}
			}
		}
	}
	for i := range out {
		out[i].finish(r)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Year < out[j].Year })
	return out
}

func (v *Voice) finish(r *Report) {
	v.States = r.byName(statesOf(upr(v.Links)))
	for _, l := range v.Links {
		v.Action = max(v.Action, l.Action)
	}
}

// join adds a passage that speaks for itself: to a near-identical
// recommendation of the same report with the same answer, or to the same
// body's other paragraphs in the same document.
func join(out []Voice, l match.Link) []Voice {
	p := l.Passage
	for i := range out {
		v := &out[i]
		first := v.Links[0].Passage
		if first.Key != p.Key && (p.Symbol == "" || first.Symbol != p.Symbol) {
			continue
		}
		if p.Kind != corpus.PassageRecommendation || oneDemand(v.Links[0], l) {
			v.Links = append(v.Links, l)
			return out
		}
	}
	body := string(p.Mechanism)
	if p.Kind == corpus.PassageRecommendation {
		body = string(corpus.UPR)
	}
	return append(out, Voice{Body: body, Source: p.Symbol, Links: []match.Link{l}, Year: p.Year})
}

// oneDemand reports whether two recommendations of one report are one demand
// (see [match.Demands]) and were answered alike.
func oneDemand(a, b match.Link) bool {
	return a.Demand != "" && a.Demand == b.Demand && a.Passage.Position == b.Passage.Position && a.Passage.Partial == b.Passage.Partial
}

// route adds a compilation's paragraph to the body it reports: to the document
// it cites where that was searched or another compilation cites it too; where
// no document can be read in its notes, to the body's latest review that was
// found up to then. So a repeated report makes no second voice.
func route(out []Voice, l match.Link, body, src string) []Voice {
	year := l.Passage.Year
	best := -1
	for i, v := range out {
		switch {
		case v.Body != body:
		case src != "" && v.Source == src:
			best = i
		case src == "" && v.Year <= year && (best < 0 || v.Year >= out[best].Year):
			best = i
		}
	}
	if best < 0 {
		return append(out, Voice{Body: body, Source: src, Links: []match.Link{l}, Through: []int{year}, Year: year})
	}
	v := &out[best]
	if v.Links[len(v.Links)-1].ID != l.ID {
		v.Links = append(v.Links, l)
	}
	if v.Through != nil && v.Through[len(v.Through)-1] != year {
		v.Through = append(v.Through, year)
	}
	return out
}

// Speakers are the bodies that speak in the sentences of a compilation's
// paragraph that a link is about (see [match.Link]): where a paragraph reports
// several, those named in the sentence, else the last one named before it. A
// sentence that opens with another speaker is none of theirs.
func Speakers(l match.Link) []string {
	said := l.Said
	if said == nil && l.ToText != "" {
		said = []string{l.ToText}
	}
	if said == nil {
		return l.Passage.SpeaksFor
	}
	var out []string
	for _, b := range l.Passage.SpeaksFor {
		for _, s := range said {
			if slices.Contains(speakersOf(l.Passage, s), b) {
				out = add(out, b)
			}
		}
	}
	return out
}

func speakersOf(p corpus.Passage, text string) []string {
	all := p.SpeaksFor
	var here []string
	for _, b := range all {
		if corpus.BodyIn(text, b) >= 0 {
			here = append(here, b)
		}
	}
	if here != nil {
		return here
	}
	at := strings.Index(p.Text, text)
	switch {
	case at > 0 && othersRE.MatchString(text) && !anyRE.MatchString(text):
		return nil
	case at < 0 || len(all) < 2:
		return all
	}
	return lastBefore(p, at)
}

// othersRE is a sentence that opens with a name and a verb of speech; anyRE one
// in which a body or an expert speaks that was named before.
var (
	othersRE = regexp.MustCompile(`^(?:In \d{4}, )?[Tt]he (\p{Lu}[^.;,]{2,120}?) (?:also |further |had |has )*(?:recommended|urged|encouraged|called|requested|invited|expressed|noted|stated|reported|reiterated|regretted|welcomed|commended|advised)\b`)
	anyRE    = regexp.MustCompile(`^(?:In \d{4}, )?[Tt]he (?:Committee|Experts?|Special|Rapporteurs?|Working|Independent|Office|Team|same)\b`)
)

// lastBefore is the body named last in what stands before a sentence. Where
// none is, it is one of the paragraph before: those that the paragraph does not
// name, or all.
func lastBefore(p corpus.Passage, at int) []string {
	var who, carried []string
	last := -1
	for _, b := range p.SpeaksFor {
		if i := corpus.BodyIn(p.Text[:at], b); i > last {
			last, who = i, []string{b}
		}
		if corpus.BodyIn(p.Text, b) < 0 {
			carried = append(carried, b)
		}
	}
	switch {
	case who != nil:
		return who
	case carried != nil:
		return carried
	}
	return p.SpeaksFor
}

// sourceOf is the one document of a body that a compilation's paragraph cites;
// empty where it cites none or several. Follow-up replies (Add.) are the State's.
func sourceOf(p corpus.Passage, body string) string {
	src := ""
	for _, s := range p.Source {
		symbol, _, _ := strings.Cut(s, ", para")
		if strings.Contains(symbol, "/Add.") || bodyOfSymbol(symbol) != body {
			continue
		}
		if src != "" && src != symbol {
			return ""
		}
		src = symbol
	}
	return src
}

// bodyOfSymbol is the treaty body whose document a symbol names.
func bodyOfSymbol(symbol string) string {
	if strings.HasPrefix(symbol, "E/C.12/") {
		return string(corpus.CESCR)
	}
	body, _, ok := strings.Cut(symbol, "/C")
	if !ok {
		return ""
	}
	return body
}
