package dossier

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/report/word"
)

// Outlined is an outline with its passages.
type Outlined struct {
	in       Asked
	template Template
	since    int
	// reviewed is the report of the Working Group whose recommendations the
	// notes name; nil where none is stored.
	reviewed *corpus.Document
	corr     map[string][]string
	sections []section
	loose    []corpus.Passage // passages under no heading
	// Passages counts the passages under headings, each once.
	Passages int
}

// section is one heading with what belongs under it.
type section struct {
	heading
	recommendations []corpus.Passage
	// first are the passages of which this is the first theme; also are those
	// that stand whole under another heading.
	first, also []corpus.Passage
}

// outlineNotice stands at the head of an outline.
const outlineNotice = "A draft to start from. Passages were put under headings by a program and wait for a reader. This is not a United Nations document."

// Outline puts the passages of a State's documents since a year under the
// official headings of a template. The notes name the recommendations of the
// latest review whose report is stored; cycle, where it is not 0, names another.
// corr are the corrigenda by document, as [cite.Shelf] gives them.
func Outline(in Asked, t Template, since, cycle int, corr map[string][]string) (*Outlined, error) {
	o := &Outlined{in: in, template: t, since: since, corr: corr}
	labels := map[string]string{}
	for _, th := range Themes() {
		labels[th.ID] = th.Label
	}
	for _, h := range t.headings {
		o.sections = append(o.sections, section{heading: h})
	}
	for _, d := range inTime(in.Documents) {
		if d.Kind == corpus.KindWGReport && len(d.Passages) > 0 && (cycle == 0 || d.Cycle == cycle) {
			o.reviewed = d
		}
		for _, p := range d.Passages {
			if p.Year >= since && slices.Contains(t.kinds, p.Kind) {
				o.place(p, labels)
			}
		}
	}
	if cycle != 0 && o.reviewed == nil {
		return nil, fmt.Errorf("no report of the Working Group of cycle %d on %s is stored", cycle, in.StateName)
	}
	if o.reviewed != nil {
		for i := range o.sections {
			o.recommend(&o.sections[i], labels)
		}
	}
	return o, nil
}

// WhyNone says why no passage stands under the headings, where none does.
func (o *Outlined) WhyNone() string {
	found, latest := 0, 0
	for _, d := range o.in.Documents {
		for _, p := range d.Passages {
			if slices.Contains(o.template.kinds, p.Kind) {
				found, latest = found+1, max(latest, p.Year)
			}
		}
	}
	var kinds []string
	for _, k := range o.template.kinds {
		kinds = append(kinds, corpus.KindName(string(k)))
	}
	what := strings.Join(kinds, ", ")
	if found == 0 {
		return fmt.Sprintf("no passage of the kinds that a %s is made of (%s) is stored on %s", o.template.Name, what, o.in.StateName)
	}
	return fmt.Sprintf("%d passages of the kinds that a %s is made of (%s) are stored on %s, the latest of %d: name that year or an earlier one with --since", found, o.template.Name, what, o.in.StateName, latest)
}

// place puts a passage under the heading of its first theme, and names it under
// those of its others.
func (o *Outlined) place(p corpus.Passage, labels map[string]string) {
	if i := slices.IndexFunc(o.sections, func(s section) bool { return s.background() }); i >= 0 && inBackground(p) {
		o.sections[i].first = append(o.sections[i].first, p)
		o.Passages++
		return
	}
	placed := false
	for _, theme := range p.Themes {
		for i := range o.sections {
			s := &o.sections[i]
			if s.theme == "" || labels[s.theme] != theme {
				continue
			}
			if placed {
				s.also = append(s.also, p)
			} else {
				s.first = append(s.first, p)
				placed = true
				o.Passages++
			}
			break
		}
	}
	if !placed {
		o.loose = append(o.loose, p)
	}
}

// background reports whether a section is that of how the document was made.
func (s section) background() bool { return strings.HasSuffix(s.text, "I. Background") }

func inBackground(p corpus.Passage) bool {
	return len(p.Headings) > 0 && strings.EqualFold(p.Headings[0], "Background")
}

func (o *Outlined) recommend(s *section, labels map[string]string) {
	if s.theme == "" {
		return
	}
	for _, p := range o.reviewed.Passages {
		if p.Kind == corpus.PassageRecommendation && slices.Contains(p.Themes, labels[s.theme]) {
			s.recommendations = append(s.recommendations, p)
		}
	}
}

