package corpus

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestSymbolSpansAreAll holds the search that begins at slashes to a search for
// all forms.
func TestSymbolSpansAreAll(t *testing.T) {
	whole := regexp.MustCompile("(?:" + strings.Join(symbolForms, "|") + `)(?:/(?:Add|Corr|Rev)\.\d+)*`)
	parts := strings.Fields("A/ E/ C CRC/ CERD/ CEDAW/ CED/ CAT/ CCPR/ HRI/ HRC/ 27/ 10 /Add.1 CO/ PRK/ 5 C.12/ C/ SVN/ WG.6/ RES/ 60/ 251 . , -3 / x ( OPAC/ GC/ 15/ Add.88 XXIV/ CRP.1 CORE/ 2014 SR.2271 \n")
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(parts[r.IntN(len(parts))])
			if r.IntN(6) == 0 {
				b.WriteByte(' ')
			}
		}
		text := b.String()
		var want [][]int
		for _, at := range whole.FindAllStringIndex(text, -1) {
			if at[0] == 0 || !isSymbolByte(text[at[0]-1]) {
				want = append(want, at)
			}
		}
		if got := SymbolSpans(text); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	}
}
