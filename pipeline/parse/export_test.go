package parse

import "refrain/corpus"

// AskForTest is the ask of a text as the parser finds it.
func AskForTest(p *corpus.Passage) string {
	splitRecommendation(corpus.World(), p)
	return p.Ask
}
