package check_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/pipeline/check"
)

// world knows the invented States.
var world = corpus.NewGazetteer("iso3\tun_name\tun_short_or_variants\nXAA\tExamplia\t\nXAB\tSamplonia\tRepublic of Samplonia\nXAC\tTestovia\t\nXAD\tBosnia and Fixture\t\nXAE\tMockland\t\n")

func rec(para, by, text string, pos corpus.Position) corpus.Passage {
	p := corpus.Passage{Para: para, Kind: corpus.PassageRecommendation, Text: text + " (" + by + ");", Ask: text, Position: pos}
	for _, n := range cite.SplitStates(world, by) {
		code, _ := world.Resolve(n)
		p.By, p.ByPrinted = append(p.By, code), append(p.ByPrinted, n)
	}
	return p
}

// fixture is a shelf of invented documents, marked SAMPLE.
func fixture() *cite.Shelf {
	partial := rec("118.6", "Mockland", "Adopt a law on samples and specimens without delay", corpus.Noted)
	partial.Partial = true
	report := &corpus.Document{Key: "A/HRC/27/9001", Symbol: "A/HRC/27/9001", Kind: corpus.KindWGReport, State: "XAA", Sample: true, Passages: []corpus.Passage{
		rec("118.1", "Samplonia", "Ratify the Convention on Samples and its Optional Protocol at the earliest date", corpus.Supported),
		rec("118.2", "Samplonia, Testovia", "Abolish the practice of invented fixtures in all its forms and everywhere", corpus.Supported),
		rec("118.3", "Bosnia and Fixture", "Establish a national institution for the protection of test data", corpus.Noted),
		rec("118.4", "Testovia", "Consider joining the organization of exemplary States", corpus.Pending),
		rec("118.5", "Mockland", "Extend a standing invitation to all who read the tests", corpus.Supported), partial,
	}}
	old := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: corpus.KindWGReport, State: "XAA", Sample: true}
	for i := range 9 {
		p := rec(fmt.Sprintf("90.%d", i+1), "Testovia", fmt.Sprintf("Take measure number %d against the misuse of examples", i+1), corpus.Noted)
		p.Locator = fmt.Sprintf("para. 90, No. %d", i+1)
		old.Passages = append(old.Passages, p)
	}
	co := &corpus.Document{Key: "CRC/C/XAA/CO/1", Symbol: "CRC/C/XAA/CO/1", Kind: corpus.KindObservations, State: "XAA", Mechanism: corpus.CRC, Sample: true, Passages: []corpus.Passage{
		{Para: "29", Kind: corpus.PassageObservation, Text: "The Committee urges the State party: (a) to prohibit corporal punishment of samples; (b) to train those who write them."}}}
	corr := &corpus.Document{Key: "CRC/C/XAA/CO/2/Corr.1", Symbol: "CRC/C/XAA/CO/2/Corr.1", State: "XAA", Sample: true}
	co2 := &corpus.Document{Key: "CRC/C/XAA/CO/2", Symbol: "CRC/C/XAA/CO/2", Kind: corpus.KindObservations, State: "XAA", Sample: true, Passages: []corpus.Passage{
		{Para: "4", Kind: corpus.PassageObservation, Text: "The Committee notes the reply of the State party to its list of issues."}}}
	comp := &corpus.Document{Key: "A/HRC/WG.6/19/XAA/2", Symbol: "A/HRC/WG.6/19/XAA/2", Kind: corpus.KindCompilation, State: "XAA", Sample: true, Passages: []corpus.Passage{
		{Para: "5", Kind: corpus.PassageCompilation, Text: "The Committee against Torture urged Examplia to close the cellar of its archive.", Source: []string{"CAT/C/XAA/CO/3, para. 7"}}}}
	letter := &corpus.Document{Key: "hc-letter:XAA:2019-11-28", Kind: corpus.KindLetter, State: "XAA", Date: "2019-11-28", Sample: true,
		CiteAs:   "Letter dated 28 November 2019 from the High Commissioner for Human Rights to the Minister of Foreign Affairs of Examplia",
		Passages: []corpus.Passage{{Para: "1", Kind: corpus.PassageItem, Locator: "annex, “Children”, first bullet", Text: "Prohibiting corporal punishment"}}}
	docs := []*corpus.Document{report, old, co, co2, corr, comp, letter}
	for _, d := range docs {
		d.Seal()
	}
	earlier := *co
	earlier.Passages = []corpus.Passage{{Para: "29", Kind: corpus.PassageObservation, Text: co.Passages[0].Text}, {Para: "31", Kind: corpus.PassageObservation, Text: "An older edition."}}
	return cite.NewShelf(docs, []*corpus.Document{&earlier})
}

