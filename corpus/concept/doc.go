// Package concept finds the human rights concepts that a text names: treaties
// by every alias and acronym, institutions, issues, right-holders, and what is
// asked for.
//
// The lexicon is the data file seeds/concepts.tsv, one concept a line: id,
// kind, label, parents, themes ("~" marks one it only hints at), phrases ("…"
// stands for up to three words). Phrases are written as people write them;
// both they and the text are reduced to [Token]s (lower case, no accents,
// light stems, no function words), so that "ratifying" finds "ratify" and
// "rights of women" finds "women's rights". All phrases are matched in one
// pass; where one match lies inside another the longer wins, so that OP-CAT is
// never CAT.
package concept
