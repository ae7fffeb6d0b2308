package check_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/realdocs"
	"refrain/pipeline"
	"refrain/pipeline/check"
	"refrain/pipeline/extract"
	"refrain/pipeline/parse"
)

type inProcess struct{}

func (inProcess) Read(ctx context.Context, name string, data []byte) (extract.Result, error) {
	return extract.Read(ctx, name, data)
}

// realFiles are documents of three States in full and of others in part.
var realFiles = []string{
	"prk/democraticpeoplesrepublicofkorea2010.pdf", "prk/democraticpeoplesrepublicofkorea2014.pdf", "prk/hc-letter-prk-2019.txt",
	"svn/cycle1/g1012049.pdf", "svn/cycle1/g1012465.pdf", "svn/cycle2/g1423930.pdf", "svn/cycle2/g1504261.pdf",
	"svn/cycle3/g1934994.pdf", "svn/cycle3/g2004192.pdf", "svn/cycle3/g1925890.pdf", "svn/cycle4/g2502644.pdf", "svn/cycle4/g2505828.pdf",
	"brb/barbados2009.pdf", "brb/barbados2013.pdf", "brb/A_HRC_WG.6_29_BRB_2.txt", "brb/A_HRC_WG.6_29_BRB_3.txt",
}

// moreFiles is how many reports of other States are read besides.
const moreFiles = 8

var realShelf = sync.OnceValues(func() (*cite.Shelf, error) {
	var docs []*corpus.Document
	files := slices.Clone(realFiles)
	wg, err := filepath.Glob(filepath.Join(realDir, "corpus/wg/*.pdf"))
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(wg); i += max(1, len(wg)/moreFiles) {
		files = append(files, "wg/"+filepath.Base(wg[i]))
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(realDir, "corpus", f))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		d, o := pipeline.ReadDocument(context.Background(), pipeline.Options{Reader: inProcess{}, States: corpus.World()}, f, f, hex.EncodeToString(sum[:]), data)
		if o != nil {
			return nil, fmt.Errorf("%s: %s", f, o.Reason)
		}
		docs = append(docs, d)
	}
	parse.Join(docs)
	return cite.NewShelf(docs, nil), nil
})

var realDir string

