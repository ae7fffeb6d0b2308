package corpus

import (
	"strings"
	"testing"
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
		"AI noted that progress in the programme had been disappointing":                                      false,
		"The team noted the ratification of one convention and that no other instruments were ratified there": false,
	} {
		if got := Welcomes(s); got != want {
			t.Errorf("Welcomes(%q) = %v", s, got)
		}
	}
}

// TestRoleOf holds what a paragraph of a body or submitter does, by its
// strongest cue.
func TestRoleOf(t *testing.T) {
	for _, c := range []struct {
		want Role
		text []string
	}{
		{RoleWelcome, []string{"SAMPLE CEDAW noted the adoption of the new Family Code."}},
		{RoleWelcome, []string{"JS1 welcomed the new Act.", "It was adopted in 2012."}},
		{"", []string{"JS1 welcomed the new Act.", "It still lacked funds."}},
		{"", []string{"JS1 reported on prisons."}},
		{RoleConcern, []string{"JS1 welcomed the new Act.", "JS2 raised concerns about its cost."}},
		{RoleConcern, []string{"The High Commissioner was particularly troubled that the border was closed."}},
		{RoleConcern, []string{"The Office had advised against ratifying it, which CEDAW regretted."}},
		{RoleRecommendation, []string{"The Special Rapporteur stated that the Government should protect the air."}},
		{RoleRecommendation, []string{"The Committee was concerned at the delay.", "It called on Examplia to ratify the Convention."}},
		{RoleRecommendation, []string{"JS1 considered that prisoners must be offered lawyers."}},
		{"", []string{"Efforts for which the authorities must be known."}},
	} {
		if got := RoleOf(strings.Join(c.text, " "), c.text); got != c.want {
			t.Errorf("RoleOf(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}