// Write writes the outline as a Word document: the headings in order, each with
// a footnote that names the relevant recommendations, and below it the passages
// with a footnote each.
func (o *Outlined) Write(w io.Writer, t *word.Template) error {
	title := o.title()
	if o.in.Sample {
		title = "SAMPLE – " + title
	}
	d := document(title, o.subject(), o.in.Date, outlineNotice, t)
	d.Margin = 1134
	d.Blocks = append(d.Blocks, factTable(o.facts(), 9638))
	styles := map[int]word.Style{1: word.Heading1, 2: word.Heading2, 3: word.Heading3}
	for _, s := range o.sections {
		head := word.Run{Text: s.text}
		if len(s.recommendations) > 0 {
			head.Note = []word.Run{{Text: relevant(o.cite(s.recommendations))}}
		}
		d.Blocks = append(d.Blocks, word.Paragraph{Style: styles[s.level], Runs: []word.Run{head}})
		if s.theme != "" || s.background() {
			d.Blocks = append(d.Blocks, o.sectionBlocks(s)...)
		}
	}
	if len(o.loose) > 0 {
		d.Blocks = append(d.Blocks, word.Text(word.Heading1, looseHead))
		for _, p := range o.loose {
			d.Blocks = append(d.Blocks, passage(p))
		}
	}
	d.Blocks = append(d.Blocks, word.Text(word.Heading1, "What was searched"))
	for _, doc := range inTime(o.in.Documents) {
		d.Blocks = append(d.Blocks, word.Text(word.Small, doc.CiteAs+" ("+string(doc.Kind)+")"))
	}
	return d.Write(w)
}

// looseHead heads the passages that belong under none of the headings.
const looseHead = "Passages under no heading"

func (o *Outlined) title() string { return o.in.StateName + " – " + o.template.Title }

func (o *Outlined) subject() string {
	return fmt.Sprintf("What was said since %d, under the official headings", o.since)
}

// relevant is the Office's note under a heading.
func relevant(citations string) string {
	return "For relevant recommendations, see " + citations + "."
}

// counted says how many recommendations a heading has, and how they were answered.
func counted(ps []corpus.Passage) string {
	return capital(quantity(len(ps), "recommendation") + countsOf(ps) + ".")
}

// none says that nothing stands under a heading.
func (o *Outlined) none() string {
	return fmt.Sprintf("No passage since %d was found in the documents searched.", o.since)
}

func (o *Outlined) facts() [][2]string {
	s := Sheet{Documents: o.in.Documents, Missing: o.in.Missing, Version: o.in.Version, Date: o.in.Date}
	return append(o.ownFacts(), s.lines()...)
}

// ownFacts are the lines of the head that only an outline has.
func (o *Outlined) ownFacts() [][2]string {
	out := [][2]string{{"State under review", o.in.StateName},
		{"Passages", fmt.Sprintf("%d since %d", o.Passages, o.since)}}
	if n := len(o.loose); n > 0 {
		out[1][1] += fmt.Sprintf(", and %d under no heading", n)
	}
	if o.reviewed != nil {
		out = append(out, [2]string{"Recommendations", "of " + o.reviewed.CiteAs + ", in the notes to the headings"})
	}
	return out
}

// sectionBlocks are what stands under a heading.
func (o *Outlined) sectionBlocks(s section) []word.Block {
	var out []word.Block
	if len(s.recommendations) > 0 {
		out = append(out, word.Text(word.Small, counted(s.recommendations)))
	}
	for _, p := range s.first {
		out = append(out, passage(p))
	}
	if len(s.also) > 0 {
		out = append(out, word.Text(word.Small, "See also "+o.cite(s.also)+"."))
	}
	if len(s.first)+len(s.also) == 0 {
		out = append(out, word.Text(word.Small, o.none()))
	}
	return out
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (o *Outlined) cite(ps []corpus.Passage) string {
	return cite.Join(cite.Make(ps, cite.Options{Corr: o.corr}))
}

// passage is one passage with its source in a footnote. What a compilation or
// summary reports is cited at its source, "as cited in" it.
func passage(p corpus.Passage) word.Paragraph {
	by := speaker(p)
	if by != "" {
		by += ": "
	}
	return word.Paragraph{Runs: []word.Run{{Text: by, Bold: true}, {Text: p.Text, Note: []word.Run{{Text: sources(p), URL: cite.Official(p)}}}}}
}

// speaker says who speaks in a passage; empty for the Office itself.
func speaker(p corpus.Passage) string {
	if len(p.SpeaksFor) > 0 {
		return strings.Join(distinct(p.SpeaksFor), ", ")
	}
	if p.Kind == corpus.PassageCompilation || p.Kind == corpus.PassageSummary {
		return ""
	}
	return fmt.Sprintf("%s (%d)", p.Mechanism, p.Year)
}

// sources cites a passage, or the documents that it reports, as cited in it.
func sources(p corpus.Passage) string {
	var out []string
	for _, s := range p.Source {
		if cs, ok := cite.Only(s); ok && len(cs) == 1 {
			source := cs[0]
			out = append(out, strings.TrimSuffix(source.String(), "."))
		}
	}
	if len(out) == 0 {
		return p.Cite + "."
	}
	return strings.Join(out, "; ") + ", as cited in " + p.Cite + "."
}
