package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/seeds"
)

// Theme is one heading under which the Office groups concerns.
type Theme struct{ ID, Label string }

// Themes lists the themes in the order of their list, seeds/themes.tsv.
func Themes() []Theme {
	var out []Theme
	for _, f := range themeRows() {
		out = append(out, Theme{f[0], f[1]})
	}
	return out
}

// themeRows are the rows of the list: id, label, aliases.
func themeRows() [][]string {
	var out [][]string
	for _, line := range strings.Split(strings.TrimRight(seeds.Themes, "\n"), "\n")[1:] {
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// ThemeOf finds a theme by id, label, alias or a part of its label that no
// other has. The error lists what fits, or all themes.
func ThemeOf(name string) (Theme, error) {
	want := strings.ToLower(strings.TrimSpace(name))
	var part []Theme
	for _, f := range themeRows() {
		t := Theme{f[0], f[1]}
		names := append([]string{f[0], f[1]}, strings.Split(f[2], "|")...)
		for _, n := range names {
			if strings.ToLower(n) == want {
				return t, nil
			}
		}
		if want != "" && slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(n), want) }) {
			part = append(part, t)
		}
	}
	if len(part) == 1 {
		return part[0], nil
	}
	says := "names more than one theme"
	if len(part) == 0 {
		part, says = Themes(), "names no theme; the themes are"
	}
	var labels []string
	for _, t := range part {
		labels = append(labels, t.Label)
	}
	return Theme{}, fmt.Errorf("%q %s: %s", name, says, strings.Join(labels, "; "))
}

// Asked says what a dossier is about and of what it is made.
type Asked struct {
	State     string // alpha-3
	StateName string
	// Documents are all stored documents on the State, positions joined.
	Documents []*corpus.Document
	// Missing are the review events without a document here.
	Missing []string
	Version string
	Date    string // ISO 8601
	Sample  bool
}

// themeNotice stands at the head of what rests on themes.
const themeNotice = "Themes are given to passages by a program and wait for a reader. This is not a United Nations document. This says nothing about implementation."

// spoken are the kinds of passages that a timeline shows.
var spoken = map[corpus.PassageKind]bool{corpus.PassageRecommendation: true, corpus.PassageObservation: true, corpus.PassageCompilation: true,
	corpus.PassageSummary: true, corpus.PassageSpecial: true, corpus.PassageReply: true, corpus.PassageItem: true}

// Timeline is one theme's history: a group a document in the order of time,
// a row a passage.
func Timeline(in Asked, theme Theme) *Sheet {
	s := in.sheet(theme.Label+": "+in.StateName, "One theme across mechanisms, in the order of time", themeNotice)
	s.Columns = []Column{{"cite", "Citation", 24}, {"by", "Raised by", 16}, {"position", "Position", 14}, {"text", "Passage", 60}, {"id", "Passage id", 16}}
	s.Glance = []string{"Event", "Document", "Passages", "Position"}
	s.Facts = append(s.Facts, [2]string{"Theme", theme.Label})
	for _, d := range inTime(in.Documents) {
		g := Group{Key: d.Key, Title: fmt.Sprintf("%s – %s", eventOf(d), d.CiteAs)}
		var ps []corpus.Passage
		for _, p := range d.Passages {
			if spoken[p.Kind] && slices.Contains(p.Themes, theme.Label) {
				ps = append(ps, p)
				g.Rows = append(g.Rows, Row{Cells: []string{p.Cite, byOf(p), positionOf(p), p.Text, p.ID}, URL: cite.Official(p)})
			}
		}
		if len(ps) > 0 {
			g.Year, g.Lane = d.Year, laneOf(d)
			g.Glance = []string{d.CiteAs, countsBy(ps), positionCounts(ps)}
			g.Note = quantity(len(ps), "passage") + countsOf(ps)
			s.Groups = append(s.Groups, g)
		}
	}
	return s
}

// sheet is an empty sheet with what every one carries.
func (in Asked) sheet(title, subject, notice string) *Sheet {
	return &Sheet{Title: title, Subject: subject, Notice: notice, Documents: inTime(in.Documents), Missing: in.Missing,
		Version: in.Version, Date: in.Date, Sample: in.Sample, Facts: [][2]string{{"State under review", in.StateName}}}
}

