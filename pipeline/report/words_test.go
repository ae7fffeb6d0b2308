package report

import "testing"

// The grid of a compilation's paragraphs says what they ask, not a committee's
// name over and over.
func TestShortText(t *testing.T) {
	for _, c := range [][2]string{
		{"The Committee on the Elimination of Discrimination against Women recommended that Examplia establish a SAMPLE of laws.",
			"CEDAW recommended that Examplia establish a SAMPLE of laws."},
		{"The Committee against Torture asked for a SAMPLE.", "The Committee against Torture asked for a SAMPLE."},
		{"The Human Rights Committee was concerned that Examplia [SAMPLE] had no law on what this sentence goes on to name at length.",
			"CCPR was concerned that Examplia [SAMPLE] had no law on what this sentence goes on to …"},
	} {
		if got := shortText(c[0]); got != c[1] {
			t.Errorf("%q is cut to %q, want %q", c[0], got, c[1])
		}
	}
}
