package cite_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// TestForms reads the forms of the Editorial Manual, of official notes and of
// people, and writes them in the form of the manual.
func TestForms(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"A/HRC/28/15, para. 115.128.", "A/HRC/28/15, para. 115.128"},
		{"A/HRC/28/15, paras. 115.1, 115.4–115.17 and 115.133.", "A/HRC/28/15, paras. 115.1, 115.4–115.17 and 115.133"},
		{"For relevant recommendations, see A/HRC/28/15, paras. 115.62–\n115.70, 115. 23 and 115.103.", "A/HRC/28/15, paras. 115.62–115.70, 115.23 and 115.103"},
		{"CERD/C/SVN/CO/8-11, para. 18, E/C.12/SVN/CO/2, para. 31 and CEDAW/C/SVN/CO/5-6, para. 46.",
			"CERD/C/SVN/CO/8-11, para. 18 | E/C.12/SVN/CO/2, para. 31 | CEDAW/C/SVN/CO/5-6, para. 46"},
		{"A/HRC/26/4, paras. 137.31 (Denmark); 136.82 (Italy)", "A/HRC/26/4, paras. 137.31 (Denmark); 136.82 (Italy)"},
		{"A/HRC/26/4, para. 137.31 (Iran (Islamic Republic of), Chile)", "A/HRC/26/4, para. 137.31 (Iran (Islamic Republic of), Chile)"},
		{"A/HRC/23/11 and Corr.1, paras. 102.1–102.22", "A/HRC/23/11 and Corr.1, paras. 102.1–102.22"},
		{"A/HRC/13/13, para. 90, No. 7", "A/HRC/13/13, para. 90, No. 7"},
		{"A/HRC/13/13, para. 90, Nos. 7 and 9–12, para. 91, No. 3, and CRC/C/PRK/CO/5, para. 5", "A/HRC/13/13, para. 90, Nos. 7 and 9–12 and para. 91, No. 3 | CRC/C/PRK/CO/5, para. 5"},
		{"CRC/C/PRK/CO/5, para. 29 (b)", "CRC/C/PRK/CO/5, para. 29 (b)"},
		{"CEDAW/C/SVN/CO/7, paras. 27 (b) and 28 (a) and (b).", "CEDAW/C/SVN/CO/7, paras. 27 (b) and 28 (a) and (b)"},
		{"CEDAW/C/SVN/CO/7, para. 31 (a)–(c) and (e)", "CEDAW/C/SVN/CO/7, para. 31 (a)–(c) and (e)"},
		{"CAT/C/SVN/CO/3para. 7", "CAT/C/SVN/CO/3, para. 7"},
		{"A/HRC/27/11, 113.18", "A/HRC/27/11, para. 113.18"},
		{"A/HRC/27/11 (para. 113.18)", "A/HRC/27/11, para. 113.18"},
		{"(A/HRC/27/11), paras 113.18 and 113.20", "A/HRC/27/11, paras. 113.18 and 113.20"},
		{"paragraphs 4 to 7 of document A/HRC/27/11", "A/HRC/27/11, paras. 4–7"},
		{"UN Doc A/HRC/27/11* para 113.18", "A/HRC/27/11, para. 113.18"},
		{"in accordance with paragraph 15 (a) (A/HRC/WG.6/34/SVN/1)", "A/HRC/WG.6/34/SVN/1"},
		{"Source of Position: A/HRC/43/15 - Para 121", "A/HRC/43/15, para. 121"},
		{"A/HRC/27/11 at 113.18", "A/HRC/27/11, para. 113.18"},
		{"A/HRC/27/11, 2 July 2014, para. 113.18", "A/HRC/27/11, para. 113.18"},
		{"A/HRC/27/11 (2014), at paras 113.18–20", "A/HRC/27/11, paras. 113.18–113.20"},
		{"Recommendation 113.18 (A/HRC/27/11) was", "A/HRC/27/11, para. 113.18"},
		{"A/HRC/27/11, § 113.18", "A/HRC/27/11, para. 113.18"},
		{"A/HRC/28/15, paras. 115.44-47", "A/HRC/28/15, paras. 115.44–115.47"},
		{"A/HRC/28/15, para. 12 and 14 States", "A/HRC/28/15, para. 12"},
		{"A/HRC/28/15, recommendations 115.12 and 115.13", "A/HRC/28/15, paras. 115.12 and 115.13"},
		{"CRPD/C/SVN/CO/1, para. 11; see also para. 27", "CRPD/C/SVN/CO/1, para. 11 | CRPD/C/SVN/CO/1, para. 27"},
		{"CCPR/C/SVN/CO/3, para. 5, as cited in A/HRC/WG.6/34/SVN/2, para. 12", "CCPR/C/SVN/CO/3, para. 5, as cited in A/HRC/WG.6/34/SVN/2, para. 12"},
		{"Ibid., paras. 78–79.", "ibid, paras. 78–79"},
		{"recommendations 124.54 and 124.55", "bare, paras. 124.54 and 124.55"},
		{"https://undocs.org/en/A/HRC/27/10", "A/HRC/27/10"},
		{"https://tbinternet.ohchr.org/x.aspx?symbolno=CRC%2FC%2FPRK%2FCO%2F5&Lang=en", "CRC/C/PRK/CO/5"},
		{"Letter dated 28 November 2019 from the High Commissioner for Human Rights, annex, “Children”, first bullet",
			"Letter dated 28 November 2019 from the High Commissioner for Human Rights, annex, “Children”, first bullet"},
		{"the Council, in A/HRC/27/10, 2014 and", "A/HRC/27/10"},
		{"Add. 5 para. 7 of the present report", ""},
	} {
		var got []string
		for _, f := range cite.Find(c.in) {
			switch {
			case f.Ibid && f.Symbol == "":
				f.Stem = "ibid"
			case f.Bare:
				f.Stem = "bare"
			}
			got = append(got, f.String())
		}
		if g := strings.Join(got, " | "); g != c.want {
			t.Errorf("%q\n  is read as %q\n  want       %q", c.in, g, c.want)
		}
	}
}

