package extract

import (
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"refrain/corpus/realdocs"
)

var wordRE = regexp.MustCompile(`[\p{L}\p{N}]+`)

// bag counts the words of a text, hyphens deleted.
func bag(s string) map[string]int {
	s = strings.NewReplacer("-", "", "‐", "", "‑", "", "\u00ad", "", "ﬁ", "fi", "ﬂ", "fl").Replace(s)
	m := map[string]int{}
	for _, w := range wordRE.FindAllString(s, -1) {
		m[w]++
	}
	return m
}

// f1 compares two bags of words.
func f1(a, b map[string]int) float64 {
	na, nb, both := 0, 0, 0
	for w, n := range a {
		na += n
		both += min(n, b[w])
	}
	for _, n := range b {
		nb += n
	}
	if na+nb == 0 {
		return 1
	}
	return 2 * float64(both) / float64(na+nb)
}

// joinLines undoes the line breaks after a hyphen, as pdftotext does.
func joinLines(s string) string { return strings.ReplaceAll(s, "-\n", "") }

// gluedMark is a footnote mark glued to its word.
var gluedMark = regexp.MustCompile(`(\p{L})(\d{1,3})`)

// apart parts footnote marks from their words: pdftotext glues most of them
// and parts some, in one file (ohchr_1_ru.pdf).
func apart(s string) string { return gluedMark.ReplaceAllString(s, "$1 $2") }

// pageText is the text of all pages.
func pageText(res Result) string {
	var b strings.Builder
	for _, p := range res.Pages {
		b.WriteString(p.Text + "\n")
	}
	return b.String()
}

// TestWordsEqualPdftotext compares with pdftotext, word by word, over every
// real PDF that gives pdftotext at least 200 characters.
func TestWordsEqualPdftotext(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every real PDF twice")
	}
	root := realdocs.Dir(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	var files []string
	_ = filepath.WalkDir(filepath.Join(root, "corpus"), func(p string, _ os.DirEntry, _ error) error {
		if strings.HasSuffix(p, ".pdf") {
			files = append(files, p)
		}
		return nil
	})
	sort.Strings(files)
	sum, n := 0.0, 0
	for _, f := range files {
		want, err := exec.Command("pdftotext", f, "-").Output()
		data, rerr := os.ReadFile(f)
		if rerr != nil {
			t.Fatal(rerr)
		}
		res, xerr := Read(context.Background(), f, data)
		if err != nil || len(want) < 200 {
			if xerr != nil && !strings.Contains(f, "Letter-OHCHR") {
				t.Errorf("%s: %v", filepath.Base(f), xerr)
			}
			continue
		}
		if xerr != nil {
			t.Errorf("%s: %v", filepath.Base(f), xerr)
			continue
		}
		gold, own := joinLines(string(want)), joinLines(pageText(res))
		v := max(f1(bag(gold), bag(own)), f1(bag(apart(gold)), bag(apart(own))))
		if v < 0.99 {
			t.Errorf("%s: word F1 %.4f against pdftotext", filepath.Base(f), v)
		} else if v < 0.998 {
			t.Logf("%s: word F1 %.4f", filepath.Base(f), v)
		}
		sum, n = sum+v, n+1
	}
	mean := sum / math.Max(float64(n), 1)
	t.Logf("%d files, mean word F1 %.5f", n, mean)
	if mean < 0.999 {
		t.Errorf("mean word F1 %.5f, want .999", mean)
	}
}
