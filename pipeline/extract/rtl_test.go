package extract

import "testing"

// TestRightToLeft lays glyphs out as an Arabic page has them and reads them.
func TestRightToLeft(t *testing.T) {
	// From left to right on the page: the end of the sentence first.
	var gs []glyph
	x := 100.0
	for _, r := range ".(5 ةداملا) 2019 لوألا" {
		gs = append(gs, glyph{x0: x, x1: x + 5, y: 700, size: 10, text: cleanText(string(r))})
		x += 5
	}
	var b lineBuilder
	l := rawLine{gs: gs, y: 700, size: 10}
	ln, ok := b.line(&l, 842)
	if want := "الأول 2019 (المادة 5)."; !ok || ln.Text != want {
		t.Errorf("%q, want %q", ln.Text, want)
	}
	if ln.X0 != 100 || ln.X1 != x {
		t.Errorf("from %v to %v", ln.X0, ln.X1)
	}
	if got := cleanText("\ufedf\ufee0\u202b"); got != "لل" {
		t.Errorf("base forms %q", got)
	}
}
