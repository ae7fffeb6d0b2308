// Package fetch gets official documents by symbol, politely and with care: it
// is the only part of the program that talks to other machines, and only when
// a person asks for it.
//
// A [Client] speaks https to the hosts on its list and to no other, checks
// where each redirect leads and which address a name resolves to, waits
// between requests, tries again with growing pauses where a server asks for
// patience, goes on where a transfer broke off, also in a later run, and takes no more bytes than a
// document can have. What it returns is a document by its first bytes; that it
// is the one that was asked for is for the reader of its text to check.
package fetch
