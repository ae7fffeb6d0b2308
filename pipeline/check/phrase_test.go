package check_test

import (
	"context"
	"testing"

	"refrain/pipeline/check"
)

// TestPhraseState checks on which State candidates are sought: the one that the
// sentence is about, not the one that recommends or that the draft names most.
func TestPhraseState(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"As repeatedly recommended, Samplonia should ratify the Convention on Samples.", "XAB"},
		{"Bosnia and Fixture has, as previously recommended by Samplonia, Mockland and Testovia, to ratify it.", "XAD"},
		{"As previously recommended by Samplonia and Testovia, Bosnia and Fixture should ratify the Convention.", "XAD"},
		{"It should, as repeatedly recommended, ratify the Convention on Samples.", ""},
		{"See A/HRC/27/9001, para. 118.1. It should, as repeatedly recommended, ratify the Convention on Samples.", "XAA"},
	} {
		d, err := check.Read("draft.md", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		asked, got := false, ""
		k := &check.Checker{Shelf: fixture(), States: world, Stored: map[string]bool{"XAA": true, "XAB": true, "XAD": true, "XAE": true},
			Propose: func(_ context.Context, state, _ string) ([]check.Candidate, error) {
				asked, got = true, state
				return nil, nil
			}}
		if _, err := k.Check(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if !asked || got != c.want {
			t.Errorf("%s: asked %t, on %q, want %q", c.text, asked, got, c.want)
		}
	}
}
