// Package seeds holds the data inside the binary: the letter that started the
// project, the lists of States, treaties, themes, sessions and known reviews,
// and the sample. Every list is a tab-separated file with a header row; the
// packages that use a list parse it and lint it in their tests.
package seeds

import "embed"

// States is the list of States: iso3, UN name, short names or variants (";").
//
//go:embed states.tsv
var States string

// Treaties is the list of instruments with acronyms, full names, committee,
// symbol prefix, years and aliases (";").
//
//go:embed treaties.tsv
var Treaties string

// Themes is the list of annex-style headings: id, label, aliases ("|").
//
//go:embed themes.tsv
var Themes string

// Sessions is the list of Working Group sessions: number, opening and closing
// date (a month where only the month is known), the Human Rights Council
// session that adopted the reports, and whether a report was read for it.
//
//go:embed sessions.tsv
var Sessions string

// Reviews is the list of review events known to have taken place, with the
// symbol of their outcome document. Basis says whether the symbol was read in
// a document or comes from a list that nobody checked against one.
//
//go:embed reviews.tsv
var Reviews string

// Letters holds the built-in letters, byte for byte as they were received.
//
//go:embed letters
var Letters embed.FS
