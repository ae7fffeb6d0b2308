package match

import (
	"context"
	"strings"
	"testing"

	"refrain/corpus"
)

func TestWelcomes(t *testing.T) {
	for s, want := range map[string]bool{
		"CEDAW noted the adoption of the new Family Code recognizing same-sex marriage":                       true,
		"CAT commended Examplia for the accreditation of the Ombudsman with A status":                         true,
		"The Special Rapporteur took note of the enactment of the Act":                                        true,
		"CRC noted with appreciation the amendments of the Penal Code":                                        true,
		"CRC welcomed the ratification of Protocol No. 12":                                                    true,
		"ILO noted that a plan had been adopted":                                                              true,
		"CRC noted with concern the adoption of the Act":                                                      false,
		"CRC noted that corporal punishment remained lawful":                                                  false,
		"CRC noted that the law had not been adopted":                                                         false,
		"While welcoming the adoption of the Act, CAT recommended that Examplia implement it":                 false,
		"CAT welcomed the adoption of the Act but regretted that it lacked funds":                             false,
		"It noted that the Act had been amended to limit the persons who were eligible":                       false,
		"CEDAW noted the progress made, however, women were rarely elected":                                   false,
		"CAT recommended the adoption of a law on torture":                                                    false,
		"CRC was concerned about the adoption of children abroad":                                             false,
		"The team noted the ratification of one convention and that no other instruments were ratified there": false,
	} {
		if got := Welcomes(s); got != want {
			t.Errorf("Welcomes(%q) = %v", s, got)
		}
	}
}

// TestHear holds that a compilation's welcome raises nothing, that what another
// body asks in the same paragraph does, and that all sentences on the concern
// are heard.
func TestHear(t *testing.T) {
	for _, c := range []struct {
		text string
		role corpus.Role
		said []string
	}{
		{"SAMPLE CEDAW noted the adoption of an Act prohibiting corporal punishment of children in all settings.", corpus.RoleWelcome, nil},
		{"CRC was concerned about corporal punishment of children in all settings. CCPR recommended that Examplia put an end to corporal punishment of children in all settings. CESCR was concerned about the price of bread.",
			corpus.RoleRecommendation, []string{"CRC was concerned", "CCPR recommended"}},
		{"CEDAW welcomed the adoption of an Act prohibiting corporal punishment of children in all settings. CRC recommended that Examplia prohibit corporal punishment of children in all settings.",
			corpus.RoleRecommendation, []string{"CRC recommended"}},
	} {
		d := &corpus.Document{Key: "A/HRC/WG.6/19/XAA/2", Symbol: "A/HRC/WG.6/19/XAA/2", Kind: corpus.KindCompilation, State: "XAA", Year: 2014, Cycle: 2, Language: "en",
			Passages: []corpus.Passage{{Para: "5", Kind: corpus.PassageCompilation, Role: corpus.RoleRecommendation, Text: c.text}}}
		d.Seal()
		got, err := New([]*corpus.Document{d}).Run(context.Background(), Question{State: "XAA", Items: []corpus.Passage{{Text: "Prohibiting corporal punishment of children in all settings."}}}, Options{})
		if err != nil || len(got[0].Links) != 1 {
			t.Fatalf("%q: %v, %d links", c.text, err, len(got[0].Links))
		}
		l := got[0].Links[0]
		ok := l.Passage.Role == c.role && len(l.Said) == len(c.said)
		for i := range l.Said {
			ok = ok && strings.HasPrefix(l.Said[i], c.said[i])
		}
		if !ok {
			t.Errorf("%q: %s, %q", c.text, l.Passage.Role, l.Said)
		}
	}
}
