package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary the refrain command, for the scripts and for
// the children that read documents.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"refrain": func() { os.Exit(run()) }})
}

// TestScripts runs the real command.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"setcell": setCell},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1764000000")
			env.Setenv("REFRAIN_DIR", env.WorkDir+"/ws")
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
	})
}
