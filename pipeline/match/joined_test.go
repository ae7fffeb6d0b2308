package match

import (
	"strings"
	"testing"

	"refrain/corpus"
)

// TestJoinings holds which treaties a State is taken to say that it joined.
func TestJoinings(t *testing.T) {
	for text, want := range map[string]string{
		"Examplia ratified the Convention against Torture in 1993.":                                                         "cat",
		"Since then it has ratified CPED (in 2021) and acceded to CRPD.":                                                    "cped crpd",
		"The Convention on the Reduction of Statelessness was ratified on 30 January.":                                      "stateless-1961",
		"Examplia was among the first to sign the Optional Protocol to ICESCR and ratified the Convention against Torture.": "cat",
		"It has not ratified CPED.":                   "",
		"The ratification of CPED is being examined.": "",
		"Prior to being ratified, CAT was examined.":  "",
		"It signed CAT; in 2010 it ratified CRPD.":    "crpd",
	} {
		d := &corpus.Document{Key: "A/HRC/WG.6/6/XAA/1", State: "XAA", Passages: []corpus.Passage{{Para: "1", Kind: corpus.PassageReply, Text: text}}}
		var got []string
		for _, j := range Joinings(&Question{State: "XAA"}, []*corpus.Document{d}) {
			got = append(got, j.Treaties...)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestSentencesOnTreaties holds that of a long paragraph a link tells the
// sentences that ask for the item's treaties.
func TestSentencesOnTreaties(t *testing.T) {
	r := testReader()
	item := r.read("", "Ratifying CPED and the Convention on the Reduction of Statelessness")
	p := &corpus.Passage{Text: "CERD encouraged it to ratify ICRMW. CAT invited it to ratify CPED. CRC asked for more schools."}
	if got := sentencesOn(item, r.entry(p)); got != "CAT invited it to ratify CPED" {
		t.Errorf("%q", got)
	}
}
