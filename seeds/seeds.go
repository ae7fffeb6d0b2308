// Package seeds holds the data inside the binary: the letter that started the
// project, the lists of States, treaties, themes, sessions and known reviews,
// and the sample. Every list is a tab-separated file with a header row; the
// packages that use a list parse it and lint it in their tests.
package seeds

import "embed"

// States is the list of States: iso3, UN name, short names or variants (";") by
// which documents are read, and names that people type besides (";"): common,
// former and misspelt ones.
//
//go:embed states.tsv
var States string

// Capitals is the list of capitals and seats of government by which drafts name
// States: iso3, names (";"). Two States whose capitals are in dispute have none.
//
//go:embed capitals.tsv
var Capitals string

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
// symbol of their outcome document where it is known. Basis says where the row
// is from: "read in a document" (the outcome document itself, or the report of
// the Council's session that adopted it: A/HRC/14/37, A/HRC/28/2, A/HRC/43/2);
// "announced" (OHCHR's announcement or summary of the session of the Working
// Group); "UPR Info" (that database's rows, or its account of a session);
// "list", which nobody checked against a document. Where two sources have a
// review they agree.
//
//go:embed reviews.tsv
var Reviews string

// Observations is the list of concluding observations that documents cite:
// State, symbol, and a document that cites it.
//
//go:embed observations.tsv
var Observations string

// Letters holds the built-in letters, byte for byte as they were received.
//
//go:embed letters
var Letters embed.FS
