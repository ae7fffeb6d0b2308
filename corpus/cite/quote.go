package cite

import (
	"errors"
	"strings"

	"refrain/corpus"
)

// ErrReported says that the words are those of the document that reports a
// source, not the source's own.
var ErrReported = errors.New("its words are known only through another document: paraphrase them, or get the document")

// Quote gives a passage's words in quotation marks with its citation. Marks
// within become single ones. A citation through another document is refused.
func Quote(p corpus.Passage, c Citation) (string, error) {
	if c.Via != nil {
		return "", ErrReported
	}
	text := p.Ask
	if text == "" {
		text = strings.TrimRight(p.Text, ";. ")
	}
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(text) + "” (" + c.String() + ")", nil
}
