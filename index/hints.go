package index

import (
	"fmt"
	"strings"

	"refrain/corpus"
)

// UnevenNotice is what to say of a [Result] that is Uneven.
const UnevenNotice = "The fields hold for one side of OR alone; for both write brackets: (torture OR ill-treatment) state:PRK"

// Hint says what to try where a query found nothing: speaker: for by:, the
// field of a State that was typed as a word, and else less.
func Hint(text string, states *corpus.Gazetteer) string {
	for _, w := range strings.Fields(text) {
		if name, value, ok := strings.Cut(strings.TrimLeft(w, "(+"), ":"); ok && fieldName(name) == fieldBy && value != "" {
			return fmt.Sprintf("by: finds what a State recommended; speaker:%s finds where it speaks in a debate or answers", strings.TrimRight(value, ")"))
		}
		if w != strings.ToUpper(w) {
			continue
		}
		code := w
		if !states.Known(w) {
			var ok bool
			if code, ok = states.Resolve(w); !ok {
				continue
			}
		}
		return fmt.Sprintf("write state:%s in place of %s for passages on that State, by:%s for what it recommended", code, w, code)
	}
	return "a passage must have every word: leave some out, join them with OR, or write word beginnings (detent*) and near spellings (tortur~1)"
}
