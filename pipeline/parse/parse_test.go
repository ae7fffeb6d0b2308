package parse

import (
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
)

// invented are the States of these fixtures.
var invented = corpus.NewGazetteer("iso3\tun_name\tun_short_or_variants\nXAA\tExamplia\tThe Examplia\nXAB\tSampleland\t\nXAC\tTestovia (Federal Republic of)\tTestovia\nXAD\tMock and Trial\t\nXAE\tModellia\t")

// plainText makes the pages of a text file.
func plainText(s string) []corpus.Page {
	var p corpus.Page
	at := 0
	for _, l := range strings.Split(s, "\n") {
		p.Lines = append(p.Lines, corpus.Line{Text: l, Start: at})
		at += len([]rune(l)) + 1
	}
	p.Text = s
	return []corpus.Page{p}
}

func parsed(t *testing.T, s string) *corpus.Document {
	t.Helper()
	d, err := Document(Input{File: "fixture.txt", SHA256: "0123456789abcdef", Pages: plainText(s), States: invented})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRecommendationForms(t *testing.T) {
	for _, c := range []struct{ text, ask, by, units string }{
		{"SAMPLE Adopt a plan (Sampleland);", "SAMPLE Adopt a plan", "XAB", ""},
		{"SAMPLE Adopt a plan (Sampleland, Examplia).", "SAMPLE Adopt a plan", "XAB XAA", ""},
		{"SAMPLE Adopt a plan (Sampleland) (the Examplia) ;", "SAMPLE Adopt a plan", "XAB XAA", ""},
		{"SAMPLE Adopt a plan (Testovia (Federal Republic of));", "SAMPLE Adopt a plan", "XAC", ""},
		{"SAMPLE Adopt a plan (Testovia (Federal Republic of);", "SAMPLE Adopt a plan", "XAC", ""},
		{"SAMPLE Adopt a plan (Mock and Trial and Sampleland);", "SAMPLE Adopt a plan", "XAD XAB", ""},
		{"SAMPLE Ratify the Convention (CRPD) (Examplia)", "SAMPLE Ratify the Convention (CRPD)", "XAA", ""},
		{"SAMPLE Adopt a law on access Sampleland);", "SAMPLE Adopt a law on access", "XAB", ""},
		{"SAMPLE Adopt a plan", "SAMPLE Adopt a plan", "", ""},
		{"SAMPLE Adopt a plan (Samplelnd);", "SAMPLE Adopt a plan", "XAB", ""},
		{"SAMPLE Adopt a plan (Testovia(Federal Republic of ));", "SAMPLE Adopt a plan", "XAC", ""},
		{"SAMPLE Adopt a plan (Federal Republic Testovia);", "SAMPLE Adopt a plan", "XAC", ""},
		{"SAMPLE Adopt a plan ((Testovia (Federal Republic of));", "SAMPLE Adopt a plan", "XAC", ""},
		{"SAMPLE Adopt a plan (CRPD, in line with the test (Sampleland);", "SAMPLE Adopt a plan (CRPD, in line with the test", "XAB", ""},
		{"SAMPLE Adopt a plan (Atlantis);", "SAMPLE Adopt a plan", "?Atlantis", ""},
		{"SAMPLE Ratify the treaty (ICRMW);", "SAMPLE Ratify the treaty (ICRMW)", "", ""},
		{"SAMPLE Adopt a plan (Atlantis, Examplia);", "SAMPLE Adopt a plan", "?Atlantis XAA", ""},
		{"SAMPLE Ratify A (Sampleland); ratify B (Examplia);", "SAMPLE Ratify A (Sampleland); ratify B", "XAB XAA", "SAMPLE Ratify A=XAB|ratify B=XAA"},
		{"SAMPLE Consider ratifying (Sampleland)/ratify A (Examplia, Modellia);", "SAMPLE Consider ratifying (Sampleland)/ratify A", "XAB XAA XAE", "SAMPLE Consider ratifying=XAB|ratify A=XAA,XAE"},
	} {
		p := corpus.Passage{Text: c.text}
		splitRecommendation(invented, &p)
		var units []string
		for _, u := range p.Units {
			units = append(units, u.Text+"="+strings.Join(u.By, ","))
			if got := string([]rune(p.Text)[u.Start:u.End]); got != u.Text {
				t.Errorf("%q: unit %q stands at %q", c.text, u.Text, got)
			}
		}
		if p.Ask != c.ask || strings.Join(p.By, " ") != c.by || strings.Join(units, "|") != c.units {
			t.Errorf("%q: ask %q, by %v, units %q; want %q, %s, %q", c.text, p.Ask, p.By, units, c.ask, c.by, c.units)
		}
	}
}

func TestLeadPositions(t *testing.T) {
	for text, want := range map[string]corpus.Position{
		"The recommendations below have been examined by Examplia and enjoy its support:":                                 corpus.Supported,
		"The following recommendations enjoy the support of Examplia, which considers that they are already implemented:": corpus.Supported,
		"The following recommendations will be examined by Examplia, which will provide responses in due time:":           corpus.Pending,
		"The recommendations below did not enjoy the support of Examplia:":                                                corpus.Noted,
		"The recommendations below do not enjoy the support of Examplia and would thus be noted:":                         corpus.Noted,
		"Examplia examined the recommendations below and they have been noted by Examplia:":                               corpus.Noted,
		"The following recommendations were rejected by Examplia for the following reasons:":                              corpus.Noted,
		"The recommendations below cannot be accepted and will thus be noted:":                                            corpus.Noted,
		"Examplia noted the following recommendations and indicated that they pertain to measures being implemented:":     corpus.Noted,
		"The following recommendations are noted and have already been implemented, as Examplia indicated:":               corpus.Noted,
		"Examplia noted the following recommendations for consideration and response in due time:":                        corpus.Pending,
		"In the course of the discussion, the following recommendations were made to Examplia:":                           "",
	} {
		if got, _ := leadPosition(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

const report = `United Nations A/HRC/13/9001
General Assembly
4 January 2010
Original: English
Human Rights Council
Thirteenth session
Universal Periodic Review
Report of the Working Group on the Universal Periodic Review
Examplia

Introduction

1. SAMPLE. The Working Group held its sixth session.

2. Sampleland recommended that Examplia (a) test the first thing [SAMPLE]; (b) test the second thing [SAMPLE].

II. Conclusions and/or recommendations

3. SAMPLE. The following recommendations will be examined by Examplia, which will provide responses in due time:

1. Test number one [SAMPLE] (Sampleland);

2. Test number two
over two lines [SAMPLE] (Modellia);

3. Continue testing number three, though paragraph 4 is not due yet [SAMPLE] (Modellia);

4. Test a number that collides with the paragraph due [SAMPLE] (Sampleland);

4. SAMPLE. The recommendations noted in the report in paragraphs 2 (a) and (b) above did not enjoy the support of Examplia.

5. All conclusions and/or recommendations contained in the present report reflect the position of the submitting States [SAMPLE].
`

func TestPlainListsAndPointers(t *testing.T) {
	d := parsed(t, report)
	if d.Key != "A/HRC/13/9001" || d.State != "XAA" || d.Cycle != 1 || d.Session != 6 || d.Date != "2010-01-04" || d.Kind != corpus.KindWGReport {
		t.Errorf("identified as %s %s cycle %d session %d date %s kind %s", d.Key, d.State, d.Cycle, d.Session, d.Date, d.Kind)
	}
	want := []string{"3.1 pending XAB", "3.2 pending XAE", "3.3 pending XAE", "3.4 pending XAB", "2(a) noted XAB", "2(b) noted XAB"}
	var got []string
	for _, p := range d.Passages {
		if p.Kind == corpus.PassageRecommendation {
			got = append(got, fmt.Sprintf("%s %s %s", p.Para, p.Position, strings.Join(p.By, ",")))
		}
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("recommendations %q, want %q; warnings %q", got, want, d.Warnings)
	}
	for _, p := range d.Passages {
		if p.Para == "3.2" && (!strings.HasPrefix(p.Text, "Test number two over two lines") || p.Cite != "A/HRC/13/9001, para. 3, No. 2 (Modellia)") {
			t.Errorf("%q, %q", p.Text, p.Cite)
		}
	}
}

func TestDottedListsRepairPrefixesAndNameGaps(t *testing.T) {
	s := strings.Replace(report, "3. SAMPLE. The following", "3. SAMPLE. The recommendations below enjoy the support of Examplia; the following", 1)
	i, j := strings.Index(s, "1. Test number one"), strings.Index(s, "4. SAMPLE.")
	s = s[:i] + "3.1. Test one [SAMPLE] (Sampleland);\n\n8.2 Test two [SAMPLE] (Sampleland);\n\n3.3 Test three [SAMPLE] (Sampleland); 3.4 Test four [SAMPLE] (Modellia);\n\n3.6 Test six [SAMPLE] (Modellia);\n\n" + s[j:]
	d := parsed(t, s)
	var got []string
	for _, p := range d.Passages {
		if p.Kind == corpus.PassageRecommendation && strings.HasPrefix(p.Para, "3") {
			got = append(got, p.Locator)
		}
	}
	if want := "para. 3.1|para. 3.2 [sic: 8.2]|para. 3.3|para. 3.4|para. 3.6"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if !strings.Contains(strings.Join(d.Warnings, " "), "Recommendation 3.5 not found") {
		t.Errorf("warnings %q", d.Warnings)
	}
}

func TestAddendumForms(t *testing.T) {
	head := "United Nations A/HRC/13/9001/Add.1\nGeneral Assembly\n4 March 2010\nHuman Rights Council\nReport of the Working Group on the Universal Periodic Review\nExamplia\nAddendum\nViews on conclusions and/or recommendations\n\n"
	for name, c := range map[string]struct{ text, want string }{
		"table": {head + "1. SAMPLE Examplia cannot, at this point in time, make a definitive statement.\n\n2., 3. SAMPLE Examplia accepts these recommendations.\n\n4., 5., SAMPLE Examplia accepts these and 6. acts upon them.\n\n7. SAMPLE Examplia accepts one part.\n\nIt cannot accept the other part [SAMPLE].\n",
			"1 noted|2 supported|3 supported|4 supported|5 supported|6 supported|7 noted in part"},
		"groups": {head + "1. SAMPLE words.\n\n2. SAMPLE The Government accepts the recommendations 1–3, 14– 15 and 20.\n\n3. SAMPLE The Government takes note of recommendations 4, 5.\n\nRec. 18 SAMPLE We consider that this is implemented.\n",
			"1 supported|2 supported|3 supported|14 supported|15 supported|20 supported|4 noted|5 noted|18 supported"},
		"dotted": {head + "1. SAMPLE words.\n\n2. SAMPLE The Government accepts the following recommendations: 3.1, 3.4-6, 3.9. 3.10.\n",
			"3.1 supported|3.4 supported|3.5 supported|3.6 supported|3.9 supported|3.10 supported"},
	} {
		d := parsed(t, c.text)
		var got []string
		for _, a := range d.Answers {
			s := a.Para + " " + string(a.Position)
			if a.Partial {
				s += " in part"
			}
			got = append(got, s)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if d.Parent != "A/HRC/13/9001" || d.Kind != corpus.KindAddendum {
			t.Errorf("%s: kind %s of %s", name, d.Kind, d.Parent)
		}
	}
}

func TestJoin(t *testing.T) {
	r := parsed(t, report)
	a := &corpus.Document{Key: "A/HRC/13/9001/Add.1", Symbol: "A/HRC/13/9001/Add.1", Kind: corpus.KindAddendum, Date: "2010-03-04", Answers: []corpus.Answer{
		{Target: r.Key, Para: "1", Position: corpus.Supported, Source: "A/HRC/13/9001/Add.1, para. 2", Date: "2010-03-04"},
		{Target: r.Key, Para: "3.2", Position: corpus.Noted, Partial: true, Source: "A/HRC/13/9001/Add.1, para. 3", Date: "2010-03-04"}}}
	for range 2 {
		Join([]*corpus.Document{a, r})
	}
	got := map[string]corpus.Passage{}
	for _, p := range r.Passages {
		if p.Kind == corpus.PassageRecommendation {
			got[p.Para] = p
		}
	}
	if p := got["3.1"]; p.Position != corpus.Supported || len(p.History) != 1 || p.History[0].Position != corpus.Pending {
		t.Errorf("3.1: %s, history %v", p.Position, p.History)
	}
	if p := got["3.2"]; p.Position != corpus.Noted || !p.Partial || len(p.History) != 1 {
		t.Errorf("3.2: %s %v, history %v", p.Position, p.Partial, p.History)
	}
	if got["3.3"].Position != corpus.Pending {
		t.Error("3.3 is pending no more")
	}
}

func TestObservations(t *testing.T) {
	d := parsed(t, `United Nations CRC/C/XAA/CO/1
Committee on the Rights of the Child
Sixtieth session
Concluding observations on the report of Examplia
3 July 2012

A. Introduction

1. SAMPLE The Committee considered the report of Examplia.

2. SAMPLE The Committee welcomes the adoption of a law.

Corporal punishment

3. SAMPLE The Committee is deeply concerned that it is lawful (CRC/C/15/Add.9001, para. 12).

4. SAMPLE The Committee urges the State party: (a) To prohibit it; (b) To inform parents; and (c) To report.
`)
	var got []string
	for _, p := range d.Passages {
		got = append(got, fmt.Sprintf("%s %s %d", p.Para, p.Role, len(p.Units)))
	}
	if want := "1  0|2 welcome 0|3 concern 0|4 recommendation 3"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if d.Mechanism != corpus.CRC || d.State != "" && d.State != "XAA" || d.Session != 60 || d.Date != "2012-07-03" {
		t.Errorf("mechanism %s, State %s, session %d, date %s", d.Mechanism, d.State, d.Session, d.Date)
	}
	if r := d.Passages[2].RefersTo; len(r) != 1 || r[0] != "CRC/C/15/Add.9001, para. 12" {
		t.Errorf("refers to %q", r)
	}
}

func TestSpeakersOfCompilations(t *testing.T) {
	for text, want := range map[string]string{
		"SAMPLE In 2012, CRC recommended that Examplia ratify CAT and CEDAW.":                                   "CRC",
		"SAMPLE The Committee against Torture was concerned. CRC and CEDAW urged Examplia to act.":              "CAT CRC CEDAW",
		"SAMPLE Examplia had ratified CAT, CRC and CED.":                                                        "",
		"The same Committee also noted SAMPLE.":                                                                 "CERD",
		"SAMPLE The United Nations Educational, Scientific and Cultural Organization (UNESCO) stated its view.": "UNESCO",
	} {
		if got := strings.Join(bodiesIn(text, spoken{"CERD", "CERD"}), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLetter(t *testing.T) {
	d := parsed(t, `OFFICE OF THE HIGH COMMISSIONER FOR HUMAN RIGHTS (SAMPLE)

2 December 2019

Excellency,

SAMPLE I have followed the third cycle of the Universal Periodic Review (UPR) of Examplia, during the 33<sup>rd</sup> session of the UPR Working Group.

Please accept, Excellency, the assurances of my highest consideration.

H.E. the Minister for Foreign Affairs
Examplia

## **Annex**

### **Scope of obligations**

- Ratifying a treaty [SAMPLE].
- Submitting reports that are
due [SAMPLE].

### **Implementation**

#### **A. Cross-cutting issues**

##### *Equality*

- Combating it \[SAMPLE\].
`)
	if d.Key != "hc-letter:XAA:2019-12-02" || d.Cycle != 3 || d.Session != 33 || len(d.Passages) != 3 {
		t.Fatalf("%s, cycle %d, session %d, %d items", d.Key, d.Cycle, d.Session, len(d.Passages))
	}
	if p := d.Passages[1]; p.Text != "Submitting reports that are due [SAMPLE]." || !strings.HasSuffix(p.Cite, "of Examplia, annex, “Scope of obligations”, second bullet") {
		t.Errorf("%q, %q", p.Text, p.Cite)
	}
	if p := d.Passages[2]; strings.Join(p.Headings, "|") != "Implementation|A. Cross-cutting issues|Equality" || p.Text != "Combating it [SAMPLE]." {
		t.Errorf("%q %q", p.Headings, p.Text)
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(report)
	f.Add("# Annex\n- a\n- b")
	f.Add("United Nations CRC/C/XAA/CO/1\n1. SAMPLE The Committee urges (a) x; (b) y")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Document(Input{File: "f", SHA256: "0123456789abcdef", Pages: plainText(s), States: invented})
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, p := range d.Passages {
			if seen[p.ID] {
				t.Errorf("id %s twice", p.ID)
			}
			seen[p.ID] = true
		}
	})
}

func FuzzRecommendation(f *testing.F) {
	f.Add("SAMPLE Ratify (A (B)); ratify (Sampleland)/sign (Examplia, Testovia (Federal Republic of));")
	f.Fuzz(func(t *testing.T, s string) {
		p := corpus.Passage{Text: s}
		splitRecommendation(invented, &p)
		if len(p.By) != len(p.ByPrinted) || !strings.Contains(s, p.Ask) {
			t.Errorf("%q: by %v printed %v ask %q", s, p.By, p.ByPrinted, p.Ask)
		}
	})
}

// TestTablesOfRatifications holds that the numbered titles of tables are no
// paragraphs: those of cycle 2 come before a paragraph that is numbered 1 again.
func TestTablesOfRatifications(t *testing.T) {
	d := parsed(t, `SAMPLE
A/HRC/WG.6/20/XAA/2
Human Rights Council
Working Group on the Universal Periodic Review
Compilation prepared by the Office of the United Nations High Commissioner for Human Rights
Examplia

I. Background and framework

1. International human rights treaties

SAMPLE ratified: CAT (1993)

2. Other main relevant international instruments

SAMPLE ratified: Palermo Protocol

1. In 2010, CERD encouraged Examplia to ratify a convention. SAMPLE

2. CRC recommended another convention. SAMPLE

3. CAT urged it to visit prisons. SAMPLE
`)
	var got []string
	for _, p := range d.Passages {
		got = append(got, p.Para+" "+strings.Join(p.SpeaksFor, ","))
	}
	if strings.Join(got, "; ") != "1 CERD; 2 CRC; 3 CAT" {
		t.Errorf("%s: %q", d.Kind, got)
	}
}
