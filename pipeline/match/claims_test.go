package match

import (
	"testing"

	"refrain/corpus"
)

func TestSaysDone(t *testing.T) {
	for s, want := range map[string]bool{
		"A law on domestic violence had been adopted in 2012":                             true,
		"The Government had recently launched a campaign against trafficking":             true,
		"In 2011 Examplia established an ombudsman for children":                          true,
		"The new Criminal Code entered into force in 2013":                                true,
		"Measures had been taken for the care of older persons":                           true,
		"A law on domestic violence had not yet been adopted":                             false,
		"A law on domestic violence would be adopted":                                     false,
		"A draft law on domestic violence had been approved":                              false,
		"It had accepted the recommendation that a commission be established":             false,
		"Support is provided by the centres established for that purpose":                 false,
		"The meeting was attended by a network of Europe established on its initiative":   false,
		"The delegation provided information on domestic violence":                        false,
		"The organizations established in the region deal with violence at home":          false,
		"A decision of the Constitutional Court established the inconsistency of the Act": false,
		"In 2010 Examplia adopted the Act, except in the part on adoption":                false,
		"The rights of minorities have improved significantly":                            false,
		"some of those projects were implemented in schools":                              false,
		"The delegation claimed that prisons were improved":                               false,
	} {
		if got := saysDone(s); got != want {
			t.Errorf("saysDone(%q) = %v", s, got)
		}
	}
}

func TestClaims(t *testing.T) {
	report := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: corpus.KindWGReport, State: "XAA", Mechanism: corpus.UPR,
		Cycle: 1, Year: 2010, Language: "en", Passages: []corpus.Passage{
			{Para: "5", Kind: corpus.PassageUPRParagraph, Headings: []string{"Presentation by the State under review"},
				Text: "A law against domestic violence had been adopted. Prisons had been renovated."},
			{Para: "6", Kind: corpus.PassageUPRParagraph, By: []string{"XAB"}, Text: "Sampleland said that a law against domestic violence had been adopted."},
			{Para: "7", Kind: corpus.PassageUPRParagraph, Text: "The delegation stated that shelters for victims of domestic violence had been opened."},
			{Para: "8", Kind: corpus.PassageUPRParagraph, Text: "Speakers stated that a law against domestic violence had been adopted."},
		}}
	addendum := &corpus.Document{Key: "A/HRC/13/9001/Add.1", Symbol: "A/HRC/13/9001/Add.1", State: "XAA", Year: 2011, Language: "en", Passages: []corpus.Passage{
		{Para: "2", Kind: corpus.PassageReply, Text: "In 2011 Parliament amended the law on domestic violence. A plan against domestic violence would follow."},
	}}
	docs := []*corpus.Document{report, addendum}
	for _, d := range docs {
		d.Seal()
	}
	c := NewClaims(&Question{State: "XAA"}, docs)
	var got []string
	for _, k := range c.Of(&corpus.Passage{Text: "Combating domestic violence."}) {
		got = append(got, k.Passage.Para+" "+k.Text)
	}
	want := []string{"5 A law against domestic violence had been adopted", "7 The delegation stated that shelters for victims of domestic violence had been opened.",
		"2 In 2011 Parliament amended the law on domestic violence"}
	if len(got) != len(want) {
		t.Fatalf("claims are %q, want %q", got, want)
	}
	for _, w := range want {
		found := false
		for _, g := range got {
			found = found || g == w
		}
		if !found {
			t.Errorf("%q is missing in %q", w, got)
		}
	}
	if l := c.Of(&corpus.Passage{Text: "Abolishing the death penalty."}); l != nil {
		t.Errorf("%v is said of the death penalty", l)
	}
	if l := NewClaims(&Question{State: "XAB"}, docs).Of(&corpus.Passage{Text: "Combating domestic violence."}); l != nil {
		t.Errorf("%v is of another State", l)
	}
}
