package cite

import (
	"strings"

	"refrain/corpus"
)

// Ref is one place that a citation names: a paragraph, an item of a plain
// numbered list, or a sub-item. The zero Ref is a document as a whole.
type Ref struct {
	// Para is the paragraph or recommendation: "124.54", "90", "29".
	Para string
	// No is the item of a plain numbered list under Para: "12".
	No string
	// Sub is the sub-item, as it is cited: "(b)", "(b) (ii)".
	Sub string
	// Sic is the number that the page prints where it is a misprint.
	Sic string
	// Other is a place that is no paragraph: "annex, “Children”, first
	// bullet", "reply to No. 7". Then the rest is empty.
	Other string
}

// Before stands for the paragraph of a list where only the citation before
// names it: "Ibid., No. 7".
const Before = "?"

// Key is the paragraph as a passage's Para has it: "90.12" for para. 90,
// No. 12; sub-items stand apart.
func (r Ref) Key() string {
	if r.No != "" {
		return r.Para + "." + r.No
	}
	return r.Para
}

// number is the part of r that counts up in a list.
func (r Ref) number() string {
	if r.No != "" {
		return r.No
	}
	return r.Para
}

// RefOf is the place that a passage's own locator names.
func RefOf(p corpus.Passage) Ref {
	rest, ok := strings.CutPrefix(p.Locator, "para. ")
	if !ok {
		return Ref{Other: p.Locator}
	}
	var r Ref
	if before, sic, ok := strings.Cut(rest, " [sic: "); ok {
		rest, r.Sic = before, strings.TrimSuffix(sic, "]")
	}
	rest, r.No, _ = strings.Cut(rest, ", No. ")
	if i := strings.IndexByte(rest, '('); i > 0 {
		rest, r.Sub = strings.TrimSpace(rest[:i]), rest[i:]
	}
	if r.Para = rest; !isNumber(rest) || r.No != "" && !isNumber(r.No) {
		return Ref{Other: p.Locator}
	}
	return r
}

// isNumber reports whether s is a number of the grammar: digits in groups
// parted by full stops.
func isNumber(s string) bool {
	if s == "" || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	return strings.Trim(s, "0123456789.") == ""
}

// lead parts "124.12" into "124." and "12"; "7" has no lead.
func lead(n string) (string, string) {
	i := strings.LastIndexByte(n, '.')
	return n[:i+1], n[i+1:]
}
