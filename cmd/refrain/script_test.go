package main

import (
	"os"
	"path/filepath"
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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"setcell": setCell, "damagesource": damageSource},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1764000000")
			env.Setenv("REFRAIN_DIR", env.WorkDir+"/ws")
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
	})
}

// damageSource changes a byte of every source that the workspace has a copy of.
func damageSource(ts *testscript.TestScript, _ bool, _ []string) {
	files, err := filepath.Glob(filepath.Join(ts.Getenv("REFRAIN_DIR"), "sources", "*"))
	ts.Check(err)
	for _, f := range files {
		data, err := os.ReadFile(f)
		ts.Check(err)
		data[len(data)/2] ^= 1
		ts.Check(os.WriteFile(f, data, 0o600))
	}
}
