package match

import (
	"context"
	"slices"
	"testing"

	"refrain/corpus"
)

// sideBySide are instruments that are often named in one breath. Asking for one
// is not asking for the other.
var sideBySide = [][2]string{
	{"the Treaty on the Non-Proliferation of Nuclear Weapons", "the Comprehensive Nuclear-Test-Ban Treaty"},
	{"the Convention on Cluster Munitions", "the Ottawa Convention on anti-personnel mines"},
	{"the Geneva Conventions of 12 August 1949", "Additional Protocol III to the Geneva Conventions"},
	{"Additional Protocol I to the Geneva Conventions", "Additional Protocol II to the Geneva Conventions"},
	{"the 1951 Convention relating to the Status of Refugees", "the 1967 Protocol relating to the Status of Refugees"},
	{"the 1954 Convention relating to the Status of Stateless Persons", "the 1961 Convention on the Reduction of Statelessness"},
	{"ILO Convention No. 29", "ILO Convention No. 105"},
	{"ILO Convention No. 138", "ILO Convention No. 182"},
	{"ILO Convention No. 29", "the 2014 Protocol to the Forced Labour Convention"},
	{"ILO Convention No. 87", "ILO Convention No. 98"},
	{"the Palermo Protocol on trafficking", "the Protocol against the Smuggling of Migrants by Land, Sea and Air"},
	{"the United Nations Convention against Transnational Organized Crime", "the Palermo Protocol"},
	{"the European Social Charter", "the Revised European Social Charter"},
	{"the European Convention on Human Rights", "Protocol No. 12 to the European Convention on Human Rights"},
	{"the American Convention on Human Rights", "the Protocol of San Salvador"},
	{"the African Charter on Human and Peoples' Rights", "the African Charter on Democracy, Elections and Governance"},
	{"the Paris Agreement", "the Kyoto Protocol"},
	{"the Escazú Agreement", "the Aarhus Convention"},
	{"the 1926 Slavery Convention", "the 1956 Supplementary Convention on the Abolition of Slavery"},
	{"the Rome Statute", "the Kampala amendments to the Rome Statute"},
	{"the Convention on Intercountry Adoption", "the Convention on the Civil Aspects of International Child Abduction"},
	{"the Budapest Convention", "the Additional Protocol to the Convention on Cybercrime"},
	{"the Convention against Torture", "the Optional Protocol to the Convention against Torture"},
}

func TestInstrumentsSideBySide(t *testing.T) {
	for _, pair := range sideBySide {
		for i := range pair {
			asked, other := pair[i], pair[1-i]
			report := &corpus.Document{Key: "A/HRC/13/9001", Symbol: "A/HRC/13/9001", Kind: corpus.KindWGReport, State: "XAA", Mechanism: corpus.UPR,
				Cycle: 1, Year: 2010, Date: "2010-01-04", Language: "en", Passages: []corpus.Passage{
					recommendation("90.1", "Ratify "+asked+" (Sampleland);"), recommendation("90.2", "Ratify "+other+" (Sampleland);"),
					recommendation("90.3", "Ratify "+asked+" and "+other+" (Sampleland);")}}
			report.Seal()
			q := Question{State: "XAA", Items: []corpus.Passage{{Para: "1", Text: "Ratifying " + asked + ".", Kind: corpus.PassageItem}}}
			got, err := New([]*corpus.Document{report}).Run(context.Background(), q, Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := []string{report.Key + "#90.1", report.Key + "#90.3"}
			if len(got[0].Asks) != 1 || !slices.Equal(got[0].Asks[0].ByName, want) {
				t.Errorf("%s: asks %+v, want one, by name in %v", asked, got[0].Asks, want)
			}
			linked := strongIDs(got[0])
			slices.Sort(linked)
			if !slices.Equal(linked, want) {
				t.Errorf("%s: strong or likely are %v, want %v", asked, linked, want)
			}
		}
	}
}
