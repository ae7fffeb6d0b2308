package corpus

import "testing"

// names lists the events with "-" before those without a document.
func names(rs []Review) []string {
	var out []string
	for _, r := range rs {
		n := r.Name()
		if r.Document == "" {
			n = "-" + n
		}
		out = append(out, n)
	}
	return out
}

func TestReviewsOf(t *testing.T) {
	docs := []*Document{
		{Key: "A/HRC/13/13", Symbol: "A/HRC/13/13", Kind: KindWGReport, State: "PRK", Mechanism: UPR, Cycle: 1, Session: 6, Year: 2009},
		{Key: "A/HRC/12/9001", Symbol: "A/HRC/12/9001", Kind: KindWGReport, State: "MCO", Mechanism: UPR, Cycle: 1, Session: 5, Year: 2009},
	}
	cases := []struct {
		state, until string
		want         []string
	}{
		{"PRK", "2019-11-28", []string{"-CCPR 1984", "-CRC 1998", "-CCPR 2001", "-CESCR 2003", "-CRC 2004", "-CEDAW 2005",
			"-CRC 2009", "UPR 2009", "-UPR 2014", "-CEDAW 2017", "-CRC 2017", "-UPR 2019"}},
		{"MCO", "2026-01-01", []string{"UPR 2009", "-UPR 2013", "-UPR 2018", "-UPR 2024"}},
		{"AND", "2026-01-01", []string{"-UPR 2008–2011", "-UPR 2015", "-UPR 2020", "-UPR 2025"}},
		{"SDN", "2026-01-01", []string{"-UPR 2011", "-UPR 2016", "-UPR 2022"}},
		{"VAT", "2026-01-01", nil},
	}
	for _, c := range cases {
		got := names(ReviewsOf(c.state, docs, c.until))
		if len(got) != len(c.want) {
			t.Errorf("ReviewsOf(%s, %s) = %v, want %v", c.state, c.until, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("ReviewsOf(%s)[%d] = %s, want %s", c.state, i, got[i], c.want[i])
			}
		}
	}
}

func TestOrderOfReview(t *testing.T) {
	docs := []*Document{{Key: "k", Kind: KindWGReport, State: "AFG", Mechanism: UPR, Cycle: 2, Session: 18, Year: 2014}}
	for _, r := range ReviewsOf("AFG", docs, "2030-01-01") {
		if r.Cycle == 3 && (r.Session != 32 || r.Year != 2019) {
			t.Errorf("cycle 3 = session %d, %d; want 32, 2019", r.Session, r.Year)
		}
		if r.Cycle == 4 && r.Session != 46 {
			t.Errorf("cycle 4 = session %d; want 46", r.Session)
		}
	}
}
