package parse

import (
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
)

func TestRefsIn(t *testing.T) {
	for text, want := range map[string]string{
		"The recommendations noted in the report in paragraphs 53 (b) and (c), 64 (a) above did not enjoy the support of Examplia.":         "53 (b)|53 (c)|64 (a)",
		"The recommendations noted in the report in paragraphs 27 (b), (c), 31, 43 (a), (b) 56, 79 (a) above did not enjoy it.":             "27 (b)|27 (c)|31|43 (a)|43 (b)|56|79 (a)",
		"The recommendations contained in paragraphs 38 (a, d) and 67 (a), (b) (i) and (ii) above will be examined by Examplia.":            "38 (a)|38 (d)|67 (a)|67 (b) (i)|67 (b) (ii)",
		"Other recommendations noted in the report in paragraphs 45, 56, last sentence, and 23 (last sentence) did not enjoy the support.":  "45|56, last sentence|23, last sentence",
		"The recommendations in the following paragraphs did not enjoy the support of the State: paragraphs 38(b); 53 (c) (d); 66 (a),(b).": "38 (b)|53 (c)|53 (d)|66 (a)|66 (b)",
		"The recommendations noted in paragraph 19 (a) and (b) and paragraph 22 (b) above did not enjoy the support of Examplia.":           "19 (a)|19 (b)|22 (b)",
		"The recommendations noted in paragraphs 30 (a) to (c) did not enjoy the support of Examplia.":                                      "30 (a)|30 (b)|30 (c)",
		"With regard to the recommendations in paragraphs 109.2 and 109. 10 above, Examplia indicated that it might consider them.":         "",
		"Examplia considers recommendation 105.8 not applicable and refers to the responses that it provided in paragraphs 59 and 77.":      "",
		"The recommendations listed below enjoy the support of Examplia:":                                                                   "",
		"The remarks and recommendations contained in the report in paragraph 74 are not relevant.":                                         "74",
		"Examplia has submitted its views on recommendations noted in the report in paragraphs 19(a), 19(b) and 20(a).":                     "19 (a)|19 (b)|20 (a)",
	} {
		var got []string
		for _, r := range refsIn(text) {
			got = append(got, r.String())
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPointedText(t *testing.T) {
	para := "Sampleland welcomed the plan. It recommended that Examplia (a) test article 2 (c) of the law [SAMPLE]; (b) test all. The State should test it soon. It was concerned about tests. Modellia recommended c)testing once more [SAMPLE]; and encouraged the Government (d) (i) to test and (ii) to report [SAMPLE]. It thanked Examplia."
	for _, c := range []struct {
		r    ref
		want string
	}{
		{ref{letter: "a"}, "test article 2 (c) of the law [SAMPLE]"},
		{ref{letter: "b"}, "test all. The State should test it soon."},
		{ref{letter: "c"}, "testing once more [SAMPLE]"},
		{ref{letter: "d", part: "ii"}, "to report [SAMPLE]."},
		{ref{letter: "e"}, ""},
		{ref{last: true}, "It thanked Examplia."},
		{ref{}, para[strings.Index(para, "It recommended"):strings.Index(para, " It thanked")]},
	} {
		if got := pointedText(para, c.r); got != c.want {
			t.Errorf("%v: %q, want %q", c.r, got, c.want)
		}
	}
	long := "It recommended that Examplia (a) test, or (b) test the testers and also (c) test again; and that it (d) release all testers, e.g., Ms. Sample and St. Test [SAMPLE]. It thanked Examplia."
	for _, c := range []struct {
		r    ref
		want string
	}{
		{ref{letter: "a"}, "test"},
		{ref{letter: "b"}, "test the testers"},
		{ref{letter: "c"}, "test again"},
		{ref{letter: "d"}, "release all testers, e.g., Ms. Sample and St. Test [SAMPLE]."},
		{ref{}, strings.TrimSuffix(long, " It thanked Examplia.")},
	} {
		if got := pointedText(long, c.r); got != c.want {
			t.Errorf("%v: %q, want %q", c.r, got, c.want)
		}
	}
	g := invented
	by, _ := recommender(g, corpus.Passage{Text: para}, "testing once more [SAMPLE]")
	if strings.Join(by, " ") != "XAE" {
		t.Errorf("(c) is recommended by %v, want Modellia", by)
	}
}

// conclusions makes a report whose section II is the text given.
func conclusions(section string) string {
	i, j := strings.Index(report, "3. SAMPLE. The following"), strings.Index(report, "5. All conclusions")
	return report[:i] + section + "\n\n" + "9" + report[j+1:]
}

func recommendations(d *corpus.Document) []string {
	var out []string
	for _, p := range d.Passages {
		if p.Kind == corpus.PassageRecommendation {
			s := fmt.Sprintf("%s %s %d", p.Para, p.Position, len(p.History))
			out = append(out, s)
		}
	}
	return out
}

func TestStatementsByNumber(t *testing.T) {
	lists := "3. SAMPLE. The recommendations listed below enjoy the support of Examplia, out of which recommendation 2 Examplia considers as already implemented:\n\n1. Test one [SAMPLE] (Sampleland);\n\n2. Test two [SAMPLE] (Modellia);\n\n3. Test three [SAMPLE] (Modellia);\n\n" +
		"4. SAMPLE. The following recommendations will be examined by Examplia, which will provide responses in due time:\n\n1. Test four [SAMPLE] (Sampleland);\n\n2. Test five [SAMPLE] (Sampleland);\n\n"
	for name, c := range map[string]struct{ text, want string }{
		"own list leads":          {"", "3.1 supported 0|3.2 supported 0|3.3 supported 0|4.1 pending 0|4.2 pending 0"},
		"nearest list":            {"5. SAMPLE. Examplia considers that recommendations Nos. 1 and 2 above cannot be accepted.", "3.1 supported 0|3.2 supported 0|3.3 supported 0|4.1 noted 1|4.2 noted 1"},
		"number only there":       {"5. SAMPLE. Examplia considers that the first part of recommendation 3 above has already been implemented.", "3.1 supported 0|3.2 supported 0|3.3 supported 1|4.1 pending 0|4.2 pending 0"},
		"lead named before":       {"5. SAMPLE. The recommendation contained in paragraph 3, No. 2, did not enjoy the support of Examplia.", "3.1 supported 0|3.2 noted 1|3.3 supported 0|4.1 pending 0|4.2 pending 0"},
		"lead named after":        {"5. SAMPLE. Examplia considers that recommendations Nos. 1–3 above in paragraph 3 have already been implemented.", "3.1 supported 1|3.2 supported 1|3.3 supported 1|4.1 pending 0|4.2 pending 0"},
		"full numbers":            {"5. SAMPLE. Recommendation 4.2 cannot be accepted as it is inaccurate.", "3.1 supported 0|3.2 supported 0|3.3 supported 0|4.1 pending 0|4.2 noted 1"},
		"from to":                 {"5. SAMPLE. The above recommendations from 4.1. to 4.2. cannot enjoy the support of Examplia.", "3.1 supported 0|3.2 supported 0|3.3 supported 0|4.1 noted 1|4.2 noted 1"},
		"comment":                 {"5. SAMPLE. With regard to the recommendations in paragraphs 3.1 and 3. 3 above, Examplia indicated that it tests.", "3.1 supported 1|3.2 supported 0|3.3 supported 1|4.1 pending 0|4.2 pending 0"},
		"paragraphs of section I": {"5. SAMPLE. The recommendations contained in paragraphs 2(b) and 1 above did not enjoy the support of Examplia.", "3.1 supported 0|3.2 supported 0|3.3 supported 0|4.1 pending 0|4.2 pending 0|2(b) noted 0"},
	} {
		d := parsed(t, conclusions(lists+c.text))
		if got := strings.Join(recommendations(d), "|"); got != c.want {
			t.Errorf("%s: %s, want %s; %q", name, got, c.want, d.Warnings)
		}
	}
	d := parsed(t, conclusions(lists+"5. SAMPLE. The recommendations noted in paragraphs 2 (c) and 8 above did not enjoy the support of Examplia."))
	if all := strings.Join(d.Warnings, " "); !strings.Contains(all, "2 (c), which paragraph 5 points to, was not found") {
		t.Errorf("an unresolved pointer is not named: %q", d.Warnings)
	}
}

func TestMissingFullStop(t *testing.T) {
	d := parsed(t, strings.Replace(strings.Replace(report, "1. SAMPLE. The Working Group held its sixth session.\n", "1. SAMPLE. The Working Group held its sixth session. 2, The delegation stated that it tests [SAMPLE].\n", 1), "\n2. Sampleland", "\n3. Sampleland", 1))
	var got []string
	for _, p := range d.Passages {
		if p.Kind == corpus.PassageUPRParagraph {
			got = append(got, p.Para+" "+strings.Join(p.By, ","))
		}
	}
	if s := strings.Join(got, "|"); !strings.HasPrefix(s, "1 |2 XAA|3 XAB") {
		t.Errorf("%q", got)
	}
}
