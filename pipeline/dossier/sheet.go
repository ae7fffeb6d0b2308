// Package dossier makes what a report writer starts from: the outline of a
// compilation, a summary or a letter with the passages that belong under each
// heading; a comparison of a letter with what came of its items; the history of
// one theme across mechanisms.
//
// Comparisons and timelines are a [Sheet]: groups of rows that every format
// writes in the same way. Outlines are Word documents.
package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"

	"refrain/corpus"
)

// Sheet is a table in groups, with what every output carries.
type Sheet struct {
	Title, Subject string
	// Notice says what this is; Facts are further lines, name and value.
	Notice  string
	Facts   [][2]string
	Columns []Column
	Groups  []Group
	// Glance heads the overview of the groups: a row a group, of its Glance.
	Glance []string
	// Documents are those searched, Missing the review events whose documents
	// are not here.
	Documents []*corpus.Document
	Missing   []string
	Version   string
	Date      string // ISO 8601
	Sample    bool
}

// Column is one column: its name in files, its heading, its width in parts of
// a page, and whether a terminal shows it in the table.
type Column struct {
	Key, Heading string
	Width        int
}

// Group is what belongs together: an item, a review event.
type Group struct {
	Key, Title string
	// Note stands under the title: what was found in numbers, or that nothing was.
	Note string
	Rows []Row
	// Glance are the group's cells in the overview of all groups.
	Glance []string
	// Year and Lane place the group in time; 0 and "" where it has no place.
	Year int
	Lane string
}

// Row is one passage.
type Row struct {
	// Cells stand in the order of the columns; Cite is the one that carries
	// the address of the official document.
	Cells []string
	URL   string
	// Confirmed says that a reader confirmed the link.
	Confirmed bool
	// Linked says that the row is a link, which a reader can confirm.
	Linked bool
}

// rows counts the rows.
func (s *Sheet) rows() int {
	n := 0
	for _, g := range s.Groups {
		n += len(g.Rows)
	}
	return n
}

// confirmed says how many of the sheet's links a reader confirmed.
func (s *Sheet) confirmed() string {
	links, read := 0, 0
	for _, g := range s.Groups {
		for _, r := range g.Rows {
			if r.Linked {
				links++
			}
			if r.Confirmed {
				read++
			}
		}
	}
	return fmt.Sprintf("%d of %s confirmed by a reader.", read, quantity(links, "link"))
}

// title is the title, marked where it is the sample's.
func (s *Sheet) title() string {
	if s.Sample {
		return "SAMPLE – " + s.Title
	}
	return s.Title
}

// hash is over the keys and source hashes of the documents.
func (s *Sheet) hash() string { return Hash(s.Documents) }

// Hash is over the keys and source hashes of documents, in the order of keys.
func Hash(docs []*corpus.Document) string {
	lines := make([]string, len(docs))
	for i, d := range docs {
		lines[i] = d.Key + "\n" + d.SHA256 + "\n"
	}
	sort.Strings(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])[:16]
}

// made says by what and when, and on which documents.
func (s *Sheet) made() string {
	return fmt.Sprintf("Refrain %s, %s, corpus %s, %s searched", s.Version, s.Date, s.hash(), quantity(len(s.Documents), "document"))
}

// lines are what stands at the head of every format, name and value.
func (s *Sheet) lines() [][2]string {
	out := append([][2]string(nil), s.Facts...)
	if len(s.Missing) > 0 {
		out = append(out, [2]string{"Not searched", strings.Join(s.Missing, ", ")})
	}
	return append(out, [2]string{"Made by", s.made()})
}

func quantity(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
