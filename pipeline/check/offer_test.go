package check_test

import (
	"strings"
	"testing"

	"refrain/pipeline/check"
)

// TestOffers holds that what is offered to paste agrees with the sentence, and
// that nothing is offered where nothing does. All texts are SAMPLE.
func TestOffers(t *testing.T) {
	for _, c := range []struct{ text, right, says string }{
		// the State recommended it elsewhere, in another document too
		{"Samplonia recommended abolishing the practice of invented fixtures (A/HRC/13/9001, para. 90, No. 3).", "A/HRC/27/9001, para. 118.2 (Samplonia, Testovia)", "nearer"},
		// it recommended nothing of the kind; what is cited is of another subject
		{"Mockland recommended abolishing the practice of invented fixtures (A/HRC/13/9001, para. 90, No. 3).", "", "shares enough"},
		// what is cited is of the subject: its own State is offered
		{"Mockland recommended abolishing the practice of invented fixtures (A/HRC/27/9001, para. 118.2).", "A/HRC/27/9001, para. 118.2 (Samplonia, Testovia)", ""},
		// a bracket, with and without a sentence that says otherwise
		{"It was asked to abolish the practice of invented fixtures (A/HRC/27/9001, para. 118.1 (Testovia)).", "", "not of Testovia"},
		{"See A/HRC/27/9001, para. 118.1 (Testovia).", "A/HRC/27/9001, para. 118.1 (Samplonia)", ""},
		{"The recommendation of Mockland on fixtures (A/HRC/13/9001, para. 90, No. 3) is plain.", "", "shares enough"},
		// a treaty is not its protocol, nor a State statelessness
		{"Testovia recommended ratifying the Optional Protocol (A/HRC/27/9001, para. 118.3).", "", "did not recommend"},
		{"Mockland recommended reducing statelessness (A/HRC/27/9001, para. 118.4).", "", "shares enough"},
		// a symbol one slip away
		{"See A/HRC/27/9010, para. 118.1.", "", "slip"},
		{"Prisons and hospitals were to be reformed (A/HRC/27/9010, para. 118.1).", "", "slip"},
		// where all else agrees it is an error
		{"Mockland asked Examplia to “extend a standing invitation to all who read the tests” (A/HRC/27/9010, para. 118.5).", "A/HRC/27/9001, para. 118.5 (Mockland)|A/HRC/27/9001, para. 118.5", "the words quoted stand there"},
		{"Samplonia asked Norway to “extend a standing invitation to all who read the tests” (A/HRC/27/9010, para. 118.5).", "A/HRC/27/9001, para. 118.5 (Mockland)", "slip?"},
		{"Samplonia and Testovia recommended that Examplia abolish the practice of invented fixtures (A/HRC/27/9010, para. 118.2).", "A/HRC/27/9001, para. 118.2", "recommended this there"},
		{"Mockland recommended that Examplia abolish the practice of invented fixtures (A/HRC/27/9010, para. 118.2).", "A/HRC/27/9001, para. 118.2", "slip?"},
		// a subject of one word: the only recommendation of that State on it
		{"Testovia asked for an end to fixtures (A/HRC/27/9001, para. 118.5).", "A/HRC/27/9001, para. 118.2 (Samplonia, Testovia)", "nearer"},
		{"Mockland asked for an end to fixtures (A/HRC/27/9001, para. 118.1).", "", "shares enough"},
		// a paragraph that the document here does not report
		{"See CAT/C/XAA/CO/3, paras. 7 and 9.", "", "not in this workspace"},
		// quotations: the States' bracket is no part of the words
		{"It was asked to “a standing invitation to all who read the tests and amnesty them” (A/HRC/27/9001, para. 118.5).", "“a standing invitation to all who read the tests” (A/HRC/27/9001, para. 118.5 (Mockland))", "“and amnesty them” is not in the text"},
		{"It was to “extend an invitation to all who read the tests (Mockland)” (A/HRC/27/9001, para. 118.5).", "“Extend a standing invitation to all who read the tests” (A/HRC/27/9001, para. 118.5 (Mockland))", ""},
		{"It was to “extend a standing invitation to all who read the tests (Mockland)” (A/HRC/27/9001, para. 118.5).", "", ""},
	} {
		_, r := results(t, c.text)
		var right, says []string
		for _, f := range r.Findings {
			if f.Result != check.Correct {
				right, says = append(right, f.Right), append(says, f.Says)
			}
		}
		if got := strings.Trim(strings.Join(right, "|"), "|"); got != c.right {
			t.Errorf("%s\n  right %q\n   want %q (%s)", c.text, got, c.right, says)
		}
		if !strings.Contains(strings.Join(says, "|"), c.says) {
			t.Errorf("%s\n   says %q, want %q", c.text, says, c.says)
		}
	}
}

// TestAnswersAfterCitation checks answers told after the citation, wrong and
// right. 118.2 was supported, 118.3 noted.
func TestAnswersAfterCitation(t *testing.T) {
	supported := []string{", which the State supported.", ", which Examplia has accepted.", ", which the Government of Examplia supported.", ", and which enjoyed its support.",
		"; the recommendation was supported.", ", supported by Examplia.", ", a recommendation that it accepted.", ", a recommendation the Government accepted.", ", both of which were supported.",
		", which the Government fully supported in 2014.", ", all of which the State supports.", ", which it accepted, and nothing else.", ", which the State has since supported."}
	noted := []string{", which the State noted.", ", which the State did not support.", ", which Examplia rejected.", ", which did not enjoy its support.", ", none of which the State accepted.",
		"; the recommendation was noted.", ", noted by Examplia.", ", all of which were noted.", ", which the delegation did not accept."}
	none := []string{", which Samplonia supported.", ", which the State noted was law already.", ", which, the State noted, was law already.", ", which the Committee noted.", ", the aims of which are noted below.",
		", which the Government of Samplonia accepted."}
	const two, three = "It was asked to abolish invented fixtures (A/HRC/27/9001, para. 118.2)", "It was asked to establish an institution (A/HRC/27/9001, para. 118.3)"
	for i, tails := range [][]string{supported, noted, none} {
		for _, tail := range tails {
			for j, head := range []string{two, three} {
				want := ""
				if i < 2 && i != j {
					want = "position: wrong"
				}
				if got, _ := results(t, head+tail); got != want {
					t.Errorf("%s%s\n   got %s\n  want %s", head, tail, got, want)
				}
			}
		}
	}
	// between two citations the answer is of the one before
	for text, want := range map[string]string{
		two + ", which the State supported, and to do another thing (A/HRC/27/9001, para. 118.3).": "",
		two + ", which the State noted, and to do another thing (A/HRC/27/9001, para. 118.3).":     "position: wrong",
		two + ", both of which were supported, and another thing (A/HRC/27/9001, para. 118.3).":    "",
	} {
		if got, _ := results(t, text); got != want {
			t.Errorf("%s\n   got %s\n  want %s", text, got, want)
		}
	}
}
