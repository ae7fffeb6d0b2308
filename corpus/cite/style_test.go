package cite_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"refrain/corpus"
	"refrain/corpus/cite"
)

// shelf holds an invented report, observations and a compilation that knows a
// source through its endnotes.
func shelf() *cite.Shelf {
	report := &corpus.Document{Key: "A/HRC/27/9001", Symbol: "A/HRC/27/9001", Kind: corpus.KindWGReport, State: "XAA", StateName: "Examplia",
		Title: "Report of the Working Group on the Universal Periodic Review: Examplia", Date: "2014-07-02", Year: 2014, Language: "en"}
	for i := range 5 {
		report.Passages = append(report.Passages, corpus.Passage{Para: fmt.Sprintf("118.%d", i+1), Kind: corpus.PassageRecommendation,
			ByPrinted: []string{"Samplonia (Republic of)"}, Position: corpus.Noted, Spans: []corpus.Span{{Page: 12, End: 40}},
			Text: fmt.Sprintf("Adopt 100%% of the {measures} & steps no. %d_a, \\ as asked (Samplonia (Republic of));", i+1)})
	}
	observations := &corpus.Document{Key: "CRC/C/XAA/CO/1", Symbol: "CRC/C/XAA/CO/1", Kind: corpus.KindObservations, State: "XAA", StateName: "Examplia",
		Mechanism: corpus.CRC, Year: 2012, Language: "en", Passages: []corpus.Passage{{Para: "29", Kind: corpus.PassageObservation,
			Text: "The Committee recommends that the State party: (a) act; (b) act again; (c) report."}}}
	compilation := &corpus.Document{Key: "A/HRC/WG.6/19/XAA/2", Symbol: "A/HRC/WG.6/19/XAA/2", Kind: corpus.KindCompilation, State: "XAA", StateName: "Examplia",
		Year: 2014, Language: "en", Passages: []corpus.Passage{{Para: "5", Kind: corpus.PassageCompilation, Text: "CAT urged more.",
			Source: []string{"CAT/C/XAA/CO/3, para. 7"}}}}
	corr := &corpus.Document{Key: "CRC/C/XAA/CO/1/Corr.1", Symbol: "CRC/C/XAA/CO/1/Corr.1", Language: "en"}
	docs := []*corpus.Document{report, observations, compilation, corr}
	for _, d := range docs {
		d.Seal()
	}
	return cite.NewShelf(docs, nil)
}

// notes are citations of everything on the shelf.
func notes(s *cite.Shelf) cite.Notes {
	var ps []corpus.Passage
	for _, v := range s.Volumes()[:2] {
		ps = append(ps, v.Passages...)
	}
	return cite.Notes{Citations: cite.Make(ps, cite.Options{Corr: s.Corrigenda()}), Records: s.Records(ps), Report: "report.html"}
}

