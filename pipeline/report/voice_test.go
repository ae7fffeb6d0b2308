package report

import (
	"strings"
	"testing"
	"time"

	"refrain/corpus"
	"refrain/pipeline/match"
)

// linked makes a strong link of a passage.
func linked(p corpus.Passage, s match.Strength) match.Link {
	return match.Link{ID: p.ID, Symbol: p.Symbol, Para: p.Para, Cite: p.Cite, Demand: p.ID, Strength: s, Relation: match.Similar, When: match.Earlier, Passage: p}
}

// reported is a compilation's paragraph.
func reported(para, text string, bodies, source []string) corpus.Passage {
	return corpus.Passage{Para: para, Text: text, Kind: corpus.PassageCompilation, Role: corpus.RoleRecommendation, SpeaksFor: bodies, Source: source}
}

// item asks one question of documents with links to their passages.
func item(text string, docs []*corpus.Document, links ...match.Link) Concern {
	var scope match.ScopeInfo
	for _, d := range docs {
		scope.Documents = append(scope.Documents, d.Key)
	}
	q := match.Question{Title: "SAMPLE", State: "XAA", Date: "2019-12-02", Cycle: 3}
	p := corpus.Passage{Para: "1", Text: text}
	r := Build(Input{Question: q, Documents: docs, States: states, Version: "test", Date: time.Unix(1764000000, 0), Sample: true,
		Items: []match.ItemLinks{{Item: p, Number: "1", Links: links, Scope: scope}}})
	return r.Concerns[0]
}

// TestOneVoiceABody holds that a body speaks once at a review: its own
// paragraphs, and those of compilations that report them, are one voice.
func TestOneVoiceABody(t *testing.T) {
	crc := doc("CRC/C/XAA/CO/1", corpus.KindObservations, corpus.CRC, 0, 2012,
		corpus.Passage{Para: "15", Kind: corpus.PassageObservation, Role: corpus.RoleConcern, Text: "SAMPLE concern"},
		corpus.Passage{Para: "16", Kind: corpus.PassageObservation, Role: corpus.RoleRecommendation, Text: "SAMPLE recommendation"})
	second := doc("A/HRC/WG.6/19/XAA/2", corpus.KindCompilation, corpus.OHCHR, 2, 2014,
		reported("5", "CRC recommended it. SAMPLE", []string{"CRC"}, []string{"CRC/C/XAA/CO/1, para. 16"}),
		reported("6", "CAT urged it. SAMPLE", []string{"CAT"}, []string{"CAT/C/XAA/CO/2, para. 9", "CAT/C/XAA/CO/2/Add.1, para. 3"}),
		reported("7", "CRC was concerned. SAMPLE", []string{"CRC"}, nil),
		reported("8", "SAMPLE International human rights treaties: not ratified", nil, nil))
	first := doc("A/HRC/WG.6/6/XAA/2", corpus.KindCompilation, corpus.OHCHR, 1, 2009, reported("4", "CAT urged it. SAMPLE", []string{"CAT"}, []string{"CAT/C/XAA/CO/2"}))
	docs := []*corpus.Document{crc, first, second}
	var links []match.Link
	for _, d := range docs {
		for _, p := range d.Passages {
			links = append(links, linked(p, match.Strong))
		}
	}
	c := item("SAMPLE Something", docs, links...)
	if want := "Raised by CRC (2012), and by CAT as OHCHR’s compilations report (2009, 2014)."; c.Verdict != want {
		t.Errorf("verdict %q, want %q", c.Verdict, want)
	}
	if len(c.Voices) != 2 || len(c.Related) != 1 {
		t.Errorf("%d voices, want 2; %d related, want the table of treaties", len(c.Voices), len(c.Related))
	}
	if want := "The compilations cite, for what they report: CAT in CAT/C/XAA/CO/2 (compilations of 2009 and 2014)."; !strings.Contains(strings.Join(c.Notes, "\n"), want) {
		t.Errorf("notes %q lack %q", c.Notes, want)
	}
}

func TestSpeakers(t *testing.T) {
	p := reported("5", "CRC was concerned about schools. It recommended more of them. CAT urged it to close camps.", []string{"CRC", "CAT"}, nil)
	for part, want := range map[string]string{"": "CRC CAT", "It recommended more of them": "CRC", "CAT urged it to close camps": "CAT"} {
		l := match.Link{Passage: p, ToText: part}
		if got := strings.Join(Speakers(l), " "); got != want {
			t.Errorf("%q: %s, want %s", part, got, want)
		}
	}
}

