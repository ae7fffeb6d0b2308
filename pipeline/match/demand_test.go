package match

import (
	"context"
	"slices"
	"testing"

	"refrain/corpus"
)

func TestSameDemand(t *testing.T) {
	r := testReader()
	cases := []struct {
		a, b string
		want bool
	}{
		{"Ratify the Convention against Torture;", "Become a party to CAT", true},
		{"Ratify the Convention against Torture", "Consider ratifying the Convention against Torture", false},
		{"Ratify the Convention against Torture", "Ratify the Convention against Torture and its Optional Protocol", false},
		{"Ratify the two Covenants: ICCPR and ICESCR", "Ratify ICCPR, including its second protocol, and ICESCR", false},
		{"Issue a standing invitation to all human rights special procedures", "Issue a standing invitation to the United Nations special procedures", true},
		{"Raise the minimum age of marriage to 18 years", "Raise the minimum age of marriage to 16 years", false},
		{"Combat violence against women", "Combat violence against children", false},
		{"Reduce overcrowding in its prisons", "Take measures to reduce overcrowding in prisons", true},
		{"Reduce overcrowding in its prisons", "Train the staff of its prisons", false},
	}
	for _, c := range cases {
		if got := sameDemand(r.read("", c.a), r.read("", c.b)); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestOneDemandOfSeveralStates holds that a recommendation made twice in one report counts once
// and lists all who made it, and that another review's stands alone.
func TestOneDemandOfSeveralStates(t *testing.T) {
	first := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: corpus.KindWGReport, State: "XAA",
		Mechanism: corpus.UPR, Cycle: 1, Session: 6, Year: 2009, Language: "en", Passages: []corpus.Passage{
			{Para: "90.1", Text: "Abolish the death penalty (Sampleland);", By: []string{"XAC"}, Kind: corpus.PassageRecommendation},
			{Para: "90.2", Text: "Improve rural schools (Sampleland);", By: []string{"XAC"}, Kind: corpus.PassageRecommendation},
			{Para: "91.1", Text: "Abolish the death penalty. (Specimenia, Sampleland)", By: []string{"XAD", "XAC"}, Kind: corpus.PassageRecommendation},
		}}
	second := &corpus.Document{Key: "A/HRC/27/9001", Symbol: "A/HRC/27/9001", Kind: corpus.KindWGReport, State: "XAA",
		Mechanism: corpus.UPR, Cycle: 2, Session: 19, Year: 2014, Language: "en", Passages: []corpus.Passage{
			{Para: "124.2", Text: "Abolish the death penalty (Specimenia);", By: []string{"XAD"}, Kind: corpus.PassageRecommendation},
		}}
	first.Seal()
	second.Seal()
	q := Question{State: "XAA", Items: []corpus.Passage{{Para: "1", Text: "Abolishing the death penalty."}}}
	got, err := New([]*corpus.Document{second, first}).Run(context.Background(), q, Options{})
	if err != nil {
		t.Fatal(err)
	}
	demands := Demands(got[0].Links)
	if len(demands) != 2 {
		t.Fatalf("%d demands, want 2: %+v", len(demands), demands)
	}
	for _, d := range demands {
		switch d.Lead {
		case "A/HRC/13/9001#90.1":
			if !slices.Equal(d.Members, []string{"A/HRC/13/9001#90.1", "A/HRC/13/9001#91.1"}) || !slices.Equal(d.By, []string{"XAC", "XAD"}) {
				t.Errorf("%+v", d)
			}
		case "A/HRC/27/9001#124.2":
			if len(d.Members) != 1 {
				t.Errorf("%+v", d)
			}
		default:
			t.Errorf("lead %s", d.Lead)
		}
	}
}
