package match

import (
	"regexp"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/corpus/concept"
)

func TestPieces(t *testing.T) {
	cases := []struct{ text, want string }{
		{"Abolish the death penalty (Chile);", "[]Abolish the death penalty"},
		{"Combat trafficking in women; compensate victims of trafficking",
			"[]Combat trafficking in women; compensate victims of trafficking [variant 1]Combat trafficking in women [variant 2]compensate victims of trafficking"},
		{"The Committee recommends that Examplia: (a) Build schools; (b) Train more teachers",
			"[]The Committee recommends that Examplia: (a) Build schools; (b) Train more teachers [(a)]Build schools; [(b)]Train more teachers"},
		{"It was concerned about prisons. It recommended reform of ILO Convention No. 29 offices.",
			"[]It was concerned about prisons. It recommended reform of ILO Convention No. 29 offices [sentence 1]It was concerned about prisons [sentence 2]It recommended reform of ILO Convention No. 29 offices"},
		{"Improve the conditions in its prisons and ensure the wider use of alternatives",
			"[]Improve the conditions in its prisons and ensure the wider use of alternatives [part 1]Improve the conditions in its prisons [part 2]ensure the wider use of alternatives"},
	}
	for _, c := range cases {
		var got []string
		for _, p := range pieces(&corpus.Passage{Text: c.text}) {
			got = append(got, "["+p.name+"]"+p.text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("pieces(%q)\n got %s\nwant %s", c.text, strings.Join(got, " "), c.want)
		}
	}
}

func TestStripStates(t *testing.T) {
	cases := []struct{ text, want string }{
		{"Sign (Egypt)/ratify (Bosnia and Herzegovina) the Convention (Egypt, Bosnia and Herzegovina);", "Sign /ratify the Convention"},
		{"Join the International Criminal Court (ICC) (Venezuela (Bolivarian Republic of));", "Join the International Criminal Court (ICC)"},
		{"Protect children (girls and boys).", "Protect children (girls and boys)"},
	}
	for _, c := range cases {
		if got := stripStates(c.text); got != c.want {
			t.Errorf("stripStates(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDemand(t *testing.T) {
	cases := []struct {
		text string
		want int
	}{
		{"Share its experience", 1}, {"Continue its efforts", 2}, {"Consider ratifying the treaty", 3},
		{"Strengthen the courts", 4}, {"Ratify the treaty", 5}, {"Continue and strengthen its efforts", 4},
		{"Ratifying the treaty", 5}, {"The prisons are full", 0}, {"", 0},
	}
	for _, c := range cases {
		if got := demand(concept.Tokens(c.text)); got != c.want {
			t.Errorf("demand(%q) = %d, want %d", c.text, got, c.want)
		}
	}
}

func TestRelate(t *testing.T) {
	cases := []struct {
		item, passage string
		when          When
		want          Relation
	}{
		{"Joining the International Labour Organization", "Join the International Labour Organization", Earlier, Same},
		{"Abolishing the death penalty", "Establish a moratorium on executions", Earlier, Similar},
		{"Abolishing the death penalty", "Maintain the death penalty", Earlier, Contrary},
		{"Ratifying the Convention against Torture", "Consider ratifying the Convention against Torture", Earlier, BuildUp},
		{"Ratifying the Convention against Torture", "Prevent torture in its prisons", Earlier, General},
		{"Combating food insecurity", "Invite the Special Rapporteur on the right to food", Earlier, General},
		{"Closing political prison camps and releasing political prisoners", "Release its political prisoners", Earlier, General},
		{"Guaranteeing freedom of expression and access to information", "Guarantee freedom of expression", Earlier, Similar},
		{"Ensuring employment of persons with disabilities", "Support persons with disabilities in finding employment", Later, Similar},
	}
	r := testReader()
	for _, c := range cases {
		a, b := r.entry(&corpus.Passage{Text: c.item}), r.entry(&corpus.Passage{Text: c.passage})
		f, ua, ub := judge(a, b)
		if got := relate(a, &candidate{b, 0, &f, ua, ub}, c.when); got != c.want {
			t.Errorf("%q / %q: %s, want %s", c.item, c.passage, got, c.want)
		}
	}
}

func TestRefersBack(t *testing.T) {
	r := testReader()
	a := r.entry(&corpus.Passage{Text: "Combating torture"})
	b := r.entry(&corpus.Passage{Text: "Reiterates its recommendation", RefersTo: []string{"CAT/C/XAA/CO/1, para. 7"}})
	a.p.Symbol, a.p.Para = "CAT/C/XAA/CO/1", "7"
	f, ua, ub := judge(a, b)
	if got := relate(a, &candidate{b, 0, &f, ua, ub}, Later); got != RefersBack {
		t.Errorf("relation %s, want refers-back", got)
	}
	a.p.Para = "17"
	if got := relate(a, &candidate{b, 0, &f, ua, ub}, Later); got == RefersBack {
		t.Error("paragraph 7 is taken for paragraph 17")
	}
}

func TestWhen(t *testing.T) {
	letter := Question{Cycle: 3, Date: "2019-11-28"}
	cases := []struct {
		q    Question
		p    corpus.Passage
		want When
	}{
		{letter, corpus.Passage{Cycle: 2, Date: "2014-07-02", Mechanism: corpus.UPR}, Earlier},
		{letter, corpus.Passage{Cycle: 3, Date: "2019-06-25", Mechanism: corpus.UPR}, SameReview},
		{letter, corpus.Passage{Cycle: 4, Date: "2025-03-24", Mechanism: corpus.UPR}, Later},
		{letter, corpus.Passage{Date: "2017-10-23", Mechanism: corpus.CRC}, Earlier},
		{letter, corpus.Passage{Year: 2021, Mechanism: corpus.CEDAW}, Later},
		{letter, corpus.Passage{Date: "2019", Mechanism: corpus.CRC}, Earlier},
		{Question{}, corpus.Passage{Cycle: 4, Date: "2025-03-24"}, Earlier},
		{Question{Date: "2018-01-01"}, corpus.Passage{Cycle: 4, Date: "2025-03-24"}, Later},
	}
	for _, c := range cases {
		if got := whenOf(&c.q, &c.p); got != c.want {
			t.Errorf("%+v of a question of %d, %s: %s, want %s", c.p.Date, c.q.Cycle, c.q.Date, got, c.want)
		}
	}
}

func TestWhy(t *testing.T) {
	r := testReader()
	a := r.entry(&corpus.Passage{Text: "Ratifying the Second Optional Protocol to the International Covenant on Civil and Political Rights"})
	b := r.entry(&corpus.Passage{Text: "Ratify ICCPR-OP2"})
	f, ua, ub := judge(a, b)
	got := strings.Join(why(a, &candidate{b, 0, &f, ua, ub}, Similar), " | ")
	for _, want := range []string{"both name ICCPR-OP2", "same action: ratify or accede"} {
		if !strings.Contains(got, want) {
			t.Errorf("why = %s; want %q in it", got, want)
		}
	}
}

func TestThemes(t *testing.T) {
	cases := []struct {
		text, want string
		headings   []string
	}{
		{"Ratify the Convention against Torture", "Scope of international obligations", nil},
		{"Abolish the death penalty", "Right to life, liberty and security of person", nil},
		{"Prohibit corporal punishment of children", "Children", nil},
		{"Improve the conditions of work in mines", "Persons with disabilities", []string{"D. Rights of specific persons", "Persons with disabilities"}},
		{"Do well", "", nil},
	}
	for _, c := range cases {
		got := Themes(&corpus.Passage{Text: c.text, Headings: c.headings})
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || !strings.HasPrefix(got[0], c.want)) {
			t.Errorf("Themes(%q) = %v, want %s first", c.text, got, c.want)
		}
	}
}

func FuzzPieces(f *testing.F) {
	f.Add("Improve prisons (Chile); and ensure, (a) that; (b) this. Do No. 29 (ii) more")
	r := testReader()
	f.Fuzz(func(t *testing.T, text string) {
		e := r.entry(&corpus.Passage{Text: text})
		if len(e.units()) == 0 || len(e.units()) > maxPieces {
			t.Fatalf("%d units", len(e.units()))
		}
		judge(e, e)
	})
}

func TestDemands(t *testing.T) {
	for _, c := range []struct{ item, want string }{
		{"Dismantling all prison camps and releasing and rehabilitating all political prisoners.",
			"Dismantling all prison camps|releasing and rehabilitating all political prisoners"},
		{"Criminalizing trafficking in persons and providing adequate protection and support for women.",
			"Criminalizing trafficking in persons|providing adequate protection and support for women"},
		{"Strengthening measures aimed at preventing and combating violence against women.", ""},
		{"Amending laws that discriminate against women, including regarding access to education.", ""},
		{"Strengthening measures to end segregation, including measures to identify and provide support to those at risk.", ""},
		{"Granting immediate, free and unimpeded access to humanitarian organizations.", ""},
		{"Establishing an institution for the promotion and protection of human rights.", ""},
	} {
		if got := strings.Join(demands(&corpus.Passage{Text: c.item}), "|"); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.item, got, c.want)
		}
	}
}

// TestSharingIsAnotherDemand holds that to share one's experience of a matter
// is not to act on it.
func TestSharingIsAnotherDemand(t *testing.T) {
	r := testReader()
	for text, want := range map[string]track{
		"Consider sharing its sustainable development experiences with others": onSharing,
		"Share with other countries its experience in combating poverty":       onSharing,
		"Continue to exchange good practices on the rights of women":           onSharing,
		"Combat poverty and share its experience":                              onSubstance,
		"Combat poverty, particularly in rural areas":                          onSubstance,
	} {
		if got := r.read("", text).track; (got == onSharing) != (want == onSharing) {
			t.Errorf("%q is on track %d, want %d", text, got, want)
		}
	}
}

// bracketRE is the pattern of what withoutStates looks for.
var bracketRE = regexp.MustCompile(`\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)`)

func FuzzWithoutStates(f *testing.F) {
	for _, s := range []string{"ratify (Egypt)/consider ratifying (Peru) the Convention", "a (Iran (Islamic Republic of), Chile) b", "a ( (b) (c) ) (Chile",
		"(Chile)(Peru)", "a \n(Chile) (", "((Chile))", "(a (b) (Peru) c)", "x (CAT) (Chile and Peru)  (Chile; Peru)."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := bracketRE.ReplaceAllStringFunc(s, func(m string) string {
			if m := strings.TrimSpace(m); isStates(m[1 : len(m)-1]) {
				return " "
			}
			return m
		})
		if got := withoutStates(s); got != want {
			t.Errorf("withoutStates(%q) = %q, want %q", s, got, want)
		}
	})
}