// TestSpeakersOfSentences holds that each body that asks is named, and that a
// sentence with a speaker of its own is not put to the body before it.
func TestSpeakersOfSentences(t *testing.T) {
	p := reported("5", "CRC was concerned about schools. It recommended more of them. CAT urged it to open schools. The Alliance of Institutions encouraged it to pay teachers.", []string{"CRC", "CAT"}, nil)
	for want, said := range map[string][]string{
		"CRC CAT": {"It recommended more of them", "CAT urged it to open schools"},
		"CRC":     {"It recommended more of them"},
		"":        {"The Alliance of Institutions encouraged it to pay teachers."},
	} {
		if got := strings.Join(Speakers(match.Link{Passage: p, Said: said}), " "); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	for want, m := range map[int]Moment{
		0: {Actions: [6]int{0, 0, 1, 1, 0, 2}},
		2: {Actions: [6]int{0, 0, 3, 1, 0, 0}},
		4: {Actions: [6]int{0, 0, 1, 0, 1, 1}},
	} {
		if got := m.median(); got != want {
			t.Errorf("median of %v is %d", m.Actions, got)
		}
	}
}

// TestOnlySureLinksEnter holds that likely links alone leave an event to be
// verified, and that near-identical recommendations count once.
func TestOnlySureLinksEnter(t *testing.T) {
	first := doc("A/HRC/13/9001", corpus.KindWGReport, corpus.UPR, 1, 2009, rec("90.5", "para. 90, No. 5", "SAMPLE a", corpus.Noted, "XAB"))
	second := doc("A/HRC/27/9001", corpus.KindWGReport, corpus.UPR, 2, 2014,
		rec("118.1", "para. 118.1", "SAMPLE b", corpus.Supported, "XAB"), rec("118.2", "para. 118.2", "SAMPLE b", corpus.Supported, "XAC"),
		rec("118.3", "para. 118.3", "SAMPLE c", corpus.Supported, "XAD"))
	docs := []*corpus.Document{first, second}
	a, b, twin, likely := linked(first.Passages[0], match.Likely), linked(second.Passages[0], match.Strong), linked(second.Passages[1], match.Strong), linked(second.Passages[2], match.Likely)
	twin.Demand = b.ID

	c := item("SAMPLE", docs, a, b, twin, likely)
	if want := "Raised in 1 of the 2 earlier UPR cycles searched (2014), by 2 States (3 with likely links)."; c.Verdict != want {
		t.Errorf("verdict %q, want %q", c.Verdict, want)
	}
	notes := strings.Join(c.Notes, "\n")
	for _, want := range []string{"To be verified and not counted, for no link there is strong: A/HRC/13/9001, para. 90, No. 5.",
		"It rests on 3 passages: 2 strong, 1 likely.", "Positions, UPR 2014: 2 supported."} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes lack %q: %s", want, notes)
		}
	}
	if strings.Contains(notes, "Positions, UPR 2009") {
		t.Error("the positions of what is not counted")
	}
	if f := c.Cells; f[0].Fill != ToVerify || f[1].Fill != Unreviewed || len(f[1].Voices) != 2 {
		t.Errorf("cells %s, %s with %d voices", f[0].Fill, f[1].Fill, len(f[1].Voices))
	}

	c = item("SAMPLE", docs, b, twin)
	if c.Cells[1].Fill != ToVerify || !strings.HasPrefix(c.Verdict, "Raised once") {
		t.Errorf("near-identical recommendations are one piece of evidence: %s, %s", c.Cells[1].Fill, c.Verdict)
	}
	c = item("SAMPLE", docs, a)
	if want := "To be verified: no link is strong, and one is likely: A/HRC/13/9001, para. 90, No. 5."; c.Verdict != want || c.Sentence != "Whether the same concern was raised before remains to be verified." {
		t.Errorf("verdict %q, sentence %q", c.Verdict, c.Sentence)
	}
	a.Reviewed = &match.Judgment{Grade: 2, By: "A reader"}
	c = item("SAMPLE", docs, a)
	if c.Cells[0].Fill != Confirmed || !strings.HasPrefix(c.Verdict, "Raised once") {
		t.Errorf("a reader's word: %s, %s", c.Cells[0].Fill, c.Verdict)
	}
}

