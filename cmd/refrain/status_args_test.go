package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestFlagsAlone holds what is said of a word that stands without a flag.
func TestFlagsAlone(t *testing.T) {
	cmd := &cobra.Command{Use: "status"}
	cmd.Flags().String("state", "", "")
	for arg, want := range map[string]string{"Burma": `write --state "Burma"`, "prk": `write --state "prk"`, "death penalty": "takes flags alone"} {
		if err := flagsAlone(cmd, []string{arg}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", arg, err)
		}
	}
	if err := flagsAlone(cmd, nil); err != nil {
		t.Error(err)
	}
}
