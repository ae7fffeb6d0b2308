package corpus

import (
	"slices"
	"strings"
	"testing"

	"refrain/seeds"
)

// TestCapitals holds the list to that of States: each has one but those whose
// capital is in dispute and what is no State, and none is the name of another.
func TestCapitals(t *testing.T) {
	has := map[string]bool{}
	for _, f := range tsv(seeds.Capitals) {
		has[f[0]] = true
		if !World().Known(f[0]) {
			t.Errorf("%s is no State", f[0])
		}
		for _, name := range strings.Split(f[1], ";") {
			if code, ok := World().Resolve(name); ok && code != f[0] {
				t.Errorf("%s is a name of %s", name, code)
			}
			if code, _ := Capital(name); code != f[0] {
				t.Errorf("%s is that of %s and of %s", name, f[0], code)
			}
		}
	}
	for _, code := range World().Codes() {
		if has[code] == slices.Contains([]string{"ISR", "PSE", "EUU", "XKX"}, code) {
			t.Errorf("%s: has a capital: %v", code, has[code])
		}
	}
	if c, _ := Capital("Brasilia"); c != "BRA" {
		t.Error("accents count")
	}
}
