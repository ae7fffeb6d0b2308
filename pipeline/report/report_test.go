package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/match"
)

// states are invented.
var states = corpus.NewGazetteer("iso3\tun_name\tun_short_or_variants\nXAA\tExamplia\t\nXAB\tSampleland\t\nXAC\tTestovia\t\nXAD\tModellia\t")

// doc makes a report of an invented State with recommendations.
func doc(symbol string, kind corpus.Kind, mech corpus.Mechanism, cycle, year int, ps ...corpus.Passage) *corpus.Document {
	d := &corpus.Document{Key: symbol, Symbol: symbol, Kind: kind, State: "XAA", StateName: "Examplia", Mechanism: mech, Cycle: cycle,
		Year: year, Language: "en", SHA256: symbol, Sample: true, Passages: ps}
	d.Seal()
	return d
}

func rec(para, locator, text string, pos corpus.Position, by ...string) corpus.Passage {
	p := corpus.Passage{Para: para, Locator: locator, Text: text, Ask: text, Position: pos, Kind: corpus.PassageRecommendation, Role: corpus.RoleRecommendation, By: by, Page: 3}
	for _, c := range by {
		p.ByPrinted = append(p.ByPrinted, states.Name(c))
	}
	return p
}

// fixture is one letter of four items and four documents.
func fixture() Input {
	first := doc("A/HRC/13/9001", corpus.KindWGReport, corpus.UPR, 1, 2009,
		rec("90.5", "para. 90, No. 5", "SAMPLE Abolish the death penalty", corpus.Noted, "XAB"),
		rec("90.7", "para. 90, No. 7", "Continue to reform prisons [SAMPLE]", corpus.Supported, "XAC"))
	second := doc("A/HRC/27/9001", corpus.KindWGReport, corpus.UPR, 2, 2014,
		rec("118.1", "para. 118.1", "SAMPLE Abolish the death penalty", corpus.Supported, "XAB", "XAC"),
		rec("118.2", "para. 118.2", "SAMPLE Abolish capital punishment", corpus.Supported, "XAD"),
		rec("118.3", "para. 118.3", "SAMPLE End executions", corpus.Pending, "XAD"))
	third := doc("A/HRC/42/9001", corpus.KindWGReport, corpus.UPR, 3, 2019, rec("130.1", "para. 130.1", "SAMPLE Abolish it", corpus.Supported, "XAB"))
	crc := doc("CRC/C/XAA/CO/1", corpus.KindObservations, corpus.CRC, 0, 2012,
		corpus.Passage{Para: "15", Kind: corpus.PassageObservation, Role: corpus.RoleConcern, Text: "SAMPLE <script>alert(1)</script> =cmd() concern"})
	docs := []*corpus.Document{first, second, third, crc}
	letter := doc("hc-letter:XAA:2019-12-02", corpus.KindLetter, corpus.OHCHR, 3, 2019,
		corpus.Passage{Para: "1", Text: "SAMPLE Abolishing the death penalty", Headings: []string{"Right to life"}},
		corpus.Passage{Para: "2", Text: "SAMPLE Prohibiting corporal punishment", Headings: []string{"Children"}},
		corpus.Passage{Para: "3", Text: "SAMPLE Something else", Headings: []string{"Children"}},
		corpus.Passage{Para: "4", Text: "SAMPLE Reforming prisons", Headings: []string{"Children"}})
	q := match.Question{Key: letter.Key, Title: "SAMPLE letter", State: "XAA", StateName: "Examplia", Date: "2019-12-02", Cycle: 3, Items: letter.Passages}
	link := func(p corpus.Passage, w match.When, s match.Strength, r match.Relation) match.Link {
		return match.Link{ID: p.ID, Symbol: p.Symbol, Para: p.Para, Cite: p.Cite, Strength: s, Relation: r, When: w, Rank: 1, Why: []string{"shared words: SAMPLE"}, Passage: p}
	}
	e := match.Earlier
	scope := match.ScopeInfo{Documents: []string{first.Key, second.Key, third.Key, crc.Key}, Passages: 7}
	in := Input{Question: q, Documents: docs, States: states, Version: "test", Date: time.Unix(1764000000, 0), Sample: true, Items: []match.ItemLinks{
		{Item: q.Items[0], Number: "1", Scope: scope, Links: []match.Link{
			link(second.Passages[0], e, match.Strong, match.Same), link(second.Passages[1], e, match.Strong, match.Similar), link(second.Passages[2], e, match.Likely, match.BuildUp),
			link(first.Passages[0], e, match.Strong, match.Same), link(third.Passages[0], match.SameReview, match.Strong, match.Same),
			link(first.Passages[1], e, match.Strong, match.General), link(crc.Passages[0], e, match.Possible, match.Similar)}},
		{Item: q.Items[1], Number: "2", Links: []match.Link{link(crc.Passages[0], e, match.Strong, match.Similar)}},
		{Item: q.Items[2], Number: "3"},
		{Item: q.Items[3], Number: "4", Links: []match.Link{link(first.Passages[1], e, match.Strong, match.Similar), link(crc.Passages[0], e, match.Likely, match.Similar)}},
	}}
	for _, it := range in.Items {
		for i := range it.Links {
			it.Links[i].Rank = i + 1
		}
	}
	return in
}