// TestFaults says what is odd in a citation and repairs nothing silently.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"A/HRC/28/15, paras. 151.119–115.127", "joins numbers of two lists"},
		{"A/HRC/28/15, paras. 115.127–115.119", "runs backwards"},
		{"A/HRC/27/11, 113.18", "“para.” is missing"},
		{"A/HRC/28/15, paras. 115.44-47", "shortened range"},
		{"A/HRC/28/15, para. 115.44 and 115.47", "before several numbers"},
		{"CRC/C/PRK/CO/5, paras. 29 (c)–(a)", "runs backwards"},
	} {
		cs := cite.Find(c.in)
		if len(cs) != 1 {
			t.Fatalf("%q: %d citations", c.in, len(cs))
		}
		_, faults := cs[0].Refs()
		if all := fmt.Sprint(append(faults, cs[0].Form...)); !strings.Contains(all, c.want) {
			t.Errorf("%q: faults %s, want one with %q", c.in, all, c.want)
		}
	}
}

// TestPlaces keeps the place of every part in the text.
func TestPlaces(t *testing.T) {
	text := "See A/HRC/\n28/15,\u00a0paras. 115.1, 115.4–115.17 and\n115.133 (“x”)."
	c := cite.Find(text)[0]
	if got := text[c.Start:c.End]; got != "A/HRC/\n28/15,\u00a0paras. 115.1, 115.4–115.17 and\n115.133" {
		t.Errorf("the citation stands at %q", got)
	}
	if got := text[c.Parts[1].Start:c.Parts[1].End]; got != "115.4–115.17" {
		t.Errorf("the range stands at %q", got)
	}
}

