package extract

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"refrain/corpus/realdocs"
)

var wordRE = regexp.MustCompile(`[\p{L}\p{N}]+`)

// noHyphens deletes hyphens; pdftotext keeps some ligatures.
var noHyphens = strings.NewReplacer("-", "", "‐", "", "‑", "", "\u00ad", "", "ﬁ", "fi", "ﬂ", "fl")

// bag counts the words of a text, hyphens deleted.
func bag(s string) map[string]int {
	s = noHyphens.Replace(s)
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

// pairs counts the words of a text two by two: their order.
func pairs(s string) map[string]int {
	s = noHyphens.Replace(s)
	m := map[string]int{}
	prev := ""
	for _, w := range wordRE.FindAllString(s, -1) {
		m[prev+" "+w]++
		prev = w
	}
	return m
}

var recNumberRE = regexp.MustCompile(`\b\d{1,3}\.\d{1,3}\b`)

// numbers counts the numbers of recommendations: "124.54".
func numbers(s string) map[string]int {
	m := map[string]int{}
	for _, w := range recNumberRE.FindAllString(s, -1) {
		m[w]++
	}
	return m
}

// otherOrder are the files whose words come in another order than pdftotext's,
// and why. In each the order was compared with the page by eye.
var otherOrder = map[string]string{
	"session48-hc-letter-republic-slovenia-eng.pdf": "pdftotext tears the lines of the hidden layer into columns of words; ours are the printed lines",
	"g0917825.pdf":             "one page with a table: pdftotext reads it column by column, ours row by row",
	"infographic-slovenia.pdf": "a poster: boxes of figures without one order",
	"Slovenia_Infographic.pdf": "a poster: boxes of figures without one order",
}

// likeness is how like pdftotext's a reading is: words, their order, numbers.
type likeness struct {
	file                  string
	words, order, numbers float64
	skip                  bool
	err                   error
}

// compareWith reads one file with pdftotext and here.
func compareWith(path string) (l likeness) {
	l.file = filepath.Base(path)
	want, err := exec.Command("pdftotext", path, "-").Output()
	data, rerr := os.ReadFile(path)
	if l.err = rerr; rerr != nil {
		return l
	}
	res, xerr := Read(context.Background(), path, data)
	if l.err = xerr; xerr != nil {
		return l
	}
	if err != nil || len(want) < 200 {
		l.skip = true
		return l
	}
	gold, own := joinLines(string(want)), joinLines(pageText(res))
	l.words = max(f1(bag(gold), bag(own)), f1(bag(apart(gold)), bag(apart(own))))
	l.order = f1(pairs(gold), pairs(own))
	l.numbers = f1(numbers(gold), numbers(own))
	return l
}

// TestEqualsPdftotext compares with pdftotext every real PDF that gives
// pdftotext at least 200 characters: the raw text of its pages, before running
// heads and footnotes are taken out, hyphens deleted on both sides.
func TestEqualsPdftotext(t *testing.T) {
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
	all := make([]likeness, len(files))
	g := errgroup.Group{}
	g.SetLimit(2)
	for i, f := range files {
		g.Go(func() error { all[i] = compareWith(f); return nil })
	}
	_ = g.Wait()
	var words, order float64
	n, rec, same := 0, 0, 0
	for _, l := range all {
		switch {
		case l.err != nil:
			t.Errorf("%s: %v", l.file, l.err)
			continue
		case l.skip:
			t.Logf("%s: pdftotext gives no text", l.file)
			continue
		}
		n++
		words, order = words+l.words, order+l.order
		if l.words < 0.99 {
			t.Errorf("%s: word F1 %.4f", l.file, l.words)
		}
		if l.order < 0.97 && otherOrder[l.file] == "" {
			t.Errorf("%s: the words come in another order, bigram F1 %.4f", l.file, l.order)
		}
		if rec++; l.numbers == 1 {
			same++
		} else if l.numbers < 0.95 {
			t.Errorf("%s: numbers of recommendations F1 %.4f", l.file, l.numbers)
		}
	}
	if n == 0 {
		t.Fatal("no file was compared")
	}
	words, order = words/float64(n), order/float64(n)
	t.Logf("%d files: mean word F1 %.5f, mean bigram F1 %.4f, the same numbers in %d", n, words, order, same)
	if words < 0.9995 || order < 0.99 || same < n-2 {
		t.Errorf("mean word F1 %.5f, want .9995; mean bigram F1 %.4f, want .99; the same numbers in %d, want %d", words, order, same, n-2)
	}
}
