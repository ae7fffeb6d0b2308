package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"refrain/docs/schemas"
)

// PackageName is the name of the format that is a folder of files.
const PackageName = "datapackage"

// File is one file of a data package.
type File struct {
	Name string
	Data []byte
}

// itemFields, eventFields and documentFields are the columns of the tables
// beside the links.
var (
	itemFields = []field{
		{"item", "string", "number of the item in the annex"}, {"text", "string", "the item as printed"}, {"headings", "string", "headings above it, joined with |"},
		{"verdict", "string", "what the documents searched carry, no more"}, {"notes", "string", "what stands beside the verdict, joined with |"},
		{"sentence", "string", "a sentence for a report"}, {"footnote", "string", "its footnote"},
		{"first", "year", "year of the first passage that enters the verdict"}, {"last", "year", "year of the last"},
		{"states", "string", "recommending States of what enters the verdict, alpha-3, joined with |"}, {"item_id", "string", "identifies the item by its text"},
	}
	cellFields = []field{
		{"item", "string", "number of the item in the annex"}, {"event", "string", "the review event or document"}, {"year", "integer", "of the event"},
		{"mechanism", "string", "who speaks"}, {"symbol", "string", "its document"},
		{"when", "string", "earlier, same-review or later, relative to the letter"},
		{"fill", "string", "confirmed, unreviewed, to-verify, none or not-searched"}, {"passages", "integer", "passages found"},
		{"states", "string", "recommending States, alpha-3, joined with |"}, {"bodies", "string", "bodies that a compilation reports, joined with |"},
	}
	documentFields = []field{
		{"key", "string", "identifies the document: its symbol, where it has one"}, {"cite_as", "string", "how it is cited"}, {"kind", "string", "kind of document"},
		{"state", "string", "State under review, alpha-3"}, {"mechanism", "string", "who speaks in it"}, {"cycle", "integer", "UPR cycle"},
		{"year", "integer", "year of the review"}, {"date", "string", "the document's own date"}, {"passages", "integer", "passages read"},
		{"file", "string", "as it was ingested"}, {"sha256", "string", "hash of the file"},
	}
)

// Package makes the files of a Frictionless Data Package (version 2): the
// tables with their schemas, the same as JSON Lines with its JSON Schema, a
// codebook, a citation file and checksums.
func Package(r *Report) ([]File, error) {
	var links, lines bytes.Buffer
	if err := writeCSV(&links, r, Options{}); err != nil {
		return nil, err
	}
	if err := writeJSONL(&lines, r, Options{}); err != nil {
		return nil, err
	}
	tables := []struct {
		name, title string
		fields      []field
		data        []byte
	}{
		{"links", "Links between items and passages, one a row", csvColumns, links.Bytes()},
		{"items", "Items of the letter with their verdicts", itemFields, table(itemFields, r.itemTableRows())},
		{"cells", "The grid: items by review events", cellFields, table(cellFields, r.cellRows())},
		{"documents", "Documents searched", documentFields, table(documentFields, r.documentRows())},
	}
	var files []File
	var resources []any
	for _, t := range tables {
		files = append(files, File{t.name + ".csv", t.data})
		resources = append(resources, resource(t.name, t.title, t.fields, t.data))
	}
	files = append(files, File{"report.jsonl", lines.Bytes()}, File{"report.schema.json", schemas.Report},
		File{"CODEBOOK.md", r.codebook()}, File{"CITATION.cff", r.citationFile()})
	resources = append(resources, map[string]any{"name": "report", "path": "report.jsonl", "format": "jsonl", "mediatype": "application/jsonl",
		"encoding": "utf-8", "jsonSchema": "report.schema.json", "bytes": lines.Len(), "hash": "sha256:" + hash(lines.Bytes())})
	pack, err := json.MarshalIndent(r.descriptor(resources), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encoding the data package: %w", err)
	}
	files = append(files, File{"datapackage.json", append(pack, '\n')})
	return append(files, File{"SHA256SUMS", checksums(files)}), nil
}

