package check

import (
	"strings"

	"refrain/corpus"
	"refrain/corpus/cite"
	"refrain/corpus/pattern"
)

// looseRE is what looks like a symbol and may follow no form: "A/HRC/27//10",
// "A/HCR/27/10".
var looseRE = pattern.New(`\b(?:[A-Z]{1,5}|E)/[A-Za-z0-9.]+(?:/+[A-Za-z0-9.\-]+)+`)

// likeSymbol is a stored document whose symbol is one slip away from the one
// cited and that has all its numbers; "" for none or several. A citation of a
// whole document gives no such ground.
func (r *run) likeSymbol(c *checked) string {
	refs, faults := c.Refs()
	if len(refs) == 0 || len(faults) > 0 {
		return ""
	}
	found := ""
	for _, v := range r.Shelf.Volumes() {
		if v.Symbol == "" || v.Symbol == c.symbol || !slip(c.symbol, v.Symbol) || !hasAll(v, refs) {
			continue
		}
		if found != "" {
			return ""
		}
		found = v.Symbol
	}
	return found
}

func hasAll(v *cite.Volume, refs []cite.Ref) bool {
	for _, ref := range refs {
		if _, ok := v.Passage(ref); !ok {
			return false
		}
	}
	return true
}

// nearest is the stored symbol that a malformed one is a slip of.
func (r *run) nearest(text string) string {
	found := ""
	for _, v := range r.Shelf.Volumes() {
		if v.Symbol == "" || !slip(strings.ToUpper(text), strings.ToUpper(v.Symbol)) {
			continue
		}
		if found != "" {
			return ""
		}
		found = v.Symbol
	}
	return found
}

// slip reports whether two symbols are one slip of the fingers apart: one
// character more, less or other, or two exchanged.
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && (a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
	case 1:
		return a[i:] == b[i+1:]
	}
	return false
}

// malformed finds what looks like a symbol and is none.
func (r *run) malformed(cs []*checked) {
	for i, b := range r.draft.Blocks {
		for _, m := range looseRE.FindAllStringIndex(b.Text, -1) {
			text := strings.TrimRight(b.Text[m[0]:m[1]], ".-")
			if corpus.IsSymbol(text) || len(text) < 7 || within(cs, i, m[0]) || !looksUN(text) {
				continue
			}
			f := Finding{What: Citation, Result: CannotCheck, Says: "this is no form of UN document symbol that is known here"}
			if s := r.nearest(text); s != "" {
				f.Result, f.Right = Wrong, s
				f.Says = "there is no such symbol; " + s + " is here"
			}
			r.add(i, m[0], m[0]+len(text), f)
		}
	}
}

// looksUN reports whether a text begins like a symbol of the United Nations.
func looksUN(s string) bool {
	head, _, _ := strings.Cut(s, "/")
	return contains([]string{"A", "E", "S", "CRC", "CEDAW", "CCPR", "CAT", "CERD", "CRPD", "CED", "CMW", "HRI", "AHRC"}, head) &&
		(strings.Contains(s, "HRC") || strings.Contains(s, "HCR") || strings.Contains(s, "/C") || strings.Contains(s, "WG"))
}

func within(cs []*checked, block, at int) bool {
	for _, c := range cs {
		if c.block == block && at >= c.Start-24 && at < c.End {
			return c.Start <= at || c.End > at
		}
	}
	return false
}
