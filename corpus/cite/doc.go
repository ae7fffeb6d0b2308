// Package cite is the grammar of citations of UN documents: it writes them,
// reads them back, and says which passages they name.
//
// A citation is a document and places in it:
//
//	A/HRC/28/15, paras. 115.1, 115.4–115.17 and 115.133
//	A/HRC/13/13, para. 90, Nos. 7 and 9–12
//	CRC/C/PRK/CO/5, para. 29 (b)
//	A/HRC/26/4, paras. 137.31 (Denmark); 136.82 (Italy)
//	A/HRC/23/11 and Corr.1, paras. 102.1–102.22
//	CCPR/C/SVN/CO/3, para. 5, as cited in A/HRC/WG.6/34/SVN/2, para. 12
//
// [Make] makes citations of passages and [Join] joins them; a range names only
// numbers that are cited, so it never names one that does not exist. [Find]
// reads the same grammar, and the forms that people and official notes really
// use, out of running text. It repairs nothing silently: what is odd is a
// [Fault]. A [Shelf] resolves citations against stored documents.
//
// The styles for other programs (RIS, BibTeX, CSL-JSON, OSCOLA) are in
// [Styles], one line each. The package opens no file.
package cite