// randomSet makes a set of passages of several documents of all kinds of lists.
func randomSet(r *rand.Rand) []corpus.Passage {
	var out []corpus.Passage
	states := []string{"Denmark", "Iran (Islamic Republic of)", "Bosnia and Herzegovina", "Chile", "the Sudan"}
	for d := range 1 + r.Intn(4) {
		symbol := []string{"A/HRC/28/15", "A/HRC/13/13", "CRC/C/PRK/CO/5", "CERD/C/SVN/CO/8-11", "A/HRC/WG.6/34/SVN/2", "A/HRC/43/15/Add.1"}[(d*5+r.Intn(2))%6]
		kind := r.Intn(4)
		for range 1 + r.Intn(12) {
			p := corpus.Passage{Key: symbol, Symbol: symbol}
			n := 1 + r.Intn(20)
			switch kind {
			case 0:
				p.Locator = fmt.Sprintf("para. 115.%d", n)
				p.Kind, p.ByPrinted = corpus.PassageRecommendation, states[:1+r.Intn(len(states))]
			case 1:
				p.Locator = fmt.Sprintf("para. %d, No. %d", 90+r.Intn(2), n)
			case 2:
				p.Locator = fmt.Sprintf("para. %d", n)
			default:
				p.Locator = fmt.Sprintf("para. %d (%c)", 20+r.Intn(3), 'a'+r.Intn(6))
			}
			p.Cite = symbol + ", " + p.Locator
			out = append(out, p)
		}
	}
	return out
}

// TestRoundTrip writes a thousand random sets of passages and reads the same
// sets back, in every style that names numbers.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for i := range 1000 {
		ps := randomSet(r)
		want := map[string]bool{}
		for _, p := range ps {
			ref := cite.RefOf(p)
			want[p.Symbol+" "+ref.Key()+ref.Sub] = true
		}
		for _, opt := range []cite.Options{{}, {States: true}} {
			text := cite.Join(cite.Make(ps, opt))
			arounds := []string{"%s", "For relevant recommendations, see %s.", "(%s)", "It was raised (see %s), and again."}
			for _, around := range arounds[i%4 : i%4+1] {
				got := map[string]bool{}
				for _, c := range cite.Find(fmt.Sprintf(around, text)) {
					refs, faults := c.Refs()
					if len(faults)+len(c.Form) > 0 {
						t.Fatalf("set %d: %s: %v %v", i, text, faults, c.Form)
					}
					for _, ref := range refs {
						got[c.Symbol+" "+ref.Key()+ref.Sub] = true
					}
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("set %d: %s\n got %v\nwant %v", i, text, keys(got), keys(want))
				}
			}
		}
	}
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// FuzzFind reads anything without panic, and keeps places inside the text.
func FuzzFind(f *testing.F) {
	f.Add("A/HRC/28/15, paras. 115.1, 115.4–115.17 and 115.133 (Denmark); Ibid., para. 7 (b)–(d)")
	f.Add("paragraphs 4 to 7 of document A/HRC/\n27/11 and Corr.1, as cited in A/HRC/WG.6/34/SVN/2, para. 5")
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range cite.Find(s) {
			if c.Start < 0 || c.End > len(s) || c.Start > c.End {
				t.Fatalf("%q: place %d–%d", s, c.Start, c.End)
			}
			_ = c.String()
			c.Refs()
		}
	})
}

func TestOfficialLinks(t *testing.T) {
	p := corpus.Passage{Key: "A/HRC/27/10", Symbol: "A/HRC/27/10", Page: 14, Text: "one two three four five and six seven eight nine ten-eleven;"}
	if got := cite.Official(p); got != "https://documents.un.org/api/symbol/access?s=A%2FHRC%2F27%2F10&l=en&t=pdf#page=14:~:text=one%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten%2Deleven" {
		t.Error(got)
	}
	p.Sample = true
	if cite.Official(p) != "" {
		t.Error("a sample's document has an official address")
	}
}
