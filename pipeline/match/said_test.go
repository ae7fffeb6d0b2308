package match

import (
	"context"
	"strings"
	"testing"

	"refrain/corpus"
)

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
		ok := l.Passage.Role == c.role && l.Progress == (c.role == corpus.RoleWelcome) && len(l.Said) == len(c.said)
		for i := range l.Said {
			ok = ok && strings.HasPrefix(l.Said[i], c.said[i])
		}
		if !ok {
			t.Errorf("%q: %s, %q", c.text, l.Passage.Role, l.Said)
		}
	}
}
