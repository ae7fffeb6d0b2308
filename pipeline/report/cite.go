package report

import (
	"refrain/corpus"
	"refrain/corpus/cite"
)

// citeAll writes one citation of several passages.
func citeAll(ps []corpus.Passage) string { return cite.Join(cite.Make(ps, cite.Options{})) }
