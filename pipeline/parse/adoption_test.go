package parse

import (
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
)

func TestSpokenPositions(t *testing.T) {
	for text, want := range map[string]string{
		"Examplia had accepted recommendations 1 to 19, 23 to 26 and 39.":                                       "supported",
		"Support was expressed for recommendation 29, on tests.":                                                "supported",
		"It was not in a position to accept seven recommendations (1–4, 10, 12 and 19) in paragraph 97.":        "noted",
		"Examplia did not support recommendations 6 and 7.":                                                     "noted",
		"Examplia noted recommendation 35, relating to tests.":                                                  "noted",
		"Examplia supported these recommendations, except for the amendment of the law.":                        "noted in part",
		"Examplia partly accepted recommendation 10, that is to say that it accepted part and rejected a part.": "noted in part",
		"Recommendation 80 had been accepted since it was partially implemented.":                               "supported",
		"Examplia accepted recommendation 1 and rejected recommendation 2.":                                     "",
		"Examplia provided comments in relation to recommendations 34 and 35.":                                  "",
	} {
		pos, partial := spokenPosition(text)
		got := string(pos)
		if partial {
			got += " in part"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTallies(t *testing.T) {
	for text, want := range map[string][3]int{
		"The President stated that, out of 215 recommendations received, 182 had enjoyed the support of Examplia and 33 had been noted.": {215, 182, 33},
		"Of the 167 recommendations received, 50 politicized ones had been rejected.":                                                    {167, 0, 50},
		"Out of a total of 103 recommendations, Examplia had accepted 97 (94 per cent), and had rejected 6.":                             {103, 97, 6},
		"Examplia had received 188 recommendations; it had accepted 123, did not support 45 and left 20.":                                {188, 123, 45},
		"Examplia had not accepted 54 recommendations.":                                                                                  {0, 0, 54},
		"Examplia had expressed its support for 65 recommendations, rejected 2 and reserved its position on 17.":                         {0, 65, 2},
		"I have considered the actions taken to implement the 113 recommendations supported during the second cycle.":                    {0, 113, 0},
		"Examplia had accepted 46 out of 74.":                                                                                            {74, 46, 0},
	} {
		if got, _ := tallyIn(text); [3]int{got.Total, got.Supported, got.Noted} != want {
			t.Errorf("%q: total %d, supported %d, noted %d; want %v", text, got.Total, got.Supported, got.Noted, want)
		}
	}
}

func TestSessionReportSettlesPositions(t *testing.T) {
	s := parsed(t, `United Nations A/HRC/13/9002
General Assembly
4 October 2010
Human Rights Council
Report of the Human Rights Council on its thirteenth session

VI. Universal periodic review

A. Consideration of universal periodic review outcomes

Examplia

1. SAMPLE. At its 15th meeting, on 11 March 2010, the Council adopted the outcome of the review of Examplia.

2. SAMPLE. The outcome comprises the report of the Working Group on the Universal Periodic Review (A/HRC/13/9001) and its views.

1. Views expressed by the State under review on the recommendations

3. SAMPLE. The delegation accepted recommendations 1 and 2. It was not in a position to accept recommendation 3 in paragraph 3.

4. SAMPLE. Of the 4 recommendations received, Examplia had accepted 2 and rejected 1.

2. Views expressed by member and observer States of the Council

5. SAMPLE. Sampleland noted that Examplia had accepted recommendation 4.
`)
	if s.Kind != corpus.KindSessionReport || strings.Join(s.Concerns, " ") != "XAA" {
		t.Fatalf("kind %s, concerns %v, passages %d", s.Kind, s.Concerns, len(s.Passages))
	}
	r := parsed(t, report)
	for range 2 {
		Join([]*corpus.Document{s, r})
	}
	var got []string
	for _, p := range r.Passages {
		if p.Kind == corpus.PassageRecommendation && strings.HasPrefix(p.Para, "3.") {
			got = append(got, fmt.Sprintf("%s %s %s %d", p.Para, p.Position, p.PositionSource, len(p.History)))
		}
	}
	want := "3.1 supported A/HRC/13/9002, para. 3 1|3.2 supported A/HRC/13/9002, para. 3 1|3.3 noted A/HRC/13/9002, para. 3 1|3.4 pending A/HRC/13/9001, para. 3 0"
	if strings.Join(got, "|") != want {
		t.Errorf("%q, want %q; answers %v", got, want, s.Answers)
	}
	if len(r.Stated) != 1 || r.Stated[0].Total != 4 || r.Stated[0].Date != "2010-03-11" {
		t.Errorf("stated %v", r.Stated)
	}
}

func TestStatementsOnAnEarlierCycle(t *testing.T) {
	later := strings.NewReplacer("A/HRC/13/9001", "A/HRC/27/9001", "4 January 2010", "4 July 2014", "Thirteenth", "Twenty-seventh", "sixth session", "nineteenth session",
		"2. Sampleland recommended", "2. The delegation clarified [SAMPLE] that, of the 4 recommendations of the first cycle, 1 had been rejected. The rest had been duly taken note of as recommendations. It would provide responses to the recommendations made at the present session.\n\n3. Sampleland recommended",
		"\n3. SAMPLE", "\n4. SAMPLE").Replace(report)
	r, l := parsed(t, report), parsed(t, later)
	if l.Cycle != 2 {
		t.Fatalf("cycle %d of %s", l.Cycle, l.Key)
	}
	for range 2 {
		Join([]*corpus.Document{l, r})
	}
	for _, p := range r.Passages {
		if p.Kind != corpus.PassageRecommendation {
			continue
		}
		if len(p.History) != 2 || p.History[0].Scope != NumbersNotSpecified || p.History[0].Source != "A/HRC/27/9001, para. 2" || p.History[0].Date != "2014-07-04" {
			t.Errorf("%s: history %+v", p.Para, p.History)
		}
		if strings.HasPrefix(p.Para, "3.") && p.Position != corpus.Pending {
			t.Errorf("%s: a statement without numbers settled it as %s", p.Para, p.Position)
		}
	}
}
