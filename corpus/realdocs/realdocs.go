// Package realdocs finds the real documents that some tests run on. They are
// not part of the repository: without them such tests skip and say so.
package realdocs

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir returns the folder that holds corpus/prk and eval: $REFRAIN_TESTDATA,
// else ../shared beside the module root. Without either it skips the test.
func Dir(t testing.TB) string {
	t.Helper()
	if dir := find(); dir != "" {
		return dir
	}
	t.Skip("real documents not found: set REFRAIN_TESTDATA to a folder that holds corpus/prk and eval")
	return ""
}

// File returns the path of one real file, by its path below [Dir].
func File(t testing.TB, rel string) string {
	t.Helper()
	return filepath.Join(Dir(t), filepath.FromSlash(rel))
}

func find() string {
	if dir := os.Getenv("REFRAIN_TESTDATA"); dir != "" {
		return dir
	}
	root, err := os.Getwd()
	for err == nil {
		if _, e := os.Stat(filepath.Join(root, "go.mod")); e == nil {
			break
		}
		if filepath.Dir(root) == root {
			return ""
		}
		root = filepath.Dir(root)
	}
	dir := filepath.Join(root, "..", "shared")
	for _, sub := range []string{"corpus/prk", "eval"} {
		if _, e := os.Stat(filepath.Join(dir, filepath.FromSlash(sub))); e != nil {
			return ""
		}
	}
	return dir
}
