package corpus

import (
	"bytes"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/seeds"
)

// Gazetteer resolves names of States to ISO 3166-1 alpha-3 codes. What it
// resolves never changes after it is made.
type Gazetteer struct {
	names  map[string]string   // code → today's UN name
	codes  map[string]string   // folded name or variant → code
	typed  map[string]string   // folded name that only people type → code
	known  map[string][]string // code → its name and variants as documents print them
	folded []string            // keys of codes, longest first
	once   sync.Once
	words  map[string]string // words of a name in alphabetical order → code
}

// World returns the gazetteer of real States, observers and entities.
var World = sync.OnceValue(func() *Gazetteer { return NewGazetteer(seeds.States) })

// NewGazetteer reads lists in the form of seeds/states.tsv. The invented
// States of the sample (XAA-XZZ) come as a second list.
func NewGazetteer(lists ...string) *Gazetteer {
	g := &Gazetteer{names: map[string]string{}, codes: map[string]string{}, typed: map[string]string{}, known: map[string][]string{}}
	for _, list := range lists {
		for _, f := range tsv(list) {
			g.names[f[0]] = f[1]
			g.add(f[1], f[0])
			g.known[f[0]] = append(g.known[f[0]], f[1])
			for _, v := range strings.Split(f[2], ";") {
				if isVariant(v) {
					g.add(v, f[0])
					g.known[f[0]] = append(g.known[f[0]], strings.TrimSpace(v))
				}
			}
			if len(f) > 3 {
				for _, v := range strings.Split(f[3], ";") {
					g.typed[FoldName(v)] = f[0]
				}
			}
		}
	}
	for k := range g.codes {
		g.folded = append(g.folded, k)
	}
	sort.Slice(g.folded, func(i, j int) bool {
		a, b := g.folded[i], g.folded[j]
		return len(a) > len(b) || len(a) == len(b) && a < b
	})
	return g
}

// isVariant tells a variant name from the notes that share its column.
func isVariant(v string) bool {
	v = strings.TrimSpace(v)
	for _, note := range []string{"observer", "not a UN", "party to", "treaty party", "reviewed by"} {
		if strings.HasPrefix(v, note) {
			return false
		}
	}
	return v != ""
}

func (g *Gazetteer) add(name, code string) {
	if k := FoldName(name); k != "" {
		g.codes[k] = code
	}
}

// FoldName folds a State name for comparison: lower case, no accents,
// straight apostrophes, single spaces, no leading "the".
func FoldName(s string) string {
	var buf [80]byte
	return string(appendFolded(buf[:0], s))
}

// appendFolded appends a folded name to out, which is empty.
func appendFolded(out []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return append(out[:0], foldAccents(s)...)
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == '`':
			c = '\''
		case c == '-', c == ' ', c >= '\t' && c <= '\r':
			if c = ' '; len(out) == 0 || out[len(out)-1] == ' ' {
				continue
			}
		}
		out = append(out, c)
	}
	return bytes.TrimPrefix(bytes.TrimSuffix(out, []byte(" ")), []byte("the "))
}

// foldAccents is FoldName for names that are not ASCII.
func foldAccents(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '‘' || r == '‟' || r == '‛' || r == '`' || r == '´':
			b.WriteByte('\'')
		case r == '‐' || r == '‑' || r == '–' || r == '-':
			b.WriteByte(' ')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	f := strings.Join(strings.Fields(b.String()), " ")
	return strings.TrimPrefix(f, "the ")
}

// Resolve returns the code of the State that name names as a whole. A number
// after it is left out: "(Spain 2)" stands in A/HRC/18/16.
func (g *Gazetteer) Resolve(name string) (string, bool) {
	var buf [80]byte
	c, ok := g.codes[string(appendFolded(buf[:0], strings.TrimRight(strings.Trim(name, " .,;:"), " 0123456789")))]
	return c, ok
}

// Understand returns the code of the State that a person names: as Resolve does,
// in another order of words ("Korea, Republic of"), or by a name in common or
// former use, which no document is read by.
func (g *Gazetteer) Understand(name string) (string, bool) {
	if c, ok := g.Resolve(name); ok {
		return c, true
	}
	if c, ok := g.Typed(name); ok {
		return c, true
	}
	return g.ResolveWords(name)
}

// Typed returns the code of the State by a name in common or former use.
func (g *Gazetteer) Typed(name string) (string, bool) {
	k := FoldName(strings.Trim(name, " ,;:"))
	c, ok := g.typed[k]
	return c, ok && k != ""
}

// Printed lists the names by which documents call a State, today's UN name first.
func (g *Gazetteer) Printed(code string) []string { return g.known[code] }

// Name returns today's UN name of a State, the code itself where unknown.
func (g *Gazetteer) Name(code string) string {
	if n, ok := g.names[code]; ok {
		return n
	}
	return code
}

// Known reports whether code is in the list.
func (g *Gazetteer) Known(code string) bool { _, ok := g.names[code]; return ok }

// Codes returns all codes in alphabetical order.
func (g *Gazetteer) Codes() []string {
	out := make([]string, 0, len(g.names))
	for c := range g.names {
		out = append(out, c)
	}
	sort.Strings(out)
	return out
}

// Names returns all folded names and variants, longest first.
func (g *Gazetteer) Names() []string { return g.folded }
