package seeds

import _ "embed" // for the background

// Background holds word and concept counts and word vectors learnt from the
// public texts of Working Group reports; package match reads it, and
// `go run ./pipeline/match/train` makes it.
//
//go:embed background.bin
var Background []byte
