package seeds

import _ "embed" // for the lexicon

// Concepts is the concept lexicon: id, kind, label, parents ("|"), themes
// ("|"), phrases ("|"). Lines that begin with "#" are comments. Package corpus/concept reads
// and lints it.
//
//go:embed concepts.tsv
var Concepts string
