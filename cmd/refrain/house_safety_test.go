package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSafetyList holds docs/SAFETY.md to its word: each test that it names is
// there, each line of a script that it quotes too, and every risk has one.
func TestSafetyList(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(root(), filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		}
		return string(data)
	}
	named := regexp.MustCompile("`([a-z./]+) ([^`]+)`")
	fn := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	have := map[string]map[string]bool{}
	tests := func(dir string) map[string]bool {
		if have[dir] == nil {
			have[dir] = map[string]bool{}
			files, _ := filepath.Glob(filepath.Join(root(), filepath.FromSlash(dir), "*_test.go"))
			for _, f := range files {
				data, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range fn.FindAllStringSubmatch(string(data), -1) {
					have[dir][m[1]] = true
				}
			}
		}
		return have[dir]
	}
	risks := 0
	for n, line := range strings.Split(read("docs/SAFETY.md"), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || strings.HasPrefix(line, "|---") || strings.Contains(line, "| Risk |") {
			continue
		}
		risks++
		found := named.FindAllStringSubmatch(cells[3], -1)
		if len(found) == 0 {
			t.Errorf("docs/SAFETY.md:%d: a risk without a test", n+1)
		}
		for _, m := range found {
			if strings.HasPrefix(m[1], ".ci/") {
				if !strings.Contains(read(m[1]), m[2]) {
					t.Errorf("docs/SAFETY.md:%d: %s has no %q", n+1, m[1], m[2])
				}
				continue
			}
			if !tests(m[1])[m[2]] {
				t.Errorf("docs/SAFETY.md:%d: %s has no %s", n+1, m[1], m[2])
			}
		}
	}
	if risks < 15 {
		t.Errorf("%d risks are listed", risks)
	}
}