func shelfOfReal(t *testing.T) *cite.Shelf {
	t.Helper()
	realDir = realdocs.Dir(t)
	s, err := realShelf()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// writer writes sentences about real recommendations in the forms that people
// use, right ones and wrong ones.
type writer struct {
	*rand.Rand
	shelf   *cite.Shelf
	reports []*cite.Volume
	notes   []string
}

func newWriter(s *cite.Shelf, seed int64) *writer {
	w := &writer{Rand: rand.New(rand.NewSource(seed)), shelf: s}
	for _, v := range s.Volumes() {
		if v.Kind == corpus.KindWGReport && len(recs(v)) > 20 {
			w.reports = append(w.reports, v)
		}
	}
	return w
}

func recs(v *cite.Volume) []corpus.Passage {
	var out []corpus.Passage
	for _, p := range v.Passages {
		if p.Kind == corpus.PassageRecommendation && len(p.By) > 0 && !strings.HasPrefix(p.By[0], "?") && len(strings.Fields(p.Ask)) > 8 &&
			!strings.ContainsAny(p.Ask, "“”\"") && cite.RefOf(p).Other == "" {
			out = append(out, p)
		}
	}
	return out
}

// pick takes n recommendations of one report.
func (w *writer) pick(n int) (*cite.Volume, []corpus.Passage) {
	v := w.reports[w.Intn(len(w.reports))]
	rs := recs(v)
	var out []corpus.Passage
	for len(out) < n {
		p := rs[w.Intn(len(rs))]
		if !slices.ContainsFunc(out, func(q corpus.Passage) bool { return q.ID == p.ID }) {
			out = append(out, p)
		}
	}
	return v, out
}

// form writes a citation in one of the forms that people use.
func (w *writer) form(ps []corpus.Passage) string {
	s := cite.Join(cite.Make(ps, cite.Options{}))
	switch w.Intn(8) {
	case 0:
		return strings.NewReplacer("–", "-", "paras. ", "paras ", "para. ", "para ").Replace(s)
	case 1:
		return strings.Replace(strings.Replace(s, "paras. ", "paragraphs ", 1), "para. ", "paragraph ", 1)
	case 2:
		return "UN Doc. " + s
	case 3:
		return strings.Replace(s, ", para", " para", 1)
	case 4:
		return strings.ReplaceAll(s, " ", "\u00a0")
	case 5:
		return "see " + s
	}
	return s
}

// words are some words of a recommendation in a row, at most n.
func (w *writer) words(p corpus.Passage, n int) string {
	f := strings.Fields(p.Ask)
	k := min(n, len(f))
	at := w.Intn(len(f) - k + 1)
	return strings.Trim(strings.Join(f[at:at+k], " "), " ,;.:()")
}

func (w *writer) quote(s string) string {
	switch w.Intn(4) {
	case 0:
		return `"` + s + `"`
	case 1:
		f := strings.Fields(s)
		if len(f) > 9 {
			return "“" + strings.Join(f[:4], " ") + " […] " + strings.Join(f[len(f)-4:], " ") + "”"
		}
	case 2:
		f := []rune(s)
		if f[0] >= 'A' && f[0] <= 'Z' {
			return "“[" + strings.ToLower(string(f[0])) + "]" + string(f[1:]) + "”"
		}
	}
	return "“" + s + "”"
}

// names lists the recommending States of a passage.
func namesOf(ps ...corpus.Passage) string {
	var out []string
	for _, p := range ps {
		for _, n := range p.ByPrinted {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return cite.List(out)
}

// stranger is a State that made none of the recommendations.
func (w *writer) stranger(v *cite.Volume, ps ...corpus.Passage) string {
	for {
		rs := recs(v)
		p := rs[w.Intn(len(rs))]
		foreign := true
		for _, q := range ps {
			foreign = foreign && !slices.Contains(q.By, p.By[0])
		}
		if foreign && p.By[0] != v.State {
			if code, ok := corpus.World().Resolve(p.ByPrinted[0]); ok && code == p.By[0] {
				return p.ByPrinted[0]
			}
		}
	}
}

func (w *writer) country(v *cite.Volume) string {
	n := corpus.World().Name(v.State)
	if strings.Contains(n, "Republic") || strings.Contains(n, "United") {
		return "the " + n
	}
	return n
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// cited writes a sentence's citation in brackets, or as a note.
func (w *writer) cited(sentence string, ps []corpus.Passage) string {
	if w.Intn(4) == 0 {
		w.notes = append(w.notes, w.form(ps))
		return fmt.Sprintf("%s.[^%d]", sentence, len(w.notes))
	}
	return sentence + " (" + w.form(ps) + ")."
}

// answerWords say a position as people do.
var answerWords = map[corpus.Position][]string{
	corpus.Supported: {"was supported", "was accepted by %s", "enjoyed the support of %s", "has been accepted"},
	corpus.Noted:     {"was noted", "did not enjoy the support of %s", "was not accepted", "was noted by %s"},
}

func (w *writer) answer(v *cite.Volume, pos corpus.Position) string {
	forms := answerWords[pos]
	s := forms[w.Intn(len(forms))]
	if strings.Contains(s, "%s") {
		return fmt.Sprintf(s, w.country(v))
	}
	return s
}

// known keeps recommendations with a final position.
func known(ps []corpus.Passage) []corpus.Passage {
	return slices.DeleteFunc(slices.Clone(ps), func(p corpus.Passage) bool {
		return p.Position != corpus.Supported && p.Position != corpus.Noted || p.Partial
	})
}

var countWords = []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

func states(ps []corpus.Passage) int {
	by := map[string]bool{}
	for _, p := range ps {
		for _, c := range p.By {
			by[c] = true
		}
	}
	return len(by)
}

// sentenceKinds are the sentences, each in a right and a wrong form; a wrong
// form may be impossible ("").
var sentenceKinds = []func(w *writer, wrong bool) string{
	// a State and a quotation
	func(w *writer, wrong bool) string {
		v, ps := w.pick(1)
		q, by := w.words(ps[0], 12), namesOf(ps[0])
		if wrong {
			if w.Intn(2) == 0 {
				by = w.stranger(v, ps[0])
			} else {
				f := strings.Fields(q)
				f[1] = "zebras"
				q = strings.Join(f, " ")
			}
		}
		return w.cited(fmt.Sprintf("%s recommended that %s %s", upper(by), w.country(v), w.quote(q)), ps)
	},
	// several States
	func(w *writer, wrong bool) string {
		v, ps := w.pick(2 + w.Intn(3))
		by := namesOf(ps...)
		if wrong {
			by = w.stranger(v, ps...) + " and " + by
		}
		return w.cited(fmt.Sprintf("Action on this was recommended by %s", by), ps)
	},
	// a number beyond the list, among right ones
	func(w *writer, wrong bool) string {
		v, ps := w.pick(3)
		s := w.cited("The Working Group heard several recommendations on this", ps)
		if wrong {
			last := v.Last(cite.RefOf(ps[0]))
			w.notes = slices.Clone(w.notes)
			return fmt.Sprintf("The Working Group heard this (%s, para. %s9).", v.Symbol, last)
		}
		return s
	},
	// a range across two leads
	func(w *writer, wrong bool) string {
		v, _ := w.pick(1)
		var run []corpus.Passage
		for _, p := range v.Passages {
			if p.Kind == corpus.PassageRecommendation && cite.RefOf(p).Other == "" && len(run) < 5 {
				run = append(run, p)
			}
		}
		s := cite.Join(cite.Make(run, cite.Options{}))
		if i := strings.Index(s, "–"); wrong && i > 0 && !strings.Contains(s, "No. ") && !strings.Contains(s, "Nos. ") {
			s = s[:i] + "–9" + s[i+len("–"):]
		} else if wrong {
			return ""
		}
		return "For relevant recommendations, see " + s + "."
	},
	// a position, passive
	func(w *writer, wrong bool) string {
		v, ps := w.pick(1)
		if ps = known(ps); len(ps) == 0 {
			return ""
		}
		pos := ps[0].Position
		if wrong {
			pos = map[corpus.Position]corpus.Position{corpus.Supported: corpus.Noted, corpus.Noted: corpus.Supported}[pos]
		}
		return w.cited("A recommendation on "+strings.ToLower(w.words(ps[0], 3))+" "+w.answer(v, pos), ps)
	},
	// a position, active, of several
	func(w *writer, wrong bool) string {
		v, ps := w.pick(6)
		ps = known(ps)
		if len(ps) < 2 {
			return ""
		}
		pos := ps[0].Position
		ps = slices.DeleteFunc(ps, func(p corpus.Passage) bool { return p.Position != pos })
		verb := map[corpus.Position]string{corpus.Supported: "supported", corpus.Noted: "noted"}
		if wrong {
			verb = map[corpus.Position]string{corpus.Supported: "did not support", corpus.Noted: "accepted"}
		}
		return w.cited(fmt.Sprintf("%s %s the recommendations on this", upper(w.country(v)), verb[pos]), ps)
	},
	// a count of States
	func(w *writer, wrong bool) string {
		_, ps := w.pick(2 + w.Intn(4))
		n := states(ps)
		if wrong {
			n += 1 + w.Intn(3)
		}
		word := fmt.Sprint(n)
		if n < len(countWords) && w.Intn(2) == 0 {
			word = countWords[n]
		}
		return w.cited(fmt.Sprintf("The step was recommended by %s %s", word, map[bool]string{true: "State", false: "States"}[n == 1]), ps)
	},
	// the bracket of the State after the number
	func(w *writer, wrong bool) string {
		v, ps := w.pick(1)
		by := strings.Join(ps[0].ByPrinted, ", ")
		if wrong {
			by = w.stranger(v, ps[0])
		}
		return fmt.Sprintf("See %s, %s (%s).", v.Symbol, ps[0].Locator, by)
	},
	// the number exchanged under a quotation
	func(w *writer, wrong bool) string {
		_, ps := w.pick(2)
		q := w.words(ps[0], 14)
		if wrong {
			if strings.Contains(strings.ToLower(ps[1].Text), strings.ToLower(q)) {
				return ""
			}
			ps = ps[1:]
		}
		return w.cited("It was asked to "+w.quote(q), ps[:1])
	},
	// paragraph N of the document
	func(w *writer, wrong bool) string {
		v, ps := w.pick(1)
		n := ps[0].Para
		if cite.RefOf(ps[0]).No != "" {
			return ""
		}
		if wrong {
			n += "77"
		}
		return fmt.Sprintf("This is the demand of paragraph %s of %s.", n, v.Symbol)
	},
	// all recommendations of a report
	func(w *writer, wrong bool) string {
		v, _ := w.pick(1)
		n := 0
		for _, p := range v.Passages {
			if p.Kind == corpus.PassageRecommendation {
				n++
			}
		}
		if wrong {
			n += 3
		}
		return fmt.Sprintf("%s received %d recommendations (%s).", upper(w.country(v)), n, v.Symbol)
	},
	// a letter's date
	func(w *writer, wrong bool) string {
		day := 28
		if wrong {
			day = 18
		}
		return fmt.Sprintf("See the letter dated %d November 2019 from the High Commissioner for Human Rights to the Minister of Foreign Affairs of the Democratic People’s Republic of Korea.", day)
	},
}

// draftOf writes n sentences, three to a paragraph, one a line; wrong is the
// share of ten that are wrong. It returns the lines that are.
func draftOf(w *writer, n, wrong int) (string, map[int]string) {
	var b strings.Builder
	planted := map[int]string{}
	line := 0
	for i := 0; i < n; {
		bad := w.Intn(10) < wrong
		notes := w.notes
		s := sentenceKinds[w.Intn(len(sentenceKinds))](w, bad)
		if s == "" {
			w.notes = notes
			continue
		}
		i++
		line++
		if bad {
			planted[line] = s
		}
		b.WriteString(s + "\n")
		if i%3 == 0 {
			b.WriteString("\n")
			line++
		}
	}
	b.WriteString("\n")
	for i, note := range w.notes {
		fmt.Fprintf(&b, "[^%d]: %s.\n\n", i+1, upper(note))
	}
	return b.String(), planted
}

func checkText(t *testing.T, s *cite.Shelf, text string) *check.Report {
	t.Helper()
	return checkNamed(t, s, "draft.md", text)
}

func checkNamed(t *testing.T, s *cite.Shelf, name, text string) *check.Report {
	t.Helper()
	d, err := check.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := (&check.Checker{Shelf: s}).Check(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestCleanDraft writes hundreds of right sentences about real documents: not
// one may be called wrong.
func TestCleanDraft(t *testing.T) {
	s := shelfOfReal(t)
	text, _ := draftOf(newWriter(s, 7), 600, 0)
	r := checkText(t, s, text)
	lines := strings.Split(text, "\n")
	for _, f := range r.Findings {
		if f.Result == check.Wrong || f.Result == check.Differs {
			t.Errorf("false alarm (%s): %s\n  says %s\n  in %s", f.What, f.Text, f.Says, lines[f.Line-1])
		}
	}
	what := map[check.What]int{}
	for _, f := range r.Findings {
		if f.Result == check.Correct {
			what[f.What]++
		}
	}
	t.Logf("600 right sentences: %d findings, correct %v, cannot check %d", len(r.Findings), what, r.Count(check.CannotCheck))
}

// TestPlantedErrors writes hundreds of sentences, half of them wrong in one
// thing: every wrong one is found, and no right one is called wrong.
func TestPlantedErrors(t *testing.T) {
	s := shelfOfReal(t)
	text, planted := draftOf(newWriter(s, 11), 600, 5)
	r := checkText(t, s, text)
	lines := strings.Split(text, "\n")
	noteLine := map[string]int{}
	for i, l := range lines {
		for n := 1; n < 400; n++ {
			if strings.Contains(l, fmt.Sprintf(".[^%d]", n)) {
				noteLine[fmt.Sprint(n)] = i + 1
			}
		}
	}
	found := map[int]bool{}
	for _, f := range r.Findings {
		if f.Result != check.Wrong {
			continue
		}
		line := f.Line
		if f.Note != "" {
			line = noteLine[f.Note]
		}
		found[line] = true
		if planted[line] == "" {
			t.Errorf("false alarm (%s): %s\n  says %s\n  in %s", f.What, f.Text, f.Says, lines[line-1])
		}
	}
	for line, s := range planted {
		if !found[line] {
			t.Errorf("not found: %s", s)
		}
	}
	t.Logf("600 sentences, %d wrong: %d found", len(planted), len(found))
}

// TestNumbersExchanged paraphrases recommendations with the right number and
// with that of another: no right one is doubted, and more than half of the
// wrong ones are offered the right place.
func TestNumbersExchanged(t *testing.T) {
	s := shelfOfReal(t)
	w := newWriter(s, 21)
	var b strings.Builder
	const n = 120
	for range n {
		v, ps := w.pick(2)
		f := strings.Fields(ps[0].Ask)
		text := strings.ToLower(strings.Join(f[:min(len(f), 14)], " "))
		fmt.Fprintf(&b, "It was asked to %s (%s, %s).\n\nIt was asked to %s (%s, %s).\n\n", text, v.Symbol, ps[0].Locator, text, v.Symbol, ps[1].Locator)
	}
	offered := 0
	for _, f := range checkText(t, s, b.String()).Findings {
		if f.Result != check.Candidates {
			continue
		}
		if f.Line%4 == 1 {
			t.Errorf("doubted: %s", f.Text)
			continue
		}
		offered++
	}
	if t.Logf("of %d exchanged numbers %d are doubted", n, offered); offered*2 < n {
		t.Error("fewer than half")
	}
}
