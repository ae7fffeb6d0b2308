package seeds

import "embed"

// Sample holds the documents of the built-in sample: three reports of the UPR
// Working Group, an addendum, and concluding observations of two committees as
// PDF, and a letter with its annex as text ([SampleLetter]). Their States are
// invented, and every page and passage says SAMPLE. sample/gen makes the PDFs.
//
//go:embed sample/*.pdf sample/*.txt
var Sample embed.FS

// SampleStates is the list of the sample's States, in the form of [States].
// It is loaded only together with the sample.
//
//go:embed sample/states.tsv
var SampleStates string

// SampleLetter is the name of the sample's letter in [Sample].
const SampleLetter = "sample/hc-letter-xaa-2019.txt"