func (r *Report) descriptor(resources []any) map[string]any {
	missing := []string{}
	for _, e := range r.Coverage.Missing {
		missing = append(missing, e.Name())
	}
	return map[string]any{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
		"name":    "refrain-" + strings.ToLower(strings.TrimPrefix(anchor(r.Question.Key), "item-")), "title": r.title(), "created": r.Date + "T00:00:00Z", "version": r.Coverage.Hash,
		"description":  Notice + " " + r.confirmed() + " " + Disclaimer,
		"contributors": []any{map[string]any{"title": "Refrain " + r.Version, "roles": []string{"creator"}}},
		"resources":    resources, "refrain": map[string]any{"version": r.Version, "corpus_hash": r.Coverage.Hash, "missing": missing, "links": r.Links, "confirmed": r.Reviewed},
	}
}

// resource describes one table.
func resource(name, title string, fields []field, data []byte) map[string]any {
	var fs []any
	for _, f := range fields {
		fs = append(fs, map[string]any{"name": f.name, "type": f.kind, "description": f.meaning})
	}
	return map[string]any{"name": name, "path": name + ".csv", "title": title, "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
		"dialect": map[string]any{"lineTerminator": "\r\n"}, "bytes": len(data), "hash": "sha256:" + hash(data),
		"schema": map[string]any{"fields": fs, "missingValues": []string{""}}}
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func table(fields []field, rows [][]string) []byte {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	_ = out.Write(names(fields)) // a buffer takes all
	_ = out.WriteAll(rows)
	return b.Bytes()
}

func (r *Report) itemTableRows() [][]string {
	var out [][]string
	for _, c := range r.Concerns {
		out = append(out, []string{c.Number, c.Item.Text, strings.Join(c.Item.Headings, "|"), c.Verdict, strings.Join(c.Notes, "|"), c.Sentence, c.Footnote,
			number(c.First), number(c.Last), strings.Join(c.States, "|"), itemID(c.Item)})
	}
	return out
}

func (r *Report) cellRows() [][]string {
	var out [][]string
	for _, c := range r.Concerns {
		for i, e := range r.Events {
			cell := c.Cells[i]
			out = append(out, []string{c.Number, e.Name, number(e.Year), string(e.Mechanism), e.Symbol, string(e.When), string(cell.Fill),
				strconv.Itoa(cell.Passages), strings.Join(cell.States, "|"), strings.Join(cell.Bodies, "|")})
		}
	}
	return out
}

func (r *Report) documentRows() [][]string {
	var out [][]string
	for _, d := range r.Coverage.Documents {
		out = append(out, []string{d.Key, d.CiteAs, string(d.Kind), d.State, string(d.Mechanism), number(d.Cycle), number(d.Year), d.Date,
			strconv.Itoa(passageCount(d)), d.File, d.SHA256})
	}
	return out
}

// codebook explains the tables to a person.
func (r *Report) codebook() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# Codebook: %s\n\n%s %s %s\n\n", mdEscape.Replace(r.title()), Notice, r.confirmed(), Disclaimer)
	for _, f := range r.facts() {
		fmt.Fprintf(&b, "- %s: %s\n", f[0], mdEscape.Replace(f[1]))
	}
	for _, t := range []struct {
		name   string
		fields []field
	}{{"links.csv", csvColumns}, {"items.csv", itemFields}, {"cells.csv", cellFields}, {"documents.csv", documentFields}} {
		fmt.Fprintf(&b, "\n## %s\n\n| Column | Type | Meaning |\n|---|---|---|\n", t.name)
		for _, f := range t.fields {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", f.name, f.kind, mdEscape.Replace(f.meaning))
		}
	}
	b.WriteString("\nTables are UTF-8 after RFC 4180. The texts of documents of the United Nations are theirs.\n")
	return []byte(b.String())
}

// citationFile is a CITATION.cff (version 1.2.0) of the data.
func (r *Report) citationFile() []byte {
	q := strconv.Quote
	return []byte(fmt.Sprintf("cff-version: 1.2.0\nmessage: %s\ntype: dataset\ntitle: %s\nversion: %s\ndate-released: %s\nauthors:\n  - name: %s\nabstract: %s\n",
		q("If you use these data, cite the documents themselves, and this data set for the links."), q(r.title()+" – where each concern was raised before"),
		q(r.Coverage.Hash), r.Date, q("Refrain "+r.Version), q(Notice+" "+r.confirmed()+" "+Disclaimer)))
}

// checksums lists the hashes of files as sha256sum does.
func checksums(files []File) []byte {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", hash(f.Data), f.Name)
	}
	return []byte(b.String())
}
