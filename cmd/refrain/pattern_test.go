package main

import (
	"testing"

	"refrain/corpus/pattern"
)

// TestPatternsCompile compiles the patterns of all packages of the program.
func TestPatternsCompile(t *testing.T) {
	all := pattern.All()
	if len(all) < 200 {
		t.Errorf("%d patterns", len(all))
	}
	for _, p := range all {
		p.MatchString("SAMPLE") // one that is wrong panics with its text
	}
}
