package concept

import (
	"slices"
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
	// Instruments that stand side by side are two; who names both names both.
	{"Join the Treaty on the Non-Proliferation of Nuclear Weapons", "npt"},
	{"Ratify the Comprehensive Nuclear-Test-Ban Treaty", "ctbt"},
	{"Join the NPT and the CTBT", "npt ctbt"},
	{"Accede to the Convention on Cluster Munitions", "cluster-munitions"},
	{"Accede to the Ottawa Convention", "ottawa-convention"},
	{"Accede to the Convention on Cluster Munitions and the Mine Ban Treaty", "cluster-munitions ottawa-convention"},
	{"Ratify the Geneva Conventions", "geneva-conventions"},
	{"Ratify the Additional Protocols to the Geneva Conventions", "geneva-protocols"},
	{"Ratify Protocol III Additional to the four Geneva Conventions", "geneva-protocol-3"},
	{"Ratify the Geneva Conventions and their Additional Protocols", "geneva-conventions geneva-protocols"},
	{"Ratify Additional Protocol III to the Geneva Conventions of 12 August 1949", "geneva-protocol-3"},
	{"Ratify Additional Protocols I and II to the Geneva Conventions", "geneva-protocol-2 geneva-protocol-1"},
	{"Accede to the 1951 Convention relating to the Status of Refugees", "refugee-convention"},
	{"Accede to the 1967 Protocol relating to the Status of Refugees", "refugee-protocol"},
	{"Accede to the 1951 Convention relating to the Status of Refugees and its 1967 Protocol", "refugee-convention refugee-protocol"},
	{"Accede to the Refugee Convention and its Protocol", "refugee-convention refugee-protocol"},
	{"Accede to the Convention relating to the Status of Refugees and its Optional Protocol", "refugee-convention refugee-protocol"},
	{"Accede to the 1954 Convention relating to the Status of Stateless Persons", "stateless-1954"},
	{"Accede to the Convention on the Reduction of Statelessness", "stateless-1961"},
	{"Accede to the 1954 and 1961 Conventions on Statelessness", "stateless-1954 stateless-1961"},
	{"Accede to the statelessness conventions", "stateless-conventions"},
	{"Ratify the Palermo Protocol", "palermo-protocol"},
	{"Ratify the Protocol against the Smuggling of Migrants by Land, Sea and Air", "smuggling-protocol"},
	{"Ratify the Palermo Protocols", "palermo-protocols"},
	{"Ratify the United Nations Convention against Transnational Organized Crime and its Protocols", "untoc palermo-protocols untoc"},
	{"Ratify ILO Convention No. 29", "ilo-c029"},
	{"Ratify the 2014 Protocol to the Forced Labour Convention", "ilo-p029"},
	{"Ratify the Forced Labour Convention, 1930 (No. 29)", "ilo-c029"},
	{"Ratify ILO Conventions Nos. 29, 105 (1957) and 182", "ilo-c029 ilo-c105 ilo-c182"},
	{"Ratify ILO Conventions No. 138 and 182, and combat child labour", "ilo-c138 ilo-c182 child-labour"},
	{"Ratify ILO Conventions 169 (1989) and (No. 189)", "ilo-c169 ilo-c189"},
	{"Ratify the fundamental ILO conventions", "ilo-fundamental"},
	{"Ratify the European Social Charter", "european-social-charter"},
	{"Ratify the Revised European Social Charter", "european-social-charter-revised"},
	{"Ratify Protocol 12 to the European Convention on Human Rights", "echr-p12"},
	{"Ratify the European Convention on Human Rights", "echr"},
	{"Ratify the Protocol to the African Charter on Human and Peoples’ Rights on the Rights of Women in Africa", "maputo-protocol"},
	{"Ratify the African Charter on Human and Peoples’ Rights", "achpr"},
	{"Ratify the African Charter on Democracy, Elections and Governance", "acdeg"},
	{"Ratify the Kyoto Protocol", "kyoto-protocol"},
	{"Ratify the Paris Agreement", "paris-agreement"},
	{"Ratify the Aarhus Convention", "aarhus"},
	{"Ratify the Slavery Convention", "slavery-convention"},
	{"Ratify the Supplementary Convention on the Abolition of Slavery", "slavery-supplementary"},
	{"Ratify both Covenants", "icescr iccpr"},
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

// TestRecall holds that a text that is asked for again names the same, also
// when many were read between.
func TestRecall(t *testing.T) {
	l, fresh := Default(), Default()
	for round := range 3 {
		for _, text := range []string{"as CRC recommended.", "as CRC recommended; ", "as CRC recommended", "Accede to CAT", "Accede to CAT.", "Accede to CAT and C.E.D.A.W. .", ".; ", ""} {
			if got, want := l.Recall(text), fresh.Find(text); !slices.Equal(got, want) {
				t.Errorf("round %d: Recall(%q) = %v, want %v", round, text, got, want)
			}
		}
		for _, c := range findCases {
			if got, want := l.Recall(c.text+". "), fresh.Find(c.text); !slices.Equal(got, want) {
				t.Fatalf("round %d: Recall(%q) = %v, want %v", round, c.text, got, want)
			}
		}
		for i := range mostRecalled / 2 * round {
			l.recalled.put(uint64(i), 0, nil)
		}
	}
	if n := len(l.recalled.now.at) + len(l.recalled.before.at); n > 2*mostRecalled {
		t.Errorf("%d texts are kept", n)
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
