package corpus

import (
	"slices"
	"strings"
	"testing"
)

func TestFindSymbols(t *testing.T) {
	cases := []struct{ text, want string }{
		{"see A/HRC/27/10, para. 5", "A/HRC/27/10"},
		{"A/HRC/11/22*", "A/HRC/11/22"},
		{"A/HRC/43/15/Add.1 - Para. 3", "A/HRC/43/15/Add.1"},
		{"A/HRC/23/11 and Corr.1", "A/HRC/23/11"},
		{"A/HRC/WG.6/34/SVN/2 and A/HRC/WG.6/6/L.12", "A/HRC/WG.6/34/SVN/2 A/HRC/WG.6/6/L.12"},
		{"A/HRC/\nWG.6/34/SVN/2", "A/HRC/WG.6/34/SVN/2"},
		{"decision A/HRC/DEC/59/112", "A/HRC/DEC/59/112"},
		{"CRC/C/PRK/CO/5; CEDAW/C/PRK/CO/2-4", "CRC/C/PRK/CO/5 CEDAW/C/PRK/CO/2-4"},
		{"CERD/C/SVN/CO/8-11, para. 18", "CERD/C/SVN/CO/8-11"},
		{"CAT/C/SVN/CO/3para", "CAT/C/SVN/CO/3"},
		{"E/C.12/SVN/CO/2 and E/C.12/1/Add.95", "E/C.12/SVN/CO/2 E/C.12/1/Add.95"},
		{"CRC/C/15/Add.239", "CRC/C/15/Add.239"},
		{"CCPR/CO/72/PRK, CCPR/C/79/Add.3", "CCPR/CO/72/PRK CCPR/C/79/Add.3"},
		{"CRPD/C/EU/CO/1", "CRPD/C/EU/CO/1"},
		{"CRC/C/OPAC/SVN/CO/1", "CRC/C/OPAC/SVN/CO/1"},
		{"CCPR/C/SVN/CO/3/Add.1", "CCPR/C/SVN/CO/3/Add.1"},
		{"A/60/38, paras. 19-76", "A/60/38"},
		{"A/RES/60/251", "A/RES/60/251"},
		{"CCPR/C/GC/36; HRI/CORE/SVN/2014", "CCPR/C/GC/36 HRI/CORE/SVN/2014"},
		{"CERD/C/62/CO/9 CAT/C/CR/30/4", "CERD/C/62/CO/9 CAT/C/CR/30/4"},
		{"and/or 5/1", ""},
	}
	for _, c := range cases {
		if got := strings.Join(FindSymbols(c.text), " "); got != c.want {
			t.Errorf("FindSymbols(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestCanonicalSymbol(t *testing.T) {
	for in, want := range map[string]string{
		"a/hrc/27/10*":       "A/HRC/27/10",
		"A/HRC/27/10/ADD.1 ": "A/HRC/27/10/Add.1",
		"A/HRC/ 8/29":        "A/HRC/8/29",
	} {
		if got := CanonicalSymbol(in); got != want {
			t.Errorf("CanonicalSymbol(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestResolveStates(t *testing.T) {
	w := World()
	for name, want := range map[string]string{
		"Bolivarian Republic of Venezuela": "VEN", "Venezuela (Bolivarian Republic of)": "VEN",
		"the Netherlands": "NLD", "Côte d'Ivoire": "CIV", "Swaziland": "SWZ", "Eswatini": "SWZ",
		"DPRK": "PRK", "the former Yugoslav Republic of Macedonia": "MKD", "Holy See": "VAT",
		"Türkiye": "TUR", "Turkey": "TUR", "United States": "USA", "Timor Leste": "TLS",
	} {
		if got, ok := w.Resolve(name); !ok || got != want {
			t.Errorf("Resolve(%q) = %q, want %q", name, got, want)
		}
	}
	if got, ok := w.Resolve("Examplia"); ok {
		t.Errorf("an invented State resolved to %s", got)
	}
}

func TestCycleOfSession(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, 12: 1, 13: 2, 26: 2, 27: 3, 40: 3, 41: 4, 54: 4, 55: 0} {
		if got := CycleOfSession(n); got != want {
			t.Errorf("CycleOfSession(%d) = %d, want %d", n, got, want)
		}
	}
}

func TestSeal(t *testing.T) {
	d := &Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: KindWGReport, State: "XAA", Mechanism: UPR, Cycle: 1, Year: 2009,
		Passages: []Passage{
			{Para: "90.12", Locator: "para. 90, No. 12", Kind: PassageRecommendation, ByPrinted: []string{"Sampleland"}, Text: "SAMPLE"},
			{Para: "27 (b)", Kind: PassageRecommendation, Text: "SAMPLE", Spans: []Span{{3, 10, 20}, {4, 0, 5}}},
			{Para: "27 (b)", Kind: PassageRecommendation, Text: "SAMPLE"},
		}}
	d.Seal()
	d.Seal()
	var ids []string
	for _, p := range d.Passages {
		ids = append(ids, p.ID)
	}
	if want := []string{"A/HRC/13/9001#90.12", "A/HRC/13/9001#27(b)", "A/HRC/13/9001#27(b)~2"}; !slices.Equal(ids, want) {
		t.Errorf("ids = %v, want %v", ids, want)
	}
	if got, want := d.Passages[0].Cite, "A/HRC/13/9001, para. 90, No. 12 (Sampleland)"; got != want {
		t.Errorf("cite = %q, want %q", got, want)
	}
	if p := d.Passages[1]; p.Page != 3 || p.Span != [2]int{10, 20} {
		t.Errorf("page %d span %v, want 3 [10 20]", p.Page, p.Span)
	}
	if d.Count != 3 || d.Passages[0].Cycle != 1 || d.Passages[0].State != "XAA" {
		t.Errorf("facts are not repeated in passages: %+v", d.Passages[0])
	}
}

func TestTextHashIgnoresRepairs(t *testing.T) {
	if TextHash("Ratify the “Covenant” ;") != TextHash("ratify  the \"Covenant\"") {
		t.Error("a repaired space or quotation mark changes the hash")
	}
	if TextHash("Ratify") == TextHash("Sign") {
		t.Error("other words have the same hash")
	}
}

func FuzzFindSymbols(f *testing.F) {
	f.Add("A/HRC/27/10, paras. 124.12-124.15 and CRC/C/15/Add.88")
	f.Fuzz(func(t *testing.T, s string) {
		for _, sym := range FindSymbols(s) {
			if CanonicalSymbol(sym) != sym || !IsSymbol(sym) {
				t.Errorf("found %q, which is not canonical", sym)
			}
		}
	})
}