// results gives the findings of a text as "what: result", but for what is correct.
func results(t *testing.T, text string) (string, *check.Report) {
	t.Helper()
	d, err := check.Read("draft.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	k := &check.Checker{Shelf: fixture(), States: world, Propose: func(context.Context, string, string) ([]check.Candidate, error) {
		return []check.Candidate{{ID: "A/HRC/27/9001#118.1", Strength: "strong"}}, nil
	}}
	r, err := k.Check(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range r.Findings {
		if f.Result != check.Correct {
			out = append(out, string(f.What)+": "+string(f.Result))
		}
	}
	return strings.Join(out, ", "), r
}

// TestFindings checks sentences of every kind, in the words that people use.
func TestFindings(t *testing.T) {
	for _, c := range []struct{ text, want, right string }{
		// citations
		{"See A/HRC/27/9001, paras. 118.1–118.5.", "", ""},
		{"See A/HRC/27/9001, para. 118.44.", "citation: wrong", ""},
		{"See A/HRC/27/9001, paras. 181.1–118.5.", "citation: wrong", "A/HRC/27/9001, paras. 118.1–118.5"},
		{"See A/HRC/27/9001, paras. 118.5–118.1.", "citation: wrong", "A/HRC/27/9001, paras. 118.1–118.5"},
		{"See A/HRC/27/9001, para. 118.1 (Testovia).", "citation: wrong", "A/HRC/27/9001, para. 118.1 (Samplonia)"},
		{"See A/HRC/27/9001, paras. 118.1 (Samplonia); 118.3 (Bosnia and Fixture).", "", ""},
		{"See A/HRC/13/9001, para. 90, Nos. 1, 3 and 5–9.", "", ""},
		{"See A/HRC/13/9001, para. 90, No. 10.", "citation: wrong", ""},
		{"See CRC/C/XAA/CO/1, para. 29 (b).", "", ""},
		{"See CRC/C/XAA/CO/1, para. 29 (d).", "citation: wrong", ""},
		{"See CRC/C/XAA/CO/9, para. 2.", "citation: cannot-check", ""},
		{"See CRC/C/XAA/CO/1, para. 31.", "citation: differs", ""},
		{"See CRC/C/XAA/CO/2, para. 4.", "citation: differs", "CRC/C/XAA/CO/2 and Corr.1, para. 4"},
		{"See CRC/C/XAA/CO/2 and Corr.1, para. 4.", "", ""},
		{"See A/HRC/27/9001 and Corr.1, para. 118.1.", "citation: cannot-check", ""},
		{"The abolition of invented fixtures was asked (A/HRC/27/9010, para. 118.2).", "citation: cannot-check", "A/HRC/27/9001, para. 118.2"},
		{"See A/HCR/27/9001, para. 118.1.", "citation: wrong", "A/HRC/27/9001"},
		{"See CAT/C/XAA/CO/3, para. 7.", "citation: cannot-check", "CAT/C/XAA/CO/3, para. 7, as cited in A/HRC/WG.6/19/XAA/2, para. 5"},
		{"See CAT/C/XAA/CO/3, para. 7, as cited in A/HRC/WG.6/19/XAA/2, para. 5.", "", ""},
		{"See JS1, para. 58.3, after A/HRC/27/9001, para. 118.1, and UNICEF submission, para. 3.2.", "", ""},
		// quotations
		{"It was asked to “ratify the Convention on Samples” (A/HRC/27/9001, para. 118.1).", "", ""},
		{"It was asked to \"[r]atify the Convention ... at the earliest date\" (A/HRC/27/9001, para. 118.1).", "", ""},
		{"It was asked to “ratify the Convention on Specimens” (A/HRC/27/9001, para. 118.1).", "quotation: wrong", ""},
		{"It was asked to “abolish the practice of invented fixtures” (A/HRC/27/9001, para. 118.1).", "quotation: wrong", "A/HRC/27/9001, para. 118.2 (Samplonia, Testovia)"},
		{"It was asked to ‘ratify the Convention on Specimens’ (A/HRC/27/9001, para. 118.1).", "quotation: wrong", ""},
		{"It was asked to 'ratify the Convention on Specimens' (A/HRC/27/9001, para. 118.1).", "quotation: wrong", ""},
		{"The States' and workers' demands (A/HRC/27/9001, para. 118.1) and their 'own'.", "", ""},
		{"The so-called “sample people” were named (A/HRC/27/9001, para. 118.1).", "", ""},
		{"> Abolish the practice of invented fixtures in all its forms (A/HRC/27/9001, para. 118.2)", "", ""},
		{"The Committee “urged Examplia to close the cellar” (CAT/C/XAA/CO/3, para. 7, as cited in A/HRC/WG.6/19/XAA/2, para. 5).", "quotation: cannot-check", ""},
		{"The Committee “urged Examplia to close the cellar of its archive” long ago.", "quotation: candidates", ""},
		// recommending States
		{"Samplonia recommended ratification (A/HRC/27/9001, para. 118.1).", "", ""},
		{"Testovia recommended ratification (A/HRC/27/9001, para. 118.1).", "recommending States: wrong", "A/HRC/27/9001, para. 118.1 (Samplonia)"},
		{"As recommended by Samplonia, Testovia and Bosnia and Fixture (A/HRC/27/9001, paras. 118.1–118.3), it should act.", "", ""},
		{"Recommendations of Mockland and Samplonia (A/HRC/27/9001, paras. 118.1–118.3) were made.", "recommending States: wrong", ""},
		{"Samplonia’s recommendation (A/HRC/27/9001, para. 118.1) is plain.", "", ""},
		{"It was said in Testovia that others recommended it (A/HRC/27/9001, para. 118.1).", "", ""},
		{"Samplonia recommended that Examplia ratify the treaty (A/HRC/27/9001, para. 118.1).", "", ""},
		{"Samplonia (A/HRC/27/9001, para. 118.1) and Testovia (A/HRC/27/9001, para. 118.2) recommended it.", "", ""},
		// positions
		{"Examplia supported the recommendation (A/HRC/27/9001, para. 118.1).", "", ""},
		{"Examplia noted the recommendation (A/HRC/27/9001, para. 118.1).", "position: wrong", ""},
		{"The first (A/HRC/27/9001, para. 118.1, supported) precedes another (A/HRC/27/9001, para. 118.3, noted).", "", ""},
		{"The first (A/HRC/27/9001, para. 118.1) [noted] precedes another (A/HRC/27/9001, para. 118.3; noted).", "position: wrong", ""},
		{"Testovia’s (A/HRC/27/9001, para. 118.2) was supported, unlike another (A/HRC/27/9001, para. 118.3).", "", ""},
		{"Testovia’s (A/HRC/27/9001, para. 118.2), which was noted, precedes another (A/HRC/27/9001, para. 118.3).", "position: wrong", ""},
		{"Examplia took note of the recommendation (A/HRC/27/9001, para. 118.3).", "", ""},
		{"Examplia accepted recommendations 118.1 and 118.2 of A/HRC/27/9001 but rejected para. 118.3 of the report.", "", ""},
		{"Recommendation 118.2 (A/HRC/27/9001) was made by two States and accepted by Examplia.", "", ""},
		{"Recommendation 118.2 (A/HRC/27/9001) was made by three States and noted by Examplia.", "count: wrong, position: wrong", ""},
		{"Examplia did not accept the recommendation (A/HRC/27/9001, para. 118.3).", "", ""},
		{"The recommendation on institutions was accepted (A/HRC/27/9001, para. 118.3).", "position: wrong", ""},
		{"Recommendations 118.1 and 118.2 enjoyed the support of Examplia (A/HRC/27/9001, paras. 118.1 and 118.2).", "", ""},
		{"Both did not enjoy its support (A/HRC/27/9001, paras. 118.1 and 118.2).", "position: wrong", ""},
		{"It was partially accepted (A/HRC/27/9001, para. 118.6).", "", ""},
		{"It was accepted (A/HRC/27/9001, para. 118.6).", "position: wrong", ""},
		{"Examplia accepted the recommendation (A/HRC/27/9001, para. 118.4).", "position: cannot-check", ""},
		{"The Committee noted with concern the recommendation (A/HRC/27/9001, para. 118.1).", "", ""},
		{"It was noted that Samplonia recommended it (A/HRC/27/9001, para. 118.1).", "", ""},
		{"The measure was noted by the Committee (A/HRC/27/9001, para. 118.1).", "", ""},
		// counts
		{"Two States recommended it (A/HRC/27/9001, paras. 118.1 and 118.2).", "", ""},
		{"Four States recommended it (A/HRC/27/9001, paras. 118.1 and 118.2).", "count: wrong", "2 States"},
		{"At least two States recommended it (A/HRC/27/9001, paras. 118.1–118.3).", "", ""},
		{"Four States recommended it (see, for example, A/HRC/27/9001, para. 118.1).", "", ""},
		{"Examplia received six recommendations (A/HRC/27/9001).", "", ""},
		{"Of nine recommendations (A/HRC/13/9001), Examplia noted 9.", "", ""},
		{"Of nine recommendations (A/HRC/13/9001), Examplia accepted 9.", "count: wrong", "0"},
		{"Examplia accepted five recommendations (A/HRC/27/9001).", "count: cannot-check", ""},
		{"Examplia received 60 recommendations (A/HRC/27/9001).", "count: wrong", "6 recommendations"},
		// letters
		{"See the letter dated 28 November 2019 from the High Commissioner for Human Rights to Examplia.", "", ""},
		{"See the letter dated 29 November 2019 from the High Commissioner for Human Rights to Examplia.", "date: wrong", ""},
		{"It wrote a letter dated 29 November 2019 to nobody of note (A/HRC/27/9001, para. 118.1).", "", ""},
		{"In her letter dated 27 November 2019, the High Commissioner wrote to Examplia.", "date: wrong", ""},
		// phrases
		{"As previously recommended, Examplia should end the practice of fixtures.", "phrase: candidates", ""},
		{"As previously recommended, Examplia should end it (A/HRC/27/9001, para. 118.2).", "", ""},
		// notes
		{"Samplonia recommended it.[^1]\n\n[^1]: A/HRC/27/9001, para. 118.1. See also ibid., para. 118.2.", "", ""},
		{"Mockland recommended it.[^1] So did Samplonia.\n\n[^1]: A/HRC/27/9001, para. 118.1.", "recommending States: wrong", ""},
		{"One.[^1] Two.[^2]\n\n[^1]: JS1, p. 3.\n\n[^2]: Ibid., para. 900.", "", ""},
		{"Nothing here cites a document of the United Nations.", "", ""},
	} {
		got, r := results(t, c.text)
		if got != c.want {
			t.Errorf("%s\n   got %s\n  want %s", c.text, got, c.want)
			for _, f := range r.Findings {
				t.Logf("      %s %s %q: %s", f.Result, f.What, f.Text, f.Says)
			}
		}
		if c.right != "" && !strings.Contains(fmt.Sprint(rights(r)), c.right) {
			t.Errorf("%s\n  right %v, want %s", c.text, rights(r), c.right)
		}
	}
}

