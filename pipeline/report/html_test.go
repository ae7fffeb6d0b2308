package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// pageOf writes a report and reads it back.
func pageOf(t *testing.T, in Input) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := writeHTML(&b, Build(in), Options{}); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// all lists the elements of a name, in the order of the page.
func all(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			out = append(out, d)
		}
	}
	return out
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// TestPageLoadsNothing holds that a page asks no address for anything, and
// admits the one script it carries.
func TestPageLoadsNothing(t *testing.T) {
	root := pageOf(t, fixture())
	for _, name := range []string{"link", "img", "iframe", "object", "embed", "audio", "video", "source", "base"} {
		if len(all(root, name)) > 0 {
			t.Errorf("the page has <%s>", name)
		}
	}
	scripts := all(root, "script")
	if len(scripts) != 1 || attr(scripts[0], "src") != "" {
		t.Fatalf("%d scripts, or one from elsewhere", len(scripts))
	}
	sum := sha256.Sum256([]byte(textOf(scripts[0])))
	policy := ""
	for _, m := range all(root, "meta") {
		if attr(m, "http-equiv") == "Content-Security-Policy" {
			policy = attr(m, "content")
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
		t.Errorf("policy %q", policy)
	}
	if css := textOf(all(root, "style")[0]); regexp.MustCompile(`url\(|@import`).MatchString(css) {
		t.Error("the style loads something")
	}
	for d := range root.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "use" || d.Data == "svg") && !strings.HasPrefix(attr(d, "href")+"#", "#") {
			t.Errorf("a shape from elsewhere: %s", attr(d, "href"))
		}
		for _, a := range d.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s %s>", d.Data, a.Key)
			}
		}
	}
}

// TestPageIsSound holds the page to what a screen reader and a keyboard need.
func TestPageIsSound(t *testing.T) {
	root := pageOf(t, fixture())
	ids := map[string]bool{}
	for d := range root.Descendants() {
		if id := attr(d, "id"); id != "" {
			if ids[id] {
				t.Errorf("the id %s stands twice", id)
			}
			ids[id] = true
		}
	}
	for d := range root.Descendants() {
		for _, key := range []string{"aria-labelledby", "href"} {
			if v := attr(d, key); v != "" && (key != "href" || v[0] == '#') && !ids[strings.TrimPrefix(v, "#")] {
				t.Errorf("%s=%q points to nothing", key, v)
			}
		}
	}
	for _, name := range []string{"main", "header", "footer", "nav", "h1"} {
		if n := len(all(root, name)); n != 1 {
			t.Errorf("%d of <%s>", n, name)
		}
	}
	if a := all(root, "a")[0]; attr(a, "class") != "skip" || attr(a, "href") != "#grid" {
		t.Error("the first link does not skip to the grid")
	}
	for _, table := range all(root, "table") {
		if len(all(table, "caption")) != 1 {
			t.Error("a table without a caption")
		}
		for _, th := range all(table, "th") {
			if attr(th, "scope") == "" {
				t.Errorf("%q heads nothing", textOf(th))
			}
		}
	}
	for _, name := range []string{"input", "select"} {
		for _, n := range all(root, name) {
			if n.Parent.Data != "label" {
				t.Errorf("<%s name=%s> without a label", name, attr(n, "name"))
			}
		}
	}
	if f := all(root, "form")[0]; !slices.ContainsFunc(f.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }) {
		t.Error("without its script the page shows a filter that does nothing")
	}
}

// TestStripHasATwin holds that each strip's table names every event it draws,
// with the same sign, in rows that fill the table.
func TestStripHasATwin(t *testing.T) {
	in := fixture()
	heard := doc("A/HRC/WG.6/9/XAA/3", corpus.KindSummary, corpus.Stakeholders, 2, 2014,
		corpus.Passage{Para: "7", Text: "SAMPLE An organization asks for abolition"})
	in.Documents = append(in.Documents, heard)
	first := &in.Items[0]
	first.Scope.Documents = append(first.Scope.Documents, heard.Key)
	p := heard.Passages[0]
	first.Links = append(first.Links, match.Link{ID: p.ID, Symbol: p.Symbol, Para: p.Para, Cite: p.Cite, Strength: match.Strong,
		Relation: match.Similar, When: match.Earlier, Rank: 9, Passage: p})
	r := Build(in)
	items := all(pageOf(t, in), "article")
	if len(items) != len(r.Concerns) {
		t.Fatalf("%d items", len(items))
	}
	for i, item := range items {
		var table *html.Node
		for _, n := range all(item, "table") {
			if strings.Contains(attr(n, "class"), "timeline") {
				table = n
			}
		}
		var rows []string
		for k, tr := range all(table, "tr") {
			width := len(all(tr, "th"))
			for _, td := range all(tr, "td") {
				width++
				if attr(td, "colspan") == "3" {
					width += 2
				}
			}
			if width != 4 {
				t.Errorf("item %d, row %d: %d cells", i+1, k+1, width)
			}
			rows = append(rows, textOf(tr))
		}
		uses := all(all(item, "svg")[0], "use")[1:] // the first draws the lanes
		if len(uses) != len(r.Events) {
			t.Errorf("item %d: %d marks of %d events", i+1, len(uses), len(r.Events))
		}
		for k, e := range r.Events {
			fill := r.Concerns[i].Cells[k].Fill
			if got := attr(uses[k], "href"); got != "#s-"+string(fill) {
				t.Errorf("item %d, %s: drawn as %s, is %s", i+1, e.Name, got, fill)
			}
			if !slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, e.Name) && strings.Contains(row, sign[fill]) }) {
				t.Errorf("item %d: no row says %s of %s", i+1, fill, e.Name)
			}
		}
	}
}

// TestStripPlaces holds that marks of a lane keep apart and in order, and that
// the letter stands between what came before it and after it.
func TestStripPlaces(t *testing.T) {
	for _, n := range []int{2, 9, 40} {
		r := &Report{Question: match.Question{Date: "2019-11-28"}}
		for i := range n {
			e := Event{Name: fmt.Sprint(i), Lane: LaneReview, Review: corpus.Review{Mechanism: corpus.UPR, Year: 2019 + i*3/n}, When: match.Earlier}
			if e.Year > 2019 {
				e.When = match.Later
			}
			r.Events = append(r.Events, e)
		}
		s := r.strip()
		for i, m := range s.Marks {
			if m.X < 0 || m.X > 100 || i > 0 && m.X <= s.Marks[i-1].X {
				t.Errorf("%d events: mark %d at %.1f", n, i, m.X)
			}
			if n < 40 && (m.X < s.Letter) != (m.Event.When == match.Earlier) {
				t.Errorf("%d events: %d stands on the wrong side of the letter", n, m.Event.Year)
			}
		}
	}
	if (&Report{Events: []Event{{Name: "no year"}}}).strip() != nil || (&Report{}).strip() != nil {
		t.Error("a strip without time")
	}
}

// TestChoices holds what items can be filtered by.
func TestChoices(t *testing.T) {
	got := Build(fixture()).choices()
	if !slices.Equal(got.Heads, []string{"Right to life", "Children"}) || !slices.Equal(got.Mechanisms, []string{"UPR", "CRC"}) ||
		got.Standings[0] != "Raised more than once" || len(got.Standings) < 3 {
		t.Errorf("choices %+v", got)
	}
}
