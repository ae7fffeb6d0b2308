// Package corpus holds the nouns of Refrain: documents, passages, symbols,
// States, sessions, positions and citations.
//
// There is one noun for everything that raises a concern: an annex item, a UPR
// recommendation and a paragraph of concluding observations are all a
// [Passage]. So matching is passage to passage, any document can be the
// question, and there is one index, one citation and one row.
//
// A [Document] is what was read from one file. Its key is its symbol
// ("A/HRC/27/10"); a passage's id is the key, "#" and the paragraph
// ("A/HRC/27/10#124.54") and is stable across runs, machines and versions.
package corpus
