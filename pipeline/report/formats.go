package report

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"refrain/pipeline/report/word"
)

// Options are the choices of a writer.
type Options struct {
	// Excel adds a byte-order mark to CSV and disarms formulas.
	Excel bool
	// Template lends a Word document its styles, headers and footers.
	Template *word.Template
	// Existing is the file that a workbook replaces, so that what its writers
	// filled in is kept; nil where there is none.
	Existing []byte
}

// Format is one output format.
type Format struct {
	Name     string
	Suffixes []string
	Write    func(w io.Writer, r *Report, o Options) error
	// Binary says that the format is no text, so that a terminal is spared it.
	Binary bool
}

// Formats are the output formats. A new one is one file and one line here.
var Formats = []Format{
	{"html", []string{".html", ".htm"}, writeHTML, false},
	{"csv", []string{".csv"}, writeCSV, false},
	{"jsonl", []string{".jsonl", ".ndjson", ".json"}, writeJSONL, false},
	{"md", []string{".md", ".markdown"}, writeMarkdown, false},
	{"docx", []string{".docx"}, writeDOCX, true},
	{"xlsx", []string{".xlsx"}, writeXLSX, true},
	{"annotations", []string{".jsonld"}, writeAnnotations, false},
	{"upr-info", nil, writeUPRInfo, false},
	{"uwazi", nil, writeUwazi, false},
}

// FormatNames lists the formats for a person: "html, csv or md".
func FormatNames() string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// fits refuses a file whose suffix is that of another format: a program that
// opens it would take it for that.
func (f Format) fits(file string) error {
	suffix := strings.ToLower(filepath.Ext(file))
	if suffix == "" || slices.Contains(f.Suffixes, suffix) {
		return nil
	}
	for _, other := range Formats {
		table, json := len(f.Suffixes) == 0 && other.Name == "csv", f.Name == "annotations" && suffix == ".json"
		if slices.Contains(other.Suffixes, suffix) && !table && !json {
			return fmt.Errorf("the file %q has the suffix of %s, and --format says %s: change one of them", file, other.Name, f.Name)
		}
	}
	return nil
}

// FormatOf finds a format by name or, without one, by a file's suffix.
func FormatOf(name, file string) (Format, error) {
	suffix := strings.ToLower(filepath.Ext(file))
	var names, suffixes []string
	for _, f := range Formats {
		names = append(names, f.Name)
		if len(f.Suffixes) > 0 {
			suffixes = append(suffixes, f.Suffixes[0])
		}
		if f.Name == name {
			return f, f.fits(file)
		}
		for _, s := range f.Suffixes {
			if name == "" && s == suffix {
				return f, nil
			}
		}
	}
	if name != "" {
		return Format{}, fmt.Errorf("no format %q: choose one of %s", name, strings.Join(names, ", "))
	}
	if suffix != "" {
		return Format{}, fmt.Errorf("%s is not written: the formats are %s; give the file such a suffix (%s) or use --format", suffix, FormatNames(), strings.Join(suffixes, ", "))
	}
	return Format{}, fmt.Errorf("the file name %q does not say the format: give it a suffix (%s) or use --format", file, strings.Join(suffixes, ", "))
}
