package check

import (
	"testing"

	"refrain/corpus"
)

// TestCapitals holds where a capital stands for its State.
func TestCapitals(t *testing.T) {
	for text, want := range map[string]string{
		"Pyongyang rejected the recommendation (A/HRC/27/10, para. 125.1).":        "PRK",
		"In 2014, Ljubljana also accepted recommendation 115.1.":                   "SVN",
		"While Ljubljana did not accept it, others did.":                           "SVN",
		"It was accepted by Ljubljana.":                                            "SVN",
		"Norway urged Pyongyang to ratify the Convention.":                         "NOR PRK",
		"Oslo's recommendation was noted.":                                         "NOR",
		"A recommendation by Addis Ababa was noted.":                               "ETH",
		"Buenos Aires recommended a visit.":                                        "ARG",
		"States were urged to accede to the Rome Statute.":                         "",
		"It was accepted by Vienna University.":                                    "",
		"Courts in Vienna accepted the claim.":                                     "",
		"The Mayor of Oslo recommended it.":                                        "",
		"Amnesty International London urged restraint.":                            "",
		"The Paris Principles and the Beijing Platform recommended that.":          "",
		"Victoria accepted the recommendations of the inquiry.":                    "",
		"The Committee recommended the Istanbul Protocol and the Tokyo Rules.":     "",
		"Holland asked and Burma noted; the New Holland Group asked.":              "NLD MMR",
		"Latin America noted, as did Great Britain.":                               "GBR",
		"Prisoners in Ljubljana supported the strike, and Ljubljana prison asked.": "",
	} {
		got := ""
		for _, m := range mentions(corpus.World(), text) {
			if got != "" {
				got += " "
			}
			got += m.code
		}
		if got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
