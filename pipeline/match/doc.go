// Package match finds, for each item of a letter's annex (or of any other
// document or list), the passages that raise the same concern.
//
// A [Question] holds the items; [New] takes the documents to search and
// [Matcher.Run] answers with one [ItemLinks] an item: the passages in rank
// order, each a [Link] that says how sure it is ([Strength], probability),
// what kind of repetition it is ([Relation]), whether it came before or after
// the letter ([When]) and why it was proposed, in words.
//
// Passages and items are split into units (sentences, sub-items, the treaties
// of a list) and scored by their best pair of units. The score joins five
// signals: shared words weighted by rarity, shared concepts of the lexicon
// (package concept), nearness in a small vector space trained on the texts of
// Working Group reports, agreement of themes, and agreement of the act that is
// asked for. All are computed here from our own statistics; nothing depends on
// the order of files or on the number of processors.
//
// A link is a proposal by a program. It says nothing about implementation.
package match
