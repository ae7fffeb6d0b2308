package check

import (
	"strings"

	"refrain/corpus/cite"
)

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
