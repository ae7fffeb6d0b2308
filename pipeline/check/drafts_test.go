package check_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/check"
)

// The drafts of testdata/drafts are in the styles of people who write about
// real documents. "{{right||wrong}}" is a place to plant an error,
// "{q:ID:3-9}" are words of a real passage, {r:…} the same with "[f]irst", and
// "replaced" puts another word among them. No words of real documents are in the files.
var (
	plantRE = regexp.MustCompile(`\{\{((?:\{[^{}]*\}|[^{}|])*)\|\|((?:\{[^{}]*\}|[^{}|])*)\}\}`)
	wordsRE = regexp.MustCompile(`\{([qr]):([^{}#]+#[^{}:]+):(\d+)-(\d+)( replaced)?\}`)
)

// plants counts the places of a draft.
func plants(text string) int { return len(plantRE.FindAllString(text, -1)) }

// fill writes a draft with the errors of the places that wrong names.
func fill(t *testing.T, s *cite.Shelf, text string, wrong func(int) bool) string {
	t.Helper()
	n := -1
	text = plantRE.ReplaceAllStringFunc(text, func(m string) string {
		n++
		parts := plantRE.FindStringSubmatch(m)
		if wrong(n) {
			return parts[2]
		}
		return parts[1]
	})
	return wordsRE.ReplaceAllStringFunc(text, func(m string) string {
		p := wordsRE.FindStringSubmatch(m)
		key, para, _ := strings.Cut(p[2], "#")
		v := s.Volume(key)
		if v == nil {
			t.Fatalf("%s: no such document", m)
		}
		i := slices.IndexFunc(v.Passages, func(x corpus.Passage) bool { return x.Para == para })
		if i < 0 {
			t.Fatalf("%s: no such passage", m)
		}
		from, _ := strconv.Atoi(p[3])
		to, _ := strconv.Atoi(p[4])
		f := strings.Fields(v.Passages[i].Ask)
		if len(f) == 0 {
			f = strings.Fields(v.Passages[i].Text)
		}
		if from >= to || to >= len(f)+1 {
			t.Fatalf("%s: it has %d words: %q", m, len(f), f)
		}
		f = slices.Clone(f[from:min(to+1, len(f))])
		if p[5] != "" {
			f[len(f)/2] = "hardly"
		}
		out := strings.NewReplacer("“", "‘", "”", "’").Replace(strings.Trim(strings.Join(f, " "), " ,;."))
		if p[1] == "r" {
			out = "[" + strings.ToLower(out[:1]) + "]" + out[1:]
		}
		return out
	})
}

// TestWrittenDrafts checks drafts in the styles of people: none of the right
// ones is called wrong, and every planted error is found.
func TestWrittenDrafts(t *testing.T) {
	s := shelfOfReal(t)
	files, err := filepath.Glob("testdata/drafts/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	k := &check.Checker{Shelf: s}
	total, found := 0, 0
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			read := func(text string) *check.Report {
				d, err := check.Read(filepath.Base(f), []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				r, err := k.Check(context.Background(), d)
				if err != nil {
					t.Fatal(err)
				}
				return r
			}
			clean := fill(t, s, string(data), func(int) bool { return false })
			r := read(clean)
			for _, x := range r.Findings {
				if x.Result == check.Wrong || x.Result == check.Differs || x.Result == check.Candidates && x.What != check.Phrase {
					t.Errorf("false alarm %s", told(x))
				} else if os.Getenv("SHOW") != "" {
					t.Logf("%s %s", x.Result, told(x))
				}
			}
			for i := range plants(string(data)) {
				bad := fill(t, s, string(data), func(n int) bool { return n == i })
				if bad == clean {
					continue
				}
				total++
				r := read(bad)
				if r.Count(check.Wrong) == 0 && !offersRight(r) {
					t.Errorf("not found: %s", plantRE.FindAllString(string(data), -1)[i])
					continue
				}
				found++
				if os.Getenv("SHOW") != "" {
					for _, x := range r.Findings {
						if x.Result == check.Wrong {
							t.Logf("  %s → %s → write %s", plantRE.FindAllString(string(data), -1)[i], told(x), x.Right)
						}
					}
				}
			}
		})
	}
	t.Logf("%d drafts, %d planted errors, %d found", len(files), total, found)
}

// offersRight reports whether a document that is not here is said to be a slip.
func offersRight(r *check.Report) bool {
	return slices.ContainsFunc(r.Findings, func(f check.Finding) bool {
		return f.Result == check.CannotCheck && strings.Contains(f.Says, "is it a slip?")
	})
}

func told(f check.Finding) string {
	return fmt.Sprintf("%d:%d %s [%s] %s", f.Line, f.Column, f.What, f.Text, f.Says)
}