// TestDemandAndParts holds the notes on what was asked and on which parts of
// an item are repeated.
func TestDemandAndParts(t *testing.T) {
	var links []match.Link
	var docs []*corpus.Document
	for i, symbol := range []string{"A/HRC/13/9001", "A/HRC/27/9001"} {
		d := doc(symbol, corpus.KindWGReport, corpus.UPR, i+1, 2009+5*i, rec("1.1", "para. 1.1", "SAMPLE a", corpus.Noted, "XAB"),
			rec("1.2", "para. 1.2", "SAMPLE b", corpus.Noted, "XAB"), rec("1.3", "para. 1.3", "SAMPLE c", corpus.Noted, "XAB"))
		docs = append(docs, d)
		for k, p := range d.Passages {
			l := linked(p, match.Strong)
			l.Action = 3 + min(2, i+k/2)
			links = append(links, l)
		}
	}
	c := item("SAMPLE", docs, links...)
	want := "What was asked, by UPR Info’s categories: UPR 2009: 2 considering, 1 general; UPR 2014: 2 general, 1 specific. By the median the demand was stronger in UPR 2014 (general) than in UPR 2009 (considering)."
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, want) {
		t.Errorf("notes lack %q: %s", want, notes)
	}
	c.Parts = []match.Part{{Text: "closing camps", Passages: []string{links[0].ID}}, {Text: "freeing all", Likely: []string{links[1].ID}}, {Text: "paying them"}}
	c.Notes = nil
	c.partsFound()
	if got := c.inPart(); got != ", for 1 of the item’s 3 parts" {
		t.Errorf("in part: %q", got)
	}
	if got := strings.Join(c.Notes, " "); got != "Parts of the item that are repeated: “closing camps” (1 passage). Parts to be verified: “freeing all” (1 likely passage). Parts for which no passage was found: “paying them”." {
		t.Errorf("parts: %s", got)
	}
}

