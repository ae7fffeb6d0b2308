package cite

import (
	"slices"
	"strings"

	"refrain/corpus"
)

// Record is one document as reference managers keep it, with the passages that
// are cited in it as notes.
type Record struct {
	// ID is the document's key; Symbol is empty for letters.
	ID, Symbol string
	// Genre is the kind in words: "Report of the Working Group on the
	// Universal Periodic Review".
	Genre string
	// Author is the corporate author, Title the title with the State.
	Author, Title string
	// Date is the document's own date, ISO 8601; Year is set where it has none.
	Date string
	Year int
	// URL is the official document's address, empty for the sample.
	URL      string
	Language string
	Notes    []Note
	Sample   bool
}

// Note is one passage that is cited: its citation, its words, and the address
// of its page and sentence.
type Note struct {
	ID, Cite, Text, URL string
	// ByPrinted are the recommending States as printed, Position the State's
	// last stated position.
	By       []string
	Position corpus.Position
	// Anchor is the passage's place in our own report.
	Anchor string
}

// genres and authors of kinds of documents. The author of a document that a
// State submits is the State; of concluding observations the committee.
var genres = map[corpus.Kind][2]string{
	corpus.KindWGReport:       {"Report of the Working Group on the Universal Periodic Review", "Human Rights Council, Working Group on the Universal Periodic Review"},
	corpus.KindAddendum:       {"Addendum to a report of the Working Group on the Universal Periodic Review", ""},
	corpus.KindCompilation:    {"Compilation for the universal periodic review", "Office of the United Nations High Commissioner for Human Rights"},
	corpus.KindSummary:        {"Summary of stakeholders’ submissions for the universal periodic review", "Office of the United Nations High Commissioner for Human Rights"},
	corpus.KindNationalReport: {"National report for the universal periodic review", ""},
	corpus.KindMidTermReport:  {"Mid-term report on the universal periodic review", ""},
	corpus.KindObservations:   {"Concluding observations", "committee"},
	corpus.KindSpecial:        {"Report of a special procedure of the Human Rights Council", "Human Rights Council"},
	corpus.KindInquiry:        {"Report of a commission of inquiry", "Human Rights Council"},
	corpus.KindLetter:         {"Letter", "United Nations High Commissioner for Human Rights"},
	corpus.KindMatrix:         {"Thematic list of recommendations", "Office of the United Nations High Commissioner for Human Rights"},
	corpus.KindDecision:       {"Decision of the Human Rights Council", "Human Rights Council"},
	corpus.KindSessionReport:  {"Report of the Human Rights Council", "Human Rights Council"},
}

// committees are the treaty bodies as authors.
var committees = map[corpus.Mechanism]string{
	corpus.CERD: "Committee on the Elimination of Racial Discrimination", corpus.CESCR: "Committee on Economic, Social and Cultural Rights",
	corpus.CCPR: "Human Rights Committee", corpus.CEDAW: "Committee on the Elimination of Discrimination against Women",
	corpus.CAT: "Committee against Torture", corpus.CRC: "Committee on the Rights of the Child", corpus.CMW: "Committee on Migrant Workers",
	corpus.CRPD: "Committee on the Rights of Persons with Disabilities", corpus.CED: "Committee on Enforced Disappearances",
	corpus.SPT: "Subcommittee on Prevention of Torture",
}

// Committees are the treaty bodies by their full names.
func Committees() map[corpus.Mechanism]string { return committees }

// Records are the documents of passages, one a document, in the order of their
// first passages; then the documents that are cited as a whole, by key. What is
// not on the shelf is left out, and so is what is named twice.
func (s *Shelf) Records(ps []corpus.Passage, whole ...string) []Record {
	var out []Record
	at := map[string]int{}
	for _, p := range ps {
		v := s.Volume(p.Key)
		if v == nil {
			continue
		}
		i, ok := at[p.Key]
		if !ok {
			i = len(out)
			at[p.Key] = i
			out = append(out, recordOf(v))
		}
		if slices.ContainsFunc(out[i].Notes, func(n Note) bool { return n.ID == p.ID && n.Cite == p.Cite }) {
			continue
		}
		out[i].Notes = append(out[i].Notes, Note{ID: p.ID, Cite: p.Cite, Text: p.Text, URL: Official(p), By: p.ByPrinted,
			Position: p.Position, Anchor: Anchor(p.ID)})
	}
	for _, key := range whole {
		if _, ok := at[key]; ok {
			continue
		}
		if v := s.Volume(key); v != nil {
			at[key] = len(out)
			out = append(out, recordOf(v))
		}
	}
	return out
}

func recordOf(v *Volume) Record {
	r := Record{ID: v.Key, Symbol: v.Symbol, Title: v.Title, Date: v.Date, Year: v.Year, Language: v.Language, Sample: v.Sample}
	g, ok := genres[v.Kind]
	if !ok {
		g = [2]string{"Document", "United Nations"}
	}
	r.Genre, r.Author = g[0], g[1]
	switch {
	case r.Author == "committee" && committees[v.Mechanism] != "":
		r.Author = committees[v.Mechanism]
	case r.Author == "committee":
		r.Author = "United Nations"
	case r.Author == "":
		r.Author = v.StateName
	}
	if r.Title == "" {
		r.Title = strings.TrimSuffix(r.Genre+": "+v.StateName, ": ")
	}
	if r.Language == "" {
		r.Language = "en"
	}
	if !v.Sample {
		r.URL = OfficialDocument(v.Key, v.Symbol)
	}
	if v.Sample {
		r.Title += " [SAMPLE]"
	}
	return r
}

// key is a key that BibTeX takes: letters, digits and hyphens.
func (r Record) key() string {
	var b strings.Builder
	for _, c := range r.ID {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
			b.WriteRune(c)
		default:
			if s := b.String(); s != "" && s[len(s)-1] != '-' {
				b.WriteByte('-')
			}
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// year is the year of the date, else the document's; 0 for none.
func (r Record) year() int {
	if len(r.Date) >= 4 {
		if n := numbersIn(r.Date[:4]); len(n) == 1 {
			return n[0]
		}
	}
	return r.Year
}

// line is a note on one line: the citation, the words, the address.
func (n Note) line() string {
	s := n.Cite + ": " + strings.Join(strings.Fields(n.Text), " ")
	if n.Position != "" {
		s += " [" + string(n.Position) + "]"
	}
	if n.URL != "" {
		s += " " + n.URL
	}
	return s
}
