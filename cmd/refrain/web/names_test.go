package web

import "testing"

// TestStateNames holds how States and others are called in lists.
func TestStateNames(t *testing.T) {
	s := &shelf{states: sampleStates()}
	for code, want := range map[string]string{"VAT": "Holy See (observer)", "PSE": "State of Palestine (observer)", "XKX": "Kosovo*", "EUU": "European Union (organization)",
		"SWZ": "Eswatini", "XAA": "Examplia", "ZZZ": "ZZZ"} {
		if got := s.stateName(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	for value, want := range map[string]string{"upr-recommendation": "UPR recommendation", "wg-report": "Working Group report", "strange": "Strange"} {
		if got := kindValue(s, value); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
	if got := themeValue(s, "right to education"); got != "Right to education" {
		t.Errorf("theme %q", got)
	}
	if got := conceptValue(s, "op-cat"); got == "op-cat" || got == "Op-cat" {
		t.Errorf("concept %q", got)
	}
}