func TestContinues(t *testing.T) {
	for text, want := range map[string]bool{"Continue efforts": true, "To continue to implement": true, "Further pursuing": true, "Keep in place": true,
		"Address the continued discrimination": false, "Ensure the continuation": false, "Continental cooperation": false} {
		if got := Continues(match.Link{Passage: corpus.Passage{Ask: text}}); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestChanges holds that a change of position is told between recommendations
// that ask the same, and names both.
func TestChanges(t *testing.T) {
	first := doc("A/HRC/13/9001", corpus.KindWGReport, corpus.UPR, 1, 2009, rec("90.5", "para. 90, No. 5", "Ratify the Convention against Torture", corpus.Noted, "XAB"))
	second := doc("A/HRC/27/9001", corpus.KindWGReport, corpus.UPR, 2, 2014, rec("118.1", "para. 118.1", "Become a party to CAT", corpus.Supported, "XAC"),
		rec("118.2", "para. 118.2", "Consider ratifying the Convention against Torture", corpus.Supported, "XAD"))
	var links []match.Link
	for _, d := range []*corpus.Document{first, second} {
		for _, p := range d.Passages {
			links = append(links, linked(p, match.Strong))
		}
	}
	c := item("SAMPLE", []*corpus.Document{first, second}, links...)
	var told []string
	for _, n := range c.Notes {
		if strings.HasPrefix(n, "Position changed") {
			told = append(told, n)
		}
	}
	want := "Position changed between same recommendations: noted 2009 (A/HRC/13/9001, para. 90, No. 5 (Sampleland)), supported 2014 (A/HRC/27/9001, para. 118.1 (Testovia))."
	if len(told) != 1 || told[0] != want {
		t.Errorf("%q, want %q", told, want)
	}
}

// TestOtherStates holds that what was said to other States enters no verdict.
func TestOtherStates(t *testing.T) {
	own := doc("A/HRC/13/9001", corpus.KindWGReport, corpus.UPR, 1, 2009, rec("90.5", "para. 90, No. 5", "SAMPLE a", corpus.Noted, "XAC"))
	other := doc("A/HRC/13/9002", corpus.KindWGReport, corpus.UPR, 1, 2009, rec("80.1", "para. 80.1", "SAMPLE a", corpus.Noted, "XAC"))
	other.State = "XAB"
	other.Seal()
	c := item("SAMPLE", []*corpus.Document{own, other}, linked(own.Passages[0], match.Strong), linked(other.Passages[0], match.Strong))
	if want := "Raised once among the documents searched: A/HRC/13/9001, para. 90, No. 5 (Testovia)."; c.Verdict != want {
		t.Errorf("verdict %q", c.Verdict)
	}
	if notes := strings.Join(c.Notes, "\n"); len(c.Elsewhere) != 1 || !strings.Contains(notes, "Raised with other States in 1 passage; not counted.") {
		t.Errorf("%d elsewhere: %s", len(c.Elsewhere), notes)
	}
}

// TestTheStatesOwnWords holds that what a State says of ratifying a treaty is
// quoted beside the verdict and enters none.
func TestTheStatesOwnWords(t *testing.T) {
	own := doc("A/HRC/WG.6/19/XAA/1", corpus.KindNationalReport, corpus.State, 2, 2014,
		corpus.Passage{Para: "4", Kind: corpus.PassageReply, Role: corpus.RoleClaim, Text: "SAMPLE Examplia ratified CAT in 2012."})
	in := Input{Question: match.Question{Title: "SAMPLE", State: "XAA", Cycle: 3}, Documents: []*corpus.Document{own}, States: states, Sample: true,
		Items: []match.ItemLinks{{Item: corpus.Passage{Para: "1", Text: "SAMPLE Ratifying CAT"}, Number: "1",
			Asks: []match.Ask{{Treaty: "cat", Label: "CAT", Name: "Convention against Torture"}}, Scope: match.ScopeInfo{Documents: []string{own.Key}}}}}
	c := Build(in).Concerns[0]
	want := "The State’s own words on joining them, no status being held here: “SAMPLE Examplia ratified CAT in 2012.” (A/HRC/WG.6/19/XAA/1, para. 4)."
	if !strings.HasPrefix(c.Verdict, "No earlier passage found") || len(c.Notes) != 1 || c.Notes[0] != want {
		t.Errorf("%q, %q", c.Verdict, c.Notes)
	}
}

// TestProgressAsTheStateStatesIt holds that what a State says was done is quoted
// with its source, and neither enters a verdict nor fills a cell.
func TestProgressAsTheStateStatesIt(t *testing.T) {
	own := doc("A/HRC/WG.6/19/XAA/1", corpus.KindNationalReport, corpus.State, 2, 2014,
		corpus.Passage{Para: "4", Kind: corpus.PassageReply, Role: corpus.RoleClaim, Text: "SAMPLE A law against domestic violence was adopted in 2012."})
	asked := doc("A/HRC/13/9001", corpus.KindWGReport, corpus.UPR, 1, 2009, rec("90.5", "para. 90, No. 5", "SAMPLE Combat domestic violence", corpus.Noted, "XAB"))
	in := Input{Question: match.Question{Title: "SAMPLE", State: "XAA", Cycle: 3}, Documents: []*corpus.Document{asked, own}, States: states, Sample: true,
		Items: []match.ItemLinks{{Item: corpus.Passage{Para: "1", Text: "SAMPLE Combating domestic violence"}, Number: "1",
			Links: []match.Link{linked(asked.Passages[0], match.Likely)}, Scope: match.ScopeInfo{Documents: []string{asked.Key, own.Key}}}}}
	c := Build(in).Concerns[0]
	want := "What the State says was done, its own statement, not verified and not counted: “SAMPLE A law against domestic violence was adopted in 2012” (A/HRC/WG.6/19/XAA/1, para. 4)."
	if !strings.HasPrefix(c.Verdict, "To be verified") || !strings.Contains(strings.Join(c.Notes, "\n"), want) {
		t.Errorf("%q, %q", c.Verdict, c.Notes)
	}
	for _, cell := range c.Cells {
		for _, l := range cell.Links {
			if l.Passage.Key == own.Key {
				t.Errorf("a cell is filled: %+v", cell)
			}
		}
	}
	in.Items[0].Links = nil
	if c := Build(in).Concerns[0]; c.Claims != nil {
		t.Errorf("%v beside an item that nothing raised", c.Claims)
	}
}
