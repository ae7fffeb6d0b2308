package parse

import (
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
)

// observationsForms are the forms of concluding observations by committee, old
// and new, in our own words. No real file confirms most of them: docs/READING.md
// says which.
var observationsForms = []struct {
	name, head, text, body, want string
	session                      int
}{
	{"CRC, since about 2000", "United Nations CRC/C/XAA/CO/4\nCommittee on the Rights of the Child\nSixtieth session\nConcluding observations on the fourth periodic report of Examplia\n3 July 2012", "I. Introduction\n\n1. SAMPLE The Committee considered the report.\n\nIV. Main areas of concern and recommendations\n\nA. General measures of implementation (arts. 4, 42 and 44 (6))\n\nCorporal punishment\n\n2. SAMPLE The Committee is deeply concerned that it is lawful (arts. 19 and 37).\n\n3. SAMPLE The Committee reiterates its previous recommendation (CRC/C/XAA/CO/3, para. 12) and urges the State party: (a) To prohibit it; (b) To inform parents; and (c) To report.",
		"CRC", "1  0 -|2 concern 0 -|3 recommendation 3 CRC/C/XAA/CO/3, para. 12", 60},
	{"CRC of the 1990s: concerns and recommendations in sections of their own", "United Nations CRC/C/15/Add.9001\nCommittee on the Rights of the Child\nEighteenth session\nConcluding observations of the Committee on the Rights of the Child: Examplia\n5 June 1998", "A. Introduction\n\n1. SAMPLE The Committee expresses its appreciation to the State party.\n\nB. Positive aspects\n\n2. SAMPLE The Committee welcomes the law.\n\nD. Principal subjects of concern\n\n3. SAMPLE The Committee expresses its concern at the test.\n\nE. Suggestions and recommendations\n\n4. SAMPLE The Committee recommends that the State party test.",
		"CRC", "1  0 -|2 welcome 0 -|3 concern 0 -|4 recommendation 0 -", 18},
	{"CCPR: concern and recommendation in one paragraph", "United Nations CCPR/C/XAA/CO/3\nHuman Rights Committee\nConcluding observations on the third periodic report of Examplia\n21 April 2016", "C. Principal matters of concern and recommendations\n\nNon-discrimination\n\n1. SAMPLE The Committee remains concerned about tests (art. 26). The State party should test them.",
		"CCPR", "1 recommendation 0 -", 0},
	{"CCPR before 2005", "United Nations CCPR/CO/72/XAA\nHuman Rights Committee\nSeventy-second session\nConcluding observations of the Human Rights Committee: Examplia\n27 August 2001", "1. SAMPLE The Committee considered the report.\n\n2. SAMPLE The Committee deplores the test. The State party should test.",
		"CCPR", "1  0 -|2 recommendation 0 -", 72},
	{"CEDAW", "United Nations CEDAW/C/XAA/CO/2-4\nCommittee on the Elimination of Discrimination against Women\nConcluding observations on the combined second to fourth periodic reports of Examplia\n22 November 2017", "E. Principal areas of concern and recommendations\n\nStereotypes\n\n1. SAMPLE The Committee notes with concern the persistence of tests.\n\n2. SAMPLE Recalling its general recommendation No. 19, the Committee calls upon the State party to: (a) Test; (b) Test again.",
		"CEDAW", "1 concern 0 -|2 recommendation 2 -", 0},
	{"CESCR since 2026: State Party", "United Nations E/C.12/XAA/CO/6\nCommittee on Economic, Social and Cultural Rights\nConcluding observations on the sixth periodic report of Examplia\n4 March 2026", "C. Principal subjects of concern and recommendations\n\nClimate change\n\n1.The Committee welcomes the plan [SAMPLE]. However, the Committee remains concerned that it is a test (arts. 2 (1), 11 and 12).\n\n2.The Committee recommends that the State Party: (a) Take measures [SAMPLE]; and (b) Accelerate them.",
		"CESCR", "1 concern 0 -|2 recommendation 2 -", 0},
	{"CESCR of the 1990s", "United Nations E/C.12/1/Add.9001\nCommittee on Economic, Social and Cultural Rights\nConcluding observations of the Committee on Economic, Social and Cultural Rights: Examplia\n12 December 2003", "1. SAMPLE The Committee regrets the test.\n\n2. SAMPLE The Committee encourages the State party to test.",
		"CESCR", "1 concern 0 -|2 recommendation 0 -", 0},
	{"CAT", "United Nations CAT/C/XAA/CO/3\nCommittee against Torture\nConcluding observations on the third periodic report of Examplia\n20 June 2011", "Fundamental legal safeguards\n\n1. SAMPLE The Committee is concerned at the test (art. 2).\n\nThe State party should: (a) Test; (b) Report.",
		"CAT", "1 recommendation 2 -", 0},
	{"CERD with its first symbols", "United Nations CERD/C/304/Add.9001\nCommittee on the Elimination of Racial Discrimination\nConcluding observations of the Committee on the Elimination of Racial Discrimination: Examplia\n12 April 2001", "1. SAMPLE The Committee notes with appreciation the law.\n\n2. SAMPLE The Committee expresses concern about tests.",
		"CERD", "1 welcome 0 -|2 concern 0 -", 0},
	{"CERD", "United Nations CERD/C/XAA/CO/8-11\nCommittee on the Elimination of Racial Discrimination\nConcluding observations on the combined eighth to eleventh periodic reports of Examplia\n11 January 2016", "Hate speech\n\n1. SAMPLE The Committee is concerned about tests (art. 4).\n\n2. SAMPLE The Committee reiterates its recommendation (CERD/C/XAA/CO/6-7, para. 9) that the State party test.",
		"CERD", "1 concern 0 -|2 recommendation 0 CERD/C/XAA/CO/6-7, para. 9", 0},
	{"CMW", "United Nations CMW/C/XAA/CO/1\nCommittee on the Protection of the Rights of All Migrant Workers and Members of Their Families\nConcluding observations on the initial report of Examplia\n3 May 2012", "1. SAMPLE The Committee notes with regret the test.\n\n2. SAMPLE The Committee requests the State party to test.",
		"CMW", "1 concern 0 -|2 recommendation 0 -", 0},
	{"CRPD", "United Nations CRPD/C/XAA/CO/1\nCommittee on the Rights of Persons with Disabilities\nConcluding observations on the initial report of Examplia\n16 April 2018", "Equality and non-discrimination (art. 5)\n\n1. SAMPLE The Committee is concerned about: (a) One test; (b) Another test.\n\n2. SAMPLE The Committee recommends that the State party: (a) Test one; (b) Test the other.",
		"CRPD", "1 concern 2 -|2 recommendation 2 -", 0},
	{"CED", "United Nations CED/C/XAA/CO/1\nCommittee on Enforced Disappearances\nConcluding observations on the report submitted by Examplia under article 29 (1) of the Convention\n20 May 2016", "1. SAMPLE The Committee is concerned about the test.\n\n2. SAMPLE The Committee invites the State party to test.",
		"CED", "1 concern 0 -|2 recommendation 0 -", 0},
	{"Optional Protocol to the Convention on the Rights of the Child", "United Nations CRC/C/OPAC/XAA/CO/1\nCommittee on the Rights of the Child\nFiftieth session\nConcluding observations on the report of Examplia under the Optional Protocol\n12 June 2009", "1. SAMPLE The Committee commends the State party.\n\n2. SAMPLE The Committee recommends that the State party test.",
		"CRC", "1 welcome 0 -|2 recommendation 0 -", 50},
}

