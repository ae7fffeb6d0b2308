package web

import (
	"fmt"
	"net/http"
	"sort"
	"strings"
	"time"

	"refrain/corpus"
	"refrain/corpus/store"
	"refrain/pipeline/match"
	"refrain/pipeline/report"
)

// itemPage is one item of a letter with all that was found for it.
type itemPage struct {
	base
	Report     *report.Report
	Concern    *report.Concern
	Letter     string // address of the letter
	Link       string // address of this page
	Prev, Next *itemLink
	Groups     []linksView
	SetAside   []linkView // links that a reader judged to be none
	Raised     []raisedBy
	Kosovo     bool
	Events     []eventView
}

type itemLink struct{ Number, Link string }

// linksView is a group of links on the page.
type linksView struct {
	Title         string
	Counted, Fold bool
	Links         []linkView
}

// linkView is a passage beside the item.
type linkView struct {
	card
	Anchor      string
	Item, Text  []stretch // both texts with what they share
	Strength    match.Strength
	Relation    string
	Why         []string
	UnitFrom    string
	Grade       int // of this reader; -1 where he did not judge
	Readers     []match.Judgment
	Confirmed   bool
	Disputed    bool
	Continues   bool
	Probability string
}

// raisedBy is a State, or a body, with the years in which it raised an item.
type raisedBy struct{ Name, Years string }

// eventView is a review event with what it says about the item.
type eventView struct {
	report.Event
	Cell report.Cell
	Link string
}

func (a *App) item(w http.ResponseWriter, r *http.Request) error {
	b, done, err := a.base(r, "letters", "")
	defer done()
	if err != nil {
		return err
	}
	rep, items, err := a.reportOf(r, b.shelf)
	if err != nil {
		return err
	}
	at := concernAt(rep, r.PathValue("item"))
	if at < 0 {
		return notFound("There is no such item in this letter")
	}
	c := &rep.Concerns[at]
	p := itemPage{base: b, Report: rep, Concern: c, Letter: "/letter/" + r.PathValue("id")}
	p.Link = p.Letter + "/" + itemPath(c.Number)
	p.Title = "Item " + c.Number + " – " + rep.Question.Title
	if at > 0 {
		p.Prev = &itemLink{rep.Concerns[at-1].Number, p.Letter + "/" + itemPath(rep.Concerns[at-1].Number)}
	}
	if at+1 < len(rep.Concerns) {
		p.Next = &itemLink{rep.Concerns[at+1].Number, p.Letter + "/" + itemPath(rep.Concerns[at+1].Number)}
	}
	for _, g := range c.Groups() {
		v := linksView{Title: g.Title, Counted: g.Counted, Fold: g.Fold}
		for _, l := range g.Links {
			v.Links = append(v.Links, linkViewOf(b, c, l))
		}
		p.Groups = append(p.Groups, v)
	}
	for _, l := range items[at].Links {
		if l.Reviewed != nil && l.Reviewed.Grade == 0 {
			p.SetAside = append(p.SetAside, linkViewOf(b, c, l))
		}
	}
	p.Raised, p.Kosovo = raisedIn(b.shelf, c)
	for i, e := range rep.Events {
		p.Events = append(p.Events, eventViewOf(e, c.Cells[i]))
	}
	return a.render(w, http.StatusOK, "item", p)
}

func eventViewOf(e report.Event, cell report.Cell) eventView {
	v := eventView{Event: e, Cell: cell}
	if len(cell.Links) > 0 {
		v.Link = "#" + linkAnchor(cell.Links[0])
	}
	return v
}

// concernAt finds an item by its number in an address, -1 if there is none.
func concernAt(rep *report.Report, number string) int {
	for i := range rep.Concerns {
		if itemPath(rep.Concerns[i].Number) == number {
			return i
		}
	}
	return -1
}

func linkViewOf(b base, c *report.Concern, l match.Link) linkView {
	v := linkView{card: b.shelf.card(l.Passage), Anchor: linkAnchor(l), Strength: l.Strength, Relation: report.RelationWords(l.Relation), Why: l.Why,
		UnitFrom: l.UnitFrom, Grade: -1, Readers: l.Readers, Confirmed: l.Reviewed != nil && l.Reviewed.Grade == 2, Disputed: report.Disputed(l), Continues: report.Continues(l)}
	v.Item, v.Text = sharedMarks(c.Item.Text, l.Passage.Text)
	for _, j := range l.Readers {
		if j.By == b.Reader {
			v.Grade = j.Grade
		}
	}
	if l.Probability != nil {
		v.Probability = fmt.Sprintf("%.0f %%", *l.Probability*100)
	}
	return v
}

// raisedIn lists the recommending States of what enters the verdict, with the
// years, by name and never by number. Where all of it has to be verified first,
// they are those of the passages that wait for a reader.
func raisedIn(s *shelf, c *report.Concern) (out []raisedBy, kosovo bool) {
	years := map[string][]string{}
	links := c.Earlier
	if len(c.Voices) > 0 {
		links = nil
		for _, v := range c.Voices {
			links = append(links, v.Links...)
		}
	}
	for _, l := range links {
		if l.Passage.Kind != corpus.PassageRecommendation {
			continue
		}
		for _, code := range l.Passage.By {
			y := fmt.Sprint(l.Passage.Year)
			if !strings.HasPrefix(code, "?") && !contains(years[code], y) {
				years[code] = append(years[code], y)
			}
		}
	}
	for code, list := range years {
		sort.Strings(list)
		kosovo = kosovo || code == "XKX"
		out = append(out, raisedBy{s.stateName(code), strings.Join(list, ", ")})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, kosovo
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// answers are the values of the buttons that judge a link.
var answers = map[string]int{"yes": 2, "partly": 1, "no": 0}

// judge keeps what a reader says of a link, or takes it back.
func (a *App) judge(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	s, done, err := a.library.open()
	if err != nil {
		return err
	}
	defer done()
	_, items, err := a.reportOf(r, s)
	if err != nil {
		return err
	}
	for _, it := range items {
		if itemPath(it.Number) != r.PathValue("item") {
			continue
		}
		for _, l := range it.Links {
			if l.ID == r.PostFormValue("link") {
				if err := a.keepJudgment(r, it, l); err != nil {
					return err
				}
				http.Redirect(w, r, "/letter/"+r.PathValue("id")+"/"+itemPath(it.Number)+"#"+linkAnchor(l), http.StatusSeeOther)
				return nil
			}
		}
	}
	return notFound("There is no such link any more")
}

func (a *App) keepJudgment(r *http.Request, it match.ItemLinks, l match.Link) error {
	j := store.Judgment{From: it.Item.ID, To: l.ID, FromHash: corpus.TextHash(it.Item.Text), ToHash: corpus.TextHash(l.Passage.Text),
		FromFile: it.Item.SHA256, ToFile: l.Passage.SHA256, By: a.settingsOf(r).reader, At: a.cfg.Now().UTC().Format(time.RFC3339), Program: a.cfg.Version}
	grade, ok := answers[r.PostFormValue("answer")]
	switch {
	case ok:
		j.Grade = grade
	case r.PostFormValue("answer") == "undo":
		j.Withdrawn = true
	default:
		return &problem{http.StatusBadRequest, "That is no answer", "Answer yes, partly or no."}
	}
	release, err := a.pen.take()
	if err != nil {
		return err
	}
	defer release()
	return a.cfg.Workspace.AddJudgments(j)
}
