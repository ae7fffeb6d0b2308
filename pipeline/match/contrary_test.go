package match

import "testing"

// TestContrary holds that only what asks the opposite is called contrary. The
// pairs that are not were once.
func TestContrary(t *testing.T) {
	r := testReader()
	cases := []struct {
		a, b string
		want bool
	}{
		{"Abolish the death penalty", "Maintain the death penalty for the most serious crimes", true},
		{"Declare a moratorium on executions", "Continue using its sovereign right to apply the death penalty", true},
		{"Decriminalize abortion in cases of rape", "Protect the right to life from conception to natural death", true},
		{"Recognize same-sex marriage", "Preserve the family based on the stable relationship between a man and a woman", true},
		{"Decriminalize consensual same-sex relations", "Maintain the prohibition of homosexual acts", true},
		{"Decriminalize defamation", "Criminalize defamation", true},
		{"Abolish the death penalty", "Maintain the moratorium on the death penalty with a view to its abolition", false},
		{"Abolish the death penalty", "Respect minimum standards, as long as it maintains the death penalty", false},
		{"Abolish the death penalty", "Abolish the continued use of the death penalty", false},
		{"Decriminalize same-sex relations", "Repeal the provisions that criminalize same-sex relations", false},
		{"Review the provisions criminalizing libel", "Decriminalize libel", false},
		{"Eradicate extreme poverty", "Maintain and strengthen its programmes against poverty", false},
		{"Eliminate discrimination against women", "Keep its attention on the economic empowerment of women", false},
		{"Criminalize domestic violence", "Decriminalize defamation", false},
		{"Protect the right to life from conception", "Reduce maternal mortality", false},
	}
	for _, c := range cases {
		a, b := r.read("", c.a), r.read("", c.b)
		if contrary(a, b) != c.want || contrary(b, a) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}