func TestObservationsByCommittee(t *testing.T) {
	for _, c := range observationsForms {
		d := parsed(t, c.head+"\n\n"+c.text+"\n")
		var got []string
		for _, p := range d.Passages {
			refers := strings.Join(p.RefersTo, ";")
			if refers == "" {
				refers = "-"
			}
			got = append(got, fmt.Sprintf("%s %s %d %s", p.Para, p.Role, len(p.Units), refers))
		}
		if d.Kind != corpus.KindObservations || string(d.Mechanism) != c.body || d.State != "XAA" || d.Session != c.session || d.Date == "" {
			t.Errorf("%s: kind %s, mechanism %s, State %q, session %d, date %s", c.name, d.Kind, d.Mechanism, d.State, d.Session, d.Date)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	d := parsed(t, observationsForms[0].head+"\n\n"+observationsForms[0].text+"\n")
	if h := strings.Join(d.Passages[2].Headings, " > "); h != "Main areas of concern and recommendations > General measures of implementation (arts. 4, 42 and 44 (6)) > Corporal punishment" {
		t.Errorf("headings %q", h)
	}
}

func TestReportedSentences(t *testing.T) {
	d := parsed(t, `United Nations A/HRC/WG.6/34/XAA/2
General Assembly
3 September 2019
Human Rights Council
Working Group on the Universal Periodic Review
Compilation on Examplia
Report of the Office of the United Nations High Commissioner for Human Rights

I. Background

1. SAMPLE The present report was prepared for a test.

II. Scope of international obligations1, 2

2. The Committee on the Rights of the Child recommended that Examplia test [SAMPLE].3 The same Committee was concerned.4 UNESCO noted the test.5

3. The Committee against Torture urged Examplia to test [SAMPLE].6 It also noted a test.

4. SAMPLE Nobody says anything here.

Notes
1 SAMPLE Tables will be available.
2 For relevant recommendations, see A/HRC/28/9001, paras. 3.1, 3.4–3.6, 3. 9 and 4.2-3.5.
3 CRC/C/XAA/CO/4, para. 12.
4 Ibid., para. 14.
5 UNESCO submission for the universal periodic review of Examplia, para. 6.
6 CAT/C/XAA/CO/3, paras. 3 and 4.
`)
	var got []string
	for _, p := range d.Passages {
		for _, u := range p.Units {
			got = append(got, fmt.Sprintf("%s %s %s %s", p.Para, u.Name, strings.Join(u.By, ","), strings.Join(u.Source, ";")))
			if text := string([]rune(p.Text)[u.Start:u.End]); text != u.Text {
				t.Errorf("%s %s stands at %q, is %q", p.Para, u.Name, text, u.Text)
			}
		}
	}
	want := []string{"2 sentence 1 CRC CRC/C/XAA/CO/4, para. 12", "2 sentence 2 CRC CRC/C/XAA/CO/4, para. 14", "2 sentence 3 UNESCO UNESCO submission for the universal periodic review of Examplia, para. 6",
		"3 sentence 1 CAT CAT/C/XAA/CO/3, para. 3 and 4", "3 sentence 2 CAT "}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q, want %q", got, want)
	}
	if len(d.HeadingLinks) != 1 || d.HeadingLinks[0].Heading != "Scope of international obligations" || strings.Join(d.HeadingLinks[0].Paras, " ") != "3.1 3.4 3.5 3.6 3.9" {
		t.Errorf("heading links %+v", d.HeadingLinks)
	}
	if all := strings.Join(d.Warnings, " "); !strings.Contains(all, "4.2-3.5") {
		t.Errorf("the range that cannot be right is not named: %q", d.Warnings)
	}
}

func TestSubmitters(t *testing.T) {
	for text, want := range map[string]string{
		"JS1 stated that tests were held [SAMPLE].":                 "JS1",
		"AI and JS2 recommended that Examplia test [SAMPLE].":       "AI JS2",
		"CoE-ECRI noted the ratification of ICERD [SAMPLE].":        "CoE-ECRI",
		"Examplia had ratified ICCPR, and NGOs were told [SAMPLE].": "",
	} {
		if got := strings.Join(submittersIn(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestStateReportAnswers(t *testing.T) {
	r := parsed(t, report)
	d := parsed(t, `United Nations A/HRC/WG.6/20/XAA/1
General Assembly
4 August 2014
National report submitted in accordance with the annex
Examplia

I. Introduction

1. SAMPLE. The numbers are those of the last review.

Testing (recommendations 1, 3–4)

2. SAMPLE. Examplia tests, thus testing recommendation 2. It follows recommendation 7 of the Committee.

Other matters

3. SAMPLE. Nothing is answered here.
`)
	for range 2 {
		Join([]*corpus.Document{r, d})
	}
	var got []string
	for _, p := range d.Passages {
		got = append(got, p.Para+" "+string(p.Kind)+" "+strings.Join(p.Answers, ","))
	}
	if want := "1 state-reply |2 state-reply A/HRC/13/9001#3.1,A/HRC/13/9001#3.3,A/HRC/13/9001#3.4,A/HRC/13/9001#3.2|3 state-reply "; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q; %q", got, want, d.Warnings)
	}
}

func TestCorrigendumAndReissue(t *testing.T) {
	d := parsed(t, "United Nations A/HRC/13/9001/Corr.1\nGeneral Assembly\n4 May 2010\nHuman Rights Council\nReport of the Working Group on the Universal Periodic Review\nExamplia\nCorrigendum\n\nParagraph 3.2\n\nFor “test” read “tests” [SAMPLE].\n\nPage 4\n\nFor the existing table substitute\n\nA table [SAMPLE]\n")
	if d.Parent != "A/HRC/13/9001" || len(d.Passages) != 2 || strings.Join(d.Passages[0].RefersTo, "") != "A/HRC/13/9001, para. 3.2" || d.Passages[1].Headings[0] != "Page 4" {
		t.Errorf("parent %s, passages %+v", d.Parent, d.Passages)
	}
	d = parsed(t, strings.Replace(report, "Introduction\n", "* Reissued for technical reasons.\n\nIntroduction\n", 1))
	if d.Reissued != "Reissued for technical reasons" {
		t.Errorf("reissued %q", d.Reissued)
	}
}

func TestUnknownKindIsKeptWithAWarning(t *testing.T) {
	d := parsed(t, "SAMPLE A paper about nothing in particular\n\nIt has one paragraph of text that is long enough to be kept.\n")
	if d.Kind != corpus.KindOther || len(d.Passages) == 0 || !strings.Contains(strings.Join(d.Warnings, " "), "kind") {
		t.Errorf("kind %s, %d passages, warnings %q", d.Kind, len(d.Passages), d.Warnings)
	}
}

// TestAFileOfOneLine: a page without line ends is told by its beginning; its
// length must not cost time in which nothing is found.
func TestAFileOfOneLine(t *testing.T) {
	text := "SAMPLE A/HRC/13/9001 " + strings.Repeat("The Committee recommends that the State party ratify the Convention. ", 250_000)
	f := newFront([]corpus.Page{{Text: text}})
	if len(f.text) > lineBytes {
		t.Errorf("%d bytes are looked at", len(f.text))
	}
	for s, want := range map[string]string{"aé": "a", "éa": "é", "aaé": "aa"} {
		if got := beginning(s, 2); got != want {
			t.Errorf("beginning of %q: %q", s, got)
		}
	}
	for _, n := range []int{100, 9000} {
		if got := firstText([]corpus.Page{{Text: text}}, n); len(got) > 200_000 {
			t.Errorf("%d bytes for the first %d", len(got), n)
		}
	}
}
