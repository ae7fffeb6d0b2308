package dialect

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"refrain/corpus"
	"refrain/pipeline/parse"
	"refrain/pipeline/rows"
	"refrain/seeds"
)

var states = corpus.NewGazetteer(seeds.States, seeds.SampleStates)

// TestSplit parts texts as the Index prints them: headings glued to their
// letter, numbers glued to their sentence, sub-items glued to what precedes.
func TestSplit(t *testing.T) {
	for _, c := range []struct {
		text     string
		upr      bool
		headings []string
		para     string
		words    string
	}{
		{"B.Positive aspects\n3.The Committee welcomes [SAMPLE] .", false, []string{"B. Positive aspects"}, "3", "The Committee welcomes [SAMPLE]."},
		{"Birth registration \n12. The State Party:(a) Test;(b) Test again.", false, []string{"Birth registration"}, "12", "The State Party: (a) Test; (b) Test again."},
		{"7) The State P arty ’ s test, children ’ s", false, nil, "7", "The State Party’s test, children’s"},
		{"136.12 Test the list (Testovia);", true, nil, "136.12", "Test the list (Testovia);"},
		{"136.12. Test the list (Testovia);", true, nil, "136.12", "Test the list (Testovia);"},
		{"12.5 per cent of the tests failed.", false, nil, "", "12.5 per cent of the tests failed."},
		{"2019 was a year of tests.", false, nil, "", "2019 was a year of tests."},
		{"The Committee tests:\n1. One\n2. Two", false, nil, "", "The Committee tests: 1. One 2. Two"},
		{"Health\nThe Rapporteur tests.", false, []string{"Health"}, "", "The Rapporteur tests."},
	} {
		h, p, w := split(plain(c.text), c.upr)
		if d := cmp.Diff([]any{c.headings, c.para, c.words}, []any{h, p, w}); d != "" {
			t.Errorf("%q:\n%s", c.text, d)
		}
	}
}

