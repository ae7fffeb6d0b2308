// Package check reads a person's draft and checks what it says of UN
// documents: every citation, every quotation, and the claims around them (who
// recommended, what the State answered, how many States, which date).
//
// A finding has one of four results. Correct: the documents here bear it out.
// Wrong: they do not, and Right gives the citation or the words that are
// right. CannotCheck: the document is not here, and Get says how to get it.
// Differs: another edition or a corrigendum says otherwise. A phrase such as
// "as previously recommended" without a note is offered candidates, which are
// proposals by a program and marked unreviewed.
//
// What cannot be told from the text is not judged: a false alarm costs the
// reader's trust. The package reads and writes bytes, opens no file, and knows
// nothing of the command line.
package check