func TestVerdicts(t *testing.T) {
	r := Build(fixture())
	for i, want := range []struct{ verdict, note, sentence, footnote string }{
		{"Raised in 2 of the 2 earlier UPR cycles searched (2009, 2014), by 3 States.",
			"Position changed between same recommendations: noted 2009 (A/HRC/13/9001, para. 90, No. 5 (Sampleland)), supported 2014 (A/HRC/27/9001, para. 118.1 (Sampleland, Testovia)).",
			"The same concern was raised before in the universal periodic reviews of 2009 (Sampleland) and of 2014 (Modellia, Sampleland and Testovia).",
			"See A/HRC/13/9001, para. 90, No. 5 and A/HRC/27/9001, paras. 118.1 and 118.2. See also A/HRC/27/9001, para. 118.3."},
		{"Raised once among the documents searched: CRC/C/XAA/CO/1, para. 15.",
			"To be verified, for it rests on one link that no reader has confirmed: CRC 2012 (CRC/C/XAA/CO/1, para. 15).", "The same concern was raised before by the Committee on the Rights of the Child in 2012.", "See CRC/C/XAA/CO/1, para. 15."},
		{"No earlier passage found in 3 documents.", "", "Among the documents searched, no earlier passage on this matter was found.", "Searched: A/HRC/13/9001, CRC/C/XAA/CO/1 and A/HRC/27/9001."},
		{"Raised once among the documents searched: A/HRC/13/9001, para. 90, No. 7 (Testovia).",
			"To be verified and not counted, for no link there is strong: CRC/C/XAA/CO/1, para. 15.", "", "See A/HRC/13/9001, para. 90, No. 7."},
	} {
		c := r.Concerns[i]
		if c.Verdict != want.verdict {
			t.Errorf("item %d: verdict %q, want %q", i+1, c.Verdict, want.verdict)
		}
		if want.note != "" && !strings.Contains(strings.Join(c.Notes, "\n"), want.note) {
			t.Errorf("item %d: notes %q miss %q", i+1, c.Notes, want.note)
		}
		if want.sentence != "" && c.Sentence != want.sentence {
			t.Errorf("item %d: sentence %q, want %q", i+1, c.Sentence, want.sentence)
		}
		if c.Footnote != want.footnote {
			t.Errorf("item %d: footnote %q, want %q", i+1, c.Footnote, want.footnote)
		}
	}
}

func TestGrid(t *testing.T) {
	in := fixture()
	in.Items[1].Links[0].Reviewed = &match.Judgment{Grade: 2}
	in.Documents = in.Documents[:4]
	r := Build(in)
	var names []string
	for _, e := range r.Events {
		names = append(names, e.Name+" "+string(e.When))
	}
	if got := strings.Join(names, ", "); got != "UPR 2009 earlier, CRC 2012 earlier, UPR 2014 earlier, UPR 2019 same-review" {
		t.Errorf("events: %s", got)
	}
	fills := func(c Concern) (out []Fill) {
		for _, cell := range c.Cells {
			out = append(out, cell.Fill)
		}
		return out
	}
	for i, want := range [][]Fill{{ToVerify, None, Unreviewed, ToVerify}, {None, Confirmed, None, None}, {None, None, None, None}, {ToVerify, ToVerify, None, None}} {
		got := fills(r.Concerns[i])
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("item %d: cells %v, want %v", i+1, got, want)
				break
			}
		}
	}
	if c := r.Concerns[0].Cells[2]; c.Passages != 3 || len(c.States) != 3 {
		t.Errorf("passages %d, States %v; counted apart they are 3 and 3", c.Passages, c.States)
	}
}