// TestValues cleans lists: dashes, stray ids, doubles, lines and bars.
func TestValues(t *testing.T) {
	got := values([]string{"- Women & girls\n- Children", "0a0c9531-85fa-4408-a9db-bc816c2e1261", "Children", "A|B", "- 16 - PEACE, JUSTICE", "<b>Right</b> to&nbsp;health"})
	want := []string{"Women & girls", "Children", "A", "B", "16 - PEACE, JUSTICE", "Right to health"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestPosition reads positions as the exports word them; in part is noted.
func TestPosition(t *testing.T) {
	for list, want := range map[string]string{"- Supported": "supported", "Noted": "noted", "Supported/Noted": "noted in part", "Supported|Noted": "noted in part",
		"Accepted": "supported", "Not supported": "noted", "Rejected": "noted", "Pending": "pending", "": ""} {
		pos, partial := position([]string{list})
		got := string(pos)
		if partial {
			got += " in part"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}

// TestRecognise tells dialects by their columns, and reads a row of each.
func TestRecognise(t *testing.T) {
	for _, c := range []struct{ columns, cells, dialect, want string }{
		{"AnnotationId;AnnotationType;Symbol;Body;Text;Countries;Themes;UprPositions;UprRecommendingCountry;UprSession",
			"x;- Recommendations;A/HRC/27/9001;- UPR;29.6 Test (Testovia);- Examplia;- Death penalty;- Supported;- Testovia;19",
			"uhri", "A/HRC/27/9001 29.6 Test (Testovia) XAA by Testovia supported"},
		{"Annotation ID;Annotation Type;Symbol;Body;Text;Countries;Affected Persons;Publication Date",
			"x;Concerns/Observations;CRC/C/XAA/CO/1*;CRC;4. Test.;Examplia;Children;41000", "uhri", "CRC/C/XAA/CO/1 4 Test. XAA 2012-04-01"},
		{"SuR;Recommending State;Recommendation;Response;Issues;Action Category;Cycle",
			"Examplia;Testovia, Demonstria;Test;Noted;Justice,Other;5 - Specific action;2nd cycle",
			"upr-info", "upr-info:XAA:cycle-2 Test XAA by Testovia Demonstria issues Justice Other action 5 Noted"},
		{"title;Template;Symbol;Paragraph", "Test.;Text;CRC/C/XAA/CO/1;5", "uwazi", "CRC/C/XAA/CO/1 5 Test."},
		{"Symbol;Text;Para", "CRC/C/XAA/CO/1;Test.;12 (b)", "table", "CRC/C/XAA/CO/1 12(b) Test."},
		{"Symbol;Text;Para", "none;Test.;12", "table", "its symbol is none: “none”"},
	} {
		r := rows.Row{Number: 1, Names: strings.Split(c.columns, ";")}
		for _, cell := range strings.Split(c.cells, ";") {
			r.Values = append(r.Values, []string{cell})
		}
		m, err := Recognise(r, nil, states)
		if err != nil || m.Dialect.Name != c.dialect {
			t.Errorf("%s: %v, %v", c.columns, m, err)
			continue
		}
		list, got := m.Entries(r)
		e := append(list, parse.Entry{})[0]
		if got == "" {
			list := append([]string{e.Key, e.Para, e.Text}, e.States...)
			if len(e.ByPrinted) > 0 {
				list = append(append(list, "by"), e.ByPrinted...)
			}
			list = append(list, string(e.Position), e.Date)
			if len(e.Issues) > 0 {
				list = append(append(list, "issues"), e.Issues...)
			}
			if e.Action > 0 {
				list = append(list, "action 5", e.Response)
			}
			got = strings.Join(strings.Fields(strings.Join(list, " ")), " ")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.columns, got, c.want)
		}
	}
	if _, err := Recognise(rows.Row{Names: []string{"a", "b"}}, nil, states); err == nil {
		t.Error("columns of no export were recognised")
	}
}

// TestGlued cuts rows in which a copy runs paragraphs together, and no others.
func TestGlued(t *testing.T) {
	for text, want := range map[string]string{
		"Health\n10. The Committee notes a test.\nEducation\n11.The Committee recommends tests.": "10 The Committee notes a test.|11 The Committee recommends tests.",
		"10. The Committee notes a test. 11. The Committee recommends: (a) Tests; 12. It asks.":  "10 The Committee notes a test.|11 The Committee recommends: (a) Tests;|12 It asks.",
		"10. As recommended in para. 11. The Committee goes on.":                                 "10 As recommended in para. 11. The Committee goes on.",
		"10. The Committee tests in 2011. The test of article 11. Then more.":                    "10 The Committee tests in 2011. The test of article 11. Then more.",
		"1. The State should: 1. Test; 2. Test again.":                                           "1 The State should: 1. Test; 2. Test again.",
		"10. The Committee notes a test. 12. The Committee skips one.":                           "10 The Committee notes a test. 12. The Committee skips one.",
		"10. It passed 11.5 per cent. The rest did not.":                                         "10 It passed 11.5 per cent. The rest did not.",
	} {
		m, err := Recognise(rows.Row{Names: []string{"text", "symbol"}}, nil, states)
		if err != nil {
			t.Fatal(err)
		}
		list, reason := m.Entries(rows.Row{Number: 1, Names: []string{"text", "symbol"}, Values: [][]string{{text}, {"CRC/C/XAA/CO/1"}}})
		var got []string
		for _, e := range list {
			got = append(got, e.Para+" "+e.Text)
		}
		if s := strings.Join(got, "|"); s != want || reason != "" {
			t.Errorf("%q:\n%s\nwant\n%s (%s)", text, s, want, reason)
		}
		if len(list) == 2 && (len(list[1].Headings) != 1 || list[1].Headings[0] != "Education") {
			t.Errorf("headings %v", list[1].Headings)
		}
	}
}

// FuzzEntries cuts any text into entries that lose no letter of it.
func FuzzEntries(f *testing.F) {
	f.Add("Health\n10. The Committee notes a test.\nEducation\n11.The Committee recommends tests.", "10")
	f.Add("1. SAMPLE 1. a 2. B. 2. The", "")
	f.Add("<p>9.The [SAMPLE]</p><p>10. It</p>", "9")
	f.Fuzz(func(t *testing.T, text, para string) {
		m, err := Recognise(rows.Row{Names: []string{"text", "symbol", "para"}}, nil, states)
		if err != nil {
			t.Fatal(err)
		}
		list, reason := m.Entries(rows.Row{Number: 1, Names: []string{"text", "symbol", "para"}, Values: [][]string{{text}, {"CRC/C/XAA/CO/1"}, {para}}})
		if len(list) == 0 != (reason != "") {
			t.Fatalf("%d entries and %q", len(list), reason)
		}
		for _, part := range glued(plain(text), para) {
			if !strings.Contains(plain(text), part) {
				t.Fatalf("%q is no part of it", part)
			}
		}
		if joined := strings.Join(glued(plain(text), para), ""); joined != plain(text) {
			t.Fatalf("cut into %q", joined)
		}
	})
}

// TestBinaryIsNoTable names no bytes as columns.
func TestBinaryIsNoTable(t *testing.T) {
	_, err := Recognise(rows.Row{Number: 1, Names: []string{"\ufffd'x\x10v", "b"}, Values: [][]string{{"1"}, {"2"}}}, nil, states)
	if err == nil || !strings.Contains(err.Error(), "it is no table") {
		t.Error(err)
	}
}
