package dossier

import (
	"fmt"
	"io"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// outlinePage is the page of an outline.
type outlinePage struct {
	page
	Sections []sectionView
}

// sectionView is one heading with what belongs under it.
type sectionView struct {
	ID, Text string
	// Level is that of the heading in the page, 2 to 4; Bare says that nothing
	// belongs under it.
	Level, Count     int
	Bare             bool
	Relevant, Counts string
	Rows             []rowView
	Also, None       string
}

// WriteHTML writes the outline as one page without outside requests and without
// a script, with what [Outlined.Write] has in footnotes beside the passages.
func (o *Outlined) WriteHTML(w io.Writer) error {
	s := Sheet{Title: o.title(), Subject: o.subject(), Notice: outlineNotice, Facts: o.ownFacts(), Documents: inTime(o.in.Documents), Missing: o.in.Missing,
		Version: o.in.Version, Date: o.in.Date, Sample: o.in.Sample}
	p := outlinePage{page: s.newPage()}
	for i, sec := range o.sections {
		v := sectionView{ID: fmt.Sprintf("s%d", i+1), Text: sec.text, Level: sec.level + 1, Bare: sec.theme == "" && !sec.background()}
		if len(sec.recommendations) > 0 {
			v.Relevant = relevant(o.cite(sec.recommendations))
			v.Counts = counted(sec.recommendations)
		}
		v.rows(sec.first)
		if len(sec.also) > 0 {
			v.Also = o.cite(sec.also)
		}
		if !v.Bare && len(sec.first)+len(sec.also) == 0 {
			v.None = o.none()
		}
		p.Sections = append(p.Sections, v)
	}
	if len(o.loose) > 0 {
		v := sectionView{ID: "loose", Text: looseHead, Level: 2}
		v.rows(o.loose)
		p.Sections = append(p.Sections, v)
	}
	return render(w, "outline", p)
}

func (v *sectionView) rows(ps []corpus.Passage) {
	for _, p := range ps {
		v.Rows = append(v.Rows, rowView{By: speaker(p), Text: p.Text, Cite: sources(p), URL: cite.Official(p)})
	}
	v.Count = len(v.Rows)
}
