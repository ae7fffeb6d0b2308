package parse

import (
	"strings"

	"refrain/corpus"
	"refrain/pipeline/layout"
)

// NumberForTest parts a line's number from its text as the layout does.
func NumberForTest(line string) (number, text string) {
	b := layout.Blocks([]corpus.Page{{Text: line, Lines: []corpus.Line{{Text: line}}}})
	return strings.TrimSuffix(b[0].Number, "."), b[0].Text
}

// AskForTest is the ask of a text as the parser finds it.
func AskForTest(p *corpus.Passage) string {
	splitRecommendation(corpus.World(), p)
	return p.Ask
}
