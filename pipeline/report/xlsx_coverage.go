package report

import "strings"

// documentColumns are the columns of the sheet of documents.
var documentColumns = []column{
	{"Document", 40, "symbol or title", false}, {"Kind", 20, "kind of document", false}, {"Mechanism", 12, "who speaks in it", false},
	{"Cycle", 7, "of the UPR", false}, {"Year", 7, "of the review", false}, {"Date", 12, "the document's own", false},
	{"Passages", 9, "that were read", false}, {"File", 40, "as it was ingested", false}, {"SHA-256", 30, "of the file's bytes", false},
	{"Doubts", 50, "what a reader should know of how it was read", false},
}

// coverageColumns are the columns of the sheet of review events.
var coverageColumns = []column{
	{"Event", 24, "a review, what bodies said for it, stakeholders, or a document cited", false}, {"Year", 7, "of the review", false},
	{"Cycle", 7, "of the UPR", false}, {"Document", 34, "its symbol", false}, {"Searched", 10, "whether its document is among those searched", false},
	{"How it is known", 40, "or which documents cite it", false},
}

func (b *workbook) documents() {
	b.head(sheetDocuments, documentColumns)
	for i, d := range b.r.Coverage.Documents {
		values := []any{d.CiteAs, string(d.Kind), string(d.Mechanism), count(d.Cycle), count(d.Year), d.Date, passageCount(d), d.File, d.SHA256, strings.Join(d.Warnings, "\n")}
		for k, v := range values {
			b.put(sheetDocuments, k+1, i+2, v)
		}
		b.fit(sheetDocuments, documentColumns, i+2, values)
	}
	b.table(sheetDocuments, len(documentColumns), len(b.r.Coverage.Documents))
}

// count is a number, empty for 0.
func count(n int) any {
	if n == 0 {
		return ""
	}
	return n
}

func (b *workbook) coverage() {
	b.head(sheetCoverage, coverageColumns)
	row := 1
	add := func(values ...any) {
		row++
		for k, v := range values {
			b.put(sheetCoverage, k+1, row, v)
		}
	}
	for _, e := range b.r.Events {
		searched := "yes"
		if !e.Searched {
			searched = "no"
		}
		add(e.Name, count(e.Year), count(e.Cycle), e.Symbol, searched, e.Basis)
	}
	for _, c := range b.r.Coverage.Cited {
		add("Concluding observations", "", "", c.Symbol, "no", "cited in "+strings.Join(c.By, ", "))
	}
	b.table(sheetCoverage, len(coverageColumns), row-1)
}

// leftover writes what writers filled in for rows that are no longer there.
func (b *workbook) leftover() {
	rows := append(b.kept.items.left(sheetItems), b.kept.links.left(sheetLinks)...)
	rows = append(rows, b.kept.leftBefore...)
	if len(rows) == 0 {
		return
	}
	_, err := b.NewSheet(sheetKept)
	b.check(err)
	b.head(sheetKept, []column{{"Sheet", 10, "", false}, {"Row", 36, "", false}, {"Text", 50, "", false}, {"Column", 24, "", false}, {"Value", 60, "", false}})
	for i, r := range rows {
		for k, v := range r {
			b.put(sheetKept, k+1, i+2, v)
		}
	}
}
