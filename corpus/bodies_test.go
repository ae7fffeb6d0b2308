package corpus

import "testing"

func TestBodyIn(t *testing.T) {
	for _, c := range []struct {
		text, code string
		want       int
	}{
		{"CRC was concerned. CAT urged it.", "CAT", 19},
		{"CRC asked to ratify OP-CAT.", "CAT", -1},
		{"The Committee against Torture urged", "CAT", 4},
		{"CAT/C/XAA/CO/1", "CAT", -1},
		{"The independent expert on water noted", "SP", 4},
		{"UNHCR noted", "CEDAW", -1},
	} {
		if got := BodyIn(c.text, c.code); got != c.want {
			t.Errorf("%s in %q: %d, want %d", c.code, c.text, got, c.want)
		}
	}
	if BodyName("CCPR") != "the Human Rights Committee" || BodyName("JS1") != "JS1" {
		t.Error("names of bodies")
	}
}
