package dossier

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"refrain/corpus"
)

// parsed is a page's ids, the fragments it points to and its outside addresses.
func parsed(t *testing.T, page string) (ids map[string]int, fragments, outside []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids = map[string]int{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				fragments = append(fragments, a.Val[1:])
			case (a.Key == "src" || a.Key == "href" && n.Data != "a") && a.Val != "":
				outside = append(outside, a.Val)
			}
		}
		if n.Type == html.ElementNode && n.Data == "script" {
			t.Error("the page has a script")
		}
	}
	return ids, fragments, outside
}

// TestPages holds that pages ask nobody for anything, that their links inside
// lead somewhere, and that what a document says is text there.
func TestPages(t *testing.T) {
	theme, err := ThemeOf("health")
	if err != nil {
		t.Fatal(err)
	}
	in := asked()
	p := &in.Documents[0].Passages[0]
	p.Text = "SAMPLE <script>alert(1)</script> \x00\x1b[31m \u200fשלום é"
	o, err := Outline(in, Templates[0], 2019, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	var timeline, outline bytes.Buffer
	if err := writeHTML(&timeline, Timeline(in, theme), Options{}); err != nil {
		t.Fatal(err)
	}
	if err := o.WriteHTML(&outline); err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{"timeline": timeline.String(), "outline": outline.String()} {
		ids, fragments, outside := parsed(t, page)
		for _, f := range fragments {
			if ids[f] == 0 {
				t.Errorf("%s: nothing is at #%s", name, f)
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: %d elements are called %s", name, n, id)
			}
		}
		if len(outside) > 0 || strings.ContainsAny(page, "\x00\x1b") {
			t.Errorf("%s asks for %v, or holds control characters", name, outside)
		}
		for _, want := range []string{"not a United Nations document", "SAMPLE: invented States", "Refrain test", "CRC 2012", Hash(in.Documents)} {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
	for _, want := range []string{"&lt;script&gt;", "שלום", "UPR 2014: 1 passage", "2, by 1 State"} {
		if !strings.Contains(timeline.String(), want) {
			t.Errorf("the timeline lacks %q", want)
		}
	}
	for _, want := range []string{"For relevant recommendations, see A/HRC/42/9001, paras. 130.1 and 130.2.", "as cited in A/HRC/WG.6/33/XAA/2, para. 7.", "Passages under no heading", "See also"} {
		if !strings.Contains(outline.String(), want) {
			t.Errorf("the outline lacks %q", want)
		}
	}
}

// TestStripOfOneYear holds that no time is drawn where there is one year alone.
func TestStripOfOneYear(t *testing.T) {
	s := &Sheet{Groups: []Group{{Year: 2019, Lane: "UPR", Rows: make([]Row, 2)}, {Year: 2019, Lane: "Letters", Rows: make([]Row, 1)}}}
	if s.strip() != nil {
		t.Error("a strip of one year")
	}
	if got := laneOf(&corpus.Document{Kind: corpus.KindSpecial}); got != "Special procedures" {
		t.Error(got)
	}
}
