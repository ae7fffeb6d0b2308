package corpus

import "testing"

func TestMisprintedNames(t *testing.T) {
	for name, want := range map[string]string{
		"United Sates": "USA", "Holly See": "VAT", "New Zeeland": "NZL", "Azerbeijan": "AZE", "Islamic Republic Iran": "IRN",
		"Venezuela, Bolivarian Republic of": "VEN", "Iran(Islamic Republic of)": "IRN", "Lao‟s People Democratic Republic": "LAO",
		// too short, or two States are as near
		"Irak": "", "Nigera": "", "Slovania": "", "Atlantis": "", "ICRMW": "",
	} {
		if got, _ := World().ResolveNear(name); got != want && (want != "" || got != ambiguous && got != "") {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
