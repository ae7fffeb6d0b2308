package parse

import (
	"fmt"
	"strings"
	"testing"
)

// TestHeadingsBetweenParagraphs holds that a numbered heading of plain text does
// not become the end of the paragraph before it, also where the heading of a
// theme follows it.
func TestHeadingsBetweenParagraphs(t *testing.T) {
	d := parsed(t, `A
United Nations
/HRC/WG.6/29/XAA/3
General Assembly
Distr.: General
12 November 2017
Original: English
Human Rights Council
Working Group on the Universal Periodic Review
Twenty-ninth session
Summary of Stakeholders’ submissions on Examplia
Report of the Office of the United Nations High Commissioner for Human Rights
I. Background
1. SAMPLE. The present report was prepared for a test and is a summary of one submission.
II. Information provided by stakeholders
1. Cross-cutting issues
Equality and non-discrimination2
2. JS1 reported that a test had no law that expressly prohibits it [SAMPLE].3
2. Civil and political rights
Right to life, liberty and security of person4
3. JS1 noted that a second test was made, in which 19 tests were counted [SAMPLE].5
3. Economic, social and cultural rights
Right to health
4. JS1 said that the third test was the last [SAMPLE].
`)
	var got []string
	for _, p := range d.Passages {
		got = append(got, fmt.Sprintf("%s %s: %s", p.Para, p.Headings[len(p.Headings)-1], p.Text))
	}
	want := []string{"1 Background: SAMPLE. The present report was prepared for a test and is a summary of one submission.",
		"2 Equality and non-discrimination: JS1 reported that a test had no law that expressly prohibits it [SAMPLE].",
		"3 Right to life, liberty and security of person: JS1 noted that a second test was made, in which 19 tests were counted [SAMPLE].",
		"4 Right to health: JS1 said that the third test was the last [SAMPLE]."}
	if s := strings.Join(got, "\n"); s != strings.Join(want, "\n") {
		t.Errorf("paragraphs\n%s", s)
	}
	if h := d.Passages[2].Headings; len(h) < 2 || h[len(h)-2] != "Civil and political rights" {
		t.Errorf("headings %q", h)
	}
}

// TestMastheadIsNoReply holds that the date at the head of an addendum is no
// comment of the State, though it begins with a number.
func TestMastheadIsNoReply(t *testing.T) {
	d := parsed(t, "United Nations A/HRC/13/9001/Add.1\nGeneral Assembly\nDistr.: General\n\n4 March 2010\n\nOriginal: English\n\nHuman Rights Council\nReport of the Working Group on the Universal Periodic Review\nExamplia\nAddendum\nViews on conclusions and/or recommendations\n\n"+
		"1. SAMPLE. Examplia accepts recommendations 3.1 and 3.2.\n\nRec. 3.1 A test is being made [SAMPLE].\n")
	for _, p := range d.Passages {
		if strings.Contains(p.Text, "March 2010") || strings.HasPrefix(p.Text, "Original") {
			t.Errorf("%s is a reply: %q", p.ID, p.Text)
		}
		if strings.HasPrefix(p.Text, "Rec. 3.1") && p.Para != "c1" {
			t.Errorf("the first comment is %s", p.Para)
		}
	}
}