func write(t *testing.T, style string, n cite.Notes) string {
	t.Helper()
	s, err := cite.StyleOf(style, "")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := s.Write(&b, n); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestStyles(t *testing.T) {
	n := notes(shelf())
	for style, want := range map[string]string{
		"un-note":     "A/HRC/27/9001, paras. 118.1–118.5 and CRC/C/XAA/CO/1 and Corr.1, para. 29.\n",
		"un-footnote": "For relevant recommendations, see A/HRC/27/9001, paras. 118.1–118.5 and CRC/C/XAA/CO/1 and Corr.1, para. 29.\n",
		"inline":      "(A/HRC/27/9001, paras. 118.1–118.5 and CRC/C/XAA/CO/1 and Corr.1, para. 29)\n",
		"oscola": "Human Rights Council, Working Group on the Universal Periodic Review, ‘Report of the Working Group on the Universal Periodic Review: " +
			"Examplia’ (2 July 2014) UN Doc A/HRC/27/9001, paras 118.1–118.5; Committee on the Rights of the Child, ‘Concluding observations: Examplia’ UN Doc " +
			"CRC/C/XAA/CO/1 and Corr.1, para 29.\n",
	} {
		if got := write(t, style, n); got != want {
			t.Errorf("%s:\n got %q\nwant %q", style, got, want)
		}
	}
	for _, style := range []string{"markdown", "html"} {
		got := write(t, style, n)
		for _, want := range []string{"#page=12:~:text=Adopt%20100%25%20of%20the%20%7Bmeasures%7D", "report.html#passage-A-HRC-27-9001-118.1", "symbolno=CRC%2FC%2FXAA%2FCO%2F1"} {
			if style == "html" {
				want = strings.ReplaceAll(want, "&", "&amp;")
			}
			if !strings.Contains(got, want) {
				t.Errorf("%s does not hold %s:\n%s", style, want, got)
			}
		}
	}
	if _, err := cite.StyleOf("chicago", ""); err == nil || !strings.Contains(err.Error(), "un-note") {
		t.Errorf("an unknown style: %v", err)
	}
}

// TestThrough cites a source through the document that reports it, and refuses
// quotation marks for it.
func TestThrough(t *testing.T) {
	s := shelf()
	known := s.KnownThrough("CAT/C/XAA/CO/3")
	if len(known) != 1 {
		t.Fatalf("known %v", known)
	}
	c := cite.Through(known[0].Source, known[0].Via)
	if got, want := c.String(), "CAT/C/XAA/CO/3, para. 7, as cited in A/HRC/WG.6/19/XAA/2, para. 5"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := cite.Quote(known[0].Via, c); err != cite.ErrReported {
		t.Errorf("a quotation of a source that is not here: %v", err)
	}
}

// cslTypes and cslFields are the parts of the CSL-JSON schema
// (csl-data.json, version 1.0) that citations use: names and JSON types.
var (
	cslTypes  = []string{"report", "personal_communication"}
	cslFields = map[string]string{"id": "string", "type": "string", "title": "string", "author": "names", "issued": "date", "genre": "string",
		"number": "string", "publisher": "string", "language": "string", "URL": "string", "note": "string"}
)

// TestCSL holds CSL-JSON to its schema: required id and type, known fields
// only, names as literals, dates as parts of one to three numbers.
func TestCSL(t *testing.T) {
	var items []map[string]any
	if err := json.Unmarshal([]byte(write(t, "csl-json", notes(shelf()))), &items); err != nil {
		t.Fatal(err)
	}
	if len(items) != 2 {
		t.Fatalf("%d items, want one a document", len(items))
	}
	for _, it := range items {
		if typ, _ := it["type"].(string); !slices.Contains(cslTypes, typ) || it["id"] == "" {
			t.Errorf("type %v, id %v", it["type"], it["id"])
		}
		for name, v := range it {
			if !validCSL(cslFields[name], v) {
				t.Errorf("%s: %v is no %q", name, v, cslFields[name])
			}
		}
	}
	if items[0]["number"] != "A/HRC/27/9001" || items[1]["genre"] != "Concluding observations" {
		t.Errorf("number %v, genre %v", items[0]["number"], items[1]["genre"])
	}
}

func validCSL(kind string, v any) bool {
	switch kind {
	case "string":
		s, ok := v.(string)
		return ok && s != ""
	case "names":
		names, ok := v.([]any)
		for _, n := range names {
			m, isMap := n.(map[string]any)
			lit, isText := m["literal"].(string)
			ok = ok && isMap && len(m) == 1 && isText && lit != ""
		}
		return ok && len(names) > 0
	case "date":
		m, _ := v.(map[string]any)
		parts, ok := m["date-parts"].([]any)
		if !ok || len(m) != 1 || len(parts) != 1 {
			return false
		}
		numbers, ok := parts[0].([]any)
		return ok && len(numbers) >= 1 && len(numbers) <= 3
	}
	return false
}

// TestBibutils reads RIS and BibTeX back with an independent program.
func TestBibutils(t *testing.T) {
	n := notes(shelf())
	for style, program := range map[string]string{"ris": "ris2xml", "bibtex": "bib2xml"} {
		path, err := exec.LookPath(program)
		if err != nil {
			t.Skip("bibutils is not installed:", err)
		}
		cmd := exec.Command(path)
		cmd.Stdin = strings.NewReader(write(t, style, n))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(program, err)
		}
		for _, want := range []string{"A/HRC/27/9001", "CRC/C/XAA/CO/1", "118.5", "100%"} {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: %s is lost:\n%s", program, want, out)
			}
		}
		// ris2xml takes every author for a person; Zotero takes one without
		// a comma for a corporate author.
		if strings.Count(string(out), "<mods ") != 2 || style == "bibtex" && strings.Contains(string(out), "<namePart type=\"family\">") {
			t.Errorf("%s: not two documents with corporate authors:\n%s", program, out)
		}
	}
}