func rights(r *check.Report) []string {
	var out []string
	for _, f := range r.Findings {
		if f.Result != check.Correct {
			out = append(out, f.Right)
		}
	}
	return out
}

// TestPlacesInDraft keeps lines and columns of the file, whatever its markup.
func TestPlacesInDraft(t *testing.T) {
	text := "# Title\n\nFirst line with *emphasis* and a\n[linked citation A/HRC/27/9001, para. 118.44](https://example.org/a_(b)) here.\n\n- item\n- A/HRC/27/9001, para. 118.45\n"
	_, r := results(t, text)
	var got []string
	for _, f := range r.Findings {
		got = append(got, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Text))
	}
	want := "[4:17 A/HRC/27/9001, para. 118.44 7:1 A/HRC/27/9001, para. 118.45]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v\nwant %s", got, want)
	}
}

func TestHTML(t *testing.T) {
	d, err := check.Read("page", []byte("<!doctype html>\n<head><title>x</title></head>\n<p>One</p>\n<blockquote>Take <b>measure</b> &amp; more</blockquote>\n<p>A/HRC/27/9001,\npara. <i>118.1</i></p><script>A/HRC/1/1</script>"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, fmt.Sprintf("%d %v %s", b.Line, b.Quoted, b.Text))
	}
	if want := "[3 false One 4 true Take measure & more 5 false A/HRC/27/9001, para. 118.1]"; fmt.Sprint(got) != want {
		t.Errorf("got %v\nwant %s", got, want)
	}
}

// TestUnreadable names what cannot be read.
func TestUnreadable(t *testing.T) {
	for data, want := range map[string]string{"": "empty", "%PDF-1.4": "PDF", "\xd0\xcf\x11\xe0\xa1": ".doc", "a\x00b": "no text", "PK\x03\x04nonsense": "damaged"} {
		if _, err := check.Read("x", []byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", data, err, want)
		}
	}
}

// FuzzCheck checks anything without panic, and keeps places inside the text.
func FuzzCheck(f *testing.F) {
	f.Add("Samplonia’s “[r]atify …” (A/HRC/27/9001, paras. 118.1–118.3 (Testovia)).[^1]\n\n[^1]: Ibid., para. 90, Nos. 1 and 2")
	f.Add("> quoted\n\nTwo States recommended it, as previously recommended; Examplia accepted recommendations 118.1")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := check.Read("draft.md", []byte(s))
		if err != nil {
			return
		}
		r, err := (&check.Checker{Shelf: fixture(), States: world}).Check(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Findings {
			r.Around(x, 20)
		}
	})
}