func TestCitations(t *testing.T) {
	p := func(symbol, para, locator string) corpus.Passage {
		return corpus.Passage{Key: symbol, Symbol: symbol, Para: para, Locator: locator, Cite: symbol + ", " + locator}
	}
	for _, c := range []struct {
		want string
		ps   []corpus.Passage
	}{
		{"A/HRC/1/9001, para. 124.12", []corpus.Passage{p("A/HRC/1/9001", "124.12", "para. 124.12")}},
		{"A/HRC/1/9001, paras. 115.1, 115.4–115.6 and 115.133", []corpus.Passage{p("A/HRC/1/9001", "", "para. 115.133"), p("A/HRC/1/9001", "", "para. 115.1"),
			p("A/HRC/1/9001", "", "para. 115.4"), p("A/HRC/1/9001", "", "para. 115.5"), p("A/HRC/1/9001", "", "para. 115.6")}},
		{"A/HRC/1/9001, paras. 115.9 and 115.10", []corpus.Passage{p("A/HRC/1/9001", "", "para. 115.10"), p("A/HRC/1/9001", "", "para. 115.9")}},
		{"A/HRC/1/9001, para. 90, Nos. 2, 7 and 12", []corpus.Passage{p("A/HRC/1/9001", "", "para. 90, No. 12"), p("A/HRC/1/9001", "", "para. 90, No. 2"), p("A/HRC/1/9001", "", "para. 90, No. 7")}},
		{"A/HRC/1/9001, para. 5, CRC/C/XAA/CO/1, para. 29 (b) and CRC/C/XAA/CO/2, para. 4", []corpus.Passage{p("A/HRC/1/9001", "", "para. 5"),
			p("CRC/C/XAA/CO/1", "", "para. 29 (b)"), p("CRC/C/XAA/CO/2", "", "para. 4")}},
	} {
		if got := citeAll(c.ps); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, f := range Formats {
		var a, b bytes.Buffer
		if err := f.Write(&a, Build(fixture()), Options{}); err != nil {
			t.Fatal(f.Name, err)
		}
		if err := f.Write(&b, Build(fixture()), Options{}); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two writes differ, %v", f.Name, err)
		}
		if f.Binary {
			continue // read back in a test of its own
		}
		if !strings.Contains(a.String(), "SAMPLE") || f.Name != "csv" && !strings.Contains(a.String(), "not a United Nations document") {
			t.Errorf("%s does not say what it is", f.Name)
		}
		if f.Name == "html" && (strings.Contains(a.String(), "<script>alert") || strings.Contains(a.String(), "http://") || strings.Contains(a.String(), "https://")) {
			t.Error("html: a script, or an address of a sample's document")
		}
	}
}

func TestCSV(t *testing.T) {
	var plain, excel bytes.Buffer
	if err := writeCSV(&plain, Build(fixture()), Options{}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&plain).ReadAll()
	if err != nil || len(rows) != 1+7+1+1+2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, payload := range []string{"=HYPERLINK(0)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", `="a"&"b"`} {
		excel.Reset()
		in := fixture()
		in.Items[0].Item.Text = payload
		if err := writeCSV(&excel, Build(in), Options{Excel: true}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(excel.Bytes(), []byte("\ufeff")))).ReadAll()
		if err != nil || !bytes.HasPrefix(excel.Bytes(), []byte("\ufeff")) {
			t.Errorf("excel: %v, or no byte-order mark", err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
					t.Errorf("excel: %q begins as a formula does", cell)
				}
			}
		}
	}
}

func TestJSONLines(t *testing.T) {
	var b bytes.Buffer
	if err := writeJSONL(&b, Build(fixture()), Options{}); err != nil {
		t.Fatal(err)
	}
	types := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		types[v["type"].(string)]++
	}
	if types["report"] != 1 || types["item"] != 4 || types["link"] != 10 {
		t.Errorf("lines %v", types)
	}
}

// TestALetterWithoutDateOrState holds that a bare list can ask.
func TestALetterWithoutDateOrState(t *testing.T) {
	in := fixture()
	in.Question.Date, in.Question.Cycle, in.Question.State = "", 0, ""
	r := Build(in)
	if v := r.Concerns[0].Verdict; !strings.HasPrefix(v, "Raised in 3 of the 3 UPR cycles searched") {
		t.Errorf("verdict %q", v)
	}
}

// TestPassagePlaces holds that each passage has one place in the page, which
// `cite --report` links to.
func TestPassagePlaces(t *testing.T) {
	var b bytes.Buffer
	r := Build(fixture())
	if err := writeHTML(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Concerns {
		for _, l := range c.Earlier {
			if n := strings.Count(b.String(), `id="`+cite.Anchor(l.Passage.ID)+`"`); n != 1 {
				t.Errorf("%s stands %d times", l.Passage.ID, n)
			}
		}
	}
}