// inTime orders documents by year, then by date, then by key.
func inTime(docs []*corpus.Document) []*corpus.Document {
	out := slices.Clone(docs)
	slices.SortStableFunc(out, func(a, b *corpus.Document) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Key, b.Key))
	})
	return out
}

// eventNames are what documents of a kind are called in a timeline.
var eventNames = map[corpus.Kind]string{corpus.KindWGReport: "UPR", corpus.KindAddendum: "UPR, the State’s replies", corpus.KindCompilation: "OHCHR compilation",
	corpus.KindSummary: "stakeholders’ summary", corpus.KindNationalReport: "national report", corpus.KindMidTermReport: "mid-term report",
	corpus.KindLetter: "letter of the High Commissioner", corpus.KindInquiry: "commission of inquiry"}

func eventOf(d *corpus.Document) string {
	name := eventNames[d.Kind]
	if name == "" {
		name = string(d.Mechanism)
	}
	if d.Year == 0 {
		return name
	}
	return fmt.Sprintf("%d, %s", d.Year, name)
}

// laneNames are the rows of the strip of time, in their order.
var laneNames = []string{"UPR", "Treaty bodies", "Special procedures", "Bodies reported", "Stakeholders", "Letters", "The State"}

// laneOf says in which row of the strip a document stands.
func laneOf(d *corpus.Document) string {
	switch d.Kind {
	case corpus.KindWGReport:
		return "UPR"
	case corpus.KindObservations:
		return "Treaty bodies"
	case corpus.KindCompilation:
		return "Bodies reported"
	case corpus.KindSummary:
		return "Stakeholders"
	case corpus.KindLetter:
		return "Letters"
	case corpus.KindNationalReport, corpus.KindMidTermReport, corpus.KindAddendum:
		return "The State"
	}
	return "Special procedures"
}

// countsBy counts passages, and the States where they are recommendations.
func countsBy(ps []corpus.Passage) string {
	n := fmt.Sprint(len(ps))
	if states := statesOf(ps); states > 0 {
		n += ", by " + quantity(states, "State")
	}
	return n
}

// byOf says who speaks in a passage.
func byOf(p corpus.Passage) string {
	switch {
	case len(p.ByPrinted) > 0:
		return strings.Join(p.ByPrinted, "; ")
	case len(p.SpeaksFor) > 0:
		return strings.Join(distinct(p.SpeaksFor), "; ")
	case p.Kind == corpus.PassageReply:
		return "the State"
	}
	return string(p.Mechanism)
}

// distinct leaves out names that differ from an earlier one in their letters' case
// alone.
func distinct(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, n) }) {
			out = append(out, n)
		}
	}
	return out
}

func positionOf(p corpus.Passage) string {
	s := string(p.Position)
	if p.Partial {
		s += " (in part)"
	}
	return s
}

// countsOf says how the recommendations among passages were answered, and by
// how many States they were made.
func countsOf(ps []corpus.Passage) string {
	counts := positionCounts(ps)
	if counts == "" {
		return ""
	}
	return ", by " + quantity(statesOf(ps), "State") + ": " + counts
}

// statesOf counts the States that made recommendations among passages.
func statesOf(ps []corpus.Passage) int {
	states := map[string]bool{}
	for _, p := range ps {
		if p.Kind == corpus.PassageRecommendation {
			for _, b := range p.By {
				states[b] = true
			}
		}
	}
	return len(states)
}

// positionCounts counts the positions on recommendations among passages; empty
// where there is no recommendation.
func positionCounts(ps []corpus.Passage) string {
	count := map[corpus.Position]int{}
	for _, p := range ps {
		if p.Kind == corpus.PassageRecommendation {
			count[p.Position]++
		}
	}
	var parts []string
	for _, k := range []corpus.Position{corpus.Supported, corpus.Noted, corpus.Pending} {
		if count[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[k], k))
		}
	}
	if n := count[""]; n > 0 {
		parts = append(parts, fmt.Sprintf("%d without a position found", n))
	}
	return strings.Join(parts, ", ")
}
