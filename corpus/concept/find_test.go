package concept

import (
	"strings"
	"testing"
)

// cases: a text and the concepts of the kinds treaty, institution, issue and
// holder it names, in order.
var findCases = []struct{ text, want string }{
	// The longer name wins: OP-CAT is never CAT.
	{"Ratify OP-CAT", "op-cat"},
	{"Ratify OPCAT and OP- CAT", "op-cat op-cat"},
	{"Ratify CAT and OP-CAT", "cat op-cat"},
	{"Ratify CAT and its Optional Protocol", "cat op-cat"},
	{"Accede to the Optional Protocol to the Convention against Torture", "op-cat"},
	{"Ratify the CEDAW and the Optional Protocol thereto", "cedaw op-cedaw"},
	{"Ratify the Optional Protocols to the ICCPR", "iccpr-op1 iccpr-op2"},
	{"Ratify the Second Optional Protocol to the International Covenant on Civil and Political Rights", "iccpr-op2"},
	// Protocols to CRC, named together.
	{"Ratify the Optional Protocols to the Convention on the Rights of the Child on the involvement of children in armed conflict and on a communications procedure", "op-crc-ac op-crc-ic"},
	{"Ratify the two Optional Protocols to the CRC", "op-crc-ac op-crc-sc"},
	{"Ratify OP-CRC-IC", "op-crc-ic"},
	// The acronym of a committee that speaks is no treaty.
	{"CAT recommended that Examplia improve prison conditions", "detention-conditions"},
	{"CERD, CESCR and CRC urged Examplia to end child labour", "child-labour"},
	{"The Committee on the Rights of the Child was concerned about child labour", "child-labour"},
	// Generic asks.
	{"Accede to the core human rights treaties", "core-treaties"},
	// Inflection, order and function words do not matter; lists do.
	{"the rights of women", "women-rights"},
	{"women’s rights", "women-rights"},
	{"releasing all political prisoners", "political-prisoners"},
	{"dismantle political prison camps", "political-prison-camps"},
	{"criminalising trafficking in persons", "trafficking"},
	{"non-governmental organisations", "civil-society"},
	{"HIV/AIDS", "hiv"},
	{"food aid", "humanitarian-access"},
	{"lesbian, gay, bisexual, transgender and intersex persons", "lgbti"},
	{"economic, social and cultural rights", "esc-rights"},
	{"economic social and cultural rights", "esc-rights"},
	// "…" stands for up to three words.
	{"guarantee children with disabilities a good education", "inclusive-education"},
	// Names of States are no concepts.
	{"the Democratic People’s Republic of Korea", ""},
	{"accession to the Convention", ""},
	{"", ""},
}

func TestFind(t *testing.T) {
	l := Default()
	for _, c := range findCases {
		var got []string
		for _, h := range l.Find(c.text) {
			switch l.Concepts()[h.Number].Kind {
			case Treaty, TreatyGroup, Institution, Issue, Holder:
				got = append(got, h.ID)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Find(%q) = %v, want %s", c.text, got, c.want)
		}
	}
}

func TestTokens(t *testing.T) {
	cases := []struct{ text, want string }{
		{"ratifying ratification ratifies ratified", "ratify ratify ratify ratify"},
		{"discriminate discrimination discriminatory", "discriminat discriminat discriminat"},
		{"criminalise criminalization criminalising", "criminaliz criminaliz criminaliz"},
		{"labour labor centre center programme", "labor labor center center program"},
		{"women's women’s women", "woman woman woman"},
		{"co-operation cooperation", "cooperat cooperat"},
		{"prisoner prison prosecutor prosecution", "prisoner prison prosecutor prosecut"},
		{"accession access accede", "acced access acced"},
		{"AIDS aids 0.7 per cent No. 29", "aids aid 0.7 cent no 29"},
		{"Bahá’í Côte d'Ivoire", "bahai cote divoir"},
	}
	for _, c := range cases {
		var got []string
		for _, k := range Tokens(c.text) {
			if !k.Stop {
				got = append(got, k.Stem)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Tokens(%q) = %s, want %s", c.text, strings.Join(got, " "), c.want)
		}
	}
}

func TestGaps(t *testing.T) {
	var got []Gap
	for _, k := range Tokens("one, two and three. four ILO No. 29") {
		if !k.Stop {
			got = append(got, k.Gap)
		}
	}
	want := []Gap{Space, Comma, Comma, Stop, Space, Space, Space}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("gaps = %v, want %v", got, want)
		}
	}
}

func TestNewErrors(t *testing.T) {
	head := "id\tkind\tlabel\tparents\tthemes\tphrases\n"
	for _, bad := range []string{"a\tissue\tA\t-\tx", "a\tissue\tA\tnone\t-\tfood", "a\tissue\tA\t-\t-\tof the",
		"a\tissue\tA\t-\t-\tfood\na\tissue\tB\t-\t-\twater"} {
		if _, err := New(head + bad); err == nil {
			t.Errorf("New accepted %q", bad)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range findCases {
		f.Add(c.text)
	}
	f.Add("Optional Protocols to CRC on the sale of children; and its Optional Protocol")
	l := Default()
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, h := range l.Find(text) {
			if h.Start < 0 || h.End > len(text) || h.Start >= h.End {
				t.Fatalf("hit %+v lies outside %q", h, text)
			}
			if h.Start < last {
				t.Fatalf("hits of %q are out of order", text)
			}
			last = h.Start
		}
	})
}

// BenchmarkFind measures passages a second; a recommendation has about 25 words.
func BenchmarkFind(b *testing.B) {
	l := Default()
	text := "Strengthen measures to prevent and combat violence against women, including domestic violence, and ensure that victims have access to effective remedies and protection, and ratify CEDAW and its Optional Protocol"
	b.ReportAllocs()
	for b.Loop() {
		l.Find(text)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}
